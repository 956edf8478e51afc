"""What the parts of an .xlsx may hold, and other programs than Excel do write."""

import io

import pytest
import xlsxwriter
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.table import Table

from loaders.grid import Cell, Grid, read_grid
from settings import Settings
from tests.hostile import make
from tests.loaders.grid import biff12, formats

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _read(data: bytes, file: str = "rapport.xlsx") -> Grid:
    return read_grid(data, file, settings=Settings())


def _cells(rows: str) -> dict[str, Cell]:
    return {c.name: c for c in _read(make.with_sheet(rows)).sheets[0].cells.values()}


def _texts(rows: str) -> dict[str, str]:
    return {name: cell.text for name, cell in _cells(rows).items()}


def _package(sheet: str, space: str = MAIN, properties: str = "", texts: str = "") -> bytes:
    """A workbook of one sheet, as few parts as there can be."""
    relations = RELATIONS if space == MAIN else "http://purl.oclc.org/ooxml/officeDocument/relationships"
    book = f'<workbook xmlns="{space}" xmlns:r="{relations}">{properties}<sheets>'
    inside = [f'<Relationship Id="a" Type="{relations}/worksheet" Target="/xl/ark.xml"/>']
    if texts:
        inside.append(f'<Relationship Id="b" Type="{relations}/sharedStrings" Target="texter.xml"/>')
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    return biff12.zipped(
        {
            "_rels/.rels": rels.format(
                f'<Relationship Id="x" Type="{relations}/officeDocument" Target="xl/workbook.xml"/>'
            ),
            "xl/workbook.xml": f'{book}<sheet name="Blad" sheetId="1" r:id="a"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": rels.format("".join(inside)),
            "xl/ark.xml": sheet,
            "xl/texter.xml": f'<sst xmlns="{space}">{texts}</sst>',
        }
    )


def test_cells_and_rows_without_places_follow_each_other() -> None:
    rows = (
        "<row><c><v>1</v></c><c/><c><v>3</v></c></row><row r='5'><c r='B5'><v>5</v></c><c><v>6</v></c></row>"
    )
    assert _texts(rows + "<row><c><v>7</v></c></row>") == {
        "A1": "1",
        "C1": "3",
        "B5": "5",
        "C5": "6",
        "A6": "7",
    }


def test_rich_texts_are_whole_and_their_pronunciation_is_left_out() -> None:
    si = (
        "<si><r><t>Äldre</t></r><r><rPr><b/></rPr><t xml:space='preserve'>omsorg </t></r>"
        "<rPh sb='0' eb='1'><t>UTTAL</t></rPh></si><si><t>rad_x000D_\nrad &amp; _x0041_</t></si>"
    )
    sheet = (
        f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">'
        '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'
        '<c r="C1" t="inlineStr"><is><r><t>in</t></r><r><t>skriven</t></r></is></c>'
        "</row></sheetData></worksheet>"
    )
    cells = _read(_package(sheet, texts=si)).sheets[0].cells
    assert [c.text for c in cells.values()] == ["Äldreomsorg ", "rad\r\nrad & A", "inskriven"]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c r="A1" t="b"><v>1</v></c>', "SANT"),
        ('<c r="A1" t="b"><v>0</v></c>', "FALSKT"),
        ('<c r="A1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c>', "ab"),
        ('<c r="A1" t="n"><v>1.5E3</v></c>', "1500"),
        ('<c r="A1"><v> 78.5 </v></c>', "78,5"),
        ('<c r="A1" t="d"><v>2024-08-31</v></c>', "2024-08-31"),
        ('<c r="A1" t="d"><v>2024-08-31T14:30:00Z</v></c>', "2024-08-31 14:30:00"),
        ('<c r="A1"><f t="shared" si="0"/></c>', "=…"),
        ('<c r="A1"><f>A2</f><v></v></c>', "=A2"),
        ('<c r="A1" t="inlineStr"><is><t>0007</t></is></c>', "0007"),
    ],
)
def test_each_kind_of_cell(cell: str, text: str) -> None:
    assert _texts(f'<row r="1">{cell}</row>') == {"A1": text}


def test_a_date_as_text_of_a_date_cell_is_a_date() -> None:
    cell = _cells('<row r="1"><c r="A1" t="d"><v>2024-08-31</v></c></row>')["A1"]
    assert (cell.date, cell.number) == (formats.DAY, None)


def test_a_number_that_is_none_makes_the_file_unreadable() -> None:
    with pytest.raises(Exception, match="kunde inte läsas"):
        _cells('<row r="1"><c r="A1"><v>1,5</v></c></row>')


def test_days_may_be_counted_from_1904() -> None:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"date_1904": True})
    book.add_worksheet().write_datetime(0, 0, formats.DAY, book.add_format({"num_format": "yyyy-mm-dd"}))
    book.close()
    assert _read(target.getvalue()).sheets[0].cells[1, 1].date == formats.DAY


@pytest.mark.parametrize("space", [MAIN, STRICT])
def test_prefixes_and_strict_open_xml_are_read(space: str) -> None:
    sheet = (
        f'<x:worksheet xmlns:x="{space}"><x:dimension ref="A1"/><x:sheetData><x:row r="2" outlineLevel="1">'
        '<x:c r="B2"><x:f>1+1</x:f><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    (cell,) = _read(_package(sheet, space)).sheets[0].cells.values()
    assert (cell.name, cell.text, cell.outline) == ("B2", "2", 1)


def test_a_false_dimension_hides_no_cell_of_a_strict_workbook() -> None:
    sheet = f'<worksheet xmlns="{STRICT}"><dimension ref="A1"/><sheetData><row>'
    sheet += "<c><v>1</v></c><c><v>2</v></c></row></sheetData></worksheet>"
    assert len(_read(_package(sheet, STRICT)).sheets[0].cells) == 2


def test_tables_and_comments_of_a_sheet_are_known() -> None:
    book = Workbook()
    sheet = book.active
    for row in (["Nämnd", "Utfall"], ["Socialnämnd", 17], ["Summa", 17]):
        sheet.append(row)
    sheet.add_table(Table(displayName="Utfall", ref="A1:B3"))
    sheet["B2"].comment = Comment("varav 3 tkr avser 2023", "ekonom")
    grid = _read(formats.saved(book))
    assert grid.sheets[0].areas == ((1, 1, 3, 2),)
    ((cell, text),) = grid.sheets[0].comments
    assert (cell, "varav 3 tkr" in text) == ("B2", True)
    (finding,) = grid.findings
    assert (finding.severity, finding.code, finding.cells) == ("info", "kommentarer", ("Sheet!B2",))


def test_macros_are_told_and_not_run() -> None:
    grid = _read(make.replaced("xl/vbaProject.bin", make.compound("VBA")), "rapport.xlsm")
    assert [(f.severity, f.code) for f in grid.findings] == [("info", "makron")]


def _written(values: tuple[object, object]) -> Grid:
    """As a program writes a workbook that leaves the calculating to Excel."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    sheet = book.add_worksheet("Utfall")
    sheet.write_row(0, 0, [17, 18])
    sheet.write_formula(1, 0, "=A1*2", None, values[0])
    sheet.write_formula(1, 1, "=B1-B1", None, values[1])
    book.close()
    return _read(target.getvalue())


def test_a_zero_that_nobody_has_calculated_is_no_number() -> None:
    grid = _written((0, 0))
    (finding,) = grid.findings
    assert (finding.code, finding.cells) == ("formel_utan_varde", ("Utfall!A2", "Utfall!B2"))
    assert grid.sheets[0].cells[2, 1].number is None


def test_a_zero_among_calculated_formulas_is_a_zero() -> None:
    grid = _written((34, 0))
    assert grid.findings == ()
    assert [str(grid.sheets[0].cells[2, c].number) for c in (1, 2)] == ["34", "0"]
