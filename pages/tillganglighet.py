"""Tillgänglighetsredogörelse: what the law (2018:1937) asks every public site to say about itself."""

from __future__ import annotations

from typing import Any

from dash import html

from pages._page import Filters, Page

LAW = "lagen (2018:1937) om tillgänglighet till digital offentlig service"
WORKS = (
    "Allt går att göra med enbart tangentbord, och det syns var man är.",
    "Varje diagram har en rubrik som säger vad det visar, och samma tal finns i en tabell.",
    "Ingen upplysning ges bara med färg: status visas också med tecken och ord.",
    "Sidorna finns i ljust och mörkt utseende och följer datorns val tills du väljer själv.",
    "Sidorna går att förstora till 400 procent, läsa på telefon och skriva ut.",
)
LIMITS = (
    "Originalfiler som laddas ner är de filer som nämnden lämnade. De kan ha brister som vi inte rår över.",
    "Diagram som sparas som bild (PNG) har ingen text för skärmläsare. Använd tabellen eller CSV-filen.",
    "Sidorna är skrivna på svenska. De finns ännu inte på lättläst svenska, teckenspråk eller andra språk.",
)
TESTED = (
    "Vid varje ändring av programmet prövas alla sidor automatiskt i webbläsaren Chromium, i ljust och mörkt "
    "utseende, med verktyget axe mot WCAG 2.1 nivå A och AA, och sidorna gås igenom med tangentbord. "
    "Automatiska prov hittar inte allt, så hör av dig om något inte fungerar. "
    "Ingen oberoende granskning har gjorts."
)


def layout(_store: Any, filters: Filters) -> html.Div:
    """The statement; nothing in it depends on the store."""
    name = filters.settings.name
    return html.Div(
        [
            html.H1("Tillgänglighet"),
            html.P(
                f"{name} ska kunna användas av alla. Här står hur sidorna uppfyller {LAW}, "
                "vilka brister vi känner till och hur du anmäler fler.",
                className="ingress",
            ),
            html.H2("Hur tillgängliga är sidorna?"),
            html.P(
                "Vi känner inte till att något av kraven i WCAG 2.1 nivå AA inte uppfylls. Det här gäller:"
            ),
            html.Ul([html.Li(text) for text in WORKS]),
            html.H2("Brister som vi känner till"),
            html.Ul([html.Li(text) for text in LIMITS]),
            html.H2("Anmäl en brist"),
            html.P(
                "Hör av dig till kommunens kontaktcenter eller registrator om du inte kan ta del av något på "
                f"sidorna. Säg att det gäller {name} och vilken adress sidan har. Då ska du få innehållet "
                "på ett sätt som fungerar för dig, och bristen ska rättas."
            ),
            html.P(
                f"Är du inte nöjd med svaret kan du anmäla det till den myndighet som har tillsyn över {LAW}."
            ),
            html.H2("Hur sidorna har prövats"),
            html.P(TESTED),
        ],
        className="text",
    )


PAGE = Page("/tillganglighet", "Tillgänglighet", "alla", layout)
