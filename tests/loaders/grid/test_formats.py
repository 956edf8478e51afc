"""Every kind of workbook: the same content gives the same cells, and what is not a value is told."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
import xlwt
from python_calamine import CalamineWorkbook

from loaders._unreadable import Unreadable
from loaders.grid import Grid, Sheet, read_grid
from settings import Settings
from tests.hostile import make
from tests.loaders.grid import biff12, formats

FILES = Path(__file__).parent / "files"


def _read(data: bytes, file: str) -> Grid:
    return read_grid(data, file, settings=Settings())


def _undated(sheet: Sheet) -> Sheet:
    """OpenDocument has no code for the format of a date."""
    cells = {at: replace(c, number_format="") if c.date else c for at, c in sheet.cells.items()}
    return replace(sheet, cells=cells)


@pytest.mark.parametrize("kind", formats.FORMATS)
def test_the_same_content_gives_the_same_cells(kind: str) -> None:
    grid = _read(formats.FORMATS[kind](), f"rapport.{kind}")
    assert tuple(map(_undated, grid.sheets)) == tuple(map(_undated, formats.expected()))
    assert [f.code for f in grid.findings] == ["dolt_innehall"]


@pytest.mark.parametrize("kind", formats.FORMATS)
def test_another_reader_finds_the_same_values(kind: str) -> None:
    """The bare reader knows no formats: it is a second opinion of the values."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(formats.FORMATS[kind]()))
    rows = book.get_sheet_by_name("Utfall").to_python(skip_empty_area=False)
    theirs = {(r, c): v for r, row in enumerate(rows, 1) for c, v in enumerate(row, 1) if v != ""}
    assert theirs == {(p.row, p.col): _stored(p.value) for p in formats.PUTS}


def _stored(value: object) -> object:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return pytest.approx(value) if number else value


@pytest.mark.parametrize("file", ["libreoffice.ods", "libreoffice.xls"])
def test_a_workbook_saved_by_libreoffice(file: str) -> None:
    """It was calculated there: numbers, percentages, texts, truth values, an error and an empty text."""
    grid = _read((FILES / file).read_bytes(), file)
    cells = {c.name: c for c in grid.sheets[0].cells.values()}
    shown = {name: cells[name].text for name in ("B3", "C3", "D3", "D4", "D5", "E3", "B5", "C5")}
    assert shown == {
        "B3": "-1\u00a0134,3", "C3": "5,2%", "D3": "under", "D4": "SANT", "D5": "#DIV/0!",
        "E3": "2024-08-31", "B5": "100,3", "C5": "78\u00a0512",
    }  # fmt: skip
    assert (str(cells["B3"].number), str(cells["C3"].number), cells["D4"].number) == ("-1134.25", "5.2", None)
    assert [(cells[n].indent, cells[n].outline) for n in ("A3", "A4", "A5")] == [(0, 0), (1, 1), (2, 1)]
    assert "D6" not in cells
    assert [f.code for f in grid.findings] == ["felvarde", "dolt_innehall", "kommentarer"]
    assert grid.findings[2].cells == ("Utfall!B5",)


def test_formulas_that_were_never_calculated_are_told_in_xls() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Utfall")
    sheet.write(0, 0, 17)
    sheet.write(0, 1, xlwt.Formula("A1*2"))
    (finding,) = _read(formats.saved(book), "rapport.xls").findings
    assert (finding.code, finding.cells) == ("formel_utan_varde", ("Utfall!B1",))


def test_an_error_value_is_told_in_xls() -> None:
    book = xlwt.Workbook()
    book.add_sheet("Utfall").row(0).set_cell_error(1, "#REF!")
    grid = _read(formats.saved(book), "rapport.xls")
    assert grid.sheets[0].cells[1, 2].error == "#REF!"
    assert [f.code for f in grid.findings] == ["felvarde"]


def test_long_texts_of_an_xls_run_on_from_record_to_record() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Utfall")
    texts = [f"Förvaltning {n} {'☃' if n % 7 == 0 else 'ö'}" + "x" * (n % 90) for n in range(900)]
    for row, text in enumerate(texts):
        sheet.write(row, 0, text)
    cells = _read(formats.saved(book), "rapport.xls").sheets[0].cells
    assert [cells[row, 1].text for row in range(1, 901)] == texts


@pytest.mark.parametrize(
    ("kind", "data", "text", "error"),
    [
        (3, b"\x07", "#DIV/0!", "#DIV/0!"),
        (11, b"\x17\0\0\0\0\0\0", "#REF!", "#REF!"),
        (9, biff12.real(78.5) + bytes(6), "78,5", ""),
        (8, biff12.text("under") + bytes(6), "under", ""),
        (10, b"\1" + bytes(6), "SANT", ""),
        (6, biff12.text("Netto"), "Netto", ""),
        (62, b"\1" + biff12.text("Netto") + bytes(8), "Netto", ""),
        (2, biff12.whole(-12345, hundredths=True), "-123,45", ""),
        (2, (0x40590000 & ~3).to_bytes(4, "little"), "100", ""),
    ],
)
def test_each_kind_of_cell_in_xlsb(kind: int, data: bytes, text: str, error: str) -> None:
    part = biff12.sheet([biff12.Row(1, {1: (kind, data, 0)})])
    grid = _read(biff12.workbook([("Utfall", part, False)], [("General", False, 0)]), "rapport.xlsb")
    cell = grid.sheets[0].cells[1, 1]
    assert (cell.text, cell.error) == (text, error)


def _ods(cells: str, row: str = "") -> Grid:
    rows = f"<table:table-row {row}>{cells}</table:table-row>"
    return _read(formats.ods_file(f'<table:table table:name="Utfall">{rows}</table:table>'), "rapport.ods")


def test_what_an_ods_repeats_is_read_as_often() -> None:
    one = '<table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="5"/>'
    filled = one.replace("/>", "><text:p>5</text:p></table:table-cell>")
    empty = '<table:table-cell table:number-columns-repeated="16380"/>'
    grid = _ods(filled + empty, 'table:number-rows-repeated="2"')
    assert sorted(grid.sheets[0].cells) == [(1, 1), (1, 2), (2, 1), (2, 2)]


def test_a_formula_without_a_value_and_an_error_are_told_in_ods() -> None:
    grid = _ods(
        '<table:table-cell table:formula="of:=SUM([.A1:.A2])"/>'
        '<table:table-cell table:formula="of:=1/0" office:value-type="string"><text:p>#DIV/0!</text:p>'
        "</table:table-cell>"
        '<table:table-cell table:formula="of:=&quot;&quot;"><text:p/></table:table-cell>'
    )
    assert {f.code: f.cells for f in grid.findings} == {
        "formel_utan_varde": ("Utfall!A1",), "felvarde": ("Utfall!B1",)
    }  # fmt: skip
    assert sorted(grid.sheets[0].cells) == [(1, 1), (1, 2)]


def test_a_comment_in_ods_is_told_and_is_no_part_of_the_cell() -> None:
    grid = _ods(
        '<table:table-cell office:value-type="string"><office:annotation><text:p>varav 17 tkr</text:p>'
        "</office:annotation><text:p>Netto<text:s/>kostnad</text:p></table:table-cell>"
    )
    assert grid.sheets[0].cells[1, 1].text == "Netto kostnad"
    assert grid.sheets[0].comments == (("A1", "varav 17 tkr"),)


@pytest.mark.parametrize(
    ("data", "file", "code"),
    [
        (formats.ods_file(""), "a.ods", "inga_blad"),
        (make.encrypted(), "a.xlsb", "losenord"),
        (make.encrypted(), "a.xls", "losenord"),
        (make.compound("Workbook"), "a.xls", "trasig_fil"),
        (formats.xls()[:900], "a.xls", "fel_innehall"),
        (formats.xlsb(), "a.xlsx", "fel_innehall"),
        (formats.ods(), "a.xls", "fel_innehall"),
    ],
)
def test_files_that_are_not_read_say_why(data: bytes, file: str, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        _read(data, file)
    assert caught.value.code == code


def test_an_ods_with_a_password_says_so() -> None:
    manifest = "<m><file-entry><encryption-data/></file-entry></m>"
    data = biff12.zipped({"mimetype": "x", "META-INF/manifest.xml": manifest, "content.xml": b"\x93\x11"})
    with pytest.raises(Unreadable) as caught:
        _read(data, "rapport.ods")
    assert caught.value.code == "losenord"


@pytest.mark.parametrize(
    ("data", "name"),
    [(formats.xlsx(), "Utfall"), (b"Netto;17,5\nBrutto;18,5\n", "CSV")],
    ids=["workbook", "text"],
)
def test_what_other_programs_export_as_xls_is_read_as_what_it_is(data: bytes, name: str) -> None:
    assert _read(data, "export.xls").sheets[0].name == name


@pytest.mark.parametrize("kind", ["xls", "xlsb", "ods"])
def test_a_cell_far_out_is_refused(kind: str) -> None:
    far = {
        "xls": _far_xls,
        "xlsb": lambda: biff12.workbook(
            [("A", biff12.sheet([biff12.Row(1_048_576, {1: (6, biff12.text("x"), 0)})]), False)],
            [("General", False, 0)],
        ),
        "ods": lambda: formats.ods_file(
            '<table:table table:name="A"><table:table-row table:number-rows-repeated="1048575"/>'
            "<table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>"
            "</table:table>"
        ),
    }
    with pytest.raises(Unreadable) as caught:
        _read(far[kind](), f"rapport.{kind}")
    assert caught.value.code == "cell_utanfor"


def _far_xls() -> bytes:
    """A merged area over all of the sheet: no row of an .xls lies further out than a table may lie."""
    book = xlwt.Workbook()
    book.add_sheet("A").write_merge(0, 999, 0, 249, "x")
    return formats.saved(book)
