"""Exempelstad's personalbilaga: head counts, forms of employment, chefer, overtime, posts hard to fill."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import xlsxwriter

from exports import _demo_staff as staff
from exports._demo_kommun import KOMMUN, NAMNDER, Namnd, reports, rng
from swedish import MONTHS

FIRST_YEAR = 2023
_LOAD = {"aldrenamnden": 37, "forskolenamnden": 29, "namnden-for-funktionsstod": 31, "grundskolenamnden": 27}
_USUAL_LOAD = 18  # medarbetare per chef
_SICK_PAY = 0.19  # tkr for an hour of the first fourteen days
_TEMPORARY = {"aldrenamnden": Decimal("0.09"), "forskolenamnden": Decimal("0.11")}
_USUAL_TEMPORARY = Decimal("0.05")
_FULL_TIME_HOURS = 1760
_GROUPS = {
    "kvinnor": ("K", ""), "män": ("M", ""), "29 år och yngre": ("", "-29"), "30–49 år": ("", "30-49"),
    "50 år och äldre": ("", "50-"),
}  # fmt: skip
_HARD = {  # yrkesgrupp: posts missing in 2023 and their yearly change, share vacant, share otherwise filled
    "forskolenamnden": {"Förskollärare": (46, 5, 0.2, 0.75), "Barnskötare": (4, 0, 0.5, 0.25)},
    "grundskolenamnden": {
        "Lärare i matematik och NO": (17, -2, 0.2, 0.7),
        "Speciallärare": (9, 1, 0.35, 0.55),
    },
    "socialnamnden": {"Socialsekreterare": (14, 2, 0.7, 0.1)},
    "aldrenamnden": {"Sjuksköterskor": (19, 2, 0.8, 0.0), "Undersköterskor": (38, -3, 0.3, 0.6)},
    "namnden-for-funktionsstod": {"Stödpedagoger": (11, 0, 0.3, 0.6)},
    "samhallsbyggnadsnamnden": {"Bygglovshandläggare": (3, -1, 0.6, 0.0)},
}


def attachments() -> Iterator[tuple[int, int, str, bytes]]:
    """(year, month, file name, content) of each, oldest first: with every report but the first of a year."""
    for year, month in reports():
        if year >= FIRST_YEAR and month > 4:
            yield year, month, f"exempelstad-{year}-{month:02}-personalbilaga.xlsx", _workbook(year, month)


def _workbook(year: int, month: int) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    book.set_properties({"created": dt.datetime(year, month, 1)})
    when = f"januari–{MONTHS[month - 1]} {year}"
    there = [n for n in NAMNDER if n.exists(year)]
    _sheet(book, "Personalbilaga", f"Utfall {when}", _figures(there, year, month), year, month)
    _sheet(book, "Anställda", f"Utfall {when}", _heads(there, year, month), year, month)
    _sheet(book, "Anställningsform", f"Utfall {when}", _forms(there, year, month), year, month)
    _sheet(book, "Kompetensförsörjning", f"Utfall {when}", _hard(year), year, month)
    book.close()
    return target.getvalue()


def _sheet(book: Any, name: str, about: str, rows: list[list[Any]], year: int, month: int) -> None:
    sheet = book.add_worksheet(name)
    sheet.set_column(0, 8, 26)
    kind = "årsbokslut" if month == 12 else f"delårsrapport {MONTHS[month - 1]}"
    for row, text in enumerate((KOMMUN, f"Personalbilaga till {kind} {year}", "", about)):
        sheet.write(row, 0, text)
    for row, cells in enumerate(rows, 4):
        for col, cell in enumerate(cells):
            sheet.write(row, col, cell)


def _figures(there: list[Namnd], year: int, month: int) -> list[list[Any]]:
    head = ["Nämnd", "Antal chefer", "Chefer med fler än 25 medarbetare",
            "Anställda som är 60 år eller äldre", "Timmar av timavlönade", "Övertidstimmar",
            "Sjuklönekostnader (tkr)"]  # fmt: skip
    return [head, *(_figure_row(n, year, month) for n in there)]


def _figure_row(n: Namnd, year: int, month: int) -> list[Any]:
    heads, noise = staff.employees(n, year, month), rng("bilaga", n.name, year)
    load = _LOAD.get(n.code, _USUAL_LOAD) * (1 + noise.gauss(0, 0.03))
    managers = max(1, round(heads / load))
    over = round(managers * min(0.9, max(0.0, (load - 18) / 22)))
    posts = _posts(n, year, month)
    short = sum(staff.everyone(n, year, m)[1] for m in range(1, month + 1))
    old = round(heads * (0.11 + 0.004 * (year - FIRST_YEAR) + noise.gauss(0, 0.01)))
    return [n.name, managers, over, old,
            _hourly(n, year, month), round(posts * 146 * 0.007), round(short * _SICK_PAY)]  # fmt: skip


def _posts(n: Namnd, year: int, month: int) -> float:
    """Full-time posts, each month's added to the ones before it."""
    return sum(staff.posts(n, year, m) for m in range(1, month + 1))


def _hourly(n: Namnd, year: int, month: int) -> int:
    """Hours worked by the hour."""
    return round(_posts(n, year, month) * 146 * (0.11 if n.code in _LOAD else 0.02))


def _forms(there: list[Namnd], year: int, month: int) -> list[list[Any]]:
    """Tillsvidare and visstid make the nämnd's årsarbetare; work by the hour stands beside them."""
    forms = ("tillsvidareanställda", "visstidsanställda", "timavlönade omräknade")
    rows: list[list[Any]] = [["Nämnd", *(f"Årsarbetare, {form}" for form in forms)]]
    for n in there:
        whole = staff.average_posts(n, year, month)
        short = (whole * _TEMPORARY.get(n.code, _USUAL_TEMPORARY)).quantize(Decimal("0.1"))
        by_the_hour = round(_hourly(n, year, month) / _FULL_TIME_HOURS, 1)
        rows.append([n.name, float(whole - short), float(short), by_the_hour])
    return rows


def _heads(there: list[Namnd], year: int, month: int) -> list[list[Any]]:
    """The age groups sum to the employees, and so do women and men."""
    rows: list[list[Any]] = [["Nämnd", *(f"Antal anställda, {g}" for g in _GROUPS)]]
    for n in there:
        total = staff.employees(n, year, month)
        women, young = round(total * n.women), round(total * staff.share_of_age("-29"))
        middle = round(total * staff.share_of_age("30-49"))
        rows.append([n.name, women, total - women, young, middle, total - young - middle])
    return rows


def _hard(year: int) -> list[list[Any]]:
    head = ["Nämnd", "Yrkesgrupp", "Tjänster som saknas", "Vakanta tjänster",
            "Tjänster tillsatta med annan kompetens"]  # fmt: skip
    names = {n.code: n.name for n in NAMNDER}
    rows = []
    for code, groups in _HARD.items():
        for group, (level, change, vacant, other) in groups.items():
            lacking = max(0, level + change * (year - FIRST_YEAR))
            rows.append([names[code], group, lacking, round(lacking * vacant), round(lacking * other)])
    return [head, *rows]
