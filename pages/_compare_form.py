"""The choices of Jämför: a plain GET form with the browser's own controls; the address is the answer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from dash import html

import swedish
from metrics import METRICS
from pages import _inputs, _shell
from pages._compare import VIEWS, Comparison
from pages._compare_asked import COMPARABLE, KOMMUNER, REPORTED
from pages._page import Filters

GROUPS = {"ekonomi": "Ekonomi", "prognos": "Prognoser", "personal": "Personal"}
KEPT = ("kommun", "rapport", "sortera", "ordning", "organisation", "per")
ORGANISATION = ((REPORTED, "Som rapporterat"), (COMPARABLE, "Jämförbart"))
PER = (("", "Per invånare"), ("kr", "Hela beloppet"))
_KOLADA = "matt:kolada-"


def form(store: Any, filters: Filters, found: Comparison) -> html.Form:
    """Nyckeltal, what is compared, period, years, view, and which of the rows."""
    fields = [
        _metrics(store, filters, found),
        _shell.chooser("inom", "Jämför", _whom(store, filters), found.inside, clears="namnd organisation"),
        _shell.chooser("visa", "Visa", VIEWS, found.view),
        *_times(found),
        _picks(filters, found),
    ]
    keep = {name: filters.get(name) for name in KEPT if filters.get(name)}
    return html.Form(
        [*fields, html.Button("Visa", type="submit", className="visa"), *_inputs.hidden(**keep)],
        method="get", action="/jamfor", className="falt-rad endast-skarm", **{"aria-label": "Val"},
    )  # fmt: skip


def _whom(store: Any, filters: Filters) -> list[tuple[str, str]]:
    parts = _namnder(store, filters.kommun, store.generation)
    inside = [("", "Nämnderna"), *((code, f"Verksamheterna i {name}") for code, name in parts)]
    return [*inside, (KOMMUNER, "Kommunerna")] if len(store.kommuner()) > 1 else inside


@lru_cache(maxsize=64)
def _namnder(store: Any, kommun: str, _generation: int) -> tuple[tuple[str, str], ...]:
    """(code, name) of the nämnder that have verksamheter; asked once a generation."""
    known = store.namnder(kommun)
    return tuple((n["code"], n["name"]) for n in known if store.verksamheter(kommun, n["code"]))


def _times(found: Comparison) -> list[Any]:
    """Which period, and from which year to which, where there is a choice."""
    fields = []
    if len(found.periods) > 1:
        fields.append(_shell.chooser("period", "Period", _periods(found), str(found.month)))
    if len(found.every_year) > 2:
        years = [(str(y), str(y)) for y in found.every_year]
        fields.append(_shell.chooser("fran", "Från", years, str(found.years[0])))
        fields.append(_shell.chooser("till", "Till", years, str(found.years[-1])))
    return fields


def _periods(found: Comparison) -> list[tuple[str, str]]:
    if found.metric.horizon == "year":
        return [(str(m), f"gjord i {swedish.MONTHS[m - 1]}") for m in found.periods]
    named = ((m, swedish.period(2000, m).removesuffix(" 2000")) for m in found.periods)
    return [(str(m), "helår" if m == 12 else text) for m, text in named]


def _picks(filters: Filters, found: Comparison) -> html.Details | None:
    """Boxes for the rows to show; none ticked means all."""
    if len(found.choices) < 2:
        return None
    chosen = filters.many("namnd")
    boxes = [
        html.Div(_box(code, name, code in chosen), key=f"{code}-{code in chosen}")
        for code, name in found.choices
    ]
    some = len(found.rows) if len(found.rows) < len(found.choices) else 0
    told = f"Välj vilka ({some} av {len(found.choices)} visas)" if some else "Välj vilka (alla visas)"
    every = html.A("Visa alla", href=filters.here(namnd=None), className="knapp") if some else None
    group = html.Div(boxes, className="rutval", role="group", **{"aria-label": "Vilka som visas"})
    return html.Details([html.Summary(told), group, every], className="valj-rader", open=bool(chosen))


def _box(code: str, name: str, chosen: bool) -> html.Label:
    identity = f"ruta-{code}"
    marks = {"data-filter": "namnd"}
    box = _inputs.Input(type="checkbox", name="namnd", value=code, checked=chosen, id=identity, **marks)
    return html.Label([box, html.Span(name)], className="alternativ", htmlFor=identity)


def _metrics(store: Any, filters: Filters, found: Comparison) -> html.Label:
    groups = [
        html.Optgroup(_options(metrics, found.key), label=GROUPS[group]) for group, metrics in _known(filters)
    ]
    for label, measures in _measured(store, filters, found):
        if measures:
            groups.append(html.Optgroup(_options(measures, found.key), label=label))
    select = html.Select(
        groups, name="nyckeltal", id="val-nyckeltal", key=f"nyckeltal-{found.key}",
        **{"data-filter": "nyckeltal", "data-clears": "period sortera ordning fran till namnd"},
    )  # fmt: skip
    return html.Label([html.Span("Nyckeltal", className="etikett"), select], className="valjare")


def _measured(store: Any, filters: Filters, found: Comparison) -> list[tuple[str, Any]]:
    if found.whole:
        return [("Kolada (RKA)", _kolada(store, store.generation))]
    return [("Verksamhetsmått", _measures(store, filters.kommun, found.inside, store.generation))]


def _known(filters: Filters) -> list[tuple[str, list[tuple[str, str]]]]:
    """The metrics by group, with the kommun's own variant of nettokostnad."""
    wanted = ("", filters.settings.nettokostnad_variant)
    chosen = [m for m in METRICS.values() if m.variant in wanted and m.group in GROUPS]
    return [(group, [(m.key, m.name) for m in chosen if m.group == group]) for group in GROUPS]


@lru_cache(maxsize=64)
def _measures(store: Any, kommun: str, inside: str, _generation: int) -> tuple[tuple[str, str], ...]:
    """(code, name) of the verksamhetsmått of the nämnder that are compared."""
    codes = [inside] if inside else [n["code"] for n in store.namnder(kommun)]
    return _sorted({m["code"]: m["name"] for c in codes for m in store.measures(kommun, c)})


@lru_cache(maxsize=8)
def _kolada(store: Any, _generation: int) -> tuple[tuple[str, str], ...]:
    """(code, name) of what is loaded from Kolada."""
    found = {m["code"]: m["name"] for k in store.kommuner() for m in store.measures(k["code"], "")}
    return tuple(pair for pair in _sorted(found) if pair[0].startswith(_KOLADA))


def _sorted(found: dict[str, str]) -> tuple[tuple[str, str], ...]:
    named = [(code, name) for code, name in found.items() if code.startswith("matt:")]
    return tuple(sorted(named, key=lambda pair: swedish.sort_key(pair[1])))


def _options(pairs: Sequence[tuple[str, str]], chosen: str) -> list[html.Option]:
    return [
        html.Option(text, value=value, selected="selected" if value == chosen else None)
        for value, text in pairs
    ]


def switch(filters: Filters, name: str, label: str, chosen: str, ways: Sequence[tuple[str, str]]) -> html.Nav:
    """Two or more ways to see the same thing, as links in the address."""
    links = [_way(filters, name, value, text, value == chosen) for value, text in ways]
    return html.Nav(
        [html.Span(label, className="etikett"), *links],
        className="vaxel endast-skarm",
        **{"aria-label": label},
    )


def _way(filters: Filters, name: str, value: str, text: str, now: bool) -> html.A:
    marks = {"aria-current": "true"} if now else {}
    return html.A(text, href=filters.here(**{name: value or None}), id=f"{name}-{value or 'forst'}", **marks)


def switches(filters: Filters, found: Comparison) -> list[html.Nav]:
    """As reported or comparable, where a reorganisation is met; per inhabitant or not, between kommuner."""
    shown = []
    if any(c.known for c in found.changes) or found.asked.comparable:
        now = COMPARABLE if found.asked.comparable else REPORTED
        shown.append(switch(filters, "organisation", "Organisation", now, ORGANISATION))
    if found.whole and (found.unit.startswith("kr per") or found.asked.raw):
        shown.append(switch(filters, "per", "Belopp", "kr" if found.asked.raw else "", PER))
    return shown


def saved(found: Comparison) -> html.Section:
    """The reader's own comparisons, kept in the browser by assets/jamfor.js."""
    name = _inputs.Input(
        type="text", id="falt-namnge", className="falt", maxLength="60", autoComplete="off",
        placeholder=found.label,
    )  # fmt: skip
    fields = [
        html.Label(
            [html.Span("Namn", className="etikett"), name], className="valjare", htmlFor="falt-namnge"
        ),
        html.Button("Spara", type="button", id="spara-jamforelse"),
        html.Button("Kopiera länken", type="button", id="kopiera-lank"),
    ]
    told = html.P("", id="sparat-besked", className="not", role="status")
    kept = html.Div(id="sparade", **{"data-sparade": "ja"})
    words = html.P(
        "Adressen i webbläsaren är hela jämförelsen. Namnen sparas bara i den här webbläsaren.",
        className="not",
    )
    head = html.H2("Mina jämförelser", id="mina-rubrik")
    return html.Section(
        [head, html.Div(fields, className="verktyg"), told, kept, words],
        id="mina", className="avsnitt endast-skarm", **{"aria-labelledby": "mina-rubrik"},
    )  # fmt: skip
