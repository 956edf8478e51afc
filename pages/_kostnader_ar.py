"""Net cost of each verksamhet (nämnd) over the years: levels, changes, index; and who changed the whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from dash import html

import swedish
from charts.compare import index_lines
from charts.contribution import contribution_bars, level_lines
from metrics import Answer
from metrics.brygga import Bridge, Side, by_part
from pages import _sentences as say
from pages._desk import share
from pages._figure import figure
from pages._kostnader import Look, amount, choices, linked, row, table
from pages._kostnader_brygga import REST_NAME, contradictions
from pages._parts import card, empty, section

TITLE = "Åren"
VIEWS = {"niva": "Belopp", "forandring": "Förändring", "index": "Index"}
MOST, DRAWN = 7, 6
NONE = "Det finns inte två bokslut att jämföra i de publicerade rapporterna."
Cells = Mapping[str, Mapping[int, Answer]]
"""Part -> year -> its nettokostnad; '' is the whole."""


def years_section(look: Look) -> html.Section:
    """The table and picture of the chosen view, and the contributions to the latest change."""
    cells = _cells(look)
    years = _years(cells)
    if len(years) < 2:
        return section("ar", TITLE, empty(NONE))
    view = look.filters.get("visa") if look.filters.get("visa") in VIEWS else "niva"
    links = choices("Visa", ((text, _href(look, v), v == view) for v, text in VIEWS.items()))
    base = _base(look, years)
    picked = _base_links(look, years, base) if view == "index" else None
    made = _made(look, cells, years, view, base)
    return section("ar", "Nettokostnaden år för år", links, picked, made, _contributions(look))


def _href(look: Look, view: str) -> str:
    return look.filters.here(visa=view) + "#ar"


def _base(look: Look, years: Sequence[int]) -> int:
    asked = look.filters.get("basar")
    return int(asked) if asked.isdigit() and int(asked) in years else years[0]


def _base_links(look: Look, years: Sequence[int], base: int) -> Any:
    made = ((str(y), look.filters.here(basar=str(y)) + "#ar", y == base) for y in years)
    return choices("Basår", made)


def _cells(look: Look) -> Cells:
    """The years that are closed, and the forecast of this one."""
    namnd, below = (look.namnd, "*") if look.namnd else (None, "")
    told = list(look.ask(look.net("bokslut"), namnd=namnd, verksamhet=below))
    found: dict[str, dict[int, Answer]] = {"": dict(look.whole_years())}
    said = look.forecast()
    if said is not None:
        found[""][said.year] = said
        forecasts = look.ask(look.net("prognos"), namnd=namnd, verksamhet=below)
        told += [a for a in forecasts if a.year == said.year]
    for answer in told:
        if answer.value is not None and _counts(look, answer, found[""]):
            found.setdefault(answer.verksamhet or answer.namnd, {})[answer.year] = answer
    if look.namnd:
        found.pop(look.namnd, None)
    return found


def _counts(look: Look, answer: Answer, whole: Mapping[int, Answer]) -> bool:
    """For the kommun: whether its sum has the nämnd, which a later report may tell of before it was there."""
    if look.namnd or answer.year not in whole:
        return answer.year <= look.desk.year
    parts = whole[answer.year].parts
    return not parts or answer.namnd in parts


def _years(cells: Cells) -> list[int]:
    return sorted(set(cells[""]))[-MOST:]


def _made(look: Look, cells: Cells, years: Sequence[int], view: str, base: int) -> html.Div:
    parts = sorted((code for code in cells if code), key=lambda code: swedish.sort_key(look.part_name(code)))
    shown = [p for p in parts if any(year in cells[p] for year in years)]
    rows = [_row(look, look.part_name(p), cells[p], years, view, base) for p in shown]
    rows.append(_row(look, look.name, cells[""], years, view, base, total=True))
    names = [_year_name(cells, year) for year in years]
    head = ("Verksamhet" if look.namnd else "Nämnd", *names)
    caption = f"Nettokostnad, {VIEWS[view].lower()}" + (f" ({base} = 100)" if view == "index" else "")
    return card(_picture(look, cells, shown, years, view, base), table(caption, head, rows))


def _year_name(cells: Cells, year: int) -> str:
    return f"Prognos {year}" if cells[""][year].vintage else str(year)


def _row(look: Look, name: str, known: Mapping[int, Answer], years: Sequence[int], view: str, base: int,
         *, total: bool = False) -> html.Tr:  # fmt: skip
    cells = [_cell(look, known, year, view, base) for year in years]
    return row(name, *cells, total=total)


def _cell(look: Look, known: Mapping[int, Answer], year: int, view: str, base: int) -> Any:
    """A missing year is missing: no change and no index can be made from it."""
    answer = known.get(year)
    if answer is None or view == "niva":
        return linked(look, answer)
    other = known.get(base if view == "index" else year - 1)
    if other is None:
        return swedish.MISSING
    if view == "index":
        return swedish.number(_index(answer, other), 1)
    return amount(look, _value(answer) - _value(other), sign=True)


def _index(now: Answer, base: Answer) -> Decimal | None:
    return _value(now) / _value(base) * 100 if _value(base) > 0 else None


def _value(answer: Answer) -> Decimal:
    assert answer.value is not None
    return answer.value


def _picture(
    look: Look, cells: Cells, parts: Sequence[str], years: Sequence[int], view: str, base: int
) -> Any:
    """The largest parts as lines; the changes have a picture of their own below."""
    if view == "forandring":
        return None
    latest = [p for p in parts if years[-1] in cells[p] and (view == "niva" or base in cells[p])]
    largest = sorted(latest, key=lambda p: -_value(cells[p][years[-1]]))[:DRAWN]
    if not largest:
        return None
    if view == "niva":
        lines = {look.part_name(p): [_or_none(cells[p], y) for y in years] for p in largest}
        title = (
            f"{look.part_name(largest[0])} är störst: {amount(look, _value(cells[largest[0]][years[-1]]))}"
        )
        title += f" {years[-1]}"
        names = [_year_name(cells, year).lower() for year in years]
        return figure(level_lines(lines, names, title=title, unit=look.money, source=look.source), "ar-bild")
    series = {look.part_name(p): [_index_of(cells[p], y, base) for y in years] for p in largest}
    most = max(largest, key=lambda p: _index_of(cells[p], years[-1], base) or Decimal(0))
    end = swedish.number(_index_of(cells[most], years[-1], base), 0)
    title = f"{look.part_name(most)} har ökat mest av de största sedan {base}: index {end} {years[-1]}"
    return figure(index_lines(series, years, title=title, source=look.source), "ar-bild")


def _or_none(known: Mapping[int, Answer], year: int) -> Decimal | None:
    return known[year].value if year in known else None


def _index_of(known: Mapping[int, Answer], year: int, base: int) -> Decimal | None:
    return _index(known[year], known[base]) if year in known and base in known else None


def _contributions(look: Look) -> Any:
    """Each part's share of the change from the year before: they sum to the whole change."""
    desk = look.desk
    end = Side("utfall", "bokslut", desk.year) if desk.closed else Side("prognos", "prognos", desk.year)
    found = by_part(look.asked, (Side("foregaende", "bokslut", desk.year - 1), end))
    if found is None:
        return None
    shown = [(look.part_name(s.code), s.change) for s in found.steps]
    shown += [(REST_NAME, found.rest)] if found.rest else []
    what = f"{'prognosen för ' if not desk.closed else ''}{desk.year}"
    title = _title(look, found, what)
    chart = contribution_bars(shown, title=title, unit=look.money, source=look.source)
    return html.Div(card(figure(chart, "bidrag"), _shares(look, found, what)), className="avsnitt")


def _title(look: Look, found: Bridge, what: str) -> str:
    before = look.desk.year - 1
    if say.is_zero(found.total, look.money):
        return f"Nettokostnaden är oförändrad från {before} till {what}"
    way = "ökar" if found.total > 0 else "minskar"
    growth = share(found.total, found.start.value)
    told = f" ({swedish.percent(growth, sign=True)})" if growth is not None else ""
    size = amount(look, abs(found.total))
    return f"Nettokostnaden {way} med {size}{told} från {before} till {what}: så mycket står varje del för"


def _shares(look: Look, found: Bridge, what: str) -> html.Details:
    """In kr and in procentenheter of the whole's growth."""
    head = ("Del", str(look.desk.year - 1), what[:1].upper() + what[1:], "Bidrag", "Bidrag, procentenheter")
    rows = [
        row(
            look.part_name(s.code),
            linked(look, s.before),
            linked(look, s.after),
            *_both(look, found, s.change),
        )
        for s in found.steps
    ]
    if found.rest:
        rows.append(row(REST_NAME, "", "", *_both(look, found, found.rest)))
    ends = (linked(look, found.start), linked(look, found.end))
    rows.append(row("Tillsammans", *ends, *_both(look, found, found.total), total=True))
    shown = table("Bidrag till förändringen", head, rows)
    return html.Details([html.Summary("Visa bidragen som tal"), shown, *contradictions(look, found)])


def _both(look: Look, found: Bridge, change: Decimal) -> tuple[str, str]:
    part = share(change, found.start.value)
    return amount(look, change, sign=True), swedish.number(part, 2, sign=True) if part is not None else "–"
