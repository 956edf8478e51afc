"""Intervals of printed numbers, and the verdicts that follow from them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks._interval import Interval, judge, percent_change, printed, ratio

D = Decimal
steps = st.sampled_from([D("0.1"), D("0.5"), D(1), D(10), D(1000)])
amounts = st.decimals(-(10**7), 10**7, places=3)


@pytest.mark.parametrize(
    ("one", "other", "step", "verdict"),
    [
        ("78.5", "78.5", "0.1", "stammer"),
        ("78.5", "78.6", "0.1", "avrundning"),
        ("78.5", "78.7", "0.1", "avviker"),
        ("170736", "170473", "1", "avviker"),
    ],
)
def test_two_statements_of_one_number(one: str, other: str, step: str, verdict: str) -> None:
    assert judge(printed(D(one), D(step)), printed(D(other), D(step))) == verdict


def test_a_finer_statement_that_rounds_to_the_coarser_agrees() -> None:
    assert judge(printed(D("74.0"), D("0.1")), printed(D(74), D(1))) == "stammer"
    assert judge(printed(D("74.4"), D("0.1")), printed(D(74), D(1))) == "stammer"
    assert judge(printed(D("74.6"), D("0.1")), printed(D(74), D(1))) == "avviker"


@pytest.mark.parametrize(
    ("now", "before", "shown", "verdict"),
    [
        ("154.9", "161.4", "-4.0", "stammer"),
        ("247.5", "252.7", "-2.1", "stammer"),
        ("74.0", "73.2", "1.0", "avrundning"),
        ("74.0", "73.2", "1.4", "avviker"),
    ],
)
def test_percent_changes_of_goteborgs_arsarbetare(now: str, before: str, shown: str, verdict: str) -> None:
    change = percent_change(printed(D(now), D("0.1")), printed(D(before), D("0.1")))
    assert change is not None
    assert judge(change, printed(D(shown), D("0.1"))) == verdict


def test_nothing_is_divided_by_what_may_be_zero() -> None:
    assert ratio(printed(D(5), D(1)), printed(D(0), D(1))) is None
    assert ratio(printed(D(5), D(1)), printed(D("0.4"), D(1))) is None
    assert ratio(printed(D(5), D(1)), printed(D(0), D(0))) is None


@given(amounts, amounts, steps, steps)
def test_the_truth_is_inside_every_result(one: Decimal, other: Decimal, step: Decimal, by: Decimal) -> None:
    a, b = _rounded(one, step), _rounded(other, by)
    assert _inside(a + b, one + other)
    assert _inside(a - b, one - other)
    quotient = ratio(a, b)
    if quotient is not None:
        assert _inside(quotient, one / other)


def _rounded(value: Decimal, step: Decimal) -> Interval:
    return printed((value / step).quantize(D(1)) * step, step)


def _inside(interval: Interval, value: Decimal) -> bool:
    slack = D(10) ** -20 * max(abs(value), D(1))
    return interval.low - slack <= value <= interval.high + slack
