"""The compound files that older Office programs write: streams, each a chain of sectors."""

from __future__ import annotations

from loaders._binary import numbers
from loaders._unreadable import Refused

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFA
_ENTRY = 128
_HEADER = 512
_MINI = 64
_STREAM, _ROOT = 2, 5


class Compound:
    """An opened file. Raises Refused when its chains lead nowhere."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        if not data.startswith(MAGIC) or len(data) < _HEADER or numbers("H", data, 30)[0] not in (9, 12):
            raise Refused("trasig_fil")
        self.sector = 1 << numbers("H", data, 30)[0]
        self.table = _table(b"".join(self._part(s) for s in self._table_sectors()))
        self.small_from = numbers("I", data, 56)[0]
        self.small_table = _table(self._chain(numbers("I", data, 60)[0]))
        self.entries = self._entries()
        root = next((start, size) for kind, start, size in self.entries.values() if kind == _ROOT)
        self.small = self._chain(root[0])[: root[1]]

    def stream(self, *names: str) -> bytes:
        """The first stream of these names; b'' when there is none."""
        for name in names:
            kind, start, size = self.entries.get(name, (0, 0, 0))
            if kind == _STREAM:
                return (self._small(start) if size < self.small_from else self._chain(start))[:size]
        return b""

    def _table_sectors(self) -> list[int]:
        """The sectors of the table of chains: the first 109 stand in the header, the rest in sectors."""
        found = list(numbers("109I", self.data, 76))
        following, seen = numbers("I", self.data, 68)[0], 0
        while following < _END:
            *more, following = _table(self._part(following))
            found += more
            seen = self._counted(seen)
        return [s for s in found if s < _END]

    def _counted(self, seen: int) -> int:
        """Raises Refused when a chain is longer than the file: it bites its own tail."""
        if seen * self.sector > len(self.data):
            raise Refused("trasig_fil")
        return seen + 1

    def _part(self, number: int) -> bytes:
        begin = (number + 1) * self.sector
        return self.data[begin : begin + self.sector]

    def _chain(self, number: int) -> bytes:
        parts: list[bytes] = []
        while number < _END:
            self._counted(len(parts))
            parts.append(self._part(number))
            number = self.table[number]
        return b"".join(parts)

    def _small(self, number: int) -> bytes:
        parts: list[bytes] = []
        while number < _END:
            self._counted(len(parts) * _MINI // self.sector)
            parts.append(self.small[number * _MINI : (number + 1) * _MINI])
            number = self.small_table[number]
        return b"".join(parts)

    def _entries(self) -> dict[str, tuple[int, int, int]]:
        """name -> kind, first sector, size."""
        data = self._chain(numbers("I", self.data, 48)[0])
        found = {}
        for place in range(0, len(data) - _ENTRY + 1, _ENTRY):
            length, kind = numbers("HB", data, place + 64)
            name = data[place : place + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            start, size = numbers("II", data, place + 116)
            found[name] = (kind, start, size)
        return found


def _table(data: bytes) -> tuple[int, ...]:
    return numbers(f"{len(data) // 4}I", data)
