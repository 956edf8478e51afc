"""Random true figures and random ways of printing them: independent of the reader, which must not read them
wrong.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from swedish import MONTHS

YEAR = 2024
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
PERIOD, WHOLE = "period", "year"


@dataclass(frozen=True)
class Column:
    """What a column truly holds. `kind`: value, avvikelse, percent, note; `pair`: what avvikelse is of."""

    heading: str
    scenario: str = ""
    year: int = 0
    horizon: str = ""
    basis: str = ""
    kind: str = "value"
    pair: tuple[str, str] = ("", "")
    group: str = ""

    @property
    def key(self) -> str:
        return f"{self.scenario}{self.year}{self.horizon}{self.basis}"


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
    columns = _columns(random, month)
    unit = random.choice(("tkr", "mnkr", "kr"))
    kind = random.choice((_posts, _posts, _committees))
    found, owner = kind(random, columns, month, unit)
    hints = _titles(random, found, month, owner, unit)
    return found, hints


def _columns(random: Random, month: int) -> list[Column]:
    """Columns with headings that are clear, and some that are not: then the truth is drawn."""
    short, long = MONTHS[month - 1][:3], MONTHS[month - 1]
    report = f"{YEAR}-{month:02}"
    either = random.choice((PERIOD, WHOLE))
    period = (
        f"Utfall jan-{short}",
        f"Utfall jan–{short} {YEAR}",
        f"Ack utfall {long}",
        "Utfall perioden",
        "Utfall",
    )
    last = (f"Utfall jan-{short} {YEAR - 1}", "Utfall perioden fg år", "Motsvarande period föregående år")
    budget = (f"Budget jan-{short}", "Periodbudget", "Budget perioden")
    forecast = ("Helårsprognos", "Prognos", f"Prognos {YEAR}", "Prognos helår")
    unknown = ("Justerad prognos", "Index", "Utfall i % av budget", "Not")
    choices = [
        Column(random.choice(period), "utfall", YEAR, PERIOD),
        Column(random.choice(budget), "budget", YEAR, PERIOD),
        Column(random.choice(last), "utfall", YEAR - 1, PERIOD),
        Column(random.choice(forecast), "prognos", YEAR, WHOLE, report),
        Column(random.choice(("Helårsbudget", "Budget helår", "Årsbudget")), "budget", YEAR, WHOLE),
        Column(random.choice((f"Bokslut {YEAR - 1}", "Bokslut fg år")), "utfall", YEAR - 1, WHOLE),
        Column("Fg prognos", "prognos", YEAR, WHOLE, f"fg:{report}"),
        Column(random.choice(("Budget", f"Budget {YEAR}")), "budget", YEAR, either),
        Column(f"Utfall {YEAR - 1}", "utfall", YEAR - 1, either),
        Column(f"Budget {YEAR + 1}", "budget", YEAR + 1, WHOLE),
        Column(f"Plan {YEAR + 2}", "budget", YEAR + 2, WHOLE, "plan"),
        Column(f"Utfall {short} {YEAR}", "utfall", YEAR, "month"),
        Column(long.capitalize(), kind="note"),
        Column(random.choice(unknown), kind="note"),
    ]
    chosen = random.sample(choices, random.randint(2, 6))
    columns = _with_difference(random, _distinct(_as_the_others(_distinct(chosen))))
    return _grouped(columns) if random.random() < 0.3 else columns


def _distinct(columns: list[Column]) -> list[Column]:
    return list({c.key or c.heading: c for c in columns}.values())


def _as_the_others(columns: list[Column]) -> list[Column]:
    """Nobody prints the budget of the period beside columns of the whole year only."""
    if any(c.horizon == PERIOD and c.heading not in _BARE for c in columns):
        return columns
    return [replace(c, horizon=WHOLE) if c.heading in _BARE else c for c in columns]


_BARE = ("Budget", f"Budget {YEAR}", f"Utfall {YEAR - 1}")


def _grouped(columns: list[Column]) -> list[Column]:
    """Period and Helår over short headings, where the columns allow it."""
    if any(c.kind == "note" or c.year > YEAR or c.horizon == "month" for c in columns):
        return columns
    short = [replace(c, heading=_short(c), group=_GROUPS[c.horizon]) for c in columns]
    return sorted(short, key=lambda c: c.horizon)


_GROUPS = {PERIOD: "Period", WHOLE: "Helår"}


def _short(column: Column) -> str:
    if column.kind != "value":
        return column.heading
    last = " fg år" if column.year < YEAR else ""
    return ("Fg " if "fg" in column.basis else "") + column.scenario.capitalize() + last


def _with_difference(random: Random, columns: list[Column]) -> list[Column]:
    """Avvikelse behind its columns, in words or in percent."""
    now = [c for c in columns if c.year == YEAR and "fg" not in c.basis]
    tops, bases = [c for c in now if c.scenario != "budget"], [c for c in now if c.scenario == "budget"]
    pairs = [(t, b) for t in tops for b in bases if b.horizon == t.horizon]
    if not pairs or random.random() < 0.4:
        return columns
    top, base = random.choice(pairs)
    percent = random.random() < 0.3
    heading = "Avvikelse %" if percent else random.choice(("Avvikelse", "Budgetavvikelse", "Diff"))
    kind = "percent" if percent else "avvikelse"
    return [
        *columns,
        Column(heading, top.scenario, top.year, top.horizon, top.basis, kind, (top.key, base.key)),
    ]


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
