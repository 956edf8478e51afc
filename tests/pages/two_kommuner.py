"""A kommun with a small nämnd and a small verksamhet, made twice: alike in all that may be shown.

Hours are moved, by a seed, between a small group and the one that is left out to cover for it. Every sum that
may be shown is the same, so a reader who sees any difference between two seeds has seen what is withheld.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import swedish
from store import Store, publish_many, withdraw
from store.records import Comment, Fact, Finding, Indikator, NotRead, Report, Uppdrag
from tests.store.factory import golden_facts

KOMMUN = "goteborg"
SMALL, COVER, LARGE, SCHOOL = "valnamnden", "arkivnamnden", "kulturnamnden", "skolnamnden"
TINY, NEXT, REST = "fritidsgard", "musikskola", "grundskola"  # verksamheter of SCHOOL
HEADS = {LARGE: 15, COVER: 5, SCHOOL: 40, SMALL: 1}  # of each kön and ålder; in the order of publication
BELOW = {TINY: 6, NEXT: 34, REST: 200}
GROUPS = tuple(product("KM", ("-29", "30-49", "50-")))
TIMES = tuple((r, dt.datetime(int(r[:4]), int(r[5:]) + 1, 20, 9)) for r in ("2023-08", "2024-04", "2024-08"))
Hours = dict[str, Decimal]


@dataclass
class Kommun:
    """seed: who has the hours. large: everyone of the small ones is many, and nothing need be withheld."""

    seed: int
    large: bool = False

    def heads(self, unit: str) -> int:
        return 200 if self.large else (HEADS | BELOW)[unit]

    def hours(self, unit: str, group: tuple[str, str], year: int, month: int) -> Hours:
        """What one group of a nämnd, or a whole verksamhet, worked and was away in a month."""
        place = f"{group}{year}{month}"
        common = Random(f"{unit}{place}")
        planned = Decimal(self.heads(unit) * common.randint(100, 160) * 4)
        sick = planned * common.randint(4, 9) / 100
        own = Random(f"{self.seed}{place}{unit in BELOW}").randint(50, 450)
        moved = self.seed * 5 + Decimal(own) / 50
        sign = {SMALL: 1, COVER: -1, TINY: 1, NEXT: -1}.get(unit, 0)
        found = {"ordinarie_timmar": planned + sign * moved, "sjuktimmar": sick + sign * moved}
        found["sjuktimmar_lang"] = sick / 2 + sign * moved / 2
        return {measure: round(value, 2) for measure, value in found.items()}


def make(folder: Path, seed: int, *, large: bool = False) -> Store:
    """The kommun's reports, with one that replaces another and one that is withdrawn."""
    made = Kommun(seed, large)
    asked = [(at, report, namnd, "") for report, at in TIMES for namnd in HEADS]
    asked += [(TIMES[-1][1], "2024-08", COVER, "rättad "), (TIMES[-1][1], "2024-08", SMALL, "fel ")]
    reports = [_report(made, report, namnd, again) for _, report, namnd, again in asked]
    times = [at + dt.timedelta(days=i * (at.year > 2023), microseconds=i) for i, (at, *_) in enumerate(asked)]
    *_, gone = publish_many(folder, reports, "attestant", published_at=times)
    withdraw(folder, gone.id, "attestant", "Fel fil.", withdrawn_at=dt.datetime(2024, 12, 1))
    return Store(folder)


def _report(made: Kommun, report: str, namnd: str, again: str) -> tuple[Report, bytes]:
    facts = tuple(_facts(made, report, namnd))
    placed = tuple(replace(f, cell=f"{'CDEFGH'[i % 6]}{i + 2}") for i, f in enumerate(facts))
    secret = next(f for f in placed if f.measure == "sjukfranvaro")
    text = "\n".join(f"{f.cell};{f.measure};{f.raw}" for f in placed) + again
    told = f"Sjukfrånvaron var {secret.raw} procent. Det är {secret.raw} mer än väntat."
    return Report(
        file=f"{again}{namnd}-{report}.xlsx", sha256=hashlib.sha256(text.encode()).hexdigest(),
        kommun=KOMMUN, report=report, kind="delarsrapport", title=f"Delårsrapport {report}", facts=placed,
        control_totals=(replace(secret, cell="J2", row="Summa"),),
        findings=(
            Finding("warning", "x", f"{secret.raw} avviker.", (f"Personal!{secret.cell}",), (), "avviker"),
            Finding("warning", "y", f"I texten står sjukfrånvaron {secret.raw}.", ()),
        ),
        not_read=(NotRead("Personal", "K9", secret.raw, "Kolumnen saknar rubrik."),),
        uppdrag=(Uppdrag(namnd, "0642/23", "Utred lokalerna.", "KF § 85", "pagar", "Uppdrag", "A2"),),
        indikatorer=(Indikator(namnd, "Arbetsgivare", "indikator", "Korttidssjukfrånvaro",
                               "Mäts varje år.", "", "Mål", "A2", "minska"),),
        comments=(Comment(namnd, "Personal", told, "Kommentarer", "A2"),),
        labels=(("matt", "matt:korttidssjukfranvaro", "Korttidssjukfrånvaro"),),
    ), text.encode()  # fmt: skip


def _facts(made: Kommun, report: str, namnd: str) -> Iterator[Fact]:
    year, last = int(report[:4]), int(report[5:])
    yield from golden_facts(namnd, report, Decimal(len(namnd)))
    yield _one(namnd, "antal_anstallda", year, last, Decimal(6 * made.heads(namnd)))
    for kon, alder in GROUPS:
        yield _one(namnd, "antal_anstallda", year, last, Decimal(made.heads(namnd)), kon=kon, alder=alder)
        for month in range(1, last + 1):
            found = made.hours(namnd, (kon, alder), year, month)
            yield from _hours(namnd, year, month, found, kon=kon, alder=alder)
    if namnd == SCHOOL:
        for verksamhet in BELOW:
            yield from _verksamhet(made, verksamhet, year, last)
    yield from _printed(made, namnd, year, last)


def _verksamhet(made: Kommun, verksamhet: str, year: int, last: int) -> Iterator[Fact]:
    under = {"verksamhet": verksamhet}
    yield _one(SCHOOL, "antal_anstallda", year, last, Decimal(made.heads(verksamhet)), **under)
    for month in range(1, last + 1):
        yield from _hours(SCHOOL, year, month, made.hours(verksamhet, ("", ""), year, month), **under)
    sums = [_rate(made, [(verksamhet, ("", ""))], year, last)]
    yield from (_one(SCHOOL, "sjukfranvaro", year, last, rate, "procent", **under) for rate in sums)


def _printed(made: Kommun, namnd: str, year: int, last: int) -> Iterator[Fact]:
    """The percentages of the report, also under other names, and what the sick leave cost."""
    for kon in ("", "K", "M"):
        rate = _rate(made, [(namnd, g) for g in GROUPS if kon in ("", g[0])], year, last)
        yield _one(namnd, "sjukfranvaro", year, last, rate, "procent", kon=kon)
    whole = _rate(made, [(namnd, g) for g in GROUPS], year, last)
    for measure in ("rapporterad:forandring:sjukfranvaro", "matt:korttidssjukfranvaro"):
        yield _one(namnd, measure, year, last, whole, "procent")
    yield _one(namnd, "matt:korttidssjukfranvaro", year - 1, 12, whole, "procent", horizon="year")
    goal = _one(namnd, "matt:korttidssjukfranvaro", year, 12, Decimal(4), "procent", horizon="year")
    yield replace(goal, scenario="budget")
    away = sum(made.hours(namnd, g, year, m)["sjuktimmar"] for g in GROUPS for m in range(1, last + 1))
    yield _one(namnd, "sjuklonekostnader", year, last, 200 * away, "kr")


def _rate(made: Kommun, parts: list[tuple[str, tuple[str, str]]], year: int, last: int) -> Decimal:
    found = [made.hours(*part, year, month) for part in parts for month in range(1, last + 1)]
    sick, planned = (sum((h[m] for h in found), Decimal(0)) for m in ("sjuktimmar", "ordinarie_timmar"))
    return round(sick * 100 / planned, 2)


def _hours(namnd: str, year: int, month: int, found: Hours, **group: str) -> Iterator[Fact]:
    for measure, value in found.items():
        yield _one(namnd, measure, year, month, value, "timmar", horizon="month", **group)


def _one(
    namnd: str, measure: str, year: int, month: int, value: Decimal, unit: str = "antal",
    *, verksamhet: str = "", horizon: str = "period", **group: Any,
) -> Fact:  # fmt: skip
    return Fact(
        namnd, verksamhet, measure, "utfall", "", year, month, horizon, value, unit, Decimal("0.01"), value,
        "Personal", "C2", swedish.slug(measure), f"{measure} {month}", swedish.number(value, 2), **group,
    )  # fmt: skip
