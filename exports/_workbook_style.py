"""The formats of the program's own workbook; one format object for each look, as the file format wants it."""

from __future__ import annotations

from functools import cache
from typing import Any

_DARK, _LINE, _INPUT, _PALE = "#1F4E79", "#BFC7D1", "#FFF8E1", "#EEF2F7"


class Styles:
    """The formats of one workbook."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self.title = self._add(bold=True, font_size=16, font_color=_DARK)
        self.marker = self._add(font_size=8, font_color="#6B7280")
        self.help = self._add(italic=True, font_color="#374151")
        self.label = self._add(bold=True)
        self.fact = self._add(bold=True, font_color=_DARK)
        self.choice = self._add(bold=True, bg_color=_INPUT, border=1, border_color=_LINE, locked=False)
        self.group = self._add(bold=True, font_color="#FFFFFF", bg_color=_DARK, align="center")
        heading = {
            "bold": True,
            "bg_color": "#D9E2EC",
            "bottom": 1,
            "bottom_color": _DARK,
            "text_wrap": True,
            "valign": "bottom",
        }
        # of labels, of numbers, of texts beside numbers
        self.headings = (
            self._add(**heading),
            self._add(**heading, align="right"),
            self._add(**heading, indent=1),
        )
        self.text = self._add(
            bg_color=_INPUT,
            border=1,
            border_color=_LINE,
            locked=False,
            text_wrap=True,
            valign="top",
            num_format="@",
        )
        self.number = cache(self._number)
        self.label_of = cache(self._label_of)

    def _add(self, **properties: Any) -> Any:
        return self._book.add_format({"font_name": "Calibri", "font_size": 11} | properties)

    def _number(self, decimals: int, kind: str, locked: bool) -> Any:
        """The format of a number cell: open cells are pale yellow, worked-out ones grey, totals bold."""
        form = "#,##0" + ("." + "0" * decimals if decimals else "")
        look: dict[str, Any] = {
            "num_format": form,
            "align": "right",
            "border": 1,
            "border_color": _LINE,
            "locked": locked,
        }
        look["bg_color"] = _PALE if locked else _INPUT
        if kind in ("sum", "total"):
            look |= {"bold": True, "bg_color": _PALE}
        if kind == "total":
            look |= {"top": 2, "top_color": _DARK}
        return self._add(**look)

    def _label_of(self, kind: str, *, last: bool) -> Any:
        look: dict[str, Any] = {"bottom": 4, "bottom_color": _LINE}
        if kind == "sub" and last:
            look |= {"indent": 1, "font_color": "#374151"}
        if kind in ("sum", "total"):
            look |= {"bold": True, "bg_color": _PALE}
        if kind == "spare":
            look |= {"bg_color": _INPUT, "border": 1, "border_color": _LINE, "locked": False}
        return self._add(**look)
