"""Exempelstad's ledger as SIE 4: what each nämnd booked each month, one file a year, from 2024 on.

The sums from January are those of the reports wherever there is one (April, August, December). Between them
an amount may lie some hundred kronor from the whole tkr, as bookings do.
"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from exports import _demo_money as money
from exports._demo_kommun import KOMMUN, MONTHS, NAMNDER, NEWEST, Namnd, rng
from store import codes

FIRST_YEAR = 2024
_DIMENSION = "1"
_UNIT = 100  # the ansvar of a nämnd: 20000-20999 -> 20100
_KONTON = {  # account -> the measure that its bookings make up, and what the account is called
    "3110": ("intakter", "Avgifter och bidrag"),
    "3970": ("kommunbidrag", "Kommunbidrag från kommunfullmäktige"),
    "3980": ("kommuninterna_bidrag", "Kommuninterna bidrag"),
    "4610": ("kopt_verksamhet", "Köp av huvudverksamhet"),
    "5010": ("personalkostnader", "Lön, arbetad tid"),
    "6010": ("lokalkostnader", "Lokalhyror"),
    "7110": ("ovriga_kostnader", "Övriga verksamhetskostnader"),
}
_IN_WHOLE_TKR = ("kommunbidrag", "kommuninterna_bidrag")
Booked = tuple[str, str, int, Decimal]
"""ansvar, account, month, kr with debet as plus"""


def ledgers() -> Iterator[tuple[int, int, str, bytes]]:
    """(year, month, file name, content), oldest first: closed years, and this year as far as it has come."""
    for year in range(FIRST_YEAR, NEWEST[0] + 1):
        last = NEWEST[1] if year == NEWEST[0] else MONTHS[-1]
        yield year, last, f"exempelstad-{year}-huvudbok.se", sie(year, last)


def sie(year: int, month: int) -> bytes:
    """The file, in the format's own encoding, with the year's total of each account to check it by."""
    there = [n for n in NAMNDER if n.exists(year)]
    booked = [line for n in there for line in _bookings(n, year, month)]
    lines = [*_head(there, year, month), *_balances(year, booked), *_results(booked)]
    return ("\r\n".join(lines) + "\r\n").encode("cp437")


def _head(there: list[Namnd], year: int, month: int) -> Iterator[str]:
    yield from ("#FLAGGA 0", '#PROGRAM "Ekonomi" 1.0', "#FORMAT PC8", "#SIETYP 4", "#KPTYP KOMMUNBAS")
    yield from (f'#FNAMN "{KOMMUN}s kommun"', f"#RAR 0 {year}0101 {year}1231")
    yield from (f"#OMFATTN {year}{month:02}{monthrange(year, month)[1]}", f'#DIM {_DIMENSION} "Ansvar"')
    yield from (f'#OBJEKT {_DIMENSION} "{_ansvar(n)}" "{n.name}"' for n in there)
    yield from (f'#KONTO {konto} "{name}"' for konto, (_, name) in _KONTON.items())


def _balances(year: int, booked: list[Booked]) -> Iterator[str]:
    for ansvar, konto, month, amount in booked:
        yield f'#PSALDO 0 {year}{month:02} {konto} {{{_DIMENSION} "{ansvar}"}} {amount:.2f}'


def _results(booked: list[Booked]) -> Iterator[str]:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for _, konto, _, amount in booked:
        sums[konto] += amount
    yield from (f"#RES 0 {konto} {amount:.2f}" for konto, amount in sorted(sums.items()))


def _bookings(n: Namnd, year: int, month: int) -> Iterator[Booked]:
    """Month by month. A sum less the one before it is what was booked in the month; nothing is no line."""
    ansvar, before = _ansvar(n), dict.fromkeys(_KONTON, Decimal(0))
    for m in range(1, month + 1):
        for konto, earlier in before.items():
            now = through(n, konto, year, m)
            if now != earlier:
                yield ansvar, konto, m, earlier - now
            before[konto] = now


def through(n: Namnd, konto: str, year: int, month: int) -> Decimal:
    """January through the month, in kr: income is plus and cost minus, as in the reports."""
    measure, _ = _KONTON[konto]
    whole = Decimal(money.post(n, measure, "utfall", year, month)) * 1000
    if month in MONTHS or not whole or measure in _IN_WHOLE_TKR:
        return whole
    return whole + Decimal(rng("kronor", n.name, konto, year, month).randint(-45_000, 45_000)) / 100


def _ansvar(n: Namnd) -> str:
    """The nämnd's ansvar, in the range of codes that is its own."""
    own = next(o for o in codes.objekt("exempelstad") if (o.dimension, o.namnd) == ("ansvar", n.code))
    return str(int(own.first) + _UNIT)
