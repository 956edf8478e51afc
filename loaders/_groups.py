"""Period and Helår above the headings of a text without borders: which headings each of them reaches over."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders import _match
from loaders._words import read_column, tokens

Span = tuple[int, int]


def under_groups(above: str, line: str, corner: str, headings: Sequence[str]) -> list[str] | None:
    """The headings with the words of the line above, if its words stand at the edges of headings; None when
    they do not, and nothing says where a group ends.
    """
    groups = _groups(above)
    if not groups:
        return list(headings)
    if len(groups) == len(headings):
        return [f"{g[0]} {h}" for g, h in zip(groups, headings, strict=True)]
    spans = _spans(line, corner, headings)
    starts = [next((k for k, s in enumerate(spans) if _aligned(s, g[1])), -1) for g in groups]
    if -1 in starts or starts != sorted(set(starts)):
        return None
    reach = [max((i for i, s in enumerate(starts) if s <= k), default=-1) for k in range(len(headings))]
    return [f"{groups[g][0]} {h}" if g >= 0 else h for g, h in zip(reach, headings, strict=True)]


def _groups(above: str) -> list[tuple[str, Span]]:
    """The words of a line, with their places, if all that they say is period or whole year."""
    found = []
    for match in re.finditer(r"\S+", above):
        column = read_column(match.group(), _match.column_measures())
        if column.unknown or column.scenario or column.measure or column.derived or column.year:
            return []
        if column.horizon:
            found.append((match.group(), match.span()))
        elif not set(tokens(match.group())) <= _match.corner_words():
            return []
    return found


def _spans(line: str, corner: str, headings: Sequence[str]) -> list[Span]:
    """Where each heading stands in its line."""
    spans, at = [], line.find(corner) + len(corner)
    for heading in headings:
        place = re.search(r"\s+".join(re.escape(w) for w in heading.split()), line[at:])
        if not place:
            return []
        spans.append((at + place.start(), at + place.end()))
        at += place.end()
    return spans


def _aligned(heading: Span, group: Span) -> bool:
    return heading[0] == group[0] or heading[1] == group[1]
