"""The same small workbook in each kind of file, and the cells that it must be read as."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from xml.sax.saxutils import quoteattr

import xlwt
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from loaders.grid import Cell, Sheet
from tests.loaders.grid import biff12

DAY = dt.date(2024, 8, 31)


@dataclass(frozen=True)
class Put:
    """What is written in a cell."""

    row: int
    col: int
    value: str | float | bool | dt.date
    code: str = "General"
    bold: bool = False
    indent: int = 0


PUTS = (
    Put(1, 1, "Delårsrapport augusti 2024 å, ä, ö – ”tkr”", bold=True),
    Put(2, 2, "Period", bold=True),
    Put(3, 1, "Verksamhet"), Put(3, 2, "Utfall"), Put(3, 3, "Andel"), Put(3, 4, "Per"),
    Put(4, 1, "Äldreomsorg", bold=True), Put(4, 2, -340.5, "#,##0.0"), Put(4, 3, 0.026, "0.0%"),
    Put(4, 4, DAY, "yyyy-mm-dd"),
    Put(5, 1, "Hemtjänst", indent=1), Put(5, 2, 0.1 + 0.2), Put(5, 3, 1.0, "0%"), Put(5, 4, True),
    Put(6, 1, "Särskilt boende", indent=2), Put(6, 2, -15779123, "#,##0,"), Put(6, 3, 78.5),
    Put(6, 4, "0007"),
    Put(7, 1, "   Summa"), Put(7, 2, 252900, "#,##0"), Put(7, 3, 1234567.89, "#,##0.00"), Put(7, 4, 7),
)  # fmt: skip
MERGED = (2, 2, 2, 3)
HIDDEN_ROW, HIDDEN_COL, LEVELS = 6, 4, {5: 1, 6: 1}

_TEXTS = {
    (4, 2): ("-340,5", "-340.5"), (4, 3): ("2,6%", "2.6"), (5, 2): ("0,3", "0.3"), (5, 3): ("100%", "100"),
    (6, 2): ("-15\u00a0779", "-15779.123"), (6, 3): ("78,5", "78.5"), (7, 2): ("252\u00a0900", "252900"),
    (7, 3): ("1\u00a0234\u00a0567,89", "1234567.89"), (7, 4): ("7", "7"),
}  # fmt: skip


def expected() -> tuple[Sheet, Sheet]:
    """The sheet of figures, and the hidden one."""
    cells = {(p.row, p.col): _cell(p) for p in PUTS}
    hidden = {"hidden_rows": frozenset([HIDDEN_ROW]), "hidden_cols": frozenset([HIDDEN_COL])}
    lists = {(1, 1): Cell(1, 1, "Kommunstyrelsen")}
    return Sheet("Utfall", cells, (MERGED,), **hidden), Sheet("Listor", lists, hidden=True)


def _cell(p: Put) -> Cell:
    text, number = _TEXTS.get((p.row, p.col), (str(p.value), None))
    return Cell(
        p.row, p.col, "SANT" if p.value is True else text,
        None if number is None else Decimal(number), p.value if isinstance(p.value, dt.date) else None,
        p.code, p.bold, p.indent or len(text) - len(text.lstrip()),
        percent="%" in p.code, outline=LEVELS.get(p.row, 0),
    )  # fmt: skip


def xlsx() -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "Utfall"
    for p in PUTS:
        cell = sheet.cell(p.row, p.col, p.value)
        cell.number_format, cell.font, cell.alignment = p.code, Font(bold=p.bold), Alignment(indent=p.indent)
    sheet.merge_cells(start_row=2, start_column=2, end_row=2, end_column=3)
    sheet.row_dimensions[HIDDEN_ROW].hidden = sheet.column_dimensions["D"].hidden = True
    for row, level in LEVELS.items():
        sheet.row_dimensions[row].outlineLevel = level
    lists = book.create_sheet("Listor")
    lists["A1"], lists.sheet_state = "Kommunstyrelsen", "hidden"
    return saved(book)


def saved(book: Workbook | xlwt.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def xls() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Utfall")
    for p in PUTS:
        look = f"font: bold {'on' if p.bold else 'off'}; align: indent {p.indent}"
        sheet.write(p.row - 1, p.col - 1, p.value, xlwt.easyxf(look, p.code))
    sheet.merge(1, 1, 1, 2)
    sheet.row(HIDDEN_ROW - 1).hidden = sheet.col(HIDDEN_COL - 1).hidden = True
    for row, level in LEVELS.items():
        sheet.row(row - 1).level = level
    lists = book.add_sheet("Listor")
    lists.write(0, 0, "Kommunstyrelsen")
    lists.visibility = 1
    return saved(book)


def xlsb() -> bytes:
    looks = list(dict.fromkeys((p.code, p.bold, p.indent) for p in PUTS))
    texts = [p.value for p in PUTS if isinstance(p.value, str)]
    rows = [biff12.Row(n, {}, n == HIDDEN_ROW, LEVELS.get(n, 0)) for n in range(1, 8)]
    for p in PUTS:
        rows[p.row - 1].cells[p.col] = (*_binary(p, texts), looks.index((p.code, p.bold, p.indent)))
    lists = biff12.Row(1, {1: (6, biff12.text("Kommunstyrelsen"), looks.index(("General", False, 0)))})
    sheets = [
        ("Utfall", biff12.sheet(rows, [MERGED], [HIDDEN_COL]), False),
        ("Listor", biff12.sheet([lists]), True),
    ]
    return biff12.workbook(sheets, looks, texts)


def _binary(p: Put, texts: list[str]) -> tuple[int, bytes]:
    if isinstance(p.value, str):
        return 7, texts.index(p.value).to_bytes(4, "little")
    if isinstance(p.value, bool):
        return 4, b"\1"
    if isinstance(p.value, dt.date):
        return 5, biff12.real((p.value - dt.date(1899, 12, 30)).days)
    if p.value == 78.5:
        return 2, biff12.whole(7850, hundredths=True)
    return (2, biff12.whole(p.value)) if isinstance(p.value, int) else (5, biff12.real(p.value))


def ods() -> bytes:
    looks = list(dict.fromkeys((p.code, p.bold, p.indent) for p in PUTS))
    rows = "".join(_ods_row(number, looks) for number in range(1, 8))
    hidden = (
        '<table:table-column table:number-columns-repeated="3"/>'
        '<table:table-column table:visibility="collapse"/>'
    )
    lists = _ods_cell(Put(1, 1, "Kommunstyrelsen"), looks)
    tables = (
        f'<table:table table:name="Utfall">{hidden}{rows}</table:table>'
        f'<table:table table:name="Listor" table:style-name="dold"><table:table-row>{lists}</table:table-row>'
        "</table:table>"
    )
    return ods_file(tables, "".join(_ods_style(i, *look) for i, look in enumerate(looks)))


_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for name, long in {
        "office": "office", "table": "table", "text": "text", "style": "style", "number": "datastyle",
        "fo": "xsl-fo-compatible",
    }.items()
)  # fmt: skip


def ods_file(tables: str, styles: str = "", **parts: str) -> bytes:
    hidden = (
        '<style:style style:name="dold" style:family="table">'
        '<style:table-properties table:display="false"/></style:style>'
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {_SPACES}><office:automatic-styles>{hidden}{styles}'
        f"</office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    manifest = (
        f'<manifest:manifest xmlns:manifest="{space}">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    return biff12.zipped(
        {"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content, **parts}
    )


def _ods_style(number: int, code: str, bold: bool, indent: int) -> str:
    numbers = '<number:number number:decimal-places="{}" number:min-integer-digits="1" {}/>'
    grouped = 'number:grouping="true"' if "#,##0" in code else ""
    factor = ' number:display-factor="1000"' if code.endswith(",") else ""
    digits = numbers.format(len(code.rstrip("%,").partition(".")[2]), grouped + factor)
    kind = "percentage" if "%" in code else "number"
    form = "" if code in ("General", "yyyy-mm-dd") else (
        f'<number:{kind}-style style:name="N{number}">{digits}</number:{kind}-style>'
    )  # fmt: skip
    return (
        f'{form}<style:style style:name="ce{number}" style:family="table-cell" '
        f'style:data-style-name="N{number}">'
        f'<style:text-properties fo:font-weight="{"bold" if bold else "normal"}"/>'
        f'<style:paragraph-properties fo:margin-left="{indent * 10}pt"/></style:style>'
    )


def _ods_row(number: int, looks: list[tuple[str, bool, int]]) -> str:
    found = {p.col: p for p in PUTS if p.row == number}
    cells = "".join(
        _ods_cell(found[c], looks) if c in found else "<table:table-cell/>" for c in range(1, max(found) + 1)
    )
    unseen = ' table:visibility="collapse"' if number == HIDDEN_ROW else ""
    row = f"<table:table-row{unseen}>{cells}</table:table-row>"
    return f"<table:table-row-group>{row}</table:table-row-group>" if number in LEVELS else row


def _ods_cell(p: Put, looks: list[tuple[str, bool, int]]) -> str:
    style = looks.index((p.code, p.bold, p.indent))
    span = ' table:number-columns-spanned="2"' if (p.row, p.col) == MERGED[:2] else ""
    text = str(p.value)
    kept = f'<text:s text:c="{len(text) - len(text.lstrip())}"/>{text.lstrip()}' if text[0] == " " else text
    return (
        f'<table:table-cell table:style-name="ce{style}"{span} {_ods_value(p)}><text:p>{kept}</text:p>'
        "</table:table-cell>"
    )


def _ods_value(p: Put) -> str:
    if isinstance(p.value, str):
        return 'office:value-type="string"'
    if isinstance(p.value, bool):
        return 'office:value-type="boolean" office:boolean-value="true"'
    if isinstance(p.value, dt.date):
        return f'office:value-type="date" office:date-value="{p.value}"'
    kind = "percentage" if "%" in p.code else "float"
    return f'office:value-type="{kind}" office:value={quoteattr(repr(p.value))}'


FORMATS: dict[str, Callable[[], bytes]] = {"xlsx": xlsx, "xlsm": xlsx, "xls": xls, "xlsb": xlsb, "ods": ods}
