"""Reports built from the right answers for published tables (tests/fixtures/golden), without any reader."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from store.records import Fact, Report
from tests.fixtures.golden import Answer, answers

MNKR, TKR = Decimal(1_000_000), Decimal(1000)


def published(name: str, kommun: str, report: str, *, scale: Decimal = MNKR, tkr_from: int = 10**6) -> Report:
    """The report of one published file; amounts from line `tkr_from` on are in tkr."""
    seen: Counter[int] = Counter()
    facts: list[Fact] = []
    totals: list[Fact] = []
    for a in answers(name):
        seen[a.line] += 1
        unit = Decimal(1) if a.unit != "kr" else TKR if a.line >= tkr_from else scale
        cell = f"A{a.line}#{seen[a.line]}" if seen[a.line] > 1 else f"A{a.line}"
        (facts if a.is_fact else totals).append(_fact(a, unit, cell, report))
    return Report(name, "0" * 64, kommun, report, "delarsrapport", name, tuple(facts), tuple(totals))


def _fact(a: Answer, scale: Decimal, cell: str, report: str) -> Fact:
    step = Decimal(1).scaleb(int(a.printed.as_tuple().exponent)) * scale
    own = a.year == int(report[:4]) and not a.basis.startswith("fg:")
    role = "own" if own else "comparison"
    return Fact(
        a.namnd, a.verksamhet, a.measure, a.scenario, a.basis, a.year, a.month, a.horizon, a.printed * scale,
        a.unit, step, a.printed, "Text", cell, a.measure, "", str(a.printed), role=role,
    )  # fmt: skip


def goteborg_ks() -> Report:
    return published("goteborg-ks-delarsrapport-2024-08", "goteborg", "2024-08", tkr_from=150)


def boras() -> Report:
    return published("boras-arbetslivsnamnden-budget-2022", "boras", "2022-00", scale=TKR)


def goteborg_2019() -> Report:
    return published("goteborg-driftredovisning-2019", "goteborg", "2019-12")


def vastervik(year: int) -> Report:
    return published(f"vastervik-driftredovisning-{year}", "vastervik", f"{year}-12")


def malmo() -> Report:
    return published("malmo-prognossakerhet-2014", "malmo", "2014-12")


def tillaggsanslag() -> Report:
    return published("goteborg-tillaggsanslag-2021", "goteborg", "2021-04")


EVERY = {
    "goteborg_ks": goteborg_ks,
    "boras": boras,
    "goteborg_2019": goteborg_2019,
    "vastervik_2020": lambda: vastervik(2020),
    "vastervik_2021": lambda: vastervik(2021),
    "malmo": malmo,
    "tillaggsanslag": tillaggsanslag,
}
