"""Fetching everything about a report at once changes no answer, and saves questions."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from metrics import METRICS, evaluate, series
from store import _shelf
from tests.metrics.made_up import KOMMUN, submissions
from tests.metrics.memory import MemoryStore
from tests.metrics.test_twin import agree

pytestmark = pytest.mark.usefixtures("everything_shown")
NEVER = 10**9


@pytest.fixture(scope="module")
def store() -> MemoryStore:
    return MemoryStore()


@pytest.mark.parametrize("seed", range(25))
def test_answers_from_the_shelf_agree_with_the_loops(
    store: MemoryStore, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_shelf, "ALONE", 0)
    agree(store, seed)


@pytest.mark.parametrize("seed", [0, 1, 2, 4])
def test_every_metric_is_the_same_alone_and_from_the_shelf(
    store: MemoryStore, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.fill(KOMMUN, submissions(Random(seed)))
    found = []
    for alone in (0, NEVER):
        monkeypatch.setattr(_shelf, "ALONE", alone)
        found.append([answer for key in METRICS for answer in _every_way(store, key)])
    assert found[0] == found[1] and len(found[0]) > 100


def _every_way(store: MemoryStore, key: str) -> Iterator[Any]:
    yield from evaluate(store, key, KOMMUN)
    yield from evaluate(store, key, KOMMUN, namnd="", years=[2020, 2021], report="2021-08")
    yield from evaluate(store, key, KOMMUN, verksamhet="*")
    yield from evaluate(store, key, KOMMUN, namnd=["skola"], verksamhet="skola", report="2020-12")
    yield from series(store, key, KOMMUN)


def test_a_page_full_of_questions_asks_the_store_a_few(
    store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.fill(KOMMUN, submissions(Random(1)))
    asked: list[str] = []
    tuples = store._engine.tuples
    monkeypatch.setattr(
        store._engine, "tuples", lambda sql, given: (asked.append(sql), tuples(sql, given))[1]
    )
    money = [key for key, m in METRICS.items() if not any(x.quantity.grouped for x in m.value.leaves())]
    for key in money:
        evaluate(store, key, KOMMUN)
    assert len(money) > 30 and len(asked) < len(money) / 2


def test_a_new_publication_is_seen(store: MemoryStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_shelf, "ALONE", 0)
    made = submissions(Random(2))
    store.fill(KOMMUN, made)
    before = evaluate(store, "resultat", KOMMUN)
    store.fill(KOMMUN, [])
    assert before and evaluate(store, "resultat", KOMMUN) == []
