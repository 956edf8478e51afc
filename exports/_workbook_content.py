"""What is to stand in a workbook of the program's own layout, and the lines that it becomes."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from store.workbook_layout import Column
from swedish import MONTHS

Value = Decimal | str | None
"""A number in the workbook's unit, a mark (- . ..), or nothing."""
Key = tuple[str, str, str, "Column | int"]
"""(table, entity, measure, column or month). Entity: verksamhet, mått, 'K|-29' (a group), '' = the whole."""


@dataclass(slots=True)
class Content:
    """One nämnd's report. `matt`: (label, verksamhet, unit); `texts` by (table, entity, measure, heading).

    uppdrag: (ärendenummer, text, beslut, status, when it comes back).
    """

    kommun: str
    namnd: str
    year: int
    month: int
    unit: str = "tkr"
    verksamheter: list[str] = field(default_factory=list)
    matt: list[tuple[str, str, str]] = field(default_factory=list)
    values: dict[Key, Value] = field(default_factory=dict)
    texts: dict[tuple[str, str, str, str], str] = field(default_factory=dict)
    uppdrag: list[tuple[str, str, str, str, str]] = field(default_factory=list)
    comments: list[tuple[str, str]] = field(default_factory=list)

    @property
    def period(self) -> str:
        """`augusti 2024`."""
        return f"{MONTHS[self.month - 1]} {self.year}"

    @property
    def title(self) -> str:
        kind = f"årsbokslut {self.year}" if self.month == 12 else f"delårsrapport {self.period}"
        return f"{self.namnd}, {kind}"

    def group(self, name: str) -> str:
        """The text above the columns of a group: `Perioden januari–augusti 2024`."""
        if name == "Helåret":
            return f"Helåret {self.year}"
        return f"{name} januari{f'–{MONTHS[self.month - 1]}' if self.month > 1 else ''} {self.year}"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell to write: an input, or a formula with the value that it has now."""

    value: Value = None
    formula: str = ""
    decimals: int = 0
    text: bool = False
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row to write: its labels, then its cells. `kind`: post, sub, sum, total, spare (open to be named)."""

    labels: tuple[str, ...]
    cells: tuple[Cell, ...]
    kind: str = "post"


def number(value: Value) -> Decimal | None:
    """The value when it is a number."""
    return value if isinstance(value, Decimal) else None


def added(values: list[Value], needed: int) -> Value:
    """The sum of the numbers; None when fewer than `needed` are there (a missing number is not zero)."""
    found = [v for v in values if isinstance(v, Decimal)]
    return sum(found, Decimal(0)) if found and len(found) >= needed else None


def plain(value: Decimal) -> Decimal:
    """Without zeros after the last decimal: 1.50 -> 1.5, 200.0 -> 200."""
    short = value.normalize()
    return short if value != value.to_integral_value() else value.quantize(Decimal(1))
