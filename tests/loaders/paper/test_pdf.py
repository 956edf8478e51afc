"""Reports as PDF: printed here by reportlab, and files that a spreadsheet and a browser have printed."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from reportlab.lib import pdfencrypt
from reportlab.pdfgen.canvas import Canvas

from loaders import Unreadable, _pdf, read_file
from loaders._unreadable import Refused
from store.records import Report
from tests.fixtures.figures import table, typed
from tests.fixtures.golden import Answer, answers
from tests.loaders.compare import differences
from tests.loaders.paper.print_pdf import Printed, ruled, unruled

pytestmark = pytest.mark.usefixtures("in_process")
FILES = Path(__file__).parent / "files"
KS, BORAS = "goteborg-ks-delarsrapport-2024-08", "boras-arbetslivsnamnden-budget-2022"
VASTERVIK = answers("vastervik-driftredovisning-2021")


def figures(name: str) -> list[list[str]]:
    head, *rows = table(name)
    return [head, *([row[0], *map(typed, row[1:])] for row in rows)]


def long_form(name: str) -> list[list[str]]:
    head, *rows = table(name)
    return [head, *([*row[:2], *map(typed, row[2:])] for row in rows)]


def goteborg() -> bytes:
    """Titles, headings over two groups of columns, wrapped headings; a ruled page; a narrow table."""
    page = Printed()
    page.lines("Göteborgs Stad", "Delårsrapport augusti 2024", "Kommunstyrelsen", "Belopp i mnkr")
    right = [200 + 45 * k for k in range(8)]
    page.centred([("Period", right[0] - 30, right[3]), ("Helår", right[4] - 30, right[7])])
    unruled(page, figures("goteborg_ks_resultat"), right, 40)
    page.lines("Resultatet uppgår till 30,3 mnkr.")
    page.page()
    page.lines("Personal")
    ruled(page, figures("goteborg_ks_hr"), [60, 200, 260, 320, 380, 440])
    page.page()
    page.lines("Kommuncentrala poster")
    unruled(page, figures("goteborg_ks_kommuncentrala"), [320, 390, 460])
    return page.data()


def boras() -> bytes:
    page = Printed()
    page.lines("Borås Stad", "Arbetslivsnämnden", "Budget 2022:2", "", "Sammandrag, tkr")
    ruled(page, figures("boras_sammandrag"), [60, 200, 260, 320, 380, 440, 500])
    return page.data()


def vastervik() -> bytes:
    page = Printed(em=8)
    page.lines("Västerviks kommun", "Årsredovisning 2021", "Driftredovisning, mnkr")
    unruled(page, figures("vastervik_2021"), [230 + 52 * k for k in range(7)], 46)
    return page.data()


def broken(repeated: bool) -> bytes:
    """The same table over two pages, with or without its headings on the second."""
    page, rows = Printed(em=8), figures("vastervik_2021")
    page.lines("Västerviks kommun", "Årsredovisning 2021", "Driftredovisning, mnkr")
    right = [230 + 52 * k for k in range(7)]
    unruled(page, rows[:12], right, 46)
    page.page()
    if repeated:
        unruled(page, [rows[0], *rows[12:]], right, 46)
    else:
        for row in rows[12:]:
            page.row(row[0], row[1:], right)
    return page.data()


def answered(name: str, *spans: tuple[int, int]) -> tuple[Answer, ...]:
    return tuple(a for first, last in spans for a in answers(name, first, last))


PRINTED: dict[str, tuple[Callable[[], bytes], Sequence[Answer]]] = {
    "goteborg": (goteborg, answered(KS, (49, 53), (107, 111), (156, 160))),
    "boras": (boras, answered(BORAS, (358, 365))),
    "vastervik": (vastervik, VASTERVIK),
    "vastervik-two-pages": (lambda: broken(True), VASTERVIK),
    "vastervik-two-pages-one-head": (lambda: broken(False), VASTERVIK),
    "a-browser": ((FILES / "webb-goteborg.pdf").read_bytes, answered(KS, (49, 53), (107, 111), (156, 160))),
    "a-browser-two-pages": ((FILES / "webb-vastervik-tva-sidor.pdf").read_bytes, VASTERVIK),
    "a-spreadsheet": (
        (FILES / "kalkylblad-vastervik-2020.pdf").read_bytes,
        answers("vastervik-driftredovisning-2020"),
    ),
    "a-spreadsheet-long-form": ((FILES / "kalkylblad-boras.pdf").read_bytes, answered(BORAS, (457, 524))),
}


@pytest.mark.parametrize("name", PRINTED)
def test_a_printed_report_is_read_right_without_a_question(name: str) -> None:
    make, right = PRINTED[name]
    report = read_file(make(), "rapport.pdf")
    missing, extra = differences(report, right)
    assert not extra
    assert not missing
    assert not [f for f in report.findings if f.code.startswith("fraga")]


@pytest.mark.parametrize("name", PRINTED)
def test_every_number_says_where_on_the_page_it_stands(name: str) -> None:
    report = read_file(PRINTED[name][0](), "rapport.pdf")
    for found in (*report.facts, *report.control_totals, *report.not_read):
        left, top, right, bottom = map(float, found.box.split()[:4])
        assert 0 <= left < right <= 850
        assert 0 <= top < bottom <= 850
        assert found.sheet.startswith("Sida ")


def _one(text_of: Callable[[Printed], None], **options: object) -> Report:
    page = Printed(**options)  # type: ignore[arg-type]
    page.lines("Göteborgs Stad", "Kommunstyrelsen", "Delårsrapport augusti 2024", "Belopp i tkr")
    text_of(page)
    return read_file(page.data(), "rapport.pdf")


def _printed(report: Report) -> dict[str, str]:
    return {f"{f.measure} {f.scenario} {f.horizon}": str(f.printed) for f in report.facts}


HEAD = ("Utfall jan-aug", "Budget jan-aug")


def test_a_footnote_is_not_a_part_of_the_number() -> None:
    def draw(page: Printed) -> None:
        page.row("", HEAD, (320, 420))
        y = page.y
        page.row("Intäkter", ("12 345", "13 000"), (320, 420))
        page.canvas.setFont(page.font, 5)
        page.canvas.drawString(320.5, y + 3.5, "1")
        page.canvas.setFont(page.font, page.em)
        page.row("Kostnader", ("-15 000", "-15 500"), (320, 420))

    assert _printed(_one(draw))["intakter utfall period"] == "12345"


def test_columns_that_stand_near_each_other_are_told_apart_by_their_gap() -> None:
    def draw(page: Printed) -> None:
        page.row("", ("Utfall jan-aug", "Budget jan-aug"), (250, 330))
        for label, figures_ in (("Intäkter", ("15 855", "16 897")), ("Kostnader", ("-316 001", "-317 002"))):
            page.row(label, figures_, (250, 287))

    found = _one(draw)
    assert {str(f.printed) for f in found.facts} <= {"15855", "16897", "-316001", "-317002"}


def test_a_label_broken_over_two_lines_is_one() -> None:
    def draw(page: Printed) -> None:
        page.row("", HEAD, (320, 420))
        page.lines("Kommuninterna")
        page.row("bidrag", ("29", "34"), (320, 420))
        page.row("Kostnader", ("-15", "-16"), (320, 420))

    assert "kommuninterna_bidrag utfall period" in _printed(_one(draw))


def test_a_heading_over_nobody_knows_which_columns_is_asked_about() -> None:
    def draw(page: Printed) -> None:
        page.lines("Helår", left=305)
        page.row("", ("Utfall", "Budget", "Prognos"), (300, 380, 460))
        page.row("Intäkter", ("10", "11", "12"), (300, 380, 460))
        page.row("Kostnader", ("-15", "-16", "-17"), (300, 380, 460))

    assert not _one(draw).facts


def test_two_headings_printed_over_each_other_are_no_heading() -> None:
    page = Printed(em=8)
    page.lines("Västerviks kommun", "Årsredovisning 2021", "Driftredovisning, mnkr")
    ruled(page, figures("vastervik_2021"), [60, 180, *(230 + 48 * k for k in range(7))])
    _, extra = differences(read_file(page.data(), "rapport.pdf"), VASTERVIK)
    assert not extra


def test_two_columns_of_running_text_are_no_table() -> None:
    def draw(page: Printed) -> None:
        for k in range(12):
            page.canvas.drawString(60, page.y, f"Under perioden kom {k + 20} nya ärenden in till oss")
            page.canvas.drawString(320, page.y - 5, f"och av dem har {k + 30} redan avslutats av nämnden")
            page.y -= page.pitch

    report = _one(draw)
    assert not report.facts
    assert {n.cell[0] for n in report.not_read} == {"A"}
    assert len(report.not_read) == 24


def test_tables_side_by_side_are_two() -> None:
    def draw(page: Printed) -> None:
        page.row("", HEAD, (190, 270))
        page.y += page.pitch
        page.canvas.drawRightString(430, page.y, "Helårsprognos")
        page.canvas.drawRightString(520, page.y, "Helårsbudget")
        page.y -= page.pitch
        for label, left, right in (("Intäkter", ("10", "11"), ("12", "13")),
                                   ("Kostnader", ("-15", "-16"), ("-17", "-18"))):  # fmt: skip
            page.canvas.drawString(300, page.y, label)
            page.canvas.drawRightString(430, page.y, right[0])
            page.canvas.drawRightString(520, page.y, right[1])
            page.row(label, left, (190, 270))

    found = _printed(_one(draw))
    assert found["intakter utfall period"] == "10"
    assert found["kostnader budget year"] == "-18"


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_is_read_as_it_is_shown(turn: int) -> None:
    page = Printed(size=(842, 842))
    page.canvas.setPageRotation(turn)
    middle = 421
    page.canvas.translate(middle, middle)
    page.canvas.rotate(turn)
    page.canvas.translate(-middle, -middle)
    page.lines("Göteborgs Stad", "Kommunstyrelsen", "Delårsrapport augusti 2024", "Belopp i tkr")
    page.row("", HEAD, (320, 420))
    page.row("Intäkter", ("10", "11"), (320, 420))
    page.row("Kostnader", ("-15", "-16"), (320, 420))
    report = read_file(page.data(), "rapport.pdf")
    assert _printed(report)["intakter utfall period"] == "10"
    spot = next(f.box for f in report.facts if str(f.printed) == "10")
    assert 305 < float(spot.split()[0]) < 320


def _picture_page(canvas: Canvas) -> None:
    canvas.drawInlineImage(_image(), 50, 50, 200, 200)
    canvas.showPage()


def _image() -> object:
    from PIL import Image

    return Image.new("RGB", (20, 20), "red")


def test_a_scanned_report_is_told() -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream)
    _picture_page(canvas)
    canvas.save()
    with pytest.raises(Refused) as refused:
        _pdf.read(stream.getvalue())
    assert refused.value.code == "inskannad"


def test_a_scanned_page_among_others_is_told() -> None:
    page = Printed()
    page.lines("Göteborgs Stad", "Delårsrapport augusti 2024")
    page.canvas.showPage()
    _picture_page(page.canvas)
    told = [f.message for f in read_file(page.data(), "a.pdf").findings if f.code == "inskannad_sida"]
    assert len(told) == 1
    assert told[0].startswith("Sida 2 är en bild utan text")


def test_a_locked_report_is_told() -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, encrypt=pdfencrypt.StandardEncryption("hemligt"))
    canvas.drawString(50, 50, "1")
    canvas.save()
    with pytest.raises(Refused) as refused:
        _pdf.read(stream.getvalue())
    assert refused.value.code == "pdf_losenord"


def test_too_many_pages_are_refused() -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream)
    for _ in range(_pdf.MOST_PAGES + 1):
        canvas.showPage()
    canvas.save()
    with pytest.raises(Refused) as refused:
        _pdf.read(stream.getvalue())
    assert refused.value.code == "for_manga_sidor"


LOOP = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>"
    b"endobj\ntrailer<</Root 1 0 R>>"
)


@pytest.mark.parametrize("data", [LOOP, b"%PDF-1.7\n", b"%PDF-1.4\n" + b"[" * 50_000])
def test_a_broken_report_is_told(data: bytes) -> None:
    with pytest.raises((Refused, Unreadable)):
        _pdf.read(data)
