"""Every file of the corpus: nothing is read wrong, and what was once read right still is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from loaders import _sandbox
from store.records import Fact
from tests.corpus import catalogue
from tests.corpus.__main__ import floor
from tests.corpus.judge import Verdict, alike, judged
from tests.corpus.model import Answer, Truth
from tests.corpus.same import same
from tests.corpus.shape import Plan
from tests.loaders.conftest import read_here

LEAST = 60
FILES = [p.file for p in catalogue.plans()]
SHARE = 0.995  # of the numbers, over the corpus: read right without a question. Only to be raised.


@pytest.fixture(scope="module", autouse=True)
def in_process() -> Iterator[None]:
    """Read files in the test's own process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_sandbox, "run", read_here)
        yield


@cache
def _verdicts() -> dict[str, Verdict]:
    return {s.file: judged(s) for s in catalogue.committed()}


@pytest.mark.parametrize("file", FILES)
def test_nothing_is_read_wrong(file: str) -> None:
    assert _verdicts()[file].wrong == []


@pytest.mark.parametrize("file", FILES)
def test_what_was_read_right_still_is(file: str) -> None:
    verdict = _verdicts()[file]
    assert verdict.right >= floor()[file], verdict.missed


def test_nearly_all_is_read_without_a_question() -> None:
    right, numbers = (sum(getattr(v, k) for v in _verdicts().values()) for k in ("right", "numbers"))
    assert right / numbers >= SHARE


def test_the_corpus_is_large_and_small() -> None:
    sizes = [f.stat().st_size for f in catalogue.FILES.iterdir()]
    assert len(FILES) == len(set(FILES)) == len(sizes) >= LEAST
    assert max(sizes) < 30_000
    assert sum(sizes) < 2_000_000


def test_few_numbers_cannot_be_known() -> None:
    """A file that truly does not say is real, and rare."""
    every = [a for s in catalogue.committed() for a in s.answers]
    assert sum(a.truth.kind == "must_ask" for a in every) < 0.03 * len(every)


@pytest.mark.parametrize("plan", catalogue.plans(), ids=lambda p: p.file)
def test_the_committed_files_are_those_that_are_drawn(plan: Plan) -> None:
    made, kept = plan.made(), catalogue.load(plan)
    assert catalogue.answers_text(made.answers) == catalogue.answers_text(kept.answers)
    assert plan.foreign or same(made.data, kept.data)


def test_the_catalogue_has_a_line_for_each_shape() -> None:
    assert catalogue.CATALOGUE.read_text("utf-8") == catalogue.catalogue_text()
    assert len({p.what for p in catalogue.plans()}) == len(FILES)


@pytest.mark.parametrize(
    "change",
    [{"value": 101}, {"kon": "K"}, {"horizon": "year"}, {"scenario": "budget"}, {"verksamhet": "stab"}],
)
def test_an_answer_tells_every_mistake(change: dict[str, Any]) -> None:
    said = {"namnd": "revision", "verksamhet": "", "measure": "intakter", "scenario": "utfall", "basis": "",
            "year": 2025, "month": 8, "horizon": "period", "value": 100, "unit": "kr"}  # fmt: skip
    truth = Answer("", "", "", Truth(**said)).truth
    place = {"step": 1, "printed": 1, "sheet": "", "cell": "", "row": "", "column": "", "raw": ""}
    assert alike(Fact(**said | place), truth)
    assert not alike(Fact(**said | change | place), truth)
