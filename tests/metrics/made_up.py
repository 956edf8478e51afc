"""Made-up reports for the twin test: whole tables with gaps, secrets, superseded files, groups and months."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from random import Random

from store.records import Fact
from tests.metrics.twin_posts import Submission

KOMMUN = "goteborg"
NAMNDER = ("kommunstyrelsen", "angered", "utbildningsnamnden")  # angered existed until 2020
VERKSAMHETER = ("", "", "", "skola", "kost")
REPORTS = ("2020-04", "2020-08", "2020-12", "2021-00", "2021-04", "2021-08", "2021-12")
MONEY = (
    "intakter",
    "kostnader",
    "kommunbidrag",
    "kommuninterna_bidrag",
    "buffert",
    "resultat",
    "nettokostnad",
)
MATT = ("matt:elever", "matt:nojda")
PRINTED = (
    "avvikelse:resultat", "avvikelse:nettokostnad", "nettokostnadsutveckling", "nettokostnadsutveckling_pct",
    "prognosfel:resultat", "forandring:resultat", "arsarbetare_forandring_pct",
)  # fmt: skip
UNITS = {
    "sjukfranvaro": "procent", "personalomsattning": "procent", "matt:nojda": "procent",
    "arsarbetare": "arsarbetare", "avgangar": "antal", "rekryteringar": "antal", "matt:elever": "antal",
    "sjukfranvaro_lang": "procent", "antal_anstallda": "antal", "antal_over_60": "antal",
    "antal_chefer": "antal", "chefer_over_riktmarke": "antal", "tjanster_saknas": "antal",
}  # fmt: skip

Column = tuple[str, str, int, int, str, str]
"""scenario, horizon, year, month, basis, role"""


def submissions(random: Random) -> list[Submission]:
    """Up to six files; some replaced by a later one, some withdrawn."""
    made: list[Submission] = []
    for number in range(random.randint(1, 6)):
        at = dt.datetime(2022, 1, 1) + dt.timedelta(days=number)
        report = random.choice(REPORTS)
        facts = list(_report(random, report))
        ends = at + dt.timedelta(days=random.randint(1, 5))
        fate = random.choice(("stays", "stays", "stays", "replaced", "withdrawn"))
        made.append(Submission(
            f"{at:%Y%m%dT%H%M%S}-{number}", report, at, ends if fate == "replaced" else None,
            ends if fate == "withdrawn" else None, tuple(facts),
        ))  # fmt: skip
    return made


def _report(random: Random, report: str) -> Iterator[Fact]:
    """The tables of a report: money always, staff and mått sometimes; some numbers left out or secret."""
    tables = [_money] + [t for t in (_staff, _hours, _matt) if random.random() < 0.4]
    namnder = random.sample(NAMNDER, random.randint(1, 3)) + ([""] if random.random() < 0.15 else [])
    hole = random.choice((0.0, 0.05, 0.3))
    for namnd in namnder:
        for verksamhet in sorted(set(random.sample(VERKSAMHETER, random.randint(1, 4)))):
            for table in tables:
                for fact in table(random, report, namnd, verksamhet):
                    if random.random() >= hole:
                        yield _secret(fact) if random.random() < hole / 3 else fact


def _secret(fact: Fact) -> Fact:
    return replace(fact, value=None, printed=None, status="sekretess")


def _columns(random: Random, report: str) -> list[Column]:
    year, month = int(report[:4]), int(report[5:])
    if not month:
        return [
            ("budget", "year", year, 12, f"{year}:1", "own"),
            ("budget", "year", year, 12, f"{year}:2", "own"),
            ("prognos", "year", year - 1, 12, report, "own"),
        ]
    every = [
        ("utfall", "period", year, month, "", "own"),
        ("budget", "period", year, month, "", "own"),
        ("utfall", "period", year - 1, month, "", "comparison"),
        ("prognos", "year", year, 12, random.choice((report, "")), "own"),
        ("prognos", "year", year, 12, f"fg:{report}", "comparison"),
        ("budget", "year", year, 12, "", "own"),
        ("utfall", "year", year - 1, 12, "", "comparison"),
    ]
    if month == 12:
        every += [
            ("utfall", "year", year, 12, "", "own"),
            ("prognos", "year", year, 12, f"{year}-08", "comparison"),
        ]
    return random.sample(every, random.randint(1, len(every)))


def _fact(random: Random, namnd: str, verksamhet: str, measure: str, column: Column, **more: str) -> Fact:
    scenario, horizon, year, month, basis, role = column
    value = Decimal(random.choice((0, 1, 2, 5, 10, -3, -10, 25))) * random.choice(
        (Decimal(1), Decimal("0.1"))
    )
    through = "2020-07" if random.random() < 0.05 else ""
    return Fact(
        namnd, verksamhet, measure, scenario, basis, year, month, horizon, value, UNITS.get(measure, "kr"),
        random.choice((Decimal(1), Decimal("0.1"))), value, "Blad", f"B{random.randint(1, 9)}", measure,
        scenario, str(value), role=role, measured_through=through, **more,
    )  # fmt: skip


def _money(random: Random, report: str, namnd: str, verksamhet: str) -> Iterator[Fact]:
    measures = random.choice(
        (MONEY, MONEY[:4], MONEY[:3], MONEY[:2], ("resultat",), ("nettokostnad", "resultat"))
    )
    for column in _columns(random, report):
        yield from (_fact(random, namnd, verksamhet, m, column) for m in measures)
        if column[4:] == ("", "own") and random.random() < 0.3:
            yield from (_fact(random, namnd, verksamhet, f"rapporterad:{m}", column) for m in PRINTED)


def _staff(random: Random, report: str, namnd: str, verksamhet: str) -> Iterator[Fact]:
    for column in _columns(random, report):
        yield _fact(random, namnd, verksamhet, "sjukfranvaro", column)
        yield _fact(random, namnd, verksamhet, "personalomsattning", column)
        yield _fact(random, namnd, verksamhet, "sjukfranvaro_lang", column)
        yield _fact(random, namnd, verksamhet, "tjanster_saknas", column)
        for groups in random.choice(([{}], [{}, {"kon": "K"}, {"kon": "M"}], [{"kon": "K"}, {"kon": "M"}])):
            yield _fact(random, namnd, verksamhet, "arsarbetare", column, **groups)
            yield _fact(random, namnd, verksamhet, "avgangar", column, **groups)
            yield _fact(random, namnd, verksamhet, "rekryteringar", column, **groups)
            for measure in ("antal_anstallda", "antal_over_60", "antal_chefer", "chefer_over_riktmarke"):
                yield _fact(random, namnd, verksamhet, measure, column, **groups)


def _hours(random: Random, report: str, namnd: str, verksamhet: str) -> Iterator[Fact]:
    """Hours month by month, by kön or ålder, or for the whole period."""
    year, last = int(report[:4]), int(report[5:])
    groups = random.choice(([{}], [{"kon": "K"}, {"kon": "M"}], [{"alder": "-29"}, {"alder": "30-"}]))
    for measure in ("sjuktimmar", "sjuktimmar_lang", "ordinarie_timmar"):
        if random.random() < 0.2:
            column = ("utfall", "period", year, last or 4, "", "own")
            yield replace(_fact(random, namnd, verksamhet, measure, column), unit="timmar")
            continue
        for back in random.choice(((0,), (0, 1))):
            for month in range(1, (last or 4) + 1):
                column = ("utfall", "month", year - back, month, "", "comparison" if back else "own")
                for group in groups:
                    yield replace(_fact(random, namnd, verksamhet, measure, column, **group), unit="timmar")


def _matt(random: Random, report: str, namnd: str, verksamhet: str) -> Iterator[Fact]:
    for column in _columns(random, report):
        yield from (_fact(random, namnd, verksamhet, m, column) for m in MATT)
