"""A page of a PDF as a picture with one number framed: made in the child process, which may be lost to it."""

from __future__ import annotations

import base64
import json
import struct
import zlib
from typing import Any

import pypdfium2

from loaders._unreadable import Refused
from loaders.grid import Cell, Sheet

SCALE = 1.6  # pixels a point; assets/kalla.js counts on it
_MOST_PIXELS = 2600
_AROUND = (120, 50)  # points beside, and above and below, the number in a cutting
_FRAME = (200, 30, 30)
_Frame = tuple[int, int, int, int]


def read(data: bytes) -> list[Sheet]:
    """`data` begins with a line of JSON: page from 1, box in points, cut. The picture is a cell's text."""
    head, _, content = data.partition(b"\n")
    asked = json.loads(head)
    try:
        document = pypdfium2.PdfDocument(content)
        page = document[asked["page"] - 1]
        text = base64.b64encode(_picture(page, asked["box"], asked["cut"])).decode()
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise Refused("pdf_trasig") from error
    return [Sheet("Bild", {(1, 1): Cell(1, 1, text)})]


def _picture(page: Any, box: list[float], cut: bool) -> bytes:
    scale = min(SCALE, _MOST_PIXELS / max(page.get_size()))
    bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False, no_smoothpath=False)
    width, height, step = bitmap.width, bitmap.height, bitmap.n_channels
    raw = bytes(bitmap.buffer)
    rows = [bytearray(raw[y * bitmap.stride : y * bitmap.stride + width * step]) for y in range(height)]
    if step == 4:
        rows = [bytearray(b for k, b in enumerate(row) if k % 4 != 3) for row in rows]
    frame = _framed(box, scale, width, height)
    _draw(rows, frame)
    if cut:
        rows, width = _cut(rows, frame, scale, width)
    return _png(rows, width)


def _framed(box: list[float], scale: float, width: int, height: int) -> _Frame:
    left, top, right, bottom = (round(x * scale) for x in box[:4])
    return max(left - 5, 0), max(top - 4, 0), min(right + 5, width - 1), min(bottom + 4, height - 1)


def _draw(rows: list[bytearray], frame: _Frame) -> None:
    left, top, right, bottom = frame
    for y in range(top, bottom + 1):
        whole = y - top < 2 or bottom - y < 2
        spans = [(left, right + 1)] if whole else [(left, left + 2), (right - 1, right + 1)]
        for a, b in spans:
            rows[y][3 * a : 3 * b] = bytes(_FRAME) * (b - a)


def _cut(rows: list[bytearray], frame: _Frame, scale: float, width: int) -> tuple[list[bytearray], int]:
    """What stands around the number: its row with the label at the left, and a few rows above and below."""
    beside, above = (round(x * scale) for x in _AROUND)
    top, bottom = max(frame[1] - above, 0), min(frame[3] + above, len(rows))
    left, right = max(frame[0] - beside, 0), min(frame[2] + beside, width)
    return [row[3 * left : 3 * right] for row in rows[top:bottom]], right - left


def _png(rows: list[bytearray], width: int) -> bytes:
    lines = zlib.compress(b"".join(b"\0" + row for row in rows), 6)
    head = struct.pack(">IIBBBBB", width, len(rows), 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", lines) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
