"""The same pages as files: workbooks of three kinds, text with and without columns, and HTML."""

from __future__ import annotations

import html
import io
import zipfile
from decimal import Decimal

import xlwt
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from tests.corpus.model import Page, Spot, a1


def xlsx(pages: list[Page]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    formulas: dict[str, dict[str, Decimal]] = {}
    for at, page in enumerate(pages, 1):
        sheet = book.create_sheet(page.name)
        _fill(sheet, page)
        formulas[f"xl/worksheets/sheet{at}.xml"] = _calculated(page)
    stream = io.BytesIO()
    book.save(stream)
    return _with_values(stream.getvalue(), formulas)


def _fill(sheet: Worksheet, page: Page) -> None:
    for (row, col), spot in page.spots.items():
        target = sheet.cell(row, col, _value(spot))
        target.number_format = spot.fmt
        target.font = Font(bold=spot.bold)
        if spot.indent:
            target.alignment = Alignment(indent=spot.indent)
    for place, text in page.comments.items():
        sheet.cell(*place).comment = Comment(text, "Ekonom")
    for row, col, last_row, last_col in page.merged:
        sheet.merge_cells(start_row=row, start_column=col, end_row=last_row, end_column=last_col)
    _layout(sheet, page)


def _layout(sheet: Worksheet, page: Page) -> None:
    sheet.sheet_state = "hidden" if page.hidden else "visible"
    for col in page.hidden_cols:
        sheet.column_dimensions[a1(1, col)[:-1]].hidden = True
    for row in page.hidden_rows:
        sheet.row_dimensions[row].hidden = True
    for row, level in page.outline.items():
        sheet.row_dimensions[row].outlineLevel = level


def _value(spot: Spot) -> object:
    if spot.formula or spot.error:
        return spot.formula or spot.error
    if spot.date:
        return spot.date
    return spot.shown if spot.number is None else _number(spot.number)


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral() else float(value)


def _calculated(page: Page) -> dict[str, Decimal]:
    return {a1(*at): s.number for at, s in page.spots.items() if s.formula and s.number is not None}


def _with_values(data: bytes, formulas: dict[str, dict[str, Decimal]]) -> bytes:
    """With the values that Excel keeps beside the formulas; openpyxl writes none."""
    source = zipfile.ZipFile(io.BytesIO(data))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for item in source.infolist():
            text = source.read(item)
            for cell, value in formulas.get(item.filename, {}).items():
                head, tail = text.split(f'<c r="{cell}"'.encode(), 1)
                text = head + f'<c r="{cell}"'.encode() + _kept(tail, value)
            out.writestr(item.filename, text)
    return target.getvalue()


def _kept(tail: bytes, value: Decimal) -> bytes:
    for empty in (b"</f><v></v>", b"</f><v />", b"</f><v/>"):
        if empty in tail:
            return tail.replace(empty, f"</f><v>{_number(value)}</v>".encode(), 1)
    raise ValueError("a formula without a place for its value")


def xlsm(pages: list[Page]) -> bytes:
    """An .xlsx that says it is a workbook with macros, and has a (meaningless) project of them."""
    source = zipfile.ZipFile(io.BytesIO(xlsx(pages)))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for item in source.infolist():
            text = source.read(item)
            if item.filename == "[Content_Types].xml":
                text = text.replace(_PLAIN, _MACRO, 1).replace(b"<Default", _PROJECT + b"<Default", 1)
            out.writestr(item.filename, text)
        out.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 no macros")
    return target.getvalue()


_PLAIN = b"openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_MACRO = b"ms-excel.sheet.macroEnabled.main+xml"
_PROJECT = b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'


def xls(pages: list[Page]) -> bytes:
    book = xlwt.Workbook()
    for page in pages:
        sheet = book.add_sheet(page.name)
        for (row, col), spot in page.spots.items():
            style = xlwt.easyxf("font: bold on" if spot.bold else "", num_format_str=spot.fmt)
            value = _value(spot)
            sheet.write(row - 1, col - 1, value, style)
        for row, col, last_row, last_col in page.merged:
            sheet.merge(row - 1, last_row - 1, col - 1, last_col - 1)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def ods(pages: list[Page]) -> bytes:
    """The least that is an OpenDocument spreadsheet."""
    tables = "".join(_ods_table(p) for p in pages)
    content = f"{_ODS_HEAD}<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("mimetype", _ODS, zipfile.ZIP_STORED)
        out.writestr("content.xml", content + "</office:document-content>")
        out.writestr("META-INF/manifest.xml", _MANIFEST)
    return target.getvalue()


_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_NS = "urn:oasis:names:tc:opendocument:xmlns"
_ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.2" '
    f'xmlns:office="{_NS}:office:1.0" xmlns:table="{_NS}:table:1.0" xmlns:text="{_NS}:text:1.0">'
)
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    f'<manifest:manifest xmlns:manifest="{_NS}:manifest:1.0" manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)


def _ods_table(page: Page) -> str:
    last_row, last_col = page.size
    rows = ""
    for row in range(1, last_row + 1):
        cells = "".join(_ods_cell(page.spots.get((row, c))) for c in range(1, last_col + 1))
        rows += f"<table:table-row>{cells}</table:table-row>"
    return f'<table:table table:name="{html.escape(page.name)}">{rows}</table:table>'


def _ods_cell(spot: Spot | None) -> str:
    if spot is None:
        return "<table:table-cell/>"
    text = f"<text:p>{html.escape(spot.shown)}</text:p>"
    if spot.number is None:
        return f'<table:table-cell office:value-type="string">{text}</table:table-cell>'
    kind = "percentage" if spot.fmt.endswith("%") else "float"
    value = f'office:value-type="{kind}" office:value="{spot.number:f}"'
    return f"<table:table-cell {value}>{text}</table:table-cell>"


def fields(page: Page) -> list[list[str]]:
    """The texts of a page, row by row."""
    last_row, last_col = page.size
    return [[_text(page.spots.get((r, c))) for c in range(1, last_col + 1)] for r in range(1, last_row + 1)]


def _text(spot: Spot | None) -> str:
    if spot is None:
        return ""
    return spot.date.isoformat() if spot.date else " " * 3 * spot.indent + spot.shown


def csv(page: Page, separator: str = ";", encoding: str = "utf-8", end: str = "\r\n") -> bytes:
    rows = [separator.join(_quoted(t, separator) for t in row) for row in fields(page)]
    return (end.join(rows) + end).encode(encoding)


def _quoted(text: str, separator: str) -> str:
    return '"' + text.replace('"', '""') + '"' if separator in text or '"' in text else text


def tabs(page: Page, encoding: str = "utf-8") -> bytes:
    return ("\n".join("\t".join(row).rstrip("\t") for row in fields(page)) + "\n").encode(encoding)


def spaced(page: Page, wide: int = 34, each: int = 15) -> bytes:
    """Columns set with spaces, as text copied out of a PDF that keeps its layout."""
    rows = ["".join(t.ljust(wide) if not k else t.rjust(each) for k, t in enumerate(r)) for r in fields(page)]
    return ("\n".join(r.rstrip() for r in rows) + "\n").encode()


def single_spaced(page: Page) -> bytes:
    """A space between the cells, as text copied out of a PDF: where one number ends does not show."""
    return ("\n".join(" ".join(t for t in r if t) for r in fields(page)) + "\n").encode()


def webpage(page: Page, title: str = "Delårsrapport") -> bytes:
    """The lines above the table as headings, then a table with its merged cells."""
    top = min(r for r, c in page.spots if c > 1)
    heads = "".join(
        f"<h2>{html.escape(page.spots[r, 1].shown)}</h2>" for r in range(1, top) if (r, 1) in page.spots
    )
    rows = "".join(_html_row(page, r) for r in range(top, page.size[0] + 1))
    text = f"<html><head><meta charset='utf-8'><title>{title}</title></head><body>{heads}"
    return f"<!DOCTYPE html>{text}<table border='1'>{rows}</table></body></html>".encode()


def _html_row(page: Page, row: int) -> str:
    covered = {
        (r, c)
        for a, b, y, z in page.merged
        for r in range(a, y + 1)
        for c in range(b, z + 1)
        if (r, c) != (a, b)
    }
    wide = {(a, b): z - b + 1 for a, b, _, z in page.merged}
    cells = ""
    for col in range(1, page.size[1] + 1):
        if (row, col) not in covered:
            span = f" colspan='{wide[row, col]}'" if (row, col) in wide else ""
            cells += f"<td{span}>{html.escape(_text(page.spots.get((row, col))).strip())}</td>"
    return f"<tr>{cells}</tr>"
