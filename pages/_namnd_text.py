"""The sentences that open a nämnd's page, and its key figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

import swedish
from metrics import METRICS, Answer, Metric
from pages import _says
from pages._begrepp_ord import boxes, explained, mark
from pages._desk import Desk
from pages._parts import answer_href, number, when
from pages._sentences import Sentence
from pages._told_from import told


def opening(desk: Desk, name: str) -> list[Sentence]:
    """Three to five sentences about the desk's nämnd; never none."""
    return _says.opening(told(desk, name))


def prose(desk: Desk, sentences: list[Sentence]) -> html.P:
    """Sentences as one paragraph whose numbers are links."""
    seen: set[str] = set()
    shown = [explained(p, seen) if isinstance(p, str) else [p] for p in parts(desk, sentences)]
    return html.P([*(piece for pieces in shown for piece in pieces), *boxes(seen)], className="ingress")


def parts(desk: Desk, sentences: Sequence[Sentence]) -> list[Any]:
    """The pieces of sentences, with their numbers as links."""
    return [part for s in sentences for part in (*(_part(desk, piece) for piece in s), " ")]


def _part(desk: Desk, piece: Any) -> Any:
    if isinstance(piece, str):
        return piece
    strong = html.Strong(piece.text)
    return number(strong, where(desk, piece.source)) if piece.source else strong


def where(desk: Desk, source: Any) -> str:
    """The address that a number leads to: its cells, its calculation, or a part of the page."""
    return source if isinstance(source, str) else answer_href(desk.filters, source)


def meeting_links(desk: Desk) -> html.P:
    """To the brief on paper and to the meeting room's screen."""
    links = (("infor-motet", "Inför mötet: två sidor att skriva ut"), ("visa", "Visa på skärm"))
    made = [html.A(text, href=desk.filters.link(f"/namnd/{desk.namnd}/{path}")) for path, text in links]
    return html.P([made[0], " · ", made[1]], className="endast-skarm")


KEY_FIGURES = (
    ("resultat", ("resultat_budget", "budget")),
    ("resultat_prognos", ("resultat_arsbudget", "budget")),
    ("resultat_bokslut", ("resultat_arsbudget", "budget")),
    ("arsarbetare", ("arsarbetare_forandring_pct", "sedan samma period föregående år")),
    ("sjukfranvaro", ("sjukfranvaro_forandring", "sedan samma period föregående år")),
    ("nettokostnad_arsbudget", ()),
    ("prognosfel", ()),
)


def key_figures(desk: Desk) -> html.Dl | None:
    """A few large numbers, each with what to compare it to."""
    boxes = [box for name, beside in KEY_FIGURES if (box := _key_figure(desk, name, beside))]
    return html.Dl(boxes, className="nyckel") if boxes else None


def _key_figure(desk: Desk, name: str, beside: tuple[str, ...]) -> html.Div | None:
    answer = desk.one(name)
    if answer is None or answer.value is None or name in _doubled(desk):
        return None
    metric = METRICS[desk.key(name)]
    text = metric.text(answer.value, desk.money, answer.unit).removesuffix(f"{swedish.NBSP}årsarbetare")
    value = number(text, answer_href(desk.filters, answer))
    return html.Div(
        [
            html.Dt([_label(metric, name, answer), *mark(desk.key(name), metric.name)]),
            html.Dd([html.Span(value, className="stor"), *_beside(desk, beside), *_notes(answer)]),
        ]
    )


def _label(metric: Metric, name: str, answer: Answer) -> str:
    return f"{metric.name.partition(',')[0]}, {_kind(name)}{when(answer)}"


def _doubled(desk: Desk) -> tuple[str, ...]:
    """When the year is closed, the period is the year, and an old forecast is history."""
    planned = () if desk.month == 0 else ("nettokostnad_arsbudget",)
    return ("resultat", "resultat_prognos", *planned) if desk.closed else ("resultat_bokslut", *planned)


def _kind(name: str) -> str:
    kinds = {"_prognos": "prognos ", "_arsbudget": "budget "}
    return next((word for ending, word in kinds.items() if name.endswith(ending)), "")


def _beside(desk: Desk, beside: tuple[str, ...]) -> list[Any]:
    other = desk.one(beside[0]) if beside else None
    if other is None or other.value is None:
        return []
    metric = METRICS[desk.key(beside[0])]
    shown = number(metric.text(other.value, desk.money, other.unit), answer_href(desk.filters, other))
    words = [beside[1] + " ", shown] if beside[1] == "budget" else [shown, " " + beside[1]]
    return [html.Div(words, className="liten dov")]


def _notes(answer: Answer) -> list[Any]:
    return [html.Div(note, className="liten dov") for note in answer.notes]
