"""Pris och volym on a page: a cost's change divided into how many, PKV, and how much each one costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dash import html

import swedish
from charts.bridge import Bar, bridge_chart
from metrics import Answer
from metrics.pris_volym import Split, counts_units, lacking, split
from pages import _sentences as say
from pages._figure import figure
from pages._kostnader import Look, amount, choices, linked, row, table
from pages._parts import card, empty, section, when

TITLE = "Pris och volym"
NO_VOLUME = (
    "Kostnaden kan inte delas upp i pris och volym: rapporterna har inget verksamhetsmått som räknar antal, "
    "timmar eller dagar för samma period två år i rad."
)
NO_PKV = (
    "PKV är inte inläst för åren, så prisdelen är inte uppdelad i PKV och övrigt. Kommunen tar in "
    "tabellen med kommandot utfall underlag."
)
Two = tuple[Answer | None, Answer | None]


@dataclass(frozen=True, slots=True)
class Case:
    """One division that may be made: of what cost, by which volume. what: the cost's name in a sentence."""

    matt: str
    volume_name: str
    what: str
    cost: Two
    volume: Two


def volume_section(look: Look) -> html.Section | None:
    """The chosen mått's division, and that of the cost of staff; None for the kommun as a whole."""
    if not look.namnd:
        return None
    if look.desk.month == 0:
        return section(
            "pris-volym", TITLE, empty("En budget har inget utfall att dela upp i pris och volym.")
        )
    cases = sorted((c for c in _cases(look) if not lacking(c.cost, c.volume)), key=_size, reverse=True)
    chosen = next(
        (c for c in cases if c.matt == f"matt:{look.filters.get('matt')}"), cases[0] if cases else None
    )
    links = choices("Volym", ((c.volume_name, _href(look, c.matt), c is chosen) for c in cases))
    shown = [_shown(look, chosen, "volym", pkv=True)] if chosen else [card(html.P(NO_VOLUME))]
    return section("pris-volym", TITLE, links, *shown, _staff(look))


def _size(case: Case) -> Decimal:
    """The case whose cost has changed most comes first."""
    before, now = ((a.value if a else None) or Decimal(0) for a in case.cost)
    return abs(now - before)


def _href(look: Look, matt: str) -> str:
    return look.filters.here(matt=matt.removeprefix("matt:")) + "#pris-volym"


def _level(look: Look) -> str:
    return "bokslut" if look.desk.month == 12 else ""


def _cases(look: Look) -> list[Case]:
    """A mått of a verksamhet divides that verksamhet's cost; one of the whole nämnd the nämnd's."""
    desk, key = look.desk, "_".join(filter(None, ("matt", _level(look))))
    own = look.ask(key, namnd=look.namnd, verksamhet="*")
    below = {a.matt for a in own}
    told = own + [a for a in look.ask(key, namnd=look.namnd, verksamhet="") if a.matt not in below]
    costs = look.ask(look.net(_level(look)), namnd=look.namnd, verksamhet="*")
    costs = costs + look.ask(look.net(_level(look)), namnd=look.namnd, verksamhet="")
    places = dict.fromkeys((a.matt, a.verksamhet) for a in told if counts_units(a.matt, a.unit))
    return [
        Case(matt, desk.store.name("matt", desk.kommun, matt), _of(look, part),
             _two(look, [c for c in costs if c.verksamhet == part]),
             _two(look, [a for a in told if (a.matt, a.verksamhet) == (matt, part)]))
        for matt, part in places
    ]  # fmt: skip


def _of(look: Look, part: str) -> str:
    return say.in_text(look.part_name(part) if part else look.name)


def _two(look: Look, told: Sequence[Answer]) -> Two:
    """(the year before, the report's year) of the same part of the year."""
    now = {a.year: a for a in told if a.horizon == "year" or a.month == look.desk.month}
    return now.get(look.desk.year - 1), now.get(look.desk.year)


def _staff(look: Look) -> Any:
    """The cost of staff by årsarbetare."""
    level = _level(look)
    keys = ("_".join(filter(None, (key, level))) for key in ("personalkostnader", "arsarbetare"))
    cost, staff = (_two(look, look.ask(key, namnd=look.namnd, verksamhet="")) for key in keys)
    case = Case("", "Årsarbetare", "personal", cost, staff)
    if lacks := lacking(cost, staff):
        told = say.listed(lacks).replace("volymen", "årsarbetare").replace("kostnaden", "personalkostnaden")
        return html.P(
            f"Personalkostnaden kan inte delas upp: {told} saknas i rapporterna.", className="not avsnitt"
        )
    return _shown(look, case, "personal", pkv=False)


def _shown(look: Look, case: Case, identity: str, *, pkv: bool) -> html.Div:
    year = look.desk.year
    edition = look.edition if pkv else None
    prices = (edition.index(year - 1), edition.index(year)) if edition else (None, None)
    found = split(case.cost, case.volume, prices)
    assert found is not None
    text = None if not pkv else html.P(_index(edition, found, year), className="not")
    picture = figure(_chart(look, case, found), f"pris-{identity}")
    return card(picture, _numbers(look, case, found), _parts(case, found), text)


def _index(edition: Any, found: Split, year: int) -> str:
    if edition is None or found.pkv is None:
        return NO_PKV
    before, now = (swedish.number(edition.index(y), 1) for y in (year - 1, year))
    return f"PKV enligt upplagan {edition.name}: {before} för {year - 1} och {now} för {year}."


def _unit_name(case: Case) -> str:
    return "årsarbetare" if not case.matt else "enhet"


def _chart(look: Look, case: Case, found: Split) -> Any:
    before, now = found.cost
    bars = [
        Bar(f"Kostnad {when(before)}", before.value or Decimal(0), "foregaende"),
        Bar(f"Volym: {say.in_text(case.volume_name)}", found.volume_part),
        *([Bar("Prisökning enligt PKV", found.pkv)] if found.pkv is not None else []),
        Bar(_other(case, found), found.unit_part),
        Bar(f"Kostnad {when(now)}", now.value or Decimal(0), "utfall"),
    ]
    return bridge_chart(bars, title=message(look, case, found), unit=look.money, source=look.source)


def _other(case: Case, found: Split) -> str:
    return f"Kostnad per {_unit_name(case)}" + (" utöver PKV" if found.pkv is not None else "")


def message(look: Look, case: Case, found: Split) -> str:
    """How the cost changed, and what of it is volume and what is price."""
    name = "Personalen" if not case.matt else case.what[:1].upper() + case.what[1:]
    if say.is_zero(found.change, look.money):
        return f"{name} kostar lika mycket som samma period {look.desk.year - 1}"
    way = "mer" if found.change > 0 else "mindre"
    price = found.unit_part + (found.pkv or Decimal(0))
    told = (amount(look, part, sign=True) for part in (found.volume_part, price))
    volume, unit = told
    than = look.desk.year - 1 if look.desk.month == 12 else f"samma period {look.desk.year - 1}"
    head = f"{name} kostar {amount(look, abs(found.change))} {way} än {than}"
    return f"{head}: volymen ger {volume}, kostnaden per {_unit_name(case)} {unit}"


def _numbers(look: Look, case: Case, found: Split) -> html.Div:
    """What goes in: cost, volume, and the one through the other."""
    head = ("Underlag", *(when(a) for a in found.cost), "Förändring")
    units = [swedish.amount(u, "tkr", decimals=1) for u in found.unit_costs]
    growth = (found.unit_costs[1] / found.unit_costs[0] - 1) * 100
    more = (found.volume[1].value or 0) - (found.volume[0].value or 0)
    decimals = 0 if more == more.to_integral_value() else 1
    costs, volumes = ([linked(look, a) for a in pair] for pair in (found.cost, found.volume))
    name = f"Nettokostnad, {case.what}" if case.matt else "Personalkostnad"
    rows = [
        row(name, *costs, amount(look, found.change, sign=True)),
        row(case.volume_name, *volumes, swedish.number(more, decimals, sign=True)),
        row(f"Kostnad per {_unit_name(case)} (uträknad)", *units, swedish.percent(growth, sign=True)),
    ]
    return table("Det som uppdelningen bygger på", head, rows)


def _parts(case: Case, found: Split) -> html.Div:
    """The parts with their formulas; they sum to the change."""
    rows = [row("Volym", "ändringen i volym × kostnaden per enhet året före", kr(found.volume_part), texts=2)]
    if found.pkv is not None:
        text = "årets volym × kostnaden per enhet året före × ändringen i PKV"
        rows.append(row("Pris enligt PKV", text, kr(found.pkv), texts=2))
    rest = "det som återstår av årets volym × ändringen i kostnad per enhet"
    rows.append(row(_other(case, found), rest, kr(found.unit_part), texts=2))
    rows.append(
        row("Hela förändringen", "delarna tillsammans, utan rest", kr(found.change), texts=2, total=True)
    )
    return table("Så är uppdelningen räknad", ("Del", "Formel", "Belopp"), rows, texts=2)


def kr(value: Decimal) -> str:
    """Whole kronor, so that the sum can be checked."""
    return swedish.amount(value, "kr", sign=True)
