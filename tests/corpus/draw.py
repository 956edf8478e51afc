"""Drawing tables on a page: headings over columns, rows of figures, each number with its truth."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from tests.corpus.figures import SCALE, Figure, rounded
from tests.corpus.model import FACT, MONTH, NOT_DATA, TOTAL, Col, Page, Row, Spot, Truth

NBSP, MINUS = "\u00a0", "\u2212"
Place = Callable[[int, int], tuple[int, int]]


@dataclass(frozen=True)
class Style:
    """How numbers are printed. `how`: number, scaled (kr in the cell, shown in thousands or millions by the
    format) or text. `turned`: measures printed with the opposite sign. `percent`: number, fraction or sign.
    """

    unit: str = "tkr"
    decimals: int = 0
    how: str = "number"
    write: str = "swedish"  # swedish, plain, nbsp, paren, trailing, english, german, point
    turned: tuple[str, ...] = ()
    percent: str = "number"
    fmt: str = ""
    merge: bool = True
    repeat: bool = False  # the upper heading is written over each of its columns
    labels: str = ""  # '2': nämnd or verksamhet in one column, the post in the next

    def text(self, value: Decimal, decimals: int) -> str:
        """The number as a person types it."""
        body = f"{abs(value):,.{decimals}f}"
        if self.write == "english":
            return ("-" if value < 0 else "") + body
        if self.write == "point":
            return ("-" if value < 0 else "") + body.replace(",", "")
        if self.write == "german":
            return ("-" if value < 0 else "") + body.translate(str.maketrans(",.", ".,"))
        space = {"plain": "", "nbsp": NBSP}.get(self.write, " ")
        body = body.replace(",", space).replace(".", ",")
        return body if value >= 0 else self._below_zero(body)

    def _below_zero(self, body: str) -> str:
        signs = {"paren": f"({body})", "trailing": f"{body}-", "nbsp": MINUS + body}
        return signs.get(self.write, "-" + body)


NUMBER = Style()
MNKR = Style("mnkr", 1)


def draw(
    page: Page,
    row: int,
    cols: Sequence[Col],
    rows: Sequence[Row],
    figure: Figure,
    style: Style = NUMBER,
    corner: str = "",
    left: int = 1,
) -> int:
    """The table with its heading rows from `row` and its labels in column `left`; gives the row after it."""
    deep = max((len(c.heads) for c in cols), default=0)
    wide = 2 if style.labels else 1
    for k, col in enumerate(cols):
        texts = [*[""] * (deep - len(col.heads)), *col.heads, col.text]
        for depth, text in enumerate(texts):
            if depth == deep or style.repeat or k == 0 or _starts(cols, k, depth, deep):
                page.put(row + depth, left + wide + k, text, bold=True)
    if style.merge and not style.repeat:
        _merge(page, row, left + wide, cols, deep)
    page.put(row + deep, left, corner, bold=True)
    return _body(page, row + deep + 1, left, cols, rows, figure, style)


def _starts(cols: Sequence[Col], k: int, depth: int, deep: int) -> bool:
    """Does a new upper heading begin at this column?"""
    now, before = (_heads(c, deep)[: depth + 1] for c in (cols[k], cols[k - 1]))
    return now != before


def _heads(col: Col, deep: int) -> tuple[str, ...]:
    return (*[""] * (deep - len(col.heads)), *col.heads)


def _merge(page: Page, row: int, first: int, cols: Sequence[Col], deep: int) -> None:
    for depth in range(deep):
        starts = [k for k in range(len(cols)) if k == 0 or _starts(cols, k, depth, deep)]
        for k, end in zip(starts, [*starts[1:], len(cols)], strict=True):
            if _heads(cols[k], deep)[depth]:
                page.merge(row + depth, first + k, row + depth, first + end - 1)


def _body(
    page: Page,
    top: int,
    left: int,
    cols: Sequence[Col],
    rows: Sequence[Row],
    figure: Figure,
    style: Style,
) -> int:
    wide = 2 if style.labels else 1
    for at, row in enumerate(rows, top):
        _labels(page, at, left, row, rows[at - top - 1] if at > top else None, style)
        for k, col in enumerate(cols):
            spot = cell(row, col, figure, style)
            if spot:
                page.spots[at, left + wide + k] = spot
    return top + len(rows)


def _labels(page: Page, at: int, left: int, row: Row, before: Row | None, style: Style) -> None:
    if style.labels:
        first, second = row.text.split("|")
        shown = style.labels == "each" or before is None or not before.text.startswith(f"{first}|")
        page.put(at, left, first if shown else "", bold=row.bold)
        page.put(at, left + 1, second)
        return
    page.put(at, left, row.text, bold=row.bold, indent=row.indent)


def cell(row: Row, col: Col, figure: Figure, style: Style) -> Spot | None:
    """The cell of a row and a column."""
    if col.kind == "text":
        return Spot(row.comment) if row.comment else None
    if col.kind == "note":
        if not row.comment:
            return None
        return Spot(row.comment, Decimal(row.comment), "0", truth=Truth(kind=NOT_DATA))
    value = figure(row, col) if row.measure or col.measure else None
    return None if value is None else _spot(row, col, value, style)


def _spot(row: Row, col: Col, value: Decimal, style: Style) -> Spot:
    measure, unit = row.measure or col.measure, row.unit
    if col.derived.endswith("_pct") or row.unit == "procent":
        return _percent(row, col, measure, value, style)
    scale = Decimal(SCALE[style.unit]) if unit == "kr" else Decimal(1)
    decimals = style.decimals if row.decimals is None else row.decimals
    printed = rounded(value / scale, decimals)
    natural = value if style.how == "scaled" and unit == "kr" else printed * scale
    turn = -1 if measure in style.turned and not col.derived else 1
    truth = _truth(row, col, measure, natural, unit)
    stored, fmt = (
        (turn * value, style.fmt) if style.how == "scaled" and unit == "kr" else (turn * printed, "")
    )
    return _written(style, turn * printed, stored, decimals, fmt, truth, row)


def _percent(row: Row, col: Col, measure: str, value: Decimal, style: Style) -> Spot:
    decimals = 1 if row.decimals is None else row.decimals
    printed = rounded(value, decimals)
    truth = _truth(row, col, measure, printed, "procent")
    if style.percent == "fraction":
        fmt = "0." + "0" * decimals + "%" if decimals else "0%"
        shown = style.text(printed, decimals) + " %"
        return Spot(shown, printed / 100, fmt, truth=truth, bold=row.bold)
    spot = _written(style, printed, printed, decimals, "", truth, row)
    return replace(spot, shown=f"{spot.shown} %", number=None) if style.percent == "sign" else spot


def _written(
    style: Style, printed: Decimal, stored: Decimal, decimals: int, fmt: str, truth: Truth, row: Row
) -> Spot:
    shown = style.text(printed, decimals)
    if style.how == "text":
        return Spot(shown, truth=truth, bold=row.bold)
    plain = "#,##0" + ("." + "0" * decimals if decimals else "")
    return Spot(shown, stored, fmt or style.fmt or plain, truth=truth, bold=row.bold)


def _truth(row: Row, col: Col, measure: str, value: Decimal, unit: str) -> Truth:
    name = f"rapporterad:{col.derived}:{measure}" if col.derived else measure
    horizon = "month|period" if (col.horizon, col.month) == (MONTH, 1) else col.horizon
    time = (col.scenario, col.basis, col.year, col.month, horizon)
    kind = TOTAL if row.total else FACT
    return Truth(row.namnd, row.verksamhet, name, *time, value, unit, row.kon, row.alder, kind)


def transposed(
    page: Page,
    top: int,
    cols: Sequence[Col],
    rows: Sequence[Row],
    figure: Figure,
    style: Style = NUMBER,
    corner: str = "",
) -> int:
    """The rows as columns, and the columns down."""
    page.put(top, 1, corner, bold=True)
    for k, row in enumerate(rows):
        page.put(top, 2 + k, row.text, bold=True)
    for at, col in enumerate(cols, top + 1):
        page.put(at, 1, col.text)
        for k, row in enumerate(rows):
            spot = cell(row, col, figure, style)
            if spot:
                page.spots[at, 2 + k] = spot
    return top + 1 + len(cols)


def marked(page: Page, kind: str, *, rows: range | None = None, cols: range | None = None) -> None:
    """Make the numbers of some rows and columns not data, or such that the reader must ask."""
    for (r, c), spot in list(page.spots.items()):
        if spot.truth and (rows is None or r in rows) and (cols is None or c in cols):
            page.spots[r, c] = replace(spot, truth=replace(spot.truth, kind=kind))
