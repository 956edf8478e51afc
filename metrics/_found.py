"""Found: an amount with its bounds, sources and gaps, and the arithmetic of amounts that may have gaps.

The bounds come from the rounding of the printed numbers: each lies within value ± step/2, and a sum, a
difference or a ratio of such numbers within the interval that their ends allow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

HUNDRED = Decimal(100)


class Lack(NamedTuple):
    """Something needed that is not there. why: '' not reported, a status, another reason; where: its cell."""

    what: str
    scenario: str
    year: int
    month: int
    horizon: str
    namnd: str
    verksamhet: str
    why: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """value is None when, and only when, lacks says why."""

    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    lacks: tuple[Lack, ...] = ()
    facts: tuple[str, ...] = ()
    reports: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    throughs: frozenset[str] = frozenset()
    parts: tuple[str, ...] = ()
    vintage: str = ""


def nothing(*lacks: Lack) -> Found:
    """No value, and why."""
    return Found(None, lacks=lacks)


def agree(one: Found, other: Found) -> bool:
    """Could the two be the same true amount, for all that the rounding says?"""
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return False
    return one.low <= other.high and other.low <= one.high


def total(found: Iterable[Found]) -> Found:
    """The sum; without a value as soon as one of them lacks it."""
    parts = list(found)
    return _joined(
        parts,
        _sum([p.value for p in parts]),
        _sum([p.low for p in parts]),
        _sum([p.high for p in parts]),
    )


def negative(found: Found) -> Found:
    """The amount with the other sign."""
    low, high = (None if end is None else -end for end in (found.high, found.low))
    return replace(found, value=None if found.value is None else -found.value, low=low, high=high)


def difference(left: Found, right: Found) -> Found:
    """left - right."""
    return total([left, negative(right)])


def ratio(top: Found, bottom: Found, zero: Lack) -> Found:
    """top / bottom in percent; `zero` says what is wrong when the bottom is 0."""
    return _divided(top, bottom, zero, lambda t, b: t * HUNDRED / b)


def growth(now: Found, before: Found, zero: Lack) -> Found:
    """(now - before) / |before| in percent."""
    return _divided(now, before, zero, lambda n, b: (n - b) * HUNDRED / abs(b))


def _divided(top: Found, bottom: Found, zero: Lack, formula: Callable[[Decimal, Decimal], Decimal]) -> Found:
    """The division is done last; it has no bounds when the bottom may be 0 within its own."""
    if top.value is None or bottom.value is None:
        return _joined([top, bottom], None, None, None)
    if bottom.value == 0:
        return replace(_joined([top, bottom], None, None, None), lacks=(zero,))
    value = formula(top.value, bottom.value)
    if min(_ends(bottom)) <= 0 <= max(_ends(bottom)):
        return _joined([top, bottom], value, None, None)
    ends = [formula(t, b) for t in _ends(top) for b in _ends(bottom)]
    return _joined([top, bottom], value, min(ends), max(ends))


def _ends(found: Found) -> tuple[Decimal, ...]:
    return tuple(end for end in (found.low, found.high) if end is not None)


def _sum(values: list[Decimal | None]) -> Decimal | None:
    real = [v for v in values if v is not None]
    return sum(real, Decimal(0)) if len(real) == len(values) else None


def _joined(parts: list[Found], value: Decimal | None, low: Decimal | None, high: Decimal | None) -> Found:
    """Sources and gaps of all; the vintage is that of the first that has one."""
    return Found(
        value,
        low,
        high,
        tuple(dict.fromkeys(lack for p in parts for lack in p.lacks)),
        tuple(dict.fromkeys(fact for p in parts for fact in p.facts)),
        frozenset().union(*(p.reports for p in parts)),
        frozenset().union(*(p.units for p in parts)),
        frozenset().union(*(p.throughs for p in parts)),
        next((p.parts for p in parts if p.parts), ()),
        next((p.vintage for p in parts if p.vintage), ""),
    )
