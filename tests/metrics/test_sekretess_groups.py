"""What may not be shown cannot be worked out from verksamheter and forms of employment either."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from metrics import _replay, sekretess, sjukfranvaro
from metrics._lattice import Cell, Equation
from metrics._tystnad import complete
from metrics.readable import Readable
from metrics.sjukfranvaro import SEVEN, ledger, rate
from tests.metrics.divided_kommun import (
    FORMS,
    REPORT,
    Divided,
    group_of,
    left_out,
    made_up,
    published,
    told_of,
    what_is_shown,
)
from tests.metrics.memory import MemoryStore
from tests.metrics.silent_kommun import KOMMUN
from tests.metrics.test_sekretess import whole

KOMMUNER = [made_up(seed) for seed in range(9)]


def forget() -> None:
    """What another test has changed must not be remembered."""
    for kept in (_replay.of_year, sekretess._silence, sjukfranvaro._ledger):
        kept.cache_clear()


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    forget()
    yield
    forget()


@pytest.fixture
def memory() -> MemoryStore:
    return MemoryStore()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Readable:
    return published(tmp_path_factory.mktemp("divided"), KOMMUNER)


def worked_out(store: Readable, made: Divided) -> list[Cell]:
    """The small groups (and others left out, unless an empty one stands beside them) that can be told."""
    attacker = what_is_shown(store, made)
    wanted = {*made.small(), *(left_out(store, made) if made.full() else ())}
    return [g for g in sorted(wanted) if made.of(g) and attacker.knows(made.of(g))]


@pytest.mark.parametrize("made", KOMMUNER, ids=lambda made: made.kommun)
def test_nobody_can_work_out_a_group(store: Readable, made: Divided) -> None:
    assert worked_out(store, made) == []


def test_they_are_told_of_and_some_are_shown(store: Readable) -> None:
    """Else there was nothing to find: verksamheter and forms, shown and left out."""
    tables = ((m.kommun, n["code"]) for m in KOMMUNER for n in store.namnder(m.kommun))
    every = [r for kommun, namnd in tables for r in store.table(kommun, namnd, REPORT)]
    sick = [r for r in every if r["measure"] == "sjuktimmar"]
    for divided in ("verksamhet", "anstallningsform"):
        assert {r["value"] is None for r in sick if r[divided]} == {True, False}


def between_verksamheter(equation: Equation) -> bool:
    return bool(equation.whole.namnd and equation.parts[0].unit != equation.whole.unit)


def between_forms(equation: Equation) -> bool:
    return bool(equation.parts[0].form and not equation.whole.form)


@pytest.mark.parametrize("forgets", [between_verksamheter, between_forms])
def test_without_the_others_left_out_they_are_found(
    store: Readable, monkeypatch: pytest.MonkeyPatch, forgets: Callable[[Equation], bool]
) -> None:
    """The attacker is strong enough: it finds some when nothing covers for one kind of group."""
    monkeypatch.setattr(
        _replay, "complete", lambda es, *rest: complete(tuple(e for e in es if not forgets(e)), *rest)
    )
    assert any(worked_out(store, made) for made in KOMMUNER)


def with_nobody(told: bool) -> Divided:
    """Five of one group; nobody in another, which a report counts, or leaves its row out."""
    made = Divided(f"nobody-{told}")
    for kon, sizes in {"K": (0, 12, 30), "M": (30, 5, 12)}.items():
        for form, size in zip(FORMS, sizes, strict=True):
            if size or told:
                made.heads[Cell("n0", kon=kon, form=form)] = size
    groups = dict.fromkeys(group_of(cell, part) for part in ("", "p", "f", "pf") for cell in made.heads)
    made.facts = [f for group in groups for f in told_of(group, made.size(group), 40)]
    return made


@pytest.mark.parametrize("told", [True, False])
def test_a_group_of_nobody_covers_for_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: bool
) -> None:
    """Its hours are none: a reader who sees that, or takes it so, must not find the five."""
    made = with_nobody(told)
    store, five = published(tmp_path, [made]), Cell("n0", kon="M", form="visstid")
    assert worked_out(store, made) == []
    monkeypatch.setattr(_replay, "without", lambda equations, _empty: equations)
    forget()
    assert five in worked_out(store, made)


def test_percentages_say_less_than_hours(memory: MemoryStore) -> None:
    """A printed percentage is its hours, blurred: whoever has the hours of all that is shown knows more.

    So the attackers are given the hours, exactly, and that they cannot tell a group's hours is enough. Here:
    a (10) is left out, and c for its sake. What a and c have together is known to the hour, and how much a
    worked at most; still a's sick leave may be anything from none to a fifth of its time.
    """
    whole(memory, ("a", 10), ("b", 40), ("c", 30))
    book = ledger(memory, KOMMUN, "2024-08")
    every, b, c = (rate(book, SEVEN[0], n, 2024, 8) for n in ("", "b", "c"))
    assert every.top and every.bottom and b.top and b.bottom and c.withheld
    sick, planned = every.top.value - b.top.value, every.bottom.value - b.bottom.value
    of_a = planned * 10 / 40
    low, high = max(Decimal(0), sick - (planned - of_a)), min(sick, of_a)
    assert ((high - low) * 100 / of_a, sick * 100 / planned) == (20, 5)
    half = Decimal("0.05") * (every.bottom.value + b.bottom.value) / 100  # of what one decimal leaves open
    assert min(sick + half, of_a) - max(Decimal(0), sick - half - (planned - of_a)) > high - low
