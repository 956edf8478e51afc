"""The made-up ledger as a SIE file of type 2, 3 or 4."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from tests.loaders.flat.made import ACCOUNTS, Row

LEVELS = ((), ("ansvar",), ("ansvar", "verksamhet"))
_NUMBER = {"ansvar": "1", "verksamhet": "10"}


def head(year: int = 2025, through: str = "20250831", kind: int = 3) -> list[str]:
    return [
        "#FLAGGA 0", '#PROGRAM "Ekonomi" 1.0', "#FORMAT PC8", "#GEN 20250910", f"#SIETYP {kind}",
        '#FNAMN "Exempelstads kommun, förvaltningen"', f"#RAR 0 {year}0101 {year}1231",
        f"#RAR -1 {year - 1}0101 {year - 1}1231", f"#OMFATTN {through}", "#NYTTFALT 1 2",
        '#DIM 1 "Ansvar"', '#DIM 10 "Verksamhet"', '#OBJEKT 1 "10100" "Kansli \\"Öst\\""',
        *(f'#KONTO {k} "{name}"' for k, name in ACCOUNTS.items()), *(f"#KTYP {k} K" for k in ACCOUNTS),
    ]  # fmt: skip


def balances(
    bookings: Iterable[Row], label: str = "PSALDO", levels: Sequence[Sequence[str]] = LEVELS, year: str = "0"
) -> list[str]:
    """Monthly balances on each of the levels."""
    listed = list(bookings)
    lines = []
    for level in levels:
        sums: dict[tuple[str, ...], Decimal] = defaultdict(Decimal)
        for row in listed:
            sums[f"{row.year}{row.month:02}", row.konto, *(getattr(row, d) for d in level)] += row.amount
        for (period, konto, *objects), amount in sums.items():
            inside = " ".join(f'{_NUMBER[d]} "{o}"' for d, o in zip(level, objects, strict=True))
            lines.append(f"#{label} {year} {period} {konto} {{{inside}}} {amount} 0")
    return lines


def results(bookings: Iterable[Row]) -> list[str]:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in bookings:
        sums[row.konto] += row.amount
    return ["#IB 0 1510 1000.00", "#UB 0 1510 1250.50", *(f"#RES 0 {k} {a}" for k, a in sums.items())]


def vouchers(bookings: Iterable[Row]) -> list[str]:
    """A voucher for each booking."""
    lines = []
    for row in bookings:
        objects = f'1 "{row.ansvar}" 10 "{row.verksamhet}"'
        lines += [f'#VER A {row.ver} {row.date.replace("-", "")} "{row.text}"', "{",
                  f"   #TRANS {row.konto} {{{objects}}} {row.amount}", "}"]  # fmt: skip
    return lines


def data(lines: Iterable[str], encoding: str = "cp437") -> bytes:
    return ("\r\n".join(lines) + "\r\n").encode(encoding)
