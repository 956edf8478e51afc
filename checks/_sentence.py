"""The Swedish sentence of a comparison: the sum, the printed number, the difference, and what it may be."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from checks._comparison import Comparison, Way
from checks._derived import parse
from checks._index import Placed
from checks._text import Names, Writer, column, lower, scale_of
from store.records import Verdict
from swedish import MINUS, NBSP

Sentences = Mapping[Verdict, str]
"""A template for each verdict; the fields are those that `sentence` fills in."""

SUM: Sentences = {
    Verdict.STAMMER: "{formula} = {computed}, som i rapporten.",
    Verdict.AVRUNDNING: "{formula} = {computed} men i rapporten står {stated}. "
    "Skillnaden ryms i avrundningen.",
    Verdict.AVVIKER: "{formula} = {computed} men i rapporten står {stated}. Det skiljer {difference}.",
    Verdict.EJ_PROVBAR: "i rapporten står {stated_amount}. {obstacle}",
}


def sentence(names: Names, sentences: Sentences, one: Comparison, way: Way | None, verdict: Verdict) -> str:
    """The message of one comparison: the sum with its numbers, and what the report says instead."""
    told = _Told(one, way, verdict)
    if way is None or way.result is None:
        return sentences[Verdict.EJ_PROVBAR].format_map(told)
    if verdict == Verdict.EJ_PROVBAR:
        return "{formula} = {computed}, i rapporten står {stated}. ".format_map(told) + one.doubt
    text = sentences[verdict].format_map(told)
    return text + (_hint(names, one, way) if verdict == Verdict.AVVIKER else way.note)


class _Told:
    """The fields of the templates. Only those that a template has are written, for sentences are many."""

    def __init__(self, one: Comparison, way: Way | None, verdict: Verdict) -> None:
        self._one, self._way, self._verdict = one, way, verdict
        self._writer = Writer(one.stated, one.parts)

    def __getitem__(self, field: str) -> str:
        text: str = getattr(self, field)()
        return text

    def stated(self) -> str:
        return self._writer.number(self._one.stated.value)

    def stated_amount(self) -> str:
        return self._writer.amount(self._one.stated.value)

    def source(self) -> str:
        return self._one.source

    def obstacle(self) -> str:
        return self._one.obstacle or "Talet går inte att räkna fram ur rapporten."

    def formula(self) -> str:
        assert self._way is not None
        return _formula(self._writer, self._one, self._way)

    def computed(self) -> str:
        return self._writer.amount(self._mid(), more=self._more())

    def difference(self) -> str:
        return self._writer.amount(abs(self._mid() - self._one.stated.value), more=self._more())

    def _mid(self) -> Decimal:
        assert self._way is not None and self._way.result is not None
        return self._way.result.mid

    def _more(self) -> int:
        """74 ÷ 73,2 − 1 = 1,09 % beside a printed 1,1 needs one more decimal to show that they differ."""
        differs = self._verdict != Verdict.STAMMER
        return int(differs and self._writer.number(self._mid()) == self.stated())


def _formula(writer: Writer, one: Comparison, way: Way) -> str:
    pair = way.change or way.share
    if pair is None:
        return writer.sum(way.terms)
    text = writer.quotient(pair[0].mid, pair[1].mid, scale_of(one.parts))
    return f"{text} {MINUS} 1" if way.change else text


def _hint(names: Names, one: Comparison, way: Way) -> str:
    """What a difference of exactly this kind usually is; '' when it looks like nothing known."""
    assert way.result is not None
    computed, stated = way.result.mid, one.stated.value
    if computed == -stated:
        return " Talen är lika stora med omvänt tecken."
    small, large = sorted((abs(computed), abs(stated)))
    if small and 900 <= large / small <= 1100:
        return f" Talen skiljer sig ungefär 1{NBSP}000 gånger: kontrollera om båda är i tkr eller mnkr."
    turned = _turned(one, way)
    return f" Med omvänt tecken på {_part(names, one, turned)} stämmer det." if turned else ""


def _turned(one: Comparison, way: Way) -> Placed | None:
    """The one part whose sign explains the difference: costs typed as a positive number, for instance."""
    assert way.result is not None
    off, allowed = way.result.mid - one.stated.value, way.result.half + one.stated.interval.half
    if len(way.terms) != len(one.parts) or abs(off) <= 2 * allowed:
        return None
    terms = zip(one.parts, way.terms, strict=True)
    found = [part for part, (sign, term) in terms if abs(off - 2 * sign * term.mid) <= allowed]
    return found[0] if len(found) == 1 else None


def _part(names: Names, one: Comparison, part: Placed) -> str:
    if part.key.measure == one.stated.key.measure:
        return names.entity(part.fact)
    return column(part.fact) if parse(one.stated.key.measure) else lower(names.measure(part.key.measure))
