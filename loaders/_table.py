"""A table as it stands, before anything of it is understood: headings, rows, and the numbers in their
columns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from loaders._numbers import MARKS, MINUSES, SPACES, Num, parse_number

_MAIN = rf"[{MINUSES}]?\d[\d{SPACES}]*(?:,\d+)?"
_DIGIT = re.compile(r"\d")
_WITH_PCT = re.compile(
    rf"^(?P<main>{_MAIN})[{SPACES}]*(?P<unit>[a-zA-ZåäöÅÄÖ]+)?[{SPACES}]*\((?P<pct>[+{MINUSES}]?[{SPACES}]*[\d,]+[{SPACES}]*%)\)$"
)
_PART = re.compile(rf"([A-Za-zÅÄÖåäö][\wåäö\-/ ]*?)[{SPACES}]+({_MAIN})(?=[{SPACES}]+[A-Za-zÅÄÖåäö]|$)")
_WITH_UNIT = re.compile(rf"^(?P<main>{_MAIN})[{SPACES}]*(?P<unit>mnkr|mkr|tkr|kkr|kr|mdkr|st)$", re.I)


@dataclass(frozen=True, slots=True)
class Item:
    """One number of a cell: `part` names the part of the row it is about (SLK 154,9), `change` marks a (+0,9
    %).
    """

    num: Num
    part: str = ""
    change: bool = False
    raw: str = ""  # the whole text of a cell that holds more than the number
    digital: bool = False  # a number cell of a workbook, whose decimals are those of its column


@dataclass(frozen=True, slots=True)
class Mark:
    """A cell that says that there is no number: - . .."""

    status: str
    text: str
    cell: str


@dataclass(slots=True)
class RawRow:
    labels: tuple[str, ...]
    cells: dict[int, tuple[Item, ...]] = field(default_factory=dict)  # by column number of the table
    marks: dict[int, Mark] = field(default_factory=dict)
    place: str = ""
    bold: bool = False
    indent: int = 0
    unsure: tuple[Num, ...] = ()  # numbers whose column could not be proved
    certain: bool = True
    nested: str = ""  # 'sum' of the rows below it, or 'part' of such a sum
    unit: str = ""  # what a column headed Enhet says of the row
    readings: tuple[tuple[Num | None, ...], ...] = ()  # the ways to cut it, when there are a few

    @property
    def label(self) -> str:
        return " ".join(t for t in self.labels if t)

    @property
    def heading(self) -> bool:
        return not self.cells and not self.marks and not self.unsure


@dataclass(slots=True)
class RawTable:
    sheet: str
    titles: list[str]  # the lines above, nearest last
    corner: str
    headings: list[str]
    rows: list[RawRow]
    cells: str = ""
    flags: tuple[str, ...] = ()
    label_headings: tuple[str, ...] = ()
    question: str = ""
    label_cells: frozenset[tuple[int, int]] = frozenset()  # (row, column) of the texts that name rows


def read_items(text: str, cell: str) -> tuple[Item, ...]:
    """The numbers of one cell: `78,5`; `1,7 mnkr (+0,9%)`; `SLK 154,9 Politiken 47,9`; `60 mnkr`. () when it
    is text.
    """
    if not _DIGIT.search(text):
        return ()
    if num := parse_number(text, cell):
        return (Item(num),)
    plain = text.strip(SPACES)
    if match := _WITH_PCT.match(plain):
        main, change = parse_number(match["main"], f"{cell}#1"), parse_number(match["pct"], f"{cell}#2")
        if main and change:
            return (
                Item(_with_unit(main, match["unit"]), raw=plain),
                Item(change, change=True, raw=plain),
            )
    if (match := _WITH_UNIT.match(plain)) and (num := parse_number(match["main"], cell)):
        return (Item(_with_unit(num, match["unit"]), raw=plain),)
    return _parts(plain, cell)


def _parts(text: str, cell: str) -> tuple[Item, ...]:
    found = list(_PART.finditer(text))
    if len(found) < 2 or "".join(m.group() for m in found).replace(" ", "") != text.replace(" ", ""):
        return ()
    nums = [(m[1].strip(), parse_number(m[2], f"{cell}#{i}")) for i, m in enumerate(found, 1)]
    return tuple(Item(n, part=p, raw=text) for p, n in nums if n)


def _with_unit(num: Num, unit: str | None) -> Num:
    return Num(num.value, num.decimals, num.text, num.cell, num.percent, (unit or "").lower())


def read_mark(text: str, cell: str) -> Mark | None:
    stripped = text.strip(SPACES)
    return Mark(MARKS[stripped], stripped, cell) if stripped in MARKS else None
