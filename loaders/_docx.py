"""Word: a sheet a table, `Tabell 2`, with the paragraphs above the table as lines.

Only the document's own parts are read. Deleted text of tracked changes and hidden text are left out.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from loaders import _encoding, _zipcheck
from loaders._docx_table import read_table
from loaders._docx_text import W, attribute, children, is_bold, paragraph
from loaders._flow import Tables
from loaders._unreadable import Refused
from loaders.grid import Sheet

_DEPTH = 12
_MAIN = "word/document.xml"
_STYLE = re.compile(r"(?:heading|rubrik) ?([1-9])", re.IGNORECASE)
_HEADS = re.compile(r"word/(?:header|footer)\d*\.xml")


def read(data: bytes) -> list[Sheet]:
    """Raises Refused for a broken or hostile file."""
    _zipcheck.check(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        if _MAIN not in names:
            raise Refused("word_trasig")
        body = _parsed(archive.read(_MAIN)).find(f"{W}body")
        heads = [_parsed(archive.read(n)) for n in sorted(names) if _HEADS.fullmatch(n)]
    if body is None:
        raise Refused("word_trasig")
    found = Tables()
    for block in blocks(body):
        _add(found, block, _DEPTH)
    for text in dict.fromkeys(paragraph(p) for head in heads for p in head.iter(f"{W}p")):
        if text and not text.isdigit():
            found.line(text)
    sheets = found.sheets()
    if not sheets:
        raise Refused("inga_blad")
    _encoding.limit(sum(len(s.cells) for s in sheets))
    return sheets


def _parsed(xml: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise Refused("word_trasig") from error


def blocks(parent: Any) -> Iterator[Any]:
    """The paragraphs and tables of a part or a cell, also inside content controls and insertions."""
    return children(parent, ("p", "tbl"))


def _add(found: Tables, block: Any, depth: int) -> None:
    if block.tag == f"{W}tbl":
        rows, merged, inside = read_table(block)
        if rows:
            found.table(rows, merged)
    else:
        text = paragraph(block)
        inside = [t for box in block.iter(f"{W}txbxContent") if not _fallback(box) for t in blocks(box)]
        if text:
            found.line(text, bold=is_bold(block), level=_level(block))
    for nested in inside if depth else ():
        _add(found, nested, depth - 1)


def _level(block: Any) -> int:
    """1 for a paragraph in the style Heading 1 or Rubrik 1, 0 for running text."""
    style = _STYLE.fullmatch(attribute(block, "pPr/pStyle") or "")
    return int(style[1]) if style else 0


def _fallback(box: Any) -> bool:
    """The same text box again, for older programs."""
    return any(a.tag.endswith("}Fallback") for a in box.iterancestors())
