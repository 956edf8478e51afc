"""The rows behind a stored sum are the rows that it was made of, told by plain loops."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from typing import Any

import pytest

from loaders import read_file
from loaders.behind import MOST, Rows, rows_behind
from settings import Settings
from store.records import Fact, Report
from tests.loaders.flat import files, made
from tests.loaders.flat.made import Row

pytestmark = pytest.mark.usefixtures("in_process")
BOOKINGS = list(made.rows(1500))
DATA = files.xlsx(files.table(files.RAINDANCE, BOOKINGS))


@pytest.fixture(scope="module")
def report() -> Report:
    return read_file(DATA, "huvudbok.xlsx")


def ask(fact: Fact, data: bytes = DATA, file: str = "huvudbok.xlsx", **changes: Any) -> Rows | None:
    stored = asdict(fact) | {"kommun": "exempelstad", "file": file} | changes
    return rows_behind(data, stored, {}, Settings())


def wanted(fact: Fact) -> list[Row]:
    """The bookings of a nämnd's costs or income, in the months of the fact."""
    months = range(fact.month if fact.horizon == "month" else 1, fact.month + 1)
    names = {code: number for number, (code, _, _) in made.NAMNDER.items()}
    income = fact.measure == "intakter"
    return [
        b for b in BOOKINGS
        if b.month in months and b.ansvar.startswith(str(names[fact.namnd]))
        and b.konto.startswith("3") == income and not b.konto.startswith(("397", "398"))
    ]  # fmt: skip


@pytest.mark.parametrize("horizon", ["month", "period"])
@pytest.mark.parametrize("measure", ["intakter", "kostnader"])
def test_the_rows_are_those_that_were_summed(report: Report, measure: str, horizon: str) -> None:
    facts = [f for f in report.facts if (f.measure, f.horizon, f.verksamhet) == (measure, horizon, "")]
    for fact in facts[:: max(1, len(facts) // 4)]:
        found, right = ask(fact), wanted(fact)
        assert found is not None and found.agree
        assert (found.count, found.total) == (len(right), sum((b.amount for b in right), Decimal(0)))
        assert len(found.rows) == min(MOST, len(right))
        assert all({b.ver for b in right} & set(row) for row in found.rows)


def test_a_sum_that_is_another_now_is_not_passed_off_as_the_same(report: Report) -> None:
    fact = next(f for f in report.facts if f.measure == "kostnader" and not f.verksamhet)
    found = ask(fact, printed=Decimal(1))
    assert found is not None and not found.agree


def test_a_file_without_such_a_table_has_no_rows(report: Report) -> None:
    assert ask(report.facts[0], "Nämnd;Budget\nKS;1\n".encode(), "a.csv", sheet="CSV") is None
