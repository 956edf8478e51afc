"""The nyckeltal of published reports, as text tables: who | period | value | the report's own | gaps."""

from __future__ import annotations

from pathlib import Path

import pytest

from metrics import evaluate, series, trace
from store import Store
from tests.metrics import published
from tests.metrics.published import lines, table


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder: Path = tmp_path_factory.mktemp("published")
    return published.store(folder)


GOTEBORG = {
    "resultat": """
        kommunstyrelsen | jan–aug 2024 | 30,3 mnkr  | 30,3 mnkr""",
    "resultat_budget": """
        kommunstyrelsen | jan–aug 2024 | 3,8 mnkr   | 3,8 mnkr""",
    "budgetavvikelse": """
        kommunstyrelsen | jan–aug 2024 | +26,5 mnkr | +26,5 mnkr""",
    "resultat_prognos": """
        kommunstyrelsen | helår 2024   | 13,0 mnkr  | 13,0 mnkr""",
    "prognosavvikelse": """
        kommunstyrelsen | helår 2024   | +13,0 mnkr""",
    "prognosforandring": """
        kommunstyrelsen | helår 2024   | +8,0 mnkr""",
    "nettokostnad_exkl_kommuninterna": """
        kommunstyrelsen | jan–aug 2024 | 262,0 mnkr""",
    "nettokostnad_inkl_kommuninterna": """
        kommunstyrelsen | jan–aug 2024 | 232,7 mnkr""",
    "nettokostnadsutveckling_exkl_kommuninterna": """
        kommunstyrelsen | jan–aug 2024 | −4,6 mnkr""",
    "nettokostnadsutveckling_pct_exkl_kommuninterna": """
        kommunstyrelsen | jan–aug 2024 | −1,7 %""",
    "nettokostnadsutveckling_inkl_kommuninterna": """
        kommunstyrelsen | jan–aug 2024 | +1,3 mnkr""",
    "nettokostnadsutveckling_helar_exkl_kommuninterna": """
        kommunstyrelsen | helår 2024   | −6,7 mnkr""",
    "nettokostnadsutveckling_helar_inkl_kommuninterna": """
        kommunstyrelsen | helår 2024   | +10,3 mnkr""",
    "sjukfranvaro": """
        kommunstyrelsen | jan–aug 2024 | 2,6 % | 2,6 %""",
    "sjukfranvaro_forandring": """
        kommunstyrelsen | jan–aug 2024 | +0,4 procentenheter""",
    "avgangar": """
        kommunstyrelsen | jan–aug 2024 | 13""",
    "rekryteringar": """
        kommunstyrelsen | jan–aug 2024 | 5""",
    "personalomsattning_prognos": """
        kommunstyrelsen | helår 2024   | 9,6 %""",
    "arsarbetare": """
        kommunstyrelsen | jan–aug 2024 | 202,8 årsarbetare""",
}


@pytest.mark.parametrize("key", GOTEBORG)
def test_goteborgs_kommunstyrelse_in_august_2024(store: Store, key: str) -> None:
    found = evaluate(store, key, "goteborg", namnd="kommunstyrelsen", years=[2024], report="2024-08")
    assert table(found) == lines(GOTEBORG[key])


OFFICES = {
    "arsarbetare": """
        politisk-verksamhet   | jan–aug 2024 | 47,9 årsarbetare
        stadsledningskontoret | jan–aug 2024 | 154,9 årsarbetare""",
    "arsarbetare_forandring": """
        politisk-verksamhet   | jan–aug 2024 | +0,7 årsarbetare
        stadsledningskontoret | jan–aug 2024 | −6,5 årsarbetare""",
    "arsarbetare_forandring_pct": """
        politisk-verksamhet   | jan–aug 2024 | +1,5 % | +1,5 %
        stadsledningskontoret | jan–aug 2024 | −4,0 % | −4,0 %""",
    "arsarbetare_forandring_helar_pct": """
        politisk-verksamhet   | helår 2024 | +1,1 % | +1,0 %
        stadsledningskontoret | helår 2024 | −2,1 % | −2,1 %""",
}


@pytest.mark.parametrize("key", OFFICES)
def test_each_office_of_the_kommunstyrelse(store: Store, key: str) -> None:
    found = evaluate(store, key, "goteborg", namnd="kommunstyrelsen", verksamhet="*", years=[2024])
    assert table(found) == lines(OFFICES[key])


def test_the_rounding_explains_a_printed_percentage_that_differs(store: Store) -> None:
    """74 / 73,2 is +1,09 %, printed +1,0 %; 74 is a rounded number, so anything from +0,3 to +1,9 fits."""
    (found,) = evaluate(
        store, "arsarbetare_forandring_helar_pct", "goteborg", verksamhet="politisk-verksamhet", years=[2024]
    )
    assert found.reported is not None and found.low is not None and found.high is not None
    assert found.low <= found.reported <= found.high


def test_a_figure_that_only_the_report_can_compute_is_shown_as_the_reports_own(store: Store) -> None:
    """Göteborg's +1,7 mnkr: two posts are eliminated, so it cannot be derived from the table."""
    found = evaluate(
        store, "nettokostnadsutveckling_exkl_kommuninterna", "goteborg", verksamhet="*", years=[2024]
    )
    short = [line.split(" | saknas")[0] for line in table(found).splitlines()]
    assert "\n".join(short) == lines("""
        politisk-verksamhet   | jan–aug 2024 | – | +5,3 mnkr
        stadsledningskontoret | jan–aug 2024 | – | +1,7 mnkr""")
    assert all(a.missing and a.facts for a in found)


BORAS = {
    "nettokostnad_arsbudget_exkl_kommuninterna": """
        arbetslivsnamnden | helår 2021 | 243 250 tkr | 243 250 tkr
        arbetslivsnamnden | helår 2022 | 252 900 tkr | 252 900 tkr""",
    "nettokostnad_prognos_exkl_kommuninterna": """
        arbetslivsnamnden | helår 2021 | 245 797 tkr | 245 797 tkr""",
    "resultat_prognos": """
        arbetslivsnamnden | helår 2021 | −2 547 tkr | −2 547 tkr""",
    "prognosavvikelse": """
        arbetslivsnamnden | helår 2021 | −2 547 tkr""",
}


@pytest.mark.parametrize("key", BORAS)
def test_boras_budget_with_its_buffert(store: Store, key: str) -> None:
    assert table(evaluate(store, key, "boras"), "tkr") == lines(BORAS[key])


def test_the_eleven_verksamheter_of_boras_sum_to_the_namnd(store: Store) -> None:
    parts = evaluate(
        store, "nettokostnad_arsbudget_exkl_kommuninterna", "boras", verksamhet="*", years=[2022]
    )
    assert len(parts) == 11
    assert sum(a.value for a in parts if a.value is not None) == 252_900_000


def test_a_matt_with_its_target(store: Store) -> None:
    asked = {"matt": "antal-hushall-med-forsorjningsstod", "years": [2020, 2021]}
    assert [a.value for a in evaluate(store, "matt_bokslut", "boras", **asked)] == [705]  # type: ignore[arg-type]
    assert [a.value for a in evaluate(store, "matt_arsbudget", "boras", **asked)] == [700]  # type: ignore[arg-type]


def test_the_forecast_error_of_malmo_is_minus_150_in_total(store: Store) -> None:
    assert table(evaluate(store, "prognosfel", "malmo", namnd="")) == "kommunen | helår 2014 | −150,0 mnkr"
    found = evaluate(store, "prognosfel", "malmo", namnd=["servicenamnden", "kommunstyrelsen"])
    assert table(found) == lines("""
        kommunstyrelsen | helår 2014 | −62,0 mnkr | −62,0 mnkr
        servicenamnden  | helår 2014 | +31,0 mnkr | +31,0 mnkr""")
    assert {a.vintage for a in found} == {"2014-08"}


def test_vastervik_has_three_years_of_a_namnd_and_of_its_verksamheter(store: Store) -> None:
    found = evaluate(store, "nettokostnad_bokslut_exkl_kommuninterna", "vastervik", namnd="socialnamnden")
    assert table(found) == lines("""
        socialnamnden | helår 2019 | 894,0 mnkr
        socialnamnden | helår 2020 | 916,7 mnkr | 916,7 mnkr
        socialnamnden | helår 2021 | 950,3 mnkr | 950,3 mnkr""")


def test_a_misprint_in_a_part_does_not_change_the_whole(store: Store) -> None:
    """Västervik 2021 prints −558,2 as the cost of äldreomsorg; all else says −588,2."""
    key = "nettokostnad_bokslut_exkl_kommuninterna"
    found = evaluate(store, key, "vastervik", namnd="socialnamnden", verksamhet="aldreomsorg", years=[2021])
    assert table(found) == "aldreomsorg | helår 2021 | 401,2 mnkr | 431,2 mnkr"
    (whole,) = evaluate(store, key, "vastervik", namnd="socialnamnden", years=[2021])
    assert [(c["measure"], c["raw"], c["control_total"]) for c in trace(store, whole)] == [
        ("nettokostnad", "-950.3", True)
    ]


def test_a_result_leads_to_its_cells(store: Store) -> None:
    (found,) = evaluate(store, "prognosforandring", "goteborg", namnd="kommunstyrelsen")
    cells = trace(store, found)
    assert [(c["measure"], c["raw"], c["basis"]) for c in cells] == [
        ("resultat", "13.0", "2024-08"),
        ("resultat", "5.0", "fg:2024-08"),
    ]
    assert {c["title"] for c in cells} == {"goteborg-ks-delarsrapport-2024-08"}


def test_a_series_has_each_period_that_a_report_tells_of(store: Store) -> None:
    found = series(store, "resultat", "goteborg", namnd="kommunstyrelsen")
    assert table(found) == lines("""
        kommunstyrelsen | jan–aug 2023 | 26,3 mnkr | 26,3 mnkr
        kommunstyrelsen | jan–dec 2023 | 14,4 mnkr | 14,4 mnkr
        kommunstyrelsen | jan–aug 2024 | 30,3 mnkr | 30,3 mnkr""")


def test_an_unknown_kommun_or_year_has_no_answers_and_an_unknown_key_is_refused(store: Store) -> None:
    assert evaluate(store, "resultat", "okand") == []
    assert evaluate(store, "resultat", "goteborg", years=[1999]) == []
    with pytest.raises(ValueError, match="Okänt nyckeltal: resultatet"):
        evaluate(store, "resultatet", "goteborg")
