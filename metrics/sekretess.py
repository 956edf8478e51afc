"""Sekretess: which figures about sick leave may be shown. Pages, exports and evaluate all ask here.

SFS 2002:1065: a group's figure is left out when the group has at most ten employees, or when it can point at
one person. What could be worked out from figures that are shown is left out too (_tystnad.py). How it is
decided, for each kommun and calendar year, once for all months, periods, reports and dates of that year:

1. A group is small when any report ever published says at most ten employees. When no report says how many,
   its ordinary hours do: nobody has more than 184 in a month. When not even those are known it is left out;
   but what a nämnd or the kommun says of all its employees is shown.
2. Long sick leave (and with it the short) is left out where so few hours may be those of one person.
3. Others are left out so that no sum over groups, verksamheter or nämnder gives a small group.
4. What was left out after one report stays so after later ones, so that two pages never complete each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Any

from metrics._lattice import Cell, Lattice, lattice
from metrics._model import Answer, Metric
from metrics._tystnad import FEW, complete
from store import Store, codes, staff

FAMILIES = ("sjukfranvaro", "sjuktimmar", "ordinarie_timmar", "arbetade_timmar")
LONG = ("sjuktimmar_lang", "sjuktimmar_kort", "sjukfranvaro_lang", "sjukfranvaro_kort")
SMALL, UNKNOWN, ALONE, SHIELD = "fa", "okant", "en", "skydd"
WORDS = {
    SMALL: "visas inte: gruppen har högst tio anställda",
    UNKNOWN: "visas inte: det är inte känt om gruppen har fler än tio anställda",
    ALONE: "visas inte: talet kan gälla en enda person",
    SHIELD: "visas inte: då skulle en liten grupps tal gå att räkna ut",
}
Hidden = Mapping[Cell, str]


@dataclass(frozen=True, slots=True)
class Silence:
    """What is left out of a kommun's figures: year -> cell -> why (a key of WORDS)."""

    years: Mapping[int, Hidden]
    long: Mapping[int, Hidden]
    known: Mapping[int, frozenset[Cell]]
    namnder: Mapping[int, frozenset[str]]

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


def about(measure: str) -> str:
    """The measure of the law that a measure (also a printed difference of it) tells of, or ''."""
    return next((p for p in measure.split(":") if p.startswith(FAMILIES)), "")


def silence(store: Store, kommun: str) -> Silence:
    """What is left out of a kommun's figures; kept for the generation."""
    return _silence(store, store.generation, kommun)


@lru_cache(maxsize=32)
def _silence(store: Store, _generation: int, kommun: str) -> Silence:
    spans = {n.code: (int(n.valid_from or 0), int(n.valid_to or 9999)) for n in codes.namnder(kommun)}
    rows = staff.heads(store, kommun, FAMILIES)
    for row in rows:
        first, last = spans.get(row["namnd"], (0, 9999))
        row["valid"], row["valid_after"] = (first <= row["year"] + more <= last for more in (0, 1))
    alone = [
        (r["report"], r["year"], Cell(r["namnd"], r["verksamhet"])) for r in staff.few_long(store, kommun)
    ]
    years, long, known, namnder = {}, {}, {}, {}
    for year in sorted({r["year"] for r in rows}):
        mine = [r for r in rows if r["year"] == year]
        few = [(report, cell) for report, y, cell in alone if y == year]
        years[year], long[year], grid = _of_year(mine, few)
        known[year], namnder[year] = grid.cells, grid.namnder
    return Silence(years, long, known, namnder)


def _of_year(
    rows: list[dict[str, Any]], alone: list[tuple[str, Cell]]
) -> tuple[dict[Cell, str], dict[Cell, str], Lattice]:
    """Replays the reports of a year in order: what was left out stays left out."""
    hidden: dict[Cell, str] = {}
    long: dict[Cell, str] = {}
    grid = lattice([])
    for report in sorted({r["report"] for r in rows}):
        grid = lattice([r for r in rows if r["report"] <= report])
        hidden = _left_out(grid, hidden, _small(grid))
        one = {c: ALONE for r, c in alone if r <= report}
        whole = {c: why for c, why in hidden.items() if not c.dims}
        long = _left_out(replace(grid, equations=grid.of_units), long, whole | one)
    return hidden, {**hidden, **long}, grid


def _left_out(grid: Lattice, kept: Mapping[Cell, str], primary: Mapping[Cell, str]) -> dict[Cell, str]:
    found = {**dict.fromkeys(kept, SHIELD), **primary}
    for cell in complete(grid.equations, grid.heads, frozenset(found)):
        found.setdefault(cell, SHIELD)
    return found


def _small(grid: Lattice) -> dict[Cell, str]:
    """The groups that are left out for their own sake."""
    found = {}
    for cell in grid.cells:
        known: Fraction | None = grid.heads.get(cell)
        if known is None:
            if cell.dims:
                found[cell] = UNKNOWN
        elif known <= FEW:
            found[cell] = SMALL if cell in grid.counted or not cell.dims else UNKNOWN
    return found | dict.fromkeys(grid.marked, SMALL)


# --- who asks ---


def of_metric(metric: Metric) -> tuple[str, ...]:
    """The measures of the law that a metric is made of."""
    leaves = [*metric.value.leaves(), *([metric.reported] if metric.reported else [])]
    return tuple(dict.fromkeys(m for leaf in leaves for m in leaf.quantity.measures if about(m)))


def masked(store: Store, metric: Metric, answers: list[Answer]) -> list[Answer]:
    """The answers of a metric, without what may not be shown."""
    measures = of_metric(metric)
    if not measures or not answers:
        return answers
    known = silence(store, answers[0].kommun)
    shifts = {leaf.shift for leaf in metric.value.leaves()}
    long = any(m.startswith(LONG) for m in measures)
    return [_masked(known, answer, shifts, long) for answer in answers]


def _masked(known: Silence, answer: Answer, shifts: Iterable[int], long: bool) -> Answer:
    cell = Cell(answer.namnd, answer.verksamhet)
    reasons = [known.why(cell, answer.year + shift, long=long) for shift in sorted(shifts, reverse=True)]
    reason = next(filter(None, reasons), "")
    if not reason and answer.parts and known.whole_left_out(answer.year, long=long):
        reason = "" if known.is_all(cell, answer.parts, answer.year) else SHIELD
    return without(answer, WORDS[reason]) if reason else answer


def without(answer: Answer, why: str) -> Answer:
    """The answer as it is given when its figure is left out."""
    return replace(
        answer, value=None, reported=None, low=None, high=None, missing=(why,), facts=(), parts=(), notes=()
    )


def why_not(store: Store, row: Mapping[str, Any]) -> str:
    """Why a stored row (a fact, a control total) may not be shown, as WORDS; '' when it may."""
    if not (measure := about(row["measure"])):
        return ""
    known = silence(store, row["kommun"])
    cell = Cell(row["namnd"], row["verksamhet"], row["kon"], row["alder"], row["anstallningsform"])
    years = [row["year"]] + ([row["year"] - 1] if ":" in row["measure"] else [])
    reasons = (known.why(cell, year, long=measure.startswith(LONG)) for year in years)
    return WORDS.get(next(filter(None, reasons), ""), "")


def dressed(store: Store, row: dict[str, Any]) -> dict[str, Any]:
    """A stored row for a reader: without number, text and place when it may not be shown."""
    why = why_not(store, row)
    if not why:
        return row | {"withheld": ""}
    blank = {"value": None, "printed": None, "raw": why, "status": "sekretess", "box": None}
    return row | blank | {"withheld": why}
