"""Files to upload: a good one, and one for each way in which a file can be wrong."""

from __future__ import annotations

import io
from collections.abc import Callable

from openpyxl import Workbook, load_workbook

from tests.fixtures import pasted
from tests.hostile import make

GOOD = next(shape for shape in pasted.SHAPES if shape.file == "resultat-sammanfogade-rubriker.xlsx")


def good() -> bytes:
    """Göteborg kommunstyrelsen's table of August 2024, as a controller pastes it."""
    return GOOD.build()


def _changed(change: Callable[[Workbook], None]) -> bytes:
    book = load_workbook(io.BytesIO(good()))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell_of(book: Workbook, text: str) -> tuple[int, int]:
    cells = (cell for row in book.active.iter_rows() for cell in row)
    return next((c.row, c.column) for c in cells if str(c.value).startswith(text))


def _contradiction(book: Workbook) -> None:
    row, column = _cell_of(book, "Intäkter")
    second = book.copy_worksheet(book.active)
    second.cell(row, column + 1).value += 5


def _unknown_namnd(book: Workbook) -> None:
    book.active.cell(*_cell_of(book, "Kommunstyrelsen")).value = "Månlandningsnämnden"


def _unknown_column(book: Workbook) -> None:
    row, column = _cell_of(book, "Intäkter")
    book.active.cell(row - 1, column + 9, "Magkänsla")
    book.active.cell(row, column + 9, 17.5)


def _formula(book: Workbook) -> None:
    row, column = _cell_of(book, "Intäkter")
    book.active.cell(row, column + 1).value = "=70+8.5"


def _error(book: Workbook) -> None:
    row, column = _cell_of(book, "Intäkter")
    cell = book.active.cell(row, column + 1)
    cell.value, cell.data_type = "#REF!", "e"


def _no_numbers() -> bytes:
    return make.workbook(lambda sheet: setattr(sheet["B1"], "value", "inget"))


# name -> (content, what the page must say)
UNREADABLE: dict[str, tuple[Callable[[], bytes], str]] = {
    "tom.xlsx": (lambda: b"", "är tom"),
    "egentligen-word.xlsx": (make.word_document, "ett Word-dokument"),
    "losenord.xlsx": (make.encrypted, "skyddad med lösenord"),
    "stor.xlsx": (lambda: b"PK" + bytes(50_000_000), "Gränsen är 40 MB"),
}
DOUBTFUL: dict[str, tuple[Callable[[], bytes], str]] = {
    "utan-tal.xlsx": (_no_numbers, "innehåller inga tal"),
    "motsagelse.xlsx": (lambda: _changed(_contradiction), "på ett annat"),
    "okand-namnd.xlsx": (lambda: _changed(_unknown_namnd), "Vilken nämnd är ”Månlandningsnämnden”"),
    "okand-kolumn.xlsx": (lambda: _changed(_unknown_column), "Kolumnen ”Magkänsla” är okänd"),
    "formel.xlsx": (lambda: _changed(_formula), "formel utan beräknat värde"),
    "ref-fel.xlsx": (lambda: _changed(_error), "visar ett felvärde"),
}
