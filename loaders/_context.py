"""What the corner or a title says of all its columns: `Budget 2025, tkr`, `Helårsprognos per nämnd`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from loaders import _match
from loaders._table import RawTable
from loaders._words import Column, read_column, tokens, words
from swedish import MONTHS

NEAR = 3
_PARTS = re.compile(r"[,;:()|]| [-–] ")
_RANGE = re.compile(r"\b(?:19|20)\d\d\s*[-–−]\s*(?:19|20)\d\d\b")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?![\d/])")


def context_of(table: RawTable) -> Column:
    """The nearest text that names one scenario, or the whole year, and holds no word that is unknown."""
    labels = (table.corner, *table.label_headings)
    for text in (*labels, *_near(table)):
        for part in _PARTS.split(text):
            column = read_column(part, _match.column_measures(), table.flags)
            unknown = set(column.unknown) - set(words()["title"]["words"])
            told = column.scenario or (column.horizon == "year" and text not in labels)
            if told and not column.derived and not unknown:
                return column
    return Column("")


def span_above(table: RawTable, month: int) -> bool:
    """Does the corner or a near title say January up to and including `month` of the whole table? A title of
    the whole report says it of the report only.
    """
    return any(_spans(tokens(t), month) for t in (table.corner, *table.titles[-2:]))


def _spans(said: list[str], month: int) -> bool:
    if any(w in words()["document"] for w in said) or not month:
        return False
    until = (MONTHS[month - 1], MONTHS[month - 1][:3])
    places = [i for i, w in enumerate(said) if w in ("jan", "januari")]
    return any(set(said[i + 1 : i + 5]) & set(until) for i in places)


def years_above(table: RawTable) -> set[int]:
    """The years of the nearest title that has any, without ranges of years."""
    for text in (table.corner, *_near(table)):
        if found := {int(y) for y in _YEAR.findall(_RANGE.sub(" ", text))}:
            return found
    return set()


def _near(table: RawTable) -> Iterable[str]:
    return reversed(table.titles[-NEAR:])
