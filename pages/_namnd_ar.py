"""A nämnd over the years: net cost, årsarbetare and sjukfrånvaro for the same period each year.

Where the nämnd has taken over others by known shares, the years before are computed, marked so.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

import swedish
from charts.years import year_columns
from metrics import METRICS, Answer
from metrics.organisation import Change, changes, comparable, made_of
from pages import _compare_text
from pages._desk import Desk
from pages._figure import figure

Series = list[tuple[int, Decimal | None]]
MOST = 7  # years shown


def over_years(desk: Desk, name: str, what: str, identity: str) -> Any:
    """The metric's columns, or None with fewer than three years: two are already said elsewhere."""
    known = {answer.year: answer for answer in _answers(desk, name) if answer.year <= desk.year}
    series = _series({year: answer.value for year, answer in known.items()})
    if sum(value is not None for _, value in series) < 3 or series[-1][1] is None:
        return None
    metric = METRICS[desk.key(name)]
    unit = desk.money if metric.unit == "kr" else str(metric.unit)
    met, computed = _change(desk), [year for year, answer in known.items() if made_of(answer)]
    chart = year_columns(
        series, title=_title(desk, name, what, series), unit=unit, what=what, source=_source(desk, met),
        computed=computed, change=(met.year, f"ny {met.year}") if met else None,
    )  # fmt: skip
    return figure(chart, identity)


def _answers(desk: Desk, name: str) -> list[Answer]:
    """The nämnd's answers of the same period each year; in today's organisation when it is a new one."""
    if not (met := _change(desk)) or not met.known:
        return [a for _, a in desk.over_years(name).get(desk.namnd or "", [])]
    month = 12 if METRICS[desk.key(name)].horizon == "year" else desk.month
    found = _comparable(
        desk.store, desk.store.generation, desk.key(name), desk.kommun, desk.namnd or "", desk.report
    )
    return [a for a in found if a.month == month]


def _change(desk: Desk) -> Change | None:
    """The reorganisation that made the nämnd, if any."""
    return next((c for c in changes(desk.kommun) if desk.namnd in c.begun), None)


@lru_cache(maxsize=512)
def _comparable(store: Any, _generation: int, key: str, kommun: str, namnd: str, report: str) -> list[Answer]:
    return comparable(store, key, kommun, namnd=namnd, report=report)


def _series(known: dict[int, Decimal | None]) -> Series:
    """One value a year without holes in the years: a missing year is a gap."""
    if not known:
        return []
    years = range(max(min(known), max(known) - MOST + 1), max(known) + 1)
    return [(year, known.get(year)) for year in years]


def _title(desk: Desk, name: str, what: str, series: Series) -> str:
    """The message: how it has changed since the first year shown."""
    (first, before), (last, now) = next(row for row in series if row[1] is not None), series[-1]
    if before is None or now is None:
        return what
    metric = METRICS[desk.key(name)]
    repeated = f"{swedish.NBSP}årsarbetare"  # the title's first words say what is counted
    texts = [metric.text(value, desk.money).removesuffix(repeated) for value in (before, now)]
    when = "" if desk.month in (0, 12) or metric.horizon == "year" else f" {swedish.period(last, desk.month)}"
    if texts[0] == texts[1]:
        return f"{what}{when} är oförändrad sedan {first}: {texts[1]}"
    way = "ökat" if now > before else "minskat"
    return f"{what} har {way} från {texts[0]} {first} till {texts[1]} {when.strip() or last}"


def _source(desk: Desk, met: Change | None) -> str:
    kommun = desk.store.name("kommun", "", desk.kommun)
    told = f"Källa: {kommun}, rapporter till och med {swedish.report_name(desk.report)}."
    return f"{told} {_compare_text.change(met, desk.kommun, comparable=True)}" if met else told


def pictures(desk: Desk, asked: Sequence[tuple[str, str, str]]) -> list[Any]:
    """The pictures that there are figures for; `asked`: (metric, its name in a sentence, id)."""
    made = (over_years(desk, *one) for one in asked)
    return [picture for picture in made if picture is not None]
