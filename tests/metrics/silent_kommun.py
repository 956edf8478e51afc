"""A made-up kommun with small groups, and everything about its sick leave that a reader can see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import product
from random import Random

from metrics import evaluate, sekretess, trace
from metrics.sjukfranvaro import SEVEN, Rate, ledger, rate
from store.records import Fact
from tests.metrics.attacker import Attacker
from tests.metrics.memory import MemoryStore
from tests.metrics.twin_posts import Submission

KOMMUN = "goteborg"
KON, ALDER = ("K", "M"), ("-29", "30-49", "50-")
REPORTS = (("2023-04", 1), ("2023-08", 2), ("2024-04", 1))  # the last month that each tells of
Cell = tuple[str, str, str]
"""namnd, kon, alder: one of the groups that the hours are reported for."""
Source = tuple[Cell, int, int, Decimal]
"""Cell, year, month and what a report says: the same number said again is no new unknown."""


@dataclass
class Kommun:
    """heads: how many there are. sources: fact id -> what it tells, for sick hours."""

    heads: dict[Cell, int]
    submissions: list[Submission]
    sources: dict[str, Source] = field(default_factory=dict)

    @property
    def namnder(self) -> list[str]:
        return sorted({namnd for namnd, _, _ in self.heads})

    def cells(self, namnd: str, kon: str, alder: str) -> list[Cell]:
        """The reported groups that a group is made of; '' is all."""
        asked = (namnd, kon, alder)
        return [c for c in self.heads if all(a in ("", b) for a, b in zip(asked, c, strict=True))]

    def small(self) -> Iterator[tuple[str, str, str]]:
        """Every group of at most ten that the law speaks of, and every reported one."""
        for namnd, kon, alder in product(("", *self.namnder), ("", *KON), ("", *ALDER)):
            margin = not (kon and alder)
            if (margin or namnd) and sum(self.heads[c] for c in self.cells(namnd, kon, alder)) <= 10:
                yield namnd, kon, alder


def made_up(random: Random) -> Kommun:
    """Two to four nämnder, some with groups of a few; reports that are replaced by others."""
    namnder = [f"namnd-{i}" for i in range(random.randint(2, 4))]
    sizes = random.choice(((0, 3, 12, 40), (12, 40, 60), (5, 15, 80), (11, 14, 30)))
    heads = {cell: random.choice(sizes) for cell in product(namnder, KON, ALDER)}
    made = Kommun(heads, [])
    at = dt.datetime(2023, 5, 1)
    for report, last in REPORTS:
        for namnd in namnder:
            for corrected in range(random.choice((1, 1, 1, 2))):
                at += dt.timedelta(days=1)
                facts = tuple(_facts(random, made, namnd, int(report[:4]), last))
                identity = f"{at:%Y%m%dT%H%M%S}-{namnd}-{corrected}"
                made.submissions.append(Submission(identity, report, at, None, None, facts))
    made.sources = dict(_sources(made.submissions))
    return made


def _facts(random: Random, made: Kommun, namnd: str, year: int, last: int) -> Iterator[Fact]:
    counted = random.random() < 0.7
    for _, kon, alder in made.cells(namnd, "", ""):
        heads = made.heads[namnd, kon, alder]
        for month in range(1, last + 1):
            planned = Decimal(heads * random.randint(90, 160))
            sick = Decimal(random.randint(0, 9)) if heads else Decimal(0)
            yield _fact(namnd, "ordinarie_timmar", year, month, planned, kon, alder)
            yield _fact(namnd, "sjuktimmar", year, month, sick * heads, kon, alder)
    if counted:
        for kon, alder in [("", ""), *((k, "") for k in KON), *(("", a) for a in ALDER)]:
            number = sum(made.heads[c] for c in made.cells(namnd, kon, alder))
            yield _fact(namnd, "antal_anstallda", year, last, Decimal(number), kon, alder)


def _fact(namnd: str, measure: str, year: int, month: int, value: Decimal, kon: str, alder: str) -> Fact:
    horizon, unit = ("period", "antal") if measure == "antal_anstallda" else ("month", "timmar")
    return Fact(
        namnd, "", measure, "utfall", "", year, month, horizon, value, unit, Decimal(1), value, "Personal",
        f"{kon}{alder}{month}", measure, "", str(value), kon=kon, alder=alder,
    )  # fmt: skip


def _sources(submissions: list[Submission]) -> Iterator[tuple[str, Source]]:
    for s in submissions:
        for nr, f in enumerate(s.facts):
            if f.measure == "sjuktimmar" and f.value is not None:
                yield f"{s.id}.{nr}", ((f.namnd, f.kon, f.alder), f.year, f.month, f.value)


def what_was_shown(store: MemoryStore, made: Kommun) -> Attacker:
    """What a reader knows who has kept every page since the first publication, and looked after each."""
    attacker = Attacker()
    for count in range(1, len(made.submissions) + 1):
        store.fill(KOMMUN, made.submissions[:count])
        what_is_shown(store, made, attacker)
    return attacker


def what_is_shown(store: MemoryStore, made: Kommun, attacker: Attacker | None = None) -> Attacker:
    """Everything: each report, month, year, group, nämnd and date; nyckeltal, their cells, single cells."""
    attacker = attacker or Attacker()
    shown = {*_cells(store), *_hours(store, made), *_nyckeltal(store, made)}
    sums = {frozenset(made.sources[f] for f in facts if f in made.sources) for facts in shown}
    for parts in sorted(sums, key=len):
        attacker.learns(parts)
    return attacker


def _cells(store: MemoryStore) -> Iterator[tuple[str, ...]]:
    """The stored cells that a page about one cell shows, also those of reports that others have replaced."""
    for row in store.query("SELECT * FROM fact WHERE measure = 'sjuktimmar'").to_pylist():
        if sekretess.dressed(store, row)["value"] is not None:
            yield (f"{row['submission']}.{row['nr']}",)


def _hours(store: MemoryStore, made: Kommun) -> Iterator[tuple[str, ...]]:
    """The sums of sick hours that the tables and curves show."""
    for report, _ in REPORTS:
        book = ledger(store, KOMMUN, report)
        asked = product(SEVEN, ("", *made.namnder), (2023, 2024), (1, 2), (True, False))
        for one, namnd, year, month, alone in asked:
            found: Rate = rate(book, one, namnd, year, month, alone=alone)
            if found.top is not None:
                yield found.top.facts


def _nyckeltal(store: MemoryStore, made: Kommun) -> Iterator[tuple[str, ...]]:
    """The cells behind each answer that has a value, as of each publication."""
    for as_of in (*sorted({s.published_at for s in made.submissions})[::3], None):
        for key, namnd in product(("sjukfranvaro", "sjukfranvaro_forandring"), (None, "")):
            for answer in evaluate(store, key, KOMMUN, namnd=namnd, as_of=as_of):
                if answer.value is not None and key == "sjukfranvaro":
                    yield answer.facts
                assert answer.value is not None or not trace(store, answer)


def period(made: Kommun, group: tuple[str, str, str], year: int, months: range) -> list[Source]:
    """What the sum of a group's newest hours is made of."""
    newest: dict[tuple[Cell, int, int], Source] = {}
    for source in made.sources.values():
        newest[source[:3]] = source
    wanted = made.cells(*group)
    return [s for s in newest.values() if s[0] in wanted and s[1] == year and s[2] in months]
