"""Interval arithmetic on printed numbers: v printed with step s says that the truth lies in v ± s/2."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from store.records import Fact, Verdict

_HALF = Decimal("0.5")
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Interval:
    """`mid` follows from the printed numbers, the truth is in [low, high]. Exact decimals, never floats."""

    mid: Decimal
    low: Decimal
    high: Decimal

    @property
    def half(self) -> Decimal:
        return (self.high - self.low) * _HALF

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.mid + other.mid, self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __neg__(self) -> Interval:
        return Interval(-self.mid, -self.high, -self.low)

    def overlaps(self, other: Interval) -> bool:
        """True when one truth can stand behind both. Touching ends count: halves round either way."""
        return self.low <= other.high and other.low <= self.high


ZERO = Interval(Decimal(0), Decimal(0), Decimal(0))


def printed(value: Decimal, step: Decimal) -> Interval:
    """The interval of a number printed as `value` with rounding step `step` (0 = exact)."""
    return Interval(value, value - step * _HALF, value + step * _HALF)


def of_fact(fact: Fact) -> Interval:
    """The interval of a fact that has a value. Whole counts ('13 avgångar') are exact, not rounded."""
    assert fact.value is not None
    counted = fact.unit == "antal" and fact.step >= 1
    return printed(fact.value, Decimal(0) if counted else fact.step)


def ratio(above: Interval, below: Interval) -> Interval | None:
    """above ÷ below, or None when the divisor may be zero: then nothing can be said."""
    if below.low <= 0 <= below.high or below.mid == 0:
        return None
    ends = [a / b for a in (above.low, above.high) for b in (below.low, below.high)]
    return Interval(above.mid / below.mid, min(ends), max(ends))


def percent_of(part: Interval, whole: Interval) -> Interval | None:
    """part ÷ whole in percent."""
    share = ratio(part, whole)
    return share and Interval(share.mid * _HUNDRED, share.low * _HUNDRED, share.high * _HUNDRED)


def percent_change(now: Interval, before: Interval) -> Interval | None:
    """(now ÷ before − 1) in percent: 154,9 after 161,4 is −4,0."""
    share = percent_of(now, before)
    return share and share - printed(_HUNDRED, Decimal(0))


def judge(computed: Interval, stated: Interval, half_step: Decimal | None = None) -> Verdict:
    """Compare a computed number with a printed one; half_step: half of its rounding step.

    STAMMER: the computed number, rounded as the printed one is, is the printed one. AVRUNDNING: they
    differ, but one truth can stand behind both. AVVIKER: rounding cannot explain the difference.
    """
    if abs(computed.mid - stated.mid) <= (stated.half if half_step is None else half_step):
        return Verdict.STAMMER
    return Verdict.AVRUNDNING if computed.overlaps(stated) else Verdict.AVVIKER
