"""The choices of Jämför: a plain GET form with the browser's own selects; the address is the answer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from dash import html

import swedish
from metrics import METRICS
from pages import _inputs, _shell
from pages._compare import VIEWS, Comparison
from pages._page import Filters

GROUPS = {"ekonomi": "Ekonomi", "prognos": "Prognoser", "personal": "Personal"}
KEPT = ("kommun", "rapport", "sortera", "ordning")


def form(store: Any, filters: Filters, found: Comparison) -> html.Form:
    """Nyckeltal, period, view, and whether nämnder or the verksamheter of one are compared."""
    parts = _namnder(store, filters.kommun, store.generation)
    inside = [("", "Nämnderna"), *((code, f"Verksamheterna i {name}") for code, name in parts)]
    fields = [
        _metrics(store, filters, found),
        _shell.chooser("visa", "Visa", VIEWS, found.view),
        _shell.chooser("inom", "Jämför", inside, found.inside),
    ]
    if len(found.periods) > 1:
        fields.insert(1, _shell.chooser("period", "Period", _periods(found), str(found.month)))
    keep = {name: filters.get(name) for name in KEPT if filters.get(name)}
    return html.Form(
        [*fields, html.Button("Visa", type="submit", className="visa"), *_inputs.hidden(**keep)],
        method="get", action="/jamfor", className="falt-rad", **{"aria-label": "Val"},
    )  # fmt: skip


@lru_cache(maxsize=64)
def _namnder(store: Any, kommun: str, _generation: int) -> tuple[tuple[str, str], ...]:
    """(code, name) of the nämnder that have verksamheter; asked once a generation."""
    known = store.namnder(kommun)
    return tuple((n["code"], n["name"]) for n in known if store.verksamheter(kommun, n["code"]))


def _periods(found: Comparison) -> list[tuple[str, str]]:
    if found.metric.horizon == "year" and len(found.periods) > 1:
        return [(str(m), f"gjord i {swedish.MONTHS[m - 1]}") for m in found.periods]
    return [(str(m), swedish.period(2000, m).removesuffix(" 2000")) for m in found.periods]


def _metrics(store: Any, filters: Filters, found: Comparison) -> html.Label:
    groups = [
        html.Optgroup(_options(metrics, found.key), label=GROUPS[group]) for group, metrics in _known(filters)
    ]
    if measures := _measures(store, filters.kommun, found.inside, store.generation):
        groups.append(html.Optgroup(_options(measures, found.key), label="Verksamhetsmått"))
    select = html.Select(
        groups, name="nyckeltal", id="val-nyckeltal", key=f"nyckeltal-{found.key}",
        **{"data-filter": "nyckeltal", "data-clears": "period sortera ordning"},
    )  # fmt: skip
    return html.Label([html.Span("Nyckeltal", className="etikett"), select], className="valjare")


def _known(filters: Filters) -> list[tuple[str, list[tuple[str, str]]]]:
    """The metrics by group, with the kommun's own variant of nettokostnad."""
    wanted = ("", filters.settings.nettokostnad_variant)
    chosen = [m for m in METRICS.values() if m.variant in wanted and m.group in GROUPS]
    return [(group, [(m.key, m.name) for m in chosen if m.group == group]) for group in GROUPS]


@lru_cache(maxsize=64)
def _measures(store: Any, kommun: str, inside: str, _generation: int) -> tuple[tuple[str, str], ...]:
    """(code, name) of the verksamhetsmått of the nämnder that are compared."""
    codes = [inside] if inside else [n["code"] for n in store.namnder(kommun)]
    found = {m["code"]: m["name"] for c in codes for m in store.measures(kommun, c)}
    named = [(code, name) for code, name in found.items() if code.startswith("matt:")]
    return tuple(sorted(named, key=lambda pair: swedish.sort_key(pair[1])))


def _options(pairs: Sequence[tuple[str, str]], chosen: str) -> list[html.Option]:
    return [
        html.Option(text, value=value, selected="selected" if value == chosen else None)
        for value, text in pairs
    ]
