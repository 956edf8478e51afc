"""What a PDF page shows: its characters and its ruled lines, in points from the upper left corner."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

MOST_CHARACTERS = 60_000
"""A dense page of a report has a tenth of it."""
_MOST_OBJECTS = 40_000
_DEPTH = 3
_FINE = 1000.0
_SPACES = frozenset((9, 10, 11, 12, 13, 32, 0xA0, 0x2007, 0x2009, 0x202F, 0x3000))
_FIRST, _UNKNOWN = 9, "\ufffd"
"""Below the first there is no letter: the font does not say which it is, and a digit may be lost."""
_SOFT_HYPHEN = 0xAD
_SHORT = 2.0  # points: a shorter line is a dot

Box = tuple[float, float, float, float]  # left, top, right, bottom
Affine = tuple[float, float, float, float, float, float]
Turn = Callable[[Box], Box]


@dataclass(slots=True)
class Glyph:
    """A character. `box` is where the page shows it; the other measures are along its own direction."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    base: float
    size: float
    box: Box
    index: int
    space: bool = False
    run: int = 0  # which piece of text of the file it belongs to


@dataclass(slots=True)
class Page:
    """`flows`: the characters that run to the right, then those that run up, down and backwards; `rules`:
    the ruled lines beside each flow; `stray`: text on the skew, in the order of the file.
    """

    width: float
    height: float
    flows: list[tuple[list[Glyph], list[Box]]]
    stray: list[Glyph]


def read_page(page: Any, text: Any) -> Page:
    """The page as it is shown: turned as it says, only what is inside its crop box."""
    width, height = page.get_size()
    affine = _affine(page)
    flows: list[list[Glyph]] = [[], [], [], []]
    stray: list[Glyph] = []
    turns = _turns(width, height)
    for shown, way in _characters(text, affine):
        if not _outside(shown.box, width, height):
            (flows[way] if way >= 0 else stray).append(_turned(shown, turns[max(way, 0)], way))
    lines = list(_rules(page, affine)) if any(flows) else []
    found = [(flow, [turn(r) for r in lines]) for flow, turn in zip(flows, turns, strict=True) if flow]
    return Page(width, height, sorted(found, key=lambda f: -len(f[0])), stray)


def _affine(page: Any) -> Affine:
    """From the page's own coordinates to points below its upper left corner, as three points go."""
    width, height = page.get_size()
    size = round(width * _FINE), round(height * _FINE)
    found = []
    for x, y in ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0)):
        across, down = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(page, 0, 0, *size, 0, x * 100, y * 100, across, down)
        found.append((across.value / _FINE, down.value / _FINE))
    (x0, y0), (x1, y1), (x2, y2) = found
    return (x1 - x0) / 100, (y1 - y0) / 100, (x2 - x0) / 100, (y2 - y0) / 100, x0, y0


def _at(m: Affine, x: float, y: float) -> tuple[float, float]:
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def _box(m: Affine, left: float, bottom: float, right: float, top: float) -> Box:
    x1, y1 = m[0] * left + m[2] * bottom + m[4], m[1] * left + m[3] * bottom + m[5]
    x2, y2 = m[0] * right + m[2] * top + m[4], m[1] * right + m[3] * top + m[5]
    if x1 > x2:
        x1, x2 = x2, x1
    return (x1, y1, x2, y2) if y1 < y2 else (x1, y2, x2, y1)


def _turns(width: float, height: float) -> tuple[Turn, ...]:
    """What makes text that runs right, up, down or backwards run to the right."""
    return (
        lambda b: b,
        lambda b: (height - b[3], b[0], height - b[1], b[2]),
        lambda b: (b[1], width - b[2], b[3], width - b[0]),
        lambda b: (width - b[2], height - b[3], width - b[0], height - b[1]),
    )


def _turned(glyph: Glyph, turn: Turn, way: int) -> Glyph:
    if way <= 0:
        return glyph
    x, y = glyph.left, glyph.base
    base = turn((x, y, x, y))[1]
    left, top, right, bottom = turn(glyph.box)
    return Glyph(
        glyph.text,
        left,
        top,
        right,
        bottom,
        base,
        bottom - top,
        glyph.box,
        glyph.index,
        glyph.space,
        glyph.run,
    )


def _outside(box: Box, width: float, height: float) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return not (0 <= x <= width and 0 <= y <= height)


def _characters(text: Any, affine: Affine) -> Iterator[tuple[Glyph, int]]:
    """(character, the way it runs: 0 right, 1 up, 2 down, 3 backwards, -1 on the skew).

    A page has thousands of them: what a whole piece of text shares is asked for once.
    """
    raw, loose = text.raw, pdfium.FS_RECTF()
    pieces: dict[int, tuple[int, float]] = {}
    for i in range(pdfium.FPDFText_CountChars(raw)):
        code = pdfium.FPDFText_GetUnicode(raw, i)
        space = code in _SPACES
        if space and pdfium.FPDFText_IsGenerated(raw, i) == 1:
            continue
        if not pdfium.FPDFText_GetLooseCharBox(raw, i, loose):
            continue
        run = ctypes.addressof(pdfium.FPDFText_GetTextObject(raw, i).contents)
        if run not in pieces:
            way = _way(affine, round(pdfium.FPDFText_GetCharAngle(raw, i), 2))
            pieces[run] = way, _origin(raw, i, affine)[1]
        way, down = pieces[run]
        box = _box(affine, loose.left, loose.bottom, loose.right, loose.top)
        left = box[0]
        if way:
            left, down = _origin(raw, i, affine) if way > 0 else (left, _origin(raw, i, affine)[1])
        letter = "-" if code == _SOFT_HYPHEN else chr(code) if code >= _FIRST else _UNKNOWN
        yield Glyph(letter, left, box[1], box[2], box[3], down, box[3] - box[1], box, i, space, run), way


def _origin(raw: Any, i: int, affine: Affine) -> tuple[float, float]:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(raw, i, x, y)
    return _at(affine, x.value, y.value)


def _way(m: Affine, angle: float) -> int:
    """The direction on the shown page of text that pdfium says is turned clockwise by `angle`."""
    across, down = math.cos(angle), -math.sin(angle)
    x, y = m[0] * across + m[2] * down, m[1] * across + m[3] * down
    for way, (dx, dy) in enumerate(((1, 0), (0, -1), (0, 1), (-1, 0))):
        if x * dx + y * dy > 0.995:
            return way
    return -1


def _rules(page: Any, affine: Affine) -> Iterator[Box]:
    """The straight lines and the edges of the rectangles: boxes without height or without width."""
    objects = (pdfium.FPDFPage_GetObject(page, i) for i in range(_count(pdfium.FPDFPage_CountObjects(page))))
    yield from _drawn(objects, affine, _DEPTH)


def _count(found: int) -> int:
    """A page of so many objects is a drawing, whose lines are no table."""
    return found if found <= _MOST_OBJECTS else 0


def _drawn(objects: Iterable[Any], affine: Affine, depth: int) -> Iterator[Box]:
    for item in objects:
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            yield from _path(item, _joined(_matrix(item), affine))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth:
            inside = range(_count(max(pdfium.FPDFFormObj_CountObjects(item), 0)))
            parts = (pdfium.FPDFFormObj_GetObject(item, i) for i in inside)
            yield from _drawn(parts, _joined(_matrix(item), affine), depth - 1)


def _matrix(item: Any) -> Affine:
    m = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, m):
        return 1.0, 0.0, 0.0, 1.0, 0.0, 0.0
    return m.a, m.b, m.c, m.d, m.e, m.f


def _joined(first: Affine, then: Affine) -> Affine:
    a, b = _at(then, first[4], first[5])
    return (
        then[0] * first[0] + then[2] * first[1],
        then[1] * first[0] + then[3] * first[1],
        then[0] * first[2] + then[2] * first[3],
        then[1] * first[2] + then[3] * first[3],
        a,
        b,
    )


def _path(item: Any, affine: Affine) -> Iterator[Box]:
    x, y = ctypes.c_float(), ctypes.c_float()
    start = here = (0.0, 0.0)
    for i in range(_count(pdfium.FPDFPath_CountSegments(item))):
        segment = pdfium.FPDFPath_GetPathSegment(item, i)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = _at(affine, x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield from _straight(here, point)
        here = point
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield from _straight(here, start)


def _straight(a: tuple[float, float], b: tuple[float, float]) -> Iterator[Box]:
    across, down = abs(a[0] - b[0]), abs(a[1] - b[1])
    if (across < 0.7) != (down < 0.7) and max(across, down) > _SHORT:
        yield min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])
