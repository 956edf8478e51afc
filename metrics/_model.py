"""A metric: a frozen record that says all there is to say about a nyckeltal, validated when declared."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

import swedish
from metrics._terms import BUDGET, PERIOD, PROGNOS, UTFALL, YEAR, Difference, Growth, Leaf, Ratio, Term
from store.records import Horizon, Scenario


class Unit(StrEnum):
    KR = "kr"
    PERCENT = "procent"
    POINTS = "procentenheter"
    COUNT = "antal"
    FTE = "arsarbetare"
    AS_REPORTED = ""  # the unit of the facts (verksamhetsmått)


class Better(StrEnum):
    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


DECIMALS = {"kr": 0, "antal": 0}
SUFFIX = {"procent": "%", "procentenheter": "procentenheter", "arsarbetare": "årsarbetare"}
LEVELS: dict[str, tuple[Scenario, Horizon, str]] = {
    "budget": (BUDGET, PERIOD, "budget för perioden"),
    "prognos": (PROGNOS, YEAR, "prognos för helåret"),
    "arsbudget": (BUDGET, YEAR, "budget för helåret"),
    "bokslut": (UTFALL, YEAR, "bokslut"),
}
"""Name added to a metric's key -> scenario, horizon and the words added to its label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """One nyckeltal. `value` says how it is computed, `reported` where a report prints the same thing itself.

    unit: of `value`. better: which direction is good. horizon: PERIOD (January-month) or YEAR.
    reference: where the definition comes from. since: from which version the definition applies.
    caveat: what a reader must know first. variant: part of the key where two definitions are in use.
    short: the label without its variant, for cards and table heads (default: label).
    Raises ValueError, when declared, with everything that is wrong.
    """

    key: str
    label: str
    unit: Unit
    value: Term
    horizon: Horizon
    definition: str
    reference: str
    better: Better = Better.NEITHER
    group: str = "ekonomi"
    reported: Leaf | None = None
    caveat: str = ""
    short: str = ""
    variant: str = ""
    since: str = "0.1"

    def __post_init__(self) -> None:
        if wrong := list(_wrong(self)):
            raise ValueError(f"Nyckeltalet {self.key!r}: {' '.join(wrong)}")

    @property
    def name(self) -> str:
        """The label where there is little room."""
        return self.short or self.label

    @property
    def formula(self) -> str:
        """The formula in words, made from `value`, so that the two never differ."""
        text = self.value.text(self.horizon)
        return text[:1].upper() + text[1:]

    @property
    def signed(self) -> bool:
        """True for a change or a deviation: shown with its sign."""
        return isinstance(self.value, Difference | Growth) or self.unit is Unit.POINTS

    def text(self, value: Decimal | None, money: str = "mnkr", unit: str = "") -> str:
        """`value` for a Swedish reader, with its unit; kr are shown in `money`. unit: the answer's own."""
        kind = unit or self.unit
        if kind == Unit.KR:
            return swedish.amount(value, money, sign=self.signed)
        return _with_unit(value, kind, self.signed)


def _with_unit(value: Decimal | None, unit: str, signed: bool) -> str:
    if value is None:
        return swedish.MISSING
    whole = unit in DECIMALS and value == value.to_integral_value()
    number = swedish.number(value, 0 if whole else 1, sign=signed)
    suffix = SUFFIX.get(unit, "" if unit in ("", "antal") else unit)
    return f"{number}{swedish.NBSP}{suffix}" if suffix else number


def levels(metric: Metric, *names: str) -> tuple[Metric, ...]:
    """The metric itself (utfall for the period) and the same thing in other scenarios: names of LEVELS."""
    return (metric, *(_level(metric, name) for name in names or LEVELS))


def _level(metric: Metric, name: str) -> Metric:
    scenario, horizon, words = LEVELS[name]
    stem = metric.key.removesuffix(f"_{metric.variant}")
    reported = metric.reported.at(scenario) if metric.reported else None
    return replace(
        metric,
        key="_".join(filter(None, (stem, name, metric.variant))),
        label=f"{metric.label}, {words}",
        short=f"{metric.name}, {words}",
        value=metric.value.at(scenario),
        horizon=horizon,
        reported=reported,
    )


def _wrong(metric: Metric) -> list[str]:
    """What is wrong with a declaration, as Swedish sentences."""
    checks = {
        "Nyckeln ska ha små bokstäver a–z, siffror och _.": re.fullmatch(r"[a-z][a-z0-9_]*", metric.key),
        "Etiketten ska börja med stor bokstav.": metric.label[:1].isupper(),
        "Definitionen ska vara en mening som slutar med punkt.": re.fullmatch(
            r"[A-ZÅÄÖ].{15,}\.", metric.definition
        ),
        "Källan (reference) saknas.": metric.reference.strip(),
        "Förbehållet (caveat) ska sluta med punkt.": not metric.caveat or metric.caveat.endswith("."),
        "Nyckeln ska sluta med varianten.": metric.key.endswith(metric.variant),
        "Värdet ska vara ett uttryck av termer.": isinstance(metric.value, Term)
        and any(metric.value.leaves()),
        "En kvot ska ha enheten procent.": not _is_percent(metric.value) or metric.unit == Unit.PERCENT,
        "Prognoser gäller helår.": metric.horizon == YEAR
        or all(x.scenario != PROGNOS for x in metric.value.leaves()),
    }
    return [text for text, ok in checks.items() if not ok]


def _is_percent(term: Term) -> bool:
    return isinstance(term, Ratio | Growth)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a metric is for one nämnd (or verksamhet, or the kommun) and one period.

    value is None when something is missing; `missing` then says what, in Swedish. reported: the report's own
    figure for the same thing, where there is one. low and high: the bounds that the rounding of the printed
    numbers allows. vintage: the report that the forecast is from. report: the newest of the sources'.
    facts: ids of the source facts. parts: the verksamheter or nämnder that were summed. notes: what to know
    about this value (another cut-off month, an older forecast). matt: which verksamhetsmått.
    """

    metric: str
    kommun: str
    namnd: str
    verksamhet: str
    year: int
    month: int
    horizon: str
    vintage: str
    report: str
    value: Decimal | None
    reported: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    missing: tuple[str, ...]
    facts: tuple[str, ...]
    matt: str = ""
    parts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
