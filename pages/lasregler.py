"""Läsregler: the answers that read the next report without a question, to see, change and share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from dash import html

import swedish
from pages import _inputs, _parts
from pages._page import Filters, Page, Services
from pages._permission import UPLOAD, may
from pages._rules_routes import install_routes
from pages._upload import Rules
from pages._upload_desk import current
from pages._upload_questions import RULES, anchor
from pages._upload_routes import PATH as UPLOADING
from store import codes

NO_RULES = "Den här servern har ingen läsare för filer, och därför inga läsregler."
LEAD = (
    "En läsregel är ett svar på en fråga om hur en rapport ska läsas. Nästa rapport med samma rubriker "
    "läses då utan fråga. Reglerna gäller bara den egna kommunen."
)
EMPTY = "Kommunen har inga läsregler. De blir till när du svarar på frågor om en uppladdad fil."
_FEW = 7
_DONE = {
    "andrad": "Läsregeln är ändrad. Den gäller från och med nästa läsning.",
    "borttagen": "Läsregeln är borttagen. Den kan läggas tillbaka längst ner på sidan.",
    "aterstalld": "Läsregeln är tillbaka.",
}


def layout(_store: Any, filters: Filters) -> html.Div:
    """The rules of the kommun that the address names."""
    allowed, desk = may(filters.settings, UPLOAD), current()
    rules = desk.rules if desk else None
    if not allowed or rules is None:
        return html.Div([html.H1("Läsregler"), html.P(allowed.reason or NO_RULES, className="ingress")])
    kommun = filters.get("regler") or filters.kommun
    name = codes.name("kommun", "", kommun) or kommun
    return html.Div(
        [
            html.P(name, className="overrad"),
            html.H1("Läsregler"),
            html.P(LEAD, className="ingress"),
            _told(filters),
            *_rules(rules, kommun),
            _sharing(rules, kommun, name),
            html.P(html.A("Ladda upp en rapport", href=UPLOADING, className="knapp")),
        ]
    )


def _told(filters: Filters) -> html.Div | None:
    """What the last form did, or why it did not."""
    if wrong := filters.get("fel"):
        return html.Div(html.P(wrong), role="alert", className="varsel")
    said = [text for name, text in _DONE.items() if filters.get(name)]
    said += [_imported(filters)] if filters.get("importerad") else []
    return html.Div(html.P(" ".join(said)), role="status", className="varsel varsel-lugn") if said else None


def _imported(filters: Filters) -> str:
    counts = {"nya": "{} nya", "ersatta": "{} ersatta", "lika": "{} fanns redan", "nekade": "{} togs inte in"}
    parts = [text.format(filters.get(name)) for name, text in counts.items() if filters.get(name, "0") != "0"]
    refused = filters.get("nej")
    return f"Importen är klar: {', '.join(parts) or 'filen hade inga regler'}." + (
        f" {refused}" if refused else ""
    )


def _rules(rules: Rules, kommun: str) -> list[Any]:
    if wrong := rules.wrong(kommun):
        text = f"Kommunens läsregler kan inte läsas, och används inte förrän filen är rättad: {wrong}"
        return [html.Div(html.P(text), role="alert", className="varsel")]
    found = rules.rules(kommun)
    groups = [_group(kommun, layout, some) for layout, some in _by_layout(found)]
    return [*(groups or [_parts.empty(EMPTY)]), _removed(kommun, rules.removed(kommun))]


def _by_layout(found: Iterable[Any]) -> list[tuple[str, list[Any]]]:
    groups: dict[str, list[Any]] = {}
    for rule in found:
        groups.setdefault(rule.layout, []).append(rule)
    return list(groups.items())


def _group(kommun: str, layout_words: str, found: Sequence[Any]) -> html.Section:
    head = f"Tabeller med rubrikerna {layout_words}" if layout_words else "Alla tabeller"
    rows = [_rule(kommun, rule) for rule in found]
    return html.Section([html.H2(head), html.Ul(rows, className="lista regler")], className="kort avsnitt")


def _rule(kommun: str, rule: Any) -> html.Li:
    change = html.Details([html.Summary("Ändra"), _change(kommun, rule)])
    return html.Li(
        [
            html.P(html.Strong(rule.does)),
            html.P(_history(rule), className="not"),
            change,
            _remove(kommun, rule),
        ],
        id=anchor(rule.key),
    )


def _history(rule: Any) -> str:
    """From which file, by whom, when, and when last used."""
    made = " ".join(
        t for t in (f"från {rule.file}" if rule.file else "", f"av {rule.who}" if rule.who else "") if t
    )
    parts = [f"Sparad {_day(rule.when)} {made}".strip() if rule.when else made.capitalize()]
    parts.append(f"Senast använd {_day(rule.used)}" if rule.used else "Inte använd ännu")
    return ". ".join(p for p in parts if p) + "."


def _day(text: str) -> str:
    """`2024-09-01` -> `1 september 2024`; what is no date stands as it is."""
    try:
        return swedish.date(dt.date.fromisoformat(text))
    except ValueError:
        return text


def _change(kommun: str, rule: Any) -> html.Form:
    choices = [(c, rule.says(c)) for c in dict.fromkeys((rule.answer, *rule.choices))]
    fields: list[Any] = [
        _inputs.choice("svar", value, text, checked=value == rule.answer)
        for value, text in choices[: _FEW + 1]
    ]
    if len(choices) > _FEW:
        options = [
            html.Option(t, value=v, selected="selected" if v == rule.answer else None) for v, t in choices
        ]
        select = html.Select(options, name="svar")
        fields = [
            html.Label([html.Span("Svar", className="etikett"), select], className="valjare valjare-bred")
        ]
    question = html.P(rule.question, className="dov") if rule.question else None
    hidden = _inputs.hidden(kommun=kommun, nyckel=rule.key)
    send = html.Button("Spara ändringen", type="submit")
    return html.Form([*hidden, question, *fields, send], method="post", action=f"{RULES}/andra")


def _remove(kommun: str, rule: Any) -> html.Form:
    hidden = _inputs.hidden(kommun=kommun, nyckel=rule.key)
    button = html.Button("Ta bort", type="submit", **{"aria-label": f"Ta bort: {rule.does}"})
    return html.Form([*hidden, button], method="post", action=f"{RULES}/ta-bort", className="pa-raden")


def _removed(kommun: str, gone: Sequence[Any]) -> html.Section | None:
    if not gone:
        return None
    rows = [html.Li([html.Span(rule.does), " ", _restore(kommun, rule)]) for rule in gone]
    head = html.H2(f"Nyligen borttagna ({len(gone)})")
    return html.Section([head, html.Ul(rows, className="lista")], className="kort avsnitt")


def _restore(kommun: str, rule: Any) -> html.Form:
    hidden = _inputs.hidden(kommun=kommun, nyckel=rule.key)
    button = html.Button("Lägg tillbaka", type="submit", **{"aria-label": f"Lägg tillbaka: {rule.does}"})
    return html.Form([*hidden, button], method="post", action=f"{RULES}/aterstall", className="pa-raden")


def _sharing(rules: Rules, kommun: str, name: str) -> html.Section:
    """Rules out and in, and the way to those of other kommuner."""
    words = f"Reglerna är en textfil (TOML) som kan delas. Det som importeras gäller för {name}."
    field = _inputs.Input(type="file", name="fil", id="regelfil", accept=".toml", required=True)
    form = html.Form(
        [
            *_inputs.hidden(kommun=kommun),
            html.Label([html.Span("Importera från en fil", className="etikett"), field], className="valjare"),
            html.Button("Importera", type="submit"),
        ],
        method="post", action=f"{RULES}/importera", encType="multipart/form-data", className="publicera",
    )  # fmt: skip
    export = html.A("Exportera som TOML", href=f"{RULES}/fil/{kommun}.toml", className="knapp", download=True)
    others = [k for k in rules.kommuner() if k != kommun]
    links = [html.Li(html.A(codes.name("kommun", "", k) or k, href=f"{RULES}?regler={k}")) for k in others]
    more = [html.H3("Andra kommuner med läsregler"), html.Ul(links)] if links else []
    return html.Section(
        [html.H2("Dela"), html.P(words, className="dov"), html.P(export), form, *more],
        className="kort avsnitt",
    )


def register(app: Any, services: Services) -> None:
    """The forms need the rules of the reader; without one the page says so."""
    rules = getattr(services.reader, "rules", None)
    if rules is not None:
        install_routes(app.server, services.settings, rules)


PAGE = Page(RULES, "Läsregler", "controller", layout, register, cached=False)
