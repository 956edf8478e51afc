"""The sums of a flat table while they are put together: by whose they are, what they measure, and month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

import swedish
from loaders._flat_columns import SCALE
from loaders.grid import cell_name
from store.records import NotRead


class Group(NamedTuple):
    """Rows with the same keys. `why`: '' when they were read. `first`, `last`: rows of the sheet."""

    amount: int
    said: tuple[tuple[str, str], ...]
    konto: str
    year: int
    month: int
    why: str
    value: int
    numbers: int
    rows: int
    first: int
    last: int
    kon: str = ""
    alder: str = ""
    form: str = ""


def groups(summed: Mapping[str, Any]) -> Iterator[Group]:
    """The groups that `_flat_sums.summed` made."""
    found = summed["groups"]
    dimensions = [k for k in found if k in ("namnd", "ansvar", "verksamhet", "objekt", "projekt")]
    blank = [""] * len(found["year"])
    columns = [found.get(k, blank) for k in (
        "amount", "konto", "year", "month", "why", "value_sum", "n_sum", "value_count", "row_min", "row_max",
        "kon", "alder", "anstallningsform",
    )]  # fmt: skip
    whose = (
        zip(*([(d, t) for t in found[d]] for d in dimensions), strict=True)
        if dimensions
        else ((),) * len(blank)
    )
    for said, (amount, konto, year, month, why, value, n, count, first, last, *group) in zip(
        whose, zip(*columns, strict=True), strict=True
    ):
        yield Group(amount, said, konto, year, month, why, value or 0, n, count, first, last, *group)


def numbers(summed: Mapping[str, Any]) -> int:
    """How many numbers stand in the amounts."""
    return sum(summed["groups"]["n_sum"])


@dataclass(slots=True)
class Total:
    """A sum of rows."""

    value: int = 0
    numbers: int = 0
    first: int = 10**9
    last: int = 0

    def add(self, group: Group) -> None:
        """Tens of thousands of groups come here: plain comparisons are quicker than min and max."""
        self.value += group.value
        self.numbers += group.numbers
        if group.first < self.first:
            self.first = group.first
        if group.last > self.last:
            self.last = group.last

    def include(self, other: Total) -> None:
        self.value += other.value
        self.numbers += other.numbers
        self.first = min(self.first, other.first)
        self.last = max(self.last, other.last)


@dataclass(slots=True)
class Left:
    """The numbers that are not read, by reason and column."""

    sheet: str
    found: dict[tuple[int, str], Total] = field(default_factory=lambda: defaultdict(Total))

    def add(self, group: Group, reason: str) -> None:
        if group.numbers:
            self.found[group.amount, reason].add(group)

    def numbers(self, reason: str) -> int:
        return sum(t.numbers for (_, r), t in self.found.items() if r == reason)

    def entries(self, columns: Mapping[int, tuple[int, int]]) -> Iterable[NotRead]:
        """One entry for each reason and column; `columns`: first and last column of each amount."""
        for (amount, reason), total in self.found.items():
            where = span(columns[amount], total)
            yield NotRead(self.sheet, where, shown(total), reason, numbers=total.numbers)


def span(columns: tuple[int, int], total: Total) -> str:
    """`H2:H88`; `H2` for a single cell."""
    first, last = cell_name(total.first, columns[0]), cell_name(total.last, columns[1])
    return first if first == last else f"{first}:{last}"


def shown(total: Total) -> str:
    """`87 rader, summa 1 234,50`, with the signs of the file."""
    rows = "1 rad" if total.numbers == 1 else f"{swedish.number(total.numbers)} rader"
    return f"{rows}, summa {plain(total.value)}"


def plain(value: int) -> str:
    """A sum as the file would print it: without decimals, with two, or with as many as it has."""
    exact = exactly(value)
    decimals = max(0, -int(exact.normalize().as_tuple().exponent)) if value else 0
    return swedish.number(exact, 2 if decimals == 1 else decimals)


def exactly(value: int) -> Decimal:
    return Decimal(value) / SCALE
