"""Organisation history: series as comparable over a reorganisation, and where the breaks are.

Comparable means that the years before are computed in today's organisation from the shares of data/codes:
exactly, from the same cells, marked as computed. Without shares there is a break and nothing is bridged.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from metrics import METRICS, Answer, _engine, sekretess
from metrics._reorganised import History, Unit
from store import Store, codes


@dataclass(frozen=True, slots=True)
class Part:
    """A predecessor in a computed figure, with its share."""

    namnd: str
    verksamhet: str
    share: Decimal


@dataclass(frozen=True, slots=True)
class Change:
    """A reorganisation: from `year` the nämnder `begun` stand where `ended` stood before.

    moves: (from, to, share) for each of them; no shares: none has been published.
    """

    year: int
    ended: tuple[str, ...]
    begun: tuple[str, ...]
    moves: tuple[tuple[str, str, Decimal], ...]

    @property
    def known(self) -> bool:
        """Whether the years before can be computed in today's organisation."""
        return bool(self.moves)

    @property
    def concerned(self) -> frozenset[str]:
        return frozenset((*self.ended, *self.begun))


def comparable(
    store: Store,
    key: str,
    kommun: str,
    *,
    namnd: str | None = None,
    verksamhet: str = "",
    years: Iterable[int] | None = None,
    report: str | None = None,
    matt: str | None = None,
    every: bool = False,
) -> list[Answer]:
    """As metrics.evaluate (every=True: as metrics.series), in today's organisation.

    Nämnder whose all has gone to others by known shares are not there: they are in their successors.
    """
    history = history_of(kommun)
    asked = [namnd, *sorted({u.namnd for u in _ancestors(history, namnd)})] if namnd else namnd
    found = _engine.answers(
        store, METRICS[key], kommun, namnd=asked, verksamhet=verksamhet, years=years, report=report,
        as_of=None, matt=matt, vintage=None, every=every, history=history,
    )  # fmt: skip
    gone = {u for u in _units(found) if history.heirs(u)}
    there = [a for a in found if _unit(a) not in gone and namnd in (None, "", a.namnd)]
    return [_silent(store, a) for a in there]


def _silent(store: Store, answer: Answer) -> Answer:
    """A sum of predecessors is left out where a whole nämnd's figure is, in its year or the one before."""
    metric = METRICS[answer.metric]
    if not answer.namnd or not (measures := sekretess.of_metric(metric)) or not made_of(answer):
        return answer
    known, long = sekretess.silence(store, answer.kommun), any(map(sekretess.long, measures))
    hidden = any(known.whole_left_out(answer.year + leaf.shift, long=long) for leaf in metric.value.leaves())
    return sekretess.without(answer, sekretess.WORDS["skydd"]) if hidden else answer


def _ancestors(history: History, namnd: str) -> set[Unit]:
    """Those of the nämnd, and of its verksamheter."""
    parts = [Unit(namnd, v.code) for v in codes.verksamheter(history.kommun, namnd)]
    return history.ancestors(Unit(namnd)).union(*(history.ancestors(p) for p in parts))


def _unit(answer: Answer) -> Unit:
    return Unit(answer.namnd, answer.verksamhet)


def _units(answers: Iterable[Answer]) -> set[Unit]:
    return {_unit(a) for a in answers if a.namnd}


@lru_cache(maxsize=64)
def history_of(kommun: str) -> History:
    """The organisation history of a kommun."""
    return History(kommun)


def made_of(answer: Answer) -> tuple[Part, ...]:
    """The predecessors that a comparable answer was computed from; none when the nämnd told it itself."""
    history, unit = history_of(answer.kommun), _unit(answer)
    named = set(answer.parts)
    origins = [
        o for year in (answer.year, answer.year - 1) for o in history.before(unit, year) if o.share
        and (o.unit.verksamhet if unit.verksamhet else o.unit.namnd) in named
    ]  # fmt: skip
    return tuple(Part(o.unit.namnd, o.unit.verksamhet, o.share) for o in dict.fromkeys(origins) if o.share)


@lru_cache(maxsize=64)
def changes(kommun: str) -> tuple[Change, ...]:
    """Every reorganisation that the code lists tell of, oldest first."""
    ended: dict[tuple[int, tuple[str, ...]], list[codes.Namnd]] = {}
    listed = [n for n in codes.namnder(kommun) if n.kind == "namnd"]
    for n in listed:
        if n.valid_to:
            heirs = tuple(sorted(s.code for s in n.successor))
            ended.setdefault((int(n.valid_to) + 1, heirs), []).append(n)
    found = [_change(year, heirs, rows) for (year, heirs), rows in ended.items()]
    return tuple(sorted(found, key=lambda c: (c.year, c.ended)))


def _change(year: int, heirs: tuple[str, ...], ended: list[codes.Namnd]) -> Change:
    moves = tuple((n.code, s.code, s.share) for n in ended for s in n.successor if s.share)
    return Change(year, tuple(n.code for n in ended), heirs, moves)
