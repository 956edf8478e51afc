"""How the cells of an Excel workbook look: number format, bold and indent of each style in styles.xml."""

from __future__ import annotations

from typing import Any

from loaders._ooxml import Package, child, children, flag
from loaders._shown import BUILT_IN, Look


def looks(package: Package, part: str) -> list[Look]:
    """One look for each style number that a cell can have."""
    root = package.root(part)
    formats = _formats(root)
    bold = [_bold(font) for font in children(child(root, "fonts"), "font")]
    return [_look(xf, formats, bold) for xf in children(child(root, "cellXfs"), "xf")]


def _formats(root: Any) -> dict[int, str]:
    own = children(child(root, "numFmts"), "numFmt")
    return BUILT_IN | {int(f.get("numFmtId")): f.get("formatCode", "General") for f in own}


def _bold(font: Any) -> bool:
    bold = child(font, "b")
    return bold is not None and (bold.get("val") is None or flag(bold, "val"))


def _look(xf: Any, formats: dict[int, str], bold: list[bool]) -> Look:
    font = int(xf.get("fontId", 0))
    alignment = child(xf, "alignment")
    return Look(
        formats.get(int(xf.get("numFmtId", 0)), "General"),
        font < len(bold) and bold[font],
        0 if alignment is None else int(alignment.get("indent", 0)),
    )
