"""What a table looks like, whatever month it is about: the next report of the same layout has the same
fingerprint, and its columns and rows the same keys.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence

from loaders._document import Document
from loaders._table import RawTable
from loaders._words import tokens
from swedish import MONTHS, fold

_MONTH = {m: i for i, m in enumerate(MONTHS, 1)} | {m[:3]: i for i, m in enumerate(MONTHS, 1)}
_YEAR = re.compile(r"^((?:19|20)\d\d)(:\d+)?$")
_COMPACT = re.compile(r"^((?:19|20)\d\d)(?:0[1-9]|1[0-2])$")
_WORDS = re.compile(r"[^\W_]+(?:[:/][^\W_]+)*|%")
_DASHES = re.compile(r"[–—−-]")
_SIZE = 10


def layout(table: RawTable) -> str:
    """The words of the headings, corner and label headings, with no certain time: `Tkr / Utfall månad`."""
    texts = (table.corner, *table.label_headings, *table.headings)
    return " / ".join(dict.fromkeys(w for t in texts if (w := timeless(t))))


def fingerprint(words: str) -> str:
    """A short name for a layout."""
    return hashlib.sha256(fold(words).encode()).hexdigest()[:_SIZE]


def timeless(text: str) -> str:
    """A text with any year as `år`, any month as `månad` and no numbers: `Budget 2024 jan–aug` -> `Budget år
    månad`.
    """
    kept = [_any_time(t) for t in _WORDS.findall(_DASHES.sub(" ", text))]
    return " ".join(t for t, before in zip(kept, ["", *kept], strict=False) if t and t != before)


def _any_time(word: str) -> str:
    token = fold(word)
    if made := re.match(rf"(?:{'|'.join(MONTHS)})(?=prognos)", token):
        return word[made.end() :]
    if token in _MONTH:
        return "månad"
    if _YEAR.match(token) or _COMPACT.match(token):
        return "år"
    return "" if re.search(r"\d", token) else word


def column_keys(headings: Sequence[str], document: Document) -> list[str]:
    """A name for each column that says its time in relation to the report: `Utfall 2023` in a report of 2024
    is `utfall ar-1`, as `Utfall 2024` will be next year.
    """
    return _numbered(" ".join(_relative(t, document) for t in tokens(h)).split() for h in headings)


def row_key(label: str) -> str:
    """A row's name, without years."""
    return " ".join(t for t in tokens(label) if not _YEAR.match(t))


def _relative(token: str, document: Document) -> str:
    if match := _YEAR.match(token):
        return _year(int(match[1]), document) + (match[2] or "")
    if match := _COMPACT.match(token):
        return _year(int(match[1]), document)
    if token in _MONTH:
        return "manad" if _MONTH[token] == document.month else token[:3]
    return "" if token.isdigit() else token


def _year(year: int, document: Document) -> str:
    apart = year - document.year if document.year else 0
    return f"ar{apart:+}" if apart else "ar"


def _numbered(names: Iterable[list[str]]) -> list[str]:
    """Of those that are alike, the second is `name #2`."""
    seen: dict[str, int] = {}
    found = []
    for words in names:
        name = " ".join(words)
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name} #{seen[name]}".strip())
    return found
