"""A first visit in three steps: a panel in a corner that can be skipped, and comes back from the footer.

It is part of every page, hidden; assets/besok.js shows it to those who have not seen it (localStorage), never
to a browser that is driven by a program.
"""

from __future__ import annotations

from typing import Any

from dash import html

from pages._page import Filters

PANEL = "forsta-besok"


def panel(filters: Filters) -> html.Div:
    """The three steps, of which one is shown."""
    steps = _steps(filters)
    shown = [_step(i, title, content, len(steps)) for i, (title, content) in enumerate(steps)]
    return html.Div(
        [
            html.Div(shown, className="besok-steg"),
            html.Div(
                [
                    _button("Tillbaka", "tillbaka", hidden=True),
                    _button("Nästa", "nasta", main=True),
                    _button("Hoppa över", "stang"),
                ],
                className="besok-knappar",
            ),
        ],
        id=PANEL, hidden=True, role="dialog", tabIndex="-1", className="besok",
        **{"aria-labelledby": f"{PANEL}-0", "aria-modal": "false"},
    )  # fmt: skip


def opener() -> html.Button:
    """The footer's way back to it."""
    return html.Button(
        "Visa introduktionen", type="button", className="besok-oppna", **{"aria-controls": PANEL}
    )


def _steps(filters: Filters) -> list[tuple[str, list[Any]]]:
    return [
        (
            "Börja i Läget",
            ["Överst står det som är viktigast att veta, och under ", html.Strong("Att bevaka"),
             " vilka nämnder det finns skäl att fråga. ▲ avviker, ◆ bör bevakas, ● är i balans."],
        ),
        (
            "Varje tal kan följas",
            ["Ett understruket tal leder till cellen i den rapport som det kommer från, eller till hur det "
             "är räknat. Tryck på ett och se."],
        ),
        (
            "Sök, eller ta med till mötet",
            ["Sökfältet överst hittar nämnder, nyckeltal, uppdrag och ord (tangenten / går dit). På en "
             "nämnds sida finns ", html.Strong("Inför mötet"), ": två sidor att skriva ut. ",
             html.A("Alla ord förklaras i Begrepp", href=filters.link("/begrepp")), "."],
        ),
    ]  # fmt: skip


def _step(i: int, title: str, content: list[Any], count: int) -> html.Section:
    where = html.P(f"Steg {i + 1} av {count}", className="liten dov")
    return html.Section([where, html.H2(title, id=f"{PANEL}-{i}"), html.P(content)], hidden=i > 0)


def _button(text: str, does: str, *, main: bool = False, hidden: bool = False) -> html.Button:
    kind = "knapp-huvud" if main else ""
    return html.Button(text, type="button", className=kind, hidden=hidden, **{"data-besok": does})
