"""Att bevaka: what is on the list, in what order, and that rounding never puts anything there."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages._bevaka import watched
from pages._bevaka_rules import Span, Watch, falling, in_a_row, passes, ranked
from pages._bevaka_texts import decided_in, months
from pages._desk import Desk
from pages._page import Filters
from pages._sentences import plain
from settings import Settings
from store import Store, publish_many
from tests.store.factory import fact, make_report

D = Decimal
LIMIT = D("0.5")
amounts = st.decimals(-50, 50, places=3)
steps = st.sampled_from([D("0.001"), D("0.1"), D(1), D(5)])


def rounded(true: Decimal, step: Decimal) -> Span:
    """A true amount as a report prints it, and what its rounding allows."""
    printed = (true / step).quantize(D(1)) * step
    return Span(printed, printed - step / 2, printed + step / 2)


@given(amounts, steps, amounts)
def test_rounding_alone_never_raises_an_alarm(true: Decimal, step: Decimal, limit: Decimal) -> None:
    if passes(rounded(true, step), limit) == "sure":
        assert true >= limit


@given(amounts, steps, amounts)
def test_what_is_clearly_past_the_limit_is_always_told(true: Decimal, step: Decimal, limit: Decimal) -> None:
    if true >= limit + step:
        assert passes(rounded(true, step), limit) == "sure"


@given(amounts, steps, st.decimals(1, 500, places=1), steps)
def test_a_share_keeps_the_rounding_of_both_its_numbers(
    true: Decimal, step: Decimal, grant: Decimal, grant_step: Decimal
) -> None:
    share = rounded(true, step).percent_of(rounded(grant, grant_step))
    if share is None:
        assert rounded(grant, grant_step).low <= 0
    else:
        assert share.low <= true / grant * 100 <= share.high


@given(st.lists(amounts, min_size=3, max_size=6), steps)
def test_a_fall_that_rounding_may_explain_is_none(trues: list[Decimal], step: Decimal) -> None:
    if falling([rounded(t, step) for t in trues], 2):
        assert trues[-3] > trues[-2] > trues[-1]


def test_reports_in_a_row_end_at_the_first_unsure_one() -> None:
    sure, maybe = Span(D(2), D(1), D(3)), Span(D("0.5"), D("0.4"), D("0.6"))
    assert in_a_row([sure, maybe, sure, sure], LIMIT) == 2
    assert in_a_row([sure, None, maybe], LIMIT) == 0


def watch(namnd: str, times: str, **changes: object) -> Watch:
    return replace(Watch(namnd, "underskott", ("x",), D(times)), **changes)  # type: ignore[arg-type]


def test_size_then_persistence_then_certainty_decides_the_order() -> None:
    unsure, lasting = watch("kan-vara", "3", sure=False), watch("seg", "1", reports=4)
    order = ranked([unsure, watch("liten", "1"), watch("stor", "5"), lasting])
    assert [w.namnd for w in order] == ["stor", "seg", "kan-vara", "liten"]
    assert [w.level for w in order] == ["avvik", "avvik", "okand", "avvik"]


def test_a_namnd_stands_once_with_its_heaviest_reason_first() -> None:
    (one,) = ranked([watch("a", "0.4"), watch("a", "2", kind="sasong")])
    assert [w.kind for w in one.reasons] == ["sasong", "underskott"]
    assert one.weight == D(2) + D("0.4") / 4


@pytest.mark.parametrize(
    ("decision", "expected"),
    [("KF 2023-06-08 § 159", "2023-06"), ("Budget 2023", "2023-12"), ("KS § 4", "")],
)
def test_when_an_uppdrag_was_decided(decision: str, expected: str) -> None:
    assert decided_in(decision) == expected


def test_months_between_reports() -> None:
    assert months("2023-11", "2025-08") == 21


def told(folder: Path, kommun: str, report: str | None = None, **settings: object) -> dict[str, list[str]]:
    desk = Desk(Store(folder), Filters("/", kommun, report, replace(Settings(), **settings)))  # type: ignore[arg-type]
    return {w.namnd: [plain(r.sentence).replace("\u00a0", " ") for r in w.reasons] for w in watched(desk)}


def test_the_sample(sample_folder: Path) -> None:
    found = told(sample_folder, "exempelstad", "2025-08")
    assert next(iter(found)) == "socialnamnden"
    assert found["socialnamnden"] == [
        "räknar med ett underskott mot budget på 18,0 mnkr för 2025, 5,8 % av kommunbidraget; "
        "trettonde rapporten i rad.",
        "har försämrat prognosen två rapporter i rad, sedan budgeten med 18,0 mnkr.",
        "kan bli 11,7 mnkr dyrare än prognosen, om resten av året blir som tidigare år.",
    ]
    assert (
        "sjukfrånvaron har ökat 0,4 procentenheter till 9,1 % sedan samma period förra året."
        in (found["forskolenamnden"])
    )
    assert found["forskolenamnden"][0] == (
        "nådde 2024 inte målet för ”Andel förskollärare med legitimation”: utfallet blev 39 % och målet var "
        "minst 45 %; femte året i rad."
    )


def test_the_limits_are_the_settings(sample_folder: Path) -> None:
    wide = {"yellow_pct": D(50), "sick_yellow_pp": D(20), "cost_growth_pp": D("2.0"),
            "target_yellow_pct": D(90)}  # fmt: skip
    found = told(sample_folder, "exempelstad", "2025-08", **wide)
    assert set(found) <= {"namnden-for-funktionsstod"}


def test_a_check_that_does_not_agree_is_told(sample_folder: Path) -> None:
    found = told(sample_folder, "exempelstad", "2025-04")["gymnasie-och-vuxenutbildningsnamnden"]
    assert found == ["fem avstämningar av rapporten avviker, så tal i den kan vara fel."]


def test_a_namnd_that_did_not_report_is_told(tmp_path: Path) -> None:
    three = ("kommunstyrelsen", "skolnamnden", "socialnamnden")
    publish_many(
        tmp_path,
        [make_report(report="2024-04", namnder=three), make_report(report="2024-08", namnder=three[:2])],
        "controller",
    )
    assert told(tmp_path, "goteborg")["socialnamnden"] == [
        "finns inte i rapporten för augusti 2024, men fanns i den för april 2024."
    ]


@pytest.mark.parametrize(
    ("forecast", "expected"),
    [("-0.4", None), ("-0.5", "okand"), ("-0.6", "bevaka"), ("-2.6", "avvik")],
)
def test_a_limit_within_the_rounding_is_said_to_be_so(
    tmp_path: Path, forecast: str, expected: str | None
) -> None:
    """Kommunbidrag 100,0 mnkr: 0,5 mnkr printed with one decimal is 0,45 to 0,55 percent of it."""
    year = {"month": 12, "horizon": "year", "namnd": "skolnamnden"}
    facts = [
        fact("kommunbidrag", "100.0", scenario="budget", cell="B2", **year),
        fact("resultat", "0.0000", scenario="budget", cell="B3", **year),
        fact("resultat", forecast, scenario="prognos", basis="2024-08", cell="B4", **year),
    ]
    publish_many(tmp_path, [make_report(facts=facts)], "controller")
    found = watched(Desk(Store(tmp_path), Filters("/", "goteborg", None, Settings())))
    assert [w.level for w in found] == ([expected] if expected else [])
