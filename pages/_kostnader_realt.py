"""Real terms and per person on a page: what price rises and more people explain of the years' costs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dash import html

import swedish
from charts.lines import year_lines
from charts.years import year_columns
from metrics import Answer
from metrics.realt import EVERYONE, Counted, Edition, Group, counted, groups, no_index, per_person, real
from pages._figure import figure
from pages._kostnader import Look, amount, choices, linked, row, table
from pages._parts import card, empty, missing, number, section

TITLE = "Fasta priser och per invånare"
MOST = 7
NO_YEARS = "Det finns inte två bokslut att räkna om i de publicerade rapporterna."
NO_PKV = (
    "Prisindex för kommunal verksamhet (PKV) är inte inläst, så kostnaden kan inte räknas om till fasta "
    "priser. Kommunen hämtar indexet hos SKR och tar in det med kommandot utfall underlag."
)
NO_PEOPLE = (
    "Befolkningen är inte inläst, så kostnaden per invånare kan inte räknas. "
    "Kommunen tar in den med kommandot utfall underlag."
)


@dataclass(frozen=True, slots=True)
class Year:
    """One year: nominal, and what could be made of it. why: what is missing, in Swedish."""

    answer: Answer
    real: Decimal | None
    people: Counted
    why: tuple[str, ...]

    @property
    def each(self) -> Decimal | None:
        """kr a person in the year's own prices."""
        return per_person(self.answer.value or Decimal(0), self.people)

    @property
    def each_real(self) -> Decimal | None:
        """kr a person in the base year's prices."""
        return None if self.real is None else per_person(self.real, self.people)


def real_section(look: Look) -> html.Section:
    """The years, the choices of edition, base year and målgrupp, and what is missing."""
    known = _known(look)
    if len(known) < 2:
        return section("realt", TITLE, empty(NO_YEARS))
    edition, group = look.edition, _group(look)
    base = _base(look, edition, known)
    years = {year: _year(look, answer, edition, base, group) for year, answer in known.items()}
    lacks = [text for text, absent in ((NO_PKV, edition is None), (NO_PEOPLE, not look.people)) if absent]
    parts = [*_links(look, edition, base, group, known), *(html.P(text, className="not") for text in lacks)]
    pictures = [
        card(p)
        for p in (_prices(look, years, edition, base), _persons(look, years, group, edition, base))
        if p
    ]
    grid = html.Div(pictures, className="rutor") if pictures else None
    shown = html.Div(card(*_table(look, years, edition, base, group)), className="avsnitt")
    return section("realt", TITLE, *parts, grid, shown)


def _known(look: Look) -> dict[int, Answer]:
    found = look.whole_years()
    if (said := look.forecast()) is not None:
        found[said.year] = said
    return {year: found[year] for year in sorted(found)[-MOST:]}


def _group(look: Look) -> Group:
    """The målgrupp in the address (`1-5`, `80-`), else everyone."""
    asked = re.fullmatch(r"(\d{1,3})-(\d{0,3})", look.filters.get("grupp"))
    return Group(int(asked[1]), int(asked[2]) if asked[2] else None) if asked else EVERYONE


def _base(look: Look, edition: Edition | None, known: Mapping[int, Answer]) -> int:
    """The chosen base year, else the newest year that the edition has."""
    asked = look.filters.get("prisar")
    if asked.isdigit():
        return int(asked)
    return max((y for y in known if edition and edition.index(y)), default=max(known))


def _year(look: Look, answer: Answer, edition: Edition | None, base: int, group: Group) -> Year:
    nominal = answer.value or Decimal(0)
    people = counted(look.people, answer.year, group)
    made = real(nominal, edition, answer.year, base) if edition else None
    lacks = no_index(edition, answer.year, base) if edition else ""
    why = tuple(filter(None, (lacks, people.why if look.people else "")))
    return Year(answer, made, people, why)


def _links(
    look: Look, edition: Edition | None, base: int, group: Group, known: Mapping[int, Answer]
) -> list[Any]:
    def to(**changes: str) -> str:
        return look.filters.here(**changes) + "#realt"

    years = [y for y in known if edition and edition.index(y)]
    asked = [EVERYONE, *groups(look.people)] if look.people else []
    found = (
        choices("Upplaga av PKV", ((e.name, to(upplaga=e.name), e is edition) for e in look.editions)),
        choices("I priser för", ((str(y), to(prisar=str(y)), y == base) for y in years)),
        choices("Per", ((g.name, to(grupp=_code(g)), g == group) for g in asked)),
    )
    return [links for links in found if links is not None]


def _code(group: Group) -> str:
    return f"{group.low}-{'' if group.high is None else group.high}"


def _prices(look: Look, years: Mapping[int, Year], edition: Edition | None, base: int) -> Any:
    """Two lines: as it was paid, and in one year's prices."""
    if edition is None or sum(y.real is not None for y in years.values()) < 2:
        return None
    series = {
        "Löpande priser": [y.answer.value for y in years.values()],
        f"{base} års priser": [y.real for y in years.values()],
    }
    source = f"{look.source} PKV: upplagan {edition.name}."
    chart = year_lines(series, _names(years), title=_price_title(years, base), unit=look.money, source=source)
    return figure(chart, "fasta-priser")


def _names(years: Mapping[int, Year]) -> list[str]:
    return [f"prognos {year}" if y.answer.vintage else str(year) for year, y in years.items()]


def _price_title(years: Mapping[int, Year], base: int) -> str:
    """`Nettokostnaden har ökat med 26,8 % från 2019 till 2024; i 2024 års priser har den ökat med 4,5 %`."""
    told = [(year, y) for year, y in years.items() if y.real]
    (first, then), (last, now) = told[0], told[-1]
    end = f"prognosen för {last}" if now.answer.vintage else str(last)
    nominal, fixed = _grown(then.answer.value, now.answer.value), _grown(then.real, now.real)
    return f"Nettokostnaden {nominal} från {first} till {end}; i {base} års priser {_turned(fixed)}"


def _grown(before: Decimal | None, now: Decimal | None) -> str:
    """`har ökat med 4,5 %`, `är oförändrad`."""
    if not before or now is None:
        return "går inte att jämföra"
    growth = (now / before - 1) * 100
    text = swedish.percent(abs(growth))
    if not any(c in "123456789" for c in text):
        return "är oförändrad"
    return f"har {'ökat' if growth > 0 else 'minskat'} med {text}"


def _turned(text: str) -> str:
    """The verb first and the subject after it, as after an adverbial: `har den ökat med 4,5 %`."""
    verb, _, rest = text.partition(" ")
    return f"{verb} den {rest}"


def _persons(look: Look, years: Mapping[int, Year], group: Group, edition: Edition | None, base: int) -> Any:
    """Columns of kr a person: in fixed prices where there is an index."""
    fixed = edition is not None and any(y.each_real is not None for y in years.values())
    rows = [(year, y.each_real if fixed else y.each) for year, y in years.items()]
    told = [(year, value) for year, value in rows if value is not None]
    if len(told) < 2:
        return None
    prices = f"{base} års priser" if fixed else "löpande priser"
    (first, then), (last, now) = told[0], told[-1]
    way = "ökat" if now > then else "minskat"
    before, after = (swedish.amount(v, "kr") for v in (then, now))
    title = f"Kostnaden per {_each(group)} har {way} från {before} {first} till {after} {last}, i {prices}"
    source = f"{look.source} Befolkning: {look.kommun_name}, {_date(years[last].people)}."
    source += f" PKV: upplagan {edition.name}." if fixed and edition else ""
    while rows and rows[-1][1] is None:
        rows.pop()
    chart = year_columns(rows, title=title, unit="kr", what=f"kr per {_each(group)}", source=source)
    return figure(chart, "per-person")


def _each(group: Group) -> str:
    return "invånare" if group == EVERYONE else f"invånare {group.name}"


def _date(people: Counted) -> str:
    return people.date or "datum saknas"


def _table(
    look: Look, years: Mapping[int, Year], edition: Edition | None, base: int, group: Group
) -> list[Any]:
    """Every year with what it was made from; what is missing is said below."""
    head = (
        *("År", "Löpande priser", "PKV", f"{base} års priser"),
        *("Antal", "Datum", "kr per person", "i fasta priser"),
    )
    named = zip(years.items(), _names(years), strict=True)
    rows = [_row(look, year, y, edition, name) for (year, y), name in named]
    told = f" PKV enligt upplagan {edition.name}." if edition else ""
    shown = table(f"Nettokostnad i löpande och fasta priser och per {_each(group)}.{told}", head, rows)
    lacks = "; ".join(dict.fromkeys(why for y in years.values() for why in y.why))
    return [shown, html.P(f"Det som saknas: {lacks}.", className="not") if lacks else None]


def _row(look: Look, year: int, y: Year, edition: Edition | None, name: str) -> html.Tr:
    index = edition.rows.get(year) if edition else None
    here = look.filters.link("/underlag")
    shown = number(swedish.number(index.index, 1), f"{here}#pkv-{year}") if index else missing()
    count: Any = missing()
    if y.people.count is not None:
        count = number(swedish.number(y.people.count), f"{here}#befolkning-{year}")
    fixed = amount(look, y.real) if y.real is not None else missing()
    each = (swedish.number(v) if v is not None else missing() for v in (y.each, y.each_real))
    first = name[:1].upper() + name[1:]
    return row(first, linked(look, y.answer), shown, fixed, count, y.people.date or missing(), *each)
