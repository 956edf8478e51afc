"""The facts of a ledger: each month alone, and January through each month when the file has all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from loaders._flat_book import Total, exactly, shown, span
from loaders._flat_columns import SCALE
from loaders._ledger import DEBIT, NATURAL, POSITIVE, Key, Ledger, is_held
from store import codes
from store.records import Fact, Horizon, Role

MONTH = "month"
_COSTS = ("kostnader", "personalkostnader", "lokalkostnader", "kopt_verksamhet", "ovriga_kostnader")
Series = tuple[str, str, str, str, int]
"""nämnd, verksamhet, measure, scenario, year"""


@dataclass(frozen=True, slots=True)
class About:
    """kommun; year: of the report, older years are comparison; scale: 1000 for a ledger in tkr."""

    kommun: str
    year: int
    scale: int
    names: dict[str, str]  # nämnd code -> the name that the user has given it


def facts(ledger: Ledger, about: About) -> Iterator[Fact]:
    """Every sum that lacks no row."""
    series: dict[Series, dict[int, Total]] = defaultdict(dict)
    for (namnd, verksamhet, measure, scenario, year, month), total in sorted(ledger.sums.items()):
        series[namnd, verksamhet, measure, scenario, year][month] = total
    for key, months in series.items():
        if ledger.signs.get(key[3]) in (DEBIT, NATURAL, POSITIVE):
            yield from _series(ledger, key, months, about)


def _series(ledger: Ledger, key: Series, months: dict[int, Total], about: About) -> Iterator[Fact]:
    *_, scenario, year = key
    whole, running = True, Total()
    for month in range(1, 13):
        whole = whole and (scenario, year, month) in ledger.months
        total = months.get(month)
        if total:
            running.include(total)
        place: Key = (*key, month)
        if total and not is_held(ledger.held, place):
            yield _fact(ledger, place, MONTH, total, about)
        if whole and running.numbers and not is_held(ledger.held, place, through=True):
            horizon = Horizon.YEAR if month == 12 else Horizon.PERIOD
            yield _fact(ledger, place, horizon, running, about)


def _fact(ledger: Ledger, key: Key, horizon: str, total: Total, about: About) -> Fact:
    namnd, verksamhet, measure, scenario, year, month = key
    amount = next(i for i, _ in enumerate(ledger.head.amounts) if ledger.scenario(i) == scenario)
    sign = signed(ledger.signs[scenario], measure)
    printed = exactly(total.value) * sign
    step = Decimal("0.01") if total.value % (SCALE // 100) == 0 else Decimal("0.0001")
    return Fact(
        namnd, verksamhet, measure, scenario, "", year, month, str(horizon), printed * about.scale, "kr",
        step * about.scale, printed, ledger.sheet, span(columns(ledger, amount), total),
        row_text(about, namnd, verksamhet, measure), heading(ledger, amount), shown(total),
        role=Role.OWN if year == about.year else Role.COMPARISON,
    )  # fmt: skip


def signed(convention: str, measure: str) -> int:
    """What the sum of a measure is multiplied by, to be income + and cost −."""
    if convention == POSITIVE:
        return -1 if measure in _COSTS else 1
    return -1 if convention == DEBIT else 1


def columns(ledger: Ledger, amount: int) -> tuple[int, int]:
    """First and last column of an amount (debet and kredit are two)."""
    roles = ledger.head.roles
    name = ledger.head.amounts[amount]
    ends = [roles[name], roles["kredit"]] if name == "debet" else [roles[name]]
    return min(ends), max(ends)


def heading(ledger: Ledger, amount: int) -> str:
    first, last = columns(ledger, amount)
    texts = [ledger.head.headings[c] for c in dict.fromkeys((first, last))]
    return " − ".join(texts)


def row_text(about: About, namnd: str, verksamhet: str, measure: str) -> str:
    """`Äldrenämnden · Hemtjänst · Personalkostnader`."""
    known = (
        codes.name("namnd", about.kommun, namnd) or about.names.get(namnd, namnd),
        verksamhet and next(
            (v.name for v in codes.verksamheter(about.kommun, namnd) if v.code == verksamhet), verksamhet
        ),
        codes.name("matt", "", measure) or measure,
    )  # fmt: skip
    return " · ".join(t for t in known if t)
