"""A budget's life: its versions, the decisions between them, and what they leave unexplained."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from metrics.anslag import Life, changes, life
from store import Store
from store.underlag import Decision, Origin, Underlag
from tests.metrics.answers import answer


def plan(value: int, basis: str = "", **more: Any) -> dict[str, Any]:
    made = {
        "namnd": "skolnamnden",
        "year": 2024,
        "verksamhet": "",
        "value": Decimal(value),
        "measure": "kommunbidrag",
    }
    return made | {"scenario": "budget", "horizon": "year", "basis": basis, "fact_id": "s.1"} | more


def extra(value: int, basis: str = "KF 2024-04-22 § 24") -> dict[str, Any]:
    return plan(value, basis, measure="tillaggsanslag")


def listed(value: int, decision: str = "", **more: Any) -> Decision:
    made: dict[str, Any] = {"duration": "", "financing": "", "purpose": "", "source": ""}
    return Decision(
        "skolnamnden", 2024, Decimal(value), decision, **(made | more), origin=Origin("b.csv", 2, "")
    )


def made(facts: list[dict[str, Any]], *decisions: Decision, forecast: int | None = None) -> Life:
    said = None if forecast is None else answer(forecast, "prognosavvikelse")
    return life(facts, decisions, "skolnamnden", 2024, said)


def test_what_the_decisions_do_not_explain_is_a_rest() -> None:
    found = made([plan(100, "2024:1"), plan(117, "2024:2"), extra(10)], listed(5))
    assert (found.decided, found.rest) == (15, 2)


def test_versions_are_in_the_order_of_their_numbers() -> None:
    found = made([plan(3, "2024:10"), plan(2, "2024:2"), plan(1, "2024:1")])
    assert found.first and found.last and (found.first.value, found.last.value) == (1, 3)


def test_a_budget_told_again_without_a_name_is_the_same_and_another_value_is_a_change() -> None:
    found = made([plan(100), plan(100), plan(104)])
    assert found.first and found.last and (found.first.value, found.last.value, found.rest) == (100, 104, 4)


def test_the_forecast_needs_the_budget_and_the_deficit() -> None:
    assert made([plan(100)], forecast=-7).end == 107
    assert made([plan(100)]).end is None
    assert made([], forecast=-7).end is None


def test_other_years_verksamheter_and_scenarios_are_left_out() -> None:
    others = [
        plan(9, year=2023),
        plan(9, verksamhet="v"),
        plan(9, scenario="utfall"),
        plan(9, horizon="period"),
    ]
    assert made(others).first is None


def test_a_decision_in_a_report_and_in_the_list_is_one() -> None:
    (found,) = changes([extra(10)], [listed(10, "KF § 24", duration="tillfällig")])
    assert found.fact is not None and found.duration == "tillfällig"


@pytest.mark.parametrize("other", [listed(11, "KF § 24"), listed(10, "KF § 25")])
def test_another_amount_or_paragraph_is_another_decision(other: Decision) -> None:
    assert [c.amount for c in changes([extra(10)], [other])] == [10, other.amount]


def test_two_decisions_of_the_same_amount_are_two() -> None:
    assert len(changes([extra(10)], [listed(10), listed(10)])) == 2


@pytest.fixture(scope="module")
def store(sample_folder: Path) -> Store:
    return Store(sample_folder)


def real(store: Store, kommun: str, namnd: str, report: str, year: int) -> Life:
    facts = store.table(kommun, namnd, report)
    return life(facts, Underlag(store.folder).decisions(kommun), namnd, year, None)


def test_boras_2022_from_the_first_budget_to_the_second(store: Store) -> None:
    found = real(store, "boras", "arbetslivsnamnden", "2022-00", 2022)
    assert found.first and found.last
    assert (found.first.value, found.last.value) == (247_050_000, 252_900_000)
    assert [c.amount / 1000 for c in found.changes] == [5_000, 700, 150] and found.rest == 0
    assert [c.duration for c in found.changes] == ["", "tillfällig", ""]


def test_goteborg_2021_as_decided_for_a_time(store: Store) -> None:
    found = real(store, "goteborg", "socialnamnden-sydvast", "2021-04", 2021)
    (change,) = found.changes
    assert (change.amount, change.decision, change.duration) == (70_000_000, "§ 24, 0562/21", "tillfällig")
    assert change.fact is not None and change.financing.startswith("Nya ofördelade skattemedel")
    assert found.first is None
