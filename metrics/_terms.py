"""The small algebra that metrics are declared in: what to sum, then - and / on whole sums.

A Leaf asks for one quantity in one scenario; everything else combines leaves. Nothing is computed here:
_engine.py fetches the leaves and _combine.py does the arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from store import codes
from store.records import Horizon, Scenario

UTFALL, BUDGET, PROGNOS = Scenario.UTFALL, Scenario.BUDGET, Scenario.PROGNOS
PERIOD, YEAR = Horizon.PERIOD, Horizon.YEAR

EXKL, INKL = "exkl_kommuninterna", "inkl_kommuninterna"
"""The two variants of nettokostnad, as settings.nettokostnad_variant names them."""


class Pick(StrEnum):
    """Which forecast of a year: the newest, the one before it, or the newest made during the year itself."""

    NEWEST = "newest"
    BEFORE = "before"
    DURING = "during"


ADDED_MONTHS = frozenset((
    "sjuktimmar", "sjuktimmar_kort", "sjuktimmar_lang", "ordinarie_timmar", "arbetade_timmar",
    "timavlonade_timmar", "overtidstimmar", "avgangar", "rekryteringar",
))  # fmt: skip
"""Staff measures that are counted anew each month, so that the year so far is the sum of its months."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a leaf sums.

    posts: measures that are added. required: groups of which each must have a post, else `reported` is used.
    reported: the report's own figure for the same thing. extra: posts that are added to `reported` too.
    sign: -1 turns a printed cost into a positive one. grouped: kön and ålder are summed when there is no
    total; monthly: and so are months. every: any measure whose name begins with posts[0] (verksamhetsmått).
    """

    name: str
    posts: tuple[str, ...]
    required: tuple[tuple[str, ...], ...]
    reported: str = ""
    extra: tuple[str, ...] = ()
    sign: int = 1
    grouped: bool = False
    monthly: bool = False
    every: bool = False

    @property
    def measures(self) -> tuple[str, ...]:
        """All measures to fetch; the place of each is its bit in the answers of store.select."""
        return self.posts + ((self.reported,) if self.reported else ())


@dataclass(frozen=True, slots=True)
class Term:
    """Base of all terms."""

    def __sub__(self, other: Term) -> Term:
        return Difference(self, other)

    def __truediv__(self, other: Term) -> Term:
        return Ratio(self, other)

    def leaves(self) -> Iterator[Leaf]:
        """The leaves from left to right; the first one leads: where it is found there is an answer."""
        raise NotImplementedError

    def text(self, horizon: str) -> str:
        """The formula in Swedish."""
        raise NotImplementedError

    def at(self, scenario: Scenario) -> Term:
        """The same term for another scenario."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Leaf(Term):
    quantity: Quantity
    scenario: Scenario
    shift: int = 0  # -1: the year before
    pick: Pick = Pick.NEWEST

    def last_year(self) -> Leaf:
        """The same period of the year before."""
        return replace(self, shift=self.shift - 1)

    def before(self) -> Leaf:
        """The forecast before the newest: the report's own column for it, else the report before."""
        return replace(self, pick=Pick.BEFORE)

    def during(self) -> Leaf:
        """The newest forecast that a delårsrapport made during the year."""
        return replace(self, pick=Pick.DURING)

    def leaves(self) -> Iterator[Leaf]:
        yield self

    def at(self, scenario: Scenario) -> Leaf:
        return replace(self, scenario=scenario)

    def text(self, horizon: str) -> str:
        year = "föregående år" if self.shift else "året"
        if horizon == YEAR:
            when = f"hel{year}" if year == "året" else f"hela {year}"
        else:
            when = "samma period föregående år" if self.shift else "perioden"
        before = {Pick.BEFORE: "föregående ", Pick.DURING: "delårsrapportens "}.get(self.pick, "")
        return f"{self.quantity.name} ({before}{self.scenario}, {when})"


@dataclass(frozen=True, slots=True)
class Difference(Term):
    left: Term
    right: Term

    def leaves(self) -> Iterator[Leaf]:
        yield from self.left.leaves()
        yield from self.right.leaves()

    def at(self, scenario: Scenario) -> Term:
        return Difference(self.left.at(scenario), self.right.at(scenario))

    def text(self, horizon: str) -> str:
        return f"{self.left.text(horizon)} − {self.right.text(horizon)}"


@dataclass(frozen=True, slots=True)
class Ratio(Term):
    """Both sides are summed over all parts first; the division is done last. In percent."""

    top: Term
    bottom: Term

    def leaves(self) -> Iterator[Leaf]:
        yield from self.top.leaves()
        yield from self.bottom.leaves()

    def at(self, scenario: Scenario) -> Term:
        return Ratio(self.top.at(scenario), self.bottom.at(scenario))

    def text(self, horizon: str) -> str:
        return f"{self.top.text(horizon)} ÷ {self.bottom.text(horizon)} × 100"


@dataclass(frozen=True, slots=True)
class Growth(Term):
    """(now - before) / |before|, in percent."""

    now: Term
    before: Term

    def leaves(self) -> Iterator[Leaf]:
        yield from self.now.leaves()
        yield from self.before.leaves()

    def at(self, scenario: Scenario) -> Term:
        return Growth(self.now.at(scenario), self.before.at(scenario))

    def text(self, horizon: str) -> str:
        now, before = self.now.text(horizon), self.before.text(horizon)
        return f"({now} − {before}) ÷ |{before}| × 100"


@dataclass(frozen=True, slots=True)
class FirstOf(Term):
    """The first option that can be computed."""

    options: tuple[Term, ...]

    def leaves(self) -> Iterator[Leaf]:
        for option in self.options:
            yield from option.leaves()

    def at(self, scenario: Scenario) -> Term:
        return FirstOf(tuple(option.at(scenario) for option in self.options))

    def text(self, horizon: str) -> str:
        return "; annars ".join(option.text(horizon) for option in self.options)


_POSTS = ("intakter", "kostnader", "buffert")
_RESULTAT = Quantity(
    "resultat",
    (*_POSTS, "kommunbidrag", "kommuninterna_bidrag"),
    (("intakter",), ("kostnader",), ("kommunbidrag", "kommuninterna_bidrag")),
    "resultat",
)
_NETTOKOSTNAD = {
    EXKL: Quantity(
        "nettokostnad exkl. kommuninterna bidrag",
        _POSTS,
        (("intakter",), ("kostnader",)),
        "nettokostnad",
        sign=-1,
    ),
    INKL: Quantity(
        "nettokostnad inkl. kommuninterna bidrag",
        (*_POSTS, "kommuninterna_bidrag"),
        (("intakter",), ("kostnader",)),
        "nettokostnad",
        extra=("kommuninterna_bidrag",),
        sign=-1,
    ),
}


def resultat(scenario: Scenario) -> Leaf:
    """intäkter + kostnader + kommunbidrag + kommuninterna bidrag (+ buffert), else the reported resultat."""
    return Leaf(_RESULTAT, scenario)


def nettokostnad(scenario: Scenario, variant: str = EXKL) -> Leaf:
    """-(intäkter + kostnader [+ buffert] [+ kommuninterna bidrag]), else the reported one; a cost is +."""
    return Leaf(_NETTOKOSTNAD[variant], scenario)


def printed(measure: str, name: str, scenario: Scenario = UTFALL, *, sign: int = 1) -> Leaf:
    """One measure as a report gives it."""
    return Leaf(Quantity(name, (measure,), ((measure,),), sign=sign), scenario)


def staff(measure: str, name: str, scenario: Scenario = UTFALL, *, monthly: bool = False) -> Leaf:
    """A staff measure: its total, else the sum of its groups (kön, ålder); monthly: and of its months.

    Raises ValueError for one that does not add up: eight months of 700 årsarbetare are not 5 600.
    """
    percent = any(m.code == measure and m.unit == "procent" for m in codes.matt())
    if percent or (monthly and measure not in ADDED_MONTHS):
        raise ValueError(f"{measure} kan inte läggas ihop")
    return Leaf(Quantity(name, (measure,), ((measure,),), grouped=True, monthly=monthly), scenario)


def matt(scenario: Scenario) -> Leaf:
    """A verksamhetsmått; which one is asked for by name when the metric is evaluated."""
    return Leaf(Quantity("måttet", ("matt:",), (("matt:",),), every=True), scenario)


def growth(now: Term, before: Term) -> Growth:
    return Growth(now, before)


def first_of(*options: Term) -> FirstOf:
    return FirstOf(options)
