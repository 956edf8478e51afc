"""Every number in a file is accounted for: a fact, a control total, or listed as not read, with its cell and
why.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from loaders._grid_tables import items_of
from loaders._meaning import Reading
from loaders._numbers import MINUSES, SPACES, is_date, is_year, prose_numbers
from loaders.grid import Cell, Sheet
from store.records import Finding, NotRead, Severity

OUTSIDE = "står utanför tabellerna"
PROSE = "står i löpande text"
UNHEADED = "kolumnen saknar rubrik"
NOT_A_NUMBER = "texten är inte ett tal"
UNREADABLE = "talet är skrivet så att det kan läsas på flera sätt"
# `1.234`, `12,345.50`, `1 23`: only digits and what stands between them, and yet not one number
_UNREADABLE = re.compile(
    rf"^[{SPACES}]*[({MINUSES}+]?[{SPACES}]*\d[\d{SPACES}.,']*[.,'{SPACES}]\d+[{SPACES}]*[)%{MINUSES}]*$"
)

_SPAN = re.compile(rf"^[{SPACES}]*\d{{1,3}}[{SPACES}]?[{MINUSES}][{SPACES}]?\d{{1,3}}[{SPACES}]*$")
SPAN = "cellen säger ett spann, inte ett tal"


def account(
    sheet: Sheet, tables: Iterable[range], labels: set[tuple[int, int]], cut: set[int], reading: Reading
) -> None:
    """List what `reading` has not taken: `tables` are rows of tables, `cut` rows whose text was cut into
    numbers.
    """
    taken = {(f.sheet, f.cell) for f in (*reading.facts, *reading.totals)}
    taken |= {(n.sheet, n.cell) for n in reading.not_read}
    rows = {r for t in tables for r in t}
    for (row, col), cell in sorted(sheet.cells.items()):
        if row in cut or (row, col) in labels:
            continue
        for place, text, reason in _numbers(cell, row in rows):
            if (sheet.name, place) not in taken:
                reading.not_read.append(NotRead(sheet.name, place, text, reason))


def _numbers(cell: Cell, in_table: bool) -> Iterator[tuple[str, str, str]]:
    """(place, text, why it would not be read) of each number in a cell."""
    if items := items_of(cell):
        if in_table or not is_year(cell.text):
            yield from ((i.num.cell, i.num.text, UNHEADED if in_table else OUTSIDE) for i in items)
        return
    if cell.date or cell.error or cell.formula_without_value:
        return
    if _UNREADABLE.match(cell.text) and not is_date(cell.text):
        yield cell.name, cell.text.strip(), UNREADABLE
        return
    if in_table and _SPAN.match(cell.text):
        yield cell.name, cell.text.strip(), SPAN
        return
    found = prose_numbers(cell.text)
    for k, text in enumerate(found, 1):
        yield f"{cell.name}#{k}" if len(found) > 1 else cell.name, text, NOT_A_NUMBER if in_table else PROSE


def findings(reading: Reading) -> list[Finding]:
    """What the user is told of the numbers that no question is about."""
    asked = {c for f in reading.findings if f.code.startswith(("fraga", "okand")) for c in f.cells}
    told = []
    for reason in (OUTSIDE, PROSE, UNHEADED, NOT_A_NUMBER, SPAN, UNREADABLE):
        cells = tuple(f"{n.sheet}!{n.cell}" for n in reading.not_read if n.reason == reason)
        cells = tuple(c for c in cells if c not in asked)
        if cells:
            count = "Ett tal" if len(cells) == 1 else f"{len(cells)} tal"
            severity = Severity.WARNING if reason in (UNHEADED, UNREADABLE, SPAN) else Severity.INFO
            told.append(
                Finding(
                    severity,
                    "ej_last",
                    f"{count} är inte läst{'' if len(cells) == 1 else 'a'}: {reason}.",
                    cells,
                )
            )
    return told
