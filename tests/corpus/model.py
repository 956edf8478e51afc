"""A report file as it is drawn: cells with what they show, and for each number what it truly says.

Nothing here knows how the reader works: the truth is what the maker of the file meant.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

FACT, TOTAL, NOT_DATA, MUST_ASK = "fact", "control_total", "not_data", "must_ask"
EITHER = "fact|control_total"  # of the whole kommun: nothing is counted twice by either
MAY = "may"  # a sum of other answers: right when it is read, and no number of its own
UTFALL, BUDGET, PROGNOS = "utfall", "budget", "prognos"
PERIOD, YEAR, MONTH = "period", "year", "month"


@dataclass(frozen=True)
class Truth:
    """What a number says, as a Fact says it. `a|b` in a text means that either is right."""

    namnd: str = ""
    verksamhet: str = ""
    measure: str = ""
    scenario: str = ""
    basis: str = ""
    year: int = 0
    month: int = 0
    horizon: str = ""
    value: Decimal | None = None
    unit: str = ""
    kon: str = ""
    alder: str = ""
    kind: str = FACT


@dataclass(frozen=True)
class Col:
    """A column of figures. `derived`: avvikelse, avvikelse_pct, forandring ..., of the columns with the keys
    `pair`; `key` finds the figure. `kind` is note or text where it holds no figures.
    """

    text: str
    key: str = ""
    scenario: str = ""
    year: int = 0
    month: int = 0
    horizon: str = ""
    basis: str = ""
    derived: str = ""
    pair: tuple[str, str] = ("", "")
    measure: str = ""
    kind: str = ""
    heads: tuple[str, ...] = ()  # the texts of the heading rows above `text`

    def named(self, text: str, *heads: str) -> Col:
        return replace(self, text=text, heads=heads)


@dataclass(frozen=True)
class Row:
    """A row: of which nämnd, verksamhet and measure. `total`: a control total; '' as text is a blank row."""

    text: str
    measure: str = ""
    namnd: str = ""
    verksamhet: str = ""
    total: bool = False
    indent: int = 0
    bold: bool = False
    unit: str = "kr"
    decimals: int | None = None
    kon: str = ""
    alder: str = ""
    comment: str = ""


@dataclass(frozen=True)
class Spot:
    """A cell. `number` is what the file stores, `fmt` its number format; `shown` is how a format without
    number cells prints it.
    """

    shown: str = ""
    number: Decimal | None = None
    fmt: str = "General"
    bold: bool = False
    indent: int = 0
    date: dt.date | None = None
    truth: Truth | None = None
    formula: str = ""
    error: str = ""


@dataclass
class Page:
    """A sheet. `merged`: (row, col, last row, last col)."""

    name: str
    spots: dict[tuple[int, int], Spot] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: bool = False
    hidden_cols: list[int] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    outline: dict[int, int] = field(default_factory=dict)
    comments: dict[tuple[int, int], str] = field(default_factory=dict)

    def put(self, row: int, col: int, text: str, *, bold: bool = False, indent: int = 0) -> None:
        """A text; nothing for ''."""
        if text:
            self.spots[row, col] = Spot(text, bold=bold, indent=indent)

    def lines(self, row: int, *texts: str, col: int = 1, bold: bool = True) -> int:
        """Texts under each other; gives the row after them."""
        for text in texts:
            self.put(row, col, text, bold=bold)
            row += 1
        return row

    def merge(self, row: int, col: int, last_row: int, last_col: int) -> None:
        if (row, col) != (last_row, last_col):
            self.merged.append((row, col, last_row, last_col))

    @property
    def size(self) -> tuple[int, int]:
        return max(r for r, _ in self.spots), max(c for _, c in self.spots)


@dataclass(frozen=True)
class Answer:
    """What one number of a file says. `cell` is '' in a file whose numbers have no cells."""

    sheet: str
    cell: str
    printed: str
    truth: Truth


@dataclass(frozen=True)
class Shape:
    """A file of the corpus: its name, one line on its shape, how it is judged and what the user says of it.

    `by_cell`: an answer belongs to its cell. Otherwise to its meaning: a PDF page has no cells of its own.
    """

    file: str
    what: str
    data: bytes
    answers: tuple[Answer, ...]
    by_cell: bool = True
    hints: dict[str, str] = field(default_factory=dict)
    committed_only: bool = False  # made by LibreOffice: not made anew by the test


def a1(row: int, col: int) -> str:
    """(7, 2) -> `B7`."""
    letters = ""
    while col:
        col, rest = divmod(col - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def answers_of(pages: list[Page]) -> tuple[Answer, ...]:
    return tuple(_answers(pages))


def _answers(pages: list[Page]) -> Iterator[Answer]:
    for page in pages:
        for (row, col), spot in sorted(page.spots.items()):
            if spot.truth:
                yield Answer(page.name, a1(row, col), spot.shown, spot.truth)
