"""What of a workbook's contents cannot be carried over when it is written anew, in words."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

_ALWAYS = (
    (r"xl/threadedComments/", "{} trådade kommentarer: de är kvar som vanliga kommentarer"),
    (r"xl/(slicers|timelines)/", "{} utsnitt eller tidslinjer"),
    (r"xl/(ctrlProps|activeX)/[^/]+\.xml$", "{} formulärkontroller"),
    (r"xl/embeddings/", "{} inbäddade objekt"),
    (r"xl/diagrams/data", "{} SmartArt-bilder"),
    (r"xl/queryTables/", "{} frågor till andra datakällor"),
)
_IN_SHEETS = (
    (rb"<x14:sparklineGroup[ >]", "{} grupper av miniatyrdiagram"),
    (rb"<x14:conditionalFormatting[ >]", "{} villkorade format av nyare slag"),
    (rb"<x14:dataValidation[ >]", "{} regler för inmatning av nyare slag"),
)
_SHAPE = rb"<(?:\w+:)?sp[ >]"
_PICTURE = rb"<(?:\w+:)?pic[ >]"
_FILLED = "Cellernas egen fyllning är utbytt mot färgerna ovan. Tal, formler, format och bredder är kvar."
_CHARTS = "Diagrammen är kvar, men kan se enklare ut än i originalet."
_RULES = "Villkorade format är kvar och kan dölja färgen i en cell. Kommentaren finns ändå."


def lost(data: bytes, book: Any, *, macros: bool) -> list[str]:
    """Sentences about what is not in the opened `book` although it was in the file."""
    with ZipFile(io.BytesIO(data)) as archive:
        gone = list(_gone(archive, book, macros))
    told = [_FILLED] + ([_CHARTS] if any(s._charts for s in book.worksheets) else [])
    told += [_RULES] if any(len(s.conditional_formatting) for s in book.worksheets) else []
    return [*told, *(f"Kunde inte föras över: {text}. Se originalet." for text in gone)]


def _gone(archive: ZipFile, book: Any, macros: bool) -> Iterator[str]:
    names = archive.namelist()
    for pattern, text in _ALWAYS:
        if count := sum(re.match(pattern, name) is not None for name in names):
            yield text.format(count)
    if "xl/vbaProject.bin" in names and not macros:
        yield "makron"
    yield from _fewer(archive, names, book)
    sheets = [archive.read(n) for n in names if re.match(r"xl/worksheets/[^/]+\.xml$", n)]
    for tag, text in _IN_SHEETS:
        if count := sum(len(re.findall(tag, sheet)) for sheet in sheets):
            yield text.format(count)


def _fewer(archive: ZipFile, names: list[str], book: Any) -> Iterator[str]:
    """Charts, pictures, shapes and pivot tables that the library did not take in."""
    drawings = [archive.read(n) for n in names if re.match(r"xl/drawings/drawing[^/]*\.xml$", n)]
    pictures, shapes = (sum(len(re.findall(tag, d)) for d in drawings) for tag in (_PICTURE, _SHAPE))
    charts = sum(re.match(r"xl/charts/chart\d*\.xml$", name) is not None for name in names)
    pivots = sum(name.startswith("xl/pivotTables/pivotTable") for name in names)
    sheets = [*book.worksheets, *book.chartsheets]
    held = [sum(len(getattr(s, part, ())) for s in sheets) for part in ("_charts", "_images", "_pivots")]
    there = (charts, pictures, pivots)
    for count, kept, word in zip(there, held, ("diagram", "bilder", "pivottabeller"), strict=True):
        if count > kept:
            yield f"{count - kept} {word}"
    if shapes:
        yield f"{shapes} former och textrutor"
