"""Tables directly beside each other, without an empty column: as the file says where they lie, else asked."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.table import Table

from loaders import read_file
from store.records import Report
from tests.loaders.sheets import HEAD, NAMND, OURS, by_cell, codes, read, unread

pytestmark = pytest.mark.usefixtures("in_process")
S = "socialnamnden"
ROWS = (
    ("Tkr", "Utfall jan-aug", "Budget jan-aug", "Nyckeltal", "Utfall jan-aug", "Budget helår"),
    ("Intäkter", 100, 110, "Årsarbetare", 50, 51),
    ("Kostnader", -150, -155, "Antal anställda", 60, 61),
)


def _read(areas: Sequence[str]) -> Report:
    book = Workbook()
    sheet = book.active
    for line in NAMND.strip().split("\n"):
        sheet.append([line])
    for row in ROWS:
        sheet.append(row)
    for number, area in enumerate(areas):
        sheet.add_table(Table(displayName=f"Tabell{number}", ref=area))
    target = io.BytesIO()
    book.save(target)
    return read_file(target.getvalue(), "tabell.xlsx", settings=OURS)


def test_tables_that_the_file_says_lie_beside_each_other_are_read_each_for_itself() -> None:
    report = _read(["A4:C6", "D4:F6"])
    found = by_cell(report)
    assert found["C6"] == f"{S} kostnader budget 2024-08 period -155000"
    assert found["E5"] == f"{S} arsarbetare utfall 2024-08 period 50"
    assert found["E6"] == f"{S} antal_anstallda utfall 2024-08 period 60"
    assert len(found) == 8 and not unread(report)


def test_names_between_the_figures_are_not_passed_over() -> None:
    report = _read([])
    assert not by_cell(report) and len(unread(report)) == 8
    assert "fraga_rubrik" in codes(report)


@pytest.mark.parametrize(("heading", "texts"), [("Kommentar", "se ovan,se nedan"), ("Läge", "grön,grön")])
def test_notes_between_the_figures_are_no_table(heading: str, texts: str) -> None:
    one, other = texts.split(",")
    report = read(
        f"{HEAD}Socialnämnden\nTkr | Utfall jan-aug | {heading} | Budget jan-aug\n"
        f"Intäkter | 100 | {one} | 110\nKostnader | -150 | {other} | -155"
    )
    assert len(by_cell(report)) == 4
