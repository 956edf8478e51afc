"""Exempelstad, a made-up kommun: its reports, the same every time, with three errors to find."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from exports import _demo_messy as messy
from exports._demo_bilaga import attachments
from exports._demo_kommun import NAMNDER, Namnd, reports
from exports._demo_mal import texts
from exports._demo_report import content
from exports._workbook_content import Content
from exports._workbook_write import workbook_bytes
from store.workbook_layout import Column, layout


@dataclass(frozen=True, slots=True)
class Planted:
    """An error that stands in a file on purpose: where, and the key of a check that must find it."""

    file: str
    cell: str  # 'Ekonomi!E15'
    check: str
    what: str


def workbooks() -> list[tuple[str, bytes]]:
    """(file name, content) of every report, oldest first: one workbook a nämnd and report, and the texts."""
    return list(iterate())


def iterate() -> Iterator[tuple[str, bytes]]:
    """The same, one at a time."""
    for year, month in reports():
        for namnd in NAMNDER:
            if namnd.exists(year):
                yield file_name(namnd.code, year, month), _workbook(namnd, year, month)
        yield from ((name, text) for *when, name, text in texts() if when == [year, month])
        yield from ((name, made) for *when, name, made in attachments() if when == [year, month])


def count() -> int:
    """How many files there are."""
    workbooks = sum(namnd.exists(year) for year, _ in reports() for namnd in NAMNDER)
    return workbooks + len(list(texts())) + len(list(attachments()))


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


def planted_errors() -> tuple[Planted, ...]:
    """The three errors, oldest report first."""
    return (
        Planted(
            file_name(messy.SUMMED[0], *messy.SUMMED[1:]),
            messy.WRONG_SUM,
            "summa",
            "Summaradens prognos för kostnaderna har två siffror i fel ordning",
        ),
        Planted(
            file_name("samhallsbyggnadsnamnden", 2024, 4),
            "Verksamheter!I12",
            "enhet",
            "Budgeten för Bygglov är skriven i kr i stället för tkr",
        ),
        Planted(
            file_name("gymnasie-och-vuxenutbildningsnamnden", 2025, 4),
            "Ekonomi!E15",
            "utfall_fg_ar",
            "Utfall fg år är 2 700 tkr mer än det som rapporterades i april 2024",
        ),
    )
