"""Workbooks of our own layout for the tests: golden figures of Göteborg's kommunstyrelse, and edits."""

from __future__ import annotations

import io
from collections.abc import Callable
from decimal import Decimal

import openpyxl

from exports._workbook_content import Content
from exports._workbook_write import workbook_bytes
from loaders.grid import read_grid
from loaders.workbook import read
from settings import Settings
from store.records import Report
from store.workbook_layout import Column, layout

GOLDEN = """
intakter              78.5   79.4   76.7  125.1  125.6  124.0  125.9
kostnader           -340.5 -372.7 -343.3 -566.6 -575.3 -580.6 -574.1
kommunbidrag         263.0  263.0  257.7  395.4  394.5  395.4  386.5
kommuninterna_bidrag  29.3   34.1   35.2   59.1   60.2   61.2   76.1
"""
RESULT = "30.3 3.8 26.3 13.0 5.0 0.0 14.4".split()
KIND = ("utfall", "budget", "utfall fg", "prognos", "fg prognos", "budget år", "bokslut fg")


def columns(table: str, month: int = 8) -> list[Column]:
    plan = layout()
    return [c for c in plan.columns_of(plan.table(table), month) if not c.derived]


def golden() -> Content:
    """Göteborg's kommunstyrelse, augusti 2024, in mnkr, with a little of everything else."""
    made = Content("Göteborg", "Kommunstyrelsen", 2024, 8, "mnkr", ["Stadsledningskontoret", "Nytt kontor"])
    for line in GOLDEN.strip().splitlines():
        measure, *numbers = line.split()
        for column, number in zip(columns("ekonomi"), numbers, strict=True):
            made.values["ekonomi", "", measure, column] = Decimal(number)
    for name in made.verksamheter:
        made.values["verksamheter", name, "intakter", columns("verksamheter")[0]] = Decimal("10.5")
        made.values["verksamheter", name, "kostnader", columns("verksamheter")[0]] = Decimal("-20.0")
    _staff(made)
    made.matt = [("Antal hushåll", "Nytt kontor", "antal")]
    made.values["matt", "Antal hushåll", "Nytt kontor", columns("matt")[0]] = Decimal(679)
    made.values["matt", "Antal hushåll", "Nytt kontor", columns("matt")[1]] = Decimal(700)
    decision = "KF 2023-12-07 § 85, punkt 2"
    made.uppdrag = [("SLK-2024-1", "Ta fram en plan", decision, "Delrapporterad", "december 2024")]
    made.comments = [("Ekonomi", "Prognosen är 13,0 mnkr."), ("Personal", "")]
    return made


def _staff(made: Content) -> None:
    made.values["nyckeltal", "", "arsarbetare", columns("nyckeltal")[0]] = Decimal("154.9")
    made.values["nyckeltal", "", "sjukfranvaro", columns("nyckeltal")[0]] = Decimal("2.6")
    made.values["nyckeltal", "", "sjukfranvaro", columns("nyckeltal")[1]] = Decimal("2.2")
    made.values["nyckeltal", "", "avgangar", columns("nyckeltal")[0]] = ".."
    made.texts["nyckeltal", "", "sjukfranvaro", "Mätt till och med"] = "2024-07"
    for month in range(1, 9):
        for group in (f"{k}|{a}" for k in layout().kon for a in layout().alder):
            made.values["timmar", group, "ordinarie_timmar", month] = Decimal(1000 + month)
            made.values["timmar", group, "sjuktimmar_kort", month] = Decimal(30)
            made.values["timmar", group, "sjuktimmar_lang", month] = Decimal(20)


def report(content: Content | bytes, edit: Callable[[openpyxl.Workbook], None] | None = None) -> Report:
    """The content written and read again, edited on the way as a user would."""
    data = content if isinstance(content, bytes) else workbook_bytes(content)
    if edit:
        book = openpyxl.load_workbook(io.BytesIO(data))
        edit(book)
        target = io.BytesIO()
        book.save(target)
        data = target.getvalue()
    return read(read_grid(data, "arbetsbok.xlsx", settings=Settings()))
