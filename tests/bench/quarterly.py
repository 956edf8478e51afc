"""Exempelstad's quarterly workbook as controllers make it: sheets, formats, formulas, merged headings."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell as place

from exports import _demo_money as money
from exports._demo_kommun import KOMMUN, NAMNDER, Namnd, Verksamhet

YEAR, MONTH = 2024, 8
SHEETS = 8
_POSTS = {"Intäkter": "intakter", "Kostnader": "kostnader"}
_KINDS = {
    "Personalkostnader": "personalkostnader",
    "Lokalkostnader": "lokalkostnader",
    "Köp av verksamhet": "kopt_verksamhet",
    "Övriga kostnader": "ovriga_kostnader",
}
_GRANTS = {"Kommunbidrag": "kommunbidrag", "Kommuninterna bidrag": "kommuninterna_bidrag"}
_WHEN: dict[int, tuple[str, tuple[Any, ...]]] = {
    1: ("Utfall", ("utfall", YEAR, MONTH)),
    2: ("Budget", ("budget", YEAR, MONTH)),
    4: ("Utfall fg år", ("utfall", YEAR - 1, MONTH)),
    5: ("Prognos", ("prognos", YEAR, 12, MONTH)),
    6: ("Fg prognos", ("prognos", YEAR, 12, MONTH - 4)),
    7: ("Budget", ("budget", YEAR, 12)),
    9: ("Bokslut fg år", ("utfall", YEAR - 1, 12)),
}
_DEVIATIONS = {3: (1, 2), 8: (5, 7)}
Amount = Callable[..., int]


def workbook() -> bytes:
    """The workbook, the same each time."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    styles = _styles(book)
    chosen = [n for n in NAMNDER if n.exists(YEAR)]
    _Sheet(book.add_worksheet("Nämnderna"), styles).summary(chosen)
    for n in sorted(chosen, key=lambda n: -len(n.verksamheter))[: SHEETS - 1]:
        _Sheet(book.add_worksheet(n.name[:31]), styles).namnd(n)
    book.close()
    return target.getvalue()


def _styles(book: Any) -> dict[str, Any]:
    amount = {"num_format": "#,##0"}
    return {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "head": book.add_format({"bold": True, "align": "center", "bottom": 1, "text_wrap": True}),
        "bold": book.add_format({"bold": True}),
        "part": book.add_format({"indent": 1}),
        "amount": book.add_format(amount),
        "sum": book.add_format({**amount, "bold": True, "top": 1}),
    }


class _Sheet:
    """Writes one sheet from the top."""

    def __init__(self, sheet: Any, styles: dict[str, Any]) -> None:
        self.sheet, self.styles, self.row = sheet, styles, 0
        sheet.set_column(0, 0, 34)

    def namnd(self, n: Namnd) -> None:
        self._titles(n.name, "Resultaträkning i sammandrag")
        self._head("Belopp i tkr")
        whole = _of(n)
        first = self.row
        for label, measure in {**_POSTS, **_GRANTS}.items():
            self._values(label, lambda *w, m=measure: whole(m, *w))
        self._sum("Resultat", [first + i for i in range(4)])
        self._titles("Kostnader efter slag")
        self._head("Belopp i tkr")
        first = self.row
        for label, measure in _KINDS.items():
            self._values(label, lambda *w, m=measure: whole(m, *w))
        self._sum("Summa kostnader", [first + i for i in range(4)])
        self._titles("Resultat per verksamhet")
        self._head("Verksamhet, belopp i tkr")
        for v in n.verksamheter:
            self._verksamhet(n, v)

    def _verksamhet(self, n: Namnd, v: Verksamhet) -> None:
        self._label(v.name, "bold")
        first = self.row
        for label, measure in _POSTS.items():
            self._values(label, lambda *w, m=measure: money.amount(n, v, m, *w), "part")
        self._sum("Nettokostnad", [first, first + 1], "part")

    def summary(self, namnder: Sequence[Namnd]) -> None:
        self._titles("Alla nämnder", "Nettokostnad per nämnd")
        self._head("Nettokostnad, belopp i tkr")
        rows = []
        for n in namnder:
            rows.append(self.row)
            self._values(n.name, lambda *w, n=n: sum(_of(n)(m, *w) for m in _POSTS.values()))
        self._sum("Summa", rows)
        self._titles("Resultat per nämnd")
        self._head("Resultat, belopp i tkr")
        for n in namnder:
            self._values(n.name, lambda *w, n=n: money.result(n, *w))

    def _titles(self, *texts: str) -> None:
        if self.row:
            self.row += 1
        else:
            texts = (f"{KOMMUN}s kommun", f"Delårsrapport augusti {YEAR}", *texts)
        for text in texts:
            self._label(text, "title")

    def _label(self, text: str, style: str | None = None) -> None:
        self.sheet.write_string(self.row, 0, text, self.styles.get(style))
        self.row += 1

    def _head(self, corner: str) -> None:
        for first, last, text in ((1, 4, f"Perioden januari–augusti {YEAR}"), (5, 9, f"Helår {YEAR}")):
            self.sheet.merge_range(self.row, first, self.row, last, text, self.styles["head"])
        texts = {0: corner, 3: "Avvikelse", 8: "Avvikelse"} | {c: text for c, (text, _) in _WHEN.items()}
        for col, text in texts.items():
            self.sheet.write_string(self.row + 1, col, text, self.styles["head"])
        self.row += 2
        self.known: dict[tuple[int, int], int] = {}

    def _values(self, label: str, amount: Amount, style: str | None = None) -> None:
        row = self.row
        self._label(label, style)
        for col, (_, when) in _WHEN.items():
            self.known[row, col] = amount(*when)
            self.sheet.write_number(row, col, self.known[row, col], self.styles["amount"])
        self._deviations(row, "amount")

    def _sum(self, label: str, rows: Sequence[int], style: str = "bold") -> None:
        row = self.row
        self._label(label, style)
        for col in _WHEN:
            self.known[row, col] = sum(self.known[r, col] for r in rows)
            formula = f"=SUM({place(rows[0], col)}:{place(rows[-1], col)})"
            self.sheet.write_formula(row, col, formula, self.styles["sum"], self.known[row, col])
        self._deviations(row, "sum")

    def _deviations(self, row: int, style: str) -> None:
        for col, (a, b) in _DEVIATIONS.items():
            value = self.known[row, a] - self.known[row, b]
            formula = f"={place(row, a)}-{place(row, b)}"
            self.sheet.write_formula(row, col, formula, self.styles[style], value)


def _of(n: Namnd) -> Amount:
    return lambda measure, *when: money.post(n, measure, *when)
