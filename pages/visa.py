"""Visa på skärm: a nämnd for the meeting room, one message with its chart a screen (`?bild=2`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dash import html

import swedish
from charts.deviation import deviation_bars
from pages import _infor_delar as delar
from pages import _says
from pages._desk import Desk
from pages._figure import figure
from pages._namnd_ar import pictures
from pages._namnd_ekonomi import journey
from pages._namnd_text import parts
from pages._page import Filters, Page
from pages._says_how import change, drives
from pages._sentences import Sentence, capital
from pages._told import Told
from pages._told_from import told
from pages.infor_motet import the_namnd

MOST_BARS = 8  # what a low screen has room for


@dataclass(frozen=True, slots=True)
class Slide:
    """A message (a sentence, or text) and what is shown under it."""

    message: Sentence
    content: Any


def layout(store: Any, filters: Filters) -> html.Div:
    """The slide that the address asks for; a number that there is none of shows the last."""
    desk, name = the_namnd(store, filters)
    slides = list(_slides(desk, told(desk, name)))
    asked = filters.get("bild")
    at = min(max(int(asked) if asked.isdecimal() else 1, 1), len(slides))
    shown = slides[at - 1]
    kommun = store.name("kommun", "", desk.kommun)
    about = f"{kommun} · {name} · {swedish.report_name(desk.report)}"
    return html.Div(
        [
            html.P(about, className="overrad"),
            html.H1(parts(desk, [capital(shown.message)])),
            html.Div(shown.content, className="visning-bild"),
            _steps(filters, at, len(slides)),
        ],
        className="visning", **{"data-title": f"{name} på skärm, bild {at}"},
    )  # fmt: skip


def _slides(desk: Desk, known: Told) -> Iterator[Slide]:
    yield Slide(_says.opening(known)[0], journey(desk) or _sentences(desk, _says.opening(known)[1:]))
    driver = next(drives(known), None)
    if driver and len(known.parts) > 1 and known.kind != "plan":
        yield Slide(driver, _deviations(desk, known))
    asked = (("nettokostnad_bokslut", "Nettokostnaden", "visa-nettokostnad"),
             ("sjukfranvaro", "Sjukfrånvaron", "visa-sjukfranvaro"),
             ("arsarbetare", "Antalet årsarbetare", "visa-arsarbetare"))  # fmt: skip
    for one in asked:
        for picture in pictures(desk, [one]):
            yield Slide((_title(picture),), picture)
    rest = [s for s in _says.opening(known)[1:] if s not in [capital(d) for d in [driver] if d]]
    if next(change(known), None) and rest:
        yield Slide(("Att veta mer",), _sentences(desk, rest))
    yield Slide(("Att fråga",), delar.ask_list(desk, known))


def _sentences(desk: Desk, sentences: list[Sentence]) -> html.Ul:
    return html.Ul([html.Li(parts(desk, [s])) for s in sentences])


def _title(picture: html.Figure) -> str:
    """The chart's own message."""
    return str(picture.children[0].children[0].children)


def _deviations(desk: Desk, known: Told) -> html.Figure:
    largest = sorted(known.parts, key=lambda p: -abs(p.value))[:MOST_BARS]
    rows = [(p.name, p.value) for p in sorted(largest, key=lambda p: p.value)]
    kommun = desk.store.name("kommun", "", desk.kommun)
    about = "De största avvikelserna mot budget; plus är lägre kostnad."
    source = f"Källa: {kommun}, {swedish.report_name(desk.report)}. {about}"
    chart = deviation_bars(
        rows, title="Avvikelser mot budget", unit=desk.money, source=source, what="Mot budget"
    )
    return figure(chart, "visa-avvikelser")


def _steps(filters: Filters, at: int, count: int) -> html.Nav:
    """Back, forward, where one is, full screen, out."""
    return html.Nav(
        [
            _step(filters, at - 1, "← Föregående", "prev") if at > 1 else None,
            _step(filters, at + 1, "Nästa →", "next") if at < count else None,
            html.Span(f"{at} av {count}", className="plats"),
            html.Button("Helskärm", type="button", className="helskarm sist"),
            html.A("Avsluta", href=filters.link(f"/namnd/{filters.arg('id')}"), rel="up", className="knapp"),
        ],
        **{"aria-label": "Bilder"},
    )


def _step(filters: Filters, to: int, text: str, rel: str) -> html.A:
    return html.A(text, href=filters.here(bild=str(to)), rel=rel, className="knapp")


PAGE = Page("/namnd/<id>/visa", "Visa på skärm", "politiker", layout)
