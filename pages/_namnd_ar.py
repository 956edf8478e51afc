"""A nämnd over the years: net cost, årsarbetare and sjukfrånvaro for the same period each year."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import swedish
from charts.years import year_columns
from metrics import METRICS
from pages._desk import Desk
from pages._figure import figure

Series = list[tuple[int, Decimal | None]]
MOST = 7  # years shown


def over_years(desk: Desk, name: str, what: str, identity: str) -> Any:
    """The metric's columns, or None with fewer than three years: two are already said elsewhere."""
    series = _series(desk, name)
    if sum(value is not None for _, value in series) < 3 or series[-1][1] is None:
        return None
    metric = METRICS[desk.key(name)]
    unit = desk.money if metric.unit == "kr" else str(metric.unit)
    chart = year_columns(
        series, title=_title(desk, name, what, series), unit=unit, what=what, source=_source(desk)
    )
    return figure(chart, identity)


def _series(desk: Desk, name: str) -> Series:
    """One value a year without holes in the years: a missing year is a gap."""
    known = {year: a.value for year, a in desk.over_years(name).get(desk.namnd or "", [])}
    known = {year: value for year, value in known.items() if year <= desk.year}
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


def _source(desk: Desk) -> str:
    kommun = desk.store.name("kommun", "", desk.kommun)
    return f"Källa: {kommun}, rapporter till och med {swedish.report_name(desk.report)}."


def pictures(desk: Desk, asked: Sequence[tuple[str, str, str]]) -> list[Any]:
    """The pictures that there are figures for; `asked`: (metric, its name in a sentence, id)."""
    made = (over_years(desk, *one) for one in asked)
    return [picture for picture in made if picture is not None]
