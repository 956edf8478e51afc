"""What the pages about costs share: whose costs they are, what they ask, and the rows and links they show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any

from dash import html

import swedish
from metrics import METRICS, Answer
from metrics.brygga import Asked, Side
from metrics.poster import POSTS
from metrics.realt import Edition, editions
from pages._desk import Desk
from pages._page import Filters
from pages._parts import answer_href, number, scrolling, stacked
from store.underlag import People, Underlag

NETTO = "nettokostnad"


class Look:
    """One reader's view of the costs of a nämnd; namnd '' is the whole kommun."""

    def __init__(self, desk: Desk, namnd: str, name: str):
        self.desk, self.namnd, self.name = desk, namnd, name
        self.kommun_name: str = desk.store.name("kommun", "", desk.kommun)
        self.underlag = Underlag(desk.store.folder)

    @property
    def filters(self) -> Filters:
        return self.desk.filters

    @property
    def money(self) -> str:
        return self.desk.money

    @property
    def source(self) -> str:
        """The line under a figure."""
        return f"Källa: {self.kommun_name}, rapporter till och med {swedish.report_name(self.desk.report)}."

    def ask(self, key: str, **which: Any) -> list[Answer]:
        return self.desk.ask(key, **which)

    @cached_property
    def asked(self) -> Asked:
        """What the bridges are made from."""
        desk = self.desk
        told = desk.store.measures(desk.kommun, self.namnd) if self.namnd else []
        posts = frozenset(row["code"] for row in told) if told else frozenset(POSTS)
        return Asked(self.ask, self.namnd, desk.month, desk.filters.settings.nettokostnad_variant, posts)

    def part_name(self, code: str) -> str:
        """The name of a verksamhet; for the whole kommun of a nämnd."""
        kind = "verksamhet" if self.namnd else "namnd"
        return str(self.desk.store.name(kind, self.desk.kommun, code))

    def net(self, level: str = "") -> str:
        return "_".join(filter(None, (NETTO, level, self.filters.settings.nettokostnad_variant)))

    def whole_years(self) -> dict[int, Answer]:
        """year -> its nettokostnad as bokslut, oldest first."""
        told = self.ask(self.net("bokslut"), namnd=self.namnd, verksamhet="")
        found = {a.year: a for a in told if not a.verksamhet and a.value is not None}
        return {year: found[year] for year in sorted(found) if year <= self.desk.year}

    def forecast(self) -> Answer | None:
        """The year's forecast of nettokostnad, while the year is not closed."""
        if self.desk.closed or self.desk.year in self.whole_years():
            return None
        told = self.ask(self.net("prognos"), namnd=self.namnd, verksamhet="")
        return next((a for a in told if a.year == self.desk.year and a.value is not None), None)

    @cached_property
    def editions(self) -> list[Edition]:
        return editions(self.underlag.pkv())

    @cached_property
    def edition(self) -> Edition | None:
        """The edition that the address chooses, else the latest loaded."""
        chosen = self.filters.get("upplaga")
        return next((e for e in self.editions if e.name == chosen), next(iter(self.editions), None))

    @cached_property
    def people(self) -> tuple[People, ...]:
        return self.underlag.people(self.desk.kommun)


def amount(look: Look, value: Decimal | None, *, sign: bool = False) -> str:
    return swedish.amount(value, look.money, sign=sign)


def linked(look: Look, answer: Answer | None) -> Any:
    """An answer as a number that leads to its source; `saknas` when there is none."""
    if answer is None or answer.value is None:
        return html.Span("saknas", className="saknas")
    text = METRICS[answer.metric].text(answer.value, look.money, answer.unit)
    return number(text, answer_href(look.filters, answer))


def choices(label: str, options: Iterable[tuple[str, str, bool]]) -> html.Nav | None:
    """A row of links to other views; options: (text, address, chosen). None when there is no choice."""
    made = [
        html.Li(html.A(text, href=href, **({"aria-current": "true"} if chosen else {})))
        for text, href, chosen in options
    ]
    if len(made) < 2:
        return None
    return html.Nav(
        [html.Span(label, className="etikett"), html.Ul(made)], className="val-rad", **{"aria-label": label}
    )


def table(
    caption: str, head: Sequence[str], rows: Sequence[html.Tr], *, texts: int = 1, only: int = 0
) -> html.Div:
    """A table of numbers; the first `texts` columns are words. only: the one column that is a number."""
    names = [html.Th(t, scope="col", className=_kind(i, texts, only)) for i, t in enumerate(head)]
    made = html.Table([html.Caption(caption), html.Thead(html.Tr(names)), html.Tbody(list(rows))])
    return stacked(made, caption) if texts > 1 or only else scrolling(made, caption)


def _kind(place: int, texts: int, only: int) -> str:
    return "n" if (place == only if only else place >= texts) else ""


def row(name: Any, *cells: Any, texts: int = 1, only: int = 0, total: bool = False) -> html.Tr:
    """A row of such a table."""
    shown = [html.Td(c, className=_kind(i, texts, only)) for i, c in enumerate(cells, 1)]
    return html.Tr([html.Th(name, scope="row"), *shown], className="summa" if total else "")


def side_name(side: Side, month: int) -> str:
    """`Budget 2025`, `Bokslut 2024`, `Utfall jan–aug 2025`, `Prognos 2025`."""
    if side.level == "":
        return f"Utfall {swedish.period(side.year, month)}"
    return f"{ {'arsbudget': 'Budget', 'bokslut': 'Bokslut', 'prognos': 'Prognos'}[side.level] } {side.year}"


def at_name(side: Side, month: int) -> str:
    """The same inside a sentence."""
    text = side_name(side, month)
    return text[:1].lower() + text[1:]
