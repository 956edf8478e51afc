"""Containers that no library would write: zips whose parts unpack to gigabytes, built in no time."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

_LOCAL = "<4sHHHHHIIIHH"
_CENTRAL = "<4sHHHHHHIIIHHHHHII"


def repeated(piece: bytes, times: int, before: bytes = b"", after: bytes = b"") -> tuple[bytes, int]:
    """(deflated, size) of before + piece × times + after; the piece is packed once and copied."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    first = packer.compress(before) + packer.flush(zlib.Z_FULL_FLUSH)
    middle = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    last = packer.compress(after) + packer.flush()
    return first + middle * times + last, len(before) + len(piece) * times + len(after)


def zipped(parts: dict[str, bytes], bombs: dict[str, tuple[bytes, int]]) -> bytes:
    """An archive with these parts, and these already packed ones that may say any size of themselves."""
    packed = {
        name: (zlib.compress(text, 6)[2:-4], len(text), zlib.crc32(text)) for name, text in parts.items()
    }
    packed |= {name: (data, size, 0) for name, (data, size) in bombs.items()}
    out, entries = BytesIO(), b""
    for name, (data, size, crc) in packed.items():
        where, label = out.tell(), name.encode()
        about = (20, 0, 8, 0, 33, crc, len(data), size, len(label), 0)
        out.write(struct.pack(_LOCAL, b"PK\3\4", *about) + label + data)
        entries += struct.pack(_CENTRAL, b"PK\1\2", 20, *about, 0, 0, 0, 0, where) + label
    start = out.tell()
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, len(packed), len(packed), len(entries), start, 0)
    return out.getvalue() + entries + end


def with_bomb(archive: bytes, part: str, bomb: tuple[bytes, int]) -> bytes:
    """A good archive with one part exchanged for what unpacks to far more."""
    source = zipfile.ZipFile(BytesIO(archive))
    return zipped({n: source.read(n) for n in source.namelist() if n != part}, {part: bomb})


def with_part(archive: bytes, part: str, content: bytes) -> bytes:
    """A good archive with one part exchanged or added."""
    source = zipfile.ZipFile(BytesIO(archive))
    parts = {n: source.read(n) for n in source.namelist()}
    return zipped(parts | {part: content}, {})


def overlapping(archive: bytes, times: int) -> bytes:
    """One part that the archive's list names many times: a bomb without anything packed inside another."""
    source = zipfile.ZipFile(BytesIO(archive))
    first = source.infolist()[0]
    text = source.read(first)
    data = zlib.compress(text, 9)[2:-4]
    entries = []
    for i in range(times):
        label = f"xl/{i}.xml".encode()
        about = (20, 0, 8, 0, 33, zlib.crc32(text), len(data), len(text), len(label), 0)
        entries.append(struct.pack(_CENTRAL, b"PK\1\2", 20, *about, 0, 0, 0, 0, 0) + label)
    packed = b"".join(entries)
    about = (20, 0, 8, 0, 33, zlib.crc32(text), len(data), len(text), 0, 0)
    head = struct.pack(_LOCAL, b"PK\3\4", *about) + data
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, times, times, len(packed), len(head), 0)
    return head + packed + end
