"""Parts and wholes: verksamheter sum to their nämnd, nämnder to Summa, women and men to all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from checks._check import Check, Comparison, Context
from checks._index import Index, Key, Placed, nearest
from checks._totals import HOURS, Column, Tables, one_each
from checks.posts import POSTS, total
from store.records import Severity

_RESULTS = ("nettokostnad", "resultat")


def _totals(context: Context) -> Iterator[Comparison]:
    for stated in context.tables.every_total():
        parts = context.tables.parts(stated)
        if parts:
            lacking = context.tables.lacking(stated, parts)
            obstacle = f"{context.lacks(*lacking)} saknar tal i kolumnen." if lacking else ""
            yield Comparison(stated, (total(parts),), tuple(parts), obstacle)


def _levels(context: Context) -> Iterator[Comparison]:
    """A nämnd's own number against its verksamheter, where no total row says that they are all of it."""
    members = _members(context.tables)
    for column, found in context.tables.verksamheter.items():
        key, basis = column
        stated = _own(context.index, key, basis, found[0])
        parts = one_each(stated, found) if stated else []
        if stated is None or column in context.tables.totals or len(parts) < 2:
            continue
        absent = members[key.namnd] - {p.key.verksamhet for p in parts}
        lacking = [m for m in context.tables.lacking(parts[0], parts) if m.verksamhet in absent]
        if lacking or not absent:
            obstacle = f"{context.lacks(*lacking)} saknar tal i kolumnen." if lacking else ""
            yield Comparison(stated, (total(parts),), tuple(parts), obstacle)


def _own(index: Index, key: Key, basis: str, part: Placed) -> Placed | None:
    return nearest(part, [p for p in index.at(key) if not p.total and p.fact.basis == basis])


def _members(tables: Tables) -> dict[str, set[str]]:
    """The verksamheter of each nämnd that the report has money for."""
    members: dict[str, set[str]] = defaultdict(set)
    for (_, namnd, measure), codes in tables.expected.items():
        if namnd and measure in (*POSTS, *_RESULTS):
            members[namnd] |= codes
    return members


def _groups(context: Context) -> Iterator[Comparison]:
    for which in ("kon", "alder", "anstallningsform"):
        yield from _group(context.index, which)


def _group(index: Index, which: str) -> Iterator[Comparison]:
    """Hours and full-time posts of the groups of one kind against the number for all of them."""
    found: dict[Column, dict[str, Placed]] = defaultdict(dict)
    kinds: dict[str, set[str]] = defaultdict(set)
    for one in index.placed:
        if (group := getattr(one.key, which)) and one.fact.unit in HOURS and not one.total:
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
