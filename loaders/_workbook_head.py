"""What the program's own workbook is about: kommun, nämnd, period and unit, from its first sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from loaders import _match
from loaders.grid import Cell, Grid
from store import codes
from store.records import Finding, Severity
from store.workbook_layout import layout
from swedish import MONTHS, fold

SCALES = {"kr": Decimal(1), "tkr": Decimal(1000), "mnkr": Decimal(1_000_000)}
_LABELS = ("Kommun", "Nämnd", "Period", "Enhet")
_ISO = re.compile(r"^(\d{4})-(\d\d)(?:-\d\d)?$")


@dataclass(slots=True)
class Head:
    """Codes, and '' or 0 or None for what is not known; `findings` then says so."""

    kommun: str = ""
    namnd: str = ""
    namnd_name: str = ""
    year: int = 0
    month: int = 0
    unit: str = ""
    scale: Decimal | None = None
    findings: list[Finding] = field(default_factory=list)
    labels: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def known(self) -> bool:
        return bool(self.kommun and self.namnd and self.year)

    @property
    def report(self) -> str:
        return f"{self.year:04}-{self.month:02}" if self.year else ""

    @property
    def closed(self) -> bool:
        """True for the årsbokslut."""
        return self.month == 12


def read_head(grid: Grid, kommun: str | None, namnd: str | None, period: str | None) -> Head:
    """The head as it stands; what is given (codes, 'YYYY-MM') goes before it."""
    cells = _labelled(grid)
    head = Head()
    _kommun(head, cells, kommun)
    _namnd(head, cells, namnd)
    _period(head, cells, period)
    _unit(head, cells)
    return head


def month_of(text: str) -> tuple[int, int] | None:
    """`augusti 2024`, `aug 2024` or `2024-08` -> (2024, 8)."""
    if match := _ISO.match(text.strip()):
        year, month = int(match[1]), int(match[2])
        return (year, month) if 1 <= month <= 12 else None
    words = fold(text).split()
    if len(words) != 2 or not words[1].isdigit() or len(words[0]) < 3:
        return None
    found = [i for i, name in enumerate(MONTHS, 1) if name.startswith(words[0].rstrip("."))]
    return (int(words[1]), found[0]) if len(found) == 1 else None


def _labelled(grid: Grid) -> dict[str, tuple[str, Cell]]:
    """The cell to the right of each label, with its sheet; of the first sheet that has the label."""
    found: dict[str, tuple[str, Cell]] = {}
    for sheet in grid.sheets:
        for (row, col), cell in sheet.cells.items():
            beside = sheet.cells.get((row, 2))
            if col == 1 and beside and cell.text.strip() in _LABELS and row <= 15:
                found.setdefault(cell.text.strip(), (sheet.name, beside))
    return found


def _text(cells: dict[str, tuple[str, Cell]], label: str) -> str:
    return cells[label][1].text.strip() if label in cells else ""


def _refs(cells: dict[str, tuple[str, Cell]], label: str) -> tuple[str, ...]:
    return (f"{cells[label][0]}!{cells[label][1].name}",) if label in cells else ()


def _kommun(head: Head, cells: dict[str, tuple[str, Cell]], given: str | None) -> None:
    text = _text(cells, "Kommun")
    found = _match.kommun(given or text)
    head.kommun = found.code if found else given or ""
    if not head.kommun:
        head.findings.append(_question("kommun", text, cells, "Kommun", (k.code for k in codes.kommuner())))


def _namnd(head: Head, cells: dict[str, tuple[str, Cell]], given: str | None) -> None:
    text = given or _text(cells, "Nämnd")
    found = _match.namnd(head.kommun, text) or next(
        (_match.Match(n.code, n.name, 1) for n in codes.namnder(head.kommun) if n.code == text), None
    )
    if found:
        head.namnd, head.namnd_name = found.code, found.name
    elif head.kommun:
        choices = (n.code for n in codes.namnder(head.kommun) if n.kind == "namnd")
        head.findings.append(_question("namnd", text, cells, "Nämnd", choices, head.kommun))


def _period(head: Head, cells: dict[str, tuple[str, Cell]], given: str | None) -> None:
    text = given or _text(cells, "Period")
    if found := month_of(text):
        head.year, head.month = found
    else:
        head.findings.append(_question("period", text, cells, "Period", ()))


def _unit(head: Head, cells: dict[str, tuple[str, Cell]]) -> None:
    text = _text(cells, "Enhet")
    head.unit = fold(text)
    head.scale = SCALES.get(head.unit)
    if head.scale is None:
        where = _refs(cells, "Enhet")
        place = where[0] if where else "Bladet Ekonomi"
        message = (
            f"{place}: enheten ”{text}” är inte en av {', '.join(layout().units)}. Beloppen är inte lästa."
        )
        head.findings.append(Finding(Severity.ERROR, "okand_enhet", message, where, layout().units))


def _question(
    what: str, text: str, cells: dict[str, tuple[str, Cell]], label: str, choices: Iterable[str],
    kommun: str = "",
) -> Finding:  # fmt: skip
    where = _refs(cells, label)
    stands = f"där står ”{text}”" if text else "uppgiften saknas"
    asked = {"kommun": "Vilken kommun", "namnd": "Vilken nämnd", "period": "Vilken månad (ÅÅÅÅ-MM)"}[what]
    message = f"{where[0] if where else 'Bladet Ekonomi'}: {asked} gäller arbetsboken? ({stands})"
    values = tuple(choices)
    texts = tuple(codes.name(what, kommun, v) or v for v in values)
    return Finding(
        Severity.ERROR, f"fraga_{what}", message, where, values, key=f"fraga_{what}", choice_texts=texts
    )
