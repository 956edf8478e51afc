"""Texts that a spreadsheet would run: they come out of every export as text."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from exports import data
from intake import Intake
from settings import Settings
from store import Store

HARMFUL = (
    '=HYPERLINK("http://127.0.0.1:9/?"&A1;"Klicka")',
    "+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "\t=1+1",
    "../../../etc/passwd",
    "x" * 4_000,
)


def _file(text: str) -> bytes:
    book = Workbook()
    book.active.append(["Göteborgs Stad"])
    book.active.append(["Delårsrapport augusti 2024, kommunstyrelsen, tkr"])
    book.active.append(["Post", "Utfall jan-aug 2024", "Budget jan-aug 2024"])
    book.active.append(["Intäkter", 785, 794])
    book.active.append([None, 17, 18])
    cell = book.active.cell(5, 1)
    cell.value, cell.data_type = text, "s"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture
def intake(tmp_path: Path) -> Intake:
    return Intake(Settings(data_folder=tmp_path), Store(tmp_path))


@pytest.mark.parametrize("text", HARMFUL)
def test_a_harmful_text_stays_a_text_in_the_annotated_workbook(text: str, intake: Intake) -> None:
    content = _file(text)
    report, _ = intake.read("rapport.xlsx", content)
    assert report is not None and report.facts
    book = load_workbook(io.BytesIO(intake.annotate(report, content)))
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None]
    assert [c.coordinate for c in cells if c.data_type == "f" and text[:12].strip() in str(c.value)] == []


@pytest.mark.parametrize(
    "name", ["../../x.xlsx", "/tmp/x.xlsx", "..\\..\\x.xlsx", "a\x00b.xlsx", "=1+1.xlsx"]
)
def test_a_name_with_parts_of_a_path_writes_nowhere_else(name: str, intake: Intake, tmp_path: Path) -> None:
    content = _file("Kostnader")
    report, _ = intake.read(name, content)
    assert report is not None
    intake.publish(report, content, "=cmd|' /C calc'!A0")
    strange = [p for p in tmp_path.rglob("*") if "x.xlsx" in p.name or "cmd" in p.name]
    assert strange == [] and not Path("/tmp/x.xlsx").exists()


@pytest.mark.parametrize("text", HARMFUL)
def test_a_harmful_text_stays_a_text_in_data_for_excel(text: str, intake: Intake) -> None:
    report, _ = intake.read("rapport.xlsx", _file(text))
    assert report is not None
    found = [{"rad": row, "fil": text} for row in (*(f.row for f in report.facts), text)]
    body = data.excel_csv([data.Column("rad", "Rad"), data.Column("fil", "Fil")], found).decode("utf-8-sig")
    fields = [field for line in csv.reader(io.StringIO(body), delimiter=";") for field in line]
    assert [f for f in fields if f.startswith(("=", "@", "+c", "-2+", "\t"))] == []
