"""Writes a small .xlsb: no library does, and readers of it must be tested. Records as [MS-XLSB] has them."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

_TYPES = "application/vnd.ms-excel."
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass
class Row:
    """`cells`: column -> (kind of record, its data behind the place and the style, style)."""

    number: int
    cells: dict[int, tuple[int, bytes, int]] = field(default_factory=dict)
    hidden: bool = False
    level: int = 0


def record(kind: int, data: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, length = len(data), b""
    while size > 127:
        length, size = length + bytes([size & 0x7F | 0x80]), size >> 7
    return head + length + bytes([size]) + data


def text(value: str) -> bytes:
    return struct.pack("<I", len(value)) + value.encode("utf-16-le")


def real(value: float) -> bytes:
    return struct.pack("<d", value)


def whole(value: int, hundredths: bool = False) -> bytes:
    """Excel's four bytes for a whole number."""
    return struct.pack("<i", value << 2 | 2 | hundredths)


def styles(looks: Sequence[tuple[str, bool, int]]) -> bytes:
    """One style for each (format code, bold, indent)."""
    fonts = b"".join(
        record(43, struct.pack("<HHH", 220, 0, w) + bytes(13) + text("Calibri")) for w in (400, 700)
    )
    formats = b"".join(
        record(44, struct.pack("<H", 164 + i) + text(code)) for i, (code, _, _) in enumerate(looks)
    )
    xfs = b"".join(
        record(47, struct.pack("<5HBBI", 0, 0 if code == "General" else 164 + i, bold, 0, 0, 0, indent, 0))
        for i, (code, bold, indent) in enumerate(looks)
    )
    count = struct.pack("<I", len(looks))
    base = record(47, struct.pack("<5HBBI", 0xFFFF, 0, 0, 0, 0, 0, 9, 0))
    return b"".join(
        [record(278), record(615, count), formats, record(616), record(611, bytes(4)), fonts, record(612),
         record(626, bytes(4)), base,
         record(627), record(617, count), xfs, record(618), record(279)]
    )  # fmt: skip


def sheet(
    rows: Sequence[Row], merged: Sequence[tuple[int, ...]] = (), hidden_cols: Sequence[int] = ()
) -> bytes:
    last = max(row.number for row in rows), max(col for row in rows for col in row.cells)
    parts = [record(129), record(148, struct.pack("<4I", 0, last[0] - 1, 0, last[1] - 1)), record(390)]
    parts += [record(60, struct.pack("<4IH", c - 1, c - 1, 2000, 0, 1)) for c in hidden_cols]
    parts += [record(391), record(145)]
    for row in rows:
        flags = row.level | (0x10 if row.hidden else 0)
        parts.append(record(0, struct.pack("<IIHBBBI", row.number - 1, 0, 300, 0, flags, 0, 0)))
        for col, (kind, data, style) in sorted(row.cells.items()):
            parts.append(record(kind, struct.pack("<II", col - 1, style) + data))
    parts.append(record(146))
    for r1, c1, r2, c2 in merged:
        parts.append(record(176, struct.pack("<4I", r1 - 1, r2 - 1, c1 - 1, c2 - 1)))
    return b"".join([*parts, record(130)])


def workbook(
    sheets: Sequence[tuple[str, bytes, bool]],
    looks: Sequence[tuple[str, bool, int]],
    texts: Sequence[str] = (),
) -> bytes:
    """An .xlsb with these (name, part, hidden)."""
    listed = b"".join(
        record(156, struct.pack("<II", 1 if hidden else 0, i) + text(f"rId{i}") + text(name))
        for i, (name, _, hidden) in enumerate(sheets, 1)
    )
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": _content_types(len(sheets)),
        "_rels/.rels": _relations([("rId1", "officeDocument", "xl/workbook.bin")]),
        "xl/workbook.bin": record(131)
        + record(153, bytes(8) + text(""))
        + record(143)
        + listed
        + record(144)
        + record(132),
        "xl/_rels/workbook.bin.rels": _relations(
            [(f"rId{i}", "worksheet", f"worksheets/sheet{i}.bin") for i in range(1, len(sheets) + 1)]
            + [("rIdS", "styles", "styles.bin"), ("rIdT", "sharedStrings", "sharedStrings.bin")]
        ),
        "xl/styles.bin": styles(looks),
        "xl/sharedStrings.bin": record(159, struct.pack("<II", len(texts), len(texts)))
        + b"".join(record(19, b"\0" + text(t)) for t in texts)
        + record(160),
    }
    parts |= {f"xl/worksheets/sheet{i}.bin": part for i, (_, part, _) in enumerate(sheets, 1)}
    return zipped(parts)


def zipped(parts: dict[str, Any]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in parts.items():
            out.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
    return target.getvalue()


def _relations(found: Sequence[tuple[str, str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="{key}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for key, kind, target in found
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<?xml version="1.0"?><Relationships xmlns="{space}">{inside}</Relationships>'


def _content_types(sheets: int) -> str:
    kinds = {
        "workbook": "sheet.binary.macroEnabled.main",
        "styles": "styles",
        "sharedStrings": "sharedStrings",
    }
    kinds |= {f"worksheets/sheet{i}": "worksheet" for i in range(1, sheets + 1)}
    inside = "".join(
        f'<Override PartName="/xl/{name}.bin" ContentType="{_TYPES}{kind}"/>' for name, kind in kinds.items()
    )
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    rels = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    )
    return f'<?xml version="1.0"?><Types xmlns="{space}">{rels}{inside}</Types>'
