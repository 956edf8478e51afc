"""Made-up kommuner whose sick leave is told per verksamhet and form of employment, as a reader meets them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

from metrics import evaluate, sekretess
from metrics._lattice import Cell
from metrics.readable import Readable
from metrics.sjukfranvaro import SEVEN, ledger, rate
from store import Store, publish_many
from store.records import Fact, Report
from tests.metrics.attacker import Attacker
from tests.store.factory import fact

REPORT = "2024-08"
FORMS = ("tillsvidare", "visstid", "timavlonad")
PEOPLE = {"kon": ("K", "M"), "alder": ("-29", "30-49", "50-")}
SIZES = ((3, 12, 40), (0, 6, 25, 60), (5, 15, 80), (0, 12, 12, 40), (3, 12, 12, 30, 70))
TABLES = (  # which parts a nämnd's rows are divided by: verksamhet (v), kön or ålder (p), form (f)
    ("", "v", "f", "vf"), ("", "f", "p", "pf"), ("v", "vf"), ("", "p", "f"), ("pf",), ("", "v", "p", "vp"),
    ("vp", "f"), ("", "v", "p", "f", "vf"), ("vpf",), ("", "v", "f"),
)  # fmt: skip


@dataclass
class Divided:
    """heads: how many there are of each group that nothing divides further, whose hours are the unknowns."""

    kommun: str
    heads: dict[Cell, int] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)

    def of(self, group: Cell) -> list[Cell]:
        """The unknowns that a group's hours are the sum of."""
        return [c for c in self.heads if all(a in ("", b) for a, b in zip(group, c, strict=True))]

    def size(self, group: Cell) -> int:
        return sum(self.heads[c] for c in self.of(group))

    def full(self) -> bool:
        """True when nobody can take a group to be empty."""
        forms = {frozenset(c.form for c in self.of(Cell(n))) for n in {c.namnd for c in self.heads}}
        return len(forms) == 1 and all(self.heads.values())

    def small(self) -> Iterator[Cell]:
        """Every group of one to ten that the law speaks of."""
        columns = [sorted({"", *(c[i] for c in self.heads)}) for i in range(5)]
        for group in map(Cell._make, product(*columns)):
            law = group.namnd or (not group.verksamhet and group.dims < 2)
            if law and 1 <= self.size(group) <= 10:
                yield group


def made_up(seed: int) -> Divided:
    """Two or three nämnder, each with its own verksamheter and tables; most say how many they are."""
    random = Random(seed)
    made, sizes, people = Divided(f"kommun-{seed}"), random.choice(SIZES), random.choice(list(PEOPLE))
    forms = random.choice((3, 3, 2))
    for nr in range(random.choice((2, 2, 3))):
        below = [f"v{i}" for i in range(random.choice((2, 3)))]
        own = FORMS[: random.choice((forms, forms, 2))]
        for verksamhet, group, form in product(below, PEOPLE[people], own):
            cell = Cell(f"n{nr}", verksamhet, form=form, **{people: group})
            made.heads[cell] = random.choice(sizes)
        made.facts += _told(random, made, f"n{nr}")
    return made


def _told(random: Random, made: Divided, namnd: str) -> Iterator[Fact]:
    """Every table of a nämnd: the hours, and mostly of how many employees."""
    hours = {c: random.randint(1, 90) * bool(made.heads[c]) for c in made.of(Cell(namnd))}
    counted = random.random() < 0.8
    for part in random.choice(TABLES):
        for group in dict.fromkeys(group_of(cell, part) for cell in hours):
            told = told_of(group, made.size(group), sum(hours[c] for c in made.of(group)))
            yield from told if counted else told[:2]


def group_of(cell: Cell, part: str) -> Cell:
    """The group that a row is of, in a table that is divided so."""
    keep = {"v": ("verksamhet",), "p": ("kon", "alder"), "f": ("form",)}
    kept = {name: getattr(cell, name) for letter in part for name in keep[letter]}
    return Cell(cell.namnd, **kept)


def told_of(group: Cell, heads: int, sick: int) -> list[Fact]:
    """What a report tells of a group."""
    told = {"sjuktimmar": sick, "ordinarie_timmar": heads * 1200, "antal_anstallda": heads}
    return [_fact(measure, value, group) for measure, value in told.items()]


def _fact(measure: str, value: int, group: Cell) -> Fact:
    unit = "antal" if measure == "antal_anstallda" else "timmar"
    where = {k: v for k, v in group._asdict().items() if k != "form"} | {"anstallningsform": group.form}
    return fact(measure, Decimal(value), scale=1, unit=unit, **where)


def published(folder: Path, kommuner: Iterable[Divided]) -> Readable:
    """All of them in one store, as a reader may see it."""
    publish_many(folder, [_report(made, nr) for nr, made in enumerate(kommuner)], "attestant")
    return Readable(Store(folder))


def _report(made: Divided, nr: int) -> tuple[Report, bytes]:
    """In every other kommun a nämnd's own row is a control total of its verksamheter."""
    placed = [replace(f, cell=f"B{i}") for i, f in enumerate(made.facts, 2)]
    below = {f.namnd for f in placed if f.verksamhet}
    sums = tuple(f for f in placed if nr % 2 and f.namnd in below and not f.verksamhet)
    original = made.kommun.encode()
    report = Report(
        file=f"{made.kommun}.xlsx", sha256=hashlib.sha256(original).hexdigest(), kommun=made.kommun,
        report=REPORT, kind="delarsrapport", title="Delårsrapport", control_totals=sums,
        facts=tuple(f for f in placed if f not in sums),
    )  # fmt: skip
    return report, original


def what_is_shown(store: Readable, made: Divided) -> Attacker:
    """Every cell and every sum of sick hours that can be shown; groups that are shown as empty have none."""
    attacker = Attacker()
    rows = {row["fact_id"]: row for row in _rows(store, made.kommun)}
    sick = {i: made.of(_whose(row)) for i, row in rows.items() if row["measure"] == "sjuktimmar"}
    cells = {(i,) for i, row in rows.items() if row["value"] is not None}
    sums = {*cells, *_nyckeltal(store, made), *_rates(store, made)}
    learnt = {tuple(c for i in sorted(shown) for c in sick.get(i, ())) for shown in sums}
    none = {(c,) for row in rows.values() if _nobody(row) for c in made.of(_whose(row))}
    for parts in sorted(learnt | none, key=lambda p: (len(p), p)):
        attacker.learns(parts)
    return attacker


def left_out(store: Any, made: Divided) -> set[Cell]:
    return {c for cells in sekretess.silence(store, made.kommun).years.values() for c in cells}


def _rows(store: Readable, kommun: str) -> Iterator[dict[str, Any]]:
    """Facts and control totals, as a reader may see them."""
    for namnd in store.namnder(kommun):
        yield from store.table(kommun, namnd["code"], REPORT)
    for s in store.submissions(kommun):
        found = (store.fact(f"{s['id']}.c{nr}") for nr in range(s["control_totals"]))
        yield from (row for row in found if row)


def _whose(row: dict[str, Any]) -> Cell:
    return Cell(row["namnd"], row["verksamhet"], row["kon"], row["alder"], row["anstallningsform"])


def _nobody(row: dict[str, Any]) -> bool:
    return row["measure"] == "antal_anstallda" and row["value"] == 0


def _nyckeltal(store: Any, made: Divided) -> Iterator[tuple[str, ...]]:
    """The cells behind each answer that has a value: nämnder, verksamheter, the kommun."""
    for namnd, verksamhet in product((None, ""), ("", "*")):
        for answer in evaluate(store, "sjukfranvaro", made.kommun, namnd=namnd, verksamhet=verksamhet):
            if answer.value is not None:
                yield answer.facts


def _rates(store: Any, made: Divided) -> Iterator[tuple[str, ...]]:
    """What the table of the law and its curves are made of."""
    book = ledger(store, made.kommun, REPORT)
    for one, namnd in product(SEVEN, ("", *sorted({c.namnd for c in made.heads}))):
        if (top := rate(book, one, namnd, 2024, 8).top) is not None:
            yield top.facts
