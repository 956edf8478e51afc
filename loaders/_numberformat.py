"""Excel's number formats, as reports use them: decimals, percent, groups, and thousands cut by a comma."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

_NBSP = "\u00a0"
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """`scale`: the power of ten from the stored number to the shown one; decimals None: all there are."""

    decimals: int | None
    scale: int
    percent: bool
    grouped: bool

    def show(self, number: Decimal) -> str:
        """The shown number as Swedish Excel writes it: `-1 234,5`, `2,6%`."""
        rounded = number if self.decimals is None else _rounded(number, self.decimals)
        group = "," if self.grouped else ""
        text = f"{rounded:{group}f}".translate({44: _NBSP, 46: ","})
        return text + ("%" if self.percent else "")


@lru_cache(maxsize=1000)
def parse(code: str) -> NumberFormat:
    """The first section (positive numbers) of a format code; `General` shows what there is."""
    section = _QUOTED.sub("", code.split(";")[0])
    percent = "%" in section
    digits = re.search(r"[0#?][0#?, ]*(?:\.([0#?]*))?(,*)", section)
    if digits is None or "E+" in section.upper():
        return NumberFormat(None, 2 * percent, percent, False)
    whole = digits.group(0).split(".")[0]
    commas = len(whole) - len(whole.rstrip(", ").rstrip(",")) if "." not in digits.group(0) else 0
    thousands = commas - whole[len(whole.rstrip(", ")) :].count(" ") + len(digits.group(2))
    grouped = "," in whole.rstrip(", ") or " " in whole.strip()
    return NumberFormat(len(digits.group(1) or ""), 2 * percent - 3 * thousands, percent, grouped)


def _rounded(number: Decimal, decimals: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
