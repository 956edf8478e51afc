"""Workbooks: what each cell shows, with its format."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from loaders.grid import Cell, Grid, read_grid
from settings import Settings
from tests.fixtures import _pasted_goteborg as goteborg
from tests.hostile import make


def _read(fill: Callable[[Worksheet], Any], file: str = "rapport.xlsx") -> Grid:
    book = Workbook()
    fill(book.active)
    stream = io.BytesIO()
    book.save(stream)
    return read_grid(stream.getvalue(), file, settings=Settings())


def _one(value: object, number_format: str = "General") -> Cell:
    def fill(sheet: Worksheet) -> None:
        sheet["B2"] = value
        sheet["B2"].number_format = number_format

    return _read(fill).sheets[0].cells[2, 2]


@pytest.mark.parametrize(
    ("value", "number_format", "number", "text"),
    [
        (78.5, "General", "78.5", "78,5"),
        (0.1 + 0.2, "General", "0.3", "0,3"),
        (-340.5, "#,##0.0", "-340.5", "-340,5"),
        (1234567.891, "#,##0.0", "1234567.891", "1\u00a0234\u00a0567,9"),
        (252900, "#,##0", "252900", "252\u00a0900"),
        (123456789012345, "0", "123456789012345", "123456789012345"),
        (1e-7, "General", "0.0000001", "0,0000001"),
        (100, "0.0", "100", "100,0"),
        (2019, "General", "2019", "2019"),
        (0.026, "0.0%", "2.6", "2,6%"),
        (0.0952, "0.00 %", "9.52", "9,52%"),
        (-0.04, "0%", "-4", "-4%"),
        (0.5, "General", "0.5", "0,5"),
        (-15779123, "#,##0,", "-15779.123", "-15\u00a0779"),
        (78512345, "#,##0.0,,", "78.512345", "78,5"),
        (78512345, "0.0,,", "78.512345", "78,5"),
        (1234.5, '#,##0.0 "tkr"', "1234.5", "1\u00a0234,5"),
        (-1234.5, "#,##0.0;[Red]-#,##0.0", "-1234.5", "-1\u00a0234,5"),
        (1234, "# ##0", "1234", "1\u00a0234"),
        (5, '_-* #,##0.00\\ "kr"_-;-* #,##0.00\\ "kr"_-', "5", "5,00"),
    ],
)
def test_a_number_is_read_as_it_is_shown(value: float, number_format: str, number: str, text: str) -> None:
    cell = _one(value, number_format)
    assert (cell.number, cell.text) == (Decimal(number), text)
    assert cell.percent is ("%" in number_format)
    assert cell.number_format == number_format


def test_a_number_typed_as_text_stays_text() -> None:
    cell = _one("\u22121\u00a0234,5")
    assert (cell.number, cell.text, cell.percent) == (None, "\u22121\u00a0234,5", False)


def test_dates_and_truth_values_are_no_numbers() -> None:
    day = _one(dt.date(2024, 8, 31), "mmm-yy")
    assert (day.date, day.text, day.number) == (dt.date(2024, 8, 31), "2024-08-31", None)
    assert _one(dt.datetime(2024, 8, 31, 14, 30), "yyyy-mm-dd hh:mm").text == "2024-08-31 14:30:00"
    assert (_one(True).text, _one(True).number) == ("SANT", None)


def test_empty_cells_are_left_out() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["A2"], sheet["C3"] = " ", "\u00a0", "x"
        sheet["B9"].font = Font(bold=True)

    assert list(_read(fill).sheets[0].cells) == [(3, 3)]


def test_bold_indent_and_merged_areas_are_kept() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["A2"], sheet["A3"] = "Socialnämnd", "Äldreomsorg", "   Hemtjänst"
        sheet["A1"].font, sheet["A2"].alignment = Font(bold=True), Alignment(indent=2)
        sheet.merge_cells("B1:E1")
        sheet["B1"] = "Period"

    (sheet,) = _read(fill).sheets
    assert [(sheet.cells[r, 1].bold, sheet.cells[r, 1].indent) for r in (1, 2, 3)] == [
        (True, 0),
        (False, 2),
        (False, 3),
    ]
    assert sheet.merged == ((1, 2, 1, 5),)


def test_a_formula_shows_its_calculated_value() -> None:
    cells = read_grid(goteborg.formulas(), "f.xlsx", settings=Settings()).sheets[0].cells
    assert (cells[12, 2].number, cells[12, 2].text) == (Decimal("30.3"), "30,3")


def test_a_formula_without_a_value_is_told_with_its_cells() -> None:
    grid = read_grid(goteborg.without_values(), "f.xlsx", settings=Settings())
    cell = grid.sheets[0].cells[12, 2]
    assert cell.formula_without_value
    assert (cell.number, cell.text) == (None, "=SUM(B8:B11)")
    (finding,) = grid.findings
    assert (finding.severity, finding.code) == ("error", "formel_utan_varde")
    assert "Blad1!B12" in finding.cells
    assert "räkna om" in finding.message


def test_an_array_formula_without_a_value_is_seen_too() -> None:
    cell = _one(ArrayFormula("B2", "=SUM(A1:A9*C1:C9)"))
    assert cell.formula_without_value
    assert cell.text == "=SUM(A1:A9*C1:C9)"


def test_a_formula_that_gives_an_empty_text_is_an_empty_cell() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="str"><f>""</f><v></v></c></row>'
    grid = read_grid(make.with_sheet(rows), "f.xlsx", settings=Settings())
    assert list(grid.sheets[0].cells) == [(1, 1)]
    assert grid.findings == ()


@pytest.mark.parametrize("error", ["#REF!", "#DIV/0!", "#N/A", "#VALUE!"])
def test_an_error_value_is_told_with_its_cell(error: str) -> None:
    rows = f'<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="e"><f>C1/0</f><v>{error}</v></c></row>'
    grid = read_grid(make.with_sheet(rows), "f.xlsx", settings=Settings())
    cell = grid.sheets[0].cells[1, 2]
    assert (cell.error, cell.number, cell.formula_without_value) == (error, None, False)
    (finding,) = grid.findings
    assert (finding.code, finding.cells) == ("felvarde", ("Sheet!B1",))


def test_hidden_numbers_are_read_and_told() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["B1"], sheet["C2"] = "Netto", 1, 2
        sheet.column_dimensions["B"].hidden = True
        sheet.row_dimensions[2].hidden = True
        lists = sheet.parent.create_sheet("Listor")
        lists["A1"], lists.sheet_state = "Kommunstyrelsen", "hidden"

    grid = _read(fill)
    (finding,) = grid.findings
    assert (finding.code, finding.cells) == ("dolt_innehall", ("Sheet!B1", "Sheet!C2"))
    assert [s.hidden for s in grid.sheets] == [False, True]


def test_a_false_dimension_hides_nothing() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="40"><c r="H40"><v>2</v></c></row>'
    part = make.sheet(rows).replace(b"<sheetData>", b'<dimension ref="A1"/><sheetData>')
    grid = read_grid(make.replaced(make.SHEET, part), "f.xlsx", settings=Settings())
    assert (40, 8) in grid.sheets[0].cells


def test_formatted_empty_cells_far_out_do_no_harm() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="0"/></row>'
    assert len(read_grid(make.with_sheet(rows), "f.xlsx", settings=Settings()).sheets[0].cells) == 1


def test_a_macro_workbook_is_read_like_any_other() -> None:
    assert read_grid(make.workbook(), "rapport.XLSM", settings=Settings()).sheets[0].name == "Sheet"


def test_the_grid_names_the_file_and_its_hash() -> None:
    grid = read_grid(make.workbook(), "rapport.xlsx", settings=Settings())
    assert grid.file == "rapport.xlsx"
    assert len(grid.sha256) == 64


def test_a_formula_is_found_where_a_part_is_longer_than_one_piece() -> None:
    filler = "".join(f'<row r="{r}"><c r="A{r}"><v>{r}</v></c></row>' for r in range(1, 60_000))
    rows = filler + '<row r="60000"><c r="A60000"><f>SUM(A1:A9)</f></c></row>'
    data = make.with_sheet(rows)
    assert zipfile.ZipFile(io.BytesIO(data)).getinfo(make.SHEET).file_size > 1 << 20
    cells = read_grid(data, "lang.xlsx", settings=Settings()).sheets[0].cells
    assert cells[60_000, 1].formula_without_value
