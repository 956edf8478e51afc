"""Each shape of the corpus registers itself: a file name, one line about it, and what draws it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.corpus import carriers
from tests.corpus.figures import When, exempelstad
from tests.corpus.model import Col, Page, Shape, answers_of

Carry = Callable[[list[Page]], bytes]
BY_SUFFIX: dict[str, Carry] = {
    ".xlsx": carriers.xlsx,
    ".xlsm": carriers.xlsm,
    ".xls": carriers.xls,
    ".ods": carriers.ods,
    ".csv": lambda pages: carriers.csv(pages[0]),
    ".txt": lambda pages: carriers.tabs(pages[0]),
    ".html": lambda pages: carriers.webpage(pages[0]),
}
GRIDS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".txt")
KOMMUN = "Exempelstads kommun"
AUG, APR, YEAR_END = When(2025, 8), When(2025, 4), When(2024, 12)
REPORT = "Delårsrapport augusti 2025"
NET = {"Intäkter": "intakter", "Kostnader": "kostnader", "Nettokostnad": "nettokostnad"}
W = exempelstad(AUG)


@dataclass(frozen=True)
class Plan:
    """A shape that is not yet made."""

    file: str
    what: str
    draw: Callable[[], list[Page]]
    carry: Carry
    by_cell: bool
    hints: dict[str, str] = field(default_factory=dict)
    foreign: bool = False  # the committed file was saved by another program, and is not made anew

    def made(self) -> Shape:
        pages = self.draw()
        return Shape(
            self.file, self.what, self.carry(pages), answers_of(pages), self.by_cell, self.hints, self.foreign
        )


PLANS: list[Plan] = []
Draw = Callable[[], list[Page]]


def shape(
    file: str,
    what: str,
    *,
    carry: Carry | None = None,
    by_cell: bool | None = None,
    foreign: bool = False,
    **hints: str,
) -> Callable[[Draw], Draw]:
    """Register the function below as the shape of `file`."""
    suffix = Path(file).suffix
    cells = suffix in GRIDS if by_cell is None else by_cell

    def register(draw: Draw) -> Draw:
        PLANS.append(Plan(file, what, draw, carry or BY_SUFFIX[suffix], cells, hints, foreign))
        return draw

    return register


def page(name: str, *titles: str, blank: bool = True) -> tuple[Page, int]:
    """A sheet with its title lines, and the row where its table begins."""
    made = Page(name)
    return made, made.lines(1, *titles) + blank


def period(deviation: str = "Avvikelse") -> list[Col]:
    """Utfall, Budget and Avvikelse of January to August."""
    return [AUG.col("U", "Utfall jan-aug"), AUG.col("B", "Budget jan-aug"), AUG.col("dU", deviation)]


def whole() -> list[Col]:
    """Prognos, Budget and Avvikelse of the whole year."""
    return [AUG.col("P", "Prognos helår"), AUG.col("BY", "Budget helår"), AUG.col("dP", "Avvikelse helår")]


def both(period: str, year: str) -> list[Col]:
    return [
        AUG.col("U", "Utfall", period),
        AUG.col("B", "Budget", period),
        AUG.col("dU", "Avvikelse", period),
        AUG.col("UF", "Utfall fg år", period),
        AUG.col("P", "Prognos", year),
        AUG.col("BY", "Budget", year),
        AUG.col("dP", "Avvikelse", year),
        AUG.col("BOK", "Bokslut fg år", year),
    ]
