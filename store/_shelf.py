"""Everything of a kind at once, for those who ask more than a question or two about the same report.

A page asks some forty nyckeltal about one report, and to plan a question costs DuckDB as much as to answer
it. So the first question of a kind is asked as it stands; then all measures of all nämnder and years are
fetched in one question, and the rest is answered from that: also what is the newest of several forecasts,
and what the verksamheter of a nämnd make together. The rows are the same either way: what is resolved and
summed for one measure, nämnd, scenario, year and month depends on no other.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from store._catalogue import SCENARIOS, Catalogue
from store._shelf_views import newest, over_parts

if TYPE_CHECKING:
    from store.reader import Store
    from store.select import Sum, Wanted

    Row = tuple[Any, ...]
    Ask = Callable[[Store, Wanted, bool, bool], list[Row]]
    Make = Callable[[Row, bool], Sum]

EVERY = ("*",)
"""All measures."""
ALONE = 1
"""So many questions of a kind are asked by themselves; one less where groups (kön, ålder) are added up: one
of those costs as much as all."""
_KINDS = 6  # kept at once: some thousand rows, and megabytes, in each
_MEASURE, _SCENARIO, _VALUE, _LISTS = 2, 3, 7, 10  # where they stand in a row; the texts are around the value
_PLAIN = (False, False)
_TREATED = (_PLAIN, (True, False), (False, True), (True, True))  # (groups, months) added up


class Shelf:
    """Rows by measure and scenario; one becomes a Sum when it is first asked for."""

    def __init__(self, rows: Iterable[Row], make: Callable[[Row], Sum]) -> None:
        self._lock = threading.RLock()
        self._rows: dict[tuple[str, str], list[Row]] = {}
        for row in _sharing(rows):
            self._rows.setdefault((row[_MEASURE], row[_SCENARIO]), []).append(row)
        self._measures = {measure for measure, _ in self._rows}
        self._make = make
        self._made: dict[tuple[Any, ...], list[Sum]] = {}

    def of(self, wanted: Wanted, measure: str, parts: bool) -> Iterator[Sum]:
        """The rows of a measure, or ('matt:') of those that begin so, that a question is about.

        parts: what the verksamheter of each nämnd make together.
        """
        prefix = measure.endswith(":")
        for name in [m for m in self._measures if m.startswith(measure)] if prefix else [measure]:
            for scenario in wanted.scenarios:
                known = self._known(name, scenario, wanted.vintages, parts)
                yield from (row for row in known if _about(row, wanted))

    def _known(self, measure: str, scenario: str, vintages: bool, parts: bool) -> list[Sum]:
        key = (measure, scenario, vintages, parts)
        with self._lock:
            if key not in self._made:
                self._made[key] = self._view(*key)
            return self._made[key]

    def _view(self, measure: str, scenario: str, vintages: bool, parts: bool) -> list[Sum]:
        if parts:
            return over_parts(self._known(measure, scenario, vintages, False))
        if not vintages:
            return newest(self._known(measure, scenario, True, False))
        return [self._make(row) for row in self._rows.pop((measure, scenario), ())]


def _sharing(rows: Iterable[Row]) -> Iterator[Row]:
    """The same rows, in which the same text is one object: thousands say the same nämnd, year and unit."""
    keep: Callable[[Any, Any], Any] = {}.setdefault
    for row in rows:
        last = row[_LISTS:] if isinstance(row[_LISTS], list) else [keep(text, text) for text in row[_LISTS:]]
        yield (*[keep(text, text) for text in row[:_VALUE]], *row[_VALUE:_LISTS], *last)


def _about(row: Sum, wanted: Wanted) -> bool:
    return (
        row.month in wanted.months
        and (wanted.years is None or wanted.years[0] <= row.year <= wanted.years[1])
        and (wanted.namnder is None or row.namnd in wanted.namnder)
        and (wanted.verksamhet in ("", "*") or row.verksamhet == wanted.verksamhet)
    )


def from_shelves(
    store: Store, catalogue: Catalogue, wanted: Wanted, parts: bool, ask: Ask, make: Make
) -> list[Sum] | None:
    """The answer from what has been, or now is, fetched at once; None while too few have asked.

    parts: of what the verksamheter make together.
    """
    kind = _kind(wanted, parts)
    tally = _tally(store, store._engine.attached, kind, parts and bool(wanted.grouped), bool(wanted.grouped))
    tally.append(1)
    if len(tally) + bool(wanted.grouped) <= ALONE:
        return None
    found: list[Sum] = []
    for treatment, measures in _treated(wanted):
        # Groups are added up within each forecast: of them, nothing is worked out from other rows.
        plain = treatment == _PLAIN
        whole = _whole(kind if plain else replace(kind, vintages=wanted.vintages), catalogue, treatment)
        added = parts and not plain
        if added:
            whole = replace(whole, verksamhet=wanted.verksamhet)
        totals = whole.verksamhet == "" and not added and bool(catalogue.totals)
        shelf = _shelf(store, store._engine.attached, whole, added, totals, ask, make)
        asked = wanted if plain else replace(wanted, vintages=True)
        found += [row for m in measures for row in shelf.of(asked, m, parts and plain)]
    return found


def _treated(wanted: Wanted) -> Iterator[tuple[tuple[bool, bool], list[str]]]:
    """The ways in which groups and months are added up, and the measures that are treated so."""
    grouped, monthly = set(wanted.grouped), set(wanted.monthly if wanted.grouped else ())
    treated = {m: (m in grouped, m in monthly) for m in wanted.measures}
    for treatment in _TREATED:
        if measures := [m for m in treated if treated[m] == treatment]:
            yield treatment, measures


def _kind(wanted: Wanted, parts: bool) -> Wanted:
    """The question without what is chosen among the rows, or made of them, afterwards."""
    last = {int(wanted.report[5:])} - {0}
    return replace(
        wanted,
        measures=EVERY,
        scenarios=SCENARIOS,
        months=tuple(sorted({12, *last, *wanted.months})),
        years=None,
        namnder=None,
        verksamhet="*" if wanted.verksamhet or parts else "",
        vintages=True,
        grouped=(),
        monthly=(),
        alone=(),
        instead=(),
    )


def _whole(kind: Wanted, catalogue: Catalogue, treatment: tuple[bool, bool]) -> Wanted:
    """All measures; those whose groups or months are added up are asked for by themselves."""
    groups, months = treatment
    split = tuple(sorted(catalogue.split))
    if treatment == _PLAIN:
        return kind
    return replace(kind, measures=split, grouped=split if groups else ("",), monthly=split if months else ())


@lru_cache(maxsize=64)
def _tally(_store: Store, _generation: int, _kind: Wanted, _added: bool, _grouped: bool) -> list[int]:
    """Grows by one for each question of a kind."""
    return []


@lru_cache(maxsize=_KINDS)
def _shelf(
    store: Store, _generation: int, whole: Wanted, added: bool, totals: bool, ask: Ask, make: Make
) -> Shelf:
    return Shelf(ask(store, whole, added, totals), lambda row: make(row, added))
