"""The preview: a sheet as it stands in the file, each number marked by how it was understood.

Every number is a link that points it out, so it works without scripts; the mark beside a number says the same
as its colour.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from dash import html

import swedish
from pages import _parts
from pages._page import Filters
from pages._preview_data import ASKED, FACT, TOTAL, UNREAD, Number, Place
from store.records import SheetWindow, ShownCell

KINDS = {
    FACT: ("●", "Läst som värde"),
    TOTAL: ("Σ", "Läst som summa, bara till kontroll"),
    ASKED: ("?", "Inte läst: det finns en fråga om talet"),
    UNREAD: ("×", "Inte läst"),
}
WRONG = ("▲", "Något behöver ses över")
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})(?:#\d+)?")


def place_of(filters: Filters) -> Place:
    """What the address points at: blad, rad and kolumn of the window, cell of the number."""
    cell = filters.get("cell") if _PLACE.fullmatch(filters.get("cell")) else ""
    row, column = _whole(filters.get("rad")), _whole(filters.get("kolumn"))
    if found := _PLACE.fullmatch(cell):
        row, column = int(found[2]), _number(found[1])
    return Place(filters.get("blad"), row, column, cell)


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 8 else 1


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def letters(column: int) -> str:
    """28 -> `AB`."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def sheet(filters: Filters, window: SheetWindow, numbers: Mapping[str, Number], chosen: str) -> list[Any]:
    """Tabs, legend, the sheet itself and the ways to its other pieces."""
    return [
        _tabs(filters, window),
        _legend(numbers),
        html.Div(
            _table(filters, window, numbers, chosen),
            className="rulla ark",
            tabIndex="0",
            role="group",
            **{"aria-label": f"Bladet {window.name}, rad {window.first}–{window.last}"},
        ),
        _pager(filters, window),
    ]


def _tabs(filters: Filters, window: SheetWindow) -> html.Nav | None:
    if len(window.sheets) < 2:
        return None
    items = []
    for name, hidden in window.sheets:
        here = {"aria-current": "true"} if name == window.name else {}
        text = f"{name} (dolt)" if hidden else name
        link = filters.here(blad=name, rad=None, kolumn=None, cell=None) + "#arket"
        items.append(html.Li(html.A(text, href=link, **here)))
    return html.Nav(html.Ul(items), className="blad", **{"aria-label": "Blad i filen"})


def _legend(numbers: Mapping[str, Number]) -> html.Ul:
    kinds = [k for k in KINDS if any(n.kind == k for n in numbers.values())]
    rows = [_explained(*KINDS[k], f"tal-{k}") for k in kinds]
    if any(n.wrong for n in numbers.values()):
        rows.append(_explained(*WRONG, "tal-fynd"))
    return html.Ul(rows, className="forklaring")


def _explained(mark: str, text: str, kind: str) -> html.Li:
    sample = html.Span(mark, className=f"ruta {kind}", **{"aria-hidden": "true"})
    return html.Li([sample, text])


def _table(filters: Filters, window: SheetWindow, numbers: Mapping[str, Number], chosen: str) -> html.Table:
    columns = range(window.left, window.right + 1)
    heads = [html.Td(className="horn"), *(_column(c, window) for c in columns)]
    spans, covered = _merged(window)
    cells = {(c.row, c.col): c for c in window.cells}
    ends = {c.row: c.col for c in window.cells}
    rows = [
        html.Tr(
            [_row_head(row, window)]
            + [
                _cell(filters, cells.get((row, c)), spans.get((row, c)), c == ends.get(row), numbers, chosen)
                for c in columns
                if (row, c) not in covered
            ],
            className="dold-rad" if row in window.hidden_rows else None,
        )
        for row in range(window.first, window.last + 1)
    ]
    caption = html.Caption(f"{window.name} så som bladet står i filen", className="endast-lasare")
    return html.Table([caption, html.Thead(html.Tr(heads)), html.Tbody(rows)], className=f"ark-{window.kind}")


def _column(column: int, window: SheetWindow) -> html.Th:
    hidden = column in window.hidden_cols
    name = [letters(column), html.Span(" dold", className="dold") if hidden else None]
    return html.Th(name, scope="col")


def _row_head(row: int, window: SheetWindow) -> html.Th:
    hidden = html.Span(" dold", className="dold") if row in window.hidden_rows else None
    return html.Th([str(row), hidden], scope="row")


_Span = tuple[int, int]


def _merged(window: SheetWindow) -> tuple[dict[tuple[int, int], _Span], set[tuple[int, int]]]:
    """(rows and columns that a cell covers, the cells that it hides), inside the window."""
    spans: dict[tuple[int, int], _Span] = {}
    covered: set[tuple[int, int]] = set()
    for top, left, bottom, right in window.merged:
        first, start = max(top, window.first), max(left, window.left)
        height, width = min(bottom, window.last) - first + 1, min(right, window.right) - start + 1
        spans[first, start] = (height, width)
        covered |= {(first + r, start + c) for r in range(height) for c in range(width)} - {(first, start)}
    return spans, covered


def _cell(
    filters: Filters,
    cell: ShownCell | None,
    span: _Span | None,
    alone: bool,
    numbers: Mapping[str, Number],
    chosen: str,
) -> html.Td:
    """`alone`: nothing stands to the right, so that a long text may run over the empty cells, as in Excel."""
    wide = {"rowSpan": span[0], "colSpan": span[1]} if span else {}
    if cell is None:
        return html.Td(**wide)
    name = f"{letters(cell.col)}{cell.row}"
    looks = ["fet"] * cell.bold + ["n"] * cell.number + ["brett"] * bool(span and span[1] > 1)
    looks += ["langt"] * (alone and not span and 8 < len(cell.text) < 60)
    style = {"paddingLeft": f"{0.4 + min(cell.indent, 12) * 0.6:.1f}rem"} if cell.indent else None
    inside = _inside(filters, cell, name, numbers, chosen)
    return html.Td(inside, className=" ".join(looks) or None, style=style, **wide)


def _inside(
    filters: Filters, cell: ShownCell, name: str, numbers: Mapping[str, Number], chosen: str
) -> list[Any]:
    """The text of a cell with its numbers as links; a line of text may have many."""
    if name in numbers:
        whole = _number_link(filters, numbers[name], cell.text, chosen)
        if cell.number or cell.text.strip() == numbers[name].raw.strip():
            return [whole]
    found = [numbers[name]] if name in numbers else []
    place = 1
    while f"{name}#{place}" in numbers:
        found.append(numbers[f"{name}#{place}"])
        place += 1
    return _within(filters, cell.text, found, chosen)


def _within(filters: Filters, text: str, found: list[Number], chosen: str) -> list[Any]:
    parts: list[Any] = []
    for number in found:
        before, raw, after = text.partition(number.raw)
        if raw:
            parts, text = [*parts, before, _number_link(filters, number, raw, chosen)], after
        else:
            parts.append(_number_link(filters, number, number.raw, chosen))
    return [*parts, text]


def _number_link(filters: Filters, number: Number, text: str, chosen: str) -> html.A:
    mark, words = KINDS[number.kind]
    text = _parts.short(text)
    kind = f"ruta tal-{number.kind}" + (" tal-fynd" if number.wrong else "")
    told = f"{number.cell}: {text}. {words}." + (f" {WRONG[1]}." if number.wrong else "")
    current = {"aria-current": "true"} if number.cell == chosen else {}
    signs = mark + (WRONG[0] if number.wrong else "")
    return html.A(
        [html.Span(signs, className="tecken", **{"aria-hidden": "true"}), text],
        href=filters.here(cell=number.cell, blad=filters.get("blad") or None) + "#ruta",
        className=kind, id=f"cell-{number.cell}", **{"aria-label": told, "data-ruta": "1"}, **current,
    )  # fmt: skip


def _pager(filters: Filters, window: SheetWindow) -> html.Nav | None:
    """The neighbouring pieces of a large sheet."""
    ways = (
        ("Föregående rader", "rad", window.first - 200, window.first > 1),
        ("Nästa rader", "rad", window.last + 1, window.last < window.rows),
        ("Föregående kolumner", "kolumn", window.left - 40, window.left > 1),
        ("Nästa kolumner", "kolumn", window.right + 1, window.right < window.columns),
    )
    kept = {"rad": str(window.first), "kolumn": str(window.left), "cell": None}
    links = [
        html.A(text, href=filters.here(**kept | {name: str(to)}) + "#arket", className="knapp")
        for text, name, to, there in ways
        if there
    ]
    if not links:
        return None
    said = (
        f"Rad {swedish.number(window.first)}–{swedish.number(window.last)} av {swedish.number(window.rows)}"
    )
    where = {"aria-label": "Delar av bladet"}
    return html.Nav([html.Span(said, className="dov"), *links], className="blad-delar", **where)
