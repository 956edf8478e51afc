"""Tables whose headings or neighbours leave room for doubt: read where the page proves it, else asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders import read_file
from store.records import Report
from tests.fixtures.golden import answers
from tests.loaders.compare import differences
from tests.loaders.paper.print_pdf import Printed

pytestmark = pytest.mark.usefixtures("in_process")
FILES = Path(__file__).parent / "files"
COLUMNS = (300, 350, 400, 450)
POSTS = (("Intäkter", 10, 11, 6, 7), ("Kostnader", -15, -16, -9, -8), ("Nettokostnad", -5, -5, -3, -1))


def _page() -> Printed:
    page = Printed()
    page.lines("Göteborgs Stad", "Kommunstyrelsen", "Delårsrapport augusti 2024", "Belopp i tkr", "")
    return page


def _posts(page: Printed) -> Report:
    for name, *figures in POSTS:
        page.row(name, [str(f) for f in figures], COLUMNS)
    return read_file(page.data(), "rapport.pdf")


def _read(report: Report) -> set[str]:
    return {f"{f.measure} {f.scenario} {f.year} {f.horizon} {f.printed}" for f in report.facts}


def _flush(*lines: tuple[str, ...]) -> Report:
    page = _page()
    for texts in lines:
        page.row("", texts, COLUMNS)
    return _posts(page)


def test_headings_flush_right_over_their_columns_are_read_where_one_reaches_over_two() -> None:
    report = _flush(
        ("", "Helår", "", "Perioden jan–aug"), ("Budget", "Prognos", "", "Utfall"),
        ("2024", "2024", "2023", "2024"),
    )  # fmt: skip
    assert _read(report) >= {
        "intakter budget 2024 year 10", "intakter prognos 2024 year 11",
        "intakter utfall 2023 period 6", "intakter utfall 2024 period 7",
    }  # fmt: skip
    assert not [f for f in report.findings if f.code.startswith("fraga")]


@pytest.mark.parametrize(
    "lines",
    [
        (("", "Helår", "", "Period"), ("Budget", "Prognos", "", "Utfall"), ("2024", "2024", "2023", "2024")),
        (("", "Helår", "", "Period"), ("Budget", "Prognos", "Budget", "Utfall")),
        (("Period", "", "", "Helår"), ("Utfall", "Budget", "Avvikelse", "Prognos")),
    ],
)
def test_a_short_heading_that_may_be_over_its_neighbours_too_is_asked_about(
    lines: tuple[tuple[str, ...]],
) -> None:
    report = _flush(*lines)
    assert not report.facts
    assert len([f for f in report.findings if f.code == "okand_kolumn" and f.key and f.choices]) == 4
    assert len(report.not_read) == 12


def test_two_tables_side_by_side_of_unlike_length_are_read_one_after_the_other() -> None:
    page = _page()
    page.canvas.drawString(60, page.y, "Belopp i tkr")
    for text, x in (("Utfall jan-aug", 200), ("Helårsprognos", 270), ("Helårsbudget", 480)):
        page.canvas.drawRightString(x, page.y, text)
    page.y -= page.pitch
    left = [("Intäkter", 10, 15), ("Kostnader", -25, -38), ("Nettokostnad", -15, -23)]
    right = [("Stadsledning", -9), ("Valnämnd", -4), ("Ledning och stab", -2), ("Arkiv", -5), ("Summa", -20)]
    for k, (name, figure) in enumerate(right):
        if k < len(left):
            page.canvas.drawString(60, page.y, left[k][0])
            for number, x in zip(left[k][1:], (200, 270), strict=True):
                page.canvas.drawRightString(x, page.y, str(number))
        page.canvas.drawRightString(410, page.y, name)
        page.canvas.drawRightString(480, page.y, str(figure))
        page.y -= page.pitch
    report = read_file(page.data(), "rapport.pdf")
    assert _read(report) >= {"intakter utfall 2024 period 10", "nettokostnad prognos 2024 year -23"}
    assert not [f for f in report.facts if f.scenario == "budget" and f.measure in ("intakter", "kostnader")]
    cells = {(f.sheet, f.cell.rstrip("0123456789")) for f in report.facts if f.scenario == "prognos"}
    assert cells == {("Sida 1", "C")}


def test_names_of_rows_among_the_figures_leave_the_headings_unclear() -> None:
    page = _page()
    page.centred([("Utfall perioden januari–augusti 2024", 60, 480)])
    page.row("", ("Utfall", "", "Budget", ""), (200, 330, 420, 480))
    for name in ("Intäkter", "Kostnader", "Nettokostnad"):
        page.row(name, ("10", f"{name} och mer därtill", "12", "13"), (200, 330, 420, 480))
    assert not read_file(page.data(), "rapport.pdf").facts


def test_a_table_without_headings_does_not_take_those_of_other_columns() -> None:
    page = _page()
    page.row("", ("Utfall jan-aug", "Budget jan-aug"), (300, 400))
    page.row("Intäkter", ("10", "11"), (300, 400))
    page.row("Kostnader", ("-15", "-16"), (300, 400))
    page.lines("")
    page.row("Intäkter", ("70", "71"), (350, 450))
    page.row("Kostnader", ("-75", "-76"), (350, 450))
    report = read_file(page.data(), "rapport.pdf")
    assert {str(f.printed) for f in report.facts} == {"10", "11", "-15", "-16"}
    assert len(report.not_read) == 4


def test_blocks_with_a_name_between_go_on_over_the_page_break() -> None:
    report = read_file((FILES / "kalkylblad-boras-block.pdf").read_bytes(), "rapport.pdf")
    missing, extra = differences(report, answers("boras-arbetslivsnamnden-budget-2022", 457, 524))
    assert not extra
    assert not missing
    assert not report.not_read
    assert not [f for f in report.findings if f.code.startswith(("fraga", "tolkad"))]
