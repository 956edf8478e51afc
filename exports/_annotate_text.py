"""Texts as a workbook can hold them: no control characters, not too long, and never a formula."""

from __future__ import annotations

from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

_LONGEST = 32_000


def clean(text: str) -> str:
    """The text without what no workbook may hold, cut where Excel's cells end."""
    return ILLEGAL_CHARACTERS_RE.sub("", text)[:_LONGEST]


def sheet_title(name: str, taken: list[str]) -> str:
    """A name that a sheet may have: 31 characters, none of []:*?/\\, not there already."""
    plain = "".join("-" if c in "[]:*?/\\" else c for c in clean(name)).strip("'")
    short, nr = (plain or "Blad")[:31], 2
    known = {t.casefold() for t in taken}
    while short.casefold() in known:
        short, nr = f"{plain[:26]} ({nr})", nr + 1
    return short


def put(cell: Any, text: str) -> None:
    """A text as a text: what begins with = + - or @ never becomes a formula, now or when it is edited."""
    cell.value = clean(text)
    cell.data_type = "s"
    cell.quotePrefix = text[:1] in ("=", "+", "-", "@", "\t")
