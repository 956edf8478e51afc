"""Exempelstad, a made-up kommun: its reports and ledgers, the same every time, with three errors to find."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from exports import _demo_messy as messy
from exports._demo_bilaga import attachments
from exports._demo_huvudbok import ledgers
from exports._demo_kommun import NAMNDER, Namnd, reports
from exports._demo_mal import texts
from exports._demo_report import content
from exports._workbook_content import Content
from exports._workbook_write import workbook_bytes
from store.workbook_layout import Column, layout

Maker = Callable[[], Iterator[tuple[int, int, str, bytes]]]
"""(year, month, file name, content) of each file, oldest first."""


def workbooks() -> list[tuple[str, bytes]]:
    """(file name, content) of every report, oldest first: one workbook a nämnd and report, the texts and the
    personalbilagor, and the ledger before the reports that are written from it.
    """
    return list(iterate())


def iterate() -> Iterator[tuple[str, bytes]]:
    """The same, one at a time."""
    for year, month in reports():
        yield from _beside(ledgers, year, month)
        for namnd in NAMNDER:
            if namnd.exists(year):
                yield file_name(namnd.code, year, month), _workbook(namnd, year, month)
        yield from _beside(texts, year, month)
        yield from _beside(attachments, year, month)


def _beside(make: Maker, year: int, month: int) -> list[tuple[str, bytes]]:
    """The files of one report that are not a nämnd's workbook."""
    return [(name, made) for *when, name, made in _all(make) if when == [year, month]]


@cache
def _all(make: Maker) -> tuple[tuple[int, int, str, bytes], ...]:
    """What is made once and asked for at every report."""
    return tuple(make())


def count() -> int:
    """How many files there are."""
    workbooks = sum(namnd.exists(year) for year, _ in reports() for namnd in NAMNDER)
    return workbooks + sum(len(_all(make)) for make in (ledgers, texts, attachments))


def file_name(namnd: str, year: int, month: int) -> str:
    return f"exempelstad-{year}-{month:02}-{namnd}.xlsx"


def _workbook(namnd: Namnd, year: int, month: int) -> bytes:
    if messy.is_messy(namnd.code, year, month):
        return messy.workbook(namnd, year, month)
    made = content(namnd, year, month)
    _plant(made, namnd.code)
    return workbook_bytes(made)


def _plant(made: Content, namnd: str) -> None:
    when = (namnd, made.year, made.month)
    if when == ("samhallsbyggnadsnamnden", 2024, 4):
        key = ("verksamheter", "Bygglov", "kostnader", _column("Helåret", "Budget", made.month))
        made.values[key] = made.values[key] * 1000  # type: ignore[operator]
    if when == ("gymnasie-och-vuxenutbildningsnamnden", 2025, 4):
        column = _column("Perioden", "Utfall fg år", made.month)
        for table, entity, measure in (
            ("ekonomi", "", "kostnader"),
            ("ekonomi", "", "kopt_verksamhet"),
            ("verksamheter", "Vuxenutbildning", "kostnader"),
        ):
            made.values[table, entity, measure, column] -= 2_700  # type: ignore[operator]


def _column(group: str, heading: str, month: int) -> Column:
    columns = layout().columns_of(layout().table("ekonomi"), month)
    return next(c for c in columns if (c.group, c.heading) == (group, heading))
