"""Small reports for tests, with the golden figures of Göteborg's kommunstyrelse in August 2024.

`make_report(...)` gives (Report, original bytes), ready for `store.publish`; `fact(...)` one Fact.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from decimal import Decimal
from typing import Any

from store.records import Comment, Fact, Finding, NotRead, Report, Uppdrag

MNKR = Decimal(1_000_000)
SHEET = "Resultat"

# utfall, budget, utfall fg år | prognos, fg prognos, budget, bokslut fg år  (mnkr)
GOLDEN: dict[str, tuple[str, ...]] = {
    "intakter": ("78.5", "79.4", "76.7", "125.1", "125.6", "124.0", "125.9"),
    "kostnader": ("-340.5", "-372.7", "-343.3", "-566.6", "-575.3", "-580.6", "-574.1"),
    "kommunbidrag": ("263.0", "263.0", "257.7", "395.4", "394.5", "395.4", "386.5"),
    "kommuninterna_bidrag": ("29.3", "34.1", "35.2", "59.1", "60.2", "61.2", "76.1"),
    "resultat": ("30.3", "3.8", "26.3", "13.0", "5.0", "0.0", "14.4"),
}
# heading, scenario, horizon, basis, years back, role
COLUMNS: tuple[tuple[str, str, str, str, int, str], ...] = (
    ("Utfall", "utfall", "period", "", 0, "own"),
    ("Budget", "budget", "period", "", 0, "own"),
    ("Utfall fg år", "utfall", "period", "", 1, "comparison"),
    ("Prognos", "prognos", "year", "{report}", 0, "own"),
    ("Fg prognos", "prognos", "year", "fg:{report}", 0, "comparison"),
    ("Budget helår", "budget", "year", "", 0, "own"),
    ("Bokslut fg år", "utfall", "year", "", 1, "comparison"),
)

ROUNDING = Finding(
    "info", "avrundning", "78,5 − 79,4 = −0,9, tryckt −0,8.", (f"{SHEET}!B2",), verdict="avrundning"
)
UPPDRAG = Uppdrag(
    "kommunstyrelsen", "0642/23", "Utred lokalerna.", "KF 2023-12-07 § 85", "pagar", "Uppdrag", "A2"
)


def fact(measure: str = "resultat", value: Decimal | str | int | None = "30.3", **changes: Any) -> Fact:
    """One Fact. `value` is the printed number in `scale` (default mnkr); `changes`: any field of Fact."""
    scale = Decimal(changes.pop("scale", MNKR))
    printed = None if value is None else Decimal(value)
    exponent = printed.as_tuple().exponent if printed is not None else 0
    defaults: dict[str, Any] = {
        "namnd": "kommunstyrelsen", "verksamhet": "", "scenario": "utfall", "basis": "", "year": 2024,
        "month": 8, "horizon": "period", "unit": "kr", "sheet": SHEET, "cell": "B2", "row": measure,
        "column": "Utfall", "raw": "" if printed is None else str(printed).replace(".", ","),
        "value": None if printed is None else printed * scale, "printed": printed,
        "step": Decimal(1).scaleb(int(exponent)) * scale,
    }  # fmt: skip
    return Fact(measure=measure, **(defaults | changes))


def golden_facts(
    namnd: str = "kommunstyrelsen", report: str = "2024-08", add: int | Decimal = 0
) -> list[Fact]:
    """The 35 facts of the golden table; `add` (mnkr) is added to every number, to tell reports apart."""
    return [
        _golden(namnd, report, measure, row, column, Decimal(value) + add)
        for row, (measure, values) in enumerate(GOLDEN.items(), 2)
        for column, value in enumerate(values)
    ]


def _golden(namnd: str, report: str, measure: str, row: int, column: int, printed: Decimal) -> Fact:
    heading, scenario, horizon, basis, back, role = COLUMNS[column]
    year, month = (int(part) for part in report.split("-"))
    return fact(
        measure, printed, namnd=namnd, scenario=scenario, horizon=horizon, basis=basis.format(report=report),
        year=year - back, month=12 if horizon == "year" else month, role=role,
        cell=f"{'BCDEFGH'[column]}{row}", column=heading,
    )  # fmt: skip


def make_report(
    kommun: str = "goteborg",
    report: str = "2024-08",
    *,
    facts: list[Fact] | None = None,
    namnder: tuple[str, ...] = ("kommunstyrelsen",),
    add: Decimal | int = 0,
    salt: str = "",
    **changes: Any,
) -> tuple[Report, bytes]:
    """A Report and the bytes of its file. Without `facts`: the golden table for each of `namnder`.

    `salt` makes another file of the same figures; `changes` replaces any field of Report.
    """
    if facts is None:
        facts = [f for namnd in namnder for f in golden_facts(namnd, report, Decimal(add))]
    original = f"{kommun} {report} {salt} {facts!r}".encode()
    made = Report(
        file=f"{kommun}-{report}.xlsx",
        sha256=hashlib.sha256(original).hexdigest(),
        kommun=kommun,
        report=report,
        kind="delarsrapport",
        title=f"Delårsrapport {report}",
        facts=tuple(facts),
        findings=(ROUNDING,),
        not_read=(NotRead(SHEET, "J3", "17", "Kolumnen saknar rubrik."),),
        uppdrag=(UPPDRAG,),
        comments=(Comment("kommunstyrelsen", "Ekonomi", "Prognosen är bättre.", "Kommentarer", "A2"),),
    )
    return replace(made, **changes), original
