"""What the metrics ask the store: resolved and summed amounts (`resolved`), what is reported at all
(`catalogue`), and the source cells (`sources`). The one place of the metrics' SQL.

Resolution: of all facts with the same key, the report's own comes before a comparison column, then the newest
report, then the newest budget version, then the latest published. The key of a forecast has its vintage.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from store import _select_sql, _sql
from store._catalogue import Catalogue
from store._shelf import EVERY, from_shelves
from store.reader import NOW, Store, _of_submission

__all__ = ["NOW", "Catalogue", "Sum", "Wanted", "catalogue", "resolved", "sources"]

Times = Mapping[tuple[str, str, str, int], Set[str]]
NONE: frozenset[str] = frozenset()


class Sum(NamedTuple):
    """One measure of one entity in one scenario, year, month and vintage.

    value: its own fact, else the sum of its parts. step: sum of the rounding steps.
    parts: the verksamheter that have a value, [''] for the entity's own. lacks: 'part|why|where' of others.
    throughs: 'YYYY-MM' of facts that are measured through another month, '' of the others.
    """

    namnd: str
    verksamhet: str
    measure: str
    scenario: str
    year: int
    month: int
    vintage: str
    value: Decimal | None
    step: Decimal
    parts: list[str]
    facts: list[str]
    reports: list[str]
    units: list[str]
    throughs: list[str]
    lacks: list[str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question: which facts to resolve and sum.

    months: January up to each of them; (12,) is also the whole year. years: inclusive bounds, None for all.
    verksamhet: '' the nämnder, '*' each verksamhet. vintages: every forecast, else the newest of each.
    grouped: measures whose groups (kön, ålder) are added up where there is no total.
    monthly: those whose months are. dead: submissions that do not count.
    instead: measures that are not needed where one of each group of others is there.
    alone: measures that are never summed over verksamheter.
    """

    kommun: str
    measures: tuple[str, ...]
    scenarios: tuple[str, ...]
    report: str
    months: tuple[int, ...]
    years: tuple[int, int] | None = None
    namnder: tuple[str, ...] | None = None
    verksamhet: str = ""
    vintages: bool = False
    grouped: tuple[str, ...] = ()
    monthly: tuple[str, ...] = ()
    dead: tuple[str, ...] = ()
    instead: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = ()
    alone: tuple[str, ...] = ()


def resolved(store: Store, catalogue: Catalogue, wanted: Wanted) -> tuple[list[Sum], list[Sum]]:
    """What stands for the entities themselves, and, where something is not there, what their parts make."""
    own = _sums(store, catalogue, wanted, over_parts=False)
    if wanted.verksamhet or not (namnder := _without_own(catalogue, wanted, own)):
        return own, []
    few = replace(wanted, namnder=tuple(sorted(namnder)))
    return own, _sums(store, catalogue, few, over_parts=True)


def _without_own(catalogue: Catalogue, wanted: Wanted, own: Iterable[Sum]) -> set[str]:
    """The nämnder whose verksamheter have what the nämnd itself lacks: an amount, a newer forecast."""
    has, filled = _times(own), _times(row for row in own if row.value is not None)
    instead = dict(wanted.instead)
    summed = set(wanted.measures) - set(wanted.alone)
    return {
        namnd
        for namnd, measure, below in catalogue.of_verksamheter(summed, wanted.namnder)
        for (scenario, year), theirs in below.items()
        if scenario in wanted.scenarios and (not wanted.years or wanted.years[0] <= year <= wanted.years[1])
        for mine in [has.get((namnd, measure, scenario, year), NONE)]
        for posts in [_all_of(filled, namnd, instead.get(measure, ()), scenario, year)]
        if _more(wanted, scenario, year, mine | posts, theirs)
    }


def _times(rows: Iterable[Sum]) -> Times:
    """namnd, measure, scenario, year -> the months, or the forecasts, that there are."""
    times: dict[tuple[str, str, str, int], set[str]] = {}
    for row in rows:
        when = row.vintage or f"{row.month:02d}"
        times.setdefault((row.namnd, row.measure, row.scenario, row.year), set()).add(when)
    return times


def _all_of(times: Times, namnd: str, groups: Sequence[Sequence[str]], scenario: str, year: int) -> Set[str]:
    """When one measure of each group is there; never, when there are no groups."""
    found = [
        frozenset().union(*(times.get((namnd, m, scenario, year), NONE) for m in group)) for group in groups
    ]
    return frozenset.intersection(*found) if found else NONE


def _more(wanted: Wanted, scenario: str, year: int, mine: Set[str], theirs: Set[str]) -> bool:
    """True when the verksamheter may have a forecast, or a month, that is not among the nämnd's own."""
    known = {r for r in theirs if r.removeprefix("fg:") <= wanted.report}
    if scenario == "prognos":
        newest = max((r for r in known if not r.startswith("fg:")), default="")
        return bool(known - mine) if wanted.vintages else newest > max(mine, default="")
    if not known or (wanted.months == (12,) and not _whole(scenario, year, known)):
        return False
    return not mine or (len(wanted.months) > 1 and bool(_months(scenario, year, known) - mine))


def _months(scenario: str, year: int, reports: Set[str]) -> set[str]:
    """The months that these reports may tell of: their own, and the whole year."""
    return {r[5:] for r in reports} | ({"12"} if _whole(scenario, year, reports) else set())


def _whole(scenario: str, year: int, reports: Set[str]) -> bool:
    """Whether they may tell of the whole year: its outcome not before it is over."""
    return scenario == "budget" or max(reports) >= f"{year}-12"


def _sums(store: Store, catalogue: Catalogue, wanted: Wanted, *, over_parts: bool) -> list[Sum]:
    """One Sum for each entity, measure, scenario, year, month and vintage found."""
    if not wanted.months or not catalogue.has(wanted.measures, wanted.scenarios):
        return []
    found = from_shelves(store, catalogue, wanted, over_parts, _asked, _made)
    if found is None:
        names = wanted.measures
        totals = not (over_parts or wanted.verksamhet) and any(t.startswith(names) for t in catalogue.totals)
        found = [_made(row, over_parts) for row in _asked(store, wanted, over_parts, totals)]
    return found


def _asked(store: Store, wanted: Wanted, over_parts: bool, totals: bool) -> list[tuple[Any, ...]]:
    """One question to the store."""
    where, parameters = _where(wanted, over_parts)
    sql = _select_sql.sums(
        where,
        grouped=bool(wanted.grouped),
        vintages=wanted.vintages,
        over_parts=over_parts,
        totals=totals,
        months=wanted.months,
    )
    return store._engine.tuples(sql, parameters)


def _made(row: tuple[Any, ...], over_parts: bool) -> Sum:
    return Sum(*row) if over_parts else _own(*row)


_ITSELF = [""]
_NONE: list[str] = []


def _own(
    namnd: str, verksamhet: str, measure: str, scenario: str, year: int, month: int, vintage: str,
    value: Decimal | None, step: Decimal, facts: Any, reports: Any, units: Any, throughs: Any, lack: str,
) -> Sum:  # fmt: skip
    """The Sum of an entity's own fact; of several (kön, ålder, months) when the row has lists."""
    parts, lacks = (_ITSELF, _NONE) if value is not None else (_NONE, [f"|{lack}"])
    if isinstance(facts, str):
        facts, reports, units, throughs = [facts], _one(reports), _one(units), _one(throughs)
    return Sum(
        namnd, verksamhet, measure, scenario, year, month, vintage,
        value, step, parts, facts, reports, units, throughs, lacks,
    )  # fmt: skip


@lru_cache(maxsize=1024)
def _one(text: str) -> list[str]:
    """A list of one; the same for all rows that say the same, since nobody changes it."""
    return [text]


def _where(wanted: Wanted, over_parts: bool) -> tuple[str, dict[str, Any]]:
    """The conditions on fact f, and their parameters."""
    parameters: dict[str, Any] = {"kommun": wanted.kommun, "report": wanted.report}
    every = tuple(m for m in wanted.measures if m.endswith(":"))
    conditions = [
        "f.kommun = $kommun",
        "f.report <= $report",
        _one_of("f.scenario", "scenario", wanted.scenarios, parameters),
    ]
    if wanted.measures != EVERY:
        named = _one_of("f.measure", "measure", [m for m in wanted.measures if m not in every], parameters)
        conditions.append(_any(named, *(f"starts_with(f.measure, '{prefix}')" for prefix in every)))
    if wanted.years:
        parameters |= {"first": wanted.years[0], "last": wanted.years[1]}
        conditions.append("f.year BETWEEN $first AND $last")
    if wanted.namnder is not None:
        conditions.append(_one_of("f.namnd", "namnd", wanted.namnder, parameters))
    if wanted.grouped:
        conditions += [_only("grouped", wanted.grouped, _TOTAL, parameters)]
        conditions += [_only("monthly", wanted.monthly, "f.horizon <> 'month'", parameters)]
    if wanted.dead:
        conditions.append("NOT " + _one_of("f.submission", "dead", wanted.dead, parameters))
    conditions.append(_of_verksamhet("*" if over_parts else wanted.verksamhet, parameters))
    if over_parts:
        conditions.append("f.namnd <> ''")
    if not wanted.vintages:
        conditions.append("NOT starts_with(f.basis, 'fg:')")
    return " AND ".join(conditions), parameters


_TOTAL = "f.kon = '' AND f.alder = '' AND f.anstallningsform = ''"


def _only(name: str, measures: Sequence[str], condition: str, parameters: dict[str, Any]) -> str:
    """The condition, but for these measures."""
    return f"({_one_of('f.measure', name, measures, parameters)} OR {condition})"


def _of_verksamhet(verksamhet: str, parameters: dict[str, Any]) -> str:
    if verksamhet == "*":
        return "f.verksamhet <> ''"
    parameters["verksamhet"] = verksamhet
    return "f.verksamhet = $verksamhet"


def _one_of(column: str, name: str, values: Sequence[str], parameters: dict[str, Any]) -> str:
    """`column IN ($name0, $name1)`; false when there are no values."""
    parameters |= {f"{name}{i}": value for i, value in enumerate(values)}
    marks = ", ".join(f"${name}{i}" for i in range(len(values)))
    return f"{column} IN ({marks})" if values else "false"


def _any(*conditions: str) -> str:
    real = [c for c in conditions if c != "false"]
    return "(" + " OR ".join(real or ["false"]) + ")"


def catalogue(store: Store, kommun: str, as_of: dt.datetime = NOW) -> Catalogue:
    """The catalogue of a kommun as it stood; kept for the generation."""
    return _catalogue(store, store.generation, kommun, as_of)


@lru_cache(maxsize=32)
def _catalogue(store: Store, _generation: int, kommun: str, as_of: dt.datetime) -> Catalogue:
    known = store._rows(_select_sql.SUBMISSIONS, kommun=kommun, as_of=as_of)
    dead = [row["id"] for row in known if not row["counts"]]
    rows = store._engine.tuples(_select_sql.CATALOGUE, {"kommun": kommun, "dead": dead})
    return Catalogue([row["report"] for row in known if row["counts"] and row["own"]], dead, rows)


def sources(store: Store, kommun: str, facts: Sequence[str]) -> list[dict[str, Any]]:
    """The facts with these ids, as Store.fact gives them, in the same order."""
    submissions = sorted({fact.rpartition(".")[0] for fact in facts})
    about = {row["id"]: row for s in submissions for row in store._rows(_sql.SUBMISSION_STATE, submission=s)}
    rows = store._rows(_select_sql.SOURCES, kommun=kommun, submissions=submissions, facts=list(facts))
    found = {row["id"]: store._dressed(row, row["origin"]) for row in rows}
    return [found[f] | _of_submission(about[found[f]["submission"]]) for f in facts if f in found]
