"""Pages of a PDF that cannot be read: why is told, and no number goes missing without a word."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from loaders import _pdf, read_file
from loaders._unreadable import Refused
from tests.loaders.paper.print_pdf import Printed

pytestmark = pytest.mark.usefixtures("in_process")
HEAD = ("Utfall jan-aug", "Budget jan-aug")


def _file(*objects: bytes) -> bytes:
    numbered = b"\n".join(b"%d 0 obj%sendobj" % (k, text) for k, text in enumerate(objects, 1))
    return b"%PDF-1.4\n" + numbered + b"\ntrailer<</Root 1 0 R>>"


CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
OWN_CHILD = _file(CATALOG, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>")
OWN_FORM = _file(
    CATALOG,
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>",
    b"<</Length 5>>stream\n/F Do\nendstream ",
    b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>/Length 5>>stream\n/F Do\n"
    b"endstream ",
)


@pytest.mark.parametrize("data", [OWN_CHILD, OWN_FORM])
def test_a_loop_among_the_objects_is_no_scanned_page(data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        _pdf.read(data)
    assert refused.value.code == "pdf_trasig"


def test_a_page_of_drawn_letters_is_no_scanned_page() -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.line(50, 50, 90, 90)
    canvas.save()
    with pytest.raises(Refused) as refused:
        _pdf.read(stream.getvalue())
    assert refused.value.code == "pdf_ritad"


def _report(pages: int) -> bytes:
    page = Printed()
    page.lines("Göteborgs Stad", "Kommunstyrelsen", "Delårsrapport augusti 2024", "Belopp i tkr")
    page.row("", HEAD, (320, 420))
    page.row("Intäkter", ("10", "11"), (320, 420))
    page.row("Kostnader", ("-15", "-16"), (320, 420))
    for _ in range(pages - 1):
        page.page()
        page.lines(*["Rad efter rad efter rad efter rad."] * 12)
    return page.data()


def test_a_page_with_more_text_than_is_read_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_pdf, "MOST_CHARACTERS", 300)
    report = read_file(_report(2), "rapport.pdf")
    told = [f.message for f in report.findings if f.code == "full_sida"]
    assert len(told) == 1
    assert told[0].startswith("Sida 2 har mer text")
    assert len(report.facts) == 4


def test_a_file_whose_only_page_is_too_full_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_pdf, "MOST_CHARACTERS", 30)
    with pytest.raises(Refused) as refused:
        _pdf.read(_report(1))
    assert refused.value.code == "pdf_full_sida"
