"""What may not be shown cannot be worked out either, from anything that is shown."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics import METRICS, _replay, evaluate, sekretess
from metrics._lattice import Cell
from metrics.readable import TOLD, Readable
from metrics.sjukfranvaro import SEVEN, ledger, rate, rolling
from tests.metrics.attacker import Attacker
from tests.metrics.memory import MemoryStore
from tests.metrics.silent_kommun import KOMMUN, Kommun, made_up, period, what_is_shown, what_was_shown
from tests.metrics.small import fill
from tests.store.factory import fact


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """What another test has changed must not be remembered."""
    _replay.of_year.cache_clear()
    yield
    _replay.of_year.cache_clear()


SPANS = (range(1, 2), range(2, 3), range(1, 3))


@pytest.fixture(scope="module")
def store() -> MemoryStore:
    return MemoryStore()


def worked_out(store: MemoryStore, made: Kommun) -> Iterator[tuple[object, ...]]:
    """The small groups whose hours the attacker can tell."""
    store.fill(KOMMUN, made.submissions)
    yield from _known(what_is_shown(store, made), made)


def _known(attacker: Attacker, made: Kommun) -> Iterator[tuple[object, ...]]:
    for group in made.small():
        for year in (2023, 2024):
            for months in SPANS:
                wanted = period(made, group, year, months)
                if wanted and attacker.knows(wanted):
                    yield (*group, year, months)


@given(seed=st.integers(0, 2**32 - 1))
@settings(max_examples=15, deadline=None)
def test_nobody_can_work_out_a_small_groups_hours(store: MemoryStore, seed: int) -> None:
    assert list(worked_out(store, made_up(Random(seed)))) == []


@given(seed=st.integers(0, 2**32 - 1))
@settings(max_examples=3, deadline=None)
def test_nobody_who_kept_what_was_shown_can_either(store: MemoryStore, seed: int) -> None:
    """After each publication, one nämnd at a time: corrections, and totals before the last one reported."""
    made = made_up(Random(seed))
    assert list(_known(what_was_shown(store, made), made)) == []


def test_without_the_others_left_out_the_attacker_finds_them(
    store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The attacker is strong enough: with only the small groups left out, most kommuner give some away."""
    monkeypatch.setattr(_replay, "complete", lambda _equations, _heads, hidden, _known: hidden)
    found = [any(worked_out(store, made_up(Random(seed)))) for seed in range(4)]
    assert sum(found) >= 2


def test_large_groups_are_shown(store: MemoryStore) -> None:
    """Nothing is left out where nothing is small."""
    facts = [hours(n, k, a, 150) for n in ("a", "b") for k in "KM" for a in ("-29", "30-49", "50-")]
    fill(store, ("2024-08", [f for group in facts for f in group]))
    book = ledger(store, KOMMUN, "2024-08")
    assert all(
        rate(book, one, n, 2024, 8).value == 5 for one in SEVEN if not one.long for n in ("a", "b", "")
    )


def hours(namnd: str, kon: str, alder: str, people: int, sick: int = 5) -> list[object]:
    """Hours of a period: so many people, sick so many percent of the time."""
    group = {"namnd": namnd, "kon": kon, "alder": alder, "unit": "timmar", "horizon": "period", "scale": 1}
    planned = people * 8 * 150
    return [
        fact("ordinarie_timmar", planned, **group, cell=f"P{kon}{alder}"),
        fact("sjuktimmar", Decimal(planned * sick) / 100, **group, cell=f"S{kon}{alder}"),
    ]


def counted(namnd: str, heads: int, **group: str) -> object:
    return fact("antal_anstallda", heads, namnd=namnd, unit="antal", scale=1, cell=f"A{heads}", **group)


def whole(store: MemoryStore, *namnder: tuple[str, int]) -> None:
    """A kommun of nämnder with so many employees."""
    facts = [f for name, heads in namnder for f in (*hours(name, "", "", heads), counted(name, heads))]
    fill(store, ("2024-08", facts))


def shown(store: MemoryStore) -> dict[str, bool]:
    answers = [*evaluate(store, "sjukfranvaro", KOMMUN), *evaluate(store, "sjukfranvaro", KOMMUN, namnd="")]
    return {a.namnd: a.value is not None for a in answers}


def test_a_namnd_of_ten_is_left_out_and_so_is_another(store: MemoryStore) -> None:
    """Else it would be the kommun less the others. Eleven are shown."""
    whole(store, ("a", 10), ("b", 40), ("c", 30))
    assert shown(store) == {"a": False, "b": True, "c": False, "": True}
    whole(store, ("a", 11), ("b", 40), ("c", 30))
    assert shown(store) == {"a": True, "b": True, "c": True, "": True}


def test_two_small_namnder_together_are_also_small(store: MemoryStore) -> None:
    whole(store, ("a", 4), ("b", 5), ("c", 30), ("d", 50))
    assert shown(store) == {"a": False, "b": False, "c": False, "d": True, "": True}


def test_the_answer_says_why_and_never_zero(store: MemoryStore) -> None:
    whole(store, ("a", 10), ("b", 40), ("c", 30))
    (small,) = [a for a in evaluate(store, "sjukfranvaro", KOMMUN) if a.namnd == "a"]
    assert small.missing == ("visas inte: gruppen har högst tio anställda",)
    assert (small.value, small.low, small.high, small.reported, small.facts) == (None, None, None, None, ())


def test_a_cell_and_its_file_are_left_out_with_it(store: MemoryStore) -> None:
    whole(store, ("a", 10), ("b", 40), ("c", 30))
    seen = Readable(store)
    table = {(r["namnd"], r["measure"]): r for r in seen.table(KOMMUN, "a", "2024-08")}
    sick = table["a", "sjuktimmar"]
    assert (sick["value"], sick["printed"], sick["status"]) == (None, None, "sekretess")
    assert sick["raw"] == sick["withheld"] == "visas inte: gruppen har högst tio anställda"
    assert table["a", "antal_anstallda"]["value"] == 10
    beside = [r for r in seen.row_of(sick["fact_id"]) if r["namnd"] == "a" and sekretess.about(r["measure"])]
    assert beside and all(r["value"] is None for r in beside)
    assert seen.original(sick["submission"]) is None
    finding = {
        "submission": sick["submission"],
        "cells": [f"{sick['sheet']}!{sick['cell']}"],
        "message": "12",
    }
    assert seen._told(finding)["message"] == TOLD


def test_what_an_earlier_report_hid_stays_hidden(store: MemoryStore) -> None:
    """In April the nämnd was small. That its number is larger now does not give April away."""
    april = [*hours("a", "", "", 9), counted("a", 9), *hours("b", "", "", 50), *hours("c", "", "", 60)]
    august = [*hours("a", "", "", 30), counted("a", 30), *hours("b", "", "", 50), *hours("c", "", "", 60)]
    fill(store, ("2024-04", april), ("2024-08", august))
    assert shown(store)["a"] is False


def test_few_long_hours_may_be_one_persons(store: MemoryStore) -> None:
    """The sick leave is shown, but not how much of it is long or short; another nämnd's neither."""
    facts = []
    for name, long in (("a", 100), ("b", 20_000), ("c", 30_000)):
        facts += [*hours(name, "", "", 60), counted(name, 60)]
        facts.append(fact("sjuktimmar_lang", long, namnd=name, unit="timmar", scale=1, cell="L1"))
    fill(store, ("2024-08", facts))
    book, long = ledger(store, KOMMUN, "2024-08"), SEVEN[1]
    assert rate(book, SEVEN[0], "a", 2024, 8).value == 5
    whys = {n: rate(book, long, n, 2024, 8).why for n in ("a", "b", "c", "")}
    assert whys["a"] == "visas inte: talet kan gälla en enda person"
    assert (whys["b"] == "") + (whys["c"] == "") == 1 and whys[""] == ""
    (answer,) = [a for a in evaluate(store, "sjukfranvaro_lang", KOMMUN) if a.namnd == "a"]
    assert answer.value is None


def test_a_group_of_unknown_size_is_left_out(store: MemoryStore) -> None:
    women = fact("sjukfranvaro", Decimal("5.1"), namnd="a", unit="procent", kon="K", scale=1)
    fill(store, ("2024-08", [women]))
    known = sekretess.silence(store, KOMMUN)
    assert known.why(Cell("a", "", "K"), 2024) == sekretess.UNKNOWN
    assert known.why(Cell("a"), 2024) == ""
    assert known.why(Cell("a", "", "K"), 1999) == sekretess.UNKNOWN


def test_a_printed_change_gives_the_year_before_away(store: MemoryStore) -> None:
    """It is shown only when both years may be."""
    whole(store, ("a", 10), ("b", 40), ("c", 30))
    later = fact("rapporterad:forandring:sjukfranvaro", 1, namnd="a", year=2025, unit="procentenheter")
    row = {
        k: getattr(later, k)
        for k in ("namnd", "verksamhet", "measure", "year", "kon", "alder", "anstallningsform")
    }
    assert sekretess.why_not(store, row | {"kommun": KOMMUN}).startswith("visas inte")


def test_the_nyckeltal_about_sick_leave_are_known() -> None:
    about = {key for key, metric in METRICS.items() if sekretess.of_metric(metric)}
    assert about == {key for key in METRICS if key.startswith("sjuk")}


def test_a_missing_month_breaks_the_rolling_curve(store: MemoryStore) -> None:
    facts = [
        fact(m, v, namnd="a", year=y, month=month, horizon="month", unit="timmar", scale=1, cell=f"B{month}")
        for m, v in (("sjuktimmar", 500), ("ordinarie_timmar", 10_000))
        for y in (2023, 2024)
        for month in range(1, 13)
        if (y, month) != (2023, 5)
    ]
    fill(store, ("2024-12", facts))
    points = rolling(ledger(store, KOMMUN, "2024-12"), "a", (2024, 12), 12)
    assert [p.total for p in points] == [None] * 4 + [Decimal(5)] * 8
