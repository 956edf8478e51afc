"""The judge of the corpus finds every kind of mistake, and tells a question from silence."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from loaders import Unreadable
from store.records import Fact, Finding, NotRead, Report
from tests.corpus.judge import Verdict, judged
from tests.corpus.model import FACT, MAY, MUST_ASK, NOT_DATA, Answer, Shape, Truth

SAID = Truth("revision", "", "intakter", "utfall", "", 2025, 8, "period", Decimal(100), "kr")
PLACE = {"step": Decimal(1), "printed": Decimal(100), "sheet": "A", "row": "", "column": "", "raw": "100"}


def fact(cell: str = "B2", **change: object) -> Fact:
    values = {name: getattr(SAID, name) for name in Truth.__dataclass_fields__ if name != "kind"}
    return Fact(**values | PLACE | {"cell": cell} | change)  # type: ignore[arg-type]


def verdict(report: Report, kind: str = FACT, by_cell: bool = True) -> Verdict:
    answer = Answer("A", "B2", "100", replace(SAID, kind=kind))
    return judged(Shape("a.xlsx", "", b"", (answer,), by_cell), lambda _: report)


def report(*facts: Fact, **more: object) -> Report:
    return Report("a.xlsx", "", "", "2025-08", "", "", facts=facts, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("by_cell", [True, False])
def test_what_is_right_is_right(by_cell: bool) -> None:
    found = verdict(report(fact()), by_cell=by_cell)
    assert (found.numbers, found.right, found.wrong) == (1, 1, [])


@pytest.mark.parametrize("by_cell", [True, False])
@pytest.mark.parametrize(
    "change",
    [
        {"value": Decimal(101)},
        {"namnd": "x"},
        {"month": 7},
        {"basis": "2025:1"},
        {"kon": "K"},
        {"unit": "antal"},
    ],
)
def test_another_meaning_is_wrong(change: dict[str, object], by_cell: bool) -> None:
    found = verdict(report(fact(**change)), by_cell=by_cell)
    assert (found.right, len(found.wrong)) == (0, 1)


@pytest.mark.parametrize("by_cell", [True, False])
def test_a_number_that_is_read_twice_is_wrong(by_cell: bool) -> None:
    assert len(verdict(report(fact(), fact()), by_cell=by_cell).wrong) == 1


def test_a_control_total_is_no_fact() -> None:
    assert len(verdict(report(control_totals=(fact(),))).wrong) == 1


def test_another_cell_is_wrong_where_cells_are_known() -> None:
    assert len(verdict(report(fact("B3"))).wrong) == 1
    assert not verdict(report(fact("B3")), by_cell=False).wrong


@pytest.mark.parametrize("kind", [MUST_ASK, NOT_DATA])
def test_what_nobody_could_know_is_wrong_to_read(kind: str) -> None:
    found = verdict(report(fact()), kind)
    assert (found.numbers, len(found.wrong)) == (0, 1)
    assert not verdict(report(), kind).wrong


def test_a_sum_of_answers_may_be_read_and_is_not_asked_for() -> None:
    assert not verdict(report(fact()), MAY, by_cell=False).wrong
    assert verdict(report(), MAY, by_cell=False).numbers == 0


def test_a_question_about_the_cell_is_asked_and_silence_is_not_read() -> None:
    unread = NotRead("A", "B2", "100", "det framgår inte")
    asked = Finding("warning", "fraga_horisont", "", ("A!B2",))
    found = verdict(report(not_read=(unread,), findings=(asked,)))
    assert (found.asked, found.not_read) == (1, 0)
    found = verdict(report(not_read=(unread,)))
    assert (found.asked, found.not_read) == (0, 1)


def test_a_file_that_is_refused_is_not_read() -> None:
    def refuse(_: Shape) -> Report:
        raise Unreadable("saknas", "a.xlsx")

    answer = Answer("A", "B2", "100", SAID)
    found = judged(Shape("a.xlsx", "", b"", (answer,)), refuse)
    assert (found.numbers, found.not_read, found.wrong) == (1, 1, [])
    assert found.refused
