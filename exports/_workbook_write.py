"""Writes a workbook in the program's own layout: locked labels, open inputs, formulas with their values."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import xlsxwriter

from exports._workbook_content import Cell, Content, Line
from exports._workbook_lines import address, lines
from exports._workbook_style import Styles
from store.workbook_layout import Layout, Table, layout
from swedish import MONTHS

_NUMBER_WIDTH = 13
_WIDTHS = {
    "Post": 30, "Verksamhet": 32, "Nyckeltal": 40, "Timmar per månad": 40, "Ålder": 18, "Mått": 46,
    "Mätt till och med": 18, "Kommentar": 44, "Ärendenummer": 18, "Uppdrag": 80, "Beslut": 32,
    "Enhet": 10, "Status": 28, "Rubrik": 28, "Text": 110,
    "Återkommer": 24,
}  # fmt: skip
_SPREAD = {"Definition": 7}
"""A long text beside numbers takes several of their columns, so that it does not widen one of them."""
_MARK = 'ISNUMBER({0}),{0}="-",{0}=".",{0}=".."'
_NOT_A_NUMBER = (
    "Skriv ett tal, eller - (bortfall), . (ej tillämpligt) eller .. (sekretess). "
    "Lämna tomt om talet inte är känt."
)


def workbook_bytes(content: Content) -> bytes:
    """The workbook as a file's bytes; the same content gives the same bytes."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    book.set_properties({"title": content.title, "created": _fixed(content)})
    styles, plan = Styles(book), layout()
    for name in dict.fromkeys(t.sheet for t in plan.tables):
        _Sheet(book.add_worksheet(name), styles, plan, content).write(
            [t for t in plan.tables if t.sheet == name]
        )
    book.close()
    return target.getvalue()


def _fixed(content: Content) -> Any:
    import datetime as dt

    return dt.datetime(content.year, content.month, 1)


class _Sheet:
    """One sheet being written, top down. Rows and columns are counted from 1, as in a spreadsheet."""

    def __init__(self, sheet: Any, styles: Styles, plan: Layout, content: Content) -> None:
        self.sheet, self.styles, self.plan, self.content = sheet, styles, plan, content
        self.row = 1

    def write(self, tables: list[Table]) -> None:
        self._head(tables[0])
        for table in tables:
            self._table(table, freeze=table is tables[0])
        self._finish(tables)

    def _put(self, row: int, col: int, value: Any, style: Any) -> None:
        self.sheet.write(row - 1, col - 1, value, style)

    def _head(self, table: Table) -> None:
        self._put(1, 1, f"{table.sheet} · {self.content.title}", self.styles.title)
        self._put(2, 1, self.plan.marker, self.styles.marker)
        texts = [i for t in self.plan.tables if t.sheet == table.sheet for i in t.instructions]
        for i, text in enumerate(texts):
            self._put(3 + i, 1, text, self.styles.help)
        self.row = 3 + len(texts) + 1
        if table.key == "ekonomi":
            self._facts_of_the_report()

    def _facts_of_the_report(self) -> None:
        """Kommun, nämnd, period and unit: what the reader needs to know."""
        c = self.content
        for label, text in (
            ("Kommun", c.kommun),
            ("Nämnd", c.namnd),
            ("Period", c.period),
            ("Enhet", c.unit),
        ):
            self._put(self.row, 1, label, self.styles.label)
            self._put(self.row, 2, text, self.styles.choice if label == "Enhet" else self.styles.fact)
            self.row += 1
        message = {"error_title": "Enhet", "error_message": f"Välj {', '.join(self.plan.units)}."}
        self.sheet.data_validation(
            self.row - 2, 1, self.row - 2, 1, {"validate": "list", "source": list(self.plan.units)} | message
        )
        self.row += 1

    def _table(self, table: Table, *, freeze: bool) -> None:
        self._header(table)
        if freeze:
            self.sheet.freeze_panes(self.row - 1, len(table.keys) if table.columns else 0)
        made = lines(self.content, self.plan, table, self.row)
        for line in made:
            self._line(table, line)
        self._validate(table, self.row - len(made), self.row - 1)
        self.row += 1

    def _header(self, table: Table) -> None:
        columns = self.plan.columns_of(table, self.content.month)
        if columns:
            self._groups([self.content.group(c.group) for c in columns], len(table.keys) + 1)
            self.row += 1
        headings = self._headings(table)
        numbers = range(len(table.keys) + 1, len(headings) - len(table.texts) + 1)
        for col, text in enumerate(headings, 1):
            kind = 1 if table.columns and col in numbers else 2 if text in table.texts else 0
            self._spread(col, text, text, self.styles.headings[kind])
        self.row += 1

    def _spread(self, col: int, heading: str, text: str, style: Any) -> None:
        """Write a text, over several columns when its heading says so."""
        wide = _SPREAD.get(heading, 1)
        if wide > 1:
            self.sheet.merge_range(self.row - 1, col - 1, self.row - 1, col + wide - 2, text, style)
        else:
            self._put(self.row, col, text, style)

    def _groups(self, names: list[str], first: int) -> None:
        for col in range(1, first):
            self._put(self.row, col, "", self.styles.group)
        for name in dict.fromkeys(names):
            start = first + names.index(name)
            stop = start + names.count(name) - 1
            if start == stop:
                self._put(self.row, start, name, self.styles.group)
            else:
                self.sheet.merge_range(
                    self.row - 1, start - 1, self.row - 1, stop - 1, name, self.styles.group
                )

    def _line(self, table: Table, line: Line) -> None:
        for col, text in enumerate(line.labels, 1):
            last = col == len(line.labels)
            fixed = line.kind == "spare" and table.rows and last
            self._put(self.row, col, text, self.styles.label_of("post" if fixed else line.kind, last=last))
        headings = self._headings(table)
        for col, cell in enumerate(line.cells, len(line.labels) + 1):
            if headings[col - 1] in _SPREAD:
                self._spread(col, headings[col - 1], str(cell.value or ""), self.styles.text)
            else:
                self._cell(col, cell, line.kind, table)
        self.row += 1

    def _cell(self, col: int, cell: Cell, kind: str, table: Table) -> None:
        style = (
            self.styles.text
            if cell.text
            else self.styles.number(self._decimals(cell, table), kind, cell.locked)
        )
        if cell.formula:
            value = "" if cell.value is None else _plain(cell.value)
            self.sheet.write_formula(self.row - 1, col - 1, cell.formula, style, value)
        elif cell.value in (None, ""):
            self.sheet.write_blank(self.row - 1, col - 1, None, style)
        elif isinstance(cell.value, Decimal):
            self.sheet.write_number(self.row - 1, col - 1, _plain(cell.value), style)
        else:
            self.sheet.write_string(self.row - 1, col - 1, cell.value, style)

    def _decimals(self, cell: Cell, table: Table) -> int:
        """Amounts in mnkr need a decimal; the other units do not."""
        money = table.columns == "money"
        return max(cell.decimals, 1 if money and self.content.unit == "mnkr" else 0)

    def _validate(self, table: Table, first: int, last: int) -> None:
        keys = len(table.keys)
        count = 12 if table.columns == "months" else len(self.plan.columns_of(table, self.content.month))
        if count:
            cell = address(first, keys + 1)
            rule = {
                "validate": "custom",
                "value": f"=OR({_MARK.format(cell)})",
                "error_title": "Inte ett tal",
            }
            self.sheet.data_validation(
                first - 1, keys, last - 1, keys + count - 1, rule | {"error_message": _NOT_A_NUMBER}
            )
        choices = {"matt": (3, table.units), "uppdrag": (4, tuple(self.plan.statuses.values()))}
        if table.key in choices:
            col, source = choices[table.key]
            self.sheet.data_validation(
                first - 1, col - 1, last - 1, col - 1, {"validate": "list", "source": list(source)}
            )

    def _finish(self, tables: list[Table]) -> None:
        self._widths(tables)
        self.sheet.protect("", {"format_columns": True, "format_rows": True, "select_locked_cells": True})
        self.sheet.hide_gridlines(2)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(0.5, 0.5, 0.6, 0.6)
        self.sheet.set_footer(f"&L{self.content.kommun}, {self.content.title}&CBlad: &A&RSida &P av &N")

    def _widths(self, tables: list[Table]) -> None:
        widths: dict[int, int] = {}
        for table in tables:
            for col, name in enumerate(self._headings(table)):
                wanted = _NUMBER_WIDTH if name in _SPREAD else _WIDTHS.get(name, _NUMBER_WIDTH)
                widths[col] = max(wanted, widths.get(col, 0))
        for col, width in widths.items():
            self.sheet.set_column(col, col, width)

    def _headings(self, table: Table) -> list[str]:
        """The headings of the row above the numbers, in their order."""
        columns = self.plan.columns_of(table, self.content.month)
        months = [f"{m[:3]} {self.content.year}" for m in MONTHS] if table.columns == "months" else []
        return [*table.keys, *(c.heading for c in columns), *months, *table.texts]


def _plain(value: Decimal | str) -> float | int | str:
    """A spreadsheet stores binary floating point; fifteen digits come back as they were."""
    if isinstance(value, str):
        return value
    return int(value) if value == value.to_integral_value() else float(value)
