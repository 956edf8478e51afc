"""The first sheet of an annotated workbook: what the colours mean, what was lost, all findings with links."""

from __future__ import annotations

from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.hyperlink import Hyperlink

import swedish
from exports._annotate_marks import KINDS
from exports._annotate_text import put, sheet_title
from store.workbook_layout import FINDINGS_MARK

_LINKS = 5
_MOST_ROWS = 5000
_LINE_HEIGHT = 15
_WIDTHS = (20, 90, *[18] * _LINKS, 12)
_COUNTS = ("Tal i filen", "Lästa värden", "Summor till kontroll", "Inte lästa")
_FONT = "Calibri"
_HEAD = Font(name=_FONT, bold=True, color="FFFFFFFF")
_BOLD = Font(name=_FONT, bold=True)
_HEAD_FILL = PatternFill("solid", fgColor="FF1F4E79")
_TOP = Alignment(wrap_text=True, vertical="top")
_LINK = Font(name=_FONT, color="FF0563C1", underline="single")
_LINE = Border(bottom=Side("thin", color="FFBFBFBF"))


def write_first(book: Any, given: dict[str, Any], notes: list[str], names: dict[str, str]) -> None:
    """Add the sheet and put it first."""
    _First(book, given, names).write(notes)


class _First:
    """The sheet being written, top down."""

    def __init__(self, book: Any, given: dict[str, Any], names: dict[str, str]) -> None:
        self._given, self._names = given, names
        self.sheet = book.create_sheet(sheet_title("Fynd", book.sheetnames), 0)
        for other in book.worksheets:
            other.sheet_view.tabSelected = other is self.sheet
        book.active = 0
        self.row = 1

    def write(self, notes: list[str]) -> None:
        for nr, width in enumerate(_WIDTHS):
            self.sheet.column_dimensions["ABCDEFGHIJ"[nr]].width = width
        self._line(f"Fynd i {self._given['file']}", Font(name=_FONT, bold=True, size=14))
        self._line(FINDINGS_MARK, Font(name=_FONT, italic=True, color="FF595959"))
        self._counts()
        self._legend()
        self._notes(notes)
        self._findings()
        self.sheet.page_setup.orientation = "landscape"
        self.sheet.page_setup.fitToHeight = 0
        self.sheet.sheet_properties.pageSetUpPr.fitToPage = True

    def _line(self, text: str, font: Font | None = None, col: int = 1) -> Any:
        cell = self.sheet.cell(self.row, col)
        put(cell, text)
        if font:
            cell.font = font
        self.row += 1
        return cell

    def _pair(self, left: str, right: str) -> Any:
        """A row of two cells; the left one."""
        cell, beside = self.sheet.cell(self.row, 1), self.sheet.cell(self.row, 2)
        put(cell, left)
        put(beside, right)
        cell.alignment = beside.alignment = _TOP
        lines = 1 + max((len(left) - 1) // _WIDTHS[0], (len(right) - 1) // _WIDTHS[1], 0)
        self.sheet.row_dimensions[self.row].height = _LINE_HEIGHT * min(lines, 20)
        self.row += 1
        return cell

    def _counts(self) -> None:
        self.row += 1
        for word, count in zip(_COUNTS, self._given["counts"], strict=True):
            self._pair(word, swedish.number(count))

    def _legend(self) -> None:
        self.row += 1
        self._line("Färgerna", _BOLD)
        for colour, name, meaning in KINDS.values():
            self._pair(name, meaning).fill = PatternFill("solid", fgColor=colour)

    def _notes(self, notes: list[str]) -> None:
        self.row += 1
        self._line("Om den här arbetsboken", _BOLD)
        for note in notes:
            self._pair("", note)

    def _findings(self) -> None:
        self.row += 1
        rows = self._given["findings"]
        self._line(f"Fynden ({swedish.number(len(rows))})", _BOLD)
        if not rows:
            self._line("Inga fynd.")
            return
        self._headings()
        for finding in rows[:_MOST_ROWS]:
            self._finding(finding)
        if len(rows) > _MOST_ROWS:
            self._line(f"Och {swedish.number(len(rows) - _MOST_ROWS)} till, som inte får plats här.")

    def _headings(self) -> None:
        texts = ("Slag", "Vad det är och vad du gör", "Cell", *["Cell"] * (_LINKS - 1), "Fler celler")
        for col, text in enumerate(texts, 1):
            cell = self.sheet.cell(self.row, col)
            put(cell, text)
            cell.font, cell.fill = _HEAD, _HEAD_FILL
        self.row += 1

    def _finding(self, finding: dict[str, Any]) -> None:
        kind = self._pair(finding["word"], finding["text"])
        line = self.row - 1
        if finding["kind"]:
            kind.fill = PatternFill("solid", fgColor=KINDS[finding["kind"]][0])
        for col, place in enumerate(finding["cells"][:_LINKS], 3):
            self._link(self.sheet.cell(line, col), place)
        if (rest := len(finding["cells"]) - _LINKS) > 0:
            put(self.sheet.cell(line, 3 + _LINKS), f"och {swedish.number(rest)} till")
        for col in range(1, 4 + _LINKS):
            self.sheet.cell(line, col).border, self.sheet.cell(line, col).alignment = _LINE, _TOP

    def _link(self, cell: Any, place: str) -> None:
        """A cell's place, which leads there when it is in the workbook."""
        put(cell, place)
        sheet, _, name = place.rpartition("!")
        if sheet in self._names:
            quoted = self._names[sheet].replace("'", "''")
            location = f"'{quoted}'!{name.partition('#')[0]}"
            cell.hyperlink = Hyperlink(
                ref=cell.coordinate, location=location, tooltip=f"Gå till {place}"[:250]
            )
            cell.font = _LINK
