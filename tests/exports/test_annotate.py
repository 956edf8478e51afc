"""The annotated workbook: the same file, with what was understood and found written into it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

import cli
from app import create_app
from exports._annotate_marks import ERROR, FACT, KINDS, NOT_READ, TOTAL
from exports.annotate import file_name
from intake import Intake
from settings import Settings
from store import Store
from store.records import Report
from store.workbook_layout import FINDINGS_MARK

ROWS = (
    ("Göteborgs Stad",),
    ("Kommunstyrelsen, delårsrapport augusti 2024, mnkr",),
    ("Post", "Utfall jan-aug 2024", "Budget jan-aug 2024"),
    ("Intäkter", 78.5, 79.4),
    ("Kostnader", -340.5, -372.7),
    ("Kommunbidrag", 263.0, 263.0),
    ("Kommuninterna bidrag", 29.3, 34.1),
    ("Resultat", 35.3, 3.8),
)


def workbook(**extra: Any) -> bytes:
    """A report as an .xlsx with what people put into theirs. The result of the first column is wrong."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet("Ek'onomi")
    look = book.add_format({"num_format": "#,##0.0", "italic": True, "bg_color": "#ffffcc"})
    for r, row in enumerate(ROWS):
        for c, value in enumerate(row):
            sheet.write(r, c, value, look if c and r > 2 else None)
    sheet.write_formula("C8", "=SUM(C4:C7)", look, 3.8)
    sheet.write_string("E1", "=cmd|' /C calc'!A0")
    sheet.write_comment("B4", "Kollad av Eva")
    sheet.data_validation("D4:D8", {"validate": "list", "source": ["ja", "nej"]})
    sheet.conditional_format("B4:B8", {"type": "cell", "criteria": "<", "value": 0, "format": look})
    sheet.protect("hemligt")
    sheet.set_column(0, 0, 33)
    if extra.get("chart"):
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "='Ek''onomi'!$B$4:$B$7"})
        sheet.insert_chart("F2", chart)
        sheet.insert_textbox("F20", "En ruta")
    book.close()
    return stream.getvalue()


@pytest.fixture
def intake(tmp_path: Path) -> Intake:
    settings = Settings(data_folder=tmp_path)
    return Intake(settings, Store(tmp_path))


def annotated(intake: Intake, content: bytes, name: str = "rapport.xlsx", **options: bool) -> Any:
    """The report as it was read, and the annotated workbook opened."""
    report, findings = intake.read(name, content)
    assert report is not None, findings
    return report, openpyxl.load_workbook(
        io.BytesIO(intake.annotate(report, content, **options)), keep_vba=True
    )


def colour(cell: Any) -> str:
    return str(cell.fill.fgColor.rgb)


def place(report: Report, row: str, column: str) -> str:
    facts = (*report.facts, *report.control_totals)
    return next(f.cell for f in facts if f.row == row and f.column.startswith(column))


def test_each_number_is_coloured_and_says_what_it_was_read_as(intake: Intake) -> None:
    report, book = annotated(intake, workbook())
    sheet = book["Ek'onomi"]
    assert colour(sheet["C5"]) == KINDS[FACT][0]
    assert (
        "Läst som: Kostnader, budget jan–aug 2024. Kommunstyrelsen. −372\u00a0700\u00a0000\u00a0kr."
        in sheet["C5"].comment.text
    )
    marked = {c.coordinate for row in sheet.iter_rows() for c in row if c.comment}
    assert {f.cell for f in (*report.facts, *report.control_totals, *report.not_read)} <= marked


def test_what_does_not_add_up_is_red_and_says_why(intake: Intake) -> None:
    _, book = annotated(intake, workbook())
    cell = book["Ek'onomi"]["B8"]
    assert colour(cell) == KINDS[ERROR][0]
    assert "Fel: " in cell.comment.text
    assert "35,3" in cell.comment.text


def test_the_first_sheet_lists_the_findings_and_leads_to_the_cells(intake: Intake) -> None:
    report, book = annotated(intake, workbook())
    first = book.worksheets[0]
    assert (first.title, first["A2"].value) == ("Fynd", FINDINGS_MARK)
    texts = [row[1].value for row in first.iter_rows() if row[1].value]
    assert all(any(f.message in t for t in texts) for f in report.findings)
    links = {c.hyperlink.location for row in first.iter_rows() for c in row if c.hyperlink}
    assert "'Ek''onomi'!B8" in links
    assert [name for _, name, _ in KINDS.values()] == [
        row[0].value for row in first.iter_rows() if colour(row[0]) in {c for c, _, _ in KINDS.values()}
    ][: len(KINDS)]
    assert [s.title for s in book.worksheets if s.sheet_view.tabSelected] == ["Fynd"]


def test_formats_formulas_and_comments_of_the_original_are_kept(intake: Intake) -> None:
    content = workbook(chart=True)
    _, book = annotated(intake, content)
    sheet = book["Ek'onomi"]
    assert (sheet["C8"].value, sheet["C5"].number_format, sheet["C5"].font.italic) == (
        "=SUM(C4:C7)",
        "#,##0.0",
        True,
    )
    assert sheet["B4"].comment.text.startswith("Kommentaren som fanns:\nKollad av Eva")
    assert (sheet.protection.sheet, sheet.column_dimensions["A"].width > 32) == (True, True)
    assert (len(sheet.data_validations.dataValidation), len(sheet.conditional_formatting)) == (1, 1)
    assert len(sheet._charts) == 1


def test_what_cannot_be_carried_over_is_told(intake: Intake) -> None:
    _, book = annotated(intake, workbook(chart=True))
    told = [row[1].value for row in book["Fynd"].iter_rows() if row[1].value]
    assert "Kunde inte föras över: 1 former och textrutor. Se originalet." in told
    assert not any("1 diagram" in text for text in told)
    assert any(text.startswith("Villkorade format är kvar") for text in told)


def test_a_number_in_a_merged_area_is_marked_at_its_corner(intake: Intake) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook()))
    book.worksheets[0].merge_cells("B8:B9")
    stream = io.BytesIO()
    book.save(stream)
    _, made = annotated(intake, stream.getvalue())
    assert "35,3" in made["Ek'onomi"]["B8"].comment.text


def test_formulas_keep_the_values_that_they_had(intake: Intake) -> None:
    content = workbook()
    report, _ = intake.read("rapport.xlsx", content)
    values = openpyxl.load_workbook(io.BytesIO(intake.annotate(report, content)), data_only=True)
    assert values["Ek'onomi"]["C8"].value == 3.8


def test_the_annotated_file_is_read_as_the_original_was(intake: Intake) -> None:
    content = workbook()
    report, _ = intake.read("rapport.xlsx", content)
    again, _ = intake.read("rapport.xlsx", intake.annotate(report, content))
    assert again.facts == report.facts
    assert len(again.not_read) == len(report.not_read)


def test_texts_that_look_like_formulas_stay_texts(intake: Intake) -> None:
    text = "Göteborgs Stad;;\nDelårsrapport augusti 2024;tkr;\n=cmd|x!A0;Utfall;Budget\n@SUM(1);5;6\n"
    _, book = annotated(intake, text.encode(), "=1+1.csv")
    cells = [c for sheet in book.worksheets for row in sheet.iter_rows() for c in row if c.value is not None]
    assert [c.value for c in cells if c.data_type == "f"] == []
    assert {"=cmd|x!A0", "@SUM(1)"} <= {c.value for c in cells}
    assert all(c.quotePrefix for c in cells if str(c.value)[:1] in "=+-@")


def test_a_file_that_is_no_workbook_becomes_one(intake: Intake) -> None:
    text = "\n".join(";".join(str(v).replace(".", ",") for v in row) for row in ROWS)
    report, book = annotated(intake, text.encode(), "rapport.csv")
    assert file_name("rapport.csv") == "rapport-fynd.xlsx"
    fact = report.facts[0]
    assert colour(book[fact.sheet][fact.cell]) in (KINDS[FACT][0], KINDS[ERROR][0])
    told = [row[1].value for row in book["Fynd"].iter_rows() if row[1].value]
    assert any("ingen Excel-arbetsbok" in text for text in told)


def test_sheet_names_that_excel_refuses_are_changed() -> None:
    from exports._annotate_text import sheet_title

    assert sheet_title("a/b:c?" + "x" * 40, []) == "a-b-c-" + "x" * 25
    assert sheet_title("Fynd", ["fynd"]) == "Fynd (2)"
    assert sheet_title("", []) == "Blad"


def with_part(content: bytes, name: str, data: bytes) -> bytes:
    """A workbook with one more part in its package."""
    stream = io.BytesIO(content)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(name, data)
    return stream.getvalue()


def test_macros_are_kept_only_when_asked_for(intake: Intake) -> None:
    content = with_part(workbook(), "xl/vbaProject.bin", b"macro")
    report, _ = intake.read("rapport.xlsm", content)
    kept, dropped = (intake.annotate(report, content, macros=macros) for macros in (True, False))
    names = [zipfile.ZipFile(io.BytesIO(c)).namelist() for c in (kept, dropped)]
    assert ["xl/vbaProject.bin" in n for n in names] == [True, False]
    told = [row[1].value for row in openpyxl.load_workbook(io.BytesIO(dropped))["Fynd"].iter_rows()]
    assert "Kunde inte föras över: makron. Se originalet." in told
    assert file_name("rapport.xlsm") == "rapport-fynd.xlsm"


def test_what_openpyxl_cannot_open_is_built_of_the_cells(intake: Intake) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"<broken" if name == "docProps/core.xml" else old.read(name))
    report, book = annotated(intake, stream.getvalue())
    assert colour(book["Ek'onomi"][report.facts[0].cell]) in {c for c, _, _ in KINDS.values()}
    assert any("kunde inte öppnas" in str(row[1].value) for row in book["Fynd"].iter_rows())


def test_the_workbook_is_opened_in_the_child_only(intake: Intake, monkeypatch: pytest.MonkeyPatch) -> None:
    report, _ = intake.read("rapport.xlsx", workbook())
    monkeypatch.setattr(openpyxl, "load_workbook", None)
    assert intake.annotate(report, workbook())[:2] == b"PK"


def test_a_file_that_may_not_be_opened_is_told_in_words(intake: Intake, tmp_path: Path) -> None:
    report, _ = intake.read("rapport.xlsx", workbook())
    tight = Intake(Settings(data_folder=tmp_path, upload_max_mb=0), Store(tmp_path))
    with pytest.raises(ValueError, match=r"rapport\.xlsx"):
        tight.annotate(report, workbook())


def test_not_read_and_control_totals_have_colours_of_their_own() -> None:
    assert len({KINDS[kind][0] for kind in KINDS}) == len(KINDS) == 6
    assert {NOT_READ, TOTAL} < set(KINDS)


def test_the_command_writes_it_and_never_over_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UTFALL_DATA_FOLDER", str(tmp_path / "var"))
    source, target = tmp_path / "rapport.xlsx", tmp_path / "ut.xlsx"
    source.write_bytes(workbook())
    assert cli.main(["read", str(source), "--annotate", str(target)]) == cli.WRONG
    assert "Fynd" in openpyxl.load_workbook(target).sheetnames
    before = source.read_bytes()
    assert cli.main(["read", str(source), "--annotate", str(source)]) == cli.UNREADABLE
    assert source.read_bytes() == before


def test_the_button_gives_the_file_to_who_may_upload_and_to_no_one_else(intake: Intake) -> None:
    browser = create_app(
        intake.settings, Store(intake.settings.data_folder), reader=intake
    ).server.test_client()
    own = {"Origin": "http://localhost"}
    sent = {"fil": (io.BytesIO(workbook()), "rapport.xlsx")}
    shown = browser.post("/ladda-upp/fil", data=sent, headers=own).location
    assert "Ladda ner filen med fynden i" in browser.get(shown).get_data(as_text=True)
    form = {"mottagen": shown.partition("mottagen=")[2]}
    given = browser.post("/ladda-upp/farglagd", data=form, headers=own)
    assert "Fynd" in openpyxl.load_workbook(io.BytesIO(given.data)).sheetnames
    assert "rapport-fynd.xlsx" in given.headers["Content-Disposition"]
    foreign = browser.post("/ladda-upp/farglagd", data=form, headers={"Origin": "http://example.com"})
    assert foreign.status_code == 403
    assert browser.post("/ladda-upp/farglagd", data={"mottagen": "x"}, headers=own).status_code == 404
