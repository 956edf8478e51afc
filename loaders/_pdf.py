"""PDF: a sheet a page, `Sida 3`, or `Sida 3–4` where a table goes on over the page break.

Where figures stand in columns they are cells of a table, found by where they stand on the page; titles, notes
and running text stand in column A, in the order they are read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from loaders import _encoding, _pdf_cut
from loaders._flow import Flow
from loaders._pdf_chapters import name_chapters
from loaders._pdf_glyphs import MOST_CHARACTERS, read_page
from loaders._pdf_leaves import Leaf, connected
from loaders._pdf_page import Text, blocks_of
from loaders._pdf_table import Place, Table, standing_under
from loaders._pdf_why import refusal, textless
from loaders._pdf_words import around
from loaders._unreadable import Refused
from loaders.grid import Cell, Sheet

MOST_PAGES = 250
_MOST_POINTS = 20_000
_BOLD = 600
_PAGE_NUMBER = re.compile(r"\d{1,4}")


def read(data: bytes) -> list[Sheet]:
    """One sheet a page. Raises Refused: locked, broken, too many pages, or pictures of text only."""
    document = _opened(data)
    if len(document) > MOST_PAGES:
        raise Refused("for_manga_sidor", found=str(len(document)), limit=str(MOST_PAGES))
    leaves = [_leaf(document, i) for i in range(len(document))]
    if not any(leaf.blocks for leaf in leaves):
        raise Refused(refusal(note for leaf in leaves for note in leaf.notes))
    _numbered(leaves)
    name_chapters(leaves)
    sheets = [_sheet(leaf) for leaf in connected(leaves)]
    _encoding.limit(sum(len(s.cells) for s in sheets))
    return sheets


def _opened(data: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        locked = locked or "password" in str(error).lower()
        raise Refused("pdf_losenord" if locked else "pdf_trasig") from error


def _leaf(document: Any, index: int) -> Leaf:
    """A page that cannot be read, or has more on it than a page of a report, is told and not read: half a
    page could end in half a number.
    """
    try:
        page = document[index]
        if max(page.get_size()) > _MOST_POINTS:
            raise Refused("pdf_sida_for_stor", found=f"Sida {index + 1}")
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return Leaf(index + 1, index + 1, [], notes=("trasig_sida",))
    if pdfium.FPDFText_CountChars(text) > MOST_CHARACTERS:
        return Leaf(index + 1, index + 1, [], notes=("full_sida",))
    found = Leaf(index + 1, index + 1, blocks_of(read_page(page, text)))
    found.bold = {
        (index + 1, p.index) for p in _labels(found) if pdfium.FPDFText_GetFontWeight(text, p.index) >= _BOLD
    }
    if _pdf_cut.mark(b for b in found.blocks if isinstance(b, Table)):
        found.notes = (_pdf_cut.NOTE,)
    if not found.blocks and (note := textless(page)):
        found.notes = (note,)
    text.close()
    page.close()
    return found


def _labels(leaf: Leaf) -> list[Place]:
    rows = [r for b in leaf.blocks if isinstance(b, Table) for r in b.rows[b.headings :]]
    return [row[0] for row in rows if 0 in row]


def _numbered(leaves: Sequence[Leaf]) -> None:
    """A number alone at the top or foot of a page that follows the pages is a page number, and is no figure:
    the text says so.
    """
    lone = [(leaf.number, text) for leaf in leaves for text in _lone(leaf)]
    steps = [int(text.place.text) - number for number, text in lone]
    for (number, text), step in zip(lone, steps, strict=True):
        if steps.count(step) > 1 or (len(leaves) == 1 and step == 0):
            text.place.text = f"Sida {number + step}"


def _lone(leaf: Leaf) -> list[Text]:
    edges = [leaf.blocks[0], leaf.blocks[-1]] if leaf.blocks else []
    texts = [b for b in edges if isinstance(b, Text)]
    return [t for t in texts if _PAGE_NUMBER.fullmatch(t.place.text)]


def _sheet(leaf: Leaf) -> Sheet:
    flow = Flow()
    above: Table | None = None
    for block in leaf.blocks:
        if isinstance(block, Text):
            flow.line(block.place.text, box=_box(block.place))
            continue
        columns = list(range(len(block.columns) + 1))
        if above and not block.headings:
            columns = standing_under(above, block)
        if columns:
            rows = [{columns[k] + 1: _cell(place, leaf) for k, place in row.items()} for row in block.rows]
            flow.table(rows, [(r, a + 1, r, b + 1) for r, a, b in block.merged])
            above = block if block.headings or not above else above
        else:
            _told_as_text(block, flow)
    pages = f"{leaf.number}" if leaf.last == leaf.number else f"{leaf.number}–{leaf.last}"
    return flow.sheet(f"Sida {pages}", leaf.notes, leaf.chapters)


def _told_as_text(table: Table, flow: Flow) -> None:
    """Without headings, and with columns that are not those above: no heading of the page is about it."""
    for row in table.rows:
        places = [row[k] for k in sorted(row)]
        whole = Place("", around(p.box for p in places), 0, page=places[0].page)
        flow.line(" ".join(p.text for p in places), box=_box(whole))


def _cell(place: Place, leaf: Leaf) -> Cell:
    bold = (place.page or leaf.number, place.index) in leaf.bold
    return Cell(0, 0, place.text, bold=bold, indent=place.indent, box=_box(place))


def _box(place: Place) -> str:
    page = f" {place.page}" if place.page else ""
    return " ".join(f"{x:.1f}" for x in place.box) + page
