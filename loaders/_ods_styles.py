"""The styles of an OpenDocument workbook: number format (as Excel would write it), bold and indent."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from loaders._ooxml import children, local
from loaders._shown import PLAIN, Look

_INDENT_PT = 10
"""One step of indentation."""
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75}
_LENGTH = re.compile(r"([\d.]+)(pt|in|cm|mm|px)$")
_DEPTH = 20


class Styles:
    """Looks by the name of a style; the styles may be in two parts of the file."""

    def __init__(self, roots: Iterable[Any]) -> None:
        self.cells: dict[str, Any] = {}
        self.formats: dict[str, str] = {}
        self.hidden_tables: set[str] = set()
        self.known: dict[str, Look] = {"": PLAIN}
        for root in roots:
            for element in root:
                self._element(element)

    def look(self, name: str) -> Look:
        if name not in self.known:
            self.known[name] = self._look(name)
        return self.known[name]

    def _element(self, element: Any) -> None:
        name, family = attribute(element, "name"), attribute(element, "family")
        if local(element) == "style" and family == "table-cell":
            self.cells[name] = element
        elif local(element) == "style" and family == "table":
            if any(attribute(p, "display") == "false" for p in children(element, "table-properties")):
                self.hidden_tables.add(name)
        elif local(element) in ("number-style", "percentage-style", "currency-style"):
            self.formats[name] = _code(element)

    def _look(self, name: str) -> Look:
        """What a style does not say, the style that it builds on does."""
        code, weight, margin = "", "", ""
        for _ in range(_DEPTH):
            if (style := self.cells.get(name)) is None:
                break
            code = code or self.formats.get(attribute(style, "data-style-name"), "")
            weight = weight or _property(style, "text-properties", "font-weight")
            margin = margin or _property(style, "paragraph-properties", "margin-left")
            name = attribute(style, "parent-style-name")
        return Look(code or "General", weight in ("bold", "600", "700", "800", "900"), _steps(margin))


def attribute(element: Any, name: str) -> str:
    """An attribute by its name without namespace; '' when it is missing."""
    return next((v for k, v in element.items() if k.rpartition("}")[2] == name), "")


def _property(style: Any, group: str, name: str) -> str:
    return next((attribute(p, name) for p in children(style, group)), "")


def _steps(margin: str) -> int:
    match = _LENGTH.match(margin)
    return round(float(match[1]) * _POINTS[match[2]] / _INDENT_PT) if match else 0


def _code(style: Any) -> str:
    """`#,##0.0,` or `0%`: decimals, groups, thousands left out, percent. No decimals told: what there is."""
    percent = "%" if local(style) == "percentage-style" else ""
    number = next(iter(children(style, "number")), None)
    decimals = attribute(number, "decimal-places") if number is not None else ""
    if number is None or not decimals:
        return f"0{percent}" if percent else "General"
    whole = "#,##0" if attribute(number, "grouping") == "true" else "0"
    factor = attribute(number, "display-factor") or "1"
    cut = "," * round((len(factor.partition(".")[0]) - 1) / 3)
    return whole + ("." + "0" * int(decimals) if int(decimals) else "") + cut + percent
