"""The panel about one number of the preview: what it was read as, what was found, a form to correct it."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from dash import html

import swedish
from pages import _inputs, _parts, _source_words
from pages._preview_data import ASKED, FACT, TOTAL, UNREAD, Number
from pages._upload_routes import PATH
from store import codes
from store.records import Fact, Finding, Report, Severity, Verdict

SCENARIOS = (("utfall", "Utfall"), ("budget", "Budget"), ("prognos", "Prognos"))
HORIZONS = (("period", "Perioden, från januari"), ("year", "Helåret"))
UNITS = (("kr", "kr"), ("tkr", "tkr"), ("mnkr", "mnkr"))
_VERDICTS = {
    Verdict.STAMMER: ("●", "bra", "Stämmer"),
    Verdict.AVRUNDNING: ("◆", "bevaka", "Avrundning"),
    Verdict.AVVIKER: ("▲", "avvik", "Avviker"),
    Verdict.EJ_PROVBAR: ("○", "okand", "Kan inte prövas"),
}
_SEVERITIES = {
    Severity.ERROR: ("▲", "avvik", "Fel"),
    Severity.WARNING: ("◆", "bevaka", "Varning"),
    Severity.INFO: ("○", "okand", "Upplysning"),
}
_MOST = 12
_READ = {
    FACT: "Värde",
    TOTAL: "Summa, bara till kontroll",
    ASKED: "Inte läst: besvara frågan, eller rätta talet här",
    UNREAD: "Inte läst",
}


def panel(report: Report, sheet: str, number: Number, token: str, close: str) -> html.Section:
    """`close` is the address of the sheet without the panel."""
    name = f"{sheet}!{number.cell}"
    return html.Section(
        [
            html.H3(f"Cell {number.cell}: {_parts.short(number.raw.strip())}", id="ruta-rubrik"),
            html.A("Stäng", href=close, className="knapp stang", **{"data-stang": f"cell-{number.cell}"}),
            html.Dl([_row(*pair) for pair in described(report, number)], className="uppgifter"),
            _found(number.findings),
            _form(report, name, number, token),
        ],
        id="ruta",
        className="ruta-om",
        tabIndex="-1",
        **{"aria-labelledby": "ruta-rubrik"},
    )


def _row(label: str, value: str) -> html.Div:
    return html.Div([html.Dt(label), html.Dd(value)])


def described(report: Report, number: Number) -> list[tuple[str, str]]:
    """What a number was read as, in words."""
    read = _READ[number.kind]
    if number.fact is None:
        return [("Läst som", read), ("Varför", number.unread.reason if number.unread else "")]
    fact, row = number.fact, _as_row(report, number.fact)
    return [
        ("Läst som", read),
        ("Nämnd", _name(report, "namnd", fact.namnd) or "Hela kommunen"),
        *([("Verksamhet", _name(report, "verksamhet", fact.verksamhet))] if fact.verksamhet else []),
        ("Mått", row["measure_name"]),
        ("Scenario", swedish_first(_source_words.basis(row))),
        ("Gäller", swedish_first(_source_words.period(row))),
        ("Värde", _value(fact)),
        ("Tecken", "Vänt: i filen står det utan minus" if _turned(fact) else "Som i filen"),
        ("Avrundat", swedish_first(_source_words.step(row))),
        ("Raden", fact.row),
        ("Kolumnen", fact.column),
    ]


def swedish_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def _as_row(report: Report, fact: Fact) -> dict[str, Any]:
    """As the store gives a fact, for the words that pages share."""
    found = {f.name: getattr(fact, f.name) for f in dataclasses.fields(fact)}
    return found | {"measure_name": _name(report, "matt", fact.measure)}


def _name(report: Report, kind: str, code: str) -> str:
    new = next((name for k, c, name in report.labels if (k, c) == (kind, code)), "")
    return codes.name(kind, report.kommun, code) or new or code


def _value(fact: Fact) -> str:
    if fact.value is None:
        return swedish.MISSING
    decimals = max(0, -int(fact.value.normalize().as_tuple().exponent))
    unit = {"procent": "%", "arsarbetare": "årsarbetare", "antal": ""}.get(fact.unit, fact.unit)
    return f"{swedish.number(fact.value, decimals)}{swedish.NBSP}{unit}".strip()


def _turned(fact: Fact) -> bool:
    """The sign is another than the one that stands in the file."""
    text = fact.raw.strip()
    minus = text[:1] in "-−–(" or text.endswith(("-", "−"))
    return bool(fact.value) and text != "" and (fact.value < Decimal(0)) != minus


def _found(findings: Sequence[Finding]) -> html.Div | None:
    if not findings:
        return None
    rows = [html.Li(_finding(f)) for f in findings[:_MOST]]
    left = len(findings) - _MOST
    more = html.P(f"Och {left} till, i listorna ovan.", className="not") if left > 0 else None
    return html.Div([html.H4(f"Om talet ({len(findings)})"), html.Ul(rows, className="lista"), more])


def _finding(finding: Finding) -> html.P:
    known = _VERDICTS.get(Verdict(finding.verdict)) if finding.verdict else None
    mark, kind, word = known or _SEVERITIES[Severity(finding.severity)]
    if finding.code.startswith("fraga"):
        mark, kind, word = "?", "bevaka", "Fråga"
    label = html.Span([html.Span(mark, **{"aria-hidden": "true"}), word], className=f"lage lage-{kind}")
    return html.P([label, " ", finding.message])


def _form(report: Report, name: str, number: Number, token: str) -> html.Details:
    """Only what is changed is sent; the rest stays as it was read."""
    send = html.Button("Rätta och läs om", type="submit", className="knapp-huvud")
    fields = [*_inputs.hidden(mottagen=token, tal=name), _what(number), _meaning(report, number), send]
    form = html.Form(fields, method="post", action=f"{PATH}/ratta", className="rattning")
    opened = number.kind in (ASKED, UNREAD)
    words = html.P(
        "Rättelsen gäller bara den här filen. Det du inte ändrar läses som förut.", className="not"
    )
    return html.Details([html.Summary("Rätta talet"), words, form], open=opened)


def _what(number: Number) -> html.Fieldset:
    kinds = (("fact", "Ett värde"), ("total", "En summa, bara till kontroll"), ("hoppa", "Hoppa över talet"))
    now = "fact" if number.kind in (FACT, ASKED, UNREAD) else "total"
    choices = [_inputs.choice("kind", value, text, checked=value == now) for value, text in kinds]
    return html.Fieldset([html.Legend("Vad är talet?"), *choices])


def _meaning(report: Report, number: Number) -> html.Div:
    fact = number.fact
    months = [(str(i), name) for i, name in enumerate(swedish.MONTHS, 1)]
    now = _as_now(report, fact) if fact else {}
    lists = [
        ("measure", "Mått", [(m.code, m.name) for m in codes.matt()]),
        ("scenario", "Scenario", SCENARIOS),
        ("horizon", "Period eller helår", HORIZONS),
        ("month", "Till och med", months),
        ("namnd", "Nämnd", [(n.code, n.name) for n in codes.namnder(report.kommun)]),
        ("verksamhet", "Verksamhet", _verksamheter(report, fact)),
        ("tecken", "Tecken", (("omvant", "Vänd tecknet"),)),
        *([] if fact else [("unit", "Enhet", UNITS)]),
    ]
    year = _inputs.text_field("year", "År", placeholder=str(fact.year) if fact else "2024", maxLength=4)
    chosen = [_select(name, label, now.get(name, ""), options) for name, label, options in lists if options]
    return html.Div([*chosen[:3], year, *chosen[3:]], className="falt-rad")


def _as_now(report: Report, fact: Fact) -> dict[str, str]:
    return {
        "measure": _name(report, "matt", fact.measure),
        "scenario": dict(SCENARIOS).get(fact.scenario, fact.scenario),
        "horizon": dict(HORIZONS).get(fact.horizon, fact.horizon),
        "month": swedish.MONTHS[fact.month - 1] if fact.month else "",
        "namnd": _name(report, "namnd", fact.namnd) or "Hela kommunen",
        "verksamhet": _name(report, "verksamhet", fact.verksamhet) or "Hela nämnden",
        "tecken": "Som nu",
    }


def _verksamheter(report: Report, fact: Fact | None) -> list[tuple[str, str]]:
    found = codes.verksamheter(report.kommun, fact.namnd if fact and fact.namnd else None)
    return [(v.code, v.name) for v in found]


def _select(name: str, label: str, now: str, options: Sequence[tuple[str, str]]) -> html.Label:
    first = html.Option(now or "–", value="")
    rest = [html.Option(text, value=value) for value, text in options]
    field = html.Select([first, *rest], name=name, id=f"ratta-{name}")
    return html.Label([html.Span(label, className="etikett"), field], className="valjare")
