"""Binary Excel workbooks (.xlsb): the same cells as of an .xlsx, whose parts they are as binary records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from loaders import _binary, _zipcheck
from loaders._binary import numbers
from loaders._ooxml import Package
from loaders._shown import BUILT_IN, PLAIN, Cells, Look, Value, add, boolean, plain_text, shown
from loaders._unreadable import Refused
from loaders._zipcheck import MOST_COL, MOST_MERGED
from loaders.grid import Area, Sheet, cell_name

_BOLD_FROM = 600
_FONTS, _STYLES = 611, 617
"""The records that begin the list of fonts, and of the styles that cells have."""


def read(data: bytes) -> list[Sheet]:
    """The sheets in the workbook's order; charts, macros and empty sheets are left out."""
    _zipcheck.check(data)
    package = Package(data)
    main = package.main()
    related = package.related(main)
    parts = {key: part for key, kind, part in related if kind == "worksheet"}
    kinds = {kind: part for _, kind, part in related}
    listed, since_1904 = _workbook(package.read(main))
    texts = _texts(package.read(kinds.get("sharedStrings", "")))
    looks = _looks(package.read(kinds.get("styles", "")))
    found = []
    for key, name, hidden in listed:
        if key in parts:
            reading = _Reading(looks, texts, since_1904)
            found.append(reading.sheet(package, parts[key], name, hidden))
    if not any(s.cells for s in found):
        raise Refused("inga_blad")
    return [s for s in found if s.cells]


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and data; both the kind and the length are written seven bits a byte."""
    place = 0
    while place < len(part):
        kind, place = part[place], place + 1
        if kind & 0x80:
            kind, place = (kind & 0x7F) | (part[place] << 7), place + 1
        size = shift = 0
        while True:
            byte, place = part[place], place + 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80 or shift > 21:
                break
        yield kind, part[place : place + size]
        place += size


def _text(data: bytes, place: int) -> tuple[str, int]:
    """A text, and where it ends."""
    end = place + 4 + 2 * numbers("I", data, place)[0]
    if end > len(data):
        raise ValueError("a text reaches beyond its record")
    return data[place + 4 : end].decode("utf-16-le", "replace"), end


def _workbook(part: bytes) -> tuple[list[tuple[str, str, bool]], bool]:
    """(id of its part, name, hidden) of each sheet; whether days are counted from 1904."""
    sheets, since_1904 = [], False
    for kind, data in _records(part):
        if kind == 153:
            since_1904 = bool(data[0] & 1)
        elif kind == 156:
            key, end = _text(data, 8)
            sheets.append((key, _text(data, end)[0], numbers("I", data)[0] != 0))
    return sheets, since_1904


def _texts(part: bytes) -> list[str]:
    return [_text(data, 1)[0] for kind, data in _records(part) if kind == 19]


def _looks(part: bytes) -> list[Look]:
    formats, bold, found, within = dict(BUILT_IN), [], [], 0
    for kind, data in _records(part):
        if kind in (_FONTS, _FONTS + 1, _STYLES, _STYLES + 1):
            within = kind
        elif kind == 44:
            formats[numbers("H", data)[0]] = _text(data, 2)[0]
        elif kind == 43 and within == _FONTS:
            bold.append(numbers("H", data, 4)[0] >= _BOLD_FROM)
        elif kind == 47 and within == _STYLES:
            form, font = numbers("HH", data, 2)
            found.append(Look(formats.get(form, "General"), font < len(bold) and bold[font], data[11]))
    return found


class _Reading:
    """One sheet, a record at a time."""

    def __init__(self, looks: list[Look], texts: list[str], since_1904: bool) -> None:
        self.looks, self.texts, self.since_1904 = looks, texts, since_1904
        self.cells: Cells = {}
        self.merged: list[Area] = []
        self.hidden_rows: set[int] = set()
        self.hidden_cols: set[int] = set()
        self.at, self.outline = 0, 0

    def sheet(self, package: Package, part: str, name: str, hidden: bool) -> Sheet:
        for kind, data in _records(package.read(part)):
            if kind in _READ:
                _READ[kind](self, data)
        return Sheet(
            name, self.cells, tuple(sorted(self.merged)), hidden,
            hidden_rows=frozenset(self.hidden_rows), hidden_cols=frozenset(self.hidden_cols),
            comments=tuple(_comments(package, part)),
        )  # fmt: skip

    def row(self, data: bytes) -> None:
        flags = data[11]
        self.at, self.outline = numbers("I", data)[0] + 1, flags & 7
        if flags & 0x10:
            self.hidden_rows.add(self.at)

    def columns(self, data: bytes) -> None:
        first, last, _, _, flags = numbers("4IH", data)
        if flags & 1:
            self.hidden_cols.update(range(first + 1, min(last + 1, MOST_COL) + 1))

    def merge(self, data: bytes) -> None:
        top, bottom, left, right = (n + 1 for n in numbers("4I", data))
        if (bottom - top + 1) * (right - left + 1) > MOST_MERGED:
            raise Refused("cell_utanfor", found=cell_name(bottom, right))
        self.merged.append((top, left, bottom, right))

    def packed(self, data: bytes) -> None:
        self._number(data, _binary.packed(data, 8))

    def float(self, data: bytes) -> None:
        self._number(data, _binary.double(data, 8))

    def truth(self, data: bytes) -> None:
        self._add(data, boolean(data[8] == 1))

    def error(self, data: bytes) -> None:
        text = _binary.error(data[8])
        self._add(data, plain_text(text), text)

    def own_text(self, data: bytes) -> None:
        self._add(data, plain_text(_text(data, 8)[0]))

    def rich_text(self, data: bytes) -> None:
        self._add(data, plain_text(_text(data, 9)[0]))

    def shared_text(self, data: bytes) -> None:
        self._add(data, plain_text(self.texts[numbers("I", data, 8)[0]]))

    def _look(self, data: bytes) -> Look:
        style = numbers("I", data, 4)[0] & 0xFFFFFF
        return self.looks[style] if style < len(self.looks) else PLAIN

    def _number(self, data: bytes, stored: Decimal) -> None:
        self._add(data, shown(stored, self._look(data).number_format, self.since_1904))

    def _add(self, data: bytes, value: Value, error: str = "") -> None:
        add(self.cells, self.at, numbers("I", data)[0] + 1, value, self._look(data), self.outline, error)


_READ: dict[int, Callable[[_Reading, bytes], None]] = {
    0: _Reading.row, 2: _Reading.packed, 3: _Reading.error, 4: _Reading.truth, 5: _Reading.float,
    6: _Reading.own_text, 7: _Reading.shared_text, 8: _Reading.own_text, 9: _Reading.float,
    10: _Reading.truth, 11: _Reading.error, 62: _Reading.rich_text, 60: _Reading.columns,
    176: _Reading.merge,
}  # fmt: skip
"""The kinds of record that say something about a cell; 8 to 11 are what a formula last gave."""


def _comments(package: Package, part: str) -> list[tuple[str, str]]:
    found, at = [], ""
    for name in (name for _, kind, name in package.related(part) if kind == "comments"):
        for kind, data in _records(package.read(name)):
            if kind == 635:
                row, _, col, _ = numbers("4I", data, 4)
                at = cell_name(row + 1, col + 1)
            elif kind == 637:
                found.append((at, _text(data, 1)[0]))
    return found
