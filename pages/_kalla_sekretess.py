"""The source page of a figure that may not be shown: what it is about and why, never the number."""

from __future__ import annotations

from typing import Any

from dash import html

import swedish
from pages import _source_words
from pages._page import Filters

SEALED = (
    "Originalfilen lämnas inte ut här: den har uppgifter om grupper som är så små att de inte får visas. "
    "Den som behöver filen får vända sig till kommunen."
)


def withheld(filters: Filters, fact: dict[str, Any]) -> html.Div:
    """In place of the cell, its row and its file."""
    subject = _source_words.subject(fact)
    name: Any = _source_words.owner(fact)
    if fact["namnd"]:
        name = html.A(name, href=filters.link(f"/namnd/{fact['namnd']}", kommun=fact["kommun"]))
    group = _source_words.group(fact)
    about = ", ".join(filter(None, (group, _source_words.period(fact))))
    reason = fact["withheld"]
    return html.Div(
        [
            html.P(name, className="overrad"),
            html.H1(f"{subject}: visas inte"),
            html.P(f"{about[:1].upper()}{about[1:]}.", className="ingress"),
            html.P(f"{reason[:1].upper()}{reason[1:]}.", className="varsel", role="note"),
            html.P(
                [
                    "En uppgift om sjukfrånvaro lämnas inte ut när gruppen har högst tio anställda, när den "
                    "kan gälla en enda person, eller när den skulle gå att räkna ut ur andra tal. ",
                    html.A("Mer om sekretess", href=filters.link("/begrepp") + "#ord-sekretess"),
                ]
            ),
            html.P(f"Uppgiften finns i rapporten för {swedish.report_name(fact['submission_report'])}."),
        ],
        **{"data-title": f"Källa: {subject}"},
    )
