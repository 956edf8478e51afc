"""What a stored value looks like in its cell: the number behind its format, the date behind its serial."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from loaders import _numberformat
from loaders._unreadable import Refused
from loaders._zipcheck import MOST_CELLS, MOST_COL, MOST_ROW
from loaders.grid import Cell, cell_name

Value = tuple[str, Decimal | None, dt.date | None, bool]
"""text, number, date, percent"""

BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    5: '"$"#,##0_);\\("$"#,##0\\)', 6: '"$"#,##0_);[Red]\\("$"#,##0\\)',
    7: '"$"#,##0.00_);\\("$"#,##0.00\\)', 8: '"$"#,##0.00_);[Red]\\("$"#,##0.00\\)',
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "mm-dd-yy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "m/d/yy h:mm",
    37: "#,##0_);(#,##0)", 38: "#,##0_);[Red](#,##0)", 39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)",
    41: '_(* #,##0_);_(* \\(#,##0\\);_(* "-"_);_(@_)',
    42: '_("$"* #,##0_);_("$"* \\(#,##0\\);_("$"* "-"_);_(@_)',
    43: '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)',
    44: '_("$"* #,##0.00_);_("$"* \\(#,##0.00\\);_("$"* "-"??_);_(@_)',
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mmss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
"""Number formats that a workbook names by number only."""

_DIGITS = 12
"""Significant digits kept of a float: 0.1 + 0.2 is 0.3, as Excel shows it."""
_SHORT = re.compile(r"-?\d{1,9}(?:\.\d{1,3})?")
_ASIDE = re.compile(r'\[(?!hh?\]|mm?\]|ss?\])[^\]]*\]|"[^"]*"|\\.|_.|\*.', re.I)
_EPOCH = dt.datetime(1899, 12, 30)
_SINCE_1904 = 1462
_LAST_DAY = 2_958_466


@dataclass(frozen=True, slots=True)
class Look:
    """The format of a cell, as far as it says what the cell means."""

    number_format: str = "General"
    bold: bool = False
    indent: int = 0


PLAIN = Look()
Cells = dict[tuple[int, int], Cell]


def add(
    cells: Cells, row: int, col: int, value: Value, look: Look = PLAIN,
    outline: int = 0, error: str = "", without: bool = False,
) -> None:  # fmt: skip
    """Put in a cell, unless it shows nothing. `without`: the text is a formula that has no value.

    Raises Refused for a cell that lies where no table can lie, and for too many cells.
    """
    text, number, date, percent = value
    begun = text.lstrip()
    if not begun:
        return
    if row > MOST_ROW or col > MOST_COL:
        raise Refused("cell_utanfor", found=cell_name(row, col))
    if len(cells) >= MOST_CELLS:
        raise Refused("for_manga_celler", found=f"över {MOST_CELLS}", limit=str(MOST_CELLS))
    indent = look.indent or len(text) - len(begun)
    cells[row, col] = Cell(
        row, col, text, number, date,
        look.number_format, look.bold, indent, error, without, percent, "", outline,
    )  # fmt: skip


def plain_text(text: str) -> Value:
    return text, None, None, False


def exact(value: int | float) -> Decimal:
    """The decimal number that was meant: 0.30000000000000004 is 0.3."""
    if isinstance(value, int) or value.is_integer():
        return Decimal(int(value))
    return plain(Decimal(f"{value:.{_DIGITS}g}"))


def exact_text(text: str) -> Decimal:
    """The same, of a number as a file writes it. Raises ValueError when it is not one."""
    if _SHORT.fullmatch(text):
        return plain(Decimal(text))
    value = float(text)
    if value - value:  # infinite, or not a number
        raise ValueError(text)
    return exact(value)


def plain(number: Decimal) -> Decimal:
    """Without exponent and without zeros after the last decimal."""
    return Decimal(f"{number.normalize():f}") if number else Decimal(0)


def shown(stored: Decimal, code: str, since_1904: bool = False) -> Value:
    """A stored number as its format code shows it: a number, a percentage, a date or a time."""
    if is_date(code) and (value := _moment(stored, since_1904)):
        return value
    form = _numberformat.parse(code)
    number = stored.scaleb(form.scale) if form.scale else stored
    return form.show(number), plain(number) if form.scale else stored, None, form.percent


def boolean(value: bool) -> Value:
    return ("SANT" if value else "FALSKT"), None, None, False


def moment(value: dt.datetime) -> Value:
    """A date, with its time when there is one."""
    return value.isoformat(" ").removesuffix(" 00:00:00"), None, value.date(), False


@lru_cache(maxsize=1000)
def is_date(code: str) -> bool:
    """Does the first section of the format code show days or hours?"""
    if code in ("General", "@"):
        return False
    return re.search("[dmhys]", _ASIDE.sub("", code).split(";")[0], re.I) is not None


def _moment(serial: Decimal, since_1904: bool) -> Value | None:
    """None for a number that cannot be a day; Excel shows it as ####."""
    days = serial + (_SINCE_1904 if since_1904 else 0)
    if not 0 <= days < _LAST_DAY:
        return None
    if 0 < days < 60:
        days += 1  # Excel believes in the 29 February of 1900
    seconds = round(float(days % 1) * 86_400)
    when = _EPOCH + dt.timedelta(days=int(days), seconds=seconds)
    if serial < 1 and not since_1904:
        return when.time().isoformat(), None, None, False
    return moment(when)
