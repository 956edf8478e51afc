"""Any file as cells: `read_grid` gives the sheets of a workbook, a CSV or a text, each cell with its place.

A further format is one line in READERS: its suffix, and the function `read(data: bytes) -> list[Sheet]`,
which may raise Refused. Readers run in a child process with limits on memory and time (`_sandbox`), so that a
hostile file cannot harm the server.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import importlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from loaders import _sandbox, _signature
from loaders._notes import notes_told
from loaders._unreadable import Unreadable
from settings import Settings
from store.records import Finding
from store.workbook_layout import COMMENT_MARK, FINDINGS_MARK

READERS = {
    ".xlsx": "loaders._xlsx:read",
    ".xlsm": "loaders._xlsx:read",
    ".xlsb": "loaders._xlsb:read",
    ".xls": "loaders._xls:read",
    ".ods": "loaders._ods:read",
    ".csv": "loaders._csv:read",
    ".tsv": "loaders._csv:read",
    ".txt": "loaders._text:read",
    ".pdf": "loaders._pdf:read",
    ".docx": "loaders._docx:read",
    ".docm": "loaders._docx:read",
    ".html": "loaders._html:read",
    ".htm": "loaders._html:read",
    ".se": "loaders._sie_sums:read",
    ".si": "loaders._sie_sums:read",
    ".sie": "loaders._sie_sums:read",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is not empty. `text` is what the file shows; a number typed as text has no `number`.

    `number` is in the shown unit: 0,026 shown as 2,6 % is 2.6 with `percent` set, and 78 512 345 shown in
    thousands through its number format is 78512.345.
    """

    row: int
    col: int
    text: str
    number: Decimal | None = None
    date: dt.date | None = None
    number_format: str = "General"
    bold: bool = False
    indent: int = 0
    error: str = ""
    formula_without_value: bool = False
    percent: bool = False
    box: str = ""  # where on a PDF page, as in store.records.Fact
    outline: int = 0  # level of its row in the sheet's outline: a part is deeper than what it is part of

    @property
    def name(self) -> str:
        """`B7`."""
        return cell_name(self.row, self.col)


Area = tuple[int, int, int, int]
"""first row, first column, last row, last column"""


@dataclass(frozen=True, slots=True)
class Sheet:
    """`kind` is 'grid', or 'text' where the columns of a line are unknown.

    `areas`: where the file itself says that a table lies (Excel's *Formatera som tabell*), headings included.
    `comments`: (cell name, text) of notes that are fastened to cells.
    """

    name: str
    cells: dict[tuple[int, int], Cell]
    merged: tuple[Area, ...] = ()
    hidden: bool = False
    kind: str = "grid"
    hidden_rows: frozenset[int] = frozenset()
    hidden_cols: frozenset[int] = frozenset()
    areas: tuple[Area, ...] = ()
    comments: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()  # codes of _notes.NOTES: what must be told of the sheet
    chapters: tuple[str, ...] = ()  # headings on earlier pages that it stands under; not kept when packed
    flat: Any = None  # a large flat table (loaders._flat_sums.Flat), whose cells are then only its first rows


@dataclass(frozen=True, slots=True)
class Grid:
    file: str
    sha256: str
    sheets: tuple[Sheet, ...]
    findings: tuple[Finding, ...] = ()


def read_grid(source: Path | bytes, name: str = "", *, settings: Settings) -> Grid:
    """The cells of a file (a path, or bytes with their file name). Raises Unreadable."""
    file, data, suffix, limits = prepared(source, name, settings)
    sheets = tuple(_unpack(s) for s in _sandbox.run(READERS[suffix], data, file, limits))
    return Grid(file, hashlib.sha256(data).hexdigest(), sheets, tuple(told(sheets, data)))


def prepared(source: Path | bytes, name: str, settings: Settings) -> tuple[str, bytes, str, _sandbox.Limits]:
    """(file name, bytes, suffix of the reader, limits) of a file that may be read. Raises Unreadable."""
    file = name or (source.name if isinstance(source, Path) else "filen")
    data = _bytes(source, file, settings)
    suffix = _signature.check(data, file, tuple(READERS))
    return file, data, suffix, _sandbox.Limits(settings.upload_memory_mb, settings.upload_seconds)


def cell_name(row: int, col: int) -> str:
    """(7, 2) -> `B7`."""
    letters = ""
    while col:
        col, rest = divmod(col - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def reader(path: str) -> Callable[[bytes], list[Sheet]]:
    """The function that READERS names; imported late, so that only the child process loads the libraries."""
    module, function = path.split(":")
    found: Callable[[bytes], list[Sheet]] = getattr(importlib.import_module(module), function)
    return lambda data: [_as_it_came(sheet) for sheet in found(data) if not _ours(sheet)]


def _ours(sheet: Sheet) -> bool:
    """The sheet of findings that the program itself put into a file (exports.annotate)."""
    cell = sheet.cells.get((2, 1))
    return cell is not None and cell.text == FINDINGS_MARK


def _as_it_came(sheet: Sheet) -> Sheet:
    """The sheet without the comments that the program wrote into it then."""
    kept = tuple(comment for comment in sheet.comments if not comment[1].startswith(COMMENT_MARK))
    return sheet if len(kept) == len(sheet.comments) else replace(sheet, comments=kept)


def _bytes(source: Path | bytes, file: str, settings: Settings) -> bytes:
    try:
        size = len(source) if isinstance(source, bytes) else source.stat().st_size
        if size > settings.upload_max_mb * 1_000_000:
            shown = f"{size / 1e6:.1f}".replace(".", ",")
            raise Unreadable("for_stor", file, size=shown, limit=settings.upload_max_mb)
        return source if isinstance(source, bytes) else source.read_bytes()
    except OSError as error:
        raise Unreadable("saknas", file) from error


def told(sheets: Sequence[Sheet], data: bytes) -> Iterable[Finding]:
    """What a reader of the file must know whatever its tables mean. `data`: the bytes of the file."""
    if _signature.has_macros(data):
        yield _MACROS
    for sheet in sheets:
        for severity, code, message, chosen in _TOLD:
            if places := _places(sheet, chosen):
                yield Finding(severity, code, message.format(_listed(places)), places)
        if places := tuple(f"{sheet.name}!{cell}" for cell, _ in sheet.comments):
            yield Finding("info", "kommentarer", _COMMENTS.format(_listed(places)), places)
    yield from notes_told((sheet.name, sheet.notes) for sheet in sheets)


def _hidden(sheet: Sheet, cell: Cell) -> bool:
    out_of_sight = sheet.hidden or cell.row in sheet.hidden_rows or cell.col in sheet.hidden_cols
    return out_of_sight and cell.number is not None


_MACROS = Finding(
    "info", "makron", "Arbetsboken har makron. De körs inte: det som läses är cellernas värden."
)
_COMMENTS = (
    "{} har en kommentar. Tal som bara står i kommentaren läses inte: skriv dem i en cell om de ska med."
)
_GARBLED = re.compile("\ufffd|Ã[¥¤¶…„–]")
"""å, ä and ö lost, or UTF-8 that some program took for CP1252."""

_Chosen = Callable[[Sheet, Cell], bool]
_TOLD: tuple[tuple[str, str, str, _Chosen], ...] = (
    (
        "error",
        "formel_utan_varde",
        "{} har en formel utan beräknat värde. Öppna filen i Excel, låt den räkna om och spara den igen.",
        lambda _, cell: cell.formula_without_value,
    ),
    (
        "error",
        "felvarde",
        "{} visar ett felvärde i stället för ett tal. Rätta formeln i Excel och spara filen igen.",
        lambda _, cell: bool(cell.error),
    ),
    (
        "warning",
        "tecken_forlorade",
        "{} har förvanskade tecken, troligen å, ä eller ö. Spara filen igen som CSV UTF-8.",
        lambda _, cell: _GARBLED.search(cell.text) is not None,
    ),
    (
        "info",
        "dolt_innehall",
        "{} är dold i arbetsboken men läses ändå.",
        _hidden,
    ),
)


def _places(sheet: Sheet, chosen: _Chosen) -> tuple[str, ...]:
    found = sorted((c.row, c.col) for c in sheet.cells.values() if chosen(sheet, c))
    return tuple(f"{sheet.name}!{cell_name(*place)}" for place in found)


def _listed(places: tuple[str, ...], most: int = 6) -> str:
    rest = f" och {len(places) - most} till" if len(places) > most else ""
    return ("Cell " if len(places) == 1 else "Cellerna ") + ", ".join(places[:most]) + rest


def pack(sheet: Sheet) -> list[Any]:
    """A sheet as plain JSON, on its way back from the child; never pickle: the sender read a foreign file.

    Many cells share a look, so each look is written once.
    """
    looks: dict[tuple[Any, ...], int] = {}
    cells = [
        [c.row, c.col, c.text, None if c.number is None else str(c.number), c.date and c.date.isoformat(),
         looks.setdefault(_look(c), len(looks))]
        for c in sheet.cells.values()
    ]  # fmt: skip
    hidden = [sheet.hidden, sorted(sheet.hidden_rows), sorted(sheet.hidden_cols)]
    return [sheet.name, cells, list(looks), sheet.merged, sheet.kind, hidden, sheet.areas, sheet.comments,
            sheet.notes]  # fmt: skip


def _look(c: Cell) -> tuple[Any, ...]:
    return (
        c.number_format, c.bold, c.indent, c.error, c.formula_without_value, c.percent, c.box, c.outline
    )  # fmt: skip


def _unpack(packed: list[Any]) -> Sheet:
    name, cells, looks, merged, kind, (hidden, rows, cols), areas, comments, notes = packed
    found = {
        (row, col): Cell(
            row, col, text,
            None if number is None else Decimal(number),
            None if date is None else dt.date.fromisoformat(date),
            *looks[look],
        )
        for row, col, text, number, date, look in cells
    }  # fmt: skip
    return Sheet(
        name, found, _areas(merged), hidden, kind, frozenset(rows), frozenset(cols), _areas(areas),
        tuple((cell, text) for cell, text in comments), tuple(notes),
    )  # fmt: skip


def _areas(packed: list[list[int]]) -> tuple[Area, ...]:
    return tuple((a[0], a[1], a[2], a[3]) for a in packed)
