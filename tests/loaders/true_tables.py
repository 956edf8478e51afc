"""Random true figures and random ways of printing them: independent of the reader, which must not read them
wrong.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from swedish import MONTHS
from tests.loaders.true_columns import WHOLE, YEAR, Column
from tests.loaders.true_columns import columns as true_columns

NAMNDER = {
    "Kommunstyrelsen": "kommunstyrelsen",
    "Barn- och utbildningsnämnden": "barn-och-utbildningsnamnden",
    "Socialnämnden": "socialnamnden",
    "Miljö- och byggnadsnämnden": "miljo-och-byggnadsnamnden",
    "Överförmyndaren": "overformyndare",
}
UNKNOWN = "Rymdnämnden"
NET = "nettokostnad"
SCALES = {"kr": 1, "tkr": 1000, "mnkr": 1_000_000}


@dataclass
class Cell:
    """A printed number. `truth` is what it may be read as, None when it must not be read at all."""

    printed: Decimal
    decimals: int
    truth: tuple[object, ...] | None = None
    total: bool = False
    percent: bool = False
    plain: bool = False  # nothing in its heading or its row is unclear


@dataclass
class Table:
    titles: list[str]
    corner: str
    columns: list[Column]
    rows: list[tuple[str, list[Cell | None]]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def table(random: Random) -> tuple[Table, dict[str, str]]:
    """A table with its truth, and the hints that the user would give."""
    month = random.choice((3, 4, 6, 8, 10))
    columns = true_columns(random, month)
    unit = random.choice(("tkr", "mnkr", "kr"))
    kind = random.choice((_posts, _posts, _committees))
    found, owner = kind(random, columns, month, unit)
    hints = _titles(random, found, month, owner, unit)
    return found, hints


def _posts(random: Random, columns: list[Column], month: int, unit: str) -> tuple[Table, str]:
    """Rows of posts for one nämnd; costs in some reports printed as positive numbers."""
    owner = random.choice((*NAMNDER, UNKNOWN))
    positive = random.random() < 0.3
    grants = random.random() < 0.4
    rows: dict[str, dict[str, Decimal]] = {m: {} for m in ("intakter", "kostnader", "nettokostnad")}
    for key in {c.key for c in columns if c.kind == "value"}:
        income, cost = _amount(random), -2 * _amount(random)
        values = {"intakter": income, "kostnader": cost, "nettokostnad": income + cost}
        if grants:
            grant = -values["nettokostnad"] + random.choice((0, 1, -1)) * _amount(random) / 50
            values |= {"kommunbidrag": grant, "resultat": values["nettokostnad"] + grant}
        for measure, value in values.items():
            rows.setdefault(measure, {})[key] = value
    if random.random() < 0.4:
        rows.pop("nettokostnad")
    found = Table([], "", columns)
    for measure, values in rows.items():
        turned = positive and measure in ("kostnader", "nettokostnad")
        clear = not positive and owner != UNKNOWN
        name = _NAMES[measure]
        found.rows.append(
            (name, _cells(columns, values, About(NAMNDER.get(owner), measure, month, unit, turned, clear)))
        )
    return found, owner


_NAMES = {
    "intakter": "Intäkter",
    "kostnader": "Kostnader",
    "nettokostnad": "Nettokostnad",
    "kommunbidrag": "Kommunbidrag",
    "resultat": "Resultat",
}


def _committees(random: Random, columns: list[Column], month: int, unit: str) -> tuple[Table, str]:
    """Rows of nämnder with their nettokostnad; a row of the sum at the top, at the bottom or nowhere."""
    names = random.sample([*NAMNDER, UNKNOWN], random.randint(2, 5))
    positive = random.random() < 0.3
    keys = {c.key for c in columns if c.kind == "value"}
    values = {n: {k: -_amount(random) for k in sorted(keys)} for n in names}
    found = Table(["Nettokostnad per nämnd"], "Nämnd", columns)
    for name in names:
        cells = _cells(
            columns, values[name], About(NAMNDER.get(name), NET, month, unit, positive, not positive)
        )
        found.rows.append((name, cells))
    place = random.choice(("top", "bottom", ""))
    if place:
        sums = {k: sum((v[k] for v in values.values()), Decimal(0)) for k in keys}
        row = (
            random.choice(("Summa", "Totalt", "Summa nämnder")),
            _cells(columns, sums, About("", NET, month, unit, positive, not positive)),
        )
        for cell in row[1]:
            if cell:
                cell.total = True
        found.rows.insert(0 if place == "top" else len(found.rows), row)
    return found, ""


def _amount(random: Random) -> Decimal:
    thousands = random.choice((random.randint(1, 3000), random.randint(1, 400_000)))
    return Decimal(thousands * 1000 + random.randint(0, 999))


@dataclass(frozen=True)
class About:
    """What a row is about and how it is printed: `turned`: with the opposite sign; `clear`: no doubt."""

    namnd: str | None
    measure: str
    month: int
    unit: str
    turned: bool
    clear: bool


def _cells(columns: list[Column], values: dict[str, Decimal], row: About) -> list[Cell | None]:
    return [_cell(c, values, row) for c in columns]


def _cell(column: Column, values: dict[str, Decimal], row: About) -> Cell | None:
    decimals = 1 if row.unit == "mnkr" else 0
    scale = SCALES[row.unit]
    if column.kind == "note":
        return Cell(Decimal(17), 0)
    if column.kind == "value":
        shown = _rounded(values[column.key] / scale, decimals)
        truth = _truth(column, row, row.measure, shown * scale)
        return Cell(-shown if row.turned else shown, decimals, truth, plain=row.clear)
    top, base = (values[k] for k in column.pair)
    if column.kind == "percent":
        shown = _rounded((top - base) / abs(base) * 100, 1) if base else Decimal(0)
        return Cell(
            shown, 1, _truth(column, row, f"rapporterad:avvikelse_pct:{row.measure}", shown, "procent")
        )
    shown = _rounded((top - base) / scale, decimals)
    truth = _truth(column, row, f"rapporterad:avvikelse:{row.measure}", shown * scale)
    return Cell(shown, decimals, truth, plain=row.clear)


def _truth(
    column: Column, row: About, measure: str, value: Decimal, unit: str = "kr"
) -> tuple[object, ...] | None:
    if row.namnd is None:
        return None
    month = 12 if column.horizon == WHOLE else row.month
    time = (column.scenario, column.basis, column.year, month, column.horizon)
    return (row.namnd, "", measure, *time, value, unit)


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _titles(random: Random, found: Table, month: int, owner: str, unit: str) -> dict[str, str]:
    """Titles above the table; what they leave out is a hint, or is left out altogether."""
    hints = {}
    head = [f"Delårsrapport {MONTHS[month - 1]} {YEAR}"]
    if random.random() < 0.8:
        head.insert(0, "Västerviks kommun")
    else:
        hints["kommun"] = "vastervik"
    if owner and owner != UNKNOWN and random.random() < 0.2:
        hints["namnd"] = NAMNDER[owner]
    elif owner:
        head.append(owner)
    found.titles = [*head, *found.titles]
    _unit(random, found, unit)
    if random.random() < 0.3:
        found.notes.append("Not: siffrorna är preliminära.")
    return hints


def _unit(random: Random, found: Table, unit: str) -> None:
    """Where the unit stands; nowhere at all in some tables."""
    place = (
        random.choice(("title", "corner", "line", "")) if unit != "kr" else random.choice(("line", "corner"))
    )
    words = {"tkr": ("tkr", "Tkr", "kkr"), "mnkr": ("mnkr", "Mkr", "mkr"), "kr": ("kr",)}
    word = random.choice(words[unit])
    if place == "title":
        found.titles[-1] += f", {word}"
    elif place == "corner":
        found.corner = f"Belopp i {word}"
    elif place == "line":
        found.titles.append(f"Belopp i {word}")
