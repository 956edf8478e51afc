"""Sums inside a nämnd: `Äldreomsorg` above its `Hemtjänst` and `Särskilt boende`. The sum is then a control
total, and the rows below it are the verksamheter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from loaders._table import RawRow

FEW = 2
AddsUp = Callable[[RawRow, Sequence[RawRow]], bool]


def mark(rows: Sequence[RawRow], borders: Sequence[bool], adds_up: AddsUp, every: AddsUp) -> None:
    """Say of each row whether it is a 'sum' of the rows below it, or a 'part' of the one above. `borders`:
    the nämnder, totals and headings; `adds_up` on the whole, `every` in every column.
    """
    first = 0
    for i in range(len(rows) + 1):
        if i == len(rows) or borders[i]:
            wholes = [rows[k] for k in (first - 1, i) if 0 <= k < len(rows) and rows[k].cells]
            _mark(rows[first:i], wholes, adds_up, every)
            first = i + 1


def _mark(group: Sequence[RawRow], wholes: Sequence[RawRow], adds_up: AddsUp, every: AddsUp) -> None:
    sums = _sums(group, every)
    parts = {k for i, n in sums.items() for k in range(i + 1, i + 1 + n)}
    top = [r for k, r in enumerate(group) if k not in parts]
    proved = any(adds_up(w, top) and not adds_up(w, group) for w in wholes)
    for i, n in sums.items():
        if proved or _below(group[i], group[i + 1 : i + 1 + n]):
            group[i].nested = "sum"
            for row in group[i + 1 : i + 1 + n]:
                row.nested = "part"


def _sums(group: Sequence[RawRow], every: AddsUp) -> dict[int, int]:
    """{row: how many rows below it add up to it in every column}"""
    found: dict[int, int] = {}
    i = 0
    while i < len(group):
        size = next((n for n in _sizes(group, i) if every(group[i], group[i + 1 : i + 1 + n])), 0)
        found |= {i: size} if size else {}
        i += 1 + size
    return found


def _sizes(group: Sequence[RawRow], i: int) -> Iterator[int]:
    """How many rows below row i add up to it in its first column."""
    column = min(group[i].cells, default=None)
    if column is None:
        return
    whole = group[i].cells[column][0].num
    step, found = Decimal(1).scaleb(-whole.decimals), Decimal(0)
    for n, part in enumerate(group[i + 1 :], 1):
        found += part.cells[column][0].num.value if column in part.cells else 0
        if n >= FEW and abs(found - whole.value) <= step * (n + 1):
            yield n


def _below(row: RawRow, parts: Sequence[RawRow]) -> bool:
    """Are the parts set in, or the sum alone in bold?"""
    return all(p.indent > row.indent for p in parts) or (row.bold and not any(p.bold for p in parts))
