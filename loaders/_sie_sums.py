"""SIE's balances as the groups of a ledger. The same amount stands on several levels: per account, per
object, per pair of objects. Just one level is summed, and the account's total proves
that it is the right one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

import pyarrow as pa

from loaders import _flat_keys, _flat_sums, _sie
from loaders._flat import LEDGER, Head, role
from loaders._flat_columns import SCALE, UNREAD
from loaders._flat_sums import ACCOUNT, PERIOD, Flat
from loaders._sie import Entry, Sie
from loaders.grid import Cell, Sheet
from store import codes

LEVEL, CONTROL, UNSURE, OTHER = "niva", "kontroll", "objekt", "ovrigt"
_WHOSE = ("namnd", "ansvar", "verksamhet", "objekt", "projekt")
_AMOUNTS = ("utfall", "budget")
Chosen = Iterable[tuple[Entry, str]]
"""(a line, why it is not read or '')"""


def read(data: bytes) -> list[Sheet]:
    """One sheet, 'SIE', whose line 123 is the cell A123."""
    found = _sie.parse(data)
    row, name = found.company
    last = max((e.line for e in found.entries), default=1)
    rows = pa.array([min(1, last), last], pa.int32())
    head = Head(LEDGER, last + 1, dict.fromkeys(_used(found), 1), {1: "Belopp"}, ())
    cells = {(row, 1): Cell(row, 1, name)} if name else {}
    return [Sheet("SIE", cells, kind="flat", flat=Flat(head, {}, rows, (), _summed(found, data)))]


def _used(found: Sie) -> list[str]:
    budget = any(_sie.entries_of(found, "PBUDGET"))
    return ["utfall", "budget"] if budget else ["utfall"]


def _summed(found: Sie, data: bytes) -> dict[str, Any]:
    dims = _dimensions(found)
    rows: list[tuple[Any, ...]] = []
    actual = list(_sie.entries_of(found, "PSALDO"))
    booked = list(_sie.entries_of(found, "TRANS"))
    totals = _totals(found)
    for entry, why in _levels(actual, totals) if actual else ((e, "") for e in booked):
        rows.append(_row(entry, 0, why, dims))
    for entry, why in _levels(list(_sie.entries_of(found, "PBUDGET")), {}):
        rows.append(_row(entry, 1, why, dims))
    for entry in found.entries:
        if entry.label not in ("PSALDO", "PBUDGET", "TRANS") or (entry.label == "TRANS" and actual):
            rows.append(_row(entry, 0, LEVEL if entry.label == "TRANS" else CONTROL, dims))
    text = pa.array(_sie.decode(data).splitlines(), pa.string())
    return {
        "head": {},
        "person": bool(found.objects.get(_sie.EMPLOYEES)) or _flat_sums._has_persons(text),
        "rows": [1, len(text)],
        "groups": _groups(rows),
        "unread": [],
        "others": [],
        "names": {kind: found.objects.get(number, {}) for number, kind in dims.items()},
        "sie": {
            "broken": found.broken[:50],
            "currency": found.currency,
            "through": found.through,
            "differences": [*_against_totals(found, actual or booked), *_against_vouchers(actual, booked)],
            "quantities": [e.line for e in found.entries if e.quantity],
        },
    }


def _dimensions(found: Sie) -> dict[str, str]:
    """Number -> what it is, of the dimensions that may say whose a line is."""
    dims = {number: kind for number in sorted(_numbers(found)) if (kind := _kind(found, number))}
    listed = {o.dimension for o in codes.objekt()}
    said = {n: k for n, k in dims.items() if k in _flat_sums.WHOSE or k in listed}
    return said or dims


def _numbers(found: Sie) -> set[str]:
    return {d for e in found.entries for d, _ in e.objects} | set(found.names)


def _kind(found: Sie, number: str) -> str:
    """What a dimension is, by its name or by the number that the format reserves for it."""
    said = role(found.names.get(number, ""))
    return said if said in _WHOSE else _sie.ROLES.get(number, "")


def _totals(found: Sie) -> dict[tuple[str, str], Decimal]:
    """(year, account) -> the result of the account for the year."""
    years = {n: span[0][:4] for n, span in found.years.items()}
    listed = [e for e in _sie.entries_of(found, "RES") if e.amount is not None and e.period in years]
    return {(years[e.period], e.konto): e.amount for e in listed if e.amount is not None}


def _levels(entries: Sequence[Entry], totals: dict[tuple[str, str], Decimal]) -> Iterator[tuple[Entry, str]]:
    """Each balance, and whether it is the one to sum."""
    plain = any(not e.objects for e in entries)
    places: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.amount is None:
            yield entry, UNREAD
        else:
            places[entry.period if plain else entry.period[:4], entry.konto].append(entry)
    for (period, konto), lines in places.items():
        yield from _level(lines, None if plain else totals.get((period, konto)), plain)


def _level(lines: Sequence[Entry], total: Decimal | None, plain: bool) -> Chosen:
    """One account of one month (of one year, when no line is without objects)."""
    whole = [e for e in lines if not e.objects]
    parts = [e for e in lines if e.objects]
    if not parts:
        return [(e, "") for e in whole]
    if plain:
        total = sum((e.amount or Decimal(0) for e in whole), Decimal(0)) if whole else None
    kinds = {tuple(d for d, _ in e.objects) for e in parts}
    found = _proved(parts, kinds, total)
    if found is None:
        return [(e, UNSURE) for e in parts] + [(e, LEVEL) for e in whole]
    return [(e, "" if e in found else LEVEL) for e in lines]


def _proved(parts: Sequence[Entry], kinds: set[tuple[str, ...]], total: Decimal | None) -> set[Entry] | None:
    """The lines that make the total: all of them, or those of the most detailed kind that do. Without a total
    only lines of one kind can be summed.
    """
    if total is None:
        return set(parts) if len(kinds) == 1 else None
    for kind in [None, *sorted(kinds, key=lambda k: (-len(k), k))]:
        mine = [e for e in parts if kind is None or tuple(d for d, _ in e.objects) == kind]
        if sum((e.amount or Decimal(0) for e in mine), Decimal(0)) == total:
            return set(mine)
    return None


def _row(entry: Entry, amount: int, why: str, dims: dict[str, str]) -> tuple[Any, ...]:
    """The keys and the value of one line, as a group of one."""
    year, month = _flat_keys.period(entry.period)
    number, _ = _flat_keys.account(entry.konto)
    konto = _flat_sums.segment(number) if number else ""
    if not why and entry.amount is None:
        why = UNREAD
    why = why or ("" if konto else ACCOUNT) or ("" if year else PERIOD)
    said = {dims[d]: code for d, code in entry.objects if d in dims}
    value = None if entry.amount is None else int(entry.amount * SCALE)
    return (amount, *(said.get(d, "") for d in _WHOSE), konto, year, month, why, value, entry.line)


def _groups(rows: Sequence[tuple[Any, ...]]) -> dict[str, list[Any]]:
    names = ("amount", *_WHOSE, "konto", "year", "month", "why", "value", "line")
    types = [pa.int32(), *[pa.string()] * 6, pa.int32(), pa.int32(), pa.string(), pa.int64(), pa.int32()]
    columns = zip(*rows, strict=True) if rows else [()] * len(names)
    table = pa.table([pa.array(c, t) for c, t in zip(columns, types, strict=True)], names=list(names))
    table = table.append_column("n", pa.array([1] * len(rows), pa.int64()))
    found = table.group_by(list(names[:-2]), use_threads=False).aggregate(
        [("value", "sum"), ("n", "sum"), ("value", "count"), ("line", "min"), ("line", "max")]
    )
    renamed = {"line_min": "row_min", "line_max": "row_max"}
    return {renamed.get(n, n): found[n].to_pylist() for n in found.column_names}


def _sums(entries: Iterable[Entry], width: int) -> dict[tuple[str, str], Decimal]:
    """(period, account) -> sum, of the lines without objects where there are any, else of all."""
    listed = [e for e in entries if e.amount is not None]
    plain = [e for e in listed if not e.objects]
    chosen = plain if plain and listed[0].label == "PSALDO" else listed
    found: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for entry in chosen:
        found[entry.period[:width], entry.konto] += entry.amount or 0
    return found


def _against_totals(found: Sie, entries: Sequence[Entry]) -> list[tuple[str, str, str, str]]:
    """(what, account, expected, found) where the months do not make the account's result of the year."""
    totals, sums = _totals(found), _sums(entries, 4)
    if entries and entries[0].label == "PSALDO" and all(e.objects for e in entries):
        return []  # the level was chosen by these totals
    return [
        (f"#RES {year}", konto, str(total), str(sums.get((year, konto), Decimal(0))))
        for (year, konto), total in totals.items()
        if sums.get((year, konto), Decimal(0)) != total and any(y == year for y, _ in sums)
    ]


def _against_vouchers(actual: Sequence[Entry], booked: Sequence[Entry]) -> list[tuple[str, str, str, str]]:
    """Where the balances of a month and its vouchers do not agree."""
    if not actual or not booked:
        return []
    balances, vouchers = _sums(actual, 6), _sums(booked, 6)
    return [
        (
            f"#TRANS {period}",
            konto,
            str(balances.get((period, konto), 0)),
            str(vouchers.get((period, konto), 0)),
        )
        for period, konto in sorted(set(balances) | set(vouchers))
        if balances.get((period, konto), 0) != vouchers.get((period, konto), 0)
    ]
