"""What an .xlsx holds before any library opens it: sizes, cell references and XML that no workbook needs."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from loaders._unreadable import Refused

MOST_ENTRIES = 2_000
MOST_BYTES = 400_000_000
MOST_RATIO = 200
RATIO_FROM = 20_000_000
"""A sheet of equal rows packs well: the ratio says something only about what is large."""
MOST_CELLS = 500_000
MOST_ROW, MOST_COL = 100_000, 1_000
MOST_MERGED = 200_000

_CELL = re.compile(rb"<(?:\w+:)?c(?=[\s>])(?:[^>]*[^>/])?>")
_FAR = re.compile(
    rb"<(?:\w+:)?c\s[^>]*?\br\s*=\s*[\"']"
    rb"(?:([A-Za-z]{3,4})(\d{1,9})|([A-Za-z]{1,2})(\d{6,9}))[\"'](?:[^>]*[^>/])?>"
)
"""Cells with content whose place is worth a closer look; empty formatted cells may lie anywhere."""
_MERGE = re.compile(rb'mergeCell\s[^>]*?ref\s*=\s*["\']([A-Za-z]+)(\d+):([A-Za-z]+)(\d+)["\']')
_DTD = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_CHUNK = 1 << 20
_OVERLAP = 400
_NESTED = (".zip", ".xlsx", ".xlsm", ".docx", ".7z", ".rar", ".gz")
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError)
_IMAGES = ("xl/media/", "xl/embeddings/", "word/media/", "word/embeddings/", "docProps/thumbnail")


def check(data: bytes) -> None:
    """Raises Refused for what could harm the reader."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _declared(entries, len(data))
            _Content(archive).read(entries)
    except _BROKEN as error:
        raise Refused("trasig_fil") from error


def _declared(entries: list[zipfile.ZipInfo], packed: int) -> None:
    if len(entries) > MOST_ENTRIES:
        raise Refused("for_mycket_innehall", found=f"{len(entries)} delar")
    _size(sum(e.file_size for e in entries), packed)
    if any(e.flag_bits & 1 for e in entries):
        raise Refused("losenord")
    names = [e.filename for e in entries]
    if len(set(names)) != len(names) or any(e.compress_type not in _PACKED for e in entries):
        raise Refused("trasig_fil")
    if any(n.lower().endswith(_NESTED) and not n.startswith(_IMAGES) for n in names):
        raise Refused("otillatet_innehall", found="ett packat arkiv")


def _size(unpacked: int, packed: int) -> None:
    if unpacked > MOST_BYTES or (unpacked > RATIO_FROM and unpacked > MOST_RATIO * packed):
        raise Refused("for_mycket_innehall", found=f"{unpacked // 1_000_000} MB")


class _Content:
    """Reads every part once, a piece at a time, and counts what it finds."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.unpacked = 0
        self.cells = 0
        self.merged = 0

    def read(self, entries: list[zipfile.ZipInfo]) -> None:
        packed = sum(e.compress_size for e in entries)
        for entry in entries:
            is_xml = entry.filename.lower().endswith((".xml", ".rels", ".vml"))
            for piece, fresh in self._pieces(entry):
                self.unpacked += fresh
                _size(self.unpacked, packed)
                if is_xml:
                    _markup(piece)
                    self._cells(piece)

    def _pieces(self, entry: zipfile.ZipInfo) -> Iterator[tuple[bytes, int]]:
        """Pieces that end where a tag ends, so that none is cut, and how much of each is newly unpacked."""
        kept = b""
        with self.archive.open(entry) as stream:
            while fresh := stream.read(_CHUNK):
                piece = kept + fresh
                end = piece.rfind(b">", -_OVERLAP) + 1 or len(piece)
                kept = piece[end:]
                yield piece[:end], len(fresh)
        yield kept, 0

    def _cells(self, piece: bytes) -> None:
        self.cells += len(_CELL.findall(piece))
        if self.cells > MOST_CELLS:
            raise Refused("for_manga_celler", found=f"över {MOST_CELLS}", limit=str(MOST_CELLS))
        for far in _FAR.findall(piece):
            _place(far[0] or far[2], far[1] or far[3])
        for area in _MERGE.findall(piece):
            self._merge(*area)

    def _merge(self, left: bytes, top: bytes, right: bytes, bottom: bytes) -> None:
        self.merged += (column(right) - column(left) + 1) * (int(bottom) - int(top) + 1)
        if self.merged > MOST_MERGED:
            found = b"".join((left, top, b":", right, bottom)).decode()
            raise Refused("cell_utanfor", found=found)


def _markup(piece: bytes) -> None:
    """Entities and document types: office files have none, and they can make a small file endless."""
    plain = piece.replace(b"\0", b"") if b"\0" in piece else piece
    if _DTD.search(plain):
        raise Refused("otillatet_innehall", found="en dokumenttyp eller entitet (DTD)")


def _place(letters: bytes, digits: bytes) -> None:
    if int(digits) > MOST_ROW or column(letters) > MOST_COL:
        raise Refused("cell_utanfor", found=(letters + digits).decode())


def column(letters: bytes) -> int:
    """b'B' -> 2."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
