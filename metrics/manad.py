"""Month by month: what a nämnd cost each month alone, where a ledger or a SIE file tells of single months.

A month's net cost is -(intäkter + kostnader) of that month. It is only computed when the file's own sums from
January say that nothing was left out: then a verksamhet without a row in a month had no bookings in it.
Source of the definition: as nettokostnad (metrics/ekonomi.py), of one month.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from store import Store, months

POSTS = ("intakter", "kostnader")
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Month:
    """One month's net cost in kr, a cost is plus; facts: ids of its source cells."""

    year: int
    month: int
    value: Decimal
    facts: tuple[str, ...]


def months_of(store: Store, kommun: str, namnd: str, report: str) -> dict[int, list[Month]]:
    """year -> its months in order, of the years that are told month by month in reports up to `report`."""
    rows = months.amounts(store, kommun, namnd, POSTS, report)
    years = {row["year"] for row in rows if row["alone"]}
    found = {year: _year(year, [r for r in rows if r["year"] == year]) for year in sorted(years)}
    return {year: told for year, told in found.items() if told}


def _year(year: int, rows: list[Row]) -> list[Month]:
    """The year's months; none when the file's sums do not show that all of it is there."""
    if any(row["verksamhet"] == "" for row in rows):
        rows = [row for row in rows if row["verksamhet"] == ""]
    alone = [row for row in rows if row["alone"]]
    last = max(row["month"] for row in alone) if alone else 0
    if not alone or any(row["value"] is None for row in rows) or not _whole(rows, last):
        return []
    return [_month(year, m, [r for r in alone if r["month"] == m]) for m in range(1, last + 1)]


def _whole(rows: Iterable[Row], last: int) -> bool:
    """Whether each series' months make the sum from January through the last month that the file gives."""
    sums: dict[tuple[str, str], Decimal] = {}
    told: dict[tuple[str, str], Decimal] = {}
    for row in rows:
        key = (row["verksamhet"], row["measure"])
        if row["alone"]:
            sums[key] = sums.get(key, Decimal(0)) + row["value"]
        elif row["month"] == last:
            told[key] = row["value"]
    return sums == told and {measure for _, measure in sums} >= {"kostnader"}


def _month(year: int, month: int, rows: list[Row]) -> Month:
    value = -sum((row["value"] for row in rows), Decimal(0))
    return Month(year, month, value, tuple(row["fact"] for row in rows))
