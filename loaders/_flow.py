"""A sheet of a document that flows: its lines in column A, its tables below, as they follow each other."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from loaders._numbers import prose_numbers
from loaders.grid import Area, Cell, Sheet

_NEAR = 4  # lines above a table that are sure to be seen as its titles
_TITLES = 3
_WORD = re.compile(r"[^\W\d_]{3,}")


class Flow:
    """Collects the cells of one sheet, from the first line to the last."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], Cell] = {}
        self.merged: list[Area] = []
        self.row = 0
        self._above: list[str] = []

    def line(self, text: str, *, bold: bool = False, box: str = "") -> None:
        """A line of text, a title or a note."""
        self.row += 1
        self.cells[(self.row, 1)] = Cell(self.row, 1, text, bold=bold, box=box)
        self._above.append(text)

    def table(self, rows: Sequence[Mapping[int, Cell]], merged: Sequence[Area] = ()) -> None:
        """A table: its cells by column from 1, whose own row numbers do not count; `merged` from row 0."""
        for title in self._far_titles():
            self.line(title)
        for first, left, last, right in merged:
            self.merged.append((self.row + 1 + first, left, self.row + 1 + last, right))
        for cells in rows:
            self.row += 1
            for col, cell in cells.items():
                self.cells[(self.row, col)] = _at(cell, self.row, col)
        self.row += 1
        self._above = []

    def _far_titles(self) -> list[str]:
        """Titles with running text between them and their table are said again right above it: a table below
        the heading of another nämnd must not be taken for the one before.
        """
        titles = [t for t in self._above[:-_NEAR] if _title(t)]
        return titles[-_TITLES:]

    def sheet(self, name: str, notes: tuple[str, ...] = (), chapters: tuple[str, ...] = ()) -> Sheet:
        return Sheet(name, self.cells, tuple(self.merged), notes=notes, chapters=chapters)


class Tables:
    """Collects a document that has no pages: a sheet for each table, `Tabell 2`, with the text above it."""

    def __init__(self) -> None:
        self.flows = [Flow()]
        self._full = False  # the last flow has its table
        self._headings: dict[int, str] = {}

    def line(self, text: str, *, bold: bool = False, level: int = 0) -> None:
        """`level`: 1 to 9 for a heading of the document's outline."""
        if level:
            self._headings = {k: t for k, t in self._headings.items() if k < level}
        self._open().line(text, bold=bold)
        if level:
            self._headings[level] = text

    def table(self, rows: Sequence[Mapping[int, Cell]], merged: Sequence[Area] = ()) -> None:
        self._open().table(rows, merged)
        self._full = True

    def _open(self) -> Flow:
        """The next table stands under the same headings as the one before, which are said again above it."""
        if self._full:
            self.flows.append(Flow())
            for _, text in sorted(self._headings.items()):
                if not prose_numbers(text):
                    self.flows[-1].line(text, bold=True)
            self._full = False
        return self.flows[-1]

    def sheets(self) -> list[Sheet]:
        whole = self.flows if self._full else self.flows[:-1]
        found = [flow.sheet(f"Tabell {k}") for k, flow in enumerate(whole, 1)]
        rest = [] if self._full else [self.flows[-1].sheet("Text")]
        return [sheet for sheet in (*found, *rest) if sheet.cells]


def _title(text: str) -> bool:
    words = text.split()
    short = 0 < len(words) <= 8 and text[0].isupper() and not text.endswith((".", ":", ",", ";", "-"))
    return short and bool(_WORD.search(text)) and not prose_numbers(text)


def _at(cell: Cell, row: int, col: int) -> Cell:
    return Cell(row, col, cell.text, cell.number, bold=cell.bold, indent=cell.indent, percent=cell.percent,
                box=cell.box)  # fmt: skip


def whole_text(parts: Sequence[str]) -> str:
    """The lines of a cell as one text; two figures under each other stay two."""
    texts = [" ".join(p.split(" ")).strip() for p in parts if p.strip()]
    figures = sum(t[-1].isdigit() or t[-1] == "%" for t in texts)
    return ("\n" if figures > 1 else " ").join(texts)


def with_note(text: str, mark: str) -> str:
    """`12 345` and the raised figure of a note behind it: the figure is left out; m² keeps its own."""
    behind = re.search(r"[^\W\d_]+$", text)
    if mark.strip() and behind and len(behind[0]) < 3 and mark.strip().isdigit():
        return text + mark.translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return text if text.strip() and re.fullmatch(r"[\s\d,;*)a-e]*", mark) else text + mark
