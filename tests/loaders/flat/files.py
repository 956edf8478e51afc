"""Ledgers as files: the column names and spellings of several programs."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

import xlsxwriter

from tests.loaders.flat.made import ACCOUNTS, Row

Dialect = dict[str, Callable[[Row], Any]]
RAINDANCE: Dialect = {
    "Verifikat": lambda r: r.ver,
    "Bokf.datum": lambda r: r.date,
    "Period": lambda r: r.year * 100 + r.month,
    "Konto": lambda r: int(r.konto),
    "Kontonamn": lambda r: ACCOUNTS[r.konto],
    "Ansvar": lambda r: int(r.ansvar),
    "Ansvarsnamn": lambda r: f"Enhet {r.ansvar}",
    "Verksamhet": lambda r: int(r.verksamhet),
    "Projekt": lambda r: int(r.projekt),
    "Motpart": lambda r: int(r.motpart),
    "Belopp": lambda r: r.amount,
    "Text": lambda r: r.text,
}
AGRESSO: Dialect = {
    "Vernr": lambda r: r.ver,
    "Period": lambda r: f"{r.year}{r.month:02}",
    "Konto": lambda r: r.konto,
    "Konto (T)": lambda r: ACCOUNTS[r.konto],
    "Ansvar": lambda r: r.ansvar,
    "Ansvar (T)": lambda r: f"Enhet {r.ansvar}",
    "Verksamhet": lambda r: f"{r.verksamhet} Verksamheten",
    "Debet": lambda r: r.amount if r.amount > 0 else None,
    "Kredit": lambda r: -r.amount if r.amount < 0 else None,
    "Text": lambda r: r.text,
}
VISMA: Dialect = {
    "År": lambda r: r.year,
    "Månad": lambda r: ("Januari", "Februari", "Mars", "April", "Maj", "Juni", "Juli", "Augusti", "September",
                        "Oktober", "November", "December")[r.month - 1],
    "Kst": lambda r: r.ansvar,
    "Vht": lambda r: r.verksamhet,
    "Kontonr": lambda r: f"{r.konto} {ACCOUNTS[r.konto]}",
    "Utfall": lambda r: -r.amount,
}  # fmt: skip
DIALECTS = {"raindance": RAINDANCE, "agresso": AGRESSO, "visma": VISMA}


def table(dialect: Dialect, bookings: Iterable[Row]) -> list[list[Any]]:
    """The header row and the rows."""
    return [list(dialect), *([make(row) for make in dialect.values()] for row in bookings)]


def xlsx(
    lines: Iterable[Sequence[Any]], above: Sequence[str] = ("Huvudbok Exempelstad",), sheet: str = "Huvudbok",
    left: int = 0,
) -> bytes:  # fmt: skip
    """A workbook: the lines below some titles; `left` empty columns before them."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "default_date_format": "yyyy-mm-dd"})
    page = book.add_worksheet(sheet)
    for nr, title in enumerate(above):
        page.write(nr, left, title)
    for nr, line in enumerate(lines, len(above)):
        for col, value in enumerate(line, left):
            if value is not None:
                page.write(nr, col, value)
    book.close()
    return out.getvalue()


def csv(
    lines: Iterable[Sequence[Any]], above: Sequence[str] = ("Huvudbok Exempelstad",), separator: str = ";",
    spell: Callable[[Decimal], str] = lambda amount: f"{amount:.2f}".replace(".", ","),
    encoding: str = "utf-8-sig",
) -> bytes:  # fmt: skip
    """The same as text, amounts as `spell` spells them."""
    texts = [[_shown(v, spell) for v in line] for line in lines]
    found = [*above, *(separator.join(line) for line in texts)]
    return ("\r\n".join(found) + "\r\n").encode(encoding)


def _shown(value: Any, spell: Callable[[Decimal], str]) -> str:
    if value is None:
        return ""
    return spell(value) if isinstance(value, Decimal) else str(value)


def grouped(amount: Decimal) -> str:
    """`-1 234,50` with spaces between thousands."""
    return f"{amount:,.2f}".replace(",", " ").replace(".", ",")


def bracketed(amount: Decimal) -> str:
    """`(1 234,50)` for a negative amount."""
    return f"({grouped(-amount)})" if amount < 0 else grouped(amount)
