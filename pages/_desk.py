"""The questions that pages ask of the metrics, for the reader's kommun and report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from decimal import Decimal
from functools import lru_cache
from typing import Any

import swedish
from metrics import METRICS, Answer, evaluate, series
from pages._page import Filters, NotFound


class Desk:
    """One reader's view of the store: a kommun, at a report (the chosen one, or the newest)."""

    def __init__(self, store: Any, filters: Filters, namnd: str | None = None):
        """`namnd`: look at the newest report that this nämnd is in."""
        self.store, self.filters, self.kommun, self.namnd = store, filters, filters.kommun, namnd
        self.reports = _reports(store, filters, namnd)
        if not self.reports:
            upto = f" till och med {swedish.report_name(filters.report)}" if filters.report else ""
            who = "Nämnden" if namnd else "Kommunen"
            raise NotFound(f"{who} har ingen publicerad rapport{upto}.")
        self.report: str = self.reports[0]["report"]
        self.kind: str = self.reports[0]["kind"]
        self.year, self.month = (int(part) for part in self.report.split("-"))

    @property
    def money(self) -> str:
        return self.filters.settings.unit_politician

    @property
    def closed(self) -> bool:
        """True for an årsredovisning: the year is over and nothing is forecast."""
        return self.month == 12 and self.kind == "arsredovisning"

    def key(self, name: str) -> str:
        """A metric's key, with the kommun's variant of nettokostnad where there are two."""
        return name if name in METRICS else f"{name}_{self.filters.settings.nettokostnad_variant}"

    def knows(self, name: str) -> bool:
        return self.key(name) in METRICS

    def ask(self, name: str, *, report: str | None = None, **which: Any) -> list[Answer]:
        """The answers of a metric as the chosen report (or an earlier one) had them: all nämnder, all years.

        All at once, so that every page about the report shares them.
        """
        asked = tuple(sorted(which.items()))
        return _asked(
            self.store, self.store.generation, self.key(name), self.kommun, report or self.report, asked
        )

    def now(self, name: str, *, year: int | None = None, report: str | None = None) -> dict[str, Answer]:
        """nämnd -> its newest answer for the report's year."""
        return newest(self.ask(name, report=report), year or self.year, self.month)

    def one(self, name: str) -> Answer | None:
        """The nämnd's answer for the report's year, or None."""
        return self.now(name).get(self.namnd or "")

    def whole(self, name: str) -> Answer | None:
        """The answer for the kommun as a whole."""
        return newest(self.ask(name, namnd=""), self.year, self.month).get("")

    def activities(self, name: str) -> list[Answer]:
        """The answers of the nämnd's verksamheter for the report's year."""
        asked = self.ask(name, namnd=self.namnd, verksamhet="*", years=(self.year,))
        return [answer for answer in asked if answer.verksamhet]

    def forecasts(self, name: str) -> list[Answer]:
        """The nämnd's forecasts of the report's year, one a report, oldest first."""
        made = _each_forecast(self.store, self.store.generation, self.key(name), self.kommun, self.report)
        own = [a for a in made if a.namnd == self.namnd and a.year == self.year and a.value is not None]
        return sorted(own, key=lambda a: a.vintage)

    def forecast_years(self) -> set[int]:
        """The years that the nämnd has made a forecast of."""
        made = _each_forecast(
            self.store, self.store.generation, self.key("resultat_prognos"), self.kommun, self.report
        )
        return {a.year for a in made if a.namnd == self.namnd and a.value is not None}

    def of_year(self, year: int) -> Desk:
        """The same view of another year: its forecasts and its bokslut, as the chosen report knows them."""
        other = copy(self)
        other.year, other.month = year, self.month if year == self.year else 12
        return other

    def vintages(self) -> list[str]:
        """The reports of the chosen year up to the chosen one, oldest first."""
        start = f"{self.year}-"
        return sorted(
            r["report"] for r in self.reports if r["report"].startswith(start) and r["report"][5:] != "00"
        )

    def over_years(self, name: str) -> dict[str, list[tuple[int, Answer]]]:
        """nämnd -> (year, answer) for the same period of each year, oldest first."""
        answers = [a for a in self.ask(name) if a.month == self._month_of(name)]
        found: dict[str, list[tuple[int, Answer]]] = {}
        for answer in sorted(answers, key=lambda a: a.year):
            found.setdefault(answer.namnd, []).append((answer.year, answer))
        return found

    def _month_of(self, name: str) -> int:
        return 12 if METRICS[self.key(name)].horizon == "year" else self.month


@lru_cache(maxsize=512)
def _asked(
    store: Any, _generation: int, key: str, kommun: str, report: str, asked: tuple[tuple[str, Any], ...]
) -> list[Answer]:
    """An answer is the same until something new is published, so each question is asked once."""
    return evaluate(store, key, kommun, report=report, **dict(asked))


def every_forecast(desk: Desk, name: str) -> list[Answer]:
    """Every report's forecast of every nämnd and year, as the desk's report knew them."""
    return _each_forecast(desk.store, desk.store.generation, desk.key(name), desk.kommun, desk.report)


@lru_cache(maxsize=64)
def _each_forecast(store: Any, _generation: int, key: str, kommun: str, report: str) -> list[Answer]:
    return series(store, key, kommun, report=report)


def _reports(store: Any, filters: Filters, namnd: str | None) -> list[dict[str, Any]]:
    """The kommun's reports up to the chosen one, newest first; with `namnd`, those that it is in."""
    known = store.reports(filters.kommun)
    if filters.report and filters.report not in {r["report"] for r in known}:
        raise NotFound(f"Kommunen har ingen publicerad rapport med beteckningen {filters.report}.")
    upto = [r for r in known if not filters.report or r["report"] <= filters.report]
    if namnd is None:
        return upto
    own = {s["report"] for s in store.submissions(filters.kommun, namnd, states=["published"])}
    return [r for r in upto if r["report"] in own]


def newest(answers: Iterable[Answer], year: int, month: int) -> dict[str, Answer]:
    """nämnd -> the answer for `year` with the latest month, but not after `month` (0: any)."""
    found: dict[str, Answer] = {}
    for answer in answers:
        fits = answer.year == year and (answer.horizon == "year" or not month or answer.month <= month)
        if fits and not answer.verksamhet:
            kept = found.get(answer.namnd)
            if kept is None or answer.month >= kept.month:
                found[answer.namnd] = answer
    return found


def share(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """`part` in percent of `whole`'s size, or None."""
    return None if part is None or not whole else part / abs(whole) * 100


def total(values: Sequence[Decimal | None]) -> Decimal | None:
    """The sum, or None when any is missing."""
    return None if any(v is None for v in values) else sum((v for v in values if v is not None), Decimal(0))
