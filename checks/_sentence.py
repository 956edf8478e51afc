"""The Swedish sentence of a comparison: the sum, the printed number, the difference, and what it may be."""

from __future__ import annotations

from collections.abc import Mapping

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
    writer = Writer(one.stated, one.parts)
    stated = one.stated.value
    fields = {"stated": writer.number(stated), "stated_amount": writer.amount(stated), "source": one.source}
    if way is None or way.result is None:
        obstacle = one.obstacle or "Talet går inte att räkna fram ur rapporten."
        return sentences[Verdict.EJ_PROVBAR].format(obstacle=obstacle, **fields)
    fields |= _numbers(writer, one, way, verdict)
    if verdict == Verdict.EJ_PROVBAR:
        return _doubtful(one, fields)
    told = sentences[verdict].format(**fields)
    return told + (_hint(names, one, way) if verdict == Verdict.AVVIKER else way.note)


def _doubtful(one: Comparison, fields: Mapping[str, str]) -> str:
    return "{formula} = {computed}, i rapporten står {stated}. ".format(**fields) + one.doubt


def _numbers(writer: Writer, one: Comparison, way: Way, verdict: Verdict) -> dict[str, str]:
    assert way.result is not None
    mid, stated = way.result.mid, one.stated.value
    # 74 ÷ 73,2 − 1 = 1,09 % beside a printed 1,1 needs one more decimal to show that they differ
    alike = verdict != Verdict.STAMMER and writer.number(mid) == writer.number(stated)
    return {
        "formula": _formula(writer, one, way),
        "computed": writer.amount(mid, more=int(alike)),
        "difference": writer.amount(abs(mid - stated), more=int(alike)),
    }


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
