"""Word documents: merged cells, tracked changes, numbers in pieces, notes and content controls."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml

from loaders import Unreadable, _docx, read_file
from loaders._unreadable import Refused
from tests.fixtures.figures import table, typed
from tests.fixtures.golden import answers
from tests.loaders.compare import differences

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(document: Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _cells(data: bytes, sheet: str = "Tabell 1") -> dict[str, str]:
    found = next(s for s in _docx.read(data) if s.name == sheet)
    return {c.name: c.text for c in found.cells.values()}


def _with_cell(xml: str) -> dict[str, str]:
    """A table whose second cell holds the given paragraph content."""
    document = docx.Document()
    made = document.add_table(1, 2)
    made.cell(0, 0).text = "Intäkter"
    paragraph = made.cell(0, 1).paragraphs[0]._p
    for part in parse_xml(f"<w:p {W}>{xml}</w:p>"):
        paragraph.append(part)
    return _cells(saved(document))


def goteborg() -> bytes:
    document = docx.Document()
    document.add_heading("Göteborgs Stad", 1)
    for text in ("Delårsrapport augusti 2024", "Kommunstyrelsen", "Belopp i mnkr"):
        document.add_paragraph(text)
    head, *rows = table("goteborg_ks_resultat")
    made = document.add_table(2 + len(rows), len(head))
    for first, last, text in ((1, 4, "Period"), (5, 8, "Helår")):
        made.cell(0, first).merge(made.cell(0, last)).text = text
    for r, row in enumerate([head, *rows], 1):
        for c, text in enumerate(row):
            made.cell(r, c).text = typed(text) if r > 1 and c else text
    return saved(document)


def test_a_report_is_read_right() -> None:
    report = read_file(goteborg(), "rapport.docx")
    missing, extra = differences(report, answers("goteborg-ks-delarsrapport-2024-08", 107, 111))
    assert not extra
    assert not missing


def run(text: str, look: str = "") -> str:
    return f"<w:r><w:rPr>{look}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


RAISED = '<w:vertAlign w:val="superscript"/>'
PIECES = {
    "in pieces": (run("12") + run(" 345"), "12 345"),
    "a note's mark": (run("12 345") + run("1", RAISED), "12 345"),
    "a unit's": (run("m") + run("2", RAISED), "m²"),
    "deleted": (f"<w:del>{run('99')}</w:del>" + run("12"), "12"),
    "inserted": (f"<w:ins>{run('12')}</w:ins>", "12"),
    "hidden": (run("99", "<w:vanish/>") + run("12"), "12"),
    "a control": (f"<w:sdt><w:sdtContent>{run('12')}</w:sdtContent></w:sdt>", "12"),
    "a hyphen": ("<w:r><w:noBreakHyphen/><w:t>12</w:t></w:r>", "\u201112"),
}


@pytest.mark.parametrize("name", PIECES)
def test_a_number_is_what_the_page_shows(name: str) -> None:
    xml, shown = PIECES[name]
    assert _with_cell(xml)["B1"] == shown


def test_two_numbers_in_a_cell_stay_two() -> None:
    document = docx.Document()
    made = document.add_table(1, 2)
    made.cell(0, 0).text = "Intäkter"
    made.cell(0, 1).text = "12"
    made.cell(0, 1).add_paragraph("345")
    assert _cells(saved(document))["B1"] == "12\n345"


def test_merged_cells_are_merged() -> None:
    document = docx.Document()
    made = document.add_table(3, 3)
    made.cell(0, 1).merge(made.cell(0, 2)).text = "Period"
    made.cell(1, 0).merge(made.cell(2, 0)).text = "Intäkter"
    made.cell(1, 1).text = "1"
    found = _docx.read(saved(document))[0]
    assert set(found.merged) == {(1, 2, 1, 3), (2, 1, 3, 1)}


def test_each_table_has_its_own_sheet_and_the_headings_it_stands_under() -> None:
    document = docx.Document()
    document.add_heading("Socialnämnden", 1)
    document.add_paragraph("Text")
    document.add_table(1, 1).cell(0, 0).text = "A"
    document.add_paragraph("Mellan")
    document.add_table(1, 1).cell(0, 0).text = "B"
    data = saved(document)
    assert [s.name for s in _docx.read(data)] == ["Tabell 1", "Tabell 2"]
    assert _cells(data, "Tabell 2") == {"A1": "Socialnämnden", "A2": "Mellan", "A3": "B"}


def test_a_table_in_a_cell_is_a_table() -> None:
    document = docx.Document()
    outer = document.add_table(1, 1)
    outer.cell(0, 0).text = "Ruta"
    outer.cell(0, 0).add_table(1, 2).cell(0, 1).text = "7"
    assert _cells(saved(document), "Tabell 2") == {"B1": "7"}


def _repacked(change: Callable[[str, bytes], bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(goteborg())) as source, zipfile.ZipFile(target, "w") as out:
        for item in source.infolist():
            out.writestr(item.filename, change(item.filename, source.read(item.filename)))
    return target.getvalue()


def test_an_entity_is_refused() -> None:
    def entity(name: str, content: bytes) -> bytes:
        bomb = b'<!DOCTYPE x [<!ENTITY a SYSTEM "/etc/passwd">]>'
        return (
            content.replace(b"<w:document", bomb + b"<w:document", 1)
            if name.endswith("document.xml")
            else content
        )

    with pytest.raises(Refused) as refused:
        _docx.read(_repacked(entity))
    assert refused.value.code == "otillatet_innehall"


def test_a_broken_document_is_told() -> None:
    with pytest.raises(Refused) as refused:
        _docx.read(_repacked(lambda name, c: c[:200] if name.endswith("document.xml") else c))
    assert refused.value.code == "word_trasig"


@pytest.mark.parametrize("name", ["gammal.doc", "text.rtf", "text.odt"])
def test_an_older_document_is_told_what_to_do(name: str) -> None:
    with pytest.raises(Unreadable) as told:
        read_file(b"text", name)
    assert "Word-dokument (.docx)" in told.value.message
