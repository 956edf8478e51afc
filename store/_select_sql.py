"""The SQL of store.select. Values go in as parameters; only conditions and months are put together."""

from __future__ import annotations

from collections.abc import Sequence

from store._sql import KNOWN_AT, OF_THE_KOMMUN

# What is said of a nämnd as a whole may stand only in a sum row above its verksamheter (a control total):
# that row is then the nämnd's own figure, never added to its parts. A sum of a group of nämnder is nobody's.
_FACTS = "SELECT *, 'fact' AS origin FROM fact"
_STATED = f"""(
    {_FACTS}
    UNION ALL
    SELECT *, 'control_total' AS origin FROM control_total
    WHERE namnd <> '' AND verksamhet = ''
    AND NOT starts_with(namnd, 'summa-') AND NOT starts_with(namnd, 'total')
) f"""
SUBMISSIONS = f"""
SELECT s.id, s.report, {KNOWN_AT} AS counts, {OF_THE_KOMMUN} AS own FROM submission s
WHERE s.kommun = $kommun
"""
_VINTAGE = "CASE WHEN f.scenario <> 'prognos' THEN '' WHEN f.basis = '' THEN f.report ELSE f.basis END"
# Ids are put together last: a text for each row that was considered costs more than the rest of a question.
_ID = "{0}.submission || CASE {0}.origin WHEN 'fact' THEN '.' ELSE '.c' END || {0}.nr"
CATALOGUE = f"""
SELECT f.namnd, f.verksamhet, f.measure,
       list(DISTINCT (CAST(replace(f.report, '-', '') AS BIGINT) * 10000 + f.year) * 10
            + CASE f.scenario WHEN 'utfall' THEN 0 WHEN 'budget' THEN 1 ELSE 2 END) AS marks,
       coalesce(list(DISTINCT f.year || '|' || f.basis)
                FILTER (f.scenario = 'prognos' AND f.basis NOT IN ('', f.report)), []) AS vintages,
       bool_or(f.kon <> '' OR f.alder <> '' OR f.anstallningsform <> '' OR f.horizon = 'month') AS split,
       bool_or(f.origin = 'control_total') AS totals
FROM {_STATED} WHERE f.kommun = $kommun AND NOT list_contains($dead, f.submission)
GROUP BY ALL
"""
SOURCES = f"""
SELECT f.*, {_ID.format("f")} AS id FROM {_STATED}
WHERE f.kommun = $kommun AND list_contains($submissions, f.submission)
AND list_contains($facts, id)
"""

_LACK = "CASE WHEN f.value IS NULL THEN f.status || '|' || f.sheet || '!' || f.cell END"
_BEST = f"""
    SELECT f.namnd, f.verksamhet, f.measure, f.scenario, f.year, f.month, {{keys}},
           arg_max(struct_pack(value := f.value, step := f.step, submission := f.submission,
                               origin := f.origin, nr := f.nr,
                               report := f.report, unit := f.unit, through := f.measured_through,
                               vintage := {_VINTAGE}, lack := {_LACK}),
                   struct_pack(vintage := {_VINTAGE}, own := f.role = 'own', report := f.report,
                               basis := f.basis, submission := f.submission, plain := f.origin = 'fact',
                               whole := f.horizon = 'year', first := -f.nr)) AS b
    FROM {{source}} WHERE {{where}}
    GROUP BY ALL
"""
_CELL = f"""
    SELECT namnd, verksamhet, measure, scenario, year, month, b.vintage AS vintage, b.value AS value,
           b.step AS step, [{_ID.format("b")}] AS facts, [b.report] AS reports, [b.unit] AS units,
           [b.through] AS throughs,
           b.lack AS lack
    FROM best
"""

# The groups (kön, ålder, anställningsform) of a measure that has no total: of each month the coarsest
# grouping, complete when it has as many values as that grouping has in the year's fullest month; then the
# months that are needed when the last of them is there, unless the report gives the sum itself.
_COARSEST = """
    SELECT *, (kon <> '')::INT + 2 * (alder <> '')::INT + 4 * (anstallningsform <> '')::INT AS grouping
    FROM best
    QUALIFY grouping = min(grouping) OVER (
        PARTITION BY namnd, verksamhet, measure, scenario, year, month, monthly, b.vintage)
"""
_MONTHS = f"""
    SELECT namnd, verksamhet, measure, scenario, year, month, monthly, b.vintage AS vintage, grouping,
           count(*) AS cells, count(b.value) AS filled, sum(b.value) AS value, sum(b.step) AS step,
           list({_ID.format("b")} ORDER BY kon, alder, anstallningsform) AS facts,
           list(DISTINCT b.report) AS reports,
           list(DISTINCT b.unit) AS units, list(DISTINCT b.through) AS throughs, min(b.lack) AS lack
    FROM coarsest GROUP BY ALL
"""
_COMPLETE = """
    SELECT *, filled = CASE WHEN monthly THEN max(cells) OVER (
        PARTITION BY namnd, verksamhet, measure, scenario, year, monthly, vintage, grouping)
        ELSE cells END AS complete
    FROM months
"""
_GROUPED_CELL = """
    SELECT namnd, verksamhet, measure, scenario, year, month, vintage,
           CASE WHEN complete THEN value END AS value, step, facts, reports, units, throughs,
           CASE WHEN NOT complete THEN lack END AS lack
    FROM complete WHERE NOT monthly
    UNION ALL
    SELECT m.namnd, m.verksamhet, m.measure, m.scenario, m.year, w.month, m.vintage,
           CASE WHEN count(*) FILTER (m.complete) = w.month THEN sum(m.value) END, sum(m.step),
           flatten(list(m.facts ORDER BY m.month)), list_distinct(flatten(list(m.reports))),
           list_distinct(flatten(list(m.units))), list_distinct(flatten(list(m.throughs))),
           CASE WHEN count(*) FILTER (m.complete) < w.month
                THEN 'manader|' || list_filter(range(1, w.month + 1), lambda k: NOT list_contains(
                    coalesce(list(m.month) FILTER (m.complete), []), k))::VARCHAR END
    FROM complete m JOIN (VALUES {months}) w(month) ON m.month <= w.month
    WHERE m.monthly AND NOT EXISTS (
        FROM complete d WHERE NOT d.monthly AND d.namnd = m.namnd AND d.verksamhet = m.verksamhet
        AND d.measure = m.measure AND d.scenario = m.scenario AND d.year = m.year AND d.month = w.month
        AND d.vintage = m.vintage)
    GROUP BY m.namnd, m.verksamhet, m.measure, m.scenario, m.year, w.month, m.vintage
    HAVING bool_or(m.month = w.month)
"""

_EACH = """
SELECT namnd, verksamhet, measure, scenario, year, month, vintage, value, step,
       facts, reports, units, throughs, lack
FROM cell
"""
_EACH_SIMPLE = f"""
SELECT namnd, verksamhet, measure, scenario, year, month, b.vintage AS vintage, b.value AS value,
       b.step AS step, {_ID.format("b")} AS facts, b.report AS reports, b.unit AS units,
       b.through AS throughs, b.lack AS lack
FROM best
"""
_OVER_PARTS = """
SELECT namnd, '' AS verksamhet, measure, scenario, year, month, vintage,
       sum(value) AS value, sum(step) AS step,
       coalesce(list(verksamhet ORDER BY verksamhet) FILTER (value IS NOT NULL), []) AS parts,
       flatten(list(facts ORDER BY verksamhet)) AS facts, list_distinct(flatten(list(reports))) AS reports,
       list_distinct(flatten(list(units))) AS units, list_distinct(flatten(list(throughs))) AS throughs,
       coalesce(list(verksamhet || '|' || lack ORDER BY verksamhet) FILTER (lack IS NOT NULL), []) AS lacks
FROM cell GROUP BY ALL
"""


def sums(
    where: str, *, grouped: bool, vintages: bool, over_parts: bool, totals: bool, months: Sequence[int]
) -> str:
    """The question for store.select.sums.

    over_parts: add the verksamheter of each nämnd. totals: sum rows may be the nämnder's own figures.
    """
    best = _BEST.replace("{source}", _STATED if totals else f"({_FACTS}) f")
    steps = _grouped(best, where, vintages, months) if grouped else _simple(best, where, vintages, months)
    if not grouped and not over_parts:
        # One fact a row: lists of one would cost more than the facts.
        return f"WITH best AS ({steps['best']}) {_EACH_SIMPLE}"
    named = ", ".join(f"{name} AS ({sql})" for name, sql in steps.items())
    return f"WITH {named} {_OVER_PARTS if over_parts else _EACH}"


def _simple(best: str, where: str, vintages: bool, months: Sequence[int]) -> dict[str, str]:
    only = f"{where} AND {_direct(months)} AND f.kon = '' AND f.alder = '' AND f.anstallningsform = ''"
    return {"best": best.format(keys=_key(vintages), where=only), "cell": _CELL}


def _grouped(best: str, where: str, vintages: bool, months: Sequence[int]) -> dict[str, str]:
    keys = f"{_key(vintages)}, f.kon, f.alder, f.anstallningsform, f.horizon = 'month' AS monthly"
    only = f"{where} AND ({_direct(months)} OR f.horizon = 'month')"
    return {
        "best": best.format(keys=keys, where=only),
        "coarsest": _COARSEST,
        "months": _MONTHS,
        "complete": _COMPLETE,
        "cell": _GROUPED_CELL.format(months=", ".join(f"({m})" for m in months)),
    }


def _key(vintages: bool) -> str:
    return f"{_VINTAGE if vintages else repr('')} AS vintage_key"


def _direct(months: Sequence[int]) -> str:
    """January up to one of the months; up to December is also the whole year."""
    among = f"= {months[0]:d}" if len(months) == 1 else f"IN ({', '.join(f'{m:d}' for m in months)})"
    return f"(f.horizon = 'period' OR f.horizon = 'year' AND f.month = 12) AND f.month {among}"
