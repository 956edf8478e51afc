"""The values that formulas had when the file was saved, put back: openpyxl writes formulas without them.

Without them a viewer that does not reckon (a phone, Excel's protected view) would show nothing there.
"""

from __future__ import annotations

import io
import re
from typing import Any
from xml.sax.saxutils import escape

import openpyxl

_FORMULA = re.compile(rb'<c r="([A-Z]+[0-9]+)"([^>]*)>(<f(?:\s[^>]*)?(?:/>|>[^<]*</f>))<v\s*(?:/>|></v>)</c>')
Values = dict[str, dict[str, tuple[str, str]]]
"""Sheet -> cell -> (the type, the text) of its value, as the file format writes them."""


def saved_values(data: bytes, book: Any) -> Values:
    """The values of the formulas of a workbook that is opened as `book`; none when it has no formulas."""
    wanted = {sheet.title: _formulas(sheet) for sheet in book.worksheets}
    if not any(wanted.values()):
        return {}
    told = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    return {title: _values(told[title], cells) for title, cells in wanted.items()}


def _formulas(sheet: Any) -> list[str]:
    return [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def _values(sheet: Any, cells: list[str]) -> dict[str, tuple[str, str]]:
    return {name: written for name in cells if (written := _written(sheet[name])) is not None}


def _written(cell: Any) -> tuple[str, str] | None:
    """None for what was not saved, and for dates, which are reckoned anew when the file is opened."""
    if isinstance(cell.value, bool):
        return "b", str(int(cell.value))
    if isinstance(cell.value, int | float):
        return "n", repr(cell.value)
    if isinstance(cell.value, str):
        return ("e" if cell.data_type == "e" else "str"), cell.value
    return None


def with_values(xml: bytes, values: dict[str, tuple[str, str]]) -> bytes:
    """A sheet's XML with the values in its formula cells."""

    def fill(found: re.Match[bytes]) -> bytes:
        name, looks, formula = found.groups()
        if (value := values.get(name.decode())) is None:
            return found[0]
        kind, text = value
        return b'<c r="%b"%b t="%b">%b<v>%b</v></c>' % (
            name, re.sub(rb'\st="[^"]*"', b"", looks), kind.encode(), formula, escape(text).encode(),
        )  # fmt: skip

    return _FORMULA.sub(fill, xml) if values else xml
