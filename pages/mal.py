"""Mål: what kommunfullmäktige wants, how each indicator goes, and what a unit of the work costs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from dash import html

import swedish
from pages import _inputs, _shell
from pages import _sentences as say
from pages._desk import Desk
from pages._mal_data import Goal, goals
from pages._mal_delar import level, table
from pages._mal_enhet import kolada_section, unit_section
from pages._page import Filters, Page
from pages._parts import card, empty, section
from pages._uppdrag_delar import capital
from swedish import slug

PATH = "/mal"
NOTHING = (
    "Ingen publicerad rapport har mål eller indikatorer. De läses ur tabeller med en kolumn Indikator och "
    "en kolumn Riktning eller Status, och ur verksamhetsmått som har ett målvärde."
)
_WHERE = "där det är sagt om talet ska öka eller minska"
OTHERS = "Verksamhetsmått med målvärde"


def layout(store: Any, filters: Filters) -> html.Div:
    """The message, the choice of nämnd, a table a goal, then unit costs and Kolada's figures."""
    if not store.kommuner():
        return html.Div([html.H1("Mål och indikatorer"), empty(NOTHING)])
    desk = Desk(store, filters)
    found = goals(desk)
    kommun = store.name("kommun", "", desk.kommun)
    owners = {n: store.name("namnd", desk.kommun, n) for n in dict.fromkeys(g.namnd for g in found) if n}
    namnd = filters.get("namnd") if filters.get("namnd") in owners else ""
    shown = [g for g in found if namnd in ("", g.namnd)]
    parts = [*_head(desk, kommun, shown), _form(filters, owners) if len(owners) > 1 else None]
    parts += _tables(desk, shown, {} if namnd else owners) or [empty(NOTHING)]
    parts += [unit_section(desk, namnd), kolada_section(desk)]
    return html.Div(parts, **{"data-title": f"Mål och indikatorer i {kommun}"})


def _head(desk: Desk, kommun: str, shown: Sequence[Goal]) -> list[Any]:
    home = html.A(kommun, href=desk.filters.link("/"))
    told = message(shown)
    return [
        html.P([home, f" · {swedish.report_name(desk.report)}"], className="overrad"),
        html.H1("Mål och indikatorer"),
        html.P(told, className="ingress") if told else None,
        html.P(html.A("Uppdrag och revisionens rekommendationer", href=desk.filters.link("/uppdrag"))),
    ]


def message(shown: Sequence[Goal]) -> str:
    """How the kommun itself judges them, and how many targets with a direction are met."""
    judged = [level(g.judged[-1]["status"]) == "bra" for g in shown if g.judged]
    tried = [bool(g.reached) for g in shown if g.reached is not None]
    return " ".join(text for text in (_judged(judged), _tried(tried)) if text)


def _judged(good: Sequence[bool]) -> str:
    if len(good) == 1:
        return f"Den enda bedömda indikatorn är {'' if good[0] else 'inte '}uppfylld."
    met = say.count(sum(good)) if any(good) else "ingen"
    done = "uppfyllda" if sum(good) > 1 else "uppfylld"
    return f"Av {say.count(len(good))} bedömda indikatorer är {met} {done}." if good else ""


def _tried(met: Sequence[bool]) -> str:
    if len(met) == 1:
        return f"Det enda målvärdet {_WHERE} nås{'' if met[0] else ' inte'} i det senaste utfallet."
    many = say.count(sum(met), neuter=True) if any(met) else "inget"
    return f"Det senaste utfallet når {many} av {say.count(len(met))} målvärden {_WHERE}." if met else ""


def _form(filters: Filters, owners: dict[str, str]) -> html.Form:
    names = sorted(owners.items(), key=lambda pair: swedish.sort_key(pair[1]))
    keep = {name: filters.get(name) for name in ("kommun", "rapport") if filters.get(name)}
    field = _shell.chooser("namnd", "Nämnd", [("", "Alla nämnder"), *names], filters.get("namnd"))
    return html.Form(
        [field, html.Button("Visa", type="submit", className="visa"), *_inputs.hidden(**keep)],
        method="get", action=PATH, className="falt-rad endast-skarm", **{"aria-label": "Välj nämnd"},
    )  # fmt: skip


def _tables(desk: Desk, shown: Sequence[Goal], owners: dict[str, str]) -> list[html.Section]:
    """A table a goal, then the mått that no goal is declared for."""
    return [
        section(
            slug(area or OTHERS), area or OTHERS, card(table(desk, own, area or OTHERS, owners), _why(own))
        )
        for area, own in _by_area(shown)
    ]


def _by_area(shown: Iterable[Goal]) -> list[tuple[str, list[Goal]]]:
    found: dict[str, list[Goal]] = {}
    for goal in shown:
        found.setdefault(goal.area, []).append(goal)
    return sorted(found.items(), key=lambda pair: not pair[0])


def _why(own: Sequence[Goal]) -> Any:
    """Why an indicator without numbers has none."""
    bare = [g for g in own if not g.matt]
    if not bare:
        return None
    one = "En indikator" if len(bare) == 1 else f"{capital(say.count(len(bare)))} indikatorer"
    text = f"{one} saknar tal: de publicerade rapporterna har inget mått med samma namn."
    return html.P(text, className="not")


PAGE = Page(PATH, "Mål och indikatorer", "politiker", layout)
