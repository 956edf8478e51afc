"""The header grammar: from the text of a column heading to what the column holds, by data/words.toml.

A heading is understood only when every word of it is known. The rest is not guessed: it is asked about or not
read.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any

from swedish import MONTHS, fold

WORDS = Path(__file__).resolve().parent.parent / "data" / "words.toml"
_YEAR = re.compile(r"^((?:19|20)\d\d)(?:(:)(\d{1,2}))?$")
_YEAR_OCR = re.compile(r"^(20\d\d)([1-9])$")  # 2022:1 that lost its colon
_MONTH = {m[:3]: i for i, m in enumerate(MONTHS, 1)} | {m: i for i, m in enumerate(MONTHS, 1)}


@dataclass(frozen=True, slots=True)
class Column:
    """What one column holds. Empty fields are filled from the table and the document."""

    text: str
    scenario: str = ""
    horizon: str = ""
    year: int = 0
    month: int = 0
    version: str = ""
    shift: int = 0
    previous: bool = False
    vintage: bool = False
    derived: str = ""
    measure: str = ""
    unit: str = ""
    statistic: str = ""
    label: bool = False
    percent: bool = False
    unknown: tuple[str, ...] = ()

    @property
    def understood(self) -> bool:
        """Something is known of it, and nothing in it is unknown."""
        known = self.scenario or self.derived or self.measure or self.statistic or self.year or self.label
        return bool(known or self.shift or self.horizon) and not self.unknown


@cache
def words() -> dict[str, Any]:
    return tomllib.loads(WORDS.read_text("utf-8"))


def unglue(text: str) -> str:
    """`Kostnader 2019Kostnader 2020` -> with a space at each seam of two headings."""
    return re.sub(r"(?<=[a-zåäö0-9%])(?=[A-ZÅÄÖ][a-zåäö])", " ", text)


def tokens(text: str) -> list[str]:
    """The folded words of a heading; punctuation goes, but %, : in 2022:1 and / in kr/inv stay."""
    return re.findall(r"[a-z0-9:/]+|%", re.sub(r"[–—−-]", " ", fold(text)))


def read_column(text: str, measures: Mapping[str, str], flags: Sequence[str] = ()) -> Column:
    """`Budget 2022:1` -> Column(scenario='budget', year=2022, version='2022:1')."""
    column = Column(" ".join(text.split()))
    left, unknown = tokens(unglue(text)), []
    while left:
        used, change = _phrase(left, measures, flags)
        if used:
            column = _merged(column, change)
        elif left[0] not in words()["filler"]["words"]:
            unknown.append(left[0])
        left = left[max(used, 1) :]
    return replace(column, unknown=tuple(unknown))


def _merged(column: Column, change: dict[str, Any]) -> Column:
    """A later word adds to an earlier one; a derived column keeps what it is derived from (avvikelse mot
    budget).
    """
    change = {k: v for k, v in change.items() if k in Column.__slots__}
    if column.derived or change.get("derived"):
        change.pop("measure", None) if column.derived else None
    return replace(column, **change)


def _phrase(left: list[str], measures: Mapping[str, str], flags: Sequence[str]) -> tuple[int, dict[str, Any]]:
    """(how many words, what they say) of the longest known phrase that `left` begins with."""
    for size in range(min(7, len(left)), 0, -1):
        phrase = " ".join(left[:size])
        if change := _known(phrase, measures, flags):
            return size, change
    used, change = _span(left)
    return (used, change) if used else _near(left[0])


def _known(phrase: str, measures: Mapping[str, str], flags: Sequence[str]) -> dict[str, Any]:
    entry = words()["column"].get(phrase)
    if entry and ("only_in" not in entry or entry["only_in"] in flags):
        return dict(entry)
    if phrase in measures:
        return {"measure": measures[phrase]}
    if phrase in words()["unit"]:
        return {"unit": phrase, "percent": phrase in ("%", "procent")}
    return _dated(phrase)


def _dated(phrase: str) -> dict[str, Any]:
    """A year (with a budget version), a month, a tertial or a quarter."""
    if match := _YEAR.match(phrase):
        version = {"version": phrase} if match[2] else {}
        return {"year": int(match[1])} | version
    if match := _YEAR_OCR.match(phrase):
        return {"year": int(match[1]), "version": f"{match[1]}:{match[2]}"}
    if match := re.match(r"^(?:t|tertial )([123])$", phrase):
        return {"month": 4 * int(match[1]), "horizon": "period"}
    if match := re.match(r"^(?:kv|kvartal|q) ?([1-4])$", phrase):
        return {"month": 3 * int(match[1]), "horizon": "period"}
    return {"month": _MONTH[phrase], "horizon": "period"} if phrase in _MONTH else {}


def _span(left: list[str]) -> tuple[int, dict[str, Any]]:
    """`jan aug` (the hyphen is gone): January up to and including August."""
    if len(left) > 1 and left[0] in ("jan", "januari") and left[1] in _MONTH:
        return 2, {"month": _MONTH[left[1]], "horizon": "period"}
    return 0, {}


def _near(word: str) -> tuple[int, dict[str, Any]]:
    """A word that scanning has damaged: the one known word that is nearly the same, if there is just one."""
    if len(word) < 6:
        return 0, {}
    close = [w for w in words()["column"] if " " not in w and SequenceMatcher(None, word, w).ratio() >= 0.88]
    return (1, dict(words()["column"][close[0]])) if len(close) == 1 else (0, {})


def split_heading(line: str, measures: Mapping[str, str], flags: Sequence[str] = ()) -> tuple[str, list[str]]:
    """A heading line without borders -> (its corner, its column headings): the seams go before each new
    beginning.

    `Tkr Budget 2021 2021 2022:1` -> ('Tkr', ['Budget 2021', '2021', '2022:1']).
    """
    text = unglue(" ".join(line.split()))
    raw = text.split(" ")
    parts: list[list[str]] = []
    corner: list[str] = []
    i = 0
    while i < len(raw):
        used, change = _raw_phrase(raw[i:], measures, flags)
        piece = raw[i : i + max(used, 1)]
        if _opens(change, parts[-1] if parts else [], measures, flags):
            parts.append(piece)
        elif parts:
            parts[-1] += piece
        else:
            corner += piece
        i += max(used, 1)
    return " ".join(corner), [" ".join(p) for p in parts]


def _raw_phrase(
    raw: list[str], measures: Mapping[str, str], flags: Sequence[str]
) -> tuple[int, dict[str, Any]]:
    """As `_phrase`, counted in the words of the line (`jan-aug` is one word of the line and two of the
    grammar).
    """
    for size in range(min(6, len(raw)) if tokens(raw[0]) else 0, 0, -1):
        left = tokens(" ".join(raw[:size]))
        used, change = _phrase(left, measures, flags) if left else (0, {})
        if used and used == len(left):
            return size, change
    return 0, {}


def _opens(
    change: dict[str, Any], current: list[str], measures: Mapping[str, str], flags: Sequence[str]
) -> bool:
    """Does this phrase begin a new column?"""
    if any(k in change for k in ("scenario", "derived", "measure", "statistic", "label")):
        so_far = read_column(" ".join(current), measures, flags)
        waits = so_far.derived and "scenario" in change and len(current) and fold(current[-1]) == "mot"
        return not waits
    if "year" in change:
        return not current or bool(read_column(" ".join(current), measures, flags).year)
    return False


def find_unit(text: str) -> tuple[str, Decimal] | None:
    """The unit that a title or a corner names: 'Belopp i mnkr' -> ('kr', 1000000). None when it names none or
    two.
    """
    padded = f" {re.sub(r'[^a-z0-9%/]+', ' ', fold(text))} "
    found = {
        tuple(v)
        for k, v in words()["unit"].items()
        if k not in ("%", "kr", "kronor", "procent") and f" {k} " in padded
    }
    if not found:
        found = {("kr", "1")} if re.search(r" (i|belopp) (kr|kronor) ", padded) else set()
    if len(found) != 1:
        return None
    base, scale = found.pop()
    return base, Decimal(scale)
