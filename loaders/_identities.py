"""The arithmetic that a table's own headings and row labels promise: used to prove how its figures are
cut."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from loaders import _match
from loaders._cut import Rule
from loaders._words import Column

POSTS = ("intakter", "kostnader", "buffert")
GRANTS = ("kommunbidrag", "kommuninterna_bidrag")


def across(columns: Sequence[Column]) -> list[Rule]:
    """Identities between the columns of a row: avvikelse, förändring, nettokostnad, resultat."""
    columns = carried(columns)
    rules = [_derived(columns, k) for k, c in enumerate(columns) if c.derived and not c.percent]
    rules += [
        _net(columns, k) for k, c in enumerate(columns) if c.measure == "nettokostnad" and not c.derived
    ]
    rules += [_result(columns, k) for k, c in enumerate(columns) if c.measure == "resultat" and not c.derived]
    return [r for r in rules if r]


def carried(columns: Sequence[Column]) -> list[Column]:
    """`Nettokostnad 2020 | Budget 2020`: a column without a measure has that of the nearest to its left."""
    last, filled = "", []
    for column in columns:
        last = column.measure or last
        filled.append(column if column.measure == last else replace(column, measure=last))
    return filled


def operands(columns: Sequence[Column], k: int) -> tuple[int, int] | None:
    """(minuend, subtrahend) of the derived column k where its heading and its neighbours leave one choice."""
    found = pairs(columns, k)
    if len(found) > 1 and columns[k].derived == "forandring":
        nearest = [i for i in range(k - 1, -1, -1) if not columns[i].derived][:2]
        found = [p for p in found if sorted(p) == sorted(nearest)]
    return found[0] if len(found) == 1 else None


def pairs(columns: Sequence[Column], k: int) -> list[tuple[int, int]]:
    """The (minuend, subtrahend) that the heading of derived column k allows: to its left, else anywhere."""
    if said := columns[k].pair:
        return [said]
    plain = [i for i, c in enumerate(columns) if not c.derived and not c.label and i != k]
    fits = _FITS.get(columns[k].derived, _deviates)
    found = [(t, b) for t in plain for b in plain if t != b and fits(columns[t], columns[b], columns[k])]
    return [p for p in found if max(p) < k] or found


def _deviates(top: Column, base: Column, of: Column) -> bool:
    """Avvikelse: utfall or prognos minus budget."""
    scenario = top.scenario or ("utfall" if top.measure else "")
    told = top.horizon or ("year" if scenario == "prognos" else "")
    spans = {h for h in (told, base.horizon, of.horizon) if h}
    fits = scenario in ("utfall", "prognos") and base.scenario == "budget"
    fits = fits and (not top.year or not base.year or top.year == base.year)
    return fits and not (top.shift or top.previous or base.shift) and len(spans) < 2 and _alike(top, base, of)


def _misses(top: Column, base: Column, of: Column) -> bool:
    """Prognosfel: bokslut minus the forecast."""
    return top.scenario == "utfall" and base.scenario == "prognos" and not top.shift and _alike(top, base, of)


def _changes(top: Column, base: Column, of: Column) -> bool:
    """Förändring: the later minus the earlier of two of the same kind."""
    same = top.scenario == base.scenario and (
        top.horizon == base.horizon or "" in (top.horizon, base.horizon)
    )
    return same and _later(top, base) and _alike(top, base, of)


def _remains(top: Column, base: Column, of: Column) -> bool:
    """Kvar att förbruka: budget minus utfall, normally of the whole year."""
    return _deviates(replace(base, horizon=""), replace(top, horizon=""), of) and base.scenario != "prognos"


def _consumes(top: Column, base: Column, of: Column) -> bool:
    """Förbrukning: utfall in percent of the budget."""
    return _remains(base, top, of)


def _later(top: Column, base: Column) -> bool:
    if base.previous or top.previous:
        return base.previous and not top.previous and top.scenario == "prognos"
    if top.year and base.year and top.year != base.year:
        return top.year > base.year
    if bool(top.shift) != bool(base.shift):
        return top.shift > base.shift
    return bool(top.version and base.version) and top.year == base.year and top.version > base.version


def _alike(top: Column, base: Column, of: Column) -> bool:
    measures = {c.measure for c in (top, base, of) if c.measure}
    return len(measures) < 2 and top.unit == base.unit and top.percent == base.percent


_FITS: dict[str, Callable[[Column, Column, Column], bool]] = {
    "avvikelse": _deviates,
    "prognosfel": _misses,
    "forandring": _changes,
    "kvar": _remains,
    "forbrukning": _consumes,
}


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


def ways_down(measures: Sequence[str]) -> list[list[Rule]]:
    """The identities between the rows as printed: with our signs, with positive costs, and with positive
    nettokostnader too.
    """
    ways = []
    for turned in ((), ("kostnader", "buffert"), ("kostnader", "buffert", "nettokostnad")):
        flips = {i for i, m in enumerate(measures) if m in turned}
        rules = [Rule(tuple((i, -s if i in flips else s) for i, s in r.terms)) for r in down(measures)]
        ways += [rules] if rules and rules not in ways else []
    return ways


def totals(labels: Sequence[str], filled: Sequence[bool]) -> list[Rule]:
    """Every row of a sum is the sum of the rows since the last one, or of all rows that are no sums."""
    sums = [i for i, label in enumerate(labels) if filled[i] and _match.is_total(label)]
    rules, last = [], -1
    for i in sums:
        every = [k for k in range(i) if filled[k] and k not in sums]
        for parts in ([k for k in every if k > last], every):
            rule = Rule(((i, 1), *((k, -1) for k in parts)))
            rules += [rule] if len(parts) > 1 and rule not in rules else []
        last = i
    return rules


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
