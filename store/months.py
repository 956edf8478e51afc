"""What is asked of the store about single months: the amounts of a ledger or a SIE file."""

from __future__ import annotations

from collections.abc import Sequence

from store.reader import Row, Store

_MONTHS = """
WITH live AS (
    SELECT f.*, s.published_at FROM fact f JOIN submission s ON s.id = f.submission
    WHERE s.superseded_at IS NULL AND s.withdrawn_at IS NULL
      AND f.kommun = $kommun AND f.namnd = $namnd AND list_contains($measures, f.measure)
      AND f.scenario = 'utfall' AND f.unit = 'kr' AND f.report <= $report
      AND f.kon = '' AND f.alder = '' AND f.anstallningsform = ''
), book AS (
    SELECT year, arg_max(submission, struct_pack(o := role = 'own', r := report, p := published_at))
           AS submission
    FROM live WHERE horizon = 'month' GROUP BY year
)
SELECT l.year, l.month, l.horizon = 'month' AS alone, l.verksamhet, l.measure, l.value, l.report,
       l.submission || '.' || l.nr AS fact
FROM live l JOIN book b ON b.submission = l.submission AND b.year = l.year
ORDER BY l.year, l.month, l.nr
"""


def amounts(store: Store, kommun: str, namnd: str, measures: Sequence[str], report: str) -> list[Row]:
    """Each month alone (`alone`) and January through it, of the one file that tells of each year's months.

    A row: year, month, alone, verksamhet, measure, value (None: missing), report, fact (id of the source).
    """
    asked = {"kommun": kommun, "namnd": namnd, "measures": list(measures), "report": report}
    return store._rows(_MONTHS, **asked)
