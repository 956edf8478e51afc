"""Bridges: the steps and the rest are the difference, to the last öre, whatever the report tells of."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics import Answer, evaluate
from metrics.brygga import Asked, Bridge, Side, by_part, by_post
from metrics.poster import POSTS
from store import Store
from tests.metrics.answers import answer

VARIANT = "exkl_kommuninterna"
PLAN, SAID = Side("budget", "arsbudget", 2024), Side("prognos", "prognos", 2024)
AMOUNTS = st.decimals(-(10**9), 10**9, places=2) | st.none()


def told(**values: Any) -> Asked:
    """Answers by key; a key with a dict has one answer a verksamhet."""

    def ask(key: str, *, verksamhet: str = "", **_which: Any) -> list[Answer]:
        found = values.get(key.replace(f"_{VARIANT}", ""))
        if isinstance(found, dict):
            return [year(v, key, part) for part, v in found.items() if bool(part) == (verksamhet == "*")]
        return [] if found is None else [year(found, key)]

    return Asked(ask, "skolnamnden", 8, VARIANT)


def year(value: Any, key: str, part: str = "") -> Answer:
    return answer(value, key, horizon="year", month=12, verksamhet=part)


def steps(found: Bridge | None) -> dict[str, Decimal]:
    assert found is not None
    return {s.code: s.change for s in found.steps}


def test_an_income_that_grows_makes_the_net_cost_smaller() -> None:
    asked = told(
        nettokostnad_arsbudget=90, nettokostnad_prognos=95, intakter_arsbudget=10, intakter_prognos=13,
        kostnader_arsbudget=100, kostnader_prognos=108,
    )  # fmt: skip
    found = by_post(asked, (PLAN, SAID))
    assert steps(found) == {"kostnader": 8, "intakter": -3}
    assert found is not None and found.total == 5 and found.rest == 0


def test_kinds_of_cost_stand_for_the_costs_and_what_they_leave_is_told() -> None:
    asked = told(
        nettokostnad_arsbudget=100, nettokostnad_prognos=110, kostnader_arsbudget=100, kostnader_prognos=110,
        personalkostnader_arsbudget=60, personalkostnader_prognos=64, lokalkostnader_arsbudget=20,
        lokalkostnader_prognos=21,
    )  # fmt: skip
    assert steps(by_post(asked, (PLAN, SAID))) == {
        "kostnader": 5,
        "personalkostnader": 4,
        "lokalkostnader": 1,
    }


def test_a_part_that_only_one_side_tells_of_is_in_the_rest_and_named() -> None:
    asked = told(
        nettokostnad_arsbudget={"": 100, "a": 60, "b": 40},
        nettokostnad_prognos={"": 112, "a": 65, "b": 41, "ny": 6},
    )  # fmt: skip
    found = by_part(asked, (PLAN, SAID))
    assert steps(found) == {"a": 5, "b": 1}
    assert found is not None and found.rest == 6
    assert [(code, side, a.value) for code, side, a in found.half] == [("ny", 1, 6)]


def test_no_bridge_without_both_ends() -> None:
    assert (
        by_post(told(nettokostnad_arsbudget=90, intakter_arsbudget=1, intakter_prognos=2), (PLAN, SAID))
        is None
    )
    assert by_part(told(nettokostnad_prognos={"": 90, "a": 1, "b": 2}), (PLAN, SAID)) is None


def test_another_month_is_another_period() -> None:
    before, now = Side("foregaende", "", 2023), Side("utfall", "", 2024)

    def ask(key: str, **_which: Any) -> list[Answer]:
        return [answer(5, key, year=2023, month=4), answer(7, key, year=2024, month=8)]

    assert by_post(Asked(ask, "skolnamnden", 8, VARIANT), (before, now)) is None


@given(st.lists(st.tuples(AMOUNTS, AMOUNTS), min_size=10, max_size=10), st.tuples(AMOUNTS, AMOUNTS))
def test_steps_and_rest_are_always_the_difference(posts: list[Any], ends: tuple[Any, Any]) -> None:
    values = dict(zip(POSTS, posts, strict=True)) | {"nettokostnad": ends}
    asked = told(**{f"{m}_{level}": pair[i] for m, pair in values.items()
                    for i, level in enumerate(("arsbudget", "prognos"))})  # fmt: skip
    found = by_post(asked, (PLAN, SAID))
    if found is not None:
        assert ends[0] + sum(steps(found).values()) + found.rest == ends[1]


@pytest.fixture(scope="module")
def sample(sample_folder: Path) -> Store:
    return Store(sample_folder)


def of(store: Store, kommun: str, namnd: str, report: str) -> Asked:
    def ask(key: str, **which: Any) -> list[Answer]:
        return evaluate(store, key, kommun, report=report, **which)

    return Asked(ask, namnd, int(report[5:]), VARIANT)


def test_boras_2021_from_budget_to_forecast(sample: Store) -> None:
    ends = (Side("budget", "arsbudget", 2021), Side("prognos", "prognos", 2021))
    asked = of(sample, "boras", "arbetslivsnamnden", "2022-00")
    found = by_post(asked, ends)
    tkr = {code: change / 1000 for code, change in steps(found).items()}
    assert tkr == {"intakter": 15_275, "buffert": -2_413, "kostnader": -10_315}
    parts = by_part(asked, ends)
    assert len(steps(parts)) == 11 and steps(parts)["insatser-relationsvald"] == 6_850_000
    assert found is not None and parts is not None
    assert found.total == parts.total == 2_547_000 and found.rest == parts.rest == 0


def test_vasterviks_own_contradiction_is_a_rest(sample: Store) -> None:
    """The printed net cost of äldreomsorgen 2021 is not what its own intäkter and kostnader make."""
    ends = (Side("foregaende", "bokslut", 2020), Side("utfall", "bokslut", 2021))
    found = by_part(of(sample, "vastervik", "socialnamnden", "2021-12"), ends)
    assert found is not None and found.rest == 29_900_000
    old = next(s for s in found.steps if s.code == "aldreomsorg").after
    assert old is not None and (old.value, old.reported) == (401_200_000, 431_200_000)


def test_exempelstads_namnder_make_the_kommun(sample: Store) -> None:
    ends = (Side("budget", "arsbudget", 2025), Side("prognos", "prognos", 2025))
    found = by_part(of(sample, "exempelstad", "", "2025-08"), ends)
    assert len(steps(found)) == 12 and found is not None and found.rest == 0


def test_a_reorganised_namnd_is_not_counted_twice(sample: Store) -> None:
    """Kultur and fritid became one nämnd in 2022; the report of 2022 tells its cost of 2021 as well."""
    ends = (Side("foregaende", "bokslut", 2021), Side("utfall", "bokslut", 2022))
    found = by_part(of(sample, "exempelstad", "", "2022-12"), ends)
    assert found is not None and len(found.half) == 3
    assert found.rest == sum((a.value or 0) * (1 if side else -1) for _, side, a in found.half)
