"""Opens the workbook to annotate, colours and comments its cells, and gives its bytes. Writes no file."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
from openpyxl.comments import Comment
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

from exports._annotate_first import write_first
from exports._annotate_lost import lost
from exports._annotate_marks import KINDS
from exports._annotate_text import clean, put, sheet_title
from exports._annotate_values import Values, saved_values, with_values
from store.workbook_layout import COMMENT_MARK

AUTHOR = "Utfall"
MOST_COMMENTS = 5000
"""A comment is heavy in Excel: beyond so many, the cells are coloured only. Findings come first."""
_WIDEST = 60
_LARGEST_AREA = 100_000
_OLD = "Kommentaren som fanns:"
_BUILT = "Filen är ingen Excel-arbetsbok (.xlsx). Den här är byggd av filens celler, så som de lästes."
_REBUILT = "Arbetsboken kunde inte öppnas med sitt utseende. Den här är byggd av cellerna, så som de lästes."


@dataclass(frozen=True, slots=True)
class Opened:
    """A workbook to annotate, what to tell of it, and the values that its formulas had."""

    book: Any
    notes: list[str]
    values: Values = field(default_factory=dict)


def written(grid: Any, given: dict[str, Any]) -> bytes:
    """The annotated workbook; one that openpyxl can open but not write is built of its cells instead."""
    try:
        return bytes_of(opened(grid, given), given)
    except MemoryError:
        raise
    except Exception:
        return bytes_of(Opened(_built(grid), [_REBUILT]), given)


def opened(grid: Any, given: dict[str, Any]) -> Opened:
    """The workbook as it looks where that can be, else built of its cells; and what was lost."""
    suffix = given["file"].lower().rpartition(".")[2]
    if suffix not in ("xlsx", "xlsm"):
        return Opened(_built(grid), [_BUILT])
    try:
        book = _loaded(given)
        if not {sheet.name for sheet in grid.sheets if sheet.cells} <= set(book.sheetnames):
            return Opened(_built(grid), [_REBUILT])
        gone = lost(given["data"], book, macros=given["macros"])
        return Opened(book, gone, saved_values(given["data"], book))
    except MemoryError:
        raise
    except Exception:  # whatever openpyxl makes of a strange workbook, the findings are given back
        return Opened(_built(grid), [_REBUILT])


def _loaded(given: dict[str, Any]) -> Any:
    """The workbook; what the library warns that it leaves out is told on the first sheet instead."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        stream = io.BytesIO(given["data"])
        return openpyxl.load_workbook(stream, keep_vba=given["macros"], rich_text=True)


def _built(grid: Any) -> Any:
    """A workbook with the cells as they were read, one sheet a sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for sheet in grid.sheets:
        made = book.create_sheet(sheet_title(sheet.name, book.sheetnames))
        for (row, col), cell in sheet.cells.items():
            put(made.cell(row, col), cell.text)
            made.cell(row, col).font = Font(name="Calibri", bold=cell.bold)
        _widths(made)
        made.page_setup.fitToHeight = 0
        made.sheet_properties.pageSetUpPr.fitToPage = True
    if not book.sheetnames:
        book.create_sheet("Blad1")
    return book


def _widths(sheet: Any) -> None:
    for column in sheet.iter_cols():
        longest = max((len(str(c.value)) for c in column if c.value is not None), default=0)
        sheet.column_dimensions[get_column_letter(column[0].column)].width = min(max(longest, 8) + 2, _WIDEST)


def bytes_of(found: Opened, given: dict[str, Any]) -> bytes:
    """The workbook with its marks and its first sheet, as a file's bytes."""
    book, notes = found.book, found.notes
    names = _names(book, given)
    left = _mark_all(book, given, names)
    if left:
        notes = [*notes, f"{left} celler är bara färgade: fler kommentarer än så blir för tungt för Excel."]
    write_first(book, given, notes, names)
    book.calculation.fullCalcOnLoad = True
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED, allowZip64=True) as archive:
        _Writer(book, archive, found.values).write_data()
    return target.getvalue()


def _names(book: Any, given: dict[str, Any]) -> dict[str, str]:
    """The name of a read sheet -> its name in the workbook, which may have had to be another."""
    there = {n.casefold(): n for n in book.sheetnames}
    wanted = [*given["marks"], *(c.rpartition("!")[0] for f in given["findings"] for c in f["cells"])]
    found = {n: there.get(n.casefold()) or there.get(sheet_title(n, []).casefold()) for n in wanted}
    return {name: title for name, title in found.items() if title}


def _mark_all(book: Any, given: dict[str, Any], names: dict[str, str]) -> int:
    """Colour every cell; comment as many as there is room for. How many got no comment."""
    order, count = list(KINDS), 0
    corners = {name: _corners(book[title]) for name, title in names.items() if title in _grids(book)}
    fills = {kind: PatternFill("solid", fgColor=colour) for kind, (colour, _, _) in KINDS.items()}
    for kind, sheet, cell, texts in sorted(_cells(given), key=lambda m: order.index(m[0])):
        if sheet not in corners:
            continue
        target = book[names[sheet]][corners[sheet].get(cell, cell)]
        target.fill = fills[kind]
        count += 1
        if count <= MOST_COMMENTS:
            _comment(target, texts)
    return max(0, count - MOST_COMMENTS)


def _cells(given: dict[str, Any]) -> Iterator[tuple[str, str, str, list[str]]]:
    for sheet, cells in given["marks"].items():
        yield from ((kind, sheet, cell, texts) for cell, (kind, texts) in cells.items())


def _grids(book: Any) -> set[str]:
    """The names of the sheets that have cells: a sheet may also be nothing but a chart."""
    return {sheet.title for sheet in book.worksheets}


def _corners(sheet: Any) -> dict[str, str]:
    """A cell inside a merged area -> the corner, which holds its text, colour and comment."""
    return {
        f"{get_column_letter(col)}{row}": area.start_cell.coordinate
        for area in sheet.merged_cells.ranges
        for row, col in area.cells
        if area.size["rows"] * area.size["columns"] <= _LARGEST_AREA
    }


def _comment(cell: Any, texts: list[str]) -> None:
    """Our words after those that were there."""
    old = cell.comment.text if cell.comment else ""
    said = "\n\n".join([f"{_OLD}\n{old}"] * bool(old) + [f"{COMMENT_MARK}\n" + "\n\n".join(texts)])
    said = clean(said)
    lines = sum(1 + len(line) // 48 for line in said.split("\n"))
    cell.comment = Comment(said, AUTHOR, height=min(30 + 16 * lines, 420), width=330)


class _Writer(ExcelWriter):  # type: ignore[misc]
    """As openpyxl's, but without the file on disk that it writes each sheet to, and with formulas' values."""

    def __init__(self, book: Any, archive: ZipFile, values: Values) -> None:
        super().__init__(book, archive)
        self._values = values

    def write_worksheet(self, ws: Any) -> None:
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
        out = io.BytesIO()
        writer = WorksheetWriter(ws, out=out)
        writer.write()
        ws._rels = writer._rels
        sheet = with_values(out.getvalue(), self._values.get(ws.title, {}))
        self._archive.writestr(ws.path[1:], sheet)
        self.manifest.append(ws)
