"""Bytes to text: UTF-8 and UTF-16 (with or without BOM), CP1252 from older programs, and what DOS and older
Macs wrote, which is told by where å, ä and ö stand.
"""

from __future__ import annotations

import codecs
import re

from loaders._unreadable import Refused

MOST_CELLS = 500_000
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LATIN = re.compile(rb"[\xe5\xe4\xf6\xc5\xc4\xd6]")
_OTHERS = (
    ("cp437", re.compile(rb"(?<=[A-Za-z])[\x84\x86\x94]|[\x8e\x8f\x99](?=[A-Za-z])")),
    ("mac_roman", re.compile(rb"(?<=[A-Za-z])[\x8a\x8c\x9a]|[\x80\x81\x85](?=[A-Za-z])")),
)
"""Where their å, ä and ö, and Å, Ä and Ö, stand in words."""
_CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f]")


def decode(data: bytes) -> str:
    """The text, which may hold any spaces and minus signs but no control characters. Raises Refused."""
    data = data.rstrip(b"\0") if b"\0" in data[-1:] and not _wide(data) else data
    encodings = [name for bom, name in _BOMS if data.startswith(bom)] or _guessed(data)
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _CONTROL.search(text):
            break
        return text.rstrip("\x1a")
    raise Refused("inte_text")


def _guessed(data: bytes) -> list[str]:
    return [wide] if (wide := _wide(data)) else ["utf-8", _single(data)]


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: every other byte of plain letters is empty."""
    part = data[:4096]
    for name, at in (("utf-16-le", 1), ("utf-16-be", 0)):
        if len(part) > 3 and part[at::2].count(0) * 3 > len(part) and not part[1 - at :: 2].count(0):
            return name
    return ""


def _single(data: bytes) -> str:
    """The code page that has Swedish letters in its words, where CP1252 has none."""
    if _LATIN.search(data) or b"\xc3" in data:  # the second is UTF-8 with something broken in it
        return "cp1252"
    counts = [(len(letters.findall(data)), name) for name, letters in _OTHERS]
    most, name = max(counts)
    return name if most > 1 and min(counts)[0] * 3 < most else "cp1252"


def indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def limit(count: int) -> None:
    if count > MOST_CELLS:
        raise Refused("for_manga_celler", found=str(count), limit=str(MOST_CELLS))
