"""Printed numbers: from the text as it stands to a Decimal and its rounding, never by a display locale.

Swedish reports print minus as - – − (before, with or without a space, or after) or as parentheses, group
thousands
with any of four kinds of space, and mean by `1.234` sometimes a decimal and sometimes a thousand: that one is
refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

SPACES = "\u0020\u00a0\u2009\u202f\u2007"
MINUSES = "-\u2010\u2011\u2012\u2013\u2212"
_SPACE = f"[{SPACES}]"
_MINUS = f"[{MINUSES}]"
_DOTTED = r"\d{1,3}(?:\.\d{3})+,\d{1,2}"  # 16.978.000,00
_BODY = rf"\d{{1,3}}(?:{_SPACE}\d{{3}})+(?:,\d+)?|\d+(?:,\d+)?|{_DOTTED}|\d+\.\d{{1,2}}|\d+\.\d{{4,}}"
_NUMBER = re.compile(
    rf"^(?P<open>\()?(?P<sign>{_MINUS}|\+)?{_SPACE}*(?P<body>{_BODY})(?P<trail>{_MINUS})?"
    rf"(?P<close>\))?{_SPACE}*(?P<pct>%)?(?P<close2>\))?$"
)
_PROSE = re.compile(
    rf"(?<![{MINUSES}\w.,:§/])(?:{_MINUS}{_SPACE}?)?(?:{_BODY})(?:{_SPACE}?%)?(?![\w:§/]|[.,]\d|-\d)"
)
# Dates, paragraphs, case numbers, section, page and list numbers are names: they count nothing.
_NAMES = re.compile(
    rf"\d{{4}}-\d\d-\d\d|\d{{8}}|§{_SPACE}*\d+|\b[A-ZÅÄÖ]{{2,5}}-\d{{4}}-\d+|\b\d+/\d\d\b|\d+\(\d+\)"
    rf"|punkt{_SPACE}\d+"
    rf"|^\s*\d+(?:\.\d+)*\.?\s+(?=[A-ZÅÄÖ])|\d+(?:\.\d+)+|\d{{4}}\s*[{MINUSES}]\s*\d{{4}}|\b\d{{4}}:\d+"
)
_YEAR = re.compile(r"^(19|20)\d\d$")
MARKS = {
    "-": "bortfall",
    "–": "bortfall",
    "—": "bortfall",
    "−": "bortfall",
    ".": "ej_tillamplig",
    "..": "sekretess",
}


@dataclass(frozen=True, slots=True)
class Num:
    """A printed number: its value in the printed unit, how many decimals it shows, and its text and place."""

    value: Decimal
    decimals: int
    text: str
    cell: str
    percent: bool = False
    unit: str = ""  # a unit word that stands with the number, e.g. 'mnkr'


def parse_number(text: str, cell: str = "") -> Num | None:
    """`−7 454,4` -> Num(-7454.4, 1 decimal); None when the text is not one whole number."""
    match = _NUMBER.match(text.strip(SPACES + "\t\n"))
    if not match or bool(match["open"]) != bool(match["close"] or match["close2"]):
        return None
    negative = (
        (match["open"] and (match["close"] or not match["pct"]))
        or match["trail"]
        or (match["sign"] or "+") in MINUSES
    )
    if match["sign"] and match["trail"]:
        return None
    digits = re.sub(_SPACE, "", match["body"])
    digits = digits.replace(".", "") if "," in digits else digits  # 16.978.000,00: the comma is the decimal
    digits = digits.replace(",", ".")
    value = Decimal(digits)
    decimals = len(digits.partition(".")[2])
    return Num(-value if negative else value, decimals, text.strip(), cell, bool(match["pct"]))


def is_year(text: str) -> bool:
    """A bare calendar year is a label, not a number."""
    return bool(_YEAR.match(text.strip()))


def is_date(text: str) -> bool:
    """`2024.08.31`, `31.8.2024`, a section number such as `4.2.1`: names, not amounts."""
    return bool(re.match(r"^\s*(?:\d{4}\.\d\d?\.\d\d?|\d\d?\.\d\d?\.(?:\d{4}|\d\d?)|\d\.\d{1,2})\s*$", text))


def prose_numbers(text: str) -> list[str]:
    """The numbers in running text, without years, dates, paragraphs, case numbers and section numbers."""
    found = [m.group().strip() for m in _PROSE.finditer(_NAMES.sub(" ¤ ", text))]
    return [t for t in found if not is_year(t)]
