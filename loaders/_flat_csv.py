"""A large flat table as CSV: its columns are read at once, all as texts."""

from __future__ import annotations

import csv
import io
from typing import Any

import pyarrow as pa
import pyarrow.csv as pc

from loaders import _encoding
from loaders._flat import HEAD_ROWS, Head, doubled, find_head
from loaders._flat_sums import Flat
from loaders._unreadable import Refused
from loaders.grid import Cell, Sheet

LARGE = 2_000_000
"""Bytes: some 15 000 rows of twelve columns. Smaller files are read cell by cell."""
_SEPARATORS = (";", "\t", "|", ",")
_MOST_ODD = 1_000


def read(data: bytes) -> list[Sheet] | None:
    """The sheet, or None when the file is small, or its first lines are not the headings of a flat table."""
    if len(data) < LARGE:
        return None
    text = _encoding.decode(data)
    first = text[:40_000].splitlines()[:HEAD_ROWS]
    for separator in _SEPARATORS:
        lines = list(csv.reader(first, delimiter=separator))
        rows = [(n, _texts(line)) for n, line in enumerate(lines, 1)]
        if twice := doubled(rows):
            raise Refused("dubbla_rubriker", found=twice)
        if head := find_head(rows):
            return _sheet(text, separator, head, lines)
    return None


def _texts(line: list[str]) -> dict[int, str]:
    return {col: t.strip() for col, t in enumerate(line, 1) if t.strip()}


def _sheet(text: str, separator: str, head: Head, lines: list[list[str]]) -> list[Sheet] | None:
    width = len(lines[head.row - 1])
    odd: list[tuple[int, str]] = []
    try:
        table = _parsed(text, separator, head.row, width, odd)
    except pa.ArrowInvalid:  # the ordinary reader says what is wrong
        return None
    extra = [(number, *_padded(found, separator, width)) for number, found in odd if found.strip()]
    if len(odd) > _MOST_ODD or any(len(line) > width + 1 for line in extra):
        return None
    skipped = {number for number, _ in odd}
    numbers = [n for n in range(head.row + 1, head.row + 1 + len(table) + len(odd)) if n not in skipped]
    rows = pa.array([*numbers, *(line[0] for line in extra)], pa.int32())
    columns = {col: _column(table, extra, col) for col in head.headings}
    above = enumerate(lines[: head.row], 1)
    cells = {(r, c): Cell(r, c, t) for r, line in above for c, t in _texts(line).items()}
    return [Sheet("CSV", cells, kind="flat", flat=Flat(head, columns, rows))]


def _parsed(text: str, separator: str, skip: int, width: int, odd: list[tuple[int, str]]) -> Any:
    """The rows that have as many fields as the headings; the others are put in `odd`."""

    def keep(row: Any) -> str:
        odd.append((row.number, row.text))
        return "skip"

    names = [str(n) for n in range(1, width + 1)]
    return pc.read_csv(
        io.BytesIO(text.encode()),
        read_options=pc.ReadOptions(skip_rows=skip, column_names=names, use_threads=False),
        parse_options=pc.ParseOptions(
            delimiter=separator, newlines_in_values=True, ignore_empty_lines=False, invalid_row_handler=keep
        ),
        convert_options=pc.ConvertOptions(column_types=dict.fromkeys(names, pa.string())),
    )


def _padded(text: str, separator: str, width: int) -> list[str]:
    """A row with too few fields, such as a sum row, with empty ones after it."""
    fields = next(csv.reader([text], delimiter=separator), [])
    return fields + [""] * (width - len(fields))


def _column(table: Any, extra: list[Any], col: int) -> Any:
    column = table.column(str(col))
    return pa.chunked_array(
        [*column.chunks, pa.array([line[col] for line in extra], pa.string())]
    ).combine_chunks()
