"""One document, two truths: the same number stated twice in one report.

A difference is an error, like a wrong sum: who reads the report cannot know which number holds. Neither is
changed; both are kept with their cells.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks._check import Check, Comparison, Context, Way
from checks._derived import WORDS, parse
from checks._index import Index, Placed, place
from checks.posts import total
from store.records import Verdict
from swedish import fold

_SAME = {
    Verdict.STAMMER: "{stated_amount} på båda ställena.",
    Verdict.AVRUNDNING: "{formula} på ett ställe och {stated_amount} på ett annat. "
    "Skillnaden ryms i avrundningen.",
    Verdict.AVVIKER: "{formula} på ett ställe och {stated_amount} på ett annat. Det skiljer {difference}.",
    Verdict.EJ_PROVBAR: "i rapporten står {stated_amount} på ett av två ställen. {obstacle}",
}
_WITH_BUFFER = {
    Verdict.STAMMER: "med bufferten inräknad {stated_amount} på båda ställena.",
    Verdict.AVRUNDNING: "med bufferten {formula} = {computed} på ett ställe och {stated} på ett annat. "
    "Skillnaden ryms i avrundningen.",
    Verdict.AVVIKER: "med bufferten {formula} = {computed} på ett ställe och {stated} på ett annat. "
    "Det skiljer {difference}.",
}


def _twice(context: Context) -> Iterator[Comparison]:
    for group in context.index.groups():
        for first, other in _pairs(group):
            if not _buffer(context.index, first, other):
                yield _pair(first, other)


def _pairs(group: list[Placed]) -> Iterator[tuple[Placed, Placed]]:
    """Each later statement against the first with the same basis; a cell is one statement."""
    if len(group) < 2 or _difference_column(group[0]):
        return
    firsts: dict[str, Placed] = {}
    for one in sorted(_comparable(group), key=lambda p: (p.total, place(p))):
        first = firsts.setdefault(one.fact.basis, one)
        if first is not one and first.ref != one.ref:
            yield first, one


def _difference_column(one: Placed) -> bool:
    """A difference follows from its operands, which are compared themselves."""
    derived = parse(one.fact.measure)
    return derived is not None and derived.kind in WORDS


def _comparable(group: list[Placed]) -> list[Placed]:
    """'Summa nämnder' and 'Totalt' of one table have the same key and need not be equal."""
    if len({fold(p.fact.row) for p in group if p.total}) > 1:
        return [p for p in group if not p.total]
    return group


def _pair(first: Placed, other: Placed) -> Comparison:
    """The finer of the two against the coarser: 74,0 and 74 are the same statement."""
    finer, coarser = sorted((first, other), key=lambda p: p.half_step)
    way = Way(finer.interval, ((1, finer.interval),))
    return Comparison(coarser, (way,), (finer,), _unlike(first, other))


def _unlike(first: Placed, other: Placed) -> str:
    one, two = first.fact, other.fact
    if one.unit != two.unit:
        return "Talen har olika enhet."
    if one.measured_through != two.measured_through:
        return "Talen är mätta till och med olika månader."
    if one.definition != two.definition:
        return "Talen har samma namn men olika definition."
    return ""


def _with_buffer(context: Context) -> Iterator[Comparison]:
    for group in context.index.groups():
        for first, other in _pairs(group):
            buffer = _buffer(context.index, first, other)
            if buffer and not _unlike(first, other):
                parts = (first, buffer)
                yield Comparison(other, (total(parts),), parts)


def _buffer(index: Index, first: Placed, other: Placed) -> Placed | None:
    """The buffert that a summary shows beside kostnader, when a detailed table's total counts it as a cost.

    That it does is seen in the detailed table: it has the buffert as a part with costs of its own.
    """
    if first.key.measure != "kostnader" or first.total == other.total:
        return None
    part = other.key._replace(verksamhet="buffert")
    counted = any(p.fact.basis == other.fact.basis for p in index.at(part))
    return index.beside(first, "buffert") if counted else None


CHECKS = (
    Check(
        "motsagelse",
        "Samma tal står likadant på alla ställen",
        "Ett tal som står på flera ställen i rapporten, till exempel i sammandraget och i detaljtabellen.",
        _twice,
        sentences=_SAME,
    ),
    Check(
        "motsagelse_buffert",
        "Sammandragets kostnader och buffert är detaljtabellens kostnader",
        "Kostnader + buffert i sammandraget mot totalraden i en detaljtabell där bufferten är en av raderna.",
        _with_buffer,
        sentences=_WITH_BUFFER,
    ),
)
