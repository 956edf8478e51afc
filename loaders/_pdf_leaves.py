"""Pages that belong together: a table that goes on over the page break is one table, in one sheet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from loaders._pdf_page import Block, Text
from loaders._pdf_regions import GOES_ON, names_rows
from loaders._pdf_table import Place, Table, under_each_other

_ALIKE = 2.5  # points
_FURNITURE = 3  # lines between the table and the edge of the page
_MOST_NAMES = 2
_DIGITS = re.compile(r"\d+")
_PAGE = "sida #"


@dataclass(slots=True)
class Leaf:
    """A page, or the pages `number` to `last`, on the way to a sheet. `bold`: (page, place in its text)."""

    number: int
    last: int
    blocks: list[Block]
    bold: set[tuple[int, int]] = field(default_factory=set)
    notes: tuple[str, ...] = ()  # what must be told of it: codes of _notes.NOTES
    chapters: tuple[str, ...] = ()  # headings on earlier pages that it stands under


def connected(leaves: Sequence[Leaf]) -> list[Leaf]:
    """The pages in order, those that share a table joined to one."""
    edges = {
        leaf.number: (_texts(leaf.blocks[:_FURNITURE]), _texts(leaf.blocks[-_FURNITURE:])) for leaf in leaves
    }
    found: list[Leaf] = []
    for leaf in leaves:
        shared = _shared(edges[found[-1].last], edges[leaf.number]) if found else set()
        seam = _seam(found[-1], leaf, shared) if found else None
        if seam is None:
            found.append(leaf)
        else:
            _join(found[-1], leaf, seam)
    return found


_Edges = tuple[set[str], set[str]]


def _texts(blocks: Sequence[Block]) -> set[str]:
    return {_plain(b) for b in blocks if isinstance(b, Text)}


def _shared(above: _Edges, below: _Edges) -> set[str]:
    """What stands at the top, or at the foot, of both pages, whatever its numbers: headers and footers."""
    return (above[0] & below[0]) | (above[1] & below[1]) | {_PAGE}


def _plain(text: Text) -> str:
    return _DIGITS.sub("#", GOES_ON.sub("", text.place.text).casefold())


_Seam = tuple[Table, Table, list[Text]]


def _seam(above: Leaf, below: Leaf, running: set[str]) -> _Seam | None:
    """The tables that are one, and the texts between them that name rows; None when the page begins with
    something of its own.
    """
    ends = next((k for k in reversed(range(len(above.blocks))) if isinstance(above.blocks[k], Table)), None)
    begins = next((k for k, b in enumerate(below.blocks) if isinstance(b, Table)), None)
    if ends is None or begins is None:
        return None
    first, second = above.blocks[ends], below.blocks[begins]
    assert isinstance(first, Table)
    assert isinstance(second, Table)
    titles = {_plain(b) for b in above.blocks[max(0, ends - _FURNITURE) : ends] if isinstance(b, Text)}
    between = [b for b in above.blocks[ends + 1 :] if isinstance(b, Text) and _plain(b) not in running]
    running = running | titles
    between += [b for b in below.blocks[:begins] if isinstance(b, Text) and _plain(b) not in running]
    one = _same(first, second) and (not between or _names(between, first, second))
    return (first, second, between) if one else None


def _names(texts: Sequence[Text], above: Table, below: Table) -> bool:
    """Are they nothing but the name of the rows that follow, in a table that names its rows so?"""
    blocks = any(set(row) == {0} for row in above.rows[above.headings :])
    edges = above.columns[0][0], below.columns[0][0]
    beside = all(min(abs(t.place.box[0] - e) for e in edges) < _ALIKE for t in texts)
    names = all(names_rows(t.place.text) for t in texts)
    return blocks and beside and names and not below.headings and len(texts) <= _MOST_NAMES


def _same(above: Table, below: Table) -> bool:
    """One table: the headings are repeated, or there are none and the columns stand under each other."""
    if below.headings:
        return _headings(above) == _headings(below)
    mine, theirs = below.columns[below.labels :], above.columns[above.labels :]
    if not above.headings or below.labels != above.labels or len(mine) != len(theirs) or len(mine) < 2:
        return False
    return under_each_other(theirs, mine)


def _headings(table: Table) -> list[dict[int, str]]:
    return [{k: p.text for k, p in row.items()} for row in table.rows[: table.headings]]


def _join(above: Leaf, below: Leaf, seam: _Seam) -> None:
    """The rows follow each other; what the pages have at their feet and tops comes after the table."""
    for block in below.blocks:
        for place in _places(block):
            place.page = place.page or below.number
    first, second, names = seam
    repeated = second.rows[: second.headings]
    first.rows += [{0: text.place} for text in names] + second.rows[second.headings :]
    again: list[Block] = [Text(p, 0.0, 1.0) for row in repeated for p in row.values()]
    apart = {id(block) for block in (second, *names)}
    above.blocks = [b for b in above.blocks if id(b) not in apart]
    above.blocks += [*(b for b in below.blocks if id(b) not in apart), *again]
    above.last, above.bold = below.last, above.bold | below.bold
    above.chapters = tuple(t for t in above.chapters if t in below.chapters)
    above.notes = tuple(dict.fromkeys(above.notes + below.notes))


def _places(block: Block) -> list[Place]:
    return [block.place] if isinstance(block, Text) else [p for row in block.rows for p in row.values()]
