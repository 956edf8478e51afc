"""Whether two files hold the same, apart from the hour at which they were saved."""

from __future__ import annotations

import io
import zipfile

STAMPED = ("docProps/core.xml",)


def same(one: bytes, other: bytes) -> bool:
    if one[:2] != b"PK" or other[:2] != b"PK":
        return one == other
    return _parts(one) == _parts(other)


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return {n: book.read(n) for n in book.namelist() if n not in STAMPED}
