"""Rows that are grouped in the sheet's outline, and nothing else that says which belongs to which."""

import pytest
from openpyxl import Workbook

from loaders import read_file
from settings import load
from store.records import Report
from tests.loaders.grid.formats import saved

ROWS = (
    ("Socialnämnden", -900, -950), ("Träffpunkter", -300, -310), ("Fältgruppen", -200, -210),
    ("Kommunstyrelsen", -500, -510), ("Turistbyrån", -100, -110),
)  # fmt: skip


def _read(levels: tuple[int, ...]) -> Report:
    book = Workbook()
    sheet = book.active
    for text in ("Västerviks kommun", "Delårsrapport augusti 2024", "Belopp i tkr"):
        sheet.append([text])
    sheet.append(["Nettokostnad", "Utfall jan–aug 2024", "Budget jan–aug 2024"])
    for row, level in zip(ROWS, levels, strict=True):
        sheet.append(row)
        sheet.row_dimensions[sheet.max_row].outlineLevel = level
    return read_file(saved(book), "tabell.xlsx", settings=load())


def test_rows_grouped_under_a_namnd_are_its_verksamheter() -> None:
    report = _read((0, 1, 1, 0, 1))
    found = {f.cell: (f.namnd, f.verksamhet) for f in report.facts if f.cell.startswith("B")}
    assert found == {
        "B6": ("socialnamnden", "traffpunkter"), "B7": ("socialnamnden", "faltgruppen"),
        "B9": ("kommunstyrelsen", "turistbyran"),
    }  # fmt: skip
    assert {t.cell for t in report.control_totals} == {"B5", "C5", "B8", "C8"}


@pytest.mark.parametrize("levels", [(1, 1, 0, 1, 0), (0, 1, 1, 1, 0), (0, 0, 0, 0, 0)])
def test_groups_whose_sum_may_stand_below_are_asked_about(levels: tuple[int, ...]) -> None:
    report = _read(levels)
    assert not [f for f in report.facts if f.verksamhet]
    assert {f.code for f in report.findings} == {"fraga_namnd"}
