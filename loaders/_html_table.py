"""An HTML table as rows of cells: merged and hidden cells, and what spreadsheets say of numbers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from loaders._flow import whole_text, with_note
from loaders._numbers import parse_number
from loaders.grid import Area, Cell

_MOST_SPAN = 1000
_NBSP = "\u00a0"
_GONE = frozenset("script style head template noscript del select option button svg math".split())
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all)")
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)")
_INDENT = re.compile(r"mso-char-indent-count\s*:\s*(\d+)")
_BREAK = "\n"
_FOREIGN = re.compile(r"-?\d{1,3}(?:,\d{3})*(?:\.\d+)?|-?\d+\.\d+")


def hidden(element: Any) -> bool:
    """What a reader of the page does not see."""
    style = (element.get("style") or "").lower()
    return element.tag in _GONE or element.get("hidden") is not None or bool(_HIDDEN.search(style))


def bold(element: Any) -> bool:
    style = (element.get("style") or "").lower()
    if element.tag in ("th", "b", "strong") or _BOLD.search(style):
        return True
    inside = [e for e in element.iterchildren() if isinstance(e.tag, str)]
    alone = len(inside) == 1 and not (element.text or "").strip() and not (inside[0].tail or "").strip()
    return alone and bold(inside[0])


def lines_of(parts: Sequence[Any]) -> list[str]:
    """The text of parts, a line for each <br> or block; only ordinary white space is joined."""
    text = ""
    for piece, raised in _pieces(parts):
        plain = re.sub(r"[ \t\r\f\v]+", " ", piece) if piece != _BREAK else piece
        text = with_note(text, plain) if raised else text + plain
    return [re.sub(r" {2,}", " ", line).strip(" ") for line in text.split(_BREAK)]


def _pieces(parts: Sequence[Any], raised: bool = False, depth: int = 60) -> Iterator[tuple[str, bool]]:
    """(text, whether it is raised) in order."""
    for part in parts:
        if isinstance(part, str):
            yield part.replace("\n", " "), raised
        elif part.tag == "br":
            yield _BREAK, False
        elif part.tag != "table" and not hidden(part) and depth:
            block = part.tag in ("p", "div", "li")
            if block:
                yield _BREAK, False
            yield from _pieces(list(_inside(part)), raised or part.tag == "sup", depth - 1)
            if block:
                yield _BREAK, False


def _inside(element: Any) -> Iterator[Any]:
    if element.text:
        yield element.text
    for child in element:
        if isinstance(child.tag, str):
            yield child
        if child.tail:
            yield child.tail


def read_table(table: Any) -> tuple[list[dict[int, Cell]], list[Area], list[Any]]:
    """(cells of each row by column from 1, merged areas from row 0, tables nested in the cells)."""
    rows: list[dict[int, Cell]] = []
    merged: list[Area] = []
    taken: dict[tuple[int, int], bool] = {}
    nested: list[Any] = []
    for r, row in enumerate(_rows(table)):
        rows.append({})
        col = 1
        for cell in row.iterchildren("td", "th"):
            while taken.get((r, col)):
                col += 1
            wide, deep = _span(cell, "colspan"), _span(cell, "rowspan")
            if not hidden(cell):
                _put(rows[r], col, cell)
                nested += _nested(cell)
            if wide > 1 or deep > 1:
                merged.append((r, col, r + deep - 1, col + wide - 1))
                taken |= {(r + d, col + w): True for d in range(deep) for w in range(wide)}
            col += wide
    return rows, [m for m in merged if m[0] < len(rows)] if any(rows) else [], nested


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if not isinstance(child.tag, str) or hidden(child):
            continue
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child.iterchildren("tr") if not hidden(row))


def _span(cell: Any, name: str) -> int:
    text = cell.get(name) or ""
    return min(max(int(text[:4]), 1), _MOST_SPAN) if text.isdigit() else 1


def _nested(cell: Any) -> list[Any]:
    """The outermost tables inside a cell."""
    return [t for t in cell.iterdescendants("table") if next(t.iterancestors("td", "th"), None) is cell]


def _put(row: dict[int, Cell], col: int, cell: Any) -> None:
    lines = lines_of(list(_inside(cell)))
    text = whole_text([line.replace("\n", " ") for line in lines])
    plain = text.strip(_NBSP + " ")
    if not plain:
        return
    indent = len(text) - len(text.lstrip(_NBSP + " ")) + _indent(cell)
    row[col] = Cell(0, 0, plain, _number(cell, plain), bold=bold(cell), indent=indent)


def _indent(cell: Any) -> int:
    found = _INDENT.search((cell.get("style") or "").lower())
    return int(found[1][:3]) if found else 0


def _number(cell: Any, text: str) -> Decimal | None:
    """The number of a text that is not written in our way (12,345.60), where the file says that it is so."""
    said = _said(cell)
    plain = re.sub(r"[,\s]", "", text)
    if said is None or not _FOREIGN.fullmatch(text) or ("." in plain and len(plain.split(".")[1]) > 9):
        return None
    ours, theirs = parse_number(text), Decimal(plain)
    if ours and ours.value == _rounded(said, ours.decimals):
        return None
    decimals = len(plain.partition(".")[2])
    return theirs if theirs == _rounded(said, decimals) else None


def _rounded(number: Decimal, decimals: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _said(cell: Any) -> Decimal | None:
    """Of no more digits than a spreadsheet has."""
    try:
        said = cell.get("x:num") or _google(cell.get("data-sheets-value") or "")
        number = Decimal(said) if said else None
    except (InvalidOperation, ValueError, RecursionError):
        return None
    return number if number is not None and number.is_finite() and abs(number.adjusted()) < 18 else None


def _google(value: str) -> str:
    """`{"1":3,"3":12345.6}`: kind 3 is a number."""
    found = json.loads(value, parse_float=str, parse_int=str) if value else None
    return str(found.get("3", "")) if isinstance(found, dict) and found.get("1") == "3" else ""
