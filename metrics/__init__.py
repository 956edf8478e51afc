"""Nyckeltal: one declaration each. `ls metrics/` is the catalogue; files with an underscore are machinery."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from types import ModuleType
from typing import Any

from metrics import _engine, ekonomi, mot_budget, personal, poster, prognos, sekretess
from metrics import matt as _matt
from metrics._model import Answer, Better, Metric, Unit
from store import Store, select

__all__ = ["METRICS", "Answer", "Better", "Metric", "Unit", "evaluate", "series", "trace"]


def _declared(*modules: ModuleType) -> Iterator[Metric]:
    """Every Metric, and every tuple of them, that a module has in a name of its own."""
    for module in modules:
        for name, found in vars(module).items():
            if not name.startswith("_"):
                yield from (
                    m for m in (found if isinstance(found, tuple) else (found,)) if isinstance(m, Metric)
                )


def _by_key(*modules: ModuleType) -> dict[str, Metric]:
    """Key -> metric. Raises ValueError when two different metrics have the same key."""
    found: dict[str, Metric] = {}
    for metric in _declared(*modules):
        if found.setdefault(metric.key, metric) != metric:
            raise ValueError(f"Två nyckeltal har nyckeln {metric.key!r}.")
    return found


METRICS: dict[str, Metric] = _by_key(ekonomi, mot_budget, poster, prognos, personal, _matt)
"""Key -> metric, in the order they are shown."""


def evaluate(
    store: Store,
    key: str,
    kommun: str,
    *,
    namnd: str | Sequence[str] | None = None,
    verksamhet: str = "",
    years: Iterable[int] | None = None,
    report: str | None = None,
    as_of: dt.date | None = None,
    matt: str | None = None,
    vintage: str | None = None,
) -> list[Answer]:
    """What a metric is, one Answer for each nämnd (or verksamhet) and year that reports it.

    namnd: None each nämnd, '' the kommun as a whole, else a code or several.
    verksamhet: '' the whole nämnd, '*' each verksamhet, else a code. years: None all.
    report: 'YYYY-MM', reports up to it (None: the newest); a period is January to its month, each year.
    as_of: what was published then (a date means its end). matt: which verksamhetsmått (None: each).
    vintage: the forecast of which report (None: the newest).
    Raises ValueError, in Swedish, for a key that is not in METRICS.
    """
    return _engine.answers(
        store, _metric(key), kommun, namnd=namnd, verksamhet=verksamhet, years=years, report=report,
        as_of=as_of, matt=matt, vintage=vintage,
    )  # fmt: skip


def series(
    store: Store,
    key: str,
    kommun: str,
    *,
    namnd: str | Sequence[str] | None = None,
    verksamhet: str = "",
    years: Iterable[int] | None = None,
    report: str | None = None,
    as_of: dt.date | None = None,
    matt: str | None = None,
) -> list[Answer]:
    """How a metric has developed: each period that a report tells of, or each report's forecast of the year.

    Everything else as in evaluate.
    """
    return _engine.answers(
        store, _metric(key), kommun, namnd=namnd, verksamhet=verksamhet, years=years, report=report,
        as_of=as_of, matt=matt, vintage=None, every=True,
    )  # fmt: skip


def trace(store: Store, answer: Answer) -> list[dict[str, Any]]:
    """The source cells of an answer, each as Store.fact gives it, in the order of answer.facts.

    A cell that may not be shown (metrics.sekretess) is without its number.
    """
    rows = select.sources(store, answer.kommun, answer.facts)
    return [sekretess.dressed(store, row) for row in rows]


def _metric(key: str) -> Metric:
    if key not in METRICS:
        raise ValueError(f"Okänt nyckeltal: {key}. Kända: {', '.join(METRICS)}.")
    return METRICS[key]
