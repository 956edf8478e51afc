"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePath

from loaders._unreadable import Unreadable

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KNOWN = (
    (b"%PDF-", "en PDF"),
    (b"{\\rtf", "ett RTF-dokument"),
    (b"\x89PNG", "en bild"),
    (b"\xff\xd8\xff", "en bild"),
    (b"GIF8", "en bild"),
    (b"\x1f\x8b", "en packad fil"),
    (b"7z\xbc\xaf", "en packad fil"),
    (b"Rar!", "en packad fil"),
    (b"MZ", "ett program"),
    (b"\x7fELF", "ett program"),
    (b"<html", "en webbsida"),
    (b"<!doctype html", "en webbsida"),
    (b"SQLite format 3", "en databas"),
)
_INSIDE = (
    ("xl/workbook.bin", "en binär Excel-arbetsbok (.xlsb)"),
    ("xl/", "en Excel-arbetsbok"),
    ("word/", "ett Word-dokument"),
    ("ppt/", "en PowerPoint-presentation"),
    ("visio/", "en Visio-ritning"),
    ("content.xml", "ett OpenDocument-dokument"),
)
_OLDER = "ett äldre Office-dokument"
_STREAMS = (
    ("Workbook", "en äldre Excel-arbetsbok (.xls)"),
    ("WordDocument", "ett äldre Word-dokument (.doc)"),
    ("PowerPoint Document", "en äldre PowerPoint-presentation (.ppt)"),
)
_XLSX = "en Excel-arbetsbok"
_OWN = {
    ".pdf": "en PDF",
    ".docx": "ett Word-dokument",
    ".docm": "ett Word-dokument",
    ".xlsx": _XLSX,
    ".xlsm": _XLSX,
    ".xlsb": _INSIDE[0][1],
    ".xls": _STREAMS[0][1],
    ".ods": "ett OpenDocument-dokument",
}
"""What `_content` must say of a file with this suffix; of any other text it must say nothing."""
_WEB = (".html", ".htm")
"""A page need not begin as one: Excel and other systems write only the table."""
_OLD_WORD = (".doc", ".rtf", ".odt", ".dot")
_EXPORTED = {_XLSX: ".xlsx", "en webbsida": ".html", "": ".csv"}
"""What other programs save under the name .xls, and Excel opens: the suffix that it should have had."""


def check(data: bytes, file: str, known: tuple[str, ...]) -> str:
    """The suffix whose reader the bytes fit. Raises Unreadable when name and content disagree."""
    if not data.strip(b" \t\r\n\xef\xbb\xbf\x00"):
        raise Unreadable("tom_fil", file)
    suffix = PurePath(file).suffix.lower()
    if suffix in _OLD_WORD:
        raise Unreadable("aldre_dokument", file)
    if suffix not in known:
        read = f"{', '.join(known[:-1])} och {known[-1]}"
        raise Unreadable("okand_typ", file, found=suffix or "namnet saknar ändelse", read=read)
    found = _content(data)
    if suffix == ".xls" and (meant := _EXPORTED.get(found)) in known and not data.startswith(b"PK\x05"):
        return str(meant)
    if suffix in _WEB and found == "en webbsida":
        return suffix
    if found != _OWN.get(suffix, ""):
        raise _disagreeing(data, file, suffix, found)
    return suffix


def _disagreeing(data: bytes, file: str, suffix: str, found: str) -> Unreadable:
    if suffix in _OWN and data.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in data:
        return Unreadable("losenord", file)
    if suffix in _OWN and data.startswith(b"PK") and not found:
        return Unreadable("trasig_fil", file)
    return Unreadable("fel_innehall", file, suffix=suffix, found=found or "något annat")


def has_macros(data: bytes) -> bool:
    """Does a workbook of any kind have macros, which nobody runs here?"""
    if data.startswith(_OLE):
        return "_VBA_PROJECT".encode("utf-16-le") in data
    return data.startswith(b"PK") and b"vbaProject.bin" in data


def _content(data: bytes) -> str:
    """A Swedish name for a known binary kind, '' for text or anything unknown."""
    if data.startswith(_OLE):
        return next((name for stream, name in _STREAMS if stream.encode("utf-16-le") in data), _OLDER)
    if data.startswith(b"PK"):
        return _zip_content(data)
    beginning = data[:200].lstrip()
    return next((name for start, name in _KNOWN if beginning.lower().startswith(start.lower())), "")


def _zip_content(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return ""
    for start, kind in _INSIDE:
        if any(n.startswith(start) for n in names):
            return kind
    return "ett zip-arkiv"
