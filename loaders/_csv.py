"""CSV: `;`, tab or `,` between the fields, quoted or not. Its numbers are text until a table is found."""

from __future__ import annotations

import csv
import io
from collections import Counter

from loaders import _encoding
from loaders._unreadable import Refused
from loaders.grid import Cell, Sheet

SEPARATORS = (";", "\t", ",", "|")
"""In order of preference: where `;` and `,` explain a file equally well, the comma is a decimal comma."""


def read(data: bytes) -> list[Sheet]:
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
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        return [[], *_parse(rest, first.strip()[4])]
    return max((_parse(text, s) for s in SEPARATORS), key=_agreement)


def _parse(text: str, separator: str) -> list[list[str]]:
    """Records; when a quotation mark is never closed it was no quotation mark."""
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
        lines = io.StringIO(text, newline="")
        try:
            return list(csv.reader(lines, delimiter=separator, quoting=quoting, strict=True))
        except csv.Error:
            continue
    raise Refused("inte_text")


def _agreement(rows: list[list[str]]) -> int:
    """In how many rows the separator gives the same number of columns, at least two."""
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return max(widths.values(), default=0)
