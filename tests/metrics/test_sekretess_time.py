"""What one publication shows counts against the next: late nämnder, corrections, years, and words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from metrics import _replay, evaluate, sekretess
from metrics._lattice import Cell
from metrics._said import OMITTED, Withheld, shown
from store.records import Fact
from tests.metrics.memory import MemoryStore
from tests.metrics.silent_kommun import KOMMUN
from tests.metrics.small import DAY
from tests.metrics.test_sekretess import counted, hours
from tests.metrics.twin_posts import Submission
from tests.store.factory import fact

Step = tuple[str, str, int]
"""Report, nämnd and how many they are."""


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    _replay.of_year.cache_clear()
    yield
    _replay.of_year.cache_clear()


@pytest.fixture(scope="module")
def store() -> MemoryStore:
    return MemoryStore()


def published(
    store: MemoryStore, *steps: Step, apart: dt.timedelta = dt.timedelta(days=1)
) -> dict[str, bool]:
    """Publishes the nämnder one after another; whose figure of the newest year is shown ('' the kommun's)."""
    store.fill(KOMMUN, [
        Submission(f"s{i}", report, DAY + i * apart, None, None, tuple(_told(report, namnd, heads)))
        for i, (report, namnd, heads) in enumerate(steps)
    ])  # fmt: skip
    year = max(int(report[:4]) for report, *_ in steps)
    every = (evaluate(store, "sjukfranvaro", KOMMUN, namnd=namnd, years=[year]) for namnd in (None, ""))
    return {a.namnd: a.value is not None for answers in every for a in answers}


def _told(report: str, namnd: str, heads: int) -> Iterator[Fact]:
    made: list[object] = [*hours(namnd, "", "", heads), counted(namnd, heads)]
    for one in made:
        assert isinstance(one, Fact)
        yield replace(one, year=int(report[:4]), month=int(report[5:]))


OLD = (("2023-08", "a", 40), ("2023-08", "b", 5), ("2023-08", "c", 50))


def test_a_small_namnd_that_is_late_takes_the_total_with_it(store: MemoryStore) -> None:
    """a, c and their sum have been seen: with the new sum b would be known."""
    first = (("2024-08", "a", 40), ("2024-08", "c", 50))
    assert published(store, *first) == {"a": True, "c": True, "": True}
    assert published(store, *first, ("2024-08", "b", 5)) == {"a": True, "b": False, "c": True, "": False}


def test_the_year_after_the_small_one_is_waited_for(store: MemoryStore) -> None:
    """It is known to come: so another is left out from the start, and the total until it is complete."""
    first = (*OLD, ("2024-08", "a", 40), ("2024-08", "c", 50))
    assert published(store, *first) == {"a": False, "c": True, "": False}
    assert published(store, *first, ("2024-08", "b", 5)) == {"a": False, "b": False, "c": True, "": True}


def test_one_that_does_not_come_is_not_waited_for_for_ever(store: MemoryStore) -> None:
    """In the year's next report it is gone, and then nothing is small."""
    gone = (("2024-04", "a", 40), ("2024-04", "c", 50), ("2024-08", "a", 40), ("2024-08", "c", 50))
    assert published(store, *OLD, *gone) == {"a": True, "c": True, "": True}


def test_a_namnd_that_becomes_small_is_left_out_with_another(store: MemoryStore) -> None:
    """All were shown in April. August's figures are new: those that give it away are left out."""
    april = (("2024-04", "a", 40), ("2024-04", "b", 40), ("2024-04", "c", 50))
    august = (("2024-08", "a", 9), ("2024-08", "b", 40), ("2024-08", "c", 50))
    assert published(store, *april) == {"a": True, "b": True, "c": True, "": True}
    assert published(store, *april, *august) == {"a": False, "b": True, "c": True, "": False}


def test_what_is_published_together_is_seen_together(store: MemoryStore) -> None:
    steps = (("2024-08", "a", 40), ("2024-08", "c", 50), ("2024-08", "b", 5))
    assert published(store, *steps, apart=dt.timedelta(microseconds=1)) == {
        "a": False, "b": False, "c": True, "": True,
    }  # fmt: skip


def test_a_namnd_is_as_small_as_other_years_say(store: MemoryStore) -> None:
    """The comparison column of the year before counts nobody."""
    before = fact("sjukfranvaro", Decimal("7.3"), namnd="b", year=2022, unit="procent", scale=1, cell="Z9")
    published(store, *OLD)
    facts = (*_told("2023-08", "b", 5), before)
    store.fill(KOMMUN, [Submission("s", "2023-08", DAY, None, None, facts)])
    assert sekretess.silence(store, KOMMUN).why(Cell("b"), 2022) == sekretess.SMALL


@pytest.mark.parametrize("code", [
    "matt:korttidssjukfranvaro", "matt:total-sjukfranvaro", "sjuklonekostnader", "matt:sjuktal-kvinnor",
    "rapporterad:forandring:sjukfranvaro", "arbetade_timmar", "matt:frisknarvaro",
])  # fmt: skip
def test_these_tell_of_sick_leave(code: str) -> None:
    assert sekretess.about(code)


@pytest.mark.parametrize("code", [
    "matt:andel-anstallda-som-nyttjar-friskvardsbidrag", "matt:antal-sjukskoterskor", "overtidstimmar",
    "matt:halso-och-sjukvard", "matt:sjukpenningtal", "arsarbetare",
])  # fmt: skip
def test_these_do_not(code: str) -> None:
    assert not sekretess.about(code)


ALL = Withheld(
    frozenset({"P!C2"}), frozenset({Decimal("7.21")}), frozenset({"b"}), frozenset({"fritidsgard"}), True
)


@pytest.mark.parametrize(("namnd", "text", "kept"), [
    ("b", "Sjukfrånvaron är 3 %. Den steg med 1. Vi arbetar vidare.", f"{OMITTED} Vi arbetar vidare."),
    ("a", "Sjukfrånvaron är 6,1 %.", "Sjukfrånvaron är 6,1 %."),
    ("a", "Sjukfrånvaron är 7,2 %.", OMITTED),
    ("a", "Sjukfrånvaron är 6,1 %. För kvinnor är den 6,4.", f"Sjukfrånvaron är 6,1 %. {OMITTED}"),
    ("a", "På fritidsgård är sjukfrånvaron 2 %.", OMITTED),
    ("a", "Sjukfrånvaron minskar för kvinnor.", "Sjukfrånvaron minskar för kvinnor."),
    ("b", "Underskottet är 7,21 mnkr.", "Underskottet är 7,21 mnkr."),
])  # fmt: skip
def test_a_sentence_that_gives_it_away_is_left_out(namnd: str, text: str, kept: str) -> None:
    assert shown(text, namnd, ALL) == kept
    assert shown(text, namnd, Withheld()) == text
