"""Posts of one column: resultat and nettokostnad are the sums of the posts above them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checks._check import Check, Comparison, Context, Way
from checks._index import Missing, Placed
from checks._interval import ZERO, Interval

POSTS = ("intakter", "kostnader", "buffert", "kommunbidrag", "kommuninterna_bidrag")
_OWN = POSTS[:3]
_SUBPOSTS = ("personalkostnader", "lokalkostnader", "kopt_verksamhet", "ovriga_kostnader")
_INTERNAL = " Kommuninterna bidrag är inräknade."


def total(parts: Sequence[Placed], note: str = "") -> Way:
    """The way that adds the parts."""
    return Way(sum((p.interval for p in parts), ZERO), tuple((1, p.interval) for p in parts), note=note)


def _beside(context: Context, stated: Placed, measures: Sequence[str]) -> list[Placed]:
    found = (context.index.beside(stated, m) for m in measures)
    return [p for p in found if p is not None]


def _absent(context: Context, stated: Placed, parts: Sequence[Placed], measures: Sequence[str]) -> str:
    """The sentence about posts that the table has in other columns but not in this; '' when all are there."""
    there = {p.key.measure for p in parts}
    table = context.index.same_entity_measures(stated)
    missing = [Missing(measure=m) for m in measures if m in table and m not in there]
    return f"{context.lacks(*missing)} saknas i samma kolumn." if missing else ""


def _resultat(context: Context) -> Iterator[Comparison]:
    for stated in context.index.of("resultat"):
        parts = _beside(context, stated, POSTS)
        there = {p.key.measure for p in parts}
        if not there & {"intakter", "kostnader"}:
            continue
        obstacle = _absent(context, stated, parts, POSTS)
        if len(parts) < 2 and not obstacle:
            continue
        # a whole kommun's resultat also has taxes and finance, which are no posts of a nämnd
        doubt = "" if "kommunbidrag" in there else "Kommunbidrag saknas i tabellen: skillnaden säger inget."
        yield Comparison(stated, (total(parts),), tuple(parts), obstacle, doubt)


def _resultat_netto(context: Context) -> Iterator[Comparison]:
    for stated in context.index.of("resultat"):
        netto, bidrag, internal = (
            context.index.beside(stated, m) for m in ("nettokostnad", "kommunbidrag", "kommuninterna_bidrag")
        )
        if netto is None or bidrag is None:
            continue
        ways = [total((netto, bidrag))]
        if internal:
            ways.insert(0, total((netto, bidrag, internal)))
        flipped = Way(bidrag.interval - netto.interval, ((1, bidrag.interval), (-1, netto.interval)))
        ways += [flipped] if netto.value > 0 else []
        parts = tuple(p for p in (netto, bidrag, internal) if p)
        yield Comparison(stated, tuple(ways), parts)


def _nettokostnad(context: Context) -> Iterator[Comparison]:
    for stated in context.index.of("nettokostnad"):
        parts = _beside(context, stated, _OWN)
        if not {p.key.measure for p in parts} & {"intakter", "kostnader"}:
            continue
        obstacle = _absent(context, stated, parts, _OWN)
        if len(parts) < 2 and not obstacle:
            continue
        internal = context.index.beside(stated, "kommuninterna_bidrag")
        ways = _netto_ways(stated, parts, internal)
        yield Comparison(stated, ways, (*parts, *([internal] if internal else [])), obstacle)


def _netto_ways(stated: Placed, parts: Sequence[Placed], internal: Placed | None) -> tuple[Way, ...]:
    """Both legitimate variants, with and without kommuninterna bidrag; a cost may be printed as positive."""
    ways = [total(parts)]
    if internal:
        ways.append(total((*parts, internal), _INTERNAL))
    return tuple(_as_printed(way, stated) for way in ways)


def _as_printed(way: Way, stated: Placed) -> Way:
    assert way.result is not None
    if way.result.high >= 0 or stated.value <= 0:
        return way
    return Way(-way.result, tuple((-sign, term) for sign, term in way.terms), note=way.note)


def _kostnader(context: Context) -> Iterator[Comparison]:
    """Only a table that has 'övriga kostnader' claims that its kinds of cost are all of them."""
    for stated in context.index.of("kostnader"):
        if not context.index.beside(stated, "ovriga_kostnader"):
            continue
        parts = _beside(context, stated, _SUBPOSTS)
        obstacle = _absent(context, stated, parts, _SUBPOSTS)
        if len(parts) > 1:
            yield Comparison(stated, (total(parts),), tuple(parts), obstacle)


def _sjuktimmar(context: Context) -> Iterator[Comparison]:
    for stated in context.index.of("sjuktimmar"):
        parts = _beside(context, stated, ("sjuktimmar_kort", "sjuktimmar_lang"))
        if parts:
            obstacle = "" if len(parts) == 2 else "Korttid eller långtid saknas."
            yield Comparison(stated, (total(parts),), tuple(parts), obstacle)


def zero_or(one: Placed | None) -> Interval:
    """The interval of an optional post (buffert): a nämnd that budgets none has none."""
    return one.interval if one else ZERO


CHECKS = (
    Check(
        "resultat",
        "Resultatet är summan av posterna",
        "Resultat = intäkter + kostnader + buffert + kommunbidrag + kommuninterna bidrag, i samma kolumn.",
        _resultat,
    ),
    Check(
        "resultat_netto",
        "Resultatet är nettokostnad och kommunbidrag",
        "Resultat = nettokostnad + kommunbidrag (+ kommuninterna bidrag), i samma kolumn.",
        _resultat_netto,
    ),
    Check(
        "nettokostnad",
        "Nettokostnaden är intäkter och kostnader",
        "Nettokostnad = intäkter + kostnader (+ buffert), med eller utan kommuninterna bidrag.",
        _nettokostnad,
    ),
    Check(
        "kostnader",
        "Kostnadsslagen summerar till kostnaderna",
        "Kostnader = personal + lokaler + köpt verksamhet + övriga, där tabellen har en rad för övriga.",
        _kostnader,
    ),
    Check(
        "sjuktimmar",
        "Sjuktimmar är korttid och långtid",
        "Sjukfrånvarotimmar = timmar dag 1–59 + timmar från dag 60.",
        _sjuktimmar,
    ),
)
