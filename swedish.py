"""Numbers, dates and periods as a Swedish reader expects them (CLDR sv-SE): the program's one formatter."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

MINUS = "\u2212"
NBSP = "\u00a0"
MISSING = "–"
MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()
_SCALES = {
    "kr": Decimal(1),
    "tkr": Decimal(1000),
    "mnkr": Decimal(1_000_000),
    "mdkr": Decimal(1_000_000_000),
}


@lru_cache(maxsize=8192)
def number(value: Decimal | int | None, decimals: int = 0, *, sign: bool = False) -> str:
    """`-7454.4` -> `−7 454,4`; None -> `–`; sign=True puts + before positive numbers. Rounds half away from
    zero.
    """
    if value is None:
        return MISSING
    rounded = Decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    digits = f"{abs(rounded):,.{decimals}f}".replace(",", NBSP).replace(".", ",")
    if rounded < 0:
        return MINUS + digits
    return "+" + digits if sign and rounded > 0 else digits


def amount(kr: Decimal | None, unit: str = "mnkr", *, decimals: int | None = None, sign: bool = False) -> str:
    """An amount in kr, shown in kr, tkr, mnkr or mdkr with its unit: `−7 454,4 tkr`."""
    if kr is None:
        return MISSING
    if decimals is None:
        decimals = 1 if unit in ("mnkr", "mdkr") else 0
    return number(scaled(kr, unit), decimals, sign=sign) + NBSP + unit


def scaled(kr: Decimal, unit: str) -> Decimal:
    """kr -> the number of `unit` (kr, tkr, mnkr, mdkr)."""
    return Decimal(kr) / _SCALES[unit]


def percent(value: Decimal | None, decimals: int = 1, *, sign: bool = False) -> str:
    """`2.6` (procent, not a fraction) -> `2,6 %`."""
    return MISSING if value is None else number(value, decimals, sign=sign) + NBSP + "%"


def date(day: dt.date) -> str:
    """`31 augusti 2024`."""
    return f"{day.day}{NBSP}{MONTHS[day.month - 1]} {day.year}"


def period(year: int, month: int, horizon: str = "period") -> str:
    """`jan–aug 2024`, `helår 2024`; `augusti 2024` for a month alone."""
    if horizon == "month":
        return f"{MONTHS[month - 1]} {year}"
    if horizon == "year":
        return f"helår {year}"
    return f"jan {year}" if month == 1 else f"jan–{MONTHS[month - 1][:3]} {year}"


def report_name(report: str) -> str:
    """'2024-08' -> `augusti 2024`, '2024-12' -> `december 2024`, '2022-00' -> `budget 2022`."""
    year, month = report.split("-")
    return f"budget {year}" if month == "00" else f"{MONTHS[int(month) - 1]} {year}"


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Lower case without diacritics and with single spaces, for comparing words: `Årets  Resultat` -> `arets
    resultat`.
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def slug(text: str) -> str:
    """A code made from a name: `Miljö- och byggnadsnämnd` -> `miljo-och-byggnadsnamnd`."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def sort_key(text: str) -> list[int]:
    """Swedish alphabetical order (å, ä, ö last), without the machine's locale."""
    last = {"å": 0x110000, "ä": 0x110001, "ö": 0x110002}
    return [last.get(c) or ord((fold(c) or c)[0]) for c in text.casefold()]
