"""What is compared: a printed number, and the ways in which it may have been computed from others."""

from __future__ import annotations

from dataclasses import dataclass

from checks._index import Placed
from checks._interval import Interval, judge
from store.records import Verdict


@dataclass(frozen=True, slots=True)
class Way:
    """One way to compute a number: its result (None = cannot be computed), and how it is written.

    `terms` are added with their signs. `change` (now, before) is instead a percentage change, and `share`
    (part, whole) a percentage, of numbers in another unit than the result's.
    """

    result: Interval | None
    terms: tuple[tuple[int, Interval], ...] = ()
    change: tuple[Interval, Interval] | None = None
    share: tuple[Interval, Interval] | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A printed number (`stated`) and the ways to compute it from `parts`; the first way that fits is taken.

    obstacle: why it cannot be tested. doubt: why a difference would prove nothing (then avviker is not said).
    """

    stated: Placed
    ways: tuple[Way, ...] = ()
    parts: tuple[Placed, ...] = ()
    obstacle: str = ""
    doubt: str = ""
    source: str = ""


def best(comparison: Comparison) -> tuple[Way | None, Verdict]:
    """The first way that the printed number agrees with, else the first that could be computed."""
    if comparison.obstacle:
        return None, Verdict.EJ_PROVBAR
    stated = comparison.stated
    tried = [(w, judge(w.result, stated.interval, stated.half_step)) for w in comparison.ways if w.result]
    if not tried:
        return None, Verdict.EJ_PROVBAR
    order = (Verdict.STAMMER, Verdict.AVRUNDNING, Verdict.AVVIKER)
    way, verdict = min(tried, key=lambda t: order.index(t[1]))
    return way, Verdict.EJ_PROVBAR if verdict == Verdict.AVVIKER and comparison.doubt else verdict
