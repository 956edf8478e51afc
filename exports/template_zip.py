"""An empty workbook for each nämnd of a kommun, as one zip that is sent while it is made."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from exports._workbook_write import workbook_bytes
from exports.template import template_content
from store import Store, codes
from store.codes import Namnd
from swedish import slug

_PERIOD = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_REFUSED = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_TIME = (1980, 1, 1, 0, 0, 0)


def zip_name(kommun: str, period: str) -> str:
    """`mallar-boras-2025-08.zip`."""
    return f"mallar-{slug(kommun)}-{slug(period)}.zip"


def template_zip(store: Store | None, kommun: str, period: str) -> Iterator[bytes]:
    """The zip, a part a workbook: `Kommunstyrelsen 2025-08.xlsx`. The same content gives the same bytes.

    Its rows are those of the nämnd's newest report, else of the code lists; its figures are for the nämnd to
    fill in. Raises ValueError, in Swedish, for a kommun or period that is not known, before the first part.
    """
    if (when := _PERIOD.fullmatch(period)) is None:
        raise ValueError(f"Perioden ska skrivas ÅÅÅÅ-MM, till exempel 2024-08. Där står ”{period}”.")
    namnder = _namnder(kommun, int(when[1]))
    if not namnder:
        known = ", ".join(k.code for k in codes.kommuner())
        raise ValueError(f"Inga nämnder är kända för kommunen {kommun}. Kända kommuner: {known}.")
    return _parts(store, namnder, period)


def _namnder(kommun: str, year: int) -> list[Namnd]:
    """The kommun's nämnder that year, without bolag and other posts."""
    found = (n for n in codes.namnder(kommun) if n.kind == "namnd")
    return [n for n in found if int(n.valid_from or 0) <= year <= int(n.valid_to or 9999)]


def _parts(store: Store | None, namnder: list[Namnd], period: str) -> Iterator[bytes]:
    sink = _Sink()
    with ZipFile(sink, "w", ZIP_STORED) as archive:  # type: ignore[call-overload]
        for namnd in namnder:
            archive.writestr(ZipInfo(_file_name(namnd, period), _TIME), _workbook(store, namnd, period))
            yield sink.taken()
    yield sink.taken()


def _workbook(store: Store | None, namnd: Namnd, period: str) -> bytes:
    content = template_content(store, namnd.kommun, namnd.code, period)
    content.values.clear()
    content.uppdrag.clear()
    return workbook_bytes(content)


def _file_name(namnd: Namnd, period: str) -> str:
    return f"{_REFUSED.sub('-', namnd.name).strip(' .')} {period}.xlsx"


class _Sink(io.RawIOBase):
    """What a zip is written to: gives what has come since last time."""

    def __init__(self) -> None:
        self._held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self._held += data
        return len(data)

    def taken(self) -> bytes:
        held, self._held = bytes(self._held), bytearray()
        return held
