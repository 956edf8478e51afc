"""The metrics' queries against the same questions in hand-written SQL: same file, equal answers."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from metrics import evaluate
from store import Store, _shelf
from tests.bench.big import KOMMUNER
from tests.bench.timing import Table, ms, percentile

REPORT, YEAR = "2023-08", 2023
ENDED = "SELECT id FROM submission WHERE superseded_at IS NOT NULL OR withdrawn_at IS NOT NULL"
BEST = f"""
SELECT namnd, year, measure, scenario,
       arg_max(value, struct_pack(vintage := CASE WHEN scenario = 'prognos' THEN basis ELSE '' END,
                                  own := role = 'own', report := report, s := submission)) AS value
FROM fact
WHERE kommun = $kommun AND verksamhet = '' AND namnd <> '' AND report <= '{REPORT}'
    AND submission NOT IN ({ENDED}) AND {{where}}
GROUP BY ALL
"""


@dataclass(frozen=True)
class Question:
    """A metric's question and the SQL that a person would write for it: (namnd, year, value)."""

    name: str
    key: str
    asked: dict[str, Any]
    sql: str


def _period(measures: str, years: str) -> str:
    where = f"measure IN ({measures}) AND scenario = 'utfall' AND horizon = 'period' AND month = 8"
    return BEST.format(where=f"{where} AND year {years}")


def _sum(of: str) -> str:
    return f"SELECT namnd, year, scenario, sum(value) AS value FROM ({of}) GROUP BY ALL"


POSTS = "'intakter', 'kostnader', 'buffert', 'kommunbidrag', 'kommuninterna_bidrag'"
FORECASTS = BEST.format(
    where=f"measure IN ({POSTS}) AND scenario IN ('prognos', 'budget') AND horizon = 'year' AND year = {YEAR}"
)
QUESTIONS = (
    Question("resultat, every nämnd", "resultat", {"years": [YEAR]}, _sum(_period(POSTS, f"= {YEAR}"))),
    Question(
        "resultat, one nämnd, seven years",
        "resultat",
        {"namnd": "n03"},
        _sum(_period(POSTS, "> 0").replace("namnd <> ''", "namnd = 'n03'")),
    ),
    Question(
        "nettokostnadsutveckling in %, every nämnd",
        "nettokostnadsutveckling_pct_exkl_kommuninterna",
        {"years": [YEAR]},
        f"""
        WITH net AS (SELECT namnd, year, -sum(value) AS value
                     FROM ({_period("'intakter', 'kostnader'", f">= {YEAR - 1}")}) GROUP BY ALL)
        SELECT n.namnd, n.year, (n.value - b.value) / nullif(abs(b.value), 0) * 100 AS value
        FROM net n JOIN net b ON b.namnd = n.namnd AND b.year = n.year - 1
        """,
    ),
    Question(
        "prognosavvikelse, every nämnd",
        "prognosavvikelse",
        {"years": [YEAR]},
        f"""
        WITH best AS ({_sum(FORECASTS)})
        SELECT p.namnd, p.year, p.value - b.value AS value
        FROM best p JOIN best b ON b.namnd = p.namnd AND p.scenario = 'prognos' AND b.scenario = 'budget'
        """,
    ),
)


def queries(folder: Path, kommuner: int = 60) -> Table:
    """Each question asked of many kommuner, the first time for each: nothing can be answered from a cache."""
    store = Store(folder)
    _shelf.ALONE = 10**9  # each question by itself; a page's are answered together
    some = [f"k{1 + i * KOMMUNER // kommuner:03d}" for i in range(kommuner)]
    rows = [_row(store, question, some) for question in QUESTIONS]
    headings = ("question", "hand-written SQL", "the metric's SQL", "ratio", "metric in all", "equal answers")
    return f"Metric queries, {kommuner} kommuner of {KOMMUNER}, p50 (p95)", headings, rows


def _row(store: Store, question: Question, kommuner: Sequence[str]) -> list[str]:
    watch = _Watch(store)
    hand, sql, whole, equal = [], [], [], 0
    for kommun in kommuner:
        evaluate(store, "arsarbetare", kommun, years=[YEAR], report=REPORT)  # what the generation keeps
        hand.append(_timed(lambda: _by_hand(store, question, kommun)))  # noqa: B023
        watch.spent = 0.0
        whole.append(_timed(lambda: _by_metric(store, question, kommun)))  # noqa: B023
        sql.append(watch.spent)
        equal += _by_hand(store, question, kommun) == _by_metric(store, question, kommun)
    watch.stop()
    factor = percentile(sql, 0.5) / percentile(hand, 0.5)
    return [
        question.name,
        *map(_both, (hand, sql)),
        f"{factor:.2f} ×",
        _both(whole),
        f"{equal}/{len(kommuner)}",
    ]


def _both(values: Sequence[float]) -> str:
    return f"{ms(percentile(values, 0.5))} ({ms(percentile(values, 0.95))})"


def _timed(work: Any) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def _by_hand(store: Store, question: Question, kommun: str) -> dict[tuple[str, int], Decimal]:
    rows = store._engine.rows(question.sql, {"kommun": kommun})
    return {(r["namnd"], r["year"]): round(Decimal(r["value"]), 4) for r in rows if r["value"] is not None}


def _by_metric(store: Store, question: Question, kommun: str) -> dict[tuple[str, int], Decimal]:
    answers = evaluate(store, question.key, kommun, report=REPORT, **question.asked)
    return {(a.namnd, a.year): round(a.value, 4) for a in answers if a.value is not None}


class _Watch:
    """Adds up the time that a store's questions take."""

    def __init__(self, store: Store) -> None:
        self.spent = 0.0
        self._engine: Any = store._engine
        for name in ("ask", "rows", "tuples"):
            setattr(self._engine, name, self._timed(getattr(self._engine, name)))

    def _timed(self, ask: Any) -> Any:
        def asked(*given: Any, **named: Any) -> Any:
            begun = time.perf_counter()
            try:
                return ask(*given, **named)
            finally:
                self.spent += (time.perf_counter() - begun) * 1000

        return asked

    def stop(self) -> None:
        """Ask as before."""
        for name in ("ask", "rows", "tuples"):
            delattr(self._engine, name)
