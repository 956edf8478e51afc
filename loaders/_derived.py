"""What a derived column (avvikelse, förändring) was computed from: what its heading allows and what the
figures prove.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from loaders import _identities
from loaders._cut import holds
from loaders._numbers import Num
from loaders._words import Column

ENOUGH = Decimal("0.8")  # of the rows that tell anything
SOME = Decimal("0.4")  # is enough when the headings leave no other choice: the rest is for the checks to say
Rows = Sequence[dict[int, Num]]
Pair = tuple[int, int]


def origin(columns: Sequence[Column], k: int, rows: Rows) -> tuple[Pair | None, bool]:
    """((minuend, subtrahend) of column k, do the figures prove it); None when several fit or none does."""
    if said := columns[k].pair:
        return said, True
    pairs = _identities.pairs(columns, k)
    way = "part" if columns[k].derived == "forbrukning" else "percent" if columns[k].percent else ""
    shares = {p: share(p, k, rows, way) for p in pairs}
    proved = [p for p in pairs if (s := shares[p]) is not None and s >= ENOUGH]
    unmoved = [p for p in pairs if p not in proved and not columns[k].percent and _unmoved(p, k, rows)]
    if len(proved) == 1 and not unmoved:
        return proved[0], True
    last = max((i for i in range(k) if columns[i].derived), default=-1)
    near = [p for p in proved if min(p) > last]  # `Utfall Budget Avvikelse Prognos Budget Avvikelse`
    if len(near) == 1 and last >= 0 and not unmoved:
        return near[0], True
    possible = [p for p in pairs if shares[p] is None or (len(pairs) == 1 and (shares[p] or 0) >= SOME)]
    if proved or len(possible) != 1:
        return (_beside(columns, k, rows) if columns[k].percent else None), False
    return possible[0], False


def _unmoved(pair: Pair, k: int, rows: Rows) -> bool:
    """Is the difference zero in every row, and the pair equal? It tells nothing, and may yet be the one."""
    told = [r for r in rows if {*pair, k} <= set(r)]
    return bool(told) and all(not r[k].value and r[pair[0]].value == r[pair[1]].value for r in told)


def _beside(columns: Sequence[Column], k: int, rows: Rows) -> Pair | None:
    """`Avvikelse | %`: the column to the left says what it is a percentage of."""
    left = columns[k - 1] if k else columns[k]
    alike = left.derived == columns[k].derived and not left.percent
    return origin(columns, k - 1, rows)[0] if alike else None


def share(pair: Pair, k: int, rows: Rows, way: str = "") -> Decimal | None:
    """The share of the rows in which column k is the difference of the pair, whatever its sign (`way`: in
    percent, or the first as a part of the second); None when no row tells.
    """
    told = [v for r in rows if (v := _verdict(pair, k, r, way)) is not None]
    return Decimal(sum(told)) / len(told) if told else None


def _verdict(pair: Pair, k: int, row: dict[int, Num], way: str) -> bool | None:
    top, base, found = row.get(pair[0]), row.get(pair[1]), row.get(k)
    if not top or not base or not found or (not found.value and top.value == base.value):
        return None
    if way:
        return _percentage(top, base, found) if way == "percent" else _part(top, base, found)
    forward = holds([(found, 1), (top, -1), (base, 1)])
    return bool(forward or holds([(found, 1), (top, 1), (base, -1)]))


def _percentage(top: Num, base: Num, found: Num) -> bool | None:
    if not base.value:
        return None
    part = 100 / abs(base.value)
    room = _half(found) + part * (_half(top) + _half(base) * (1 + abs(top.value / base.value)))
    return abs(abs(top.value - base.value) * part - abs(found.value)) <= room


def _part(top: Num, base: Num, found: Num) -> bool | None:
    if not base.value:
        return None
    part = 100 / abs(base.value)
    room = _half(found) + part * (_half(top) + _half(base) * abs(top.value / base.value))
    return abs(abs(top.value) * part - abs(found.value)) <= room


def _half(num: Num) -> Decimal:
    return Decimal(1).scaleb(-num.decimals) / 2
