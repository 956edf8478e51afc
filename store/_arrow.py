"""Facts as Arrow tables and Parquet files: the columns of `fact` in data/schema.sql, in that order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from store.records import Fact

AMOUNT = pa.decimal128(18, 4)
_FINEST = Decimal("0.0001")
_LARGEST = Decimal(10) ** 14
_CELL = re.compile(r"([A-Z]{1,3})(\d+)(?![\d/])")
_NAMES = {"row_text": "row", "column_text": "column"}
_TYPES = {
    "nr": pa.int32(), "year": pa.int16(), "month": pa.int16(), "value": AMOUNT, "step": AMOUNT,
    "cell_row": pa.int32(), "cell_col": pa.int32(),
}  # fmt: skip
COLUMNS = (
    *("submission", "nr", "kommun", "report", "namnd", "verksamhet", "measure", "scenario", "basis"),
    *("year", "month", "horizon", "role", "value", "unit", "step", "status", "kon", "alder"),
    *("anstallningsform", "measured_through", "definition", "printed", "sheet", "cell", "cell_row"),
    *("cell_col", "row_text", "column_text", "raw", "box"),
)
SCHEMA = pa.schema([(name, _TYPES.get(name, pa.string())) for name in COLUMNS])


def write_facts(path: Path, facts: Sequence[Fact], submission: str, kommun: str, report: str) -> None:
    """Write facts (or control totals) as Parquet. Raises ValueError, in Swedish, for too large an amount."""
    rows = [_row(fact, nr) for nr, fact in enumerate(facts)]
    same = {"submission": submission, "kommun": kommun, "report": report}
    columns = {name: [same.get(name, row[name]) for row in rows] for name in COLUMNS}
    pq.write_table(pa.table(columns, schema=SCHEMA), path, compression="zstd")


def _row(fact: Fact, nr: int) -> dict[str, Any]:
    row = {name: getattr(fact, _NAMES.get(name, name), None) for name in COLUMNS}
    value, step = _amount(fact)
    cell_row, cell_col = position(fact.cell)
    where = {"nr": nr, "cell_row": cell_row, "cell_col": cell_col}
    printed = None if fact.printed is None else format(fact.printed, "f")
    return row | where | {"value": value, "step": step, "printed": printed}


def _amount(fact: Fact) -> tuple[Decimal | None, Decimal]:
    """Value and step with four decimals; where the value lost some, the step says so."""
    step = fact.step.quantize(_FINEST, ROUND_HALF_EVEN)
    if fact.value is None:
        return None, step
    if not abs(fact.value) < _LARGEST:
        raise ValueError(f"{fact.sheet}!{fact.cell}: {fact.raw!r} är för stort för att vara ett belopp.")
    value = fact.value.quantize(_FINEST, ROUND_HALF_EVEN)
    return value, step if value == fact.value else max(step, _FINEST)


def position(cell: str) -> tuple[int | None, int | None]:
    """'AB12#2' -> (12, 28); (None, None) when it is no A1 reference."""
    if not (found := _CELL.match(cell)):
        return None, None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column
