"""Random columns of a table: their headings, and what they truly hold."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from swedish import MONTHS

YEAR = 2024
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


def columns(random: Random, month: int) -> list[Column]:
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
