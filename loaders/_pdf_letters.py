"""The characters of a page as words: what stands on a line with no space between."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from loaders._pdf_glyphs import Glyph
from loaders._pdf_words import EM, WORD, Word, around

_RAISED = 0.82
_OVER = 0.12
_SENTENCE = 12  # spaces
_COLUMN = 4  # cells that begin at one place make a column
_LEADERS = re.compile(r"[.…_·]{3,}")
_MARK = re.compile(r"[\d,*)a-e]{1,3}")
_SUPERS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_HARD = "\xa0\u2007\u202f"


def words_of(glyphs: Sequence[Glyph]) -> list[Word]:
    """The words of a flow: characters on a line with no space between. Footnote marks are left out."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: g.base):
        if rows and glyph.base - rows[-1][0].base <= 0.1 * glyph.size:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    runs = [_runs(row) for row in rows]
    starts = _starts(runs)
    found = [w for own in runs for w in _words([g for run in own for g in run], starts)]
    if _phrases(runs):
        first = {min(g.index for g in run) for own in runs for run in own}
        for word in found:
            word.begins = word.index in first
    _bind(found, glyphs)
    return [w for w in _without_notes(found) if not _LEADERS.fullmatch(w.text)]


def _bind(words: Sequence[Word], glyphs: Sequence[Glyph]) -> None:
    """Marks the words behind a single space that must not be broken, in the same piece of text."""
    by_place = {g.index: g for g in glyphs}
    for word in words:
        last, space, own = (by_place.get(word.index - k) for k in (2, 1, 0))
        if last and space and own and space.text in _HARD:
            word.hard = last.run == space.run == own.run and not last.space


def _runs(row: Sequence[Glyph]) -> list[list[Glyph]]:
    """The pieces of text of the file, from left to right, each whole: one may be printed over the next."""
    by_run: dict[int, list[Glyph]] = {}
    for glyph in sorted(row, key=lambda g: g.left):
        by_run.setdefault(glyph.run, []).append(glyph)
    return sorted(by_run.values(), key=lambda r: r[0].left)


_Rows = Sequence[Sequence[Sequence[Glyph]]]
"""The pieces of text of each row."""


def _phrases(rows: _Rows) -> bool:
    """Does the file keep the words of a phrase together? Some write every word by itself."""
    runs = [run for own in rows for run in own if sum(g.text.isalpha() for g in run) > 1]
    return sum(any(g.space for g in run) for run in runs) * 5 > len(runs)


def _starts(rows: _Rows) -> Counter[int]:
    """How many pieces of text of the file begin at each place: where many do, a column of cells begins."""
    return Counter(round(run[0].left) for own in rows for run in own if not run[0].space)


def _words(row: Sequence[Glyph], starts: Mapping[int, int]) -> Iterable[Word]:
    """Drops what is drawn twice at one place to look bold."""
    group: list[Glyph] = []
    tight = fresh = False
    before = 0
    short = sum(g.space for g in row) < _SENTENCE
    for glyph in row:
        last = group[-1] if group else None
        if last and _again(last, glyph):
            continue
        gap = (glyph.left - last.right) / (last.size / EM) if last else 0.0
        cell = last is not None and _anew(last, glyph) and (gap < -_OVER or _many(starts, glyph.left))
        if group and (glyph.space or gap > WORD or cell or _leads(group, glyph)):
            yield _word(group, tight)
            group, tight = [], cell and gap <= WORD
            fresh = True
        if glyph.space:
            continue
        if (
            not group
            and fresh
            and short
            and glyph.text.isalpha()
            and before != glyph.run
            and _many(starts, glyph.left)
        ):
            tight = True
        group.append(glyph)
        before = glyph.run
    if group:
        yield _word(group, tight)


def _again(last: Glyph, glyph: Glyph) -> bool:
    """Drawn twice at one place; in one piece of text they are the two letters of a ligature (Buffert)."""
    near = abs(glyph.left - last.left) < 0.08 * glyph.size
    return near and glyph.text == last.text and glyph.run != last.run


def _anew(last: Glyph, glyph: Glyph) -> bool:
    """Another piece of text, which is not only the figures behind a minus sign in another font."""
    letter = glyph.text.isalpha() or (glyph.text.isdigit() and last.text.isalpha())
    return letter and last.run != glyph.run


def _many(starts: Mapping[int, int], left: float) -> bool:
    return sum(starts.get(round(left) + step, 0) for step in (-1, 0, 1)) >= _COLUMN


def _leads(group: Sequence[Glyph], glyph: Glyph) -> bool:
    """Do dots that lead the eye end, or begin, here?"""
    dots = all(g.text in ".…_·" for g in group[-3:]) and len(group) > 2
    return dots and glyph.text not in ".…_·"


def _word(group: Sequence[Glyph], tight: bool) -> Word:
    text = _LEADERS.sub("", "".join(g.text for g in group)) or "..."
    size = max(g.size for g in group)
    box = around(g.box for g in group)
    return Word(
        text, group[0].left, max(g.right for g in group), min(g.top for g in group),
        max(g.bottom for g in group), group[0].base, size / EM, box, group[0].index, tight,
    )  # fmt: skip


def _without_notes(words: Sequence[Word]) -> list[Word]:
    """`12 345¹` is 12 345: a small raised figure behind a word is the mark of a note; m² keeps its own."""
    largest = max((w.em for w in words), default=0.0)
    small = [w for w in words if w.em < _RAISED * largest and _MARK.fullmatch(w.text)]
    owners = {id(mark): owner for mark in small if (owner := _owner(mark, words))}
    for mark in small:
        owner = owners.get(id(mark))
        if owner and len(owner.text) < 3 and owner.text.isalpha():
            owner.text += mark.text.translate(_SUPERS)
    return [w for w in words if id(w) not in owners]


def _owner(mark: Word, words: Sequence[Word]) -> Word | None:
    return next((w for w in words if w is not mark and _raised(mark, w)), None)


def _raised(mark: Word, owner: Word) -> bool:
    lift = (owner.base - mark.base) / owner.em
    near = -0.15 < (mark.left - owner.right) / owner.em < 0.35
    return near and mark.em < _RAISED * owner.em and 0.12 < lift < 0.8
