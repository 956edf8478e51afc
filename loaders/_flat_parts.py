"""What the readers of flat tables have in common: what they are told and give, and what nobody reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import swedish
from loaders._document import Document
from loaders._flat import Head
from loaders._flat_owner import Owners
from loaders._flat_sums import Flat
from loaders._given import SKIP, Answers
from loaders.grid import Sheet, cell_name
from store import codes
from store.records import Fact, Finding, NotRead, Severity, TableView

MOST_ASKED = 40
MOST_CELLS = 200


@dataclass(frozen=True, slots=True)
class Said:
    """What the file and the caller say of all tables. `namnd`: chosen by the caller. `period`: the document's
    time is the caller's, and later rows are not read.
    """

    document: Document
    answers: Answers
    namnd: str = ""
    period: bool = False

    @property
    def until(self) -> tuple[int, int]:
        return (self.document.year, self.document.month or 12) if self.period else (0, 0)

    def owners(self, names: Mapping[str, Mapping[str, str]]) -> Owners:
        return Owners(self.document.kommun, self.answers, names, self.namnd)


@dataclass(slots=True)
class Part:
    """What one table gives. `last`: its last month of utfall. `numbers`: how many were read."""

    kind: str
    table: TableView
    facts: list[Fact] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    not_read: list[NotRead] = field(default_factory=list)
    last: tuple[int, int] = (0, 0)
    numbers: int = 0


def unread(sheet: Sheet, summed: Mapping[str, Any]) -> Iterable[NotRead]:
    """The columns of numbers that are no amounts."""
    for col, heading, count, first, last in summed["others"]:
        where = f"{cell_name(first, col)}:{cell_name(last, col)}"
        text = f"{swedish.number(count)} tal"
        yield NotRead(sheet.name, where, text, f"kolumnen ”{heading}” läses inte", numbers=count)


def outside(sheets: Iterable[Sheet]) -> list[NotRead]:
    """The numbers of sheets that hold no flat table."""
    return [
        NotRead(s.name, c.name, c.text, "bladet har ingen huvudbok och inga timmar")
        for s in sheets
        for c in s.cells.values()
        if c.number is not None
    ]


def beside(others: Iterable[NotRead]) -> list[Finding]:
    """That the tables of other sheets are not read, and how to have them read."""
    by_sheet: dict[str, list[NotRead]] = {}
    for one in others:
        by_sheet.setdefault(one.sheet, []).append(one)
    return [_beside(sheet, found) for sheet, found in by_sheet.items()]


def _beside(sheet: str, found: Sequence[NotRead]) -> Finding:
    text = (
        f"Bladet {sheet} är inte läst: {swedish.number(len(found))} tal. En fil läses antingen som bokförda "
        "rader eller som en rapport med tabeller. Spara bladet som en egen fil om det också ska läsas."
    )
    cells = tuple(f"{sheet}!{one.cell}" for one in found[:MOST_CELLS])
    return Finding(Severity.WARNING, "blad_ej_last", text, cells)


def texts_in_amounts(sheet: Sheet, summed: Mapping[str, Any]) -> list[Finding]:
    """The cells of an amount that are no numbers, with what stands there."""
    cells = summed["unread"]
    if not cells:
        return []
    listed = ", ".join(f"{cell_name(r, c)} ”{t[:30]}”" for r, c, t in cells[:6])
    more = f" och {len(cells) - 6} till" if len(cells) > 6 else ""
    text = (
        f"{sheet.name}: {listed}{more} är inte tal. Raderna är inte lästa, och de summor som raderna "
        "hör till lämnas ute. Rätta cellerna och läs in filen igen."
    )
    where = tuple(f"{sheet.name}!{cell_name(r, c)}" for r, c, _ in cells)
    return [Finding(Severity.ERROR, "text_i_belopp", text, where)]


def errors(sheet: Sheet, flat: Flat) -> list[Finding]:
    """Cells that show an error where an amount should stand."""
    wanted = {flat.head.roles[r] for r in (*flat.head.amounts, "kredit") if r in flat.head.roles}
    cells = tuple(f"{sheet.name}!{cell_name(r, c)}" for r, c in flat.errors if c in wanted)
    if not cells:
        return []
    text = f"{cells[0]} visar ett felvärde i stället för ett tal. Rätta formeln i Excel och spara filen igen."
    return [Finding(Severity.ERROR, "felvarde", text, cells[:200])]


def questions(
    sheet: str, owners: Owners, unowned: Sequence[tuple[tuple[str, str], str, str]]
) -> list[Finding]:
    """One question for each object that is nobody's: ((dimension, code), cells, what it sums)."""
    found = [_question(sheet, owners, *one) for one in unowned[:MOST_ASKED]]
    if (rest := len(unowned) - MOST_ASKED) > 0:
        text = (
            f"{sheet}: ytterligare {rest} koder saknar nämnd. Lägg in dem i data/codes/objekt.csv, eller "
            "svara på frågorna ovan så visas de sedan."
        )
        found.append(Finding(Severity.WARNING, "okanda_objekt", text))
    return found


def _question(sheet: str, owners: Owners, asked: tuple[str, str], where: str, what: str) -> Finding:
    dimension, code = asked
    known = codes.namnder(owners.kommun)
    choices = (*(n.code for n in known), SKIP)
    names = (*(n.name for n in known), "Hoppa över: utelämna talen")
    cells = (f"{sheet}!{where}",)
    if not code:
        text = (
            f"{sheet}: {what} säger inte vilken nämnd de gäller. Talen är inte lästa. Välj nämnd för filen."
        )
        return Finding(
            Severity.WARNING, "fraga_namnd", text, cells, choices[:-1], "", "fraga_namnd", names[:-1]
        )
    text = (
        f"{sheet}: vilken nämnd hör {dimension} {owners.name(dimension, code)} till? Koden finns inte i "
        f"kommunens lista. {what[:1].upper()}{what[1:]} är inte lästa."
    )
    key = f"objekt:{dimension}:{code}"
    return Finding(Severity.WARNING, "fraga_objekt", text, cells, choices, "", key, names)


def view(sheet: str, flat: Flat, title: str, meanings: Mapping[int, str]) -> TableView:
    """The table as it was understood: its headings and what they mean."""
    head: Head = flat.head
    cols = sorted(head.headings)
    last = flat.rows[-1].as_py()
    return TableView(
        title, sheet, f"{cell_name(head.row, cols[0])}:{cell_name(last, cols[-1])}", "kr",
        tuple(head.headings[c] for c in cols), tuple(meanings.get(c, "ej läst") for c in cols), (),
    )  # fmt: skip
