"""A workbook with a large flat table: its columns are read at once, and never become cells.

Whether a sheet is one is told by its first rows, before the rest is unpacked.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

import fastexcel
import pyarrow as pa
from lxml import etree

from loaders import _flat_zip, _zipcheck
from loaders._flat import HEAD_ROWS, Head, doubled, find_head
from loaders._flat_sums import Flat
from loaders._ooxml import Package, child, children, local
from loaders._unreadable import Refused
from loaders.grid import Cell, Sheet

LARGE = 8_000_000
"""Bytes of a sheet's XML: some 15 000 rows of twelve columns. Smaller sheets are read cell by cell."""
_BEGINNING = 200_000
_SAFE: dict[str, Any] = {"resolve_entities": False, "no_network": True, "huge_tree": False}
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    ValueError,
    OSError,
    etree.LxmlError,
)


def read(data: bytes) -> dict[str, Sheet]:
    """Name -> sheet of each large flat table in the workbook. Raises Refused."""
    try:
        found = _found(data)
    except _FAULTS:  # the ordinary reader says what is wrong
        return {}
    if not found:
        return {}
    _flat_zip.check(data)
    sheets = {name: _sheet(data, name, head, cells) for name, head, cells in found}
    if not all(sheets.values()):
        raise Refused("for_manga_celler", found="för många", limit=str(_zipcheck.MOST_CELLS))
    return {name: sheet for name, sheet in sheets.items() if sheet}


_Found = tuple[str, Head, dict[tuple[int, int], Cell]]


def _found(data: bytes) -> list[_Found]:
    """(sheet name, its header, its first cells) of each large sheet; [] when one of them is no flat table."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if max((e.file_size for e in archive.infolist() if _is_sheet(e.filename)), default=0) < LARGE:
            return []
    package = Package(data)
    large = [(n, part) for n, part in _parts(package) if package.archive.getinfo(part).file_size >= LARGE]
    beginnings = [(name, _beginning(package, part)) for name, part in large]
    for _, cells in beginnings:
        if twice := doubled(_rows(cells)):
            raise Refused("dubbla_rubriker", found=twice)
    heads = [(name, find_head(_rows(cells)), cells) for name, cells in beginnings]
    return [(n, h, c) for n, h, c in heads if h] if all(h for _, h, _ in heads) else []


def _is_sheet(name: str) -> bool:
    return name.lower().startswith("xl/worksheets/") and name.lower().endswith(".xml")


def _parts(package: Package) -> Iterator[tuple[str, str]]:
    """(name, part) of each worksheet."""
    main = package.main()
    parts = {key: part for key, kind, part in package.related(main) if kind == "worksheet"}
    for sheet in children(child(package.root(main), "sheets"), "sheet"):
        key = next((v for n, v in sheet.items() if n.endswith("}id")), "")
        if part := package.names.get(parts.get(key, "").lower()):
            yield sheet.get("name", ""), part


def _beginning(package: Package, part: str) -> dict[tuple[int, int], Cell]:
    """The texts of the first rows."""
    strings = _strings(package)
    cells = (c for c in _elements(package, part, "c") if c.get("r"))
    found: dict[tuple[int, int], Cell] = {}
    for element in cells:
        row, col = _flat_zip.place(element.get("r"))
        if row > HEAD_ROWS:
            break
        if text := _text(element, strings).strip():
            found[row, col] = Cell(row, col, text)
    return found


def _elements(package: Package, part: str, name: str) -> Iterator[Any]:
    """The elements of that name in the beginning of a part."""
    parser = etree.XMLPullParser(events=("end",), **_SAFE)
    with package.archive.open(part) as stream:
        parser.feed(stream.read(_BEGINNING))
    for _, element in parser.read_events():
        if local(element) == name:
            yield element


def _strings(package: Package) -> list[str]:
    part = package.names.get("xl/sharedstrings.xml")
    return ["".join(si.itertext()) for si in _elements(package, part, "si")] if part else []


def _text(element: Any, strings: list[str]) -> str:
    inside = "".join(element.itertext())
    if element.get("t") != "s":
        return inside
    return strings[int(inside)] if inside.isdigit() and int(inside) < len(strings) else ""


def _rows(cells: dict[tuple[int, int], Cell]) -> list[tuple[int, dict[int, str]]]:
    rows: dict[int, dict[int, str]] = {}
    for (row, col), cell in sorted(cells.items()):
        rows.setdefault(row, {})[col] = cell.text
    return list(rows.items())


def _sheet(data: bytes, name: str, head: Head, cells: dict[tuple[int, int], Cell]) -> Sheet | None:
    """The sheet with its columns; None when the reader sees other columns than the header row has."""
    loaded = fastexcel.read_excel(data).load_sheet(
        name, header_row=head.row - 1, schema_sample_rows=None, dtype_coercion="coerce"
    )
    table, errors = loaded.to_arrow_with_errors()
    first = _first_column(table.schema.names, head)
    if not first or not table.num_rows:
        return None
    columns = {first + i: table.column(i) for i in range(table.num_columns) if first + i in head.headings}
    rows = pa.array(range(head.row + 1, head.row + 1 + table.num_rows), pa.int32())
    above = {place: cell for place, cell in cells.items() if place[0] <= head.row}
    places = [e.offset_position for e in errors.errors] if errors else []
    wrong = tuple((head.row + 1 + row, first + col) for row, col in places)
    return Sheet(name, above, kind="flat", flat=Flat(head, columns, rows, wrong, kept=loaded))


def _first_column(names: list[str], head: Head) -> int:
    """The number of the first column that was read, found by where the headings stand; 0 when they do not."""
    for first in range(1, min(head.headings) + 1):
        at = {col - first: text for col, text in head.headings.items()}
        if all(i < len(names) and _same(names[i], text) for i, text in at.items()):
            return first
    return 0


def _same(name: str, text: str) -> bool:
    """A heading that stands twice has got a number."""
    return name.strip() == text or (name.startswith(text) and name[len(text) :].lstrip("_").isdigit())
