"""The texts of an .xls workbook, which may run on from one record into the next."""

from __future__ import annotations

from collections.abc import Sequence

from loaders._binary import numbers

_WIDE, _ASIAN, _RICH = 1, 4, 8


def short(data: bytes, place: int) -> str:
    """A text whose length is one byte."""
    return _Reader([data[place + 1 :]]).characters(data[place])


def long(pieces: Sequence[bytes], place: int = 0) -> str:
    """A text whose length is two bytes, in a record and those that continue it."""
    return _Reader([pieces[0][place:], *pieces[1:]]).text()


def shared(pieces: Sequence[bytes]) -> list[str]:
    """The table of texts that the cells of all sheets refer to."""
    (count,) = numbers("I", pieces[0], 4)
    reader = _Reader([pieces[0][8:], *pieces[1:]])
    found: list[str] = []
    while len(found) < count and not reader.ended():
        found.append(reader.text())
    return found


class _Reader:
    """Reads on through the pieces; where characters go on in the next one, a byte says how wide they are."""

    def __init__(self, pieces: Sequence[bytes]) -> None:
        self.pieces, self.number, self.place = pieces, 0, 0

    def ended(self) -> bool:
        return self._left() == 0 and self.number + 1 >= len(self.pieces)

    def text(self) -> str:
        (length,) = numbers("H", self._take(2))
        flags = self._peek()
        if not flags & (_RICH | _ASIAN):
            return self.characters(length)
        self._take(1)
        runs = numbers("H", self._take(2))[0] if flags & _RICH else 0
        extra = numbers("I", self._take(4))[0] if flags & _ASIAN else 0
        found = self._run(length, flags & _WIDE)
        self._take(4 * runs + extra)
        return found

    def characters(self, length: int) -> str:
        """A byte of flags, then the characters."""
        return self._run(length, self._take(1)[0] & _WIDE)

    def _run(self, length: int, wide: int) -> str:
        parts = []
        while length:
            if not self._left():
                self._next()
                wide = self._take(1)[0] & _WIDE
            taken = min(length, self._left() // (1 + wide))
            part = self._take(taken * (1 + wide))
            parts.append(part.decode("utf-16-le" if wide else "latin-1", "replace"))
            if not taken:
                raise ValueError("a character is cut by the end of a record")
            length -= taken
        return "".join(parts)

    def _left(self) -> int:
        return len(self.pieces[self.number]) - self.place

    def _next(self) -> None:
        if self.number + 1 >= len(self.pieces):
            raise ValueError("the texts end too early")
        self.number, self.place = self.number + 1, 0

    def _peek(self) -> int:
        if not self._left():
            self._next()
        return self.pieces[self.number][self.place]

    def _take(self, size: int) -> bytes:
        found = b""
        while len(found) < size:
            if not self._left():
                self._next()
            part = self.pieces[self.number][self.place : self.place + size - len(found)]
            found += part
            self.place += len(part)
        return found
