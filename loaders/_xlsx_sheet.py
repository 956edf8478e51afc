"""One worksheet of an Excel workbook in a single pass: values, formats, formulas, hidden rows, levels."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from loaders._ooxml import NAMESPACES, Package, flag
from loaders._shown import PLAIN, Cells, Look, Value, add, boolean, exact_text, moment, plain_text, shown
from loaders._zipcheck import MOST_COL, column
from loaders.grid import Area

_NAMES = {
    f"{{{space}}}{name}": name for space in NAMESPACES for name in ("c", "v", "f", "is", "t", "r", "rPh")
}
_AREA = re.compile(r"\$?([A-Z]+)\$?(\d+)(?::\$?([A-Z]+)\$?(\d+))?$", re.I)
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Book:
    """What the cells of all sheets share."""

    texts: Sequence[str] = ()
    looks: Sequence[Look] = ()
    since_1904: bool = False
    never_calculated: bool = False  # the program that made it left the calculation to Excel


@dataclass(slots=True)
class Found:
    """What the pass over a sheet gives."""

    cells: Cells = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_cols: set[int] = field(default_factory=set)
    zeros: list[tuple[int, int, Value, Look, int]] = field(default_factory=list)  # formulas that gave 0
    calculated: bool = False  # some formula gave something else


def read(package: Package, part: str, book: Book) -> Found:
    """The cells of the worksheet in that part."""
    found, row = Found(), 0
    for element in package.elements(part, ("cols", "row", "mergeCells")):
        name = element.tag.rpartition("}")[2]
        if name == "row":
            row = _row(element, row, found, book)
        elif name == "cols":
            found.hidden_cols.update(_hidden_columns(element))
        else:
            found.merged += sorted(filter(None, (area(m.get("ref", "")) for m in element)))
    if book.never_calculated and not found.calculated:
        for row, col, value, look, outline in found.zeros:
            add(found.cells, row, col, value, look, outline, without=True)
    return found


def area(text: str) -> Area | None:
    """`$B$2:D9` -> (2, 2, 9, 4)."""
    if (match := _AREA.match(text)) is None:
        return None
    left, top, right, bottom = match.groups()
    first = int(top), column(left.encode())
    last = (int(bottom), column(right.encode())) if right else first
    return *first, *last


def text_of(element: Any) -> str:
    """The text of a string, plain or of several runs; without the pronunciation some have."""
    texts = []
    for part in element:
        name = _NAMES.get(part.tag)
        if name == "t":
            texts.append(part.text or "")
        elif name == "r":
            texts.append(text_of(part))
    return _unescaped("".join(texts))


def _hidden_columns(cols: Any) -> set[int]:
    """One <col> can stand for many columns."""
    hidden = [c for c in cols if flag(c, "hidden")]
    return {n for c in hidden for n in range(int(c.get("min")), min(int(c.get("max")), MOST_COL) + 1)}


def _row(element: Any, last: int, found: Found, book: Book) -> int:
    """Reads a row; its number. A row without a number follows the one before, and so does a cell."""
    row, col = int(element.get("r") or last + 1), 0
    if flag(element, "hidden"):
        found.hidden_rows.add(row)
    outline = int(element.get("outlineLevel") or 0)
    for c in element:
        ref = c.get("r")
        row, col = _place(ref) if ref else (row, col + 1)
        if len(c):
            _cell(c, row, col, outline, found, book)
    return row


def _place(ref: str) -> tuple[int, int]:
    letters = ref.rstrip("0123456789")
    return int(ref[len(letters) :]), _column(letters)


@lru_cache(maxsize=20_000)
def _column(letters: str) -> int:
    return column(letters.encode())


def _cell(c: Any, row: int, col: int, outline: int, found: Found, book: Book) -> None:
    kind, stored, formula, inline = c.get("t", "n"), "", None, None
    for part in c:
        name = _NAMES.get(part.tag)
        if name == "v":
            stored = part.text or ""
        elif name == "f":
            formula = part
        elif name == "is":
            inline = part
    cells = found.cells
    look = book.looks[int(style)] if (style := c.get("s")) and book.looks else PLAIN
    if inline is not None:
        add(cells, row, col, plain_text(text_of(inline)), look, outline)
    elif formula is not None and not stored and kind != "str":
        add(cells, row, col, _formula(formula), look, outline, without=True)
    elif stored:
        if formula is not None and stored == "0":
            found.zeros.append((row, col, _formula(formula), look, outline))
        elif formula is not None:
            found.calculated = True
        error = stored if kind == "e" else ""
        add(cells, row, col, _value(kind, stored, look, book), look, outline, error)


def _formula(formula: Any) -> Value:
    """What a formula without a value shows; one that shares another's formula has no text of its own."""
    text = formula.text or "…"
    return plain_text(text if text.startswith("=") else "=" + text)


def _value(kind: str, stored: str, look: Look, book: Book) -> Value:
    if kind == "n":
        return shown(exact_text(stored.strip()), look.number_format, book.since_1904)
    if kind == "s":
        return plain_text(book.texts[int(stored)])
    if kind == "b":
        return boolean(stored.strip() in ("1", "true"))
    if kind == "d":
        return moment(dt.datetime.fromisoformat(stored.strip()).replace(tzinfo=None))
    return plain_text(_unescaped(stored))


def _unescaped(text: str) -> str:
    """`_x000D_` is how a workbook writes a character that XML cannot hold."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda m: chr(int(m.group(1), 16)), text)
