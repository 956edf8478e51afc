"""The words of a page as lines, and the pieces of a line: what stands so near that it belongs together.

Distances are measured in the height of the text. A space that the file writes says little: the same character
parts words, thousands and columns. How wide it is says more.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from loaders._numbers import MARKS, MINUSES, parse_number
from loaders._pdf_glyphs import Box

EM = 1.17  # the height of a character's box, as a share of the size of its text
WORD = 0.14
THOUSAND = 0.42
PIECE = 0.62
_SAME_LINE = 0.32
_MARKED = re.compile(r"[(]?[-+−–]?\d[\d ,.]*[)]?\s?(?:%|tkr|mnkr|mkr|kr|st|procent)?[)]?", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d(?::\d)?\b")


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
    hard: bool = False  # one space that must not be broken stands before it
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
        return gap < (PIECE if word.hard else THOUSAND) and _continues(group, word.text)
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
