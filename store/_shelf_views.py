"""What is made of rows that have been fetched: the newest of forecasts, the sum of verksamheter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.select import Sum

BEFORE = "fg:"
"""So begins the name of a forecast that a report shows as the one before its own."""


def newest(rows: Iterable[Sum]) -> list[Sum]:
    """Of several forecasts of the same thing, the newest that a report calls its own."""
    kept: dict[tuple[str, str, int, int], Sum] = {}
    for row in rows:
        key = (row.namnd, row.verksamhet, row.year, row.month)
        if not row.vintage.startswith(BEFORE) and (key not in kept or kept[key].vintage < row.vintage):
            kept[key] = row
    return list(kept.values())


def over_parts(rows: Iterable[Sum]) -> list[Sum]:
    """The verksamheter of each nämnd added up; `rows` are of one measure and scenario."""
    groups: dict[tuple[str, int, int, str], list[Sum]] = {}
    for row in rows:
        if row.namnd:
            groups.setdefault((row.namnd, row.year, row.month, row.vintage), []).append(row)
    return [_added(sorted(group, key=lambda row: row.verksamhet)) for group in groups.values()]


def _added(group: Sequence[Sum]) -> Sum:
    """One row of several, in the order of their verksamheter; None when none of them has a value."""
    values = [row.value for row in group if row.value is not None]
    return group[0]._replace(
        verksamhet="",
        value=sum(values, Decimal(0)) if values else None,
        step=sum((row.step for row in group), Decimal(0)),
        parts=[row.verksamhet for row in group if row.value is not None],
        facts=[fact for row in group for fact in row.facts],
        reports=_each(row.reports for row in group),
        units=_each(row.units for row in group),
        throughs=_each(row.throughs for row in group),
        lacks=[row.verksamhet + lack for row in group for lack in row.lacks],
    )


def _each(lists: Iterable[list[str]]) -> list[str]:
    return list(dict.fromkeys(chain.from_iterable(lists)))
