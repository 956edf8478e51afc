"""Years before a reorganisation: in today's nämnder by known shares, exactly; never across an unknown one."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from metrics import organisation
from metrics.organisation import changes, comparable, history_of, made_of
from store import codes
from store.codes import Namnd, Verksamhet, successors
from store.records import Fact
from tests.metrics.memory import MemoryStore
from tests.metrics.small import fill
from tests.store.factory import fact

KOMMUN = "exempelstad"


def namnd(code: str, first: str = "", last: str = "", successor: str = "") -> Namnd:
    return Namnd(KOMMUN, code, code.capitalize(), (), "namnd", first, last, successors(successor))


@pytest.fixture
def memory() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def organise(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The code lists of a kommun with these nämnder and verksamheter."""

    def with_namnder(*namnder: Namnd, verksamheter: tuple[Verksamhet, ...] = ()) -> None:
        monkeypatch.setattr(codes, "namnder", lambda *_: namnder)
        monkeypatch.setattr(
            codes, "verksamheter",
            lambda _=None, namnd=None: tuple(v for v in verksamheter if namnd in (None, v.namnd)),
        )  # fmt: skip
        clear()

    yield with_namnder
    monkeypatch.undo()
    clear()


def clear() -> None:
    history_of.cache_clear()
    organisation.changes.cache_clear()


def money(namnd: str, year: int, kr: int, measure: str = "kostnader", **more: Any) -> Fact:
    more = {"month": 12, "horizon": "year"} | more
    sign = -1 if measure == "kostnader" else 1
    return fact(measure, Decimal(sign * kr), scale=1, namnd=namnd, year=year, **more)


def posts(namnd: str, year: int, kr: int, **more: Any) -> list[Fact]:
    return [money(namnd, year, kr, **more), money(namnd, year, 0, "intakter", **more)]


def hours(namnd: str, year: int, sick: int, whole: int) -> list[Fact]:
    named = {"namnd": namnd, "year": year, "unit": "timmar", "scale": 1, "month": 12, "horizon": "year"}
    heads = fact("antal_anstallda", 500, **(named | {"unit": "antal"}))
    return [fact("sjuktimmar", sick, **named), fact("ordinarie_timmar", whole, **named), heads]


def percent(namnd: str, year: int, value: str) -> Fact:
    return fact(
        "sjukfranvaro", value, namnd=namnd, year=year, unit="procent", scale=1, month=12, horizon="year"
    )


def values(store: MemoryStore, key: str = "nettokostnad_bokslut_exkl_kommuninterna", **asked: Any) -> Any:
    found = comparable(store, key, KOMMUN, **asked)
    return {(a.namnd, a.year): a.value for a in found}


def test_a_merger_is_the_sum_of_both(memory: MemoryStore, organise: Any) -> None:
    organise(namnd("a", "", "2021", "c:1"), namnd("b", "", "2021", "c:1"), namnd("c", "2022"))
    fill(memory, ("2021-12", posts("a", 2021, 30) + posts("b", 2021, 12)), ("2022-12", posts("c", 2022, 45)),
         kommun=KOMMUN)  # fmt: skip
    assert values(memory) == {("c", 2021): Decimal(42), ("c", 2022): Decimal(45)}


def test_a_split_is_exact_and_says_of_what(memory: MemoryStore, organise: Any) -> None:
    organise(namnd("a", "", "2021", "b:0.6|c:0.4"), namnd("b"), namnd("c", "2022"))
    fill(memory, ("2021-12", posts("a", 2021, 101) + posts("b", 2021, 7)), kommun=KOMMUN)
    found = {a.namnd: a for a in comparable(memory, "nettokostnad_bokslut_exkl_kommuninterna", KOMMUN)}
    assert {n: a.value for n, a in found.items()} == {"b": Decimal("67.6"), "c": Decimal("40.4")}
    assert [(p.namnd, p.share) for p in made_of(found["b"])] == [("a", Decimal("0.6"))]
    assert sum(a.value for a in found.values() if a.value) == 108
    assert len(found["c"].facts) == 2 and found["c"].low is not None


def test_a_part_of_one_that_is_missing_is_no_value(memory: MemoryStore, organise: Any) -> None:
    organise(namnd("a", "", "2021", "c:1"), namnd("b", "", "2021", "c:1"), namnd("c", "2022"))
    fill(memory, ("2021-12", posts("a", 2021, 30)), kommun=KOMMUN)
    (answer,) = comparable(memory, "nettokostnad_bokslut_exkl_kommuninterna", KOMMUN)
    assert (answer.namnd, answer.value) == ("c", None) and answer.missing


def test_unknown_shares_bridge_nothing(memory: MemoryStore, organise: Any) -> None:
    organise(namnd("a", "", "2021", "b|c"), namnd("b", "2022"), namnd("c", "2022"))
    fill(memory, ("2021-12", posts("a", 2021, 30)), ("2022-12", posts("b", 2022, 9)), kommun=KOMMUN)
    assert values(memory) == {("a", 2021): Decimal(30), ("b", 2022): Decimal(9)}
    (change,) = changes(KOMMUN)
    assert (change.year, change.ended, change.begun, change.known) == (2022, ("a",), ("b", "c"), False)


def test_growth_over_an_unknown_change_is_not_computed(memory: MemoryStore, organise: Any) -> None:
    organise(namnd("a", "", "2021", "b"), namnd("b", "2022"))
    past = posts("a", 2021, 30, month=8, horizon="period")
    now = posts("b", 2022, 33, month=8, horizon="period")
    fill(memory, ("2021-08", past), ("2022-08", now), kommun=KOMMUN)
    found = values(memory, "nettokostnadsutveckling_pct_exkl_kommuninterna")
    assert found["b", 2022] is None


def test_growth_over_a_known_change_is_of_sums(memory: MemoryStore, organise: Any) -> None:
    organise(namnd("a", "", "2021", "c:1"), namnd("b", "", "2021", "c:1"), namnd("c", "2022"))
    past = [f for n, kr in (("a", 30), ("b", 10)) for f in posts(n, 2021, kr, month=8, horizon="period")]
    now = posts("c", 2022, 42, month=8, horizon="period")
    fill(memory, ("2021-08", past), ("2022-08", now), kommun=KOMMUN)
    assert values(memory, "nettokostnadsutveckling_pct_exkl_kommuninterna")["c", 2022] == 5


def test_sick_leave_is_divided_last(memory: MemoryStore, organise: Any) -> None:
    organise(namnd("a", "", "2021", "c:1"), namnd("b", "", "2021", "c:1"), namnd("c", "2022"))
    fill(memory, ("2021-12", hours("a", 2021, 10_000, 100_000) + hours("b", 2021, 6_000, 300_000)),
         kommun=KOMMUN)  # fmt: skip
    assert values(memory, "sjukfranvaro_bokslut") == {("c", 2021): Decimal(4)}  # not the mean of 10 and 2


def test_percentages_alone_are_never_added(memory: MemoryStore, organise: Any) -> None:
    organise(namnd("a", "", "2021", "c:1"), namnd("b", "", "2021", "c:1"), namnd("c", "2022"))
    fill(memory, ("2021-12", [percent("a", 2021, "10.0"), percent("b", 2021, "2.0")]), kommun=KOMMUN)
    (answer,) = comparable(memory, "sjukfranvaro_bokslut", KOMMUN)
    assert answer.value is None and "inte lägga ihop" in answer.missing[0].replace("går inte att", "inte")


def test_a_renamed_namnd_keeps_its_percentages(memory: MemoryStore, organise: Any) -> None:
    organise(namnd("a", "", "2021", "b:1"), namnd("b", "2022"))
    fill(memory, ("2021-12", [percent("a", 2021, "10.0")]), kommun=KOMMUN)
    assert values(memory, "sjukfranvaro_bokslut") == {("b", 2021): Decimal(10)}


def test_what_the_new_namnd_tells_of_the_year_before_goes_first(memory: MemoryStore, organise: Any) -> None:
    organise(namnd("a", "", "2021", "b:0.5|c:0.5"), namnd("b"), namnd("c", "2022"))
    told = [f for n, kr in (("b", 55), ("c", 48)) for f in posts(n, 2021, kr, role="comparison")]
    fill(memory, ("2021-12", posts("a", 2021, 100)), ("2022-12", told), kommun=KOMMUN)
    assert values(memory, years=[2021]) == {("b", 2021): Decimal(55), ("c", 2021): Decimal(48)}


def test_two_changes_after_each_other(memory: MemoryStore, organise: Any) -> None:
    organise(
        namnd("a", "", "2019", "b:0.5|x:0.5"), namnd("b", "2020", "2021", "c:1"), namnd("c", "2022"),
        namnd("x", "2020"),
    )  # fmt: skip
    fill(memory, ("2019-12", posts("a", 2019, 80)), ("2020-12", posts("b", 2020, 44)), kommun=KOMMUN)
    found = values(memory)
    assert found == {("c", 2019): Decimal(40), ("x", 2019): Decimal(40), ("c", 2020): Decimal(44)}


def test_a_verksamhet_follows_to_another_namnd(memory: MemoryStore, organise: Any) -> None:
    old = Verksamhet(KOMMUN, "a", "bad", "Bad", (), "", "2021", successors("c/bad:1"))
    new = Verksamhet(KOMMUN, "c", "bad", "Bad", (), "2022", "", ())
    organise(namnd("a", "", "2021", "c:1"), namnd("c", "2022"), verksamheter=(old, new))
    fill(memory, ("2021-12", posts("a", 2021, 9, verksamhet="bad")), kommun=KOMMUN)
    found = comparable(memory, "nettokostnad_bokslut_exkl_kommuninterna", KOMMUN, namnd="c", verksamhet="*")
    assert [(a.namnd, a.verksamhet, a.value) for a in found] == [("c", "bad", Decimal(9))]


def test_the_whole_kommun_is_the_same_either_way(memory: MemoryStore, organise: Any) -> None:
    organise(namnd("a", "", "2021", "b:0.6|c:0.4"), namnd("b"), namnd("c", "2022"))
    fill(memory, ("2021-12", posts("a", 2021, 101) + posts("b", 2021, 7)), kommun=KOMMUN)
    assert values(memory, namnd="") == {("", 2021): Decimal(108)}


def test_the_real_changes_of_the_code_lists() -> None:
    clear()
    (merged,) = changes("exempelstad")
    assert (merged.year, merged.begun, merged.known) == (2022, ("kultur-och-fritidsnamnden",), True)
    (city,) = changes("goteborg")
    assert (city.year, len(city.ended), city.known) == (2021, 11, False)
    assert "socialnamnden-nordost" in city.begun
