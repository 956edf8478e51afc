"""Begrepp: every nyckeltal as it declares itself, and every other term of data/glossary.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from dash import html

import swedish
from metrics import METRICS, Metric
from pages import _inputs, _parts
from pages._page import Filters, Page
from settings import ROOT

GLOSSARY = ROOT / "data" / "glossary.toml"
GROUPS = {
    "ekonomi": "Ekonomi",
    "poster": "Poster",
    "prognos": "Prognoser",
    "personal": "Personal",
    "matt": "Verksamhetsmått",
}
BETTER = {"higher": "Högre är bättre.", "lower": "Lägre är bättre.", "neither": ""}
UNITS = {
    "kr": "kronor",
    "procent": "procent",
    "procentenheter": "procentenheter",
    "antal": "antal",
    "arsarbetare": "årsarbetare",
    "": "som i rapporten",
}


@cache
def terms() -> tuple[tuple[str, dict[str, Any]], ...]:
    """(identifier, declaration) of every term, in Swedish order."""
    declared = tomllib.loads(GLOSSARY.read_text("utf-8"))
    return tuple(sorted(declared.items(), key=lambda item: swedish.sort_key(item[1]["label"])))


def layout(_store: Any, filters: Filters) -> html.Div:
    """What is searched for (`?sok=…`), or everything, by group."""
    asked = filters.get("sok").strip()
    chosen = [m for m in METRICS.values() if _has(asked, _metric(m))]
    words = [(i, t) for i, t in terms() if _has(asked, _word(i, t))]
    groups = [part for part in (*_groups(chosen), _words(words)) if part]
    return html.Div(
        [
            html.H1("Begrepp"),
            html.P("Så är varje nyckeltal räknat, och vad orden i rapporterna betyder.", className="ingress"),
            _search(filters, asked),
            html.P(_found(len(chosen) + len(words), asked), role="status", className="dov"),
            _contents(groups) if len(groups) > 1 else None,
            *groups,
        ],
        className="begrepp",
    )


def _search(filters: Filters, asked: str) -> html.Form:
    keep = {name: filters.get(name) for name in ("kommun", "rapport") if filters.get(name)}
    field = _inputs.Input(type="search", name="sok", value=asked, id="sok", **{"data-narrow": "article"})
    return html.Form(
        [
            html.Label([html.Span("Sök bland begreppen", className="etikett"), field], className="valjare"),
            html.Button("Sök", type="submit"),
            *_inputs.hidden(**keep),
        ],
        method="get", action="/begrepp", role="search", className="falt-rad sok",
    )  # fmt: skip


def _has(asked: str, article: html.Article) -> bool:
    """Whether it is said anywhere in the article: the same as the script beside the page finds."""
    return not asked or swedish.fold(asked) in swedish.fold("".join(_texts(article)))


def _texts(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    for child in node if isinstance(node, list) else [getattr(node, "children", None)]:
        if child is not None:
            yield from _texts(child)


def _found(count: int, asked: str) -> str:
    if not asked:
        return f"{count} begrepp."
    return f"{count} begrepp innehåller ”{asked}”." if count else f"Inget begrepp innehåller ”{asked}”."


def _contents(groups: Iterable[html.Section]) -> html.Ul:
    """Links to the groups, above them."""
    links = [html.Li(html.A(g.children[0].children, href=f"#{g.id}")) for g in groups]
    return html.Ul(links, className="innehall-rad")


def _groups(chosen: Iterable[Metric]) -> list[html.Section]:
    by_group: dict[str, list[Metric]] = {}
    for metric in chosen:
        by_group.setdefault(metric.group, []).append(metric)
    return [
        _group(group, f"Nyckeltal: {GROUPS.get(group, group).lower()}", map(_metric, found))
        for group, found in by_group.items()
    ]


def _group(identity: str, title: str, articles: Iterable[html.Article]) -> html.Section:
    return _parts.section(f"grupp-{identity}", title, html.Div(list(articles), className="ord"))


def _metric(metric: Metric) -> html.Article:
    rows = [
        ("Formel", metric.formula),
        ("Enhet", UNITS.get(metric.unit, metric.unit)),
        ("Gäller", "helår" if metric.horizon == "year" else "januari till och med månaden"),
        ("Riktning", BETTER[metric.better]),
        ("Att tänka på", metric.caveat),
        ("Källa", metric.reference),
        ("Beteckning", html.Code(metric.key)),
    ]
    items = [html.Div([html.Dt(label), html.Dd(text)]) for label, text in rows if text]
    how = html.Details([html.Summary("Formel och källa"), html.Dl(items, className="uppgifter")])
    return html.Article(
        [html.H3(metric.label), html.P(metric.definition), how], id=metric.key, className="kort"
    )


def _words(words: Iterable[tuple[str, dict[str, Any]]]) -> html.Section | None:
    found = [_word(identity, term) for identity, term in words]
    if not found:
        return None
    return _group("ord", "Ord i rapporterna", found)


def _word(identity: str, term: dict[str, Any]) -> html.Article:
    also = html.P(f"Även: {', '.join(term['also'])}", className="not") if term.get("also") else None
    source = html.P(f"Källa: {term['reference']}", className="not") if term.get("reference") else None
    return html.Article(
        [html.H3(term["label"]), html.P(term["definition"]), also, source],
        id=f"ord-{identity}",
        className="kort",
    )


PAGE = Page("/begrepp", "Begrepp", "alla", layout, menu=30)
