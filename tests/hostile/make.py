"""Files that hurt, made by the tests: none is kept in the repository."""

import io
import struct
import zipfile
from collections.abc import Callable

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

SHEET = "xl/worksheets/sheet1.xml"
_NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def workbook(fill: Callable[[Worksheet], None] | None = None) -> bytes:
    book = Workbook()
    book.active["A1"] = "Belopp i tkr"
    book.active["B1"] = 1
    if fill:
        fill(book.active)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def replaced(part: str, content: bytes, level: int = 6) -> bytes:
    """A good workbook with one part exchanged or added."""
    source = zipfile.ZipFile(io.BytesIO(workbook()))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as out:
        for name in source.namelist():
            if name != part:
                out.writestr(name, source.read(name))
        out.writestr(part, content)
    return target.getvalue()


def sheet(rows: str, extra: str = "", before: str = "") -> bytes:
    """A worksheet part with these rows as they stand."""
    inside = f"<sheetData>{rows}</sheetData>{extra}"
    return f'<?xml version="1.0"?>{before}<worksheet {_NS}>{inside}</worksheet>'.encode()


def with_sheet(rows: str, extra: str = "", before: str = "") -> bytes:
    return replaced(SHEET, sheet(rows, extra, before))


def word_document() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as out:
        out.writestr("[Content_Types].xml", "<Types/>")
        out.writestr("word/document.xml", "<w:document>Delårsrapport</w:document>")
    return target.getvalue()


def compound(*streams: str) -> bytes:
    """An OLE2 compound file with empty streams of these names: old formats, and files with a password."""
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0,
    )  # fmt: skip
    header += struct.pack("<I", 0) + b"\xff" * 432
    table = struct.pack("<II", 0xFFFFFFFD, 0xFFFFFFFE) + b"\xff" * 504
    entries = b"".join(_entry(n, 5 if n == "Root Entry" else 2) for n in ("Root Entry", *streams))
    return header[:512] + table + entries.ljust(512, b"\0")


def _entry(name: str, kind: int) -> bytes:
    text = name.encode("utf-16-le")
    head = text.ljust(64, b"\0") + struct.pack("<HBB", len(text) + 2, kind, 1) + b"\xff" * 12
    return (head + b"\0" * 36 + struct.pack("<IQ", 0xFFFFFFFE, 0))[:128]


def encrypted() -> bytes:
    """As Excel saves a workbook with a password to open it."""
    return compound("EncryptionInfo", "EncryptedPackage")


def zip_with_password() -> bytes:
    """A workbook packed by a zip program with a password: every entry carries the flag."""
    data = bytearray(workbook())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(signature)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(signature, place + 4)
    return bytes(data)


def lying_sizes(content: bytes) -> bytes:
    """A part that unpacks to more than its headers say."""
    data = bytearray(replaced(SHEET, content))
    real = struct.pack("<I", len(content))
    for place in (i for i in range(len(data) - 4) if data[i : i + 4] == real):
        data[place : place + 4] = struct.pack("<I", 1000)
    return bytes(data)
