"""The check of a packed workbook that holds one large table: the same dangers, looked for more quickly."""

from __future__ import annotations

import io
import re
import zipfile

from loaders import _zipcheck
from loaders._unreadable import Refused

MOST_CELLS = 16_000_000
_FAR = re.compile(rb' r="([A-Z]{3}\d+|[A-Z]{1,2}\d{7,})"')
_LAST_ROW = 1_048_576
_PLACE = re.compile(r"([A-Za-z]+)(\d+)")


def check(data: bytes) -> None:
    """Raises Refused for what could harm the reader."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _zipcheck._declared(entries, len(data))
            _Large(archive).read(entries)
    except _zipcheck._BROKEN as error:
        raise Refused("trasig_fil") from error


class _Large(_zipcheck._Content):
    """Cells are counted by their tags, and only those far out are looked at."""

    def _cells(self, piece: bytes) -> None:
        self.cells += piece.count(b"<c ")
        if self.cells > MOST_CELLS:
            raise Refused("for_manga_celler", found=f"över {MOST_CELLS}", limit=str(MOST_CELLS))
        for far in _FAR.findall(piece):
            row, col = place(far.decode())
            if row > _LAST_ROW or col > _zipcheck.MOST_COL:
                raise Refused("cell_utanfor", found=far.decode())


def place(reference: str) -> tuple[int, int]:
    """'B7' -> (7, 2). Raises ValueError when it is no cell."""
    if not (found := _PLACE.fullmatch(reference)):
        raise ValueError(reference)
    return int(found[2]), _zipcheck.column(found[1].encode())
