"""Sums of a flat table's rows, by unit, account range, month and group: made where the file is read.

The answer is plain JSON. A row that cannot be read keeps the keys that it has, so that the sums which it
might belong to can be held back: a sum that lacks a row is a wrong number.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from loaders import _flat_keys
from loaders._flat import LEDGER, Head
from loaders._flat_columns import EMPTY, OK, UNREAD, amounts, joined, keyed, texts
from store import codes

WHOSE = ("namnd", "ansvar", "verksamhet")
SUM, ACCOUNT, PERIOD, AGE = "summa", "konto", "period", "alder"
MOST_LISTED = 200
_PERSON = re.compile(
    r"(?<![\d-])(?:19|20)?(\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])[-+]?\d{4})(?![\d-])"
)
_PERSON_RE2 = r"(?:19|20)?\d\d(?:0[1-9]|1[0-2])(?:[0-27-8]\d|3[01]|6[1-9]|9[01])[-+]\d{4}|(?:19|20)\d{10}"


@dataclass(frozen=True, slots=True)
class Flat:
    """The columns of a flat table by number, and the row of the sheet that each of their rows is."""

    head: Head
    columns: Mapping[int, Any]
    rows: Any
    errors: tuple[tuple[int, int], ...] = ()  # (row, column) of cells that show an error (#DIV/0!)
    ready: dict[str, Any] | None = None  # its sums, when the reader of the file made them (SIE)
    kept: Any = None  # what the library read: the process ends sooner than millions of cells are given back

    def of(self, role: str) -> Any:
        return self.columns[self.head.roles[role]]


def summed(flat: Flat) -> dict[str, Any]:
    """What is needed to make facts of the table."""
    if flat.ready is not None:
        return flat.ready
    if persons(flat):
        return {"head": asdict(flat.head), "person": True, "rows": _ends(flat.rows)}
    keys, why = _keys(flat)
    parts = [_part(flat, keys, why, nr, role) for nr, role in enumerate(flat.head.amounts)]
    groups = pa.concat_tables([p[0] for p in parts])
    return {
        "head": asdict(flat.head),
        "person": False,
        "rows": _ends(flat.rows),
        "groups": {name: groups[name].to_pylist() for name in groups.column_names},
        "unread": [u for p in parts for u in p[1]][:MOST_LISTED],
        "others": [found for col in flat.head.others if (found := _other(flat, col))],
        "names": {d: _names(flat, d) for d in dimensions(flat.head) if f"namn:{d}" in flat.head.roles},
    }


def dimensions(head: Head) -> tuple[str, ...]:
    """The columns that may say whose a row is: objekt and projekt only where a kommun has a list of them."""
    listed = {o.dimension for o in codes.objekt()}
    said = tuple(d for d in head.dimensions if d in WHOSE or d in listed)
    return said or head.dimensions


def persons(flat: Flat) -> bool:
    """Has it a column of persons, or identity numbers of persons in its texts?"""
    if "person" in flat.head.roles and flat.head.kind != LEDGER:
        return True
    return any(_has_persons(c) for c in flat.columns.values() if pa.types.is_string(c.type))


def _has_persons(column: Any) -> bool:
    found = pc.drop_null(pc.if_else(pc.match_substring_regex(column, _PERSON_RE2), column, None))
    said = [m for t in found.slice(0, MOST_LISTED).to_pylist() for m in _PERSON.findall(t)]
    right = sum(map(_luhn, said))
    return right > 0 and right * 2 >= len(said)


def _luhn(number: str) -> bool:
    """The check digit of a personnummer."""
    digits = [int(d) for d in re.sub(r"\D", "", number)]
    doubled = [d * (2 - i % 2) for i, d in enumerate(digits)]
    return sum(d // 10 + d % 10 for d in doubled) % 10 == 0


def _ends(rows: Any) -> list[int]:
    return [rows[0].as_py(), rows[-1].as_py()]


def _keys(flat: Flat) -> tuple[dict[str, Any], Any]:
    """(key columns, why a row cannot be read) before its amount is looked at."""
    year, month = _period(flat)
    keys = {d: pc.fill_null(texts(flat.of(d)), "") for d in dimensions(flat.head)}
    keys |= {"year": year, "month": month}
    dated = pc.greater(year, 0)
    why = pc.if_else(dated, OK, PERIOD)
    if flat.head.kind == LEDGER:
        return _account_keys(flat, keys, why, dated)
    return _group_keys(flat, keys, why)


def _period(flat: Flat) -> tuple[Any, Any]:
    roles = flat.head.roles
    one = next((r for r in ("period", "datum") if r in roles), None)
    if {"ar", "manad"} <= set(roles) and one != "period":
        column = joined([texts(flat.of("ar")), texts(flat.of("manad"))])
    else:
        column = texts(flat.of(one or "period"))
    year, month = keyed(column, _flat_keys.period, (pa.int32(), pa.int32()))
    return pc.fill_null(year, 0), pc.fill_null(month, 0)


def _account_keys(flat: Flat, keys: dict[str, Any], why: Any, dated: Any) -> tuple[dict[str, Any], Any]:
    column = texts(flat.of("konto"))
    segment, total = keyed(column, _segment, (pa.string(), pa.bool_()))
    segment, total = pc.fill_null(segment, ""), pc.fill_null(total, False)
    bare = pc.and_(pc.equal(segment, ""), pc.invert(dated))
    total = pc.or_(total, pc.and_(bare, _sum_rows(flat, bare)))
    why = pc.if_else(total, SUM, pc.if_else(pc.equal(segment, ""), ACCOUNT, why))
    return keys | {"konto": segment}, why


def _segment(text: str) -> tuple[str, bool]:
    """The beginning of the stretch of accounts, within which all lists of accounts say the same."""
    number, total = _flat_keys.account(text)
    if not number:
        return "", total
    return segment(number), False


def segment(number: str) -> str:
    """'30106' -> '3000': the stretch of accounts that an account belongs to."""
    limits = _limits()
    place = bisect_right(limits, int(number[:4].ljust(4, "0")))
    return f"{limits[place - 1]:04}" if place else "0000"


@cache
def _limits() -> list[int]:
    konton = codes.all_konton()
    return sorted({int(k.first) for k in konton} | {int(k.last) + 1 for k in konton})


def _sum_rows(flat: Flat, bare: Any) -> Any:
    """The rows without account and period that say Summa somewhere, or nothing at all."""
    places = pc.indices_nonzero(bare).slice(0, MOST_LISTED)
    said = [c.take(places).to_pylist() for c in flat.columns.values() if pa.types.is_string(c.type)]
    found = zip(places.to_pylist(), zip(*said, strict=True), strict=False)
    sums = {place for place, row in found if any(t and _flat_keys.is_sum(t) for t in row)}
    return (
        pc.is_in(pa.array(range(len(bare))), pa.array(sorted(sums), pa.int64())) if sums else pa.scalar(False)
    )


def _group_keys(flat: Flat, keys: dict[str, Any], why: Any) -> tuple[dict[str, Any], Any]:
    unit = dimensions(flat.head)[0]
    total = keyed(texts(flat.of(unit)), lambda t: (_flat_keys.is_sum(t),), (pa.bool_(),))[0]
    keys["kon"] = _said(flat, "kon", _flat_keys.kon)
    keys["alder"] = _ages(flat, keys["year"])
    keys["anstallningsform"] = pc.fill_null(texts(flat.of("anstallningsform")), "") \
        if "anstallningsform" in flat.head.roles else _blank(flat)  # fmt: skip
    unsure = pc.or_(pc.equal(keys["kon"], "?"), pc.equal(keys["alder"], "?"))
    why = pc.if_else(unsure, AGE, why)
    return keys, pc.if_else(pc.fill_null(total, False), SUM, why)


def _blank(flat: Flat) -> Any:
    return pa.array([""] * len(flat.rows))


def _said(flat: Flat, role: str, parse: Any) -> Any:
    """'?' or '?text' where the text cannot be understood, also where there is none."""
    if role not in flat.head.roles:
        return _blank(flat)
    found = keyed(texts(flat.of(role)), lambda t: (_or_unknown(parse(t)),), (pa.string(),))[0]
    return pc.fill_null(found, "?")


def _or_unknown(found: str | None) -> str:
    return "?" if found is None else found


def _ages(flat: Flat, year: Any) -> Any:
    if "fodelsear" not in flat.head.roles:
        return _said(flat, "alder", _flat_keys.age_group)
    both = joined([pc.cast(year, pa.string()), texts(flat.of("fodelsear"))])
    return keyed(both, lambda t: (_or_unknown(_age_of(t)),), (pa.string(),))[0]


def _age_of(text: str) -> str | None:
    """'2025|1985' -> '30-49': the age that is reached in the year."""
    year, _, born = text.partition("|")
    if not re.fullmatch(r"(19|20)\d\d", born):
        return None
    age = int(year) - int(born)
    return _flat_keys.group_between(age, age) if age >= 14 else None


def _part(flat: Flat, keys: Mapping[str, Any], why: Any, nr: int, role: str) -> tuple[Any, list[Any]]:
    """(one row a group, the cells that are no numbers) of one amount."""
    value, reason, count = _amounts(flat, role)
    blank = pc.equal(reason, EMPTY)
    known = pc.if_else(pc.equal(why, OK), reason, why)
    whole = pa.table({**keys, "why": known, "value": pc.if_else(pc.equal(reason, OK), value, None),
                      "n": count, "row": flat.rows, "reason": reason})  # fmt: skip
    idle = pc.and_(blank, pc.is_in(why, pa.array([SUM, ACCOUNT, PERIOD])))
    whole = whole.filter(pc.invert(pc.and_(idle, pc.equal(count, 0))))
    names = [*keys, "why"]
    grouped = whole.group_by(names, use_threads=False).aggregate(
        [("value", "sum"), ("n", "sum"), ("value", "count"), ("row", "min"), ("row", "max")]
    )
    grouped = grouped.append_column("amount", pa.array([nr] * len(grouped), pa.int32()))
    return grouped, _unread(flat, whole, role)


def _amounts(flat: Flat, role: str) -> tuple[Any, Any, Any]:
    """(value, why it is missing, how many numbers the row has) of one amount: debet is debet − kredit."""
    value, why = amounts(flat.of(role))
    count = pc.cast(pc.not_equal(why, EMPTY), pa.int64())
    if role != "debet":
        return value, why, count
    other, why_other = amounts(flat.of("kredit"))
    count = pc.add(count, pc.cast(pc.not_equal(why_other, EMPTY), pa.int64()))
    unread = pc.or_(pc.equal(why, UNREAD), pc.equal(why_other, UNREAD))
    both = pc.and_(pc.equal(why, EMPTY), pc.equal(why_other, EMPTY))
    net = pc.subtract(pc.fill_null(value, 0), pc.fill_null(other, 0))
    return net, pc.if_else(unread, UNREAD, pc.if_else(both, EMPTY, OK)), count


def _unread(flat: Flat, whole: Any, role: str) -> list[Any]:
    """[row, column, text] of the cells of an amount that are no numbers."""
    rows = set(whole.filter(pc.equal(whole["reason"], UNREAD))["row"].to_pylist()[:MOST_LISTED])
    if not rows:
        return []
    places = [i for i, r in enumerate(flat.rows.to_pylist()) if r in rows]
    cols = [flat.head.roles[r] for r in ((role, "kredit") if role == "debet" else (role,))]
    found = [(flat.rows[i].as_py(), c, flat.columns[c][i].as_py()) for i in places for c in cols]
    return [[row, col, str(text)] for row, col, text in found if _is_text(text)]


def _is_text(value: Any) -> bool:
    if value is None or not str(value).strip():
        return False
    _, why = amounts(pa.array([value]))
    return bool(why[0].as_py() == UNREAD)


def _other(flat: Flat, col: int) -> list[Any] | None:
    """[column, heading, numbers, first row, last row] of a column of numbers that nobody reads."""
    if col not in flat.columns:
        return None
    _, why = amounts(flat.columns[col])
    there = pc.equal(why, OK)
    count = pc.sum(pc.cast(there, pa.int64())).as_py() or 0
    rows = flat.rows.filter(there)
    return [col, flat.head.headings[col], count, *_ends(rows)] if count else None


def _names(flat: Flat, dimension: str) -> dict[str, str]:
    """Code -> the name that the file gives it."""
    table = pa.table({"code": texts(flat.of(dimension)), "name": texts(flat.of(f"namn:{dimension}"))})
    found = table.group_by("code").aggregate([("name", "min")])
    return {
        c: n for c, n in zip(*(found[k].to_pylist() for k in ("code", "name_min")), strict=True) if c and n
    }
