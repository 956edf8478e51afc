"""What single texts of a flat table's key columns say: a period, an account, an object, kön, age."""

from __future__ import annotations

import re

from loaders._flat import folded, words
from loaders._words import tokens
from swedish import MONTHS, fold

_MONTH = {m: i for i, m in enumerate(MONTHS, 1)} | {m[:3]: i for i, m in enumerate(MONTHS, 1)}
_COMPACT = re.compile(r"((?:19|20)\d\d)[-/. ]?[Pp]?(\d\d)")
_SPLIT = re.compile(r"((?:19|20)\d\d)[-/.| ](\d{1,2})")
_DAY = re.compile(r"((?:19|20)\d\d)-?(\d\d)-?(\d\d)(?:[ T][\d:.]+)?")
_OTHER = re.compile(r"(\d{1,2})/(\d{1,2}) ?((?:19|20)\d\d)|(\d{1,2})[./](\d{1,2})[./]((?:19|20)\d\d)")
_ACCOUNT = re.compile(r"(\d{2,10})(?:\s+\D.*)?")
_OBJECT = re.compile(r"(\d[\dA-Za-z]*)(?:\s*[-–:]\s*|\s+)(\D.*)")
CLOSING = 13
"""Bookings of the closing of the books have a period after December."""


def period(text: str) -> tuple[int, int]:
    """'202503', '2025-03-31', 'mars 2025' -> (2025, 3); a closing period: (2025, 13); else (0, 0)."""
    plain = text.strip().strip("|")
    for pattern in (_COMPACT, _SPLIT, _DAY):
        if found := pattern.fullmatch(plain):
            return _valid(int(found[1]), int(found[2]))
    if found := _OTHER.fullmatch(plain):
        return _valid(int(found[3]), int(found[1])) if found[3] and int(found[2]) > 31 else (0, 0)
    return _named(plain)


def _valid(year: int, month: int) -> tuple[int, int]:
    return (year, min(month, CLOSING)) if 1 <= month <= 16 else (0, 0)


def _named(text: str) -> tuple[int, int]:
    """`mars 2025`, `2025-mar`, `2025|mars`."""
    said = tokens(text.replace("|", " ").replace("/", " "))
    years = [int(w) for w in said if re.fullmatch(r"(?:19|20)\d\d", w)]
    months = [_MONTH[w] for w in said if w in _MONTH]
    return (years[0], months[0]) if len(said) == 2 and len(years) == len(months) == 1 else (0, 0)


def account(text: str) -> tuple[str, bool]:
    """('3010', False) of `3010 Försäljning`; ('', True) of a sum row's text; ('', False) otherwise."""
    if found := _ACCOUNT.fullmatch(text):
        return found[1], False
    return "", is_sum(text)


def is_sum(text: str) -> bool:
    """`Summa konto 3010`, `Totalt`."""
    first = folded(text).split(" ")[0]
    return first in words()["row"]["total"]


def unit(text: str) -> tuple[str, str]:
    """(code, name) of an object: ('10000', 'Kansli') of `10000 Kansli`, ('Hemtjänst', '') of a bare name."""
    found = _OBJECT.fullmatch(text)
    return (found[1], found[2].strip()) if found else (text, "")


def kon(text: str) -> str | None:
    """'K', 'M', '' for everyone; None when it cannot be known (1 and 2)."""
    found: str | None = words()["kon"].get(folded(text))
    return found


def age_group(text: str) -> str | None:
    """The group of an age in years or of a group's name: '-29', '30-49', '50-'; None when it is neither."""
    plain = re.sub(r"\s*(?:ar|years)$", "", " ".join(re.sub("[–—−]", "-", fold(text)).split()))
    if plain in ("alla", "totalt"):
        return ""
    for pattern, low, high in _AGES:
        if found := re.fullmatch(pattern, plain):
            ages = [int(a) for a in found.groups()]
            return group_between(ages[0] + low if low is not None else 0,
                                 ages[-1] + high if high is not None else OLDEST)  # fmt: skip
    return None


OLDEST = 120
_AGES: tuple[tuple[str, int | None, int | None], ...] = (
    (r"(\d+)", 0, 0),
    (r"(\d+) ?(?:-|till|t o m) ?(\d+)", 0, 0),
    (r"(?:-|≤|<=|upp till|hogst|t o m|tom) ?(\d+)(?: ar)?", None, 0),
    (r"(\d+)(?: ar)? (?:och|eller) yngre", None, 0),
    (r"(?:<|under|yngre an) ?(\d+)", None, -1),
    (r"(?:≥|>=|fran|minst) ?(\d+)", 0, None),
    (r"(\d+)(?: ar)? ?(?:-|\+|och aldre|eller aldre|och uppat|och over)", 0, None),
    (r"(?:>|over|aldre an) ?(\d+)", 1, None),
)
"""Pattern, what to add to its first and its last number; None: no limit on that side."""


def group_between(low: int, high: int) -> str | None:
    """The one statutory group that holds all ages from low to high."""
    for name, first, last in (("-29", 0, 29), ("30-49", 30, 49), ("50-", 50, OLDEST)):
        if first <= low <= high <= last:
            return name
    return None
