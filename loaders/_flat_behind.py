"""The rows behind a sum of a flat table, found again in the file: in the child process, as when read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from loaders import _flat_sums
from loaders._flat import LEDGER, MONEY
from loaders._flat_book import exactly
from loaders._flat_cells import of_sheet
from loaders._flat_columns import OK
from loaders._flat_owner import Owners
from loaders._flat_sums import Flat
from loaders._kept import taken
from loaders._ledger import account_of
from loaders.grid import Grid

MOST = 200
_Row = dict[str, Any]


def behind(grid: Grid, options: Mapping[str, Any], tell: Callable[[str], None]) -> Any:
    """{head, rows, count, sum}: the headings, the first MOST rows with their numbers, how many there are, and
    what they come to in the unit and with the signs of the file. `options`: sheet, kommun, rules, and the
    fact's namnd, verksamhet, measure, scenario, year, month, horizon, kon, alder, anstallningsform. None:
    the file has no such table.
    """
    tell("Letar upp raderna")
    sheet = next((s for s in grid.sheets if s.name == options["sheet"]), None)
    flat = (sheet.flat or of_sheet(sheet)) if sheet is not None else None
    if flat is None or flat.ready is not None:  # a SIE file has balances, not rows
        return None
    found = list(_matching(flat, options))
    shown = [[row["row"], *_texts(flat, row["at"])] for row in found[:MOST]]
    total = sum((row["value"] for row in found), Decimal(0))
    return {"head": list(flat.head.headings.values()), "rows": shown, "count": len(found), "sum": str(total)}


def _matching(flat: Flat, options: Mapping[str, Any]) -> Iterator[_Row]:
    names = {d: _flat_sums._names(flat, d) for d in _flat_sums.dimensions(flat.head) if _has_names(flat, d)}
    owners = Owners(options["kommun"], taken({}, options["rules"], options["kommun"]), names)
    for row in _rows(flat, options):
        owner = owners.of(row["said"], row["year"])
        mine = owner.namnd == options["namnd"] and options["verksamhet"] in ("", owner.verksamhet)
        if mine and _measured(flat, row, options):
            yield row


def _has_names(flat: Flat, dimension: str) -> bool:
    return f"namn:{dimension}" in flat.head.roles


def _measured(flat: Flat, row: _Row, options: Mapping[str, Any]) -> bool:
    if flat.head.kind != LEDGER:
        return all(options[k] in ("", row[k]) for k in ("kon", "alder", "anstallningsform"))
    account = account_of(options["kommun"], row["konto"], row["year"])
    return account is not None and options["measure"] in (account.measure, account.total)


def _rows(flat: Flat, options: Mapping[str, Any]) -> Iterator[_Row]:
    """The rows of the fact's months that were read."""
    keys, why = _flat_sums._keys(flat)
    columns = {name: column.to_pylist() for name, column in keys.items()}
    said = [d for d in _flat_sums.dimensions(flat.head) if d in columns]
    values, numbers = _values(flat, options), flat.rows.to_pylist()
    months = range(options["month"] if options["horizon"] == "month" else 1, options["month"] + 1)
    for at, (problem, value) in enumerate(zip(why.to_pylist(), values, strict=True)):
        timed = columns["year"][at] == options["year"] and columns["month"][at] in months
        if timed and problem == OK and value is not None:
            row = {name: column[at] for name, column in columns.items()}
            yield row | {
                "at": at, "row": numbers[at], "value": exactly(value),
                "said": tuple((d, row[d]) for d in said),
            }  # fmt: skip


def _values(flat: Flat, options: Mapping[str, Any]) -> Sequence[int | None]:
    """The amounts that the fact is made of: of its scenario, or its measure (short and long sick hours)."""
    parts = [_amount(flat, role) for role in _roles(flat, options)]
    return [
        None if all(v is None for v in row) else sum(v or 0 for v in row) for row in zip(*parts, strict=True)
    ]


def _roles(flat: Flat, options: Mapping[str, Any]) -> list[str]:
    if flat.head.kind == LEDGER:
        return [a for a in flat.head.amounts if MONEY[a] == options["scenario"]][:1]
    own = [a for a in flat.head.amounts if a == options["measure"]]
    return own or [a for a in flat.head.amounts if a.startswith(f"{options['measure']}_")]


def _amount(flat: Flat, role: str) -> list[int | None]:
    value, why, _ = _flat_sums._amounts(flat, role)
    known = why.to_pylist()
    return [v if w == OK else None for v, w in zip(value.to_pylist(), known, strict=True)]


def _texts(flat: Flat, at: int) -> list[str]:
    cells = (flat.columns[col][at].as_py() if col in flat.columns else None for col in flat.head.headings)
    return ["" if c is None else str(c) for c in cells]
