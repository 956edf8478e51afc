"""Sök: one field finds nämnder, verksamheter, nyckeltal, mått, uppdrag, words and reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html

from pages._page import Filters, Page
from pages._parts import card
from pages._sok import GROUPS, Hit, search
from pages._sok_falt import field

LONGEST = 160  # characters of a line about a hit


def layout(store: Any, filters: Filters) -> html.Div:
    """The field, how many were found, the hits by group."""
    asked = filters.get("q").strip()
    found = search(store, filters, asked)
    count = sum(len(hits) for hits in found.values())
    return html.Div(
        [
            html.H1("Sök"),
            field(filters, asked, "sok-falt"),
            html.P(_said(count, asked), role="status", className="dov"),
            *_groups(found),
            None if count else _help(store, filters, asked),
        ],
        **{"data-title": f"Sök: {asked}" if asked else "Sök"},
    )


def _said(count: int, asked: str) -> str:
    if not asked:
        return "Skriv ett eller flera ord. Det gör inget om ordet är felstavat eller saknar å, ä och ö."
    if not count:
        return f"Inget passar ”{asked}”."
    return f"{'En träff' if count == 1 else f'{count} träffar'} på ”{asked}”."


def _groups(found: Mapping[str, Sequence[Hit]]) -> list[html.Section]:
    made = (
        (GROUPS[group], html.Ul([_hit(h) for h in hits], className="lista")) for group, hits in found.items()
    )
    return [html.Section([html.H2(title), card(shown)], className="avsnitt traffar") for title, shown in made]


def _hit(hit: Hit) -> html.Li:
    about = hit.thing.about
    line = about if len(about) <= LONGEST else about[:LONGEST].rpartition(" ")[0] + " …"
    return html.Li([html.A(hit.thing.name, href=hit.thing.href),
                    html.Div(line, className="liten dov") if line else None])  # fmt: skip


def _help(store: Any, filters: Filters, asked: str) -> html.Div:
    """Where nothing was found, or nothing asked: what there is."""
    namnder = [html.Li(html.A(n["name"], href=filters.link(f"/namnd/{n['code']}")))
               for n in store.namnder(filters.kommun) if n["kind"] != "post"]  # fmt: skip
    tips = "Pröva ett kortare ord, eller en del av det." if asked else ""
    words = [html.A("Begrepp", href=filters.link("/begrepp")), " förklarar alla nyckeltal och ord."]
    return html.Div(
        [
            html.P(tips) if tips else None,
            html.P(words),
            html.H2("Kommunens nämnder") if namnder else None,
            html.Ul(namnder, className="innehall-rad") if namnder else None,
        ],
        className="avsnitt",
    )


PAGE = Page("/sok", "Sök", "alla", layout)
