"""Names of rows that a narrow column has cut off are told and asked about, never taken for another name."""

from __future__ import annotations

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from loaders import read_file
from store.records import Report
from tests.loaders.paper.print_pdf import Printed

pytestmark = pytest.mark.usefixtures("in_process")
LEFT, EDGE = 60, 122


def _clipped(text: str, em: float = 9) -> str:
    while stringWidth(text, "Helvetica", em) > EDGE - LEFT:
        text = text[:-1]
    return text


def _printed(*names: str) -> Report:
    page = Printed()
    page.lines("Borås Stad", "Arbetslivsnämnden", "Budget 2022", "Belopp i tkr", "")
    page.canvas.drawString(LEFT, page.y, "Verksamhet")
    page.canvas.drawString(EDGE, page.y, "Post")
    page.row("", ("Budget 2021", "Budget 2022"), (280, 360))
    for k, name in enumerate(names):
        for post, figure in (("Intäkt", 10 + k), ("Kostnad", -50 - k)):
            page.canvas.drawString(LEFT, page.y, _clipped(name))
            page.canvas.drawString(EDGE, page.y, post)
            page.row("", (str(figure), str(figure - 1)), (280, 360))
    return read_file(page.data(), "rapport.pdf")


def test_a_name_that_is_cut_off_is_asked_about_with_the_names_that_begin_so() -> None:
    report = _printed("Central administration", "Ekonomiskt bistånd", "Integration")
    assert {f.verksamhet for f in report.facts} == {"integration"}
    assert len(report.facts) == 4
    asked = {f.key.split(":")[-1]: f.choices[0] for f in report.findings if f.code == "fraga_rad"}
    assert asked == {
        "central admini": "verksamhet=central-administration",
        "ekonomiskt bis": "verksamhet=ekonomiskt-bistand",
    }
    told = [f for f in report.findings if f.code == "avklippt_text"]
    assert [f.message.startswith("Sida 1: namn på rader är avklippta") for f in told] == [True]


def test_whole_names_are_not_said_to_be_cut_off() -> None:
    report = _printed("Integration", "Övrigt", "Buffert")
    assert len(report.facts) == 12
    assert not [f for f in report.findings if f.code == "avklippt_text"]


def test_a_name_before_figures_that_only_begins_as_known_ones_is_asked_about() -> None:
    page = Printed()
    page.lines("Borås Stad", "Arbetslivsnämnden", "Budget 2022", "Belopp i tkr", "Nettokostnad", "")
    page.row("Verksamhet", ("Budget 2021", "Budget 2022"), (280, 360))
    for k, name in enumerate(("Central admini", "Arbetsförbered", "Övrigt")):
        page.row(name, (str(-50 - k), str(-60 - k)), (280, 360))
    report = read_file(page.data(), "rapport.pdf")
    assert {f.verksamhet for f in report.facts} == {"ovrigt"}
