"""The answers to a file's questions, applied where the table is understood: all arithmetic follows them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from loaders._context import years_above
from loaders._document import Document
from loaders._fingerprint import column_keys, fingerprint, layout, row_key
from loaders._given import SKIP, Answers
from loaders._levels import Entity
from loaders._rows import Row, short_name
from loaders._shape import Shape
from loaders._slot import FAR, Slot
from loaders._table import Item, RawTable
from loaders._words import Column, words
from swedish import slug

PAIR = "avvikelse "
MINUS = " minus "
OWN = "eget="
COLUMNS: dict[str, tuple[str, str, int, bool]] = {  # scenario, horizon, years from the report's, previous
    "utfall period": ("utfall", "period", 0, False),
    "budget period": ("budget", "period", 0, False),
    "budget helar": ("budget", "year", 0, False),
    "prognos helar": ("prognos", "year", 0, False),
    "fg prognos": ("prognos", "year", 0, True),
    "utfall fg ar": ("utfall", "period", -1, False),
    "bokslut fg ar": ("utfall", "year", -1, False),
}
TIMES = ("perioden", "helaret")
_MONTH = re.compile(r"((?:19|20)\d\d)-(0[1-9]|1[0-2])")
_ONE_YEAR = re.compile(r"ar[+-]\d+")
_ROWS = {
    "poster": Shape("measure"),
    "matt": Shape("measure", open=True),
    "namnder": Shape("entity"),
    "verksamheter": Shape("verksamhet"),
}


@dataclass(slots=True)
class TableAnswers:
    """The answers about one table."""

    table: RawTable
    document: Document
    answers: Answers
    dated: bool = False  # the document's time is what was answered of this table
    layout: str = ""
    fingerprint: str = ""
    names: list[str] = field(default_factory=list)  # of the columns, among the keys
    own_units: dict[str, str] = field(default_factory=dict)  # of the mått that were answered to be new
    _left: dict[int, str] = field(default_factory=dict)  # why columns are left out

    def __post_init__(self) -> None:
        self.layout = layout(self.table)
        self.fingerprint = fingerprint(self.layout)
        self.names = column_keys(self.table.headings, self.document)
        self.answers.layouts.add(self.fingerprint)

    def key(self, kind: str, name: str = "") -> str:
        """`kolumn:<fingerprint>:<name>`."""
        return ":".join(p for p in (kind, self.fingerprint, name) if p)

    def of(self, kind: str, name: str = "") -> str:
        return self.answers.get(self.key(kind, name))

    def skipped(self, kind: str, name: str = "") -> str:
        return self.answers.skipped(self.key(kind, name))

    def _name(self, kind: str, name: str, text: str) -> None:
        """Remember what the file calls what a rule is about."""
        if (key := self.key(kind, name)) in self.answers.rules:
            self.answers.names[key] = text

    def left_out(self, unclear: bool) -> str:
        """Why the whole table is left out, or ''. `unclear`: what its rows are is asked."""
        if unclear and (left := self.skipped("tabell")):
            return left
        odd = self.odd_years()
        return (self.skipped("period", odd) if odd else "") or self.skipped("tid")

    def odd_years(self) -> str:
        """The years of the title, told from the report's, when that is not one of them: `ar-2`."""
        years = years_above(self.table)
        if self.dated or not years or self.document.year in years:
            return ""
        return " ".join(f"ar{y - self.document.year:+}" for y in sorted(years))

    def time(self) -> tuple[int, int] | None:
        """(year, month) that the table was answered to be about; never a time after the report's."""
        own, odd = (self.document.year, self.document.month or 12), self.odd_years()
        if found := _MONTH.fullmatch(self.of("tid")):
            then = (int(found[1]), int(found[2]))
            return then if then < own else None
        way = self.of("period", odd) if _ONE_YEAR.fullmatch(odd) else ""
        if way not in TIMES or not self.document.year:
            return None
        then = (self.document.year + int(odd.removeprefix("ar")), own[1] if way == "perioden" else 12)
        return then if then < own else None

    def about_columns(self) -> bool:
        """Is there any answer about this table's columns?"""
        return any(
            k.startswith((f"kolumn:{self.fingerprint}:", f"manad:{self.fingerprint}")) for k in self.answers
        )

    def whose(self, rows: Sequence[Row]) -> str:
        """The nämnd that was answered for a sheet that names none, when this table's rows need one."""
        if not any(r.problem == "fraga_namnd" and not namnd_name(r) for r in rows):
            return ""
        namnd = self.answers.get(f"bladnamnd:{self.table.sheet}")
        return "" if namnd == SKIP else namnd

    def _unnamed(self) -> str:
        """Why rows of no nämnd are left out, or ''."""
        unknown = self.document.unknown_namnd
        keys = (f"namnd:{unknown}",) if unknown else (f"bladnamnd:{self.table.sheet}", "fraga_namnd")
        return next((s for k in keys if (s := self.answers.skipped(k))), "")

    def shape(self, shape: Shape) -> Shape:
        """With what was answered of the table's rows and unit."""
        said = _ROWS.get(self.of("tabell"))
        return replace(shape, rows=said.rows, open=said.open) if said else shape

    def unit(self) -> tuple[str, Decimal] | None:
        """The unit of money that nothing in the file says."""
        unit = words()["unit"].get(self.of("enhet"))
        return (unit[0], Decimal(unit[1])) if unit else None

    def columns(self, columns: Sequence[Column], slots: Sequence[Slot]) -> list[Column]:
        """The columns with what was answered of those that have a problem."""
        asked = {k: c for k, c in enumerate(columns) if slots[k].problem}
        self._left = {k: self._skips(k, c, slots[k].problem) for k, c in asked.items()}
        return [self._column(k, c, slots[k]) if k in asked else c for k, c in enumerate(columns)]

    def _skips(self, k: int, column: Column, problem: str) -> str:
        """Why a column is left out, or ''."""
        left = self.skipped("kolumn", self.names[k])
        if left or problem != "fraga_manad":
            return left
        quarter = self.of("manad") == "manaden" and column.length > 1
        return "manaden" if quarter else self.skipped("manad")

    def _column(self, k: int, column: Column, slot: Slot) -> Column:
        self._name("kolumn", self.names[k], self.table.headings[k])
        value = self.of("kolumn", self.names[k])
        if self._left[k]:
            return replace(column, label=True, scenario="", derived="", measure="")
        if value.startswith(PAIR):
            return self._difference(column, value)
        if slot.problem == "fraga_manad" and not column.derived:
            column = self._of_month(column, slot)
        return answered(column, value, self.document)

    def _of_month(self, column: Column, slot: Slot) -> Column:
        """The month as it was answered: alone it is of the scenario that it was taken for."""
        if self.of("manad") == "manaden":
            return replace(column, monthly=True, scenario=slot.scenario)
        return replace(column, through=True) if self.of("manad") == "ackumulerat" else column

    def _difference(self, column: Column, value: str) -> Column:
        top, _, base = value.removeprefix(PAIR).partition(MINUS)
        if top not in self.names or base not in self.names:
            return column
        pair = (self.names.index(top), self.names.index(base))
        derived = column.derived or "avvikelse"
        return replace(column, derived=derived, unknown=(), scenario="", pair=pair)

    def slots(self, slots: Sequence[Slot]) -> list[Slot]:
        """The slots, with the reason for each column that shall be left out."""
        return [replace(s, problem=self._left[k]) if self._left.get(k) else s for k, s in enumerate(slots)]

    def cut(self) -> None:
        """Put the numbers of a row whose cut was chosen into their columns."""
        for row in self.table.rows:
            if row.unsure and (said := self.of("kapning", row_key(row.label))):
                chosen = next((r for r in row.readings if cut_text(r) == said), None)
                if chosen:
                    row.cells = {k: (Item(n),) for k, n in enumerate(chosen) if n}
                    row.unsure, row.certain = (), True

    def rows(self, rows: Sequence[Row]) -> list[Row]:
        """The rows with what was answered of them."""
        return [self._row(r) for r in rows]

    def _row(self, row: Row) -> Row:
        if row.raw.unsure and (left := self.skipped("kapning", row_key(row.raw.label))):
            return replace(row, problem=left)
        if row.problem == "fraga_namnd" and not namnd_name(row) and (left := self._unnamed()):
            return replace(row, problem=left)
        if row.problem not in ("fraga_rad", "fraga_kommun", "fraga_namnd"):
            return row
        name = row_name(row)
        self._name("rad", name, row.entity.name or row.raw.label)
        value = self.of("rad", name)
        if left := self.skipped("rad", name) or self.answers.skipped(f"namnd:{namnd_name(row)}"):
            return replace(row, problem=left)
        if not value:
            return row
        entity = self._entity(row, value)
        measure = _measure(row, value)
        if value.startswith(OWN):
            self.own_units[measure] = value.removeprefix(OWN)
        return replace(row, entity=entity, measure=measure, problem=entity.problem)

    def _entity(self, row: Row, value: str) -> Entity:
        kind, _, code = value.partition("=")
        namnd = row.entity.namnd or self.document.namnd
        label = row.entity.name or row.raw.label
        if kind == "verksamhet":
            new = ("", "") if code else (slug(label), label)
            return Entity(namnd, code or new[0], problem="" if namnd else "fraga_namnd", new=new)
        if kind == "summa":
            return Entity(self.document.namnd, total=True)
        return row.entity

    def measure(self) -> str:
        """What the table's numbers measure, when neither row nor column says it."""
        said = self.of("matt")
        return "" if said == SKIP else said

    def thousands(self, item: Item, way: str) -> Item:
        """`1,234` as it was answered; it is then as sure as a typed number."""
        if way == "decimaler":
            return replace(item, digital=True)
        return replace(item, num=replace(item.num, value=item.num.value * 1000, decimals=0), digital=True)


def answered(column: Column, value: str, document: Document) -> Column:
    """A column as the answer says it is; a year of its own stays, unless it is out of all reason."""
    if value in ("period", "helar"):
        return replace(column, horizon="year" if value == "helar" else "period", single=False)
    if value not in COLUMNS:
        return column
    scenario, horizon, shift, previous = COLUMNS[value]
    own = column.year if abs(column.year - document.year) <= FAR else 0
    year = own or (document.year + shift if document.year else 0)
    month = column.month if horizon == "period" and (year, column.month) <= _told(document) else 0
    return replace(
        column, scenario=scenario, horizon=horizon, year=year, month=month, previous=previous, unknown=(),
        shift=0 if own else shift, single=False, vintage=False, named=False, label=False, derived="",
    )  # fmt: skip


def _told(document: Document) -> tuple[int, int]:
    return document.year, document.month


def row_name(row: Row) -> str:
    """What a row's own question is kept under."""
    return row_key(row.entity.name if row.problem == "fraga_rad" and row.entity.name else row.raw.label)


def namnd_name(row: Row) -> str:
    """What the question of a row's nämnd is kept under."""
    return row.entity.name or (row.raw.label if row.own else "")


def cut_text(reading: Sequence[object]) -> str:
    """`172 | 63`, with – where a cell is empty."""
    return " | ".join(getattr(n, "text", "–") for n in reading)


def _measure(row: Row, value: str) -> str:
    kind, _, _ = value.partition("=")
    if kind in ("verksamhet", "summa"):
        return row.measure
    return f"matt:{slug(short_name(row.raw.label))}" if kind == "eget" else value
