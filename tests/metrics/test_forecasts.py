"""Säsongsprognos and the record of earlier forecasts, against figures worked out by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from metrics.sasong import Past, Season, expected, period_budgets, seasons
from metrics.sasong_prov import coverage, error_pct, trials
from metrics.traffsakerhet import hits, record
from store.records import Fact
from tests.metrics.memory import MemoryStore
from tests.metrics.small import fill
from tests.store.factory import fact

VARIANT = "exkl_kommuninterna"
PAST = (Past(2023, Decimal(66), Decimal(100)), Past(2022, Decimal(128), Decimal(200)))


def netto(kr: int, year: int, month: int = 8, scenario: str = "utfall") -> Fact:
    """A printed nettokostnad: a cost is minus."""
    horizon = "year" if month == 12 else "period"
    return fact("nettokostnad", -kr, year=year, month=month, horizon=horizon, scenario=scenario, scale=1)


def told(year: int, period: int, whole: int, forecast: int) -> list[tuple[str, list[Fact]]]:
    """What is reported of a year: the delårsrapport in August, and the bokslut."""
    return [
        (f"{year}-08", [netto(period, year), netto(forecast, year, 12, "prognos")]),
        (f"{year}-12", [netto(whole, year, 12)]),
    ]


@pytest.fixture
def store() -> MemoryStore:
    years = [*told(2022, 128, 200, 190), *told(2023, 66, 100, 101)]
    return fill(MemoryStore(), *years, ("2024-08", [netto(97, 2024), netto(120, 2024, 12, "prognos")]))


def one(store: MemoryStore, report: str) -> Season:
    (found,) = seasons(store, "goteborg", report, variant=VARIANT).values()
    return found


def test_the_shares_are_summed_before_they_are_divided() -> None:
    """(66 + 128) / (100 + 200) = 64,67 %, where the mean of the two shares would be 65 %."""
    assert expected(Decimal(97), PAST)[0] == 150


def test_two_years_give_a_wide_interval_and_one_gives_none() -> None:
    """t = 6,3138; the spread of 66 % and 64 % is 1,414 points, so the margin is 10,93 points."""
    assert expected(Decimal(97), PAST) == (150, 128, 181)
    assert expected(Decimal(97), PAST[:1]) == (147, None, None)


def test_a_spread_wider_than_the_share_has_no_upper_bound() -> None:
    wild = (Past(2023, Decimal(10), Decimal(100)), Past(2022, Decimal(90), Decimal(100)))
    value, low, high = expected(Decimal(50), wild)
    assert value == 100 and low is not None and high is None


def test_the_season_speaks_beside_the_own_forecast(store: MemoryStore) -> None:
    found = one(store, "2024-08")
    assert (found.value, found.low, found.high) == (150, 128, 181)
    assert found.own is not None and found.own.value == 120 and found.outside
    assert found.gap == 30
    assert [[a.value for a in p.sources] for p in found.past] == [[66, 100], [128, 200]]


def test_a_season_knows_only_what_was_known_then(store: MemoryStore) -> None:
    found = one(store, "2023-08")
    assert [p.year for p in found.past] == [2022]
    assert found.low is None and not found.outside


def test_without_an_earlier_year_nothing_is_foreseen(store: MemoryStore) -> None:
    found = one(store, "2022-08")
    assert found.value is None and "Inget tidigare år" in found.why


def test_a_whole_year_has_nothing_left_to_foresee(store: MemoryStore) -> None:
    assert seasons(store, "goteborg", "2023-12", variant=VARIANT) == {}


def test_an_income_has_no_season(store: MemoryStore) -> None:
    fill(store, *told(2022, 128, 200, 190), ("2023-08", [netto(-5, 2023)]))
    found = one(store, "2023-08")
    assert found.value is None and "inte större än noll" in found.why


def test_the_trial_of_a_year_that_is_over(store: MemoryStore) -> None:
    """2023: 66 / (128/200) = 103 against 100; as if each month cost the same: 99; the nämnd said 101."""
    (tried,) = trials(store, "goteborg", variant=VARIANT)
    assert tried.report == "2023-08"
    assert (tried.season.value, tried.naive, tried.own, tried.outcome) == (103, 99, 101, 100)
    assert error_pct([(tried.season.value, tried.outcome)]) == 3
    assert (tried.inside, coverage([tried])) == (None, (0, 0))


def test_forecasts_that_were_not_made_do_not_count() -> None:
    assert error_pct([(None, Decimal(100))]) is None
    assert error_pct([(None, Decimal(100)), (Decimal(90), Decimal(100))]) == 10


def resultat(kr: int, year: int, month: int, scenario: str) -> Fact:
    return fact("resultat", kr, year=year, month=month, horizon="year", scenario=scenario, scale=1)


def bidrag(kr: int, year: int) -> Fact:
    return fact("kommunbidrag", kr, year=year, month=12, horizon="year", scenario="budget", scale=1)


def test_the_record_of_the_forecasts() -> None:
    store = fill(
        MemoryStore(),
        ("2022-04", [resultat(10, 2022, 12, "prognos"), bidrag(1000, 2022)]),
        ("2022-08", [resultat(-4, 2022, 12, "prognos")]),
        ("2022-12", [resultat(-10, 2022, 12, "utfall")]),
        ("2023-04", [resultat(0, 2023, 12, "prognos")]),
    )
    made = hits(store, "goteborg")
    assert [(h.vintage, h.error, h.error_pct, h.near) for h in made] == [
        ("2022-04", -20, -2, False), ("2022-08", -6, Decimal("-0.6"), True),
    ]  # fmt: skip
    found = record(made)
    assert found is not None
    assert (found.count, found.bias, found.spread, found.near, found.judged) == (2, -13, 13, 1, 2)


def test_without_kommunbidrag_an_error_is_not_judged() -> None:
    store = fill(
        MemoryStore(),
        ("2022-08", [resultat(-4, 2022, 12, "prognos")]),
        ("2022-12", [resultat(-10, 2022, 12, "utfall")]),
    )
    (hit,) = hits(store, "goteborg")
    assert (hit.error, hit.error_pct, hit.near) == (-6, None, None)
    assert record([]) is None


def test_a_full_year_budget_is_shared_out_as_earlier_years_fell(store: MemoryStore) -> None:
    """150 × (66 + 128) / (100 + 200) = 97."""
    plan = netto(150, 2024, 12, "budget")
    years = [*told(2022, 128, 200, 190), *told(2023, 66, 100, 101)]
    fill(store, *years, ("2024-08", [netto(97, 2024), plan]))
    known = seasons(store, "goteborg", "2024-08", variant=VARIANT)
    (found,) = period_budgets(store, "goteborg", "2024-08", known, variant=VARIANT).values()
    assert found.value == 97
    fill(store, *years, ("2024-08", [netto(97, 2024), plan, netto(99, 2024, scenario="budget")]))
    assert period_budgets(store, "goteborg", "2024-08", known, variant=VARIANT) == {}
