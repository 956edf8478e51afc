"""The header grammar: from the text of a column heading to what the column holds, by data/words.toml.

A heading is understood only when every word of it is known. The rest is not guessed: it is asked about or not
read.
"""

from __future__ import annotations

import calendar
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from difflib import SequenceMatcher
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from swedish import MONTHS, fold

WORDS = Path(__file__).resolve().parent.parent / "data" / "words.toml"
_YEAR = re.compile(r"^((?:19|20)\d\d)(?:(:)(\d{1,2}))?$")
_COMPACT = re.compile(r"^(20\d\d)(0[1-9]|1[0-2])$")
_YEAR_OCR = re.compile(r"^(20\d\d)([1-9])$")  # 2022:1 that lost its colon
_FOOTNOTE = re.compile(r"(?<=\w)(?:\s*\d{1,2}\)|\s*[¹²³⁴⁵⁶⁷⁸⁹]+|\*+)\s*$")
_UNTIL = ("till", "och", "med", "t", "o", "m", "tom")
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
    single: bool = False  # a month, tertial or quarter that does not begin in January
    named: bool = False  # a month, tertial or quarter by its name: of a forecast, when it was made
    through: bool = False  # words that make it January up to and including it
    length: int = 0  # months that its name covers: 1, 3 or 4
    kon: str = ""
    alder: str = ""
    form: str = ""
    monthly: bool = False  # the month alone: Månadens utfall
    total: bool = False  # the sum of the columns beside it
    ordinal: int = 0  # Prognos 2: the second forecast of the year
    unknown: tuple[str, ...] = ()
    pair: tuple[int, int] | None = None  # what the user has said that a derived column is the difference of

    @property
    def understood(self) -> bool:
        """Something is known of it, and nothing in it is unknown."""
        known = self.scenario or self.derived or self.measure or self.statistic or self.year or self.label
        return bool(known or self.shift or self.horizon or self.kon or self.form) and not self.unknown

    @property
    def alone(self) -> bool:
        """May the month stand for itself, not for January up to and including it?"""
        return self.single and not self.through


@cache
def words() -> dict[str, Any]:
    return tomllib.loads(WORDS.read_text("utf-8"))


def unglue(text: str) -> str:
    """`Kostnader 2019Kostnader 2020` -> with a space at each seam of two headings."""
    return re.sub(r"(?<=[a-zåäö0-9%])(?=[A-ZÅÄÖ][a-zåäö])", " ", text)


def plain(text: str) -> str:
    """Without the mark of a footnote: `Personalkostnader 1)`, `Köp av verksamhet*`, `Budget²`."""
    return _FOOTNOTE.sub("", text)


def tokens(text: str) -> list[str]:
    """The folded words of a heading; punctuation goes, but %, : in 2022:1 and / in kr/inv stay."""
    return re.findall(r"[a-z0-9:/]+|%", re.sub(r"[–—−-]", " ", fold(text)))


def read_column(text: str, measures: Mapping[str, str], flags: Sequence[str] = ()) -> Column:
    """`Budget 2022:1` -> Column(scenario='budget', year=2022, version='2022:1')."""
    column = Column(" ".join(text.split()))
    left, unknown = tokens(unglue(plain(text))), []
    while left:
        used, change = _phrase(left, measures, flags)
        if used:
            unknown += _conflict(column, change, left[:used])
            column = _merged(column, change)
        elif left[0] not in words()["filler"]["words"]:
            unknown.append(left[0])
        left = left[max(used, 1) :]
    return replace(column, unknown=tuple(unknown))


def _conflict(column: Column, change: dict[str, Any], said: list[str]) -> list[str]:
    """The words that contradict earlier ones: `Utfall i % av budget` is neither utfall nor budget."""
    if column.derived or change.get("derived"):
        return []
    told = [k for k in ("scenario", "year", "month", "measure") if getattr(column, k) and change.get(k)]
    if "scenario" not in change and not column.scenario:
        told += ["horizon"] if column.horizon and change.get("horizon") else []
    return [" ".join(said)] if any(getattr(column, k) != change[k] for k in told) else []


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
    used, change = _span(left)
    if used:
        return used, change
    for size in range(min(7, len(left)), 0, -1):
        phrase = " ".join(left[:size])
        if change := _known(phrase, measures, flags):
            return size, change
    return _near(left[0])


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
    if match := _COMPACT.match(phrase):
        return {"year": int(match[1])} | _through(int(match[2]), 1)
    if match := re.match(r"^(?:t|tertial ?)([123])$", phrase):
        return _through(4 * int(match[1]), 4)
    if match := re.match(r"^(?:kv|kvartal|q) ?([1-4])$", phrase):
        return _through(3 * int(match[1]), 3)
    month = phrase.removesuffix("prognos")  # marsprognos
    if month in _MONTH:
        made = {} if month == phrase else words()["column"]["prognos"]
        return made | _through(_MONTH[month], 1)
    return {}


def _through(month: int, length: int) -> dict[str, Any]:
    """A stretch of months that ends with `month`; it is `single` when it does not begin in January."""
    single = month > length
    return {"month": month, "horizon": "period", "single": single, "named": True, "length": length}


def _span(left: list[str]) -> tuple[int, dict[str, Any]]:
    """`jan aug` (the hyphen is gone): January up to and including August."""
    if left[0] in ("jan", "januari"):
        behind = next((i for i, w in enumerate(left[1:], 1) if w not in _UNTIL), 0)
        if behind and left[behind] in _MONTH:
            return behind + 1, {"month": _MONTH[left[behind]], "horizon": "period"}
    return _numeric_date(left)


def _numeric_date(left: list[str]) -> tuple[int, dict[str, Any]]:
    """`2024 08`, or `2024 08 31` (the hyphens are gone): the last day of a month closes what began in
    January.
    """
    year = re.match(r"^(?:19|20)\d\d$", left[0])
    if not year or len(left) < 2 or not re.match(r"^(0[1-9]|1[0-2])$", left[1]):
        return 0, {}
    date = {"year": int(left[0])} | _through(int(left[1]), 1)
    if len(left) > 2 and re.match(r"^(0[1-9]|[12]\d|3[01])$", left[2]):
        last = calendar.monthrange(int(left[0]), int(left[1]))[1]
        return 3, date | {"through": int(left[2]) == last}
    return 2, date


def _near(word: str) -> tuple[int, dict[str, Any]]:
    """A word that scanning has damaged: the one known word that is nearly the same, if there is just one."""
    if len(word) < 6:
        return 0, {}
    known = (w for w, entry in words()["column"].items() if " " not in w and "only_in" not in entry)
    alike = [w for w in known if _ends_alike(word, w)]
    close = [w for w in alike if SequenceMatcher(None, word, w).ratio() >= 0.88]
    return (1, dict(words()["column"][close[0]])) if len(close) == 1 else (0, {})


def _ends_alike(word: str, known: str) -> bool:
    """`ferandring` (é for ö) may be `forandring`, but `halvarsbudget` is not `helarsbudget`."""
    second = word[1] == known[1] or (word[1] == "e" and known[1] in "ao")
    return word[0] == known[0] and second and word[-2:] == known[-2:]


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
        return not waits and not (current and fold(current[-1]) in ("av", "/"))
    if "total" in change and current and read_column(" ".join(current), measures, flags).month:
        return True
    if "month" in change and current and read_column(" ".join(current), measures, flags).month:
        return True
    if "year" in change:
        return not current or bool(read_column(" ".join(current), measures, flags).year)
    return False


def named_unit(text: str) -> tuple[str, Decimal]:
    """The unit that a cell of a column of units names: `tkr` -> ('kr', 1000), `st` -> ('antal', 1)."""
    phrase = " ".join(tokens(text))
    base, scale = words()["unit"].get(
        phrase, ("antal" if phrase in ("st", "antal", "personer") else phrase, "1")
    )
    return base, Decimal(scale)


@lru_cache(maxsize=4096)
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
        alone = padded.strip() in ("kr", "kronor") or re.search(r"[(,:] ?(?:kr|kronor)\)?$", fold(text))
        found = {("kr", "1")} if alone or re.search(r" (i|belopp) (kr|kronor) ", padded) else set()
    if len(found) != 1:
        return None
    base, scale = found.pop()
    return base, Decimal(scale)
