"""The nämnd of a page whose own headings name none: that of the chapter which it stands in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from loaders import _match
from loaders._document import named_namnd
from loaders.grid import Sheet
from store import codes
from store.records import Finding, Severity

Named = tuple[str, str]  # the code of a nämnd, or a name that the list does not have
_SHORT = 7  # words
_TEXT = (
    "{} är läst som {}: kapitlets rubrik på en tidigare sida säger det, och ingen rubrik efter den säger "
    "något annat. Skriv nämnden överst på sidan om det är fel."
)


def namnder_of_chapters(kommun: str, sheets: Sequence[Sheet]) -> dict[str, Named]:
    """Sheet -> nämnd, where the headings on earlier pages name one, and only one; ('', '') where they leave
    it open.

    A line that is the name of another nämnd ends it: that may be a heading in ordinary letters.
    """
    found: dict[str, Named] = {}
    above: set[str] = set()  # nämnder that lines name, since the chapter began
    for before, sheet in pairwise(sheets):
        named = {n for text in sheet.chapters if any(n := named_namnd(kommun, text))}
        if sheet.chapters != before.chapters:
            above = _lines(kommun, before, _begins(before, sheet.chapters))
        above |= _lines(kommun, sheet, 0)
        if named:
            one = len(named) == 1 and above <= {code for code, _ in named}
            found[sheet.name] = named.pop() if one else ("", "")
    return found


def _begins(sheet: Sheet, chapters: Sequence[str]) -> int:
    """The row of the last heading on the page where it stands."""
    rows = [c.row for c in sheet.cells.values() if chapters and c.text.strip().endswith(chapters[-1])]
    return max(rows, default=0)


def _lines(kommun: str, sheet: Sheet, first: int) -> set[str]:
    """The nämnder that have a line of the page to themselves."""
    rows = Counter(r for r, _ in sheet.cells)
    lone = (c.text for c in sheet.cells.values() if c.row >= first and rows[c.row] == 1)
    short = (_match.namnd(kommun, t) for t in lone if len(t.split()) < _SHORT)
    return {match.code for match in short if match and match.likeness == 1}


def told_of_chapters(kommun: str, read: Mapping[str, Named]) -> list[Finding]:
    """One finding a nämnd; `read`: the pages whose tables were read as their chapter's."""
    pages: dict[str, list[str]] = {}
    for sheet, (code, name) in read.items():
        if code:
            pages.setdefault(codes.name("namnd", kommun, code) or name or code, []).append(sheet)
    return [
        Finding(Severity.INFO, "tolkad_namnd", _TEXT.format(", ".join(sheets), name))
        for name, sheets in pages.items()
    ]
