"""What is asked of the store about groups of employees, for the silence that the law asks for."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any, NamedTuple

from store.reader import Row, Store

FULL_TIME_MONTH = 184
"""The most ordinary hours that one employee has in a month: 23 days of eight hours."""

_BOTH = "(SELECT *, '.' AS mark FROM fact UNION ALL SELECT *, '.c' AS mark FROM control_total)"
_MONTHS = "CASE horizon WHEN 'month' THEN 1 WHEN 'year' THEN 12 ELSE month END"
_TOLD = "regexp_matches(measure, $about)"
_HEADS = f"""
WITH each AS (
    SELECT submission, year, namnd, verksamhet, kon, alder, anstallningsform AS form,
           min(value) FILTER (measure = 'antal_anstallda') AS heads,
           min(value / ({FULL_TIME_MONTH} * {_MONTHS})) FILTER (measure = 'ordinarie_timmar') AS posts,
           coalesce(bool_or(status = 'sekretess') FILTER ({_TOLD}), false) AS secret,
           coalesce(bool_or({_TOLD}), false) AS told
    FROM {_BOTH} WHERE kommun = $kommun AND (measure = 'antal_anstallda' OR {_TOLD})
    GROUP BY ALL
)
SELECT s.published_at, s.report, e.year, e.namnd, e.verksamhet, e.kon, e.alder, e.form,
       e.heads, e.posts, e.secret, e.told
FROM each e JOIN submission s ON s.id = e.submission
ORDER BY ALL
"""
_LONG = f"""
WITH each AS (
    SELECT submission, year, month, horizon, namnd, verksamhet,
           (kon <> '')::INT + 2 * (alder <> '')::INT + 4 * (anstallningsform <> '')::INT AS grouping,
           sum(value) AS hours
    FROM {_BOTH} WHERE kommun = $kommun AND measure = 'sjuktimmar_lang' AND scenario = 'utfall'
    GROUP BY ALL
)
SELECT s.published_at, e.year, e.namnd, e.verksamhet
FROM each e JOIN submission s ON s.id = e.submission
WHERE hours > 0 AND hours <= {FULL_TIME_MONTH} * {_MONTHS}
GROUP BY ALL ORDER BY ALL
"""
_CELLS = f"""
SELECT submission, kommun, namnd, verksamhet, measure, year, kon, alder, anstallningsform,
       list(sheet || '!' || cell) AS cells, list(value) AS amounts
FROM {_BOTH} WHERE kommun = $kommun AND status = 'ok' AND {_TOLD}
GROUP BY ALL
"""


class Told(NamedTuple):
    """What one publication says of a group: heads (employees), posts (at least so many, by their hours).

    secret: the report marks it so. told: it tells of the measures that were asked about.
    """

    at: dt.datetime
    report: str
    year: int
    namnd: str
    verksamhet: str
    kon: str
    alder: str
    form: str
    heads: Decimal | None
    posts: float | None
    secret: bool
    told: bool


class Few(NamedTuple):
    """A publication whose long sick leave may be that of one single person."""

    at: dt.datetime
    year: int
    namnd: str
    verksamhet: str


def heads(store: Store, kommun: str, about: str) -> list[Told]:
    """Every group in every report that was ever published, in the order of publication.

    about: a regular expression for the measures of the law.
    """
    return [Told(*row) for row in _tuples(store, _HEADS, kommun=kommun, about=about)]


def few_long(store: Store, kommun: str) -> list[Few]:
    """In the order of publication."""
    return [Few(*row) for row in _tuples(store, _LONG, kommun=kommun)]


def _tuples(store: Store, sql: str, **asked: Any) -> list[tuple[Any, ...]]:
    return store._engine.tuples(sql, asked)


def places(store: Store, kommun: str, about: str) -> list[Row]:
    """Where the numbers stand.

    A row: submission, kommun, namnd, verksamhet, measure, year, the group, cells (`Personal!C7`) and amounts.
    """
    return store._rows(_CELLS, kommun=kommun, about=about)
