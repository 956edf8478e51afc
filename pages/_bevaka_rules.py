"""What is worth watching: rules over amounts that are only known within their rounding.

A rule says `sure` only when all that the rounding allows is past the limit, `maybe` when the printed value is
but rounding could take it back, and nothing otherwise: rounding alone never raises an alarm.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from metrics import Answer
from pages._sentences import Sentence

ORDINALS = (
    "",
    "",
    *"andra tredje fjärde femte sjätte sjunde åttonde nionde tionde elfte tolfte trettonde".split(),
)
"""How many in a row, as a word: ORDINALS[2] is 'andra'."""
MOST_TIMES = Decimal(6)
"""A deviation of more than six times the limit is not more urgent still."""


@dataclass(frozen=True, slots=True)
class Span:
    """A value and the bounds that the rounding of its numbers allows."""

    value: Decimal
    low: Decimal
    high: Decimal

    def __neg__(self) -> Span:
        return Span(-self.value, -self.high, -self.low)

    def __sub__(self, other: Span) -> Span:
        return Span(self.value - other.value, self.low - other.high, self.high - other.low)

    def percent_of(self, whole: Span) -> Span | None:
        """In percent of `whole`, which must be above zero however it is rounded."""
        if whole.low <= 0:
            return None
        ends = [end / base * 100 for end in (self.low, self.high) for base in (whole.low, whole.high)]
        return Span(self.value / whole.value * 100, min(ends), max(ends))


def span(answer: Answer | None) -> Span | None:
    """An answer as a span; None without bounds, since nothing can then be said for sure."""
    if answer is None or answer.value is None or answer.low is None or answer.high is None:
        return None
    return Span(answer.value, min(answer.low, answer.value), max(answer.high, answer.value))


def passes(found: Span | None, limit: Decimal) -> str:
    """`sure`, `maybe` or '': whether the value is at or above the limit."""
    if found is None or found.value < limit:
        return ""
    return "sure" if found.low >= limit else "maybe"


def in_a_row(values: Sequence[Span | None], limit: Decimal) -> int:
    """How many of the last values, newest last, are surely at or above the limit without a break."""
    count = 0
    for value in reversed(values):
        if passes(value, limit) != "sure":
            break
        count += 1
    return count


def falling(values: Sequence[Span], times: int) -> bool:
    """Whether the last `times` steps are all surely downwards."""
    steps = [later - before for before, later in pairwise(values)][-times:]
    return len(steps) == times and all(step.high < 0 for step in steps)


@dataclass(frozen=True, slots=True)
class Watch:
    """One reason to watch a nämnd. `times`: how many times the limit of `avviker` it is."""

    namnd: str
    kind: str
    sentence: Sentence
    times: Decimal = Decimal(1)
    sure: bool = True
    reports: int = 1  # in a row
    href: str = ""

    @property
    def level(self) -> str:
        """avvik, bevaka, or okand for what rounding leaves open."""
        if not self.sure:
            return "okand"
        return "avvik" if self.times >= 1 else "bevaka"

    @property
    def weight(self) -> Decimal:
        """Size, made heavier by each report it has lasted, and halved by uncertainty."""
        lasting = 1 + Decimal("0.25") * min(self.reports - 1, 4)
        return min(self.times, MOST_TIMES) * lasting * (1 if self.sure else Decimal("0.5"))


@dataclass(frozen=True, slots=True)
class Watched:
    """A nämnd and why to watch it, the heaviest reason first."""

    namnd: str
    reasons: tuple[Watch, ...] = field(default=())

    @property
    def weight(self) -> Decimal:
        """The heaviest reason counts whole, the others a quarter each."""
        first, *rest = (w.weight for w in self.reasons)
        return first + sum(rest, Decimal(0)) / 4

    @property
    def level(self) -> str:
        return min((w.level for w in self.reasons), key=("avvik", "bevaka", "okand").index)


def ranked(found: Iterable[Watch]) -> list[Watched]:
    """One entry a nämnd, the one that most needs to be watched first."""
    by_namnd: dict[str, list[Watch]] = {}
    for watch in found:
        by_namnd.setdefault(watch.namnd, []).append(watch)
    made = [Watched(n, tuple(sorted(ws, key=lambda w: w.weight, reverse=True))) for n, ws in by_namnd.items()]
    return sorted(made, key=lambda w: (-w.weight, w.namnd))
