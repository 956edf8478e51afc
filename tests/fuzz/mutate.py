"""Small damages of a file, as transfers, programs and people make them; and some that nobody would make."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from random import Random

_TAG = re.compile(rb"<[^<>]{1,300}>")
_ELEMENT = re.compile(rb"<(\w+:?\w*)\b[^<>]*>[^<>]*</\1>")
_NUMBER = re.compile(rb"-?\d+(?:[.,]\d+)?")
_ODD = (
    *(b"", b"-1", b"0", b"1e400", b"-0", b"99999999999999999999", b"1.7976931348623157e308", b"NaN"),
    *(b"4294967296", b"0.1e-320", b"1 2 3", b"=1+1", b"\xff", b"XFD1048576"),
    *(t.encode() for t in ("−5", "½", "１２")),
)
_TEXTS = (
    *(
        b'"',
        b";",
        b"\t",
        b"\r",
        b"\n\n",
        b",",
        b"{",
        b"}",
        b"#",
        b"&amp;",
        b"\x1a",
        b"%",
        b"Summa",
        b"2024-13",
    ),
    *(b"<td rowspan=9999>", b"<table>", b"</table>"),
    *(t.encode() for t in ("\u2028", "\ufeff", "a\u030a")),
)

Damage = Callable[[Random, bytes], bytes]


def damaged(random: Random, data: bytes) -> bytes:
    """The file with one to four damages."""
    ways = _IN_ZIP if data.startswith(b"PK") else _IN_TEXT
    for _ in range(random.randint(1, 4)):
        data = random.choice(ways)(random, data)
    return data


def _place(random: Random, data: bytes) -> int:
    return random.randint(0, len(data))


def _flip(random: Random, data: bytes) -> bytes:
    found = bytearray(data)
    for _ in range(random.randint(1, 8) if found else 0):
        found[random.randrange(len(found))] = random.randrange(256)
    return bytes(found)


def _cut_out(random: Random, data: bytes) -> bytes:
    start = _place(random, data)
    return data[:start] + data[start + random.randint(1, 200) :]


def _double(random: Random, data: bytes) -> bytes:
    start = _place(random, data)
    piece = data[start : start + random.randint(1, 400)]
    return data[:start] + piece * random.randint(2, 30) + data[start:]


def _end(random: Random, data: bytes) -> bytes:
    return data[: _place(random, data)]


def _insert(random: Random, data: bytes) -> bytes:
    start = _place(random, data)
    return data[:start] + random.choice(_TEXTS) + data[start:]


def _replaced(pattern: re.Pattern[bytes], new: Callable[[Random, bytes], bytes]) -> Damage:
    """Exchange one of the places that the pattern finds."""

    def change(random: Random, data: bytes) -> bytes:
        found = list(pattern.finditer(data))
        if not found:
            return data
        one = random.choice(found)
        return data[: one.start()] + new(random, one[0]) + data[one.end() :]

    return change


_XML: tuple[Damage, ...] = (
    _replaced(_TAG, lambda _r, _old: b""),
    _replaced(_TAG, lambda _r, old: old * 2),
    _replaced(_ELEMENT, lambda _r, _old: b""),
    _replaced(_ELEMENT, lambda random, old: old * random.randint(2, 50)),
    _replaced(_NUMBER, lambda random, _old: random.choice(_ODD)),
)
_IN_TEXT: tuple[Damage, ...] = (*_XML, _flip, _cut_out, _double, _end, _insert, _insert, _XML[-1])


def _in_part(random: Random, data: bytes) -> bytes:
    """Damage what is inside an archive, and pack it again."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {n: archive.read(n) for n in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
        return data
    name = random.choice(sorted(parts) or [""])
    if random.random() < 0.05:
        parts.pop(name, None)
    elif name:
        parts[name] = random.choice((*_XML, *_XML, _flip, _end, _cut_out))(random, parts[name])
    return _packed(parts)


def _packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


_IN_ZIP: tuple[Damage, ...] = (*([_in_part] * 8), _flip, _cut_out, _end)
