"""Bytes to text: UTF-8 (with or without BOM), UTF-16 from Excel, CP1252 from older programs."""

from __future__ import annotations

import codecs

from loaders._unreadable import Refused

MOST_CELLS = 500_000
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = dict.fromkeys(c for c in range(32) if c not in (9, 10, 11, 12, 13, 26))


def decode(data: bytes) -> str:
    """The text, which may hold any spaces and minus signs but no control characters. Raises Refused."""
    encodings = [name for bom, name in _BOMS if data.startswith(bom)] or ["utf-8", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(text.translate(_CONTROL)) != len(text):
            break
        return text.rstrip("\x1a")
    raise Refused("inte_text")


def indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def limit(count: int) -> None:
    if count > MOST_CELLS:
        raise Refused("for_manga_celler", found=str(count), limit=str(MOST_CELLS))
