"""A made-up ledger of Exempelstad, the same every time, and what it comes to, summed one row at a time."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

NAMNDER = {
    10: ("kommunstyrelsen", "Kommunstyrelsen", ("kommunledning-och-stab", "digitalisering-och-it")),
    20: ("forskolenamnden", "Förskolenämnden", ("forskola", "fristaende-forskolor", "pedagogisk-omsorg")),
    22: (
        "grundskolenamnden",
        "Grundskolenämnden",
        ("grundskola-f-6", "grundskola-7-9", "anpassad-grundskola"),
    ),
    30: ("socialnamnden", "Socialnämnden", ("barn-och-unga", "placeringar-av-barn-och-unga")),
    34: ("aldrenamnden", "Äldrenämnden", ("sarskilt-boende", "hemtjanst", "kommunal-halso-och-sjukvard")),
    52: ("tekniska-namnden", "Tekniska nämnden", ("gator-och-vagar", "parker-och-lekplatser")),
    56: ("miljonamnden", "Miljönämnden", ("miljotillsyn", "livsmedelskontroll")),
}
ACCOUNTS = {
    "30110": "Försäljning", "31450": "Avgifter", "35120": "Statsbidrag", "39710": "Kommunbidrag",
    "39810": "Interna bidrag", "41200": "Material", "46300": "Köp av huvudverksamhet", "50110": "Löner",
    "56100": "Sociala avgifter", "60110": "Lokalhyra", "62100": "El", "64500": "Förbrukning",
    "74500": "Konsulter", "79100": "Avskrivning",
}  # fmt: skip
INCOME = ("3",)
Key = tuple[str, str, str, int, int]
"""nämnd, verksamhet, measure, year, month (that month alone)"""


class Row(NamedTuple):
    """A booking: debet is plus."""

    ver: str
    date: str
    year: int
    month: int
    konto: str
    ansvar: str
    verksamhet: str
    projekt: str
    motpart: str
    amount: Decimal
    text: str


def rows(count: int, year: int = 2025, months: int = 8, seed: int = 1) -> Iterator[Row]:
    """Bookings in every month of every nämnd, when there are enough of them."""
    rng = random.Random(f"huvudbok|{year}|{seed}")
    accounts, namnder = list(ACCOUNTS), list(NAMNDER)
    for nr in range(1, count + 1):
        namnd = namnder[nr % len(namnder)]
        month = 1 + nr // len(namnder) % months
        part = rng.randrange(len(NAMNDER[namnd][2])) + 1
        konto = rng.choice(accounts)
        amount = Decimal(rng.randrange(100, 9_000_000)) / 100
        if konto.startswith(INCOME) != (rng.random() < 0.03):
            amount = -amount
        yield Row(
            f"A{nr:07}", f"{year}-{month:02}-{rng.randrange(1, 29):02}", year, month, konto,
            f"{namnd}{part}{rng.randrange(10)}{rng.randrange(2)}", f"{namnd}{part}",
            str(rng.randrange(1000, 1400)), str(rng.randrange(100, 999)), amount,
            f"Faktura {rng.randrange(10**6)}",
        )  # fmt: skip


def measures(konto: str) -> tuple[str, ...]:
    """What an account is part of."""
    if konto.startswith("397"):
        return ("kommunbidrag",)
    if konto.startswith("398"):
        return ("kommuninterna_bidrag",)
    if konto.startswith("3"):
        return ("intakter",)
    kinds = {"5": "personalkostnader", "46": "kopt_verksamhet", "60": "lokalkostnader"}
    kind = next((kinds[konto[:n]] for n in (2, 1) if konto[:n] in kinds), "ovriga_kostnader")
    return (kind, "kostnader")


def months(bookings: Iterable[Row]) -> dict[Key, Decimal]:
    """The right sums of each month alone: income plus, cost minus."""
    sums: dict[Key, Decimal] = defaultdict(Decimal)
    for row in bookings:
        code, _, parts = NAMNDER[int(row.ansvar[:2])]
        part = parts[int(row.verksamhet[2:]) - 1]
        for measure in measures(row.konto):
            for whose in ("", part):
                sums[code, whose, measure, row.year, row.month] -= row.amount
    return dict(sums)


def through(sums: dict[Key, Decimal], last: int) -> dict[Key, Decimal]:
    """January up to and including each month, from the first month that has a row."""
    found: dict[Key, Decimal] = {}
    for *whose, year, _ in sums:
        running, begun = Decimal(0), False
        for month in range(1, last + 1):
            key: Key = (*whose, year, month)  # type: ignore[assignment]
            begun = begun or key in sums
            running += sums.get(key, Decimal(0))
            if begun:
                found[key] = running
    return found
