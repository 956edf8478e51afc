"""Random tables in random layouts: nothing is ever read wrong, and every number has exactly one account."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders import read_file
from settings import load
from store.records import Fact, Report
from tests.loaders.print_tables import Where, printed
from tests.loaders.true_tables import table

OURS = load()
MANY = settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


def key(fact: Fact) -> tuple[object, ...]:
    time = (fact.scenario, fact.basis, fact.year, fact.month, fact.horizon)
    return (fact.namnd, fact.verksamhet, fact.measure, *time, fact.value, fact.unit)


@pytest.mark.usefixtures("in_process")
@MANY
@given(st.integers(0, 10**9))
def test_nothing_is_read_wrong(seed: int) -> None:
    random = Random(seed)
    found, hints = table(random)
    name, data, where, certain = printed(random, found)
    report = read_file(data, name, settings=OURS, **hints)  # type: ignore[arg-type]
    if certain:
        right_by_cell(report, where)
        one_account(report, where)
    else:
        right_by_row(report, where)


def right_by_cell(report: Report, where: Where) -> None:
    for total, facts in ((False, report.facts), (True, report.control_totals)):
        for fact in facts:
            cell = where[fact.cell]
            assert (key(fact), total) == (cell.truth, cell.total), fact


def right_by_row(report: Report, where: Where) -> None:
    """A text has no cells: a fact must be one of those that truly stand on its line."""
    for fact in (*report.facts, *report.control_totals):
        row = fact.cell.split("#")[0][1:]
        truths = [c.truth for name, c in where.items() if name.lstrip("ABCDEFGHIJKLMN") == row]
        assert key(fact) in truths, fact


def one_account(report: Report, where: Where) -> None:
    places = [f.cell for f in (*report.facts, *report.control_totals)] + [n.cell for n in report.not_read]
    assert len(places) == len(set(places))
    assert set(where) <= set(places)
