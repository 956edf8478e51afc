"""Older Excel workbooks (.xls, Excel 97 to 2003): the same cells as of an .xlsx, from binary records."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from loaders import _binary, _xls_strings
from loaders._binary import numbers
from loaders._ole import Compound
from loaders._shown import BUILT_IN, PLAIN, Cells, Look, Value, add, boolean, plain_text, shown
from loaders._unreadable import Refused
from loaders._zipcheck import MOST_COL, MOST_MERGED
from loaders.grid import Area, Sheet, cell_name

_BOF, _EOF, _CONTINUE = 0x809, 0x0A, 0x3C
_EXCEL_97 = 0x600
_BOLD_FROM = 600
Record = tuple[int, list[bytes]]
"""kind, and the data with those of the records that continue it"""


@dataclass(slots=True)
class _Book:
    formats: dict[int, str] = field(default_factory=lambda: dict(BUILT_IN))
    bold: list[bool] = field(default_factory=list)
    styles: list[tuple[int, int, int]] = field(default_factory=list)  # font, format, indent
    texts: list[str] = field(default_factory=list)
    sheets: list[tuple[str, bool, int]] = field(default_factory=list)  # name, hidden, where it begins
    since_1904: bool = False

    def looks(self) -> list[Look]:
        return [Look(self.formats.get(f, "General"), self._is_bold(font), i) for font, f, i in self.styles]

    def _is_bold(self, font: int) -> bool:
        number = font - (font > 4)  # there is no font 4
        return number < len(self.bold) and self.bold[number]


def read(data: bytes) -> list[Sheet]:
    """The sheets in the workbook's order; charts, macros and empty sheets are left out."""
    stream = Compound(data).stream("Workbook", "Book")
    if len(stream) < 8 or numbers("HHH", stream)[::2] != (_BOF, _EXCEL_97):
        raise Refused("gammal_excel" if stream else "trasig_fil")
    book = _book(stream)
    readings = [_Reading(book, stream, begun) for _, _, begun in book.sheets]
    calculated = any(r.calculated for r in readings)
    found = [r.sheet(n, hidden, calculated) for r, (n, hidden, _) in zip(readings, book.sheets, strict=True)]
    if not any(s.cells for s in found):
        raise Refused("inga_blad")
    return [s for s in found if s.cells]


def _records(stream: bytes, place: int) -> Iterator[Record]:
    """Of one part, without those of the charts inside it."""
    depth, kept = 0, None
    while place + 4 <= len(stream):
        kind, size = numbers("HH", stream, place)
        piece = stream[place + 4 : place + 4 + size]
        place += 4 + size
        if kind == _CONTINUE and kept:
            kept[1].append(piece)
            continue
        if kept and depth == 1:
            yield kept
        depth += (kind == _BOF) - (kind == _EOF)
        if depth == 0:
            return
        kept = (kind, [piece])


def _book(stream: bytes) -> _Book:
    book = _Book()
    for kind, pieces in _records(stream, 0):
        data = pieces[0]
        if kind == 0x2F:
            raise Refused("losenord")
        if kind == 0x22:
            book.since_1904 = numbers("H", data)[0] == 1
        elif kind == 0x31:
            book.bold.append(numbers("H", data, 6)[0] >= _BOLD_FROM)
        elif kind == 0x41E:
            book.formats[numbers("H", data)[0]] = _xls_strings.long(pieces, 2)
        elif kind == 0xE0:
            font, form = numbers("HH", data)
            book.styles.append((font, form, data[8] & 15))
        elif kind == 0x85 and data[5] == 0:
            book.sheets.append((_xls_strings.short(data, 6), data[4] & 3 != 0, numbers("I", data)[0]))
        elif kind == 0xFC:
            book.texts = _xls_strings.shared(pieces)
    return book


class _Reading:
    """One sheet, a record at a time."""

    def __init__(self, book: _Book, stream: bytes, place: int) -> None:
        self.book, self.looks = book, book.looks()
        self.cells: Cells = {}
        self.outline: dict[int, int] = {}
        self.merged: list[Area] = []
        self.comments: list[tuple[str, str]] = []
        self.hidden_rows: set[int] = set()
        self.hidden_cols: set[int] = set()
        self.blank: list[tuple[int, int, Look]] = []
        self.calculated = False
        self.awaited: tuple[int, int, Look] | None = None  # the cell of a formula whose text comes next
        for kind, pieces in _records(stream, place):
            if kind in _READ:
                _READ[kind](self, pieces)

    def sheet(self, name: str, hidden: bool, calculated: bool) -> Sheet:
        """`calculated`: some formula of the workbook has a value, and so an empty one is an empty text."""
        if not calculated:
            for row, col, look in self.blank:
                self._add(row, col, plain_text(_binary.UNTOLD), look, without=True)
        return Sheet(
            name, dict(sorted(self.cells.items())), tuple(sorted(self.merged)), hidden,
            hidden_rows=frozenset(self.hidden_rows), hidden_cols=frozenset(self.hidden_cols),
            comments=tuple(self.comments),
        )  # fmt: skip

    def _add(
        self, row: int, col: int, value: Value, look: Look, error: str = "", without: bool = False
    ) -> None:
        add(self.cells, row, col, value, look, self.outline.get(row, 0), error, without)

    def _at(self, data: bytes) -> tuple[int, int, Look]:
        row, col, style = numbers("HHH", data)
        return row + 1, col + 1, self._look(style)

    def _look(self, style: int) -> Look:
        return self.looks[style] if style < len(self.looks) else PLAIN

    def _number(self, at: tuple[int, int, Look], stored: Decimal) -> None:
        self._add(at[0], at[1], shown(stored, at[2].number_format, self.book.since_1904), at[2])

    def _error(self, at: tuple[int, int, Look], number: int) -> None:
        text = _binary.error(number)
        self._add(at[0], at[1], plain_text(text), at[2], error=text)

    def row(self, pieces: list[bytes]) -> None:
        row, flags = numbers("H", pieces[0])[0] + 1, numbers("I", pieces[0], 12)[0]
        self.outline[row] = flags & 7
        if flags & 0x20:
            self.hidden_rows.add(row)

    def columns(self, pieces: list[bytes]) -> None:
        first, last, _, _, flags = numbers("5H", pieces[0])
        if flags & 1:
            self.hidden_cols.update(range(first + 1, min(last + 1, MOST_COL) + 1))

    def float(self, pieces: list[bytes]) -> None:
        self._number(self._at(pieces[0]), _binary.double(pieces[0], 6))

    def packed(self, pieces: list[bytes]) -> None:
        self._number(self._at(pieces[0]), _binary.packed(pieces[0], 6))

    def many_packed(self, pieces: list[bytes]) -> None:
        data = pieces[0]
        row, col = numbers("HH", data)
        for k, place in enumerate(range(4, len(data) - 6, 6)):
            look = self._look(numbers("H", data, place)[0])
            self._number((row + 1, col + 1 + k, look), _binary.packed(data, place + 2))

    def shared_text(self, pieces: list[bytes]) -> None:
        row, col, look = self._at(pieces[0])
        self._add(row, col, plain_text(self.book.texts[numbers("I", pieces[0], 6)[0]]), look)

    def own_text(self, pieces: list[bytes]) -> None:
        row, col, look = self._at(pieces[0])
        self._add(row, col, plain_text(_xls_strings.long(pieces, 6)), look)

    def truth_or_error(self, pieces: list[bytes]) -> None:
        at, (value, is_error) = self._at(pieces[0]), numbers("BB", pieces[0], 6)
        self._error(at, value) if is_error else self._add(at[0], at[1], boolean(value == 1), at[2])

    def formula(self, pieces: list[bytes]) -> None:
        """What it last gave: a number, or in the same eight bytes a mark of something else."""
        data, at = pieces[0], self._at(pieces[0])
        kind, value, mark = struct.unpack_from("<BxBxxxH", data, 6)
        self.calculated = self.calculated or mark != 0xFFFF or kind != 3
        if mark != 0xFFFF:
            self._number(at, _binary.double(data, 6))
        elif kind == 0:
            self.awaited = at
        elif kind == 1:
            self._add(at[0], at[1], boolean(value == 1), at[2])
        elif kind == 2:
            self._error(at, value)
        else:
            self.blank.append(at)  # an empty text; in a workbook that was never calculated, no value at all

    def formula_text(self, pieces: list[bytes]) -> None:
        if self.awaited:
            self._add(
                self.awaited[0], self.awaited[1], plain_text(_xls_strings.long(pieces)), self.awaited[2]
            )
            self.awaited = None

    def merge(self, pieces: list[bytes]) -> None:
        data = pieces[0]
        for place in range(2, 2 + 8 * numbers("H", data)[0], 8):
            top, bottom, left, right = numbers("4H", data, place)
            if (bottom - top + 1) * (right - left + 1) > MOST_MERGED:
                raise Refused("cell_utanfor", found=cell_name(bottom + 1, right + 1))
            self.merged.append((top + 1, left + 1, bottom + 1, right + 1))

    def comment(self, pieces: list[bytes]) -> None:
        row, col = numbers("HH", pieces[0])
        self.comments.append((cell_name(row + 1, col + 1), ""))


_READ = {
    0x208: _Reading.row, 0x7D: _Reading.columns, 0x203: _Reading.float, 0x27E: _Reading.packed,
    0xBD: _Reading.many_packed, 0xFD: _Reading.shared_text, 0x204: _Reading.own_text,
    0xD6: _Reading.own_text, 0x205: _Reading.truth_or_error, 0x06: _Reading.formula,
    0x207: _Reading.formula_text, 0xE5: _Reading.merge, 0x1C: _Reading.comment,
}  # fmt: skip
"""The kinds of record that say something about a cell."""
