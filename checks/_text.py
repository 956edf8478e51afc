"""Findings in Swedish: names of what a number is about, and sums in the unit that the report prints."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cache, lru_cache

import swedish
from checks import _derived
from checks._index import PREVIOUS, Missing, Placed
from checks._interval import Interval
from store import codes
from store.records import Fact, Report

_SCALES = {Decimal(1): "kr", Decimal(1000): "tkr", Decimal(1_000_000): "mnkr", Decimal(1_000_000_000): "mdkr"}
_UNITS = {"procent": "%", "arsarbetare": "årsarbetare", "antal": "", "timmar": "timmar"}
_GROUPS = {"K": "kvinnor", "M": "män"}
_LONG = 8
"""A sum of more terms than this is not written out: the cells of the finding show them."""


class Names:
    """Names of nämnder, verksamheter and measures: the report's labels, the code lists, then the code."""

    def __init__(self, report: Report) -> None:
        self._kommun = report.kommun
        self._labels = {(kind, code): name for kind, code, name in report.labels}
        self._verksamheter = {(v.namnd, v.code): v.name for v in codes.verksamheter(report.kommun)}
        self.measure = cache(self._measure)
        self.namnd = cache(self._namnd)

    def _namnd(self, code: str) -> str:
        return self._labels.get(("namnd", code)) or codes.name("namnd", self._kommun, code) or code

    def verksamhet(self, namnd: str, code: str) -> str:
        return self._labels.get(("verksamhet", code)) or self._verksamheter.get((namnd, code)) or code

    def _measure(self, code: str) -> str:
        derived = _derived.parse(code)
        if derived is None:
            return self._labels.get(("matt", code)) or codes.name("matt", self._kommun, code) or code
        word = _derived.WORDS.get(derived.kind, derived.kind.replace("_", " "))
        base = f"{self.measure(derived.measure)}, {word}" if derived.measure else upper(word)
        return base + " i procent" if derived.pct else base

    def entity(self, fact: Fact) -> str:
        """'Kommunstyrelsen, Stadsledningskontoret, kvinnor', or 'Hela kommunen'."""
        where = [self.namnd(fact.namnd)] if fact.namnd else ["Hela kommunen"]
        where += [self.verksamhet(fact.namnd, fact.verksamhet)] if fact.verksamhet else []
        group = (_GROUPS.get(fact.kon, fact.kon), fact.alder and f"{fact.alder} år", fact.anstallningsform)
        return ", ".join([*where, *(g for g in group if g)])

    def missing(self, part: Missing) -> str:
        """'intäkter' or 'Ledning': the name of a part that is not there."""
        if part.verksamhet:
            return self.verksamhet(part.namnd, part.verksamhet)
        return self.namnd(part.namnd) if part.namnd else lower(self.measure(part.measure))

    def subject(self, fact: Fact, measure: str = "") -> str:
        """'Kommunstyrelsen, jan–aug 2024. Intäkter, avvikelse': what a finding is about."""
        return f"{self.entity(fact)}, {column(fact)}. {self.measure(measure or fact.measure)}"


def column(fact: Fact) -> str:
    """'utfall jan–aug 2024', 'budget 2022:2', 'föregående prognos helår 2024'; derived: the period."""
    if _derived.parse(fact.measure):
        return period(fact)
    word = "föregående prognos" if fact.basis.startswith(PREVIOUS) else fact.scenario
    return f"{word} {fact.basis}" if fact.scenario == "budget" and fact.basis else f"{word} {period(fact)}"


def period(fact: Fact) -> str:
    if fact.horizon == "month":
        return f"{swedish.MONTHS[fact.month - 1]} {fact.year}"
    return swedish.period(fact.year, fact.month, fact.horizon)


class Writer:
    """Numbers of one comparison, in the unit and with the decimals that the report prints."""

    def __init__(self, stated: Placed, parts: Iterable[Placed]) -> None:
        facts = [stated.fact, *(p.fact for p in parts)]
        same = [f for f in facts if f.unit == stated.fact.unit]
        scale = next((scale for f in same if (scale := _scale(f))), None)
        self.scale = (scale or _guess(stated.fact.step)) if stated.fact.unit == "kr" else Decimal(1)
        self.decimals = max(_decimals(f, self.scale) for f in same)
        self._others = [f for f in facts if f.unit != stated.fact.unit] or same
        unit = stated.fact.unit
        self.unit = _SCALES[self.scale] if unit == "kr" else _UNITS.get(unit, unit)

    def number(self, value: Decimal, *, more: int = 0) -> str:
        return swedish.number(value / self.scale, self.decimals + more)

    def amount(self, value: Decimal, *, more: int = 0) -> str:
        """The number with its unit: '−0,9 mnkr'."""
        text = self.number(value, more=more)
        return f"{text}{swedish.NBSP}{self.unit}" if self.unit else text

    def sum(self, terms: Iterable[tuple[int, Interval]]) -> str:
        """'78,5 − 79,4', '−340,5 − (−372,7)', or 'Summan av 11 tal'."""
        listed = list(terms)
        if len(listed) > _LONG:
            return f"Summan av {len(listed)} tal"
        first, *rest = [self._term(sign, term.mid) for sign, term in listed]
        start = first.removeprefix("+ ").replace(f"{swedish.MINUS} ", swedish.MINUS, 1)
        return " ".join([start, *rest])

    def _term(self, sign: int, value: Decimal) -> str:
        if sign < 0 and value < 0:
            return f"{swedish.MINUS} ({self.number(value)})"
        negative = sign < 0 or value < 0
        return f"{swedish.MINUS if negative else '+'} {self.number(abs(value))}"

    def quotient(self, above: Decimal, below: Decimal, scale: Decimal) -> str:
        """'154,9 ÷ 161,4': two numbers in another unit than that of the stated percentage."""
        decimals = max(_decimals(f, _scale(f) or self.scale) for f in self._others)
        one, other = (swedish.number(v / scale, decimals) for v in (above, below))
        return f"{one} ÷ {other}"


def scale_of(parts: Iterable[Placed]) -> Decimal:
    """The scale that amounts of these cells are printed in (1 for other units)."""
    return next((s for p in parts if (s := _scale(p.fact))), Decimal(1))


def upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def listing(words: Iterable[str]) -> str:
    """'a, b och c'."""
    *first, last = words
    return f"{', '.join(first)} och {last}" if first else last


def _scale(fact: Fact) -> Decimal | None:
    if fact.unit != "kr":
        return Decimal(1)
    if not fact.printed or not fact.value:
        return None
    return next((s for s in _SCALES if s * fact.printed == fact.value), None)


def _guess(step: Decimal) -> Decimal:
    """The scale of a printed 0, from its step: 0,0 with step 100 000 kr is mnkr, 0 with 1 000 kr is tkr."""
    if step >= 10_000:
        return Decimal(1_000_000)
    return Decimal(1000) if step >= 100 else Decimal(1)


def _decimals(fact: Fact, scale: Decimal) -> int:
    """The decimals that a number is printed with, from its step (an exact number has step 0)."""
    return _places(fact.step or fact.value or Decimal(0), scale)


@lru_cache(maxsize=4096)
def _places(step: Decimal, scale: Decimal) -> int:
    exponent = (step / scale).normalize().as_tuple().exponent
    return min(max(-int(exponent), 0), 3)
