"""The list Att bevaka, whole or its first rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from pages import _sentences as say
from pages._bevaka import watched
from pages._bevaka_rules import Watch, Watched
from pages._desk import Desk
from pages._namnd_text import parts
from pages._parts import empty, section, status

LEVELS = {"avvik": "avviker", "bevaka": "bevaka", "okand": "kan vara"}
NONE = "Inget i nämndernas senaste tal passerar kommunens gränser."


def watch_section(desk: Desk) -> html.Section:
    """The first rows, for Läget, with a link to the rest."""
    found = watched(desk)
    shown = found[: desk.filters.settings.bevaka_shown]
    return section("bevaka", "Att bevaka", *_listed(desk, shown), _rest(desk, len(found) - len(shown)))


def whole_list(desk: Desk) -> list[Any]:
    return _listed(desk, watched(desk))


def _listed(desk: Desk, found: Sequence[Watched]) -> list[Any]:
    if not found:
        return [empty(NONE)]
    return [html.Ol([_row(desk, one) for one in found], className="bevaka kort")]


def _rest(desk: Desk, more: int) -> html.P:
    link = desk.filters.link("/bevaka")
    text = f"Visa {say.namnder(more)} till och hur listan är gjord" if more > 0 else "Så är listan gjord"
    return html.P(html.A(text, href=link), className="endast-skarm")


def _row(desk: Desk, one: Watched) -> html.Li:
    name = desk.store.name("namnd", desk.kommun, one.namnd)
    head = [html.A(name, href=desk.filters.link(f"/namnd/{one.namnd}")), " ",
            status(one.level, LEVELS[one.level])]  # fmt: skip
    reasons = [_reason(desk, watch, name) for watch in one.reasons]
    return html.Li([html.P(head, className="bevaka-namn"), html.Ul(reasons)])


def _reason(desk: Desk, watch: Watch, name: str) -> html.Li:
    words = parts(desk, [say.capital(watch.sentence)])
    label = {"aria-label": f"Se mer: {WHAT[watch.kind]}, {name}"}
    return html.Li([*words, html.A("Se mer", href=watch.href, **label)])


WHAT = {
    "underskott": "ekonomin",
    "forsamring": "prognosresan",
    "sasong": "säsongsprognosen",
    "perioden": "ekonomin",
    "sjukfranvaro": "personalen",
    "kostnad": "ekonomin",
    "avstamning": "avstämningarna",
    "saknas": "rapporterna",
    "uppdrag": "uppdragen",
    "mal": "målet",
}
