"""Rows by the thousand in small: a ledger, a SIE file and a list of staff hours. Their numbers are summed.

The answers are the sums of each month, verksamhet and kind of account; larger sums may be read too.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from decimal import Decimal
from itertools import product

from openpyxl import Workbook

from exports import _demo_staff as staff
from exports._demo_kommun import namnd
from exports._demo_money import amount
from swedish import slug
from tests.corpus.model import FACT, MAY, Page, Spot, Truth
from tests.corpus.shape import shape

ACCOUNTS = {
    "intakter": "3110",
    "personalkostnader": "5011",
    "lokalkostnader": "6010",
    "kopt_verksamhet": "4610",
    "ovriga_kostnader": "7110",
}
CODES = {"kommunledning-och-stab": "101", "digitalisering-och-it": "102", "naringsliv-och-turism": "103"}
NAMND, UNIT, YEAR, MONTHS = "kommunstyrelsen", "10100", 2025, range(1, 9)


def _booked(verksamhet: str, measure: str, month: int, scenario: str = "utfall") -> int:
    """Of one month in kr, income + and cost −."""
    n = namnd(NAMND)
    v = next(v for v in n.verksamheter if slug(v.name) == verksamhet)
    through = [amount(n, v, measure, scenario, YEAR, m) if m else 0 for m in (month - 1, month)]
    return (through[1] - through[0]) * 1000


def _answers(scenarios: tuple[str, ...] = ("utfall",)) -> Page:
    """What the rows come to: each month of each verksamhet and kind is asked for, the sums may be read."""
    page = Page("")
    for scenario in scenarios:
        for truth in _sums(scenario):
            page.spots[len(page.spots) + 1, 1] = Spot(f"{truth.value:f}", truth=truth)
    return page


def _sums(scenario: str) -> Iterator[Truth]:
    for verksamhet, measure, month in product(("", *CODES), ("kostnader", *ACCOUNTS), MONTHS):
        values = [_value(verksamhet, measure, m, scenario) for m in range(1, month + 1)]
        exact = verksamhet and measure != "kostnader"
        for horizon, value in (("month", values[-1]), ("period", sum(values))):
            time = (scenario, "", YEAR, month, horizon)
            kind = FACT if exact and horizon == "month" else MAY
            yield Truth(NAMND, verksamhet, measure, *time, Decimal(value), "kr", kind=kind)


def _value(verksamhet: str, measure: str, month: int, scenario: str) -> int:
    kinds = [m for m in ACCOUNTS if m != "intakter"] if measure == "kostnader" else [measure]
    whose = [verksamhet] if verksamhet else list(CODES)
    return sum(_booked(v, m, month, scenario) for v in whose for m in kinds)


HEAD = ("Period", "Konto", "Ansvar", "Verksamhet", "Vernr", "Text", "Belopp")


def _rows() -> Iterator[tuple[str, ...]]:
    """Two rows for each sum, with the signs of a ledger: debet +, kredit −."""
    number = 1000
    for month, (verksamhet, code), (measure, account) in product(MONTHS, CODES.items(), ACCOUNTS.items()):
        whole = -_booked(verksamhet, measure, month)
        for part, text in ((whole // 3, "Faktura"), (whole - whole // 3, "Bokföringsorder")):
            number += 1
            yield (f"{YEAR}{month:02}", account, UNIT, code, str(number), text, str(part))


@shape(
    "huvudbok.csv",
    "a ledger: a row for each transaction with period, account, ansvar and verksamhet",
    carry=lambda _: _ledger_csv(),
    by_cell=False,
    kommun="exempelstad",
)
def ledger() -> list[Page]:
    return [_answers()]


def _ledger_csv() -> bytes:
    rows = [HEAD, *((*r[:6], f"{r[6]},00") for r in _rows())]
    return ("\r\n".join(";".join(r) for r in rows) + "\r\n").encode("cp1252")


@shape(
    "huvudbok.xlsx",
    "the same ledger as a workbook with numbers, a title row above the headings",
    carry=lambda _: _ledger_xlsx(),
    by_cell=False,
    kommun="exempelstad",
)
def ledger_workbook() -> list[Page]:
    return [_answers()]


def _ledger_xlsx() -> bytes:
    book = Workbook()
    book.active.append(("Huvudbok Exempelstads kommun 2025",))
    book.active.append(HEAD)
    for *texts, value in _rows():
        book.active.append((int(texts[0]), int(texts[1]), *texts[2:], int(value)))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@shape(
    "huvudbok.se",
    "SIE 4 in CP437: #PSALDO and #PBUDGET with objects for ansvar and verksamhet",
    carry=lambda _: _sie(),
    by_cell=False,
    kommun="exempelstad",
)
def sie() -> list[Page]:
    return [_answers(("utfall", "budget"))]


def _sie() -> bytes:
    lines = ["#FLAGGA 0", "#FORMAT PC8", "#SIETYP 4", '#PROGRAM "Ekonomi" 1.0', "#GEN 20250905",
             '#FNAMN "Exempelstads kommun"', "#KPTYP KOMMUNBAS", f"#RAR 0 {YEAR}0101 {YEAR}1231",
             '#DIM 1 "Ansvar"', '#DIM 20 "Verksamhet"', f'#OBJEKT 1 "{UNIT}" "Kommunstyrelsen"']  # fmt: skip
    lines += [f'#OBJEKT 20 "{code}" "{name}"' for name, code in CODES.items()]
    lines += [f'#KONTO {account} "{measure}"' for measure, account in ACCOUNTS.items()]
    labels = (("#PSALDO", "utfall"), ("#PBUDGET", "budget"))
    for (label, scenario), month, (v, code), (measure, account) in product(
        labels, MONTHS, CODES.items(), ACCOUNTS.items()
    ):
        value = -_booked(v, measure, month, scenario)
        objects = f'{{1 "{UNIT}" 20 "{code}"}}'
        lines.append(f"{label} 0 {YEAR}{month:02} {account} {objects} {value}.00")
    return ("\r\n".join(lines) + "\r\n").encode("cp437")


HOURS = {"Ordinarie arbetstid": "ordinarie_timmar", "Sjuktimmar dag 1-59": "sjuktimmar_kort",
         "Sjuktimmar dag 60-": "sjuktimmar_lang"}  # fmt: skip
SEX, AGE = {"K": "Kvinna", "M": "Man"}, {"-29": "-29", "30-49": "30-49", "50-": "50-"}


@shape(
    "timmar.csv",
    "staff hours: a row for each month, unit, kön and age group; ordinary and sick hours",
    carry=lambda _: _hours_csv(),
    by_cell=False,
    kommun="exempelstad",
)
def hours() -> list[Page]:
    page = Page("")
    for truth in _hour_sums():
        page.spots[len(page.spots) + 1, 1] = Spot(f"{truth.value:f}", truth=truth)
    return [page]


def _hours(measures: tuple[int, ...], groups: list[tuple[str, str]], months: range) -> Decimal:
    n = namnd("aldrenamnden")
    found = [staff.hours(n, *g, YEAR, m) for g in groups for m in months]
    return Decimal(sum(h[k] for h in found for k in measures))


def _hour_sums() -> Iterator[Truth]:
    places = {**{m: (k,) for k, m in enumerate(HOURS.values())}, "sjuktimmar": (1, 2)}
    for measure, kon, alder, month in product(places, ("", *SEX), ("", *AGE), MONTHS):
        groups = [(k, a) for k, a in staff.GROUPS if kon in ("", k) and alder in ("", a)]
        exact = kon and alder and measure != "sjuktimmar"
        for horizon, months in (("month", range(month, month + 1)), ("period", range(1, month + 1))):
            value = _hours(places[measure], groups, months)
            kind = FACT if exact and horizon == "month" else MAY
            time = ("utfall", "", YEAR, month, horizon)
            yield Truth("aldrenamnden", "", measure, *time, value, "timmar", kon, alder, kind)


def _hours_csv() -> bytes:
    rows = [("Månad", "Enhet", "Kön", "Åldersgrupp", *HOURS)]
    n = namnd("aldrenamnden")
    for month, (kon, alder) in product(MONTHS, staff.GROUPS):
        values = staff.hours(n, kon, alder, YEAR, month)
        first = tuple(v // 2 for v in values)
        for unit, part in (
            ("34100", first),
            ("34200", tuple(v - f for v, f in zip(values, first, strict=True))),
        ):
            rows.append((f"{YEAR}-{month:02}", unit, SEX[kon], AGE[alder], *map(str, part)))
    return ("\n".join(";".join(r) for r in rows) + "\n").encode("utf-8-sig")
