"""CSV: `;`, tab or `,` between the fields, quoted or not. Its numbers are text until a table is found."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from typing import Any

from loaders import _encoding, _flat_csv
from loaders.grid import Cell, Sheet

SEPARATORS = (";", "\t", "|", ",")
"""In order of preference: where `;` and `,` explain a file alike, the comma is a decimal comma."""


_NAMED = re.compile(r"sep=(.)(?:\r\n|\n|\r)", re.IGNORECASE)
csv.field_size_limit(50_000_000)


def read(data: bytes) -> list[Sheet]:
    if (large := _flat_csv.read(data)) is not None:
        return large
    rows = _rows(_encoding.decode(data))
    cells = [
        Cell(row, col, text, indent=_encoding.indent(text))
        for row, fields in enumerate(rows, 1)
        for col, text in enumerate(fields, 1)
        if text.strip()
    ]
    _encoding.limit(len(cells))
    return [Sheet("CSV", {(c.row, c.col): c for c in cells})]


def _rows(text: str) -> list[list[str]]:
    """The records, numbered as Excel numbers them. Excel's own first line `sep=;` names the separator."""
    if named := _NAMED.match(text):
        return [[], *_parse(text[named.end() :], named[1])]
    readings = [_parse(text, s) for s in SEPARATORS]
    best = max(map(_agreement, readings))
    return next(rows for rows in readings if _agreement(rows) * 2 >= best)


def _parse(text: str, separator: str) -> list[list[str]]:
    """Records. A stray quotation mark is a character, and none may swallow the lines after it."""
    try:
        return _records(text, separator, strict=True)
    except csv.Error:
        loose = _records(text, separator)
    if not any("\n" in field for row in loose for field in row):
        return loose
    return _records(text, separator, quoting=csv.QUOTE_NONE)


def _records(text: str, separator: str, **options: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, **options))


def _agreement(rows: list[list[str]]) -> int:
    """In how many rows the separator gives the same number of columns, at least two."""
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return max(widths.values(), default=0)
