"""Excel workbooks (.xlsx, .xlsm): what each cell shows, with its format; formulas are never calculated.

The parts are read here and not by a library: one pass over a sheet gives the values together with what tells
them apart (formats, formulas, errors, levels). A second reader for the values alone would only cost time.
"""

from __future__ import annotations

from typing import Any

from loaders import _flat_xlsx, _xlsx_sheet, _xlsx_styles, _zipcheck
from loaders._ooxml import Package, child, children, flag
from loaders._shown import exact as exact
from loaders._unreadable import Refused
from loaders._xlsx_sheet import Book
from loaders.grid import Area, Sheet

_ID = "}id"


def read(data: bytes) -> list[Sheet]:
    """The sheets in the workbook's order; charts and empty sheets are left out."""
    large = _flat_xlsx.read(data)
    if not large:
        _zipcheck.check(data)
    package = Package(data)
    main = package.main()
    root, related = package.root(main), package.related(main)
    listed = _sheets(root)
    small = any(s.get("name") not in large for s in listed)
    book = _book(package, root, related) if small else Book([], [], False)
    parts = {key: part for key, kind, part in related if kind == "worksheet"}
    found = [
        large.get(s.get("name", "")) or _sheet(package, parts[key], s, book)
        for s in listed
        if (key := _key(s)) in parts
    ]
    if not any(s.cells for s in found):
        raise Refused("inga_blad")
    return [s for s in found if s.cells]


def _sheets(root: Any) -> list[Any]:
    return children(child(root, "sheets"), "sheet")


def _key(sheet: Any) -> str:
    """The id that ties a sheet to its part."""
    return next((value for name, value in sheet.items() if name.endswith(_ID)), "")


def _book(package: Package, root: Any, related: list[tuple[str, str, str]]) -> Book:
    parts = {kind: part for _, kind, part in related}
    properties, calculation = child(root, "workbookPr"), child(root, "calcPr")
    texts = package.elements(parts.get("sharedStrings", ""), ("si",))
    return Book(
        [_xlsx_sheet.text_of(si) for si in texts] if "sharedStrings" in parts else [],
        _xlsx_styles.looks(package, parts["styles"]) if "styles" in parts else [],
        properties is not None and flag(properties, "date1904"),
        calculation is not None and flag(calculation, "fullCalcOnLoad"),
    )


def _sheet(package: Package, part: str, listed: Any, book: Book) -> Sheet:
    found = _xlsx_sheet.read(package, part, book)
    related = package.related(part)
    return Sheet(
        name=listed.get("name", ""),
        cells=found.cells,
        merged=tuple(found.merged),
        hidden=listed.get("state", "visible") != "visible",
        hidden_rows=frozenset(found.hidden_rows),
        hidden_cols=frozenset(found.hidden_cols),
        areas=tuple(_tables(package, related)),
        comments=tuple(sorted(_comments(package, related).items())),
    )


def _tables(package: Package, related: list[tuple[str, str, str]]) -> list[Area]:
    """Where the sheet's Excel tables lie."""
    roots = [package.root(part) for _, kind, part in related if kind == "table"]
    areas = [_xlsx_sheet.area(root.get("ref", "")) for root in roots if root is not None]
    return sorted(a for a in areas if a)


def _comments(package: Package, related: list[tuple[str, str, str]]) -> dict[str, str]:
    """Cell name -> what its comment says. A thread stands as a comment too, for programs without threads."""
    roots = [package.root(part) for _, kind, part in related if kind == "comments"]
    found = [c for root in roots if root is not None for c in root.iter("{*}comment")]
    return {c.get("ref", ""): " ".join("".join(c.itertext()).split()) for c in found}
