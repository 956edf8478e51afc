"""Two of Exempelstad's reports as someone pasted them: titles, merged headings, numbers as text, notes."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import xlsxwriter

from exports import _demo_money as money
from exports._demo_kommun import KOMMUN, Namnd
from swedish import MONTHS, number

PASTED = ("overformyndarnamnden", 2021, 8)
SUMMED = ("miljonamnden", 2022, 4)
_ROWS = {
    "Intäkter": "intakter",
    "Kostnader": "kostnader",
    "Kommunbidrag": "kommunbidrag",
    "Kommuninterna bidrag": "kommuninterna_bidrag",
}
Number = Callable[[str], int]


def is_messy(namnd: str, year: int, month: int) -> bool:
    return (namnd, year, month) in (PASTED, SUMMED)


def workbook(n: Namnd, year: int, month: int) -> bytes:
    """The report as pasted tables."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    book.set_properties({"created": dt.datetime(year, month, 1)})
    _result(book, n, year, month)
    if (n.code, year, month) == SUMMED:
        _parts(book, n, year, month)
    book.close()
    return target.getvalue()


def _result(book: Any, n: Namnd, year: int, month: int) -> None:
    """The resultatredovisning: two header rows, an empty column between period and year, a note below."""
    sheet, bold = book.add_worksheet("Resultat"), book.add_format({"bold": True})
    right = book.add_format({"align": "right"})
    sheet.set_column(0, 0, 30)
    for row, text in enumerate((n.name, f"{KOMMUN}s kommun", f"Delårsrapport {MONTHS[month - 1]} {year}")):
        sheet.write(row, 0, text, bold)
    sheet.write(4, 0, "Resultatredovisning, belopp i tkr")
    sheet.merge_range(5, 1, 5, 4, f"Perioden jan–{MONTHS[month - 1][:3]} {year}", bold)
    sheet.merge_range(5, 6, 5, 9, f"Helår {year}", bold)
    columns = _columns(n, year, month)
    for col, (heading, _) in columns.items():
        sheet.write(6, col, heading, bold)
    for row, (label, measure) in enumerate([*_ROWS.items(), ("Resultat", "resultat")], 7):
        sheet.write(row, 0, label, bold if measure == "resultat" else None)
        for col, (_, value) in columns.items():
            if value is not None:
                sheet.write_string(row, col, number(value(measure)), right)
    sheet.write(13, 0, "Avvikelse är utfall minus budget. Uppgifterna är hämtade ur ekonomisystemet.")


def _columns(n: Namnd, year: int, month: int) -> dict[int, tuple[str, Number | None]]:
    """Sheet column -> heading and what stands in it for a measure; None: nothing is known yet."""

    def at(*when: Any) -> Number:
        def value(measure: str) -> int:
            if measure == "resultat":
                return money.result(n, *when)
            return money.post(n, measure, *when)

        return value

    actual, plan = at("utfall", year, month), at("budget", year, month)
    before = at("prognos", year, 12, month - 4) if month > 4 else None
    return {
        1: ("Utfall", actual),
        2: ("Budget", plan),
        3: ("Avvikelse", lambda m: actual(m) - plan(m)),
        4: ("Utfall fg år", at("utfall", year - 1, month)),
        6: ("Prognos", at("prognos", year, 12, month)),
        7: ("Fg prognos", before),
        8: ("Budget", at("budget", year, 12)),
        9: ("Bokslut fg år", at("utfall", year - 1, 12)),
    }


def _parts(book: Any, n: Namnd, year: int, month: int) -> None:
    """The verksamheter with a Summa row, whose forecast of the costs has two digits in the wrong order."""
    sheet, bold = book.add_worksheet(f"Verksamheter {MONTHS[month - 1]}"), book.add_format({"bold": True})
    sheet.set_column(0, 0, 30)
    sheet.write(0, 0, f"{n.name}, driftredovisning per verksamhet {MONTHS[month - 1]} {year}", bold)
    sheet.write(2, 0, "Tkr")
    sheet.merge_range(4, 1, 4, 3, f"Budget helår {year}", bold)
    sheet.merge_range(4, 5, 4, 7, f"Prognos helår {year}", bold)
    sheet.write(5, 0, "Verksamhet", bold)
    scenarios = {1: ("budget", 0), 5: ("prognos", month)}
    for first in scenarios:
        for k, heading in enumerate(("Intäkter", "Kostnader", "Nettokostnad")):
            sheet.write(5, first + k, heading, bold)
    names = [*n.verksamheter, None]
    for row, v in enumerate(names, 7):
        sheet.write(row, 0, v.name if v else "Summa", None if v else bold)
        for first, (scenario, made) in scenarios.items():
            parts = [money.amount(n, one, kind, scenario, year, 12, made)
                     for kind in ("intakter", "kostnader")
                     for one in ([v] if v else n.verksamheter)]  # fmt: skip
            income, cost = sum(parts[: len(parts) // 2]), sum(parts[len(parts) // 2 :])
            shown = _swapped(cost) if v is None and scenario == "prognos" else cost
            for k, value in enumerate((income, shown, income + cost)):
                sheet.write_string(row, first + k, number(value))
    sheet.write(12, 0, "Källa: verksamhetssystemet.")


def _swapped(value: int) -> int:
    """Two neighbouring digits in the wrong order: -25 300 -> -23 500."""
    digits = list(str(abs(value)))
    place = next(i for i in range(1, len(digits) - 1) if digits[i] != digits[i + 1])
    digits[place], digits[place + 1] = digits[place + 1], digits[place]
    return -int("".join(digits))
