"""How sure a nyckeltal is: its bounds follow from the rounding of the numbers that it is made of."""

from __future__ import annotations

import pytest

from tests.metrics.memory import MemoryStore
from tests.metrics.small import fill, number, one
from tests.store.factory import golden_facts


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


def test_the_bounds_follow_from_the_rounding_of_each_cell(store: MemoryStore) -> None:
    """Eight cells of ± 0,05 each; with the report's own sums, 30,3 and 3,8, only two."""
    posts = [f for f in golden_facts() if f.measure != "resultat"]
    found = one(fill(store, ("2024-08", posts)), "budgetavvikelse", years=[2024])
    assert [number(v) for v in (found.low, found.value, found.high)] == ["26.1", "26.5", "26.9"]


def test_a_printed_sum_that_agrees_with_its_posts_is_the_value(store: MemoryStore) -> None:
    found = one(fill(store, ("2024-08", golden_facts())), "budgetavvikelse", years=[2024])
    assert [number(v) for v in (found.low, found.value, found.high)] == ["26.4", "26.5", "26.6"]
    assert len(found.facts) == 2
