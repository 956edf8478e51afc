"""Tillgänglighetsredogörelse: what the law (2018:1937) asks every public site to say about itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

import swedish
from pages import _tillganglighet_form as fault
from pages import _tillganglighet_text as text
from pages._page import Filters, Page
from pages._tillganglighet_routes import register
from store import codes


def layout(_store: Any, filters: Filters) -> html.Div:
    """The statement and the form; the only thing asked of the disk is whether a receipt's notice is there."""
    settings = filters.settings
    return html.Div(
        [
            html.H1("Tillgänglighet"),
            fault.receipt(filters),
            html.P(
                f"{owner(settings.kommun)} står bakom {settings.name}, som ska kunna användas av alla. "
                "Här står hur sidorna uppfyller kraven i lagen, vilka brister vi känner till och hur du "
                "anmäler fler.",
                className="ingress",
            ),
            *_part("Hur tillgängliga är sidorna?", _degree(), _list(text.WORKS)),
            *_part("Om du inte kan ta del av något", _otherwise(settings.kontakt)),
            _report(filters),
            *_part("Tillsyn", _supervision()),
            *_part("Brister som vi känner till", *_shortcomings()),
            *_part("Innehåll som kraven inte gäller", html.P(text.BURDEN), html.P(text.OUTSIDE)),
            *_part("Hur sidorna har prövats", _list(text.TESTED), _dates()),
        ],
        className="text",
    )


def _report(filters: Filters) -> html.Section:
    return html.Section(
        [
            html.H2("Anmäl en brist", id="anmal-rubrik"),
            html.P("Berätta vad som inte fungerar, så rättar vi det. Du behöver inte säga vem du är."),
            fault.form({"page": filters.get(fault.FROM)}),
        ],
        id="anmal",
        **{"aria-labelledby": "anmal-rubrik"},
    )


def owner(kommun: str) -> str:
    """The name of the kommun that the site belongs to."""
    return next((k.name for k in codes.kommuner() if k.code == kommun), kommun)


def _part(title: str, *content: Any) -> list[Any]:
    return [html.H2(title), *content]


def _list(said: Sequence[str]) -> html.Ul:
    return html.Ul([html.Li(one) for one in said])


def _degree() -> html.P:
    law = html.A(text.LAW_NAME, href=text.LAW)
    degree = ["Webbplatsen är ", html.Strong("delvis förenlig"), " med ", law]
    return html.P([*degree, ". Bristerna står längre ner. Det här gäller på alla sidor:"])


def _otherwise(contact: str) -> html.P:
    reach = html.A(contact, href=f"mailto:{contact}") if "@" in contact else contact or text.NO_CONTACT
    so = " så får du innehållet på ett sätt som fungerar för dig, till exempel som en tabell, uppläst eller "
    return html.P(["Hör av dig till ", reach, so, "utskrivet. Säg vilken sida det gäller."])


def _supervision() -> html.P:
    complaint = html.A("digg.se/tdosanmalan", href=text.COMPLAINT)
    first = "Är du inte nöjd med hur vi tar hand om din anmälan kan du anmäla det till den myndighet som har "
    law = html.A("lagen", href=text.LAW)
    return html.P(
        [first, "tillsyn över ", law, ". Diggs mall för redogörelsen hänvisar till ", complaint, "."]
    )


def _shortcomings() -> list[Any]:
    return [part for who, faults in text.SHORTCOMINGS for part in (html.H3(who), _list(faults))]


def _dates() -> html.P:
    day = swedish.date(text.REVIEWED)
    return html.P(
        f"Bedömningen gjordes {day} och bygger på egen prövning. Redogörelsen ändrades senast {day}."
    )


PAGE = Page(fault.PATH, "Tillgänglighet", "alla", layout, register, cached=False)
