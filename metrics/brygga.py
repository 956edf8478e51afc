"""Bryggor: how one net cost became another, step by step, so that the steps always sum to the difference.

What the posts (or the verksamheter) do not explain is a step of its own, `rest`: it is shown, never spread
out. A cost is positive here, and so is a step that makes it larger.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from metrics import Answer
from metrics.poster import COST_KINDS, POSTS, SIGNS

ZERO = Decimal(0)
Ask = Callable[..., list[Answer]]
"""metrics.evaluate for one kommun and report: ask(key, namnd=, verksamhet=); a page remembers the answers."""


@dataclass(frozen=True, slots=True)
class Side:
    """One end: which scenario ('utfall', 'budget', 'prognos', 'foregaende'), the level of the metric."""

    scenario: str
    level: str  # '', 'arsbudget', 'prognos' or 'bokslut', as in the metrics' keys
    year: int


@dataclass(frozen=True, slots=True)
class Step:
    """What one part contributes, in kr. code: a post or a verksamhet; before and after: its own amounts.

    sign: -1 for an income, which makes the cost smaller.
    """

    code: str
    name: str
    change: Decimal
    before: Answer | None
    after: Answer | None


@dataclass(frozen=True, slots=True)
class Bridge:
    """From one amount to another in kr. start + the steps + rest = end, exactly.

    half: what only one of the sides tells of, (code, 0 or 1: which side, its answer); it is in `rest`.
    """

    start: Answer
    end: Answer
    sides: tuple[Side, Side]
    steps: tuple[Step, ...]
    half: tuple[tuple[str, int, Answer], ...] = ()

    @property
    def total(self) -> Decimal:
        """The whole change."""
        return _amount(self.end) - _amount(self.start)

    @property
    def rest(self) -> Decimal:
        """What the steps do not explain: rounding, or parts that are not reported on both sides."""
        return self.total - sum((s.change for s in self.steps), ZERO)


def _amount(answer: Answer) -> Decimal:
    assert answer.value is not None
    return answer.value


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose bridge: a nämnd ('' the whole kommun). month: of the period. posts: those that it reports."""

    ask: Ask
    namnd: str
    month: int
    variant: str
    posts: frozenset[str] = field(default_factory=lambda: frozenset(POSTS))

    def net(self, side: Side) -> str:
        """The key of the metric of nettokostnad on a side."""
        return "_".join(filter(None, ("nettokostnad", side.level, self.variant)))


def by_post(asked: Asked, sides: tuple[Side, Side]) -> Bridge | None:
    """The bridge over intäkter and the kinds of cost that both sides report; None when an end is missing.

    Kostnader are divided into kinds where both sides have them; what the kinds leave is 'Övriga poster'.
    """
    if (ends := _ends(asked, sides)) is None:
        return None
    found = {measure: _pair(asked, measure, sides) for measure in _measures(asked)}
    known = {m: pair for m, pair in found.items() if _both(pair)}
    steps = [_step(m, POSTS[m], pair) for m, pair in known.items() if m != "kostnader"]
    if "kostnader" in known:
        steps += _undivided(known, [s for s in steps if s.code in COST_KINDS])
    half = [(m, i, a) for m, pair in found.items() if not _both(pair) for i, a in enumerate(pair) if a]
    return Bridge(*ends, sides, _ordered(steps), tuple(half)) if steps else None


def _measures(asked: Asked) -> list[str]:
    inside = asked.variant.startswith("inkl")
    return [m for m in POSTS if m in asked.posts and (inside or m != "kommuninterna_bidrag")]


def _undivided(known: Mapping[str, tuple[Answer | None, Answer | None]], kinds: Sequence[Step]) -> list[Step]:
    """Kostnader as a whole; or, where kinds are told, only what they leave of it (nothing when nothing)."""
    whole = _step("kostnader", POSTS["kostnader"], known["kostnader"])
    left = whole.change - sum((k.change for k in kinds), ZERO)
    if not kinds:
        return [whole]
    return [Step("kostnader", "Kostnader som inte är uppdelade", left, None, None)] if left else []


def by_part(asked: Asked, sides: tuple[Side, Side]) -> Bridge | None:
    """The bridge over the nämnd's verksamheter (for the whole kommun: over the nämnder)."""
    if (ends := _ends(asked, sides)) is None:
        return None
    before, after = (_parts(asked, side, end) for side, end in zip(sides, ends, strict=True))
    both = [code for code in after if code in before]
    steps = [_step(code, code, (before[code], after[code])) for code in both]
    half = [(c, i, a) for i, told in enumerate((before, after)) for c, a in told.items() if c not in both]
    return Bridge(*ends, sides, _ordered(steps), tuple(half)) if len(steps) > 1 else None


def _parts(asked: Asked, side: Side, whole: Answer) -> dict[str, Answer]:
    """Part -> its answer. For the kommun only the nämnder that it sums: a newer report may tell what one that
    did not exist then would have cost, and the same money would be there twice.
    """
    namnd, below = (asked.namnd, "*") if asked.namnd else (None, "")
    told = asked.ask(asked.net(side), namnd=namnd, verksamhet=below)
    fits = (a for a in told if a.value is not None and _then(a, asked, side))
    if asked.namnd:
        return {a.verksamhet: a for a in fits}
    return {a.namnd: a for a in fits if not whole.parts or a.namnd in whole.parts}


def _ends(asked: Asked, sides: tuple[Side, Side]) -> tuple[Answer, Answer] | None:
    found = [_one(asked, asked.net(side), side) for side in sides]
    return (found[0], found[1]) if found[0] and found[1] else None


def _pair(asked: Asked, measure: str, sides: tuple[Side, Side]) -> _Pair:
    first, second = (_one(asked, "_".join(filter(None, (measure, s.level))), s) for s in sides)
    return first, second


_Pair = tuple[Answer | None, Answer | None]


def _one(asked: Asked, key: str, side: Side) -> Answer | None:
    """The nämnd's answer, when it has a value for just that time."""
    fits = (a for a in asked.ask(key, namnd=asked.namnd, verksamhet="") if _then(a, asked, side))
    return next((a for a in fits if a.value is not None and not a.verksamhet), None)


def _then(answer: Answer, asked: Asked, side: Side) -> bool:
    return answer.year == side.year and (answer.horizon == "year" or answer.month == asked.month)


def _both(pair: _Pair) -> bool:
    return pair[0] is not None and pair[1] is not None


def _step(code: str, name: str, pair: _Pair) -> Step:
    assert pair[0] and pair[1]
    sign = -SIGNS.get(code, -1)
    return Step(code, name, sign * (_amount(pair[1]) - _amount(pair[0])), *pair)


def _ordered(steps: Iterable[Step]) -> tuple[Step, ...]:
    """The largest increase first, the largest decrease last; what did not change is left out of the steps."""
    return tuple(sorted(steps, key=lambda s: (-s.change, s.name)))
