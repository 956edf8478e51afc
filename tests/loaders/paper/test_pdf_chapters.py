"""The nämnd of a chapter holds for its pages until the next chapter, and never a page too long."""

from __future__ import annotations

import pytest

from loaders import read_file
from store.records import Report
from tests.loaders.paper.print_pdf import Printed

pytestmark = pytest.mark.usefixtures("in_process")
HEAD = ("Utfall jan-aug", "Budget jan-aug")
THINGS = ("ekonomi", "lokaler", "personal", "avtal", "priser", "hyror", "volymer")
CHAPTERS = (
    ("Socialnämnden", "socialnamnden"),
    ("Miljönämnden", "miljonamnden"),
    ("Äldrenämnden", "aldrenamnden"),
)


def _heading(page: Printed, text: str, em: float = 16) -> None:
    page.canvas.setFont(page.font, em)
    page.lines("", text)
    page.canvas.setFont(page.font, page.em)


def _table(page: Printed, figure: int) -> None:
    page.lines(
        f"Här står löpande text om {THINGS[figure // 100]}, som är i den storlek som det mesta är.", ""
    )
    page.row("tkr", HEAD, (320, 420))
    for name, sign in (("Intäkter", 1), ("Kostnader", -1)):
        page.row(name, (str(sign * figure), str(sign * (figure + 1))), (320, 420))


def _start() -> Printed:
    page = Printed()
    page.lines("Exempelstads kommun", "Delårsrapport augusti 2025", "")
    return page


def _pages(page: Printed, *sections: tuple[str, float]) -> Report:
    """A page for each: its heading (none, when empty) and how large that is."""
    for k, (heading, em) in enumerate(sections, 1):
        page.page()
        if heading:
            _heading(page, heading, em)
        _table(page, 100 * k)
    return read_file(page.data(), "rapport.pdf")


def _by_page(report: Report) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for fact in report.facts:
        found.setdefault(fact.sheet, set()).add(fact.namnd)
    return found


@pytest.mark.parametrize(("number", "em"), [("", 16), ("{}. ", 16), ("4.{} ", 9)])
def test_three_namnder_over_six_pages(number: str, em: float) -> None:
    sections = [
        (text, em) for k, (name, _) in enumerate(CHAPTERS, 1) for text in (number.format(k) + name, "")
    ]
    report = _pages(_start(), *sections)
    assert _by_page(report) == {f"Sida {k + 2}": {CHAPTERS[k // 2][1]} for k in range(6)}
    assert len(report.facts) == 24
    told = [f.message for f in report.findings if f.code == "tolkad_namnd"]
    assert [t.split(":")[0] for t in told] == [
        "Sida 3 är läst som Socialnämnden",
        "Sida 5 är läst som Miljönämnden",
        "Sida 7 är läst som Äldrenämnden",
    ]


@pytest.mark.parametrize("heading", ["Investeringar", "Kommunens finanser"])
def test_a_chapter_that_is_no_namnd_ends_the_one_before(heading: str) -> None:
    report = _pages(_start(), ("Socialnämnden", 16), ("Miljönämnden", 16), (heading, 16), ("", 9))
    assert set(_by_page(report)) <= {"Sida 2", "Sida 3"}
    assert len(report.facts) == 8


def test_a_smaller_heading_goes_on_in_the_chapter() -> None:
    report = _pages(_start(), ("Socialnämnden", 16), ("Miljönämnden", 16), ("Ekonomi", 12), ("", 9))
    assert _by_page(report) == {
        "Sida 2": {"socialnamnden"}, "Sida 3": {"miljonamnden"},
        "Sida 4": {"miljonamnden"}, "Sida 5": {"miljonamnden"},
    }  # fmt: skip


def test_a_namnd_named_in_ordinary_letters_ends_the_chapter() -> None:
    report = _pages(_start(), ("Socialnämnden", 16), ("Miljönämnden", 16), ("Äldrenämnden", 9), ("", 9))
    read = _by_page(report)
    assert read["Sida 4"] == {"aldrenamnden"}
    assert "Sida 5" not in read


def test_a_smaller_heading_with_another_namnd_leaves_the_page_after_it_unread() -> None:
    report = _pages(_start(), ("Socialnämnden", 16), ("Miljönämnden", 16), ("Äldrenämnden", 12), ("", 9))
    assert "Sida 5" not in _by_page(report)


def test_a_chapter_that_begins_below_a_table_holds_from_the_next_page() -> None:
    page = _start()
    _heading(page, "Socialnämnden")
    _table(page, 10)
    page.lines("")
    _heading(page, "Miljönämnden")
    report = _pages(page, ("", 9))
    assert _by_page(report) == {"Sida 1": {"socialnamnden"}, "Sida 2": {"miljonamnden"}}
