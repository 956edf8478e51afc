"""How the numbers of a page about costs are worked out: the formulas, in words."""

from __future__ import annotations

from dash import html

from pages._kostnader import Look
from pages._parts import card, section

TEXTS = {
    "Brygga": "Nettokostnad (slut) − nettokostnad (början) = summan av delarnas ändringar + övrigt. En "
    "kostnad är ett positivt tal, så en intäkt som ökar gör nettokostnaden mindre. Övrigt visas alltid "
    "när talen inte går jämnt upp.",
    "Budgeten under året": "Gällande kommunbidrag = ursprungligt kommunbidrag + besluten + det som besluten "
    "inte förklarar. Prognosen är gällande kommunbidrag minus nämndens prognosavvikelse.",
    "Pris och volym": "Volym = (årets volym − fjolårets) × fjolårets kostnad per enhet. Pris enligt PKV = "
    "årets volym × fjolårets kostnad per enhet × (PKV i år ÷ PKV i fjol − 1). Resten är att enheten "
    "kostar mer eller mindre än priserna förklarar. De två första avrundas till hela kronor och den "
    "sista är det som återstår, så delarna går alltid jämnt upp. Bara lika perioder jämförs.",
    "Fasta priser": "Löpande belopp × PKV för det valda året ÷ PKV för beloppets år, båda ur samma upplaga. "
    "SKR räknar om PKV flera gånger om året: därför står upplagan vid varje tal.",
    "Per invånare": "Nettokostnad ÷ antalet invånare samma år. Saknas årets befolkning räknas inget, hellre "
    "än att ett annat års används.",
}


def method_section(look: Look) -> html.Section:
    """The formulas, and where the tables that they need are."""
    items = [html.Div([html.Dt(name), html.Dd(text)]) for name, text in TEXTS.items()]
    link = html.A("Tabellerna över PKV, befolkning och beslut", href=look.filters.link("/underlag"))
    texts = html.Dl(items, className="uppgifter")
    return section("metod", "Så är talen räknade", card(texts, html.P(link, className="endast-skarm")))
