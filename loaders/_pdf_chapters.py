"""The chapters of a report: a heading holds for the pages after it, until one that is as large, or larger."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from loaders._pdf_leaves import Leaf
from loaders._pdf_page import Text

_LARGER = 1.15  # than the running text
_MOST_WORDS = 8
_RUNNING = 3  # pages that begin or end with the same text
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+(?=[A-ZÅÄÖ])")
_DIGITS = re.compile(r"\d+")
_ALIKE = 1.08  # times as large: the letters of one size are not all as high
_Heading = tuple[float, int, str]  # how large, the parts of its number when that is all, the text without it


def name_chapters(leaves: Sequence[Leaf]) -> None:
    """Says of each page which headings on earlier pages it stands under, the largest first."""
    body, running = _body(leaves), _running(leaves)
    above: list[_Heading] = []
    for leaf in leaves:
        own = [h for text in _texts(leaf) if text.place.text not in running and (h := _heading(text, body))]
        leaf.chapters = tuple(h[2] for h in above if all(_holds(h, new) for new in own))
        for new in own:
            above = [*(h for h in above if _holds(h, new)), new]


def _holds(heading: _Heading, below: _Heading) -> bool:
    """Is the one below a part of it?"""
    larger = heading[0] > _ALIKE * below[0]
    return larger or (0 < heading[1] < below[1] and heading[0] * _ALIKE > below[0])


def _texts(leaf: Leaf) -> list[Text]:
    return [block for block in leaf.blocks if isinstance(block, Text)]


def _body(leaves: Iterable[Leaf]) -> float:
    """The size of most of the text."""
    sizes: Counter[float] = Counter()
    for leaf in leaves:
        for text in _texts(leaf):
            sizes[round(text.em, 1)] += len(text.place.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _running(leaves: Iterable[Leaf]) -> set[str]:
    """Headers and footers, whatever their numbers."""
    pages = [{text.place.text for text in _texts(leaf)} for leaf in leaves]
    often = Counter(plain for texts in pages for plain in {_plain(t) for t in texts})
    return {t for texts in pages for t in texts if often[_plain(t)] >= _RUNNING}


def _plain(text: str) -> str:
    return _DIGITS.sub("#", text)


def _heading(text: Text, body: float) -> _Heading | None:
    """A short line in large letters, or one with the number of a chapter."""
    whole = text.place.text.strip()
    number = _NUMBERED.match(whole)
    plain = whole[number.end() :] if number else whole
    short = len(plain.split()) <= _MOST_WORDS and plain[:1].isupper() and not plain.endswith((".", ",", ":"))
    large = text.em >= _LARGER * body
    if not short or not (large or number):
        return None
    return text.em, 0 if large or not number else number[1].count(".") + 1, plain
