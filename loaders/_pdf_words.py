"""The characters of a page as lines, and the pieces of a line: what stands so near that it belongs together.

Distances are measured in the height of the text. A space that the file writes says little: the same character
parts words, thousands and columns. How wide it is says more.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from loaders._numbers import MARKS, MINUSES, parse_number
from loaders._pdf_glyphs import Box, Glyph

EM = 1.17  # the height of a character's box, as a share of the size of its text
WORD = 0.14
THOUSAND = 0.42
PIECE = 0.62
_SAME_LINE = 0.32
_RAISED = 0.82
_OVER = 0.12
_SENTENCE = 12  # spaces
_COLUMN = 4  # cells that begin at one place make a column
_LEADERS = re.compile(r"[.…_·]{3,}")
_MARKED = re.compile(r"[(]?[-+−–]?\d[\d ,.]*[)]?\s?(?:%|tkr|mnkr|mkr|kr|st|procent)?[)]?", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d(?::\d)?\b")
_MARK = re.compile(r"[\d,*)a-e]{1,3}")
_SUPERS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(slots=True)
class Word:
    text: str
    left: float
    right: float
    top: float
    bottom: float
    base: float
    em: float
    box: Box
    index: int
    tight: bool = False  # it touches the word before, and yet is another cell's
    begins: bool = False  # a piece of text of the file begins with it, in a file whose pieces are phrases

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@dataclass(slots=True)
class Piece:
    """Words that belong together: a label, a heading, a number."""

    words: list[Word]
    text: str = field(init=False)
    left: float = field(init=False)
    right: float = field(init=False)
    figure: bool = field(init=False)  # a number, or a mark that stands for one

    def __post_init__(self) -> None:
        self.text = " ".join(w.text for w in self.words)
        self.left, self.right = self.words[0].left, self.words[-1].right
        self.figure = (
            self.text in MARKS or bool(parse_number(self.text)) or bool(_MARKED.fullmatch(self.text))
        )

    @property
    def em(self) -> float:
        return self.words[0].em

    @property
    def box(self) -> Box:
        return around(w.box for w in self.words)


@dataclass(slots=True)
class Line:
    pieces: list[Piece]

    @property
    def words(self) -> list[Word]:
        return [w for p in self.pieces for w in p.words]

    @property
    def base(self) -> float:
        return self.pieces[0].words[0].base

    @property
    def em(self) -> float:
        return max(p.em for p in self.pieces)

    @property
    def text(self) -> str:
        return " ".join(p.text for p in self.pieces)

    @property
    def figures(self) -> list[Piece]:
        return [p for p in self.pieces if p.figure]


def around(boxes: Iterable[Box]) -> Box:
    found = list(boxes)
    return (
        min(b[0] for b in found),
        min(b[1] for b in found),
        max(b[2] for b in found),
        max(b[3] for b in found),
    )


def lines_of(words: Sequence[Word]) -> list[Line]:
    """The lines from top to bottom."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: w.base):
        if rows and word.base - rows[-1][0].base <= _SAME_LINE * min(word.em, rows[-1][0].em):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [Line(pieces_of(sorted(row, key=lambda w: w.left))) for row in rows]


def pieces_of(words: Sequence[Word]) -> list[Piece]:
    """The words of a line (left to right) in pieces."""
    if _justified(words):
        return [Piece(list(words))]
    groups: list[list[Word]] = []
    for word in words:
        if groups and _together(groups[-1], word):
            groups[-1].append(word)
        else:
            groups.append([word])
    pieces = [Piece(g) for g in groups]
    for before, piece in itertools.pairwise(pieces):
        if piece.words[0].tight:
            before.right = min(before.right, piece.left)
    return pieces


def _justified(words: Sequence[Word]) -> bool:
    """Running text, spread out to a straight margin: many words, and every gap alike."""
    gaps = [b.left - a.right for a, b in itertools.pairwise(words)]
    letters = sum(any(c.isalpha() for c in w.text) for w in words)
    return len(words) > 5 and letters * 3 > len(words) * 2 and max(gaps) < 1.9 * max(min(gaps), 0.5)


def _together(group: Sequence[Word], word: Word) -> bool:
    last = group[-1]
    gap = (word.left - last.right) / max(last.em, word.em)
    if word.tight:
        return False
    if _numeric(last.text) and _numeric(word.text):
        return gap < THOUSAND and _continues(group, word.text)
    if word.text in ("%", "tkr", "mnkr", "mkr", "kr") or last.text in MINUSES or last.text in "(+":
        return gap < PIECE
    parted = _numeric(last.text) != _numeric(word.text) and not _YEAR.match(word.text)
    return gap < (THOUSAND if parted else PIECE)


def _numeric(text: str) -> bool:
    return text[:1].isdigit() or (text[:1] in MINUSES + "+(" and text[1:2].isdigit())


def _continues(group: Sequence[Word], text: str) -> bool:
    """Do the digits before, and these three, make one number? Words before make it running text."""
    before = [w.text for w in group]
    if not all(_numeric(t) or t in MINUSES or t in "(+" for t in before):
        return text[:1].isdigit()
    whole = " ".join([*before, text])
    return text[:1].isdigit() and bool(re.fullmatch(r"[-+−–(]*\s?\d{1,3}( \d{3})+(,\d+)?[-)%]*", whole))


def words_of(glyphs: Sequence[Glyph]) -> list[Word]:
    """The words of a flow: characters on a line with no space between. Footnote marks are left out."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: g.base):
        if rows and glyph.base - rows[-1][0].base <= 0.1 * glyph.size:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    starts = _starts(rows)
    found = [w for row in rows for w in _words(_in_order(row), starts)]
    if _phrases(rows):
        first = {min(g.index for g in run) for row in rows for run in _runs(row)}
        for word in found:
            word.begins = word.index in first
    return [w for w in _without_notes(found) if not _LEADERS.fullmatch(w.text)]


def _runs(row: Sequence[Glyph]) -> list[list[Glyph]]:
    """The pieces of text of the file, from left to right, each whole: one may be printed over the next."""
    by_run: dict[int, list[Glyph]] = {}
    for glyph in sorted(row, key=lambda g: g.left):
        by_run.setdefault(glyph.run, []).append(glyph)
    return sorted(by_run.values(), key=lambda r: r[0].left)


def _in_order(row: Sequence[Glyph]) -> list[Glyph]:
    return [g for run in _runs(row) for g in run]


def _phrases(rows: Sequence[Sequence[Glyph]]) -> bool:
    """Does the file keep the words of a phrase together? Some write every word by itself."""
    runs = [run for row in rows for run in _runs(row) if sum(g.text.isalpha() for g in run) > 1]
    return sum(any(g.space for g in run) for run in runs) * 5 > len(runs)


def _starts(rows: Sequence[Sequence[Glyph]]) -> Counter[int]:
    """How many pieces of text of the file begin at each place: where many do, a column of cells begins."""
    return Counter(round(run[0].left) for row in rows for run in _runs(row) if not run[0].space)


def _words(row: Sequence[Glyph], starts: Mapping[int, int]) -> Iterable[Word]:
    """Drops what is drawn twice at one place to look bold."""
    group: list[Glyph] = []
    tight = fresh = False
    before = 0
    short = sum(g.space for g in row) < _SENTENCE
    for glyph in row:
        last = group[-1] if group else None
        if last and glyph.text == last.text and abs(glyph.left - last.left) < 0.08 * glyph.size:
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
