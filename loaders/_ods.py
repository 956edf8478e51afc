"""OpenDocument workbooks (.ods), as LibreOffice saves them: the same cells as of an .xlsx."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from typing import Any

from lxml import etree

from loaders import _zipcheck
from loaders._ods_styles import Styles, attribute
from loaders._ooxml import SAFE, Package, local
from loaders._shown import Cells, Look, Value, add, boolean, exact_text, moment, plain_text, shown
from loaders._unreadable import Refused
from loaders._zipcheck import MOST_COL, MOST_MERGED, MOST_ROW
from loaders.grid import Area, Sheet, cell_name

_SPACE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TABLE, _OFFICE = _SPACE % "table", _SPACE % "office"
_PARAGRAPH, _NOTE = _SPACE % "text" + "p", _OFFICE + "annotation"
_EXTENDED = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_TAGS = [_OFFICE + "automatic-styles", *(_TABLE + n for n in ("table", "table-column", "table-row"))]
_TRUTHS = ("TRUE", "FALSE", "SANT", "FALSKT")
"""What a formula that gives a truth value shows, although its value is a number."""
_BREAKS = {"tab": "\t", "line-break": "\n"}


def read(data: bytes) -> list[Sheet]:
    """The sheets in the workbook's order; empty ones are left out."""
    _zipcheck.check(data)
    package = Package(data)
    if b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise Refused("losenord")
    found = [t.sheet() for t in _tables(package) if t.cells]
    if not found:
        raise Refused("inga_blad")
    return found


def _tables(package: Package) -> list[_Table]:
    common = package.root("styles.xml")
    roots = [] if common is None else [r for r in common if local(r).endswith("styles")]
    tables: list[_Table] = []
    styles = Styles(roots)
    for event, element in _elements(package):
        name = local(element)
        if event == "start":
            if name == "table":
                tables.append(_Table(element, styles))
        elif name == "automatic-styles":
            styles = Styles([*roots, element])
        elif tables and name == "table-column":
            tables[-1].column(element)
        elif tables and name == "table-row":
            tables[-1].row(element)
            element.clear()
    return tables


def _elements(package: Package) -> Iterator[tuple[str, Any]]:
    content = io.BytesIO(package.read("content.xml"))
    return iter(etree.iterparse(content, events=("start", "end"), tag=_TAGS, **SAFE))


class _Table:
    """One sheet, a row at a time."""

    def __init__(self, element: Any, styles: Styles) -> None:
        self.name, self.styles = attribute(element, "name"), styles
        self.hidden = attribute(element, "style-name") in styles.hidden_tables
        self.cells: Cells = {}
        self.merged: list[Area] = []
        self.comments: list[tuple[str, str]] = []
        self.columns: list[str] = []  # each column's style for cells without their own
        self.hidden_rows: set[int] = set()
        self.hidden_cols: set[int] = set()
        self.rows = 0

    def sheet(self) -> Sheet:
        return Sheet(
            self.name, self.cells, tuple(sorted(self.merged)), self.hidden,
            hidden_rows=frozenset(self.hidden_rows), hidden_cols=frozenset(self.hidden_cols),
            comments=tuple(self.comments),
        )  # fmt: skip

    def column(self, element: Any) -> None:
        first = len(self.columns) + 1
        count = min(_repeated(element, "columns"), MOST_COL - len(self.columns))
        self.columns += [attribute(element, "default-cell-style-name")] * count
        if _unseen(element):
            self.hidden_cols.update(range(first, first + count))

    def row(self, element: Any) -> None:
        """A row, and those that are told to be like it; only rows with something in them are gone through."""
        first, times = self.rows + 1, _repeated(element, "rows")
        self.rows += times
        if not any(len(c) or c.get(_TABLE + "formula") for c in element):
            return
        level = sum(1 for _ in element.iterancestors(_TABLE + "table-row-group"))
        for row in _places(first, times, MOST_ROW):
            self.hidden_rows.update([row] if _unseen(element) else [])
            self._row(element, row, level)

    def _row(self, element: Any, row: int, level: int) -> None:
        own, col = element.get(_TABLE + "default-cell-style-name"), 1
        for c in element:
            times = _repeated(c, "columns")
            if len(c) or c.get(_TABLE + "formula"):
                for place in _places(col, times, MOST_COL):
                    self._cell(c, row, place, c.get(_TABLE + "style-name") or own, level)
            col += times

    def _cell(self, c: Any, row: int, col: int, style: str | None, level: int) -> None:
        default = self.columns[col - 1] if col <= len(self.columns) else ""
        look = self.styles.look(style or default)
        paragraphs = [_text(p) for p in c.iterchildren(_PARAGRAPH)]
        text = "\n".join(paragraphs)
        formula, kind = c.get(_TABLE + "formula"), c.get(_OFFICE + "value-type")
        self._beside(c, row, col)
        if formula and not kind and not paragraphs:
            add(self.cells, row, col, plain_text("=" + formula.partition("=")[2]), look, level, without=True)
        elif c.get(_EXTENDED) == "error" or (formula and text.startswith(("#", "Err:"))):
            add(self.cells, row, col, plain_text(text), look, level, error=text)
        else:
            add(self.cells, row, col, _value(c, kind or "string", text, look), look, level)

    def _beside(self, c: Any, row: int, col: int) -> None:
        """How far the cell reaches, and the comment on it."""
        down = int(c.get(_TABLE + "number-rows-spanned") or 1)
        right = int(c.get(_TABLE + "number-columns-spanned") or 1)
        if down * right > MOST_MERGED:
            raise Refused("cell_utanfor", found=cell_name(row + down - 1, col + right - 1))
        if down * right > 1:
            self.merged.append((row, col, row + down - 1, col + right - 1))
        if (note := c.find(_NOTE)) is not None:
            self.comments.append(
                (cell_name(row, col), " ".join(_text(p) for p in note.iterchildren(_PARAGRAPH)))
            )


def _value(c: Any, kind: str, text: str, look: Look) -> Value:
    value, code = c.get(_OFFICE + "value"), look.number_format
    if kind in ("float", "currency", "percentage") and value and text not in _TRUTHS:
        if (kind == "percentage") != ("%" in code):
            code = "0.00%" if kind == "percentage" else "General"
        return shown(exact_text(value), code)
    if kind == "date" and (date := c.get(_OFFICE + "date-value")):
        return moment(dt.datetime.fromisoformat(date.partition(".")[0]))
    if kind == "boolean" or text in _TRUTHS:
        return boolean(c.get(_OFFICE + "boolean-value") == "true" or value == "1")
    return plain_text(text or c.get(_OFFICE + "string-value", ""))


def _text(element: Any) -> str:
    """The text of a paragraph, whose repeated spaces are elements."""
    parts = [element.text or ""]
    for part in element:
        name = local(part)
        if name == "s":
            parts.append(" " * min(int(attribute(part, "c") or 1), 1000))
        elif name != "annotation":
            parts.append(_BREAKS.get(name) or _text(part))
        parts.append(part.tail or "")
    return "".join(parts)


def _places(first: int, times: int, most: int) -> range:
    """Those that a repeated row or cell stands for; the first beyond what a table can have is enough."""
    return range(first, max(first + 1, min(first + times, most + 2)))


def _repeated(element: Any, what: str) -> int:
    return int(element.get(f"{_TABLE}number-{what}-repeated") or 1)


def _unseen(element: Any) -> bool:
    return element.get(_TABLE + "visibility") in ("collapse", "filter")
