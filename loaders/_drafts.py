"""Tables in text without borders, as drafts: a heading line, and below it rows of a label and pieces of
figures.

The text is OCR or a web paste: a row on a line, or a cell on a line, or both in the same table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from loaders import _match
from loaders._groups import under_groups
from loaders._numbers import MINUSES, SPACES, is_year
from loaders._words import Column, find_unit, read_column, split_heading, tokens, unglue
from swedish import fold

FLAGS = ("prognossakerhet",)
_LABEL = re.compile(rf"^(?P<label>.*[^{MINUSES}\d{SPACES},.%|])?(?P<nums>[{MINUSES}\d{SPACES},.%|]*)$", re.S)
_NUMBERS = re.compile(rf"\d{{1,3}}(?:[{SPACES}]\d{{3}})+(?:,\d+)?|\d+(?:,\d+)?")
_SECTION = re.compile(r"^\s*(?:\d+(?:\.\d+)*\.?\s+[A-ZÅÄÖ]|\d+\.\d+|[#•*])")


@dataclass(slots=True)
class DraftRow:
    label: str
    row: int
    pieces: list[tuple[str, str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Draft:
    row: int
    corner: str
    headings: list[str]
    garbled: bool = False
    vague: bool = False  # a line above groups the headings, and nothing says which
    glued: bool = False  # the headings stand without spaces between them, and so may the figures
    rows: list[DraftRow] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


def find_drafts(lines: Sequence[tuple[int, str]]) -> list[Draft]:
    """The drafts in lines of (row number, text)."""
    drafts, i = [], 0
    while i < len(lines):
        draft = _heading(lines, i)
        end = _body(lines, i, draft) if draft else i + 1
        if draft and any(r.pieces for r in draft.rows):
            draft.titles = _titles(lines, i)
            drafts.append(draft)
        i = max(end, i + 1)
    return drafts


def columns_of(headings: Sequence[str]) -> list[Column]:
    return [read_column(h, _match.column_measures(), FLAGS) for h in headings]


def _heading(lines: Sequence[tuple[int, str]], i: int) -> Draft | None:
    """A draft for the heading line at i, with years that stand alone completed by the line above."""
    row, text = lines[i]
    years = text.split()
    if len(years) > 2 and all(is_year(y) for y in years):
        return _year_line(lines, i, years)
    if len(years) > 24 or len(text) > 240:
        return None
    corner, headings = split_heading(text, _match.column_measures(), FLAGS)
    columns = columns_of(headings)
    garbled = (
        bool(columns)
        and columns[-1].understood
        and bool(find_unit(corner))
        and any(c.unknown for c in columns)
    )
    if len(headings) < 2 or not (garbled or all(c.understood for c in columns)) or not _corner(corner):
        return None
    completed = _completed(lines, i, headings, columns)
    above = next((t for _, t in reversed(lines[max(0, i - 2) : i]) if t.strip()), "")
    grouped = under_groups(above, text, corner, completed)
    draft = Draft(row, corner, grouped or completed, garbled, lines=[row])
    draft.vague = grouped is None
    draft.glued = unglue(text) != text
    return draft


def _corner(corner: str) -> bool:
    """A corner of known words; `Justerad` before `prognos` is part of a heading that is not understood."""
    return len(corner.split()) <= 6 and set(tokens(corner)) <= _match.corner_words()


def _year_line(lines: Sequence[tuple[int, str]], i: int, years: list[str]) -> Draft | None:
    """`2014 2015 2016`: the years of one row of figures below; the axis of a chart has none."""
    following = next((t for _, t in lines[i + 1 : i + 4] if t.strip()), "")
    values = following.split()
    if [int(y) for y in years] != list(range(int(years[0]), int(years[0]) + len(years))) or len(values) < len(
        years
    ):
        return None
    return None if all(is_year(v) for v in values) else Draft(lines[i][0], "", years, lines=[lines[i][0]])


def _completed(
    lines: Sequence[tuple[int, str]], i: int, headings: list[str], columns: list[Column]
) -> list[str]:
    """`Prognos Budget Budget` above `Budget 2021 2021 2022:1 2022:2`: the three words go to the three bare
    years.
    """
    bare = [k for k, c in enumerate(columns) if c.year and not (c.scenario or c.measure or c.derived)]
    if not bare:
        return headings
    for _, above in reversed([x for x in lines[max(0, i - 3) : i] if x[1].strip()]):
        corner, words = split_heading(above, _match.column_measures(), FLAGS)
        if (
            len(words) == len(bare)
            and all(c.scenario and not c.year for c in columns_of(words))
            and len(corner) < 3
        ):
            return [f"{words[bare.index(k)]} {h}" if k in bare else h for k, h in enumerate(headings)]
    return headings


def _titles(lines: Sequence[tuple[int, str]], i: int) -> list[str]:
    """The heading-like lines above, nearest last: short, beginning with a capital, and not a sentence."""
    above = [text.strip() for _, text in lines[max(0, i - 14) : i]]
    return [t for t in above if _title(t)][-4:]


def _title(text: str) -> bool:
    words = re.findall(r"[A-Za-zÅÄÖåäöé]{3,}", text)
    plain = not text.endswith((".", ":")) and not re.search(r"[®@;\\]", text)
    return (
        bool(words)
        and plain
        and len(words) <= 10
        and text[0].isupper()
        and len(" ".join(words)) > len(text) / 2
    )


def split_label(text: str) -> tuple[str, str]:
    """`Kostnad -1 635 -1144` -> ('Kostnad', '-1 635 -1144'); a label keeps its own hyphen and parentheses."""
    match = _LABEL.match(text.rstrip())
    if not match or not re.search(r"\d", match["nums"]):
        return text.strip(), ""
    return (match["label"] or "").strip(), match["nums"].strip(SPACES + "\t")


def _body(lines: Sequence[tuple[int, str]], i: int, draft: Draft) -> int:
    """Add the rows below the heading at i to the draft; gives the index of the first line that is not of the
    table.
    """
    years = fold(draft.corner) in ("ar", "year")
    k, last = i + 1, i
    while k < len(lines):
        row, text = lines[k]
        if text.strip():
            if _heading(lines, k) or _announces(lines, k):
                break
            label, nums = split_label(text)
            if years and not label:
                label, _, nums = nums.partition(" ")
            if _stops(draft, years, label, nums) or not _take(
                draft, row, text, label, nums, blank_before=not lines[k - 1][1].strip()
            ):
                break
            last = k if nums else last
        k += 1
    _close(draft)
    return last + 1


def _stops(draft: Draft, years: bool, label: str, nums: str) -> bool:
    """A line that cannot be a row of this table: a sentence, debris of a chart, a second row below bare
    years.
    """
    if years:
        return not (is_year(label) and nums)
    if all(is_year(h) for h in draft.headings):
        return bool(label) or bool(draft.rows)
    letters = re.findall(r"[^\W\d_]", label)
    debris = bool(label) and (not letters or re.search(r"[\\®@;]", label) is not None)
    few = bool(label) and not draft.glued and 2 * len(nums.split()) < len(draft.headings)
    return debris or (bool(nums) and (few or len(label.split()) > 8 or bool(re.search(r"[.!?] ", label))))


def _announces(lines: Sequence[tuple[int, str]], k: int) -> bool:
    """Does the line at k complete the heading line that follows it?"""
    _, words = split_heading(lines[k][1], _match.column_measures(), FLAGS)
    following = [x for x in range(k + 1, min(k + 3, len(lines))) if lines[x][1].strip()]
    return len(words) > 1 and bool(following) and bool(_heading(lines, following[0]))


def _take(draft: Draft, row: int, text: str, label: str, nums: str, blank_before: bool) -> bool:
    """Add one line to the draft; False when the line ends the table."""
    current = draft.rows[-1] if draft.rows else None
    if nums and label:
        draft.rows.append(DraftRow(label, row, [(nums, f"A{row}")], [row]))
    elif nums:
        if current is None and not label:
            current = DraftRow("", row)
            draft.rows.append(current)
        if current is None or _full(current, len(draft.headings)):
            return False
        current.pieces.append((nums, f"A{row}"))
        current.lines.append(row)
    elif (
        current
        and label[:1].islower()
        and (not current.pieces or not blank_before or len(label.split()) <= 2)
    ):
        joint = "" if current.label.endswith("-") or len(label) <= 2 else " "
        current.label += joint + label
        current.lines.append(row)
    elif _SECTION.match(text) or len(label) > 70 or len(label.split()) > 8 or _sentence(label):
        return False
    else:
        draft.rows.append(DraftRow(label, row, [], [row]))
    return True


def _sentence(label: str) -> bool:
    return label.endswith(":") or (label.endswith(".") and len(label.split()) > 5)


def _full(row: DraftRow, columns: int) -> bool:
    """Has the row as many figures as there are columns, however they are cut?"""
    return sum(len(_NUMBERS.findall(text)) for text, _ in row.pieces) >= columns and len(row.pieces) > 1


def _close(draft: Draft) -> None:
    """Drop what stands after the last figures: it is text, not a row."""
    while draft.rows and not draft.rows[-1].pieces:
        draft.rows.pop()
    draft.lines += [n for r in draft.rows for n in r.lines]
