"""What the pages about staff ask: a report's hours, its nyckeltal, and how each figure is shown."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any

from dash import html

import swedish
from metrics import METRICS, Answer
from metrics.sjukfranvaro import Ledger, Rate, ledger
from pages._desk import Desk
from pages._parts import answer_href, missing, number, stacked, status

HOURS = "timmar"


class Look:
    """One reader's view of the staff of a nämnd, or of the kommun ('')."""

    def __init__(self, desk: Desk, namnd: str = "") -> None:
        self.desk, self.namnd = desk, namnd
        self.kommun_name: str = desk.store.name("kommun", "", desk.kommun)

    @property
    def title(self) -> str:
        """Whose staff, as a heading."""
        return self.name(self.namnd) if self.namnd else f"{self.kommun_name}, hela kommunen"

    def name(self, namnd: str) -> str:
        return str(self.desk.store.name("namnd", self.desk.kommun, namnd)) if namnd else "Hela kommunen"

    @cached_property
    def book(self) -> Ledger:
        """The hours that the report knows."""
        return ledger(self.desk.store, self.desk.kommun, self.desk.report)

    @property
    def period(self) -> str:
        return swedish.period(self.desk.year, self.desk.month)

    @cached_property
    def namnder(self) -> list[str]:
        """The nämnder with any staff figures for the year, in Swedish order."""
        asked = (self.desk.now(name) for name in ("sjukfranvaro", "arsarbetare", "antal_anstallda"))
        found = {namnd for answers in asked for namnd in answers}
        return sorted(found, key=lambda n: swedish.sort_key(self.name(n)))

    def answer(self, name: str, year: int | None = None) -> Answer | None:
        """A nyckeltal of the nämnd or the kommun, for the same period of the report's year or another."""
        return self.of(self.namnd, name, year)

    def of(self, namnd: str, name: str, year: int | None = None) -> Answer | None:
        asked = self.desk.ask(name) if namnd else self.desk.ask(name, namnd="")
        when = (year or self.desk.year, self.desk.month)
        return next((a for a in asked if a.namnd == namnd and (a.year, a.month) == when), None)

    def shown(self, answer: Answer | None) -> Any:
        """A number that leads to its source; else why there is none."""
        if answer is None:
            return missing()
        if answer.value is None:
            return missing(answer.missing)
        metric = METRICS[answer.metric]
        text = metric.text(answer.value, self.desk.money, answer.unit)
        if answer.unit == HOURS:
            text = f"{swedish.number(answer.value)}{swedish.NBSP}{HOURS}"
        return number(text.removesuffix(f"{swedish.NBSP}årsarbetare"), answer_href(self.desk.filters, answer))

    def source(self, *, computed: bool = False) -> str:
        text = f"Källa: {self.kommun_name}, rapporter till och med {swedish.report_name(self.desk.report)}"
        return f"{text}; uträknat av Utfall." if computed else f"{text}."


def withheld(look: Look, why: str) -> html.Span:
    """Why a figure is left out, with the term explained. Never a zero and never an empty cell."""
    href = look.desk.filters.link("/begrepp") + "#ord-sekretess"
    return html.Span([html.A("visas inte", href=href), why.removeprefix("visas inte")], className="saknas")


def percent(look: Look, rate: Rate | None, href: str = "") -> Any:
    """A rate that leads to its source, with what must be known of it; or why there is none."""
    if rate is None:
        return missing()
    if rate.value is None:
        return withheld(look, rate.why) if rate.withheld else missing(rate.why)
    text = swedish.percent(rate.value)
    return [number(text, href) if href else text, *badges(rate)]


def badges(rate: Rate) -> list[Any]:
    """A percentage that the report prints, and another cut-off month than the report's own."""
    marks = []
    if rate.reported:
        marks.append(status("okand", "så som rapporten anger"))
    if rate.throughs:
        marks.append(status("bevaka", through(rate.throughs)))
    return [part for mark in marks for part in (" ", mark)]


def through(months: Sequence[str] | frozenset[str]) -> str:
    """`mätt till och med juli 2024`."""
    return f"mätt till och med {' och '.join(swedish.report_name(m) for m in sorted(months))}"


def hours(value: Decimal | None) -> str:
    return swedish.MISSING if value is None else swedish.number(value)


def table(head: Sequence[str], rows: Sequence[html.Tr], caption: str, texts: int = 1) -> html.Div:
    """A table whose first `texts` columns, and those marked with a trailing *, are text."""
    cells = [
        html.Th(t.rstrip("*"), scope="col", className="" if i < texts or t.endswith("*") else "n")
        for i, t in enumerate(head)
    ]
    return stacked(
        html.Table(
            [html.Caption(caption, className="endast-lasare"), html.Thead(html.Tr(cells)), html.Tbody(rows)]
        ),
        caption,
    )


def row(first: Any, *cells: Any, texts: Sequence[int] = ()) -> html.Tr:
    """A row with its heading; `texts`: places (from 1) of the cells that are text."""
    made = [html.Td(c, className="" if i in texts else "n") for i, c in enumerate(cells, 1)]
    return html.Tr([html.Th(first, scope="row"), *made])
