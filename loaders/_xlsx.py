"""Excel workbooks (.xlsx, .xlsm): what each cell shows, with its format; formulas are never calculated."""

from __future__ import annotations

import datetime as dt
import io
import warnings
from decimal import Decimal
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from loaders import _numberformat, _zipcheck
from loaders._unreadable import Refused
from loaders.grid import Cell, Sheet

_DIGITS = 12
"""Significant digits kept of a float: 0.1 + 0.2 is 0.3, as Excel shows it."""


def read(data: bytes) -> list[Sheet]:
    """The sheets in the workbook's order; charts and empty sheets are left out."""
    has_formulas = _zipcheck.check(data)
    values = _open(data, values=True)
    formulas = _open(data, values=False) if has_formulas else values
    sheets = [_sheet(formulas[name], values[name]) for name in _names(values)]
    found = [s for s in sheets if s.cells]
    if not found:
        raise Refused("inga_blad")
    return found


def _names(book: openpyxl.Workbook) -> list[str]:
    return [s.title for s in book.worksheets]


def _open(data: bytes, *, values: bool) -> openpyxl.Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(io.BytesIO(data), data_only=values, keep_links=False)


def _sheet(formulas: Worksheet, values: Worksheet) -> Sheet:
    looks: _Looks = {}
    cells = {}
    for place, source in formulas._cells.items():
        cell = _cell(source, values._cells.get(place, source), looks)
        if cell is not None:
            cells[place] = cell
    return Sheet(
        name=values.title,
        cells=dict(sorted(cells.items())),
        merged=_merged(values),
        hidden=values.sheet_state != "visible",
        hidden_rows=frozenset(r for r, d in values.row_dimensions.items() if d.hidden),
        hidden_cols=frozenset(_hidden_columns(values)),
    )


def _merged(sheet: Worksheet) -> tuple[tuple[int, int, int, int], ...]:
    return tuple(sorted((m.min_row, m.min_col, m.max_row, m.max_col) for m in sheet.merged_cells.ranges))


def _hidden_columns(sheet: Worksheet) -> list[int]:
    """One <col> can stand for many columns."""
    areas = [d for d in sheet.column_dimensions.values() if d.hidden]
    return [c for d in areas for c in range(d.min or 0, min(d.max or 0, _zipcheck.MOST_COL) + 1)]


_Looks = dict[tuple[int, int, int], tuple[str, bool, int]]


def _look(cell: Any, looks: _Looks) -> tuple[str, bool, int]:
    """Number format, bold, indent. Cells share a few styles, and asking openpyxl for one is slow."""
    style = cell._style
    key = (style.numFmtId, style.fontId, style.alignmentId)
    if key not in looks:
        looks[key] = (cell.number_format, bool(cell.font.b), int(cell.alignment.indent or 0))
    return looks[key]


def _cell(source: Any, shown: Any, looks: _Looks) -> Cell | None:
    """A cell with something in it; `source` has its formula, if any, and `shown` what that last gave."""
    without = source.data_type == "f" and shown.value is None and shown.data_type != "str"
    if shown.value is None and not without:
        return None
    number_format, bold, indent = _look(shown, looks)
    text, number, date, percent = _formula(source) if without else _value(shown, number_format)
    if not text.strip():
        return None
    return Cell(
        source.row,
        source.column,
        text,
        number,
        date,
        number_format=number_format,
        bold=bold,
        indent=indent or len(text) - len(text.lstrip()),
        error=text if shown.data_type == "e" else "",
        formula_without_value=without,
        percent=percent,
    )


_Value = tuple[str, Decimal | None, dt.date | None, bool]


def _formula(source: Any) -> _Value:
    text = getattr(source.value, "text", None) or str(source.value)
    return (text if text.startswith("=") else "=" + text), None, None, False


def _value(shown: Any, number_format: str) -> _Value:
    value = shown.value
    if isinstance(value, bool):
        return ("SANT" if value else "FALSKT"), None, None, False
    if isinstance(value, int | float) and shown.data_type == "n":
        return _number(value, number_format)
    if isinstance(value, dt.datetime):
        text = value.isoformat(" ").removesuffix(" 00:00:00")
        return text, None, value.date(), False
    if isinstance(value, dt.date):
        return value.isoformat(), None, value, False
    return str(value), None, None, False


def _number(value: int | float, number_format: str) -> _Value:
    form = _numberformat.parse(number_format)
    number = exact(value).scaleb(form.scale)
    return form.show(number), _plain(number), None, form.percent


def exact(value: int | float) -> Decimal:
    """The decimal number that was meant: 0.30000000000000004 is 0.3."""
    if isinstance(value, int) or value.is_integer():
        return Decimal(int(value))
    return _plain(Decimal(f"{value:.{_DIGITS}g}"))


def _plain(number: Decimal) -> Decimal:
    """Without exponent and without zeros after the last decimal."""
    return Decimal(f"{number.normalize():f}") if number else Decimal(0)
