"""Two independent answers agree: the SQL of store.select with metrics/, and the loops of twin.py."""

from __future__ import annotations

import datetime as dt
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import metrics
from metrics import Answer, evaluate, series
from metrics._found import Lack
from metrics._words import missing
from store import codes
from tests.metrics.made_up import KOMMUN, MATT, NAMNDER, REPORTS, submissions
from tests.metrics.memory import MemoryStore
from tests.metrics.twin import Case
from tests.metrics.twin_metrics import ask
from tests.metrics.twin_posts import Amount, Known, Place, Submission
from tests.metrics.twin_staff import METRICS

pytestmark = pytest.mark.usefixtures("everything_shown")
DAYS = [dt.datetime(2022, 1, 1) + dt.timedelta(days=d, hours=12) for d in range(10)]
Asked = tuple[str, str, str, int, str]  # namnd, verksamhet, matt, year, vintage
QUESTIONS = 6


@pytest.fixture(scope="module")
def store() -> MemoryStore:
    return MemoryStore()


@given(seed=st.integers(0, 2**32 - 1))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_sql_and_the_loops_agree(store: MemoryStore, seed: int) -> None:
    agree(store, seed)


def test_every_metric_has_its_twin() -> None:
    assert set(METRICS) == set(metrics.METRICS)


def agree(store: MemoryStore, seed: int) -> None:
    random = Random(seed)
    made = submissions(random)
    store.fill(KOMMUN, made)
    for _ in range(QUESTIONS):
        question = _question(random)
        assert _by_metrics(store, question) == _by_twin(store, made, question), (seed, question)


@pytest.mark.parametrize("seed", range(12))
def test_a_series_has_the_answers_of_its_reports(store: MemoryStore, seed: int) -> None:
    """Its newest period, and its newest forecast, are what evaluate says."""
    random = Random(seed)
    store.fill(KOMMUN, submissions(random))
    for key in random.sample(sorted(set(METRICS) - {"prognosfel"}), 5):
        found = series(store, key, KOMMUN, report="2021-12")
        newest = {(a.namnd, a.year, a.matt): a for a in found if a.month == 12}
        single = evaluate(store, key, KOMMUN, report="2021-12")
        assert all(newest[a.namnd, a.year, a.matt] == a for a in single), (seed, key)


def _question(random: Random) -> dict[str, object]:
    return {
        "key": random.choice(list(METRICS)),
        "namnd": random.choice((None, None, "", random.choice(NAMNDER), NAMNDER[:2])),
        "verksamhet": random.choice(("", "", "", "*", "skola")),
        "years": random.choice(((2020,), (2021,), (2019, 2020, 2021))),
        "report": random.choice(REPORTS),
        "as_of": random.choice((None, *DAYS)),
        "vintage": random.choice((None, None, None, "2020-08", "2021-04")),
    }


def _by_metrics(store: MemoryStore, q: dict[str, object]) -> dict[Asked, tuple[object, ...]]:
    rest = {k: v for k, v in q.items() if k != "key"}
    answers = evaluate(store, str(q["key"]), KOMMUN, **rest)  # type: ignore[arg-type]
    return {(a.namnd, a.verksamhet, a.matt, a.year, a.vintage): _said(a) for a in answers}


def _said(a: Answer) -> tuple[object, ...]:
    facts = frozenset(a.facts) if a.value is not None else None
    return (a.value, a.low, a.high, a.reported, frozenset(a.missing), facts)


def _by_twin(
    store: MemoryStore, made: list[Submission], q: dict[str, object]
) -> dict[Asked, tuple[object, ...]]:
    answers: dict[Asked, tuple[object, ...]] = {}
    known = Known(made, str(q["report"]), q["as_of"] or dt.datetime.max)  # type: ignore[arg-type]
    twinned = METRICS[str(q["key"])]
    for place in _places(known, q, twinned.horizon, "matt" in str(q["key"])):
        case = Case(known, _valid, twinned.measures, twinned.backs, str(q["vintage"] or ""))
        found, told = ask(case, str(q["key"]), place)
        if found is not None:
            vintage = found.vintage or case.base
            answers[(place.namnd, place.verksamhet, place.matt, place.year, vintage)] = _told(
                store, found, told
            )
    return answers


def _told(store: MemoryStore, made: Amount, told: object) -> tuple[object, ...]:
    lacks = frozenset(missing(store, KOMMUN, (Lack(*lack) for lack in made.lacks)))  # type: ignore[arg-type]
    return (
        made.value,
        made.low,
        made.high,
        told,
        lacks,
        frozenset(made.facts) if made.value is not None else None,
    )


def _places(known: Known, q: dict[str, object], horizon: str, matt: bool) -> list[Place]:
    """Every place that the question covers, also those without an answer."""
    namnder = {None: NAMNDER, "": ("",)}.get(q["namnd"]) if not isinstance(q["namnd"], tuple) else q["namnd"]
    namnder = namnder or (q["namnd"],)
    verksamheter = (
        sorted({c.fact.verksamhet for c in known.cells} - {""})
        if q["verksamhet"] == "*"
        else (q["verksamhet"],)
    )
    reports = [
        r for r in (str(q["report"]), *sorted({c.report for c in known.cells}, reverse=True)) if r[5:] != "00"
    ]
    month = 12 if horizon == "year" else int(reports[0][5:]) if reports else 0
    return [
        Place(str(n), str(v), y, month, horizon, m)
        for n in namnder for v in verksamheter for y in q["years"] for m in (MATT if matt else ("",))  # type: ignore
        if month
    ]  # fmt: skip


def _valid(namnd: str, year: int) -> bool:
    entry = next((n for n in codes.namnder(KOMMUN) if n.code == namnd), None)
    return entry is None or int(entry.valid_from or 0) <= year <= int(entry.valid_to or 9999)
