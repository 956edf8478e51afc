"""The arithmetic that a table's own headings and row labels promise: used to prove how its figures are
cut."""

from __future__ import annotations

from collections.abc import Sequence

from loaders._cut import Rule
from loaders._words import Column

POSTS = ("intakter", "kostnader", "buffert")
GRANTS = ("kommunbidrag", "kommuninterna_bidrag")


def across(columns: Sequence[Column]) -> list[Rule]:
    """Identities between the columns of a row: avvikelse, förändring, nettokostnad, resultat."""
    rules = [_derived(columns, k) for k, c in enumerate(columns) if c.derived and not c.percent]
    rules += [
        _net(columns, k) for k, c in enumerate(columns) if c.measure == "nettokostnad" and not c.derived
    ]
    rules += [_result(columns, k) for k, c in enumerate(columns) if c.measure == "resultat" and not c.derived]
    return [r for r in rules if r]


def operands(columns: Sequence[Column], k: int) -> tuple[int, int] | None:
    """(minuend, subtrahend) of the derived column k: the nearest to its left that fit what it is called."""
    left = range(k - 1, -1, -1)
    if columns[k].derived == "forandring":
        plain = [i for i in left if not columns[i].derived][:2]
        return (
            (plain[0], plain[1]) if len(plain) == 2 and _alike(columns[plain[0]], columns[plain[1]]) else None
        )
    if columns[k].derived == "prognosfel":
        return _pair(columns, left, ("utfall",), "prognos", k)
    return _pair(columns, left, ("utfall", "prognos"), "budget", k)


def _alike(one: Column, other: Column) -> bool:
    return one.measure == other.measure and one.unit == other.unit


def _pair(
    columns: Sequence[Column], left: Sequence[int], tops: tuple[str, ...], base: str, k: int
) -> tuple[int, int] | None:
    horizon = columns[k].horizon
    plain = [
        i
        for i in left
        if not columns[i].derived and columns[i].horizon in ("", horizon or columns[i].horizon)
    ]
    bases = [i for i in plain if columns[i].scenario == base]
    for b in bases:
        span = columns[b].horizon
        for t in plain:
            top = columns[t]
            scenario = top.scenario or ("utfall" if top.measure else "")
            fits = scenario in tops and not top.shift and not top.previous
            if fits and (not span or not top.horizon or span == top.horizon or base == "prognos"):
                return t, b
    return None


def _derived(columns: Sequence[Column], k: int) -> Rule | None:
    pair = operands(columns, k)
    return Rule(((k, 1), (pair[0], -1), (pair[1], 1))) if pair else None


def _same(one: Column, other: Column) -> bool:
    keys = ("scenario", "year", "version", "horizon", "shift", "previous", "derived")
    return all(getattr(one, key) == getattr(other, key) for key in keys)


def _net(columns: Sequence[Column], k: int) -> Rule | None:
    parts = [i for i, c in enumerate(columns) if c.measure in POSTS and _same(c, columns[k])]
    found = {columns[i].measure for i in parts}
    complete = {"intakter", "kostnader"} <= found and len(parts) == len(found)
    return Rule(((k, 1), *((i, -1) for i in parts))) if complete else None


def _result(columns: Sequence[Column], k: int) -> Rule | None:
    same = [i for i, c in enumerate(columns) if _same(c, columns[k]) and i != k]
    net = [i for i in same if columns[i].measure == "nettokostnad"]
    base = net or [i for i in same if columns[i].measure in POSTS]
    grants = [i for i in same if columns[i].measure in GRANTS]
    return Rule(((k, 1), *((i, -1) for i in (*base, *grants)))) if base and grants else None


def down(measures: Sequence[str]) -> list[Rule]:
    """Identities between the rows of one entity, whose measures are given in order ('' for another row)."""
    rules = []
    where = {m: i for i, m in enumerate(measures) if m}
    if {"intakter", "kostnader", "nettokostnad"} <= set(where):
        parts = [where[m] for m in POSTS if m in where]
        rules.append(Rule(((where["nettokostnad"], 1), *((i, -1) for i in parts))))
    grants = [where[m] for m in GRANTS if m in where]
    posts = [where[m] for m in POSTS if m in where] if "intakter" in where else []
    base = posts or ([where["nettokostnad"]] if "nettokostnad" in where else [])
    if "resultat" in where and grants and base:
        rules.append(Rule(((where["resultat"], 1), *((i, -1) for i in (*base, *grants)))))
    return rules
