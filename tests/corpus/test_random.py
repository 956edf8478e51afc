"""Whatever the random layouts make, nothing is read wrong."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.corpus.judge import judged
from tests.corpus.random_layouts import layout
from tests.corpus.test_corpus import in_process

MANY = settings(
    max_examples=int(os.environ.get("CORPUS_RANDOM", "200")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
__all__ = ["in_process"]


@pytest.mark.usefixtures("in_process")
@MANY
@given(st.integers(0, 10**9))
def test_no_random_layout_is_read_wrong(seed: int) -> None:
    assert judged(layout(seed)).wrong == []


def test_the_same_seed_makes_the_same_answers() -> None:
    assert layout(20).answers == layout(20).answers
