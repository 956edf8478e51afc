"""Tables as CSV, for Excel in Swedish and for machines: exact decimals, no text that a spreadsheet runs."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from swedish import slug

BOM = "\ufeff"
_NUMBER_LIKE = re.compile(r"[-+]?[\d\s\u00a0.,]*\s?%?")
_RUNS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


@dataclass(frozen=True, slots=True)
class Column:
    """`key` is the heading in machine CSV and the row's key; `label` the heading in Excel."""

    key: str
    label: str


def excel_csv(columns: Sequence[Column], rows: Iterable[Mapping[str, Any]]) -> bytes:
    """CSV that a Swedish Excel opens by double-click: semicolons, decimal comma, UTF-8 with BOM, CRLF."""
    body = _csv([c.label for c in columns], _cells(columns, rows, ","), ";", "\r\n")
    return (BOM + body).encode("utf-8")


def machine_csv(columns: Sequence[Column], rows: Iterable[Mapping[str, Any]]) -> bytes:
    """CSV for programs: commas, decimal point, UTF-8 without BOM, LF, keys as headings; missing is empty."""
    return _csv([c.key for c in columns], _cells(columns, rows, "."), ",", "\n").encode("utf-8")


def safe_text(text: str) -> str:
    """The text, with an apostrophe before it if a spreadsheet would take it for a formula (=, +, -, @)."""
    start = text.lstrip(" \u00a0")
    return "'" + text if start.startswith(_RUNS) and not _NUMBER_LIKE.fullmatch(start) else text


def file_name(*parts: str, suffix: str = ".csv") -> str:
    """`('jämför', 'Resultat 2024')` -> `jamfor-resultat-2024.csv`: safe in every file system and header."""
    return "-".join(filter(None, (slug(part) for part in parts)))[:120] + suffix


def _cells(columns: Sequence[Column], rows: Iterable[Mapping[str, Any]], point: str) -> Iterable[list[str]]:
    return ([_cell(row.get(c.key), point) for c in columns] for row in rows)


def _cell(value: Any, point: str) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value, "f").replace(".", point)
    if isinstance(value, float):
        raise TypeError("exports take Decimal, never float: a float would print digits that no report had")
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    return str(value) if isinstance(value, int) else safe_text(str(value))


def _csv(head: list[str], body: Iterable[list[str]], delimiter: str, end: str) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end)
    writer.writerow([safe_text(text) for text in head])
    writer.writerows(body)
    return out.getvalue()
