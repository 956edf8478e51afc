"""Cutting figures apart: the truth, or a question; never a wrong row."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders._cut import Row, Rule, agreed, cuts, solve, with_gaps
from loaders._groups import under_groups

DIFFERENCE = Rule(((2, 1), (0, -1), (1, 1)))  # the third is the first minus the second
SUM = Rule(((2, 1), (0, -1), (1, -1)))  # of rows: the third is the first plus the second
FEW = settings(max_examples=150, deadline=None)

whole = st.integers(-999_999, 999_999)
amounts = st.one_of(whole, st.integers(-999, 999), st.just(0))
tenths = st.integers(-99_999, 99_999).map(lambda n: Decimal(n) / 10)


def shown(number: Decimal | int, grouped: bool) -> str:
    decimals = 1 if isinstance(number, Decimal) else 0
    text = f"{number:,.{decimals}f}" if grouped else f"{number:.{decimals}f}"
    return text.replace(",", " ").replace(".", ",")


def values(row: Row) -> tuple[Decimal | None, ...]:
    return tuple(n.value if n else None for n in row)


def readings(texts: list[str], between: str, columns: int) -> list[Row]:
    return cuts([(between.join(texts), "A1")], columns)


@FEW
@given(st.tuples(amounts, amounts), st.booleans())
def test_a_row_with_its_difference_is_cut_right_or_asked(pair: tuple[int, int], grouped: bool) -> None:
    truth = (*pair, pair[0] - pair[1])
    found = readings([shown(n, grouped) for n in truth], " ", 3)
    kept = solve([found], [DIFFERENCE], [])[0]
    _never_wrong(kept, truth)


@FEW
@given(st.tuples(tenths, tenths), st.booleans())
def test_decimals_end_a_number(pair: tuple[Decimal, Decimal], grouped: bool) -> None:
    truth = (*pair, pair[0] - pair[1])
    found = readings([shown(n, grouped) for n in truth], " ", 3)
    _never_wrong(solve([found], [DIFFERENCE], [])[0], truth)


@FEW
@given(st.tuples(st.integers(1, 9999), st.integers(1, 9999)))
def test_glued_numbers_are_cut_right_or_asked(pair: tuple[int, int]) -> None:
    truth = (max(pair), min(pair), max(pair) - min(pair))
    found = readings([shown(n, grouped=False) for n in truth], "", 3)
    _never_wrong(solve([found], [DIFFERENCE], [])[0], truth)


@FEW
@given(st.lists(st.tuples(amounts, amounts), min_size=2, max_size=2), st.booleans())
def test_rows_that_add_up_prove_each_other(pairs: list[tuple[int, int]], grouped: bool) -> None:
    truth = [(a, b, a - b) for a, b in pairs]
    truth.append(tuple(x + y for x, y in zip(*truth, strict=True)))  # type: ignore[arg-type]
    found = [readings([shown(n, grouped) for n in row], " ", 3) for row in truth]
    for kept, row in zip(solve(found, [DIFFERENCE], [SUM]), truth, strict=True):
        _never_wrong(kept, row)


def _never_wrong(kept: list[Row], truth: tuple[Decimal | int, ...]) -> None:
    """The truth is among what is left, and what all readings share is true."""
    assert truth in {values(r) for r in kept}
    sure, unsure = agreed(kept)
    assert all(n is None or n.value == t for n, t in zip(sure, truth, strict=True))
    assert unsure or values(sure) == truth


def test_published_rows_are_cut() -> None:
    found = cuts([("-15 855 -16 897 -14 005 -13 635 370", "A1")], 5)
    rule = Rule(((4, 1), (3, -1), (2, 1)))
    assert [values(r) for r in solve([found], [rule], [])[0]] == [(-15855, -16897, -14005, -13635, 370)]
    found = cuts([("38731", "A1")], 3)
    rule = Rule(((2, 1), (0, -1), (1, 1)))
    assert (38, 7, 31) in [values(r) for r in solve([found], [rule], [])[0]]


def test_two_possible_cuts_are_kept() -> None:
    found = readings(["172 631", "172"], " ", 2)
    assert {values(r) for r in found} == {(172631, 172), (172, 631172)}
    sure, unsure = agreed(found)
    assert values(sure) == (None, None)
    assert len(unsure) > 1


@pytest.mark.parametrize("text", [" ".join(["123"] * 40), "1" * 20 + " " + "1" * 20, "1 " * 200])
def test_too_many_readings_give_none(text: str) -> None:
    assert cuts([(text, "A1")], 12) == []
    assert with_gaps([(text, "A1")], 12) == []


def test_groups_reach_over_the_headings_that_they_stand_at() -> None:
    line = "Tkr   Utfall  Budget  Prognos"
    headings = ["Utfall", "Budget", "Prognos"]
    wanted = ["Period Utfall", "Period Budget", "Helår Prognos"]
    assert under_groups("      Period          Helår", line, "Tkr", headings) == wanted
    assert under_groups("      Period      Helår", line, "Tkr", headings) is None
    assert under_groups("Period Helår Helår", line, "Tkr", headings) == [
        "Period Utfall",
        "Helår Budget",
        "Helår Prognos",
    ]
    assert under_groups("Socialnämnden", line, "Tkr", headings) == headings
