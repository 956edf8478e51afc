"""Sekretess: which figures about sick leave may be shown. Pages, exports and evaluate all ask here.

SFS 2002:1065: a group's figure is left out when the group has at most ten employees, or when it can point at
one person. What could be worked out from figures that are shown is left out too (_tystnad.py). How it is
decided, for each kommun and calendar year, once for all months, periods, reports and dates of that year:

1. A group is small when any report of the year says at most ten employees. When none says how many, its
   ordinary hours do: nobody has more than 184 in a month; else the reports of other years. When nothing is
   known a group is left out, but what a nämnd or the kommun says of all its employees is shown.
2. Long sick leave (and with it the short) is left out where so few hours may be those of one person.
3. Others are left out so that no sum over groups, verksamheter or nämnder gives a small group. A group with
   no employees has no hours, which anyone can see, so it covers for none.
4. What was shown in one publication is known for good (_replay.py): figures are left out so that later ones,
   corrections and nämnder that report late do not give a small group away together with it. Nor do the
   later figures of a group that was shown before it became small.
5. Texts that tell of sick leave are without the sentences that give such a figure (_said.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from metrics._lattice import Cell
from metrics._model import Answer, Metric
from metrics._replay import ALONE, SHIELD, SMALL, UNKNOWN, Hidden, merged, of_year
from store import Store, codes, groups
from store.records import REPORTED

ABOUT = (
    "sjuk(franvaro|tim|dag|tal|skriv|lon|period)|(kort|lang)tidssjuk|frisk(tal|narvaro)|langtidsfrisk|"
    "(^|:)(ordinarie|arbetade)_timmar"
)
"""Codes of measures that tell how much the employees are away sick, or how much of their time it is."""
_LONG = "lang|kort|60"
WORDS = {
    SMALL: "visas inte: gruppen har högst tio anställda",
    UNKNOWN: "visas inte: det är inte känt om gruppen har fler än tio anställda",
    ALONE: "visas inte: talet kan gälla en enda person",
    SHIELD: "visas inte: då skulle en liten grupps tal gå att räkna ut",
}


@dataclass(frozen=True, slots=True)
class Silence:
    """What is left out of a kommun's figures: year -> cell -> why (a key of WORDS).

    namnder: those that a year's sums are made of; expected: those that the sums of a group are.
    """

    years: Mapping[int, Hidden]
    long: Mapping[int, Hidden]
    known: Mapping[int, frozenset[Cell]]
    namnder: Mapping[int, frozenset[str]]
    expected: Mapping[int, frozenset[str]]

    def why(self, cell: Cell, year: int, *, long: bool = False) -> str:
        """Why a figure is left out, a key of WORDS; '' when it may be shown."""
        reason = (self.long if long else self.years).get(year, {}).get(cell, "")
        if reason or cell in self.known.get(year, frozenset()):
            return reason
        return UNKNOWN if cell.dims or self.whole_left_out(year, long=long) else ""

    def whole_left_out(self, year: int, *, long: bool = False) -> bool:
        """True when a whole nämnd's (or verksamhet's) figure is left out: then no other sum may be shown."""
        return any(not cell.dims for cell in (self.long if long else self.years).get(year, {}))

    def is_all(self, cell: Cell, parts: Iterable[str], year: int) -> bool:
        """True when `parts` are all the nämnder of the kommun, or all the verksamheter of the nämnd."""
        own = {c.verksamhet for c in self.known.get(year, ()) if c.namnd == cell.namnd and c.verksamhet}
        return set(parts) == (own if cell.namnd else self.namnder.get(year, frozenset()))


@lru_cache(maxsize=4096)
def about(measure: str) -> bool:
    """Whether a measure (also a printed difference, also a mått) tells of what the law speaks of."""
    return re.search(ABOUT, measure) is not None


@lru_cache(maxsize=4096)
def long(measure: str) -> bool:
    """Whether it tells long and short sick leave apart."""
    return about(measure) and re.search(_LONG, measure) is not None


def silence(store: Store, kommun: str) -> Silence:
    """What is left out of a kommun's figures; kept for the generation."""
    return _silence(store, store.generation, kommun)


def _sizes(told: Mapping[int, list[groups.Told]], year: int) -> tuple[groups.Told, ...]:
    """The fewest that other years count, of the groups that this year tells of without saying how many."""
    own = merged(told[year])
    sized = {row[3:8] for row in own if row.heads is not None or row.posts is not None}
    asked = {row[3:8] for row in own} - sized
    others = (r for y, rows in told.items() if y != year for r in rows if r[3:8] in asked)
    return tuple(row._replace(told=False, secret=False) for row in merged(others))


@lru_cache(maxsize=32)
def _silence(store: Store, _generation: int, kommun: str) -> Silence:
    spans = tuple((n.code, int(n.valid_from or 0), int(n.valid_to or 9999)) for n in codes.namnder(kommun))
    told: dict[int, list[groups.Told]] = {}
    for row in groups.heads(store, kommun, ABOUT):
        told.setdefault(row.year, []).append(row)
    few = groups.few_long(store, kommun)
    years = {
        year: of_year(
            tuple(told[year]),
            merged(told.get(year - 1, ())),
            tuple(f for f in few if f.year == year),
            spans,
            _sizes(told, year),
        )
        for year in sorted(told)
    }
    return Silence(
        {year: one.hidden for year, one in years.items()},
        {year: one.long for year, one in years.items()},
        {year: one.cells for year, one in years.items()},
        {year: one.namnder for year, one in years.items()},
        {year: one.expected for year, one in years.items()},
    )


# --- who asks ---


def of_metric(metric: Metric) -> tuple[str, ...]:
    """The measures of the law that a metric is made of."""
    leaves = [*metric.value.leaves(), *([metric.reported] if metric.reported else [])]
    return tuple(dict.fromkeys(m for leaf in leaves for m in leaf.quantity.measures if about(m)))


def masked(store: Store, metric: Metric, answers: list[Answer]) -> list[Answer]:
    """The answers of a metric, without what may not be shown."""
    measures = of_metric(metric)
    if not any(measures or about(a.matt) for a in answers):
        return answers
    known = silence(store, answers[0].kommun)
    shifts = {leaf.shift for leaf in metric.value.leaves()}
    return [
        _masked(known, a, shifts, any(map(long, (*measures, a.matt)))) if measures or about(a.matt) else a
        for a in answers
    ]


def _masked(known: Silence, answer: Answer, shifts: Iterable[int], split: bool) -> Answer:
    cell = Cell(answer.namnd, answer.verksamhet)
    reasons = [known.why(cell, answer.year + shift, long=split) for shift in sorted(shifts, reverse=True)]
    reason = next(filter(None, reasons), "")
    if not reason and answer.parts and known.whole_left_out(answer.year, long=split):
        reason = "" if known.is_all(cell, answer.parts, answer.year) else SHIELD
    return without(answer, WORDS[reason]) if reason else answer


def without(answer: Answer, why: str) -> Answer:
    """The answer as it is given when its figure is left out."""
    return replace(
        answer, value=None, reported=None, low=None, high=None, missing=(why,), facts=(), parts=(), notes=()
    )


def why_not(store: Store, row: Mapping[str, Any]) -> str:
    """Why a stored row (a fact, a control total) may not be shown, as WORDS; '' when it may."""
    if not about(row["measure"]):
        return ""
    return reason(silence(store, row["kommun"]), row)


def reason(known: Silence, row: Mapping[str, Any]) -> str:
    """As why_not, of a row that tells of what the law speaks of."""
    cell = Cell(row["namnd"], row["verksamhet"], row["kon"], row["alder"], row["anstallningsform"])
    years = [row["year"]] + ([row["year"] - 1] if row["measure"].startswith(REPORTED) else [])
    reasons = (known.why(cell, year, long=long(row["measure"])) for year in years)
    return WORDS.get(next(filter(None, reasons), ""), "")


def dressed(store: Store, row: dict[str, Any]) -> dict[str, Any]:
    """A stored row for a reader: without number, text and place when it may not be shown."""
    why = why_not(store, row)
    if not why:
        return row | {"withheld": ""}
    blank = {"value": None, "printed": None, "raw": why, "status": "sekretess", "box": None}
    return row | blank | {"withheld": why}
