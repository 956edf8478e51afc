"""What the nyckeltal do with gaps, versions, forecasts, groups and dates; one small store a rule."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from metrics import METRICS, evaluate, series
from store.records import Fact
from tests.metrics.memory import MemoryStore
from tests.metrics.small import DAY, fill, number, one, without
from tests.metrics.twin_posts import Submission
from tests.store.factory import fact, golden_facts

pytestmark = pytest.mark.usefixtures("everything_shown")

NETTO = "nettokostnad_exkl_kommuninterna"


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


# -- gaps --------------------------------------------------------------------------------------------------


def test_a_post_that_other_columns_have_is_missing_here(store: MemoryStore) -> None:
    found = one(fill(store, ("2024-08", without("kommuninterna_bidrag"))), "resultat", years=[2024])
    assert found.value is None
    assert found.missing == ("Kommuninterna bidrag, utfall jan–aug 2024, Kommunstyrelsen",)
    assert number(found.reported) == "30.3"


def test_a_post_that_no_column_has_is_not_missing(store: MemoryStore) -> None:
    facts = [f for f in golden_facts() if f.measure not in ("kommuninterna_bidrag", "resultat")]
    found = one(fill(store, ("2024-08", facts)), "resultat", years=[2024])
    assert (number(found.value), found.missing) == ("1.0", ())


def test_without_the_posts_the_reported_figure_is_the_value(store: MemoryStore) -> None:
    facts = [f for f in golden_facts() if f.measure == "resultat"]
    assert number(one(fill(store, ("2024-08", facts)), "resultat", years=[2024]).value) == "30.3"


def test_a_secret_cell_is_named_with_its_reason(store: MemoryStore) -> None:
    facts = without("kommunbidrag", scenario="budget")
    facts = [f for f in facts if (f.measure, f.scenario, f.horizon) != ("resultat", "budget", "period")]
    facts.append(fact("kommunbidrag", None, scenario="budget", status="sekretess", cell="C4"))
    found = one(fill(store, ("2024-08", facts)), "budgetavvikelse", years=[2024])
    assert found.value is None
    assert "Kommunbidrag, budget jan–aug 2024, Kommunstyrelsen (sekretess, Resultat!C4)" in found.missing


def test_what_nobody_reports_has_no_answer(store: MemoryStore) -> None:
    fill(store, ("2024-08", golden_facts()))
    assert evaluate(store, "sjukfranvaro", "goteborg") == []
    assert evaluate(store, "prognosfel", "goteborg", years=[2024]) == []


def test_growth_from_nothing_cannot_be_computed(store: MemoryStore) -> None:
    facts = [staff(5, year=2024), staff(0, year=2023)]
    found = one(fill(store, ("2024-08", facts)), "arsarbetare_forandring_pct", years=[2024])
    assert found.value is None and "talet att jämföra med är 0" in found.missing[0]


# -- sums over verksamheter and nämnder --------------------------------------------------------------------


def cost(value: int, verksamhet: str = "", namnd: str = "kommunstyrelsen", **more: Any) -> Fact:
    return fact("nettokostnad", -value, verksamhet=verksamhet, namnd=namnd, **more)


def test_a_namnd_is_its_own_row_else_the_sum_of_its_verksamheter(store: MemoryStore) -> None:
    parts = [cost(10, "skola"), cost(5, "kost")]
    assert number(one(fill(store, ("2024-08", parts)), NETTO).value) == "15.0"
    assert number(one(fill(store, ("2024-08", [cost(16), *parts])), NETTO).value) == "16.0"


def test_a_verksamhet_that_the_report_has_in_another_column_is_missing_from_the_sum(
    store: MemoryStore,
) -> None:
    facts = [cost(10, "skola"), cost(5, "kost", scenario="budget")]
    found = one(fill(store, ("2024-08", facts)), NETTO)
    assert (found.value, found.missing) == (
        None,
        ("Nettokostnad, utfall jan–aug 2024, Kommunstyrelsen, kost",),
    )


def test_the_kommun_is_the_sum_of_its_namnder_and_names_who_is_late(store: MemoryStore) -> None:
    april = [cost(1, month=4), cost(2, namnd="utbildningsnamnden", month=4)]
    august = [cost(10), cost(20, namnd="utbildningsnamnden")]
    fill(store, ("2024-04", april), ("2024-08", august[:1]))
    assert number(one(store, NETTO, namnd="", report="2024-04").value) == "3.0"
    late = one(store, NETTO, namnd="", report="2024-08")
    assert late.value is None
    assert late.missing == (
        "Nettokostnad exkl. kommuninterna bidrag, utfall jan–aug 2024, Utbildningsnämnden",
    )
    fill(store, ("2024-04", april), ("2024-08", august))
    done = one(store, NETTO, namnd="", report="2024-08")
    assert (number(done.value), done.parts) == ("30.0", ("kommunstyrelsen", "utbildningsnamnden"))


def test_a_change_for_the_kommun_compares_the_same_namnder(store: MemoryStore) -> None:
    """Only one of two nämnder has a figure for last year: the sum of the two must not be held against it."""
    facts = [cost(10), cost(9, year=2023, role="comparison"), cost(20, namnd="utbildningsnamnden")]
    fill(store, ("2024-08", facts))
    change = one(store, "nettokostnadsutveckling_exkl_kommuninterna", namnd="", years=[2024])
    assert change.value is None and "Utbildningsnämnden" in change.missing[0]


def test_a_namnd_that_did_not_exist_is_not_missing(store: MemoryStore) -> None:
    """Angered's stadsdelsnämnd ended in 2020; the socialnämnder began in 2021."""
    old = [cost(7, namnd="angered", year=2020)]
    new = [cost(8, namnd="socialnamnden-nordost", year=2021)]
    fill(store, ("2020-08", old), ("2021-08", new))
    change = one(store, "nettokostnadsutveckling_exkl_kommuninterna", namnd="", years=[2021])
    assert number(change.value) == "1.0"


# -- percentages -------------------------------------------------------------------------------------------


def hours(measure: str, value: int, namnd: str = "kommunstyrelsen", **more: Any) -> Fact:
    defaults: dict[str, Any] = {"horizon": "month", "scale": 1, "unit": "timmar", "namnd": namnd}
    return fact(measure, value, **(defaults | more))


def sick(value: str, namnd: str, verksamhet: str = "") -> Fact:
    return fact("sjukfranvaro", value, scale=1, unit="procent", namnd=namnd, verksamhet=verksamhet)


def staff(value: int, **more: Any) -> Fact:
    return fact("arsarbetare", value, scale=1, unit="arsarbetare", **more)


def test_percentages_are_never_averaged(store: MemoryStore) -> None:
    fill(store, ("2024-08", [sick("5.0", "kommunstyrelsen"), sick("7.0", "utbildningsnamnden")]))
    assert [a.value for a in evaluate(store, "sjukfranvaro", "goteborg")] == [5, 7]
    found = one(store, "sjukfranvaro", namnd="")
    assert found.value is None
    assert "kan inte beräknas: procenttal räknas inte ihop" in found.missing[0]


def test_nor_over_the_verksamheter_of_a_namnd(store: MemoryStore) -> None:
    fill(
        store, ("2024-08", [sick("5.0", "kommunstyrelsen", "skola"), sick("7.0", "kommunstyrelsen", "kost")])
    )
    found = one(store, "sjukfranvaro")
    assert found.value is None and "procenttal räknas inte ihop" in found.missing[0]
    assert len(evaluate(store, "sjukfranvaro", "goteborg", verksamhet="*")) == 2


def test_hours_are_summed_before_they_are_divided(store: MemoryStore) -> None:
    """10 of 100 hours and 2 of 900: 1.2 %, not the mean of 10 % and 0.2 %."""
    facts = [
        hours("sjuktimmar", 10, horizon="period"), hours("ordinarie_timmar", 100, horizon="period"),
        hours("sjuktimmar", 2, "utbildningsnamnden", horizon="period"),
        hours("ordinarie_timmar", 900, "utbildningsnamnden", horizon="period"),
        sick("9.9", "kommunstyrelsen"),
    ]  # fmt: skip
    fill(store, ("2024-08", facts))
    assert one(store, "sjukfranvaro", namnd="").value == Decimal("1.2")
    mine = one(store, "sjukfranvaro", namnd="kommunstyrelsen")
    assert (mine.value, mine.reported) == (10, Decimal("9.9"))


def test_months_and_groups_are_added_up_and_a_hole_is_told(store: MemoryStore) -> None:
    facts = [
        hours(measure, value, month=month, kon=kon)
        for measure, value in (("sjuktimmar", 3), ("ordinarie_timmar", 100))
        for month in (1, 2, 3, 4)
        for kon in ("K", "M")
    ]
    assert one(fill(store, ("2024-04", facts)), "sjukfranvaro").value == 3
    gone = [f for f in facts if (f.measure, f.month, f.kon) != ("sjuktimmar", 2, "M")]
    holed = one(fill(store, ("2024-04", gone)), "sjukfranvaro")
    assert holed.value is None and holed.missing[0].endswith("(saknas för februari)")


# -- versions, forecasts, dates ----------------------------------------------------------------------------


def plan(value: int, basis: str) -> Fact:
    return fact("nettokostnad", -value, scenario="budget", horizon="year", month=12, basis=basis)


def forecast(value: int, basis: str, role: str = "own") -> Fact:
    return fact("resultat", value, scenario="prognos", horizon="year", month=12, basis=basis, role=role)


def test_the_newest_budget_version_counts_and_a_newer_report_counts_more(store: MemoryStore) -> None:
    key = "nettokostnad_arsbudget_exkl_kommuninterna"
    first = ("2024-00", [plan(100, "2024:1"), plan(110, "2024:2")])
    assert number(one(fill(store, first), key).value) == "110.0"
    assert number(one(fill(store, first, ("2024-04", [plan(115, "")])), key).value) == "115.0"
    assert number(one(store, key, report="2024-00").value) == "110.0"


def test_own_figures_come_before_comparison_columns(store: MemoryStore) -> None:
    old = ("2023-08", golden_facts(report="2023-08", add=Decimal(1)))
    fill(store, old, ("2024-08", golden_facts()))
    assert number(one(store, "resultat", years=[2023]).value) == "34.3"
    assert one(store, "resultat", years=[2023]).report == "2023-08"


def test_a_forecast_changes_from_the_column_fg_prognos_else_from_the_report_before(
    store: MemoryStore,
) -> None:
    april, august = ("2024-04", [forecast(4, "2024-04")]), ("2024-08", [forecast(13, "2024-08")])
    assert number(one(fill(store, april, august), "prognosforandring").value) == "9.0"
    column = forecast(5, "fg:2024-08", "comparison")
    fill(store, april, ("2024-08", [*august[1], column]))
    found = one(store, "prognosforandring")
    assert (number(found.value), found.vintage) == ("8.0", "2024-08")
    assert number(one(store, "resultat_prognos", vintage="2024-04").value) == "4.0"
    assert [number(a.value) for a in series(store, "resultat_prognos", "goteborg")] == ["4.0", "13.0"]


def test_an_old_forecast_is_used_but_said_to_be_old(store: MemoryStore) -> None:
    fill(store, ("2024-04", [forecast(4, "2024-04")]), ("2024-08", [fact("resultat", 1)]))
    found = one(store, "resultat_prognos", report="2024-08")
    assert (found.vintage, found.notes) == ("2024-04", ("Prognosen är från rapporten april 2024.",))


def test_the_forecast_error_uses_the_last_forecast_made_during_the_year(store: MemoryStore) -> None:
    closing = fact("resultat", 10, horizon="year", month=12)
    fill(store, ("2024-04", [forecast(1, "2024-04")]), ("2024-08", [forecast(7, "2024-08")]),
         ("2024-12", [closing, forecast(10, "2024-12")]))  # fmt: skip
    found = one(store, "prognosfel")
    assert (number(found.value), found.vintage) == ("3.0", "2024-08")
    assert number(one(store, "prognosfel", vintage="2024-04").value) == "9.0"
    assert METRICS["prognosfel"].caveat


def test_what_was_known_on_a_date(store: MemoryStore) -> None:
    day = dt.timedelta(days=1)
    store.fill("goteborg", [
        Submission("s1", "2024-08", DAY, DAY + 2 * day, None, tuple(golden_facts())),
        Submission("s2", "2024-08", DAY + 2 * day, None, None, tuple(golden_facts(add=Decimal(1)))),
        Submission("s3", "2024-12", DAY + 4 * day, None, DAY + 6 * day, (*golden_facts(report="2024-12"),)),
    ])  # fmt: skip

    def resultat(as_of: dt.date | None) -> list[str]:
        asked: dict[str, Any] = {"years": [2024], "report": "2024-08", "as_of": as_of}
        return [number(a.value) for a in evaluate(store, "resultat", "goteborg", **asked)]

    assert resultat(DAY.date() - day) == []
    assert resultat(DAY.date()) == resultat(DAY + day) == ["30.3"]
    assert resultat(DAY.date() + 2 * day) == resultat(None) == ["34.3"]
    months = [{a.month for a in evaluate(store, "resultat", "goteborg", as_of=DAY + n * day)} for n in (5, 7)]
    assert months == [{12}, {8}]


def test_january_to_december_is_the_whole_year(store: MemoryStore) -> None:
    fill(store, ("2024-12", [fact("resultat", 10, horizon="year", month=12)]))
    assert number(one(store, "resultat").value) == number(one(store, "resultat_bokslut").value) == "10.0"


def test_only_like_periods_are_compared(store: MemoryStore) -> None:
    fill(store, ("2023-04", [cost(4, year=2023, month=4)]), ("2024-08", [cost(9)]))
    found = one(store, "nettokostnadsutveckling_exkl_kommuninterna", years=[2024])
    assert found.value is None and found.missing[0].startswith(
        "Nettokostnad exkl. kommuninterna bidrag, utfall jan–aug 2023"
    )


def test_another_cut_off_month_is_told(store: MemoryStore) -> None:
    facts = [fact("avgangar", 13, scale=1, unit="antal", measured_through="2024-07")]
    found = one(fill(store, ("2024-08", facts)), "avgangar")
    assert found.notes == ("Mätt till och med juli 2024.",)
