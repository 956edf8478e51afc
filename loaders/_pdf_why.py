"""Why a page has no text that can be read: codes of `_notes.NOTES`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pypdfium2.raw as pdfium

_DEPTH = 3
_MOST = 2000  # objects that are looked at
REFUSED = {
    "inskannad_sida": "inskannad",
    "ritad_sida": "pdf_ritad",
    "trasig_sida": "pdf_trasig",
    "full_sida": "pdf_full_sida",
}
"""What the whole file is refused for, when no page of it has text: the first that a page has goes first."""


def textless(page: Any) -> str:
    """The note for a page without text; '' when nothing stands on it."""
    kinds = set(_kinds(_of_page(page), _DEPTH))
    if not kinds:
        return "trasig_sida" if pdfium.FPDFPage_CountObjects(page) > 0 else ""
    return "inskannad_sida" if pdfium.FPDF_PAGEOBJ_IMAGE in kinds else "ritad_sida"


def refusal(notes: Iterable[str]) -> str:
    """Why a file without any text is refused."""
    found = set(notes)
    return next((code for note, code in REFUSED.items() if note in found), "inga_blad")


def _of_page(page: Any) -> Iterator[Any]:
    count = min(pdfium.FPDFPage_CountObjects(page), _MOST)
    return (pdfium.FPDFPage_GetObject(page, i) for i in range(count))


def _kinds(objects: Iterable[Any], depth: int) -> Iterator[int]:
    """Kinds of what is drawn; a form holds objects of its own, and one that holds only itself holds none."""
    for item in objects:
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind != pdfium.FPDF_PAGEOBJ_FORM:
            yield kind
        elif depth:
            inside = range(min(max(pdfium.FPDFFormObj_CountObjects(item), 0), _MOST))
            yield from _kinds((pdfium.FPDFFormObj_GetObject(item, i) for i in inside), depth - 1)
