"""Everything of a kind at once, for those who ask more than a few questions about the same report.

A page asks some forty nyckeltal about one report, and to plan a question costs DuckDB as much as to answer
it. So the first questions of a kind are asked as they stand; then all measures of all nämnder and years are
fetched in one question, and the rest is answered from that. The rows are the same either way: what is
resolved and summed for one measure, nämnd, scenario, year and month depends on no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from store._catalogue import SCENARIOS, Catalogue

if TYPE_CHECKING:
    from store.reader import Store
    from store.select import Sum, Wanted

    Ask = Callable[[Store, Wanted, bool, bool], list[Sum]]

EVERY = ("*",)
"""All measures."""
ALONE = 2
"""So many questions of a kind are asked by themselves; three times as many of those that add up groups (kön,
ålder), which take longer to fetch."""
_KINDS = 6  # kept at once: some thousand rows, and megabytes, in each
_TREATED = ((False, False), (True, False), (False, True), (True, True))  # (groups, months) added up


class Shelf:
    """Rows by measure and scenario."""

    def __init__(self, rows: Iterable[Sum]) -> None:
        self._rows: dict[str, dict[str, list[Sum]]] = {}
        for row in rows:
            self._rows.setdefault(row.measure, {}).setdefault(row.scenario, []).append(row)

    def of(self, wanted: Wanted, measure: str) -> Iterator[Sum]:
        """The rows of a measure, or ('matt:') of those that begin so, that a question is about."""
        prefix = measure.endswith(":")
        there = [m for m in self._rows if m.startswith(measure)] if prefix else [measure]
        for name in there:
            known = self._rows.get(name, {})
            for scenario in wanted.scenarios:
                yield from (row for row in known.get(scenario, ()) if _about(row, wanted))


def _about(row: Sum, wanted: Wanted) -> bool:
    return (
        row.month in wanted.months
        and (wanted.years is None or wanted.years[0] <= row.year <= wanted.years[1])
        and (wanted.namnder is None or row.namnd in wanted.namnder)
        and (wanted.verksamhet in ("", "*") or row.verksamhet == wanted.verksamhet)
    )


def from_shelves(
    store: Store, catalogue: Catalogue, wanted: Wanted, over_parts: bool, ask: Ask
) -> list[Sum] | None:
    """The answer from what has been, or now is, fetched at once; None while too few have asked."""
    kind = _kind(wanted)
    tally = _tally(store, store._engine.attached, kind, over_parts, bool(wanted.grouped))
    tally.append(1)
    if len(tally) <= (3 * ALONE if wanted.grouped else ALONE):
        return None
    grouped, monthly = set(wanted.grouped), set(wanted.monthly if wanted.grouped else ())
    treated = {m: (m in grouped, m in monthly) for m in wanted.measures}
    found: list[Sum] = []
    for treatment in _TREATED:
        if measures := [m for m in treated if treated[m] == treatment]:
            whole = _whole(kind, catalogue, treatment)
            totals = not over_parts and not kind.verksamhet and bool(catalogue.totals)
            shelf = _shelf(store, store._engine.attached, whole, over_parts, totals, ask)
            found += [row for m in measures for row in shelf.of(wanted, m)]
    return found


def _kind(wanted: Wanted) -> Wanted:
    """The question without what is chosen among the rows afterwards."""
    newest = {int(wanted.report[5:])} - {0}
    return replace(
        wanted,
        measures=EVERY,
        scenarios=SCENARIOS,
        months=tuple(sorted({12, *newest, *wanted.months})),
        years=None,
        namnder=None,
        verksamhet="*" if wanted.verksamhet else "",
        grouped=(),
        monthly=(),
        alone=(),
        instead=(),
    )


def _whole(kind: Wanted, catalogue: Catalogue, treatment: tuple[bool, bool]) -> Wanted:
    """All measures; those whose groups or months are added up are asked for by themselves."""
    groups, months = treatment
    split = tuple(sorted(catalogue.split))
    if not groups and not months:
        return kind
    return replace(kind, measures=split, grouped=split if groups else ("",), monthly=split if months else ())


@lru_cache(maxsize=64)
def _tally(_store: Store, _generation: int, _kind: Wanted, _over_parts: bool, _grouped: bool) -> list[int]:
    """Grows by one for each question of a kind."""
    return []


@lru_cache(maxsize=_KINDS)
def _shelf(store: Store, _generation: int, whole: Wanted, over_parts: bool, totals: bool, ask: Ask) -> Shelf:
    return Shelf(ask(store, whole, over_parts, totals))
