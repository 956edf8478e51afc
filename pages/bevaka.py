"""Att bevaka: every nämnd that something gives reason to ask about, and how the list is made."""

from __future__ import annotations

from typing import Any

from dash import html

import swedish
from pages._bevaka_lista import whole_list
from pages._desk import Desk
from pages._page import Filters, NotFound, Page
from pages._parts import section
from settings import Settings


def layout(store: Any, filters: Filters) -> html.Div:
    """The list, then the rules with the limits in force."""
    if not store.kommuner():
        raise NotFound("Ingen rapport är publicerad än, så det finns inget att bevaka.")
    desk = Desk(store, filters)
    kommun = store.name("kommun", "", desk.kommun)
    home = html.A(kommun, href=filters.link("/"))
    return html.Div(
        [
            html.P([home, f" · {swedish.report_name(desk.report)}"], className="overrad"),
            html.H1("Att bevaka"),
            html.P("Nämnder där något i de senaste talen ger skäl att fråga, det tyngsta först.",
                   className="ingress"),
            *whole_list(desk),
            section("regler", "Så är listan gjord", html.Ul([html.Li(t) for t in rules(filters.settings)]),
                    *[html.P(text) for text in METHOD]),
        ],
        **{"data-title": f"Att bevaka i {kommun}"},
    )  # fmt: skip


METHOD = (
    "Ordningen bestäms av hur många gånger kommunens gräns avvikelsen är, hur många rapporter i rad den har "
    "varat och hur säker den är. Den tyngsta orsaken räknas helt och de andra med en fjärdedel.",
    "Tal i rapporter är avrundade. En orsak sägs som säker bara när den gäller hur talen än är avrundade; "
    "annars står det att det kan vara så, eller så visas den inte.",
    "Listan är frågor att ställa, inga svar. En nämnd som inte finns i listan kan ändå ha något att berätta.",
)


def rules(s: Settings) -> list[str]:
    """Each reason in words, with the limit of the settings."""
    yellow, red = swedish.percent(s.yellow_pct), swedish.percent(s.red_pct)
    sick = f"{swedish.number(s.sick_yellow_pp, 1)} procentenheter"
    faster = f"{swedish.number(s.cost_growth_pp, 1)} procentenheter"
    off, far = swedish.percent(s.target_yellow_pct), swedish.percent(s.target_red_pct)
    return [
        f"Underskott i prognosen eller bokslutet: minst {yellow} av kommunbidraget; från {red} avviker det.",
        f"Prognosen har försämrats minst {s.worse_reports} rapporter i rad, tillsammans minst {yellow}.",
        "Prognosen är lägre än vad tidigare år talar för (säsongsprognosen).",
        f"Perioden har ett underskott mot sin budget på minst {yellow} fast prognosen inte har det.",
        f"Sjukfrånvaron har ökat minst {sick} sedan samma period förra året.",
        f"Nettokostnaden ökar minst {faster} mer än nämndernas tillsammans.",
        f"Ett mål för ett helt år nås inte: minst {off} från målvärdet; från {far} avviker det. En "
        f"självskattning med färre än {s.few_answers} svar räknas som osäker.",
        "En avstämning av den senaste rapporten avviker.",
        "Nämnden finns inte i den senaste rapporten men fanns i den förra.",
        f"Ett uppdrag är äldre än {s.uppdrag_months} månader och varken klart eller föreslaget som klart.",
    ]


PAGE = Page("/bevaka", "Att bevaka", "politiker", layout)
