"""The columns of Läget: which metrics stand there, what counts as a deviation, which curve goes beside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dash import html

import swedish
from charts.sparkline import sparkline
from metrics import METRICS, Answer
from pages._begrepp_ord import heading
from pages._desk import Desk, share
from pages._parts import answer_href, arrowed, curve, direction, missing, number, status

LEVELS = ("avvik", "bevaka", "bra", "okand")
"""Worst first: the order in which nämnder are sorted."""


@dataclass(frozen=True)
class Column:
    """One column. `assess` gives (level, words) for a nämnd, or None when no threshold applies."""

    name: str  # metric, without variant
    title: str
    assess: Callable[[Look, str], tuple[str, str] | None]
    beside: str = ""  # metric whose change is said in words
    words: tuple[str, str, str] = ("ökar", "minskar", "oförändrat")
    over_reports: bool = False  # the curve follows the year's reports instead of the years
    pct: str = ""  # metric that says the same in percent


class Look:
    """All answers that Läget needs, asked once for all nämnder."""

    def __init__(self, desk: Desk):
        self.desk = desk
        self._now: dict[str, dict[str, Answer]] = {}
        self._history: dict[str, dict[str, list[Decimal | None]]] = {}

    def now(self, name: str) -> dict[str, Answer]:
        if name not in self._now:
            self._now[name] = self.desk.now(name)
        return self._now[name]

    def value(self, name: str, namnd: str) -> Decimal | None:
        answer = self.now(name).get(namnd)
        return answer.value if answer else None

    def has(self, name: str) -> bool:
        return self.desk.knows(name) and any(a.value is not None for a in self.now(name).values())

    def vintage(self, metric: str) -> str:
        """The report that all forecasts of a metric are from, when it is one, and not the shown one."""
        found = {a.vintage for a in self.now(metric).values() if a.value is not None}
        return found.pop() if len(found) == 1 and not found & {"", self.desk.report} else ""

    def base(self, namnd: str) -> Decimal | None:
        """What the thresholds are percent of: the year's budgeted net cost, which kommunbidraget pays for."""
        return self.value("nettokostnad_arsbudget", namnd)

    def history(self, column: Column) -> dict[str, list[Decimal | None]]:
        """nämnd -> values for the curve, oldest first."""
        if column.name not in self._history:
            series = self._reports if column.over_reports else self._years
            self._history[column.name] = series(column.name)
        return self._history[column.name]

    def _years(self, name: str) -> dict[str, list[Decimal | None]]:
        found = self.desk.over_years(name)
        years = sorted({year for answers in found.values() for year, _ in answers})[-6:]
        return {
            namnd: [dict(answers)[y].value if y in dict(answers) else None for y in years]
            for namnd, answers in found.items()
        }

    def _reports(self, name: str) -> dict[str, list[Decimal | None]]:
        asked = [self.desk.now(name, report=vintage) for vintage in self.desk.vintages()]
        codes = {namnd for answers in asked for namnd in answers}
        made = list(zip(self.desk.vintages(), asked, strict=True))
        return {c: [Decimal(0), *(_of_vintage(a.get(c), vintage) for vintage, a in made)] for c in codes}


def _of_vintage(answer: Answer | None, vintage: str) -> Decimal | None:
    """The forecast made in just that report: an older one that still stands is no new point."""
    return answer.value if answer is not None and answer.vintage == vintage else None


def _against_budget(name: str) -> Callable[[Look, str], tuple[str, str] | None]:
    """Deviations are judged by their share of the year's budget; the limits are settings."""

    def assess(look: Look, namnd: str) -> tuple[str, str] | None:
        part = share(_sure(look.now(name).get(namnd), worse=-1), look.base(namnd))
        settings = look.desk.filters.settings
        if part is None:
            return None
        if part <= -settings.red_pct:
            return "avvik", "stort underskott"
        if part <= -settings.yellow_pct:
            return "bevaka", "underskott"
        return "bra", "i balans" if part < settings.red_pct else "överskott"

    return assess


def _sick_leave(look: Look, namnd: str) -> tuple[str, str] | None:
    step = _sure(look.now("sjukfranvaro_forandring").get(namnd), worse=1)
    settings = look.desk.filters.settings
    if step is None:
        return None
    if step >= settings.sick_red_pp:
        return "avvik", "ökar mycket"
    if step >= settings.sick_yellow_pp:
        return "bevaka", "ökar"
    return "bra", "minskar" if step <= -settings.sick_yellow_pp else "stabil"


def _sure(answer: Answer | None, worse: int) -> Decimal | None:
    """The value as good as rounding allows, so that rounding alone never raises an alarm."""
    if answer is None or answer.value is None:
        return None
    best = answer.high if worse < 0 else answer.low
    better = best is not None and (answer.value < 0 if worse < 0 else answer.value > 0)
    return _towards_zero(answer.value, best) if better and best is not None else answer.value


def _towards_zero(value: Decimal, bound: Decimal) -> Decimal:
    return bound if value * bound > 0 else Decimal(0)


def _no_limit(_look: Look, _namnd: str) -> None:
    """No threshold: the direction is said, no judgement."""


COLUMNS = (
    Column("prognosavvikelse", "Prognos mot budget", _against_budget("prognosavvikelse"), over_reports=True),
    Column("nettokostnadsutveckling", "Nettokostnad mot förra året", _no_limit, "nettokostnadsutveckling",
           pct="nettokostnadsutveckling_pct"),
    Column("arsarbetare", "Årsarbetare", _no_limit, "arsarbetare_forandring",
           pct="arsarbetare_forandring_pct"),
    Column("sjukfranvaro", "Sjukfrånvaro", _sick_leave, "sjukfranvaro_forandring"),
)  # fmt: skip
CLOSED = Column("budgetavvikelse", "Bokslut mot budget", _against_budget("budgetavvikelse"))
"""Stands first when the year is closed."""
SPARE = (
    Column("prognosfel", "Bokslut mot prognos", _no_limit),
    Column("nettokostnad_mot_budget", "Nettokostnad mot budget", _against_budget("nettokostnad_mot_budget")),
    Column("budgetavvikelse", "Utfall mot budget, perioden", _against_budget("budgetavvikelse")),
    Column("resultat_bokslut", "Resultat, helår", _no_limit),
    Column("nettokostnad_bokslut", "Nettokostnad, helår", _no_limit),
    Column("nettokostnad_prognos", "Nettokostnad, prognos", _no_limit),
    Column("nettokostnad_arsbudget", "Nettokostnad, budget", _no_limit),
    Column("resultat_prognos", "Resultat, prognos", _no_limit),
)
"""Shown where a kommun's reports lack the main ones."""


def shown_columns(look: Look) -> list[Column]:
    """The main columns that the kommun has figures for, filled up to four from the spare ones."""
    main = (CLOSED, *COLUMNS[1:]) if look.desk.closed else COLUMNS
    usable = [c for c in main if look.has(c.name)]
    if look.desk.closed and CLOSED not in usable:
        usable = [c for c in SPARE[:2] if look.has(c.name)] + usable
    for column in SPARE:
        if len(usable) < 4 and look.has(column.name) and column.name not in {c.name for c in usable}:
            usable.append(column)
    return usable


def cell(look: Look, column: Column, namnd: str) -> html.Td:
    """Value with link, curve, direction in words, and status by symbol and text."""
    answer = look.now(column.name).get(namnd)
    if answer is None or answer.value is None:
        reason = answer.missing if answer else ("ingen uppgift i rapporterna",)
        return html.Td(missing(reason), **{"data-rubrik": column.title})
    metric = METRICS[answer.metric]
    text = metric.text(answer.value, look.desk.money, answer.unit).removesuffix(f"{swedish.NBSP}årsarbetare")
    value = html.Span(number(text, answer_href(look.desk.filters, answer)), className="varde")
    under = [
        part
        for part in (_judged(look, column, namnd), _moved(look, column, namnd), _dated(look, answer))
        if part
    ]
    body = html.Div([value, html.Span(_curve(look, column, namnd), className="bredvid"),
                     html.Div(under, className="under")], className="matt")  # fmt: skip
    return html.Td(body, **{"data-rubrik": column.title})


def _judged(look: Look, column: Column, namnd: str) -> Any:
    found = column.assess(look, namnd)
    return status(*found) if found else None


def _moved(look: Look, column: Column, namnd: str) -> Any:
    """The change beside a level: `↑ ökar 1,2 %`."""
    if not column.beside:
        return None
    answer = look.now(column.beside).get(namnd)
    if answer is None or answer.value is None:
        return None
    change = look.now(column.pct or column.beside).get(namnd)
    size = change.value if change is not None else None
    text = (
        METRICS[change.metric].text(size, look.desk.money) if change is not None and size is not None else ""
    )
    if column.assess is not _no_limit:  # the status has already said which way
        return html.Span(text.replace("procentenheter", "%-enheter"), className="riktning")
    arrow = direction(answer.value if any(c in "123456789" for c in text) else Decimal(0))
    return html.Span(arrowed(f"{arrow} {text.lstrip('+−')}" if answer.value else arrow), className="riktning")


def _dated(look: Look, answer: Answer) -> Any:
    """A forecast says which report it is from, when it is not the one that the page shows."""
    if not answer.vintage or answer.vintage in (look.desk.report, look.vintage(answer.metric)):
        return None
    return html.Span(f"prognos från {swedish.report_name(answer.vintage)}", className="riktning")


def title_of(look: Look, column: Column) -> str:
    """The column's heading; a forecast that all nämnder made earlier is dated there."""
    vintage = look.vintage(look.desk.key(column.name))
    return f"{column.title} ({swedish.report_name(vintage)})" if vintage else column.title


def headed(look: Look, column: Column, place: str, seen: set[str]) -> Any:
    """The heading, which explains what its figures are."""
    return heading(title_of(look, column), look.desk.key(column.name), place, seen)


def _curve(look: Look, column: Column, namnd: str) -> Any:
    values = look.history(column).get(namnd, [])
    over = "årets rapporter" if column.over_reports else "åren"
    metric, ends = METRICS[look.desk.key(column.name)], [v for v in values if v is not None]
    told = [metric.text(v, look.desk.money, look.now(column.name)[namnd].unit) for v in ends[:1] + ends[-1:]]
    return curve(sparkline(values, zero=metric.signed), f"Kurva över {over}, från {' till '.join(told)}.")


def severity(look: Look, columns: list[Column], namnd: str) -> tuple[int, int, Decimal]:
    """What sorts the nämnder: worst status, then how many, then the size of the deviation."""
    found = [c.assess(look, namnd) for c in columns]
    first = LEVELS.index(found[0][0]) if found and found[0] else 3
    alarms = sum(f is not None and LEVELS.index(f[0]) < 2 for f in found)
    return first, -alarms, _size(look, columns[0], namnd) if columns else Decimal(0)


def _size(look: Look, column: Column, namnd: str) -> Decimal:
    """The deviation in percent of the budget; where nothing is judged, the largest difference comes first."""
    value = look.value(column.name, namnd)
    part = share(value, look.base(namnd))
    if value is None:
        return Decimal(10**15)
    if column.assess is _no_limit:
        return -abs(value) if METRICS[look.desk.key(column.name)].signed else Decimal(0)
    return part if part is not None else Decimal(10**6)
