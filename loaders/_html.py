"""Web pages and what is pasted from Excel, Word, Google Sheets or a page: a sheet a table, `Tabell 2`.

Only the text itself is read: nothing is fetched, no script runs, and what the page hides is left out.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Any

import lxml.html

from loaders import _encoding
from loaders._flow import Tables
from loaders._html_table import bold, hidden, lines_of, read_table
from loaders._unreadable import Refused
from loaders.grid import Sheet

_DEPTH = 100
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.IGNORECASE)
_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)
_HEADING = re.compile(r"h([1-6])")
_LATIN = ("iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii")
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary details ul".split()
)


def read(data: bytes) -> list[Sheet]:
    """Raises Refused for what is not text, or has neither text nor tables."""
    text = _DECLARED.sub("", _decoded(data)).replace("\0", "")
    try:
        page = lxml.html.document_fromstring(text, parser=lxml.html.HTMLParser(no_network=True))
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError, ValueError) as error:
        raise Refused("inga_blad") from error
    found = Tables()
    body = page.find("body")
    _walk(page if body is None else body, found, _DEPTH)
    sheets = found.sheets()
    if not sheets:
        raise Refused("inga_blad")
    _encoding.limit(sum(len(s.cells) for s in sheets))
    return sheets


def _decoded(data: bytes) -> str:
    """By its byte order mark, by what the page says of itself, or as any other text."""
    named = None if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else _CHARSET.search(data[:4096])
    name = named[1].decode("ascii").lower() if named else ""
    if name and not data.startswith(codecs.BOM_UTF8):
        try:
            text = data.decode("cp1252" if name in _LATIN else name)
        except (LookupError, UnicodeDecodeError):
            text = ""
        if text:
            return text
    return _encoding.decode(data)


def _walk(element: Any, found: Tables, depth: int) -> None:
    """The blocks of a page in order; text between blocks is a line of its own."""
    inline: list[Any] = []
    for part in _parts(element):
        if not isinstance(part, str) and (part.tag == "table" or _holds_blocks(part)):
            _say(found, inline)
            inline = []
            _block(part, found, depth)
        else:
            inline.append(part)
    _say(found, inline)


def _parts(element: Any) -> Iterator[Any]:
    """Text and elements inside, in order."""
    if element.text:
        yield element.text
    for child in element:
        if isinstance(child.tag, str) and not hidden(child):
            yield child
        if child.tail:
            yield child.tail


def _holds_blocks(element: Any) -> bool:
    return element.tag in _BLOCKS or any(e.tag in _BLOCKS or e.tag == "table" for e in element.iter())


def _block(element: Any, found: Tables, depth: int) -> None:
    if element.tag == "table":
        rows, merged, inside = read_table(element)
        for caption in element.iterchildren("caption"):
            _say(found, [caption])
        if rows:
            found.table(rows, merged)
        for nested in inside if depth else ():
            _block(nested, found, depth - 1)
    elif heading := _HEADING.fullmatch(element.tag):
        _say(found, list(_parts(element)), int(heading[1]))
    elif depth:
        _walk(element, found, depth - 1)


def _say(found: Tables, parts: list[Any], level: int = 0) -> None:
    for text in lines_of(parts):
        if text.strip():
            found.line(text.strip(), bold=all(not isinstance(p, str) and bold(p) for p in parts), level=level)
