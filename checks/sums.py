"""Parts and wholes: verksamheter sum to their nämnd, nämnder to Summa, women and men to all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from checks import _derived
from checks._check import Check, Comparison, Context
from checks._comparison import best
from checks._index import Index, Key, Missing, Placed, nearest, place
from checks.posts import POSTS, total
from store.records import Severity, Verdict

_RESULTS = ("nettokostnad", "resultat")
_HOURS = ("timmar", "arsarbetare")
Column = tuple[Key, str]


@dataclass(slots=True)
class _Tables:
    """The numbers of a report as wholes with their parts.

    verksamheter: (key of the nämnd's number, basis) -> its parts; namnder: (key of the kommun's number,
    basis) -> every number of a nämnd or verksamhet; expected: who has the measure, in any column.
    """

    index: Index
    verksamheter: dict[Column, list[Placed]] = field(default_factory=lambda: defaultdict(list))
    namnder: dict[Column, list[Placed]] = field(default_factory=lambda: defaultdict(list))
    expected: dict[tuple[str, str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    totals: dict[Column, list[Placed]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for one in self.index.placed:
            if addable(one):
                self._add(one)

    def _add(self, one: Placed) -> None:
        key, basis, sheet, measure = one.key, one.fact.basis, one.fact.sheet, one.key.measure
        if one.total:
            self.totals[key, basis].append(one)
        elif key.verksamhet:
            self.verksamheter[key._replace(verksamhet=""), basis].append(one)
            self.expected[sheet, key.namnd, measure].add(key.verksamhet)
        if key.namnd:
            self.namnder[key._replace(namnd="", verksamhet=""), basis].append(one)
            self.expected[sheet, "", measure].add(key.namnd)


def addable(one: Placed) -> bool:
    """Amounts, hours and full-time posts add up; percentages, prices and counts of persons do not."""
    derived = _derived.parse(one.key.measure)
    if derived is not None:
        return one.fact.unit == "kr" and not derived.pct and derived.kind in _derived.WORDS
    return one.fact.unit in ("kr", *_HOURS)


def _totals(context: Context) -> Iterator[Comparison]:
    tables = _Tables(context.index)
    for column, totals in tables.totals.items():
        for stated in totals:
            yield from _total(context, tables, column, stated)


def _total(context: Context, tables: _Tables, column: Column, stated: Placed) -> Iterator[Comparison]:
    key, _ = column
    if key.verksamhet:
        return
    parts = _parts_of_namnd(tables, column, stated) if key.namnd else _parts_of_kommun(tables, column, stated)
    if not parts:
        return
    others = [t for t in tables.totals[column] if t is not stated]
    if others and best(Comparison(stated, (total(parts),)))[1] == Verdict.AVVIKER:
        parts = _block(stated, parts, others) or parts
    obstacle = "" if others else _incomplete(context, tables, stated, parts)
    yield Comparison(stated, (total(parts),), tuple(parts), obstacle)


def _parts_of_namnd(tables: _Tables, column: Column, stated: Placed) -> list[Placed]:
    return _one_each(stated, tables.verksamheter.get(column, []), lambda p: p.key.verksamhet)


def _parts_of_kommun(tables: _Tables, column: Column, stated: Placed) -> list[Placed]:
    """For each nämnd its own number, or, when the table has none, its verksamheter."""
    by_namnd: dict[str, list[Placed]] = defaultdict(list)
    for one in _same_sheet(stated, tables.namnder.get(column, [])):
        by_namnd[one.key.namnd].append(one)
    parts: list[Placed] = []
    for found in by_namnd.values():
        own = nearest(stated, [p for p in found if not p.key.verksamhet])
        parts += [own] if own else _one_each(stated, found, lambda p: p.key.verksamhet)
    return sorted(parts, key=place)


def _one_each(stated: Placed, found: list[Placed], who: Callable[[Placed], str]) -> list[Placed]:
    """One number for each part: of two tables that both have it, the one nearest to the total."""
    each: dict[str, list[Placed]] = defaultdict(list)
    for one in _same_sheet(stated, found):
        each[who(one)].append(one)
    return sorted((p for same in each.values() if (p := nearest(stated, same))), key=place)


def _same_sheet(stated: Placed, found: list[Placed]) -> list[Placed]:
    return [p for p in found if p.fact.sheet == stated.fact.sheet] or found


def _block(stated: Placed, parts: list[Placed], others: list[Placed]) -> list[Placed]:
    """The parts between the total above and this: a table may have both 'Summa nämnder' and 'Totalt'."""
    above = max((place(t) for t in others if place(t) < place(stated)), default=("", 0, (0, 0)))
    return [p for p in parts if above < place(p) < place(stated)]


def _incomplete(context: Context, tables: _Tables, stated: Placed, parts: list[Placed]) -> str:
    """The sentence about parts with the measure in another column but not in this; '' when all are there."""
    key = stated.key
    there = {p.key.verksamhet if key.namnd else p.key.namnd for p in parts}
    lacking = sorted(tables.expected[stated.fact.sheet, key.namnd, key.measure] - there)
    if not lacking:
        return ""
    who = (Missing(namnd=key.namnd, verksamhet=c) if key.namnd else Missing(namnd=c) for c in lacking)
    return f"{context.lacks(*who)} saknar tal i kolumnen, så summan går inte att pröva."


def _levels(context: Context) -> Iterator[Comparison]:
    """A nämnd's own number against its verksamheter, where no total row says that they are all of it."""
    tables = _Tables(context.index)
    members = _members(tables)
    for column, found in tables.verksamheter.items():
        key, basis = column
        stated = _own(context.index, key, basis, found[0])
        if stated is None or column in tables.totals:
            continue
        parts = _one_each(stated, found, lambda p: p.key.verksamhet)
        if len(parts) > 1:
            obstacle = _partial(context, key.namnd, members[key.namnd], parts)
            yield Comparison(stated, (total(parts),), tuple(parts), obstacle)


def _own(index: Index, key: Key, basis: str, part: Placed) -> Placed | None:
    return nearest(part, [p for p in index.at(key) if not p.total and p.fact.basis == basis])


def _members(tables: _Tables) -> dict[str, set[str]]:
    """The verksamheter of each nämnd that the report has money for."""
    members: dict[str, set[str]] = defaultdict(set)
    for (_, namnd, measure), codes in tables.expected.items():
        if namnd and measure in (*POSTS, *_RESULTS):
            members[namnd] |= codes
    return members


def _partial(context: Context, namnd: str, members: set[str], parts: list[Placed]) -> str:
    lacking = sorted(members - {p.key.verksamhet for p in parts})
    if not lacking:
        return ""
    who = (Missing(namnd=namnd, verksamhet=c) for c in lacking)
    return f"{context.lacks(*who)} har inget tal i kolumnen."


def _groups(context: Context) -> Iterator[Comparison]:
    for which in ("kon", "alder", "anstallningsform"):
        yield from _group(context.index, which)


def _group(index: Index, which: str) -> Iterator[Comparison]:
    """Hours and full-time posts of the groups of one kind against the number for all of them."""
    found: dict[Column, dict[str, Placed]] = defaultdict(dict)
    kinds: dict[str, set[str]] = defaultdict(set)
    for one in index.placed:
        if (group := getattr(one.key, which)) and one.fact.unit in _HOURS and not one.total:
            found[_ungrouped(one.key, which), one.fact.basis][group] = one
            kinds[one.key.measure].add(group)
    for (key, basis), parts in found.items():
        stated = _own(index, key, basis, next(iter(parts.values())))
        if stated:
            whole = len(parts) > 1 and kinds[key.measure] == set(parts)
            obstacle = "" if whole else "Någon av grupperna saknas."
            yield Comparison(stated, (total([*parts.values()]),), tuple(parts.values()), obstacle)


def _ungrouped(key: Key, which: str) -> Key:
    """The key of the number for all groups of one kind."""
    if which == "kon":
        return key._replace(kon="")
    return key._replace(alder="") if which == "alder" else key._replace(anstallningsform="")


CHECKS = (
    Check(
        "summa",
        "Delarna summerar till summaraden",
        "Verksamheterna summerar till nämndens rad, och nämnderna till Summa, kolumn för kolumn.",
        _totals,
    ),
    Check(
        "nivaer",
        "Verksamheterna summerar till nämnden",
        "Nämndens eget tal mot summan av dess verksamheter, när alla har ett tal men ingen summarad finns.",
        _levels,
        # without a total row the report does not claim that the verksamheter are all of the nämnd
        severity=Severity.WARNING,
    ),
    Check(
        "grupper",
        "Grupperna summerar till alla",
        "Timmar och årsarbetare per kön, åldersgrupp och anställningsform mot talet för alla.",
        _groups,
    ),
)
