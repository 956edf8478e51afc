"""Pasted text: each line a row; tabs split it into columns, otherwise the line is one cell in column A."""

from __future__ import annotations

import re

from loaders import _encoding
from loaders.grid import Cell, Sheet

_LINE = re.compile(r"\r\n|\n|\r")


def read(data: bytes) -> list[Sheet]:
    text = _encoding.decode(data)
    cells = [
        Cell(row, col, part, indent=_encoding.indent(part))
        for row, line in enumerate(_LINE.split(text), 1)
        for col, part in enumerate(line.split("\t"), 1)
        if part.strip()
    ]
    _encoding.limit(len(cells))
    return [Sheet("Text", {(c.row, c.col): c for c in cells}, kind="text")]
