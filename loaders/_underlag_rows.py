"""The rows of the tables that loaders.underlag reads: from cells to records, with what is wrong told."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from loaders import _match
from loaders._numbers import parse_number
from loaders.grid import Cell
from store.underlag import Decision, Origin, People, PkvRow
from swedish import fold

Values = Mapping[str, Cell]
Faults = list[tuple[str, str]]
"""(column, what is wrong), to which the makers add."""

SCALES = {"kr": 1, "tkr": 1000, "mnkr": 1_000_000}
DURATIONS = {"tillfallig": "tillfällig", "tillfalligt": "tillfällig", "permanent": "permanent"}
OLDEST = 130


def pkv(values: Values, _kommun: str, origin: Origin, wrong: Faults) -> PkvRow | None:
    year, index = _year(values, wrong), _number(values, "index", wrong)
    if index is not None and index <= 0:
        wrong.append(("index", f"”{values['index'].text}” ska vara större än noll"))
    edition = " ".join(values["upplaga"].text.split())
    return None if wrong or year is None or index is None else PkvRow(edition, year, index, origin)


def check_pkv(rows: Sequence[PkvRow]) -> Iterator[str]:
    seen = Counter((r.edition, r.year) for r in rows)
    for (edition, year), times in seen.items():
        if times > 1:
            yield f"upplagan {edition} har {times} rader för {year}. Lämna en."


def people(values: Values, _kommun: str, origin: Origin, wrong: Faults) -> People | None:
    year, day = _year(values, wrong), _date(values, wrong)
    low, high = (_age(values, column, wrong) for column in ("ålder från", "ålder till"))
    count = _whole(values, "antal", wrong)
    if count is not None and count < 0:
        wrong.append(("antal", f"”{values['antal'].text}” kan inte vara mindre än noll"))
    if low is None and high is not None:
        wrong.append(("ålder till", "har en ålder men Ålder från är tom. Skriv 0 om alla yngre räknas"))
    if low is not None and high is not None and high < low:
        wrong.append(("ålder till", f"{high} är lägre än Ålder från ({low})"))
    if wrong or year is None or count is None:
        return None
    return People(year, day, low, high, count, origin)


def check_people(rows: Sequence[People]) -> Iterator[str]:
    seen = Counter((r.year, r.low, r.high) for r in rows)
    for (year, low, high), times in seen.items():
        if times > 1:
            ages = "alla åldrar" if low is None else f"åldern {low}–{'' if high is None else high}"
            yield f"{year} har {times} rader för {ages}. Lämna en."
    for year in sorted({r.year for r in rows}):
        days = sorted({r.date for r in rows if r.year == year})
        if len(days) > 1:
            yield f"{year} har flera datum ({', '.join(days)}). Ett år ska ha ett datum."


def decision(values: Values, kommun: str, origin: Origin, wrong: Faults) -> Decision | None:
    year, amount = _year(values, wrong), _number(values, "belopp", wrong)
    scale = SCALES.get(fold(values["enhet"].text))
    if scale is None:
        wrong.append(("enhet", f"”{values['enhet'].text}” ska vara kr, tkr eller mnkr"))
    namnd = _match.namnd(kommun, values["nämnd"].text)
    if namnd is None:
        told = f"”{values['nämnd'].text}” finns inte i kommunens lista över nämnder"
        wrong.append(("nämnd", told))
    duration = _duration(values, wrong)
    if wrong or year is None or amount is None or scale is None or namnd is None:
        return None
    financing, purpose, source = (_text(values, c) for c in ("finansiering", "ändamål", "källa"))
    kr = amount * Decimal(scale)
    told = _text(values, "beslut")
    return Decision(namnd.code, year, kr, told, duration, financing, purpose, source, origin)


def check_decisions(_rows: Sequence[Decision]) -> Iterator[str]:
    """Two decisions may be alike."""
    yield from ()


def _duration(values: Values, wrong: Faults) -> str:
    text = _text(values, "varaktighet")
    if text and fold(text) not in DURATIONS:
        wrong.append(("varaktighet", f"”{text}” ska vara tillfällig, permanent eller tom"))
    return DURATIONS.get(fold(text), "")


def _text(values: Values, column: str) -> str:
    return " ".join(values[column].text.split()) if column in values else ""


def _number(values: Values, column: str, wrong: Faults) -> Decimal | None:
    cell = values[column]
    if cell.number is not None:
        return cell.number
    found = parse_number(cell.text)
    if found is None:
        wrong.append((column, f"”{cell.text}” är inget tal. Skriv siffror med decimalkomma"))
    return found.value if found else None


def _whole(values: Values, column: str, wrong: Faults) -> int | None:
    found = _number(values, column, wrong)
    if found is not None and found != found.to_integral_value():
        wrong.append((column, f"”{values[column].text}” ska vara ett helt tal"))
        return None
    return None if found is None else int(found)


def _year(values: Values, wrong: Faults) -> int | None:
    year = _whole(values, "år", wrong)
    if year is not None and not 1900 <= year <= 2100:
        wrong.append(("år", f"”{values['år'].text}” är inget årtal. Skriv till exempel 2024"))
        return None
    return year


def _age(values: Values, column: str, wrong: Faults) -> int | None:
    if column not in values:
        return None
    age = _whole(values, column, wrong)
    if age is not None and not 0 <= age <= OLDEST:
        wrong.append((column, f"”{values[column].text}” är ingen ålder i hela år"))
        return None
    return age


def _date(values: Values, wrong: Faults) -> str:
    cell = values["datum"]
    if cell.date is not None:
        return cell.date.isoformat()
    try:
        return dt.date.fromisoformat(cell.text.strip()).isoformat()
    except ValueError:
        wrong.append(("datum", f"”{cell.text}” är inget datum. Skriv till exempel 2024-12-31"))
        return ""
