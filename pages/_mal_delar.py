"""How an indicator is shown: direction, outcomes, target, the kommun's own status, how it is measured."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from dash import html

import swedish
from charts.sparkline import sparkline
from metrics import METRICS, Answer
from pages._desk import Desk
from pages._mal_data import Goal
from pages._parts import answer_href, curve, number, scrolling, status
from pages._uppdrag_delar import capital
from swedish import fold

_YEARS = 5
_ARROWS = {"oka": "↑ ska öka", "minska": "↓ ska minska", "behalla": "→ ska behållas"}
_NOT, _PARTLY, _MET = ("ej", "inte", "icke"), ("delvis",), ("uppfyll", "uppna", "nas", "nadd")
"""Words of a kommun's own scale; what has none of them has no colour."""

CAPTION = "Utfall hela år, målvärde och kommunens egen bedömning."


def table(desk: Desk, found: Sequence[Goal], title: str, owners: dict[str, str]) -> html.Div:
    """One row an indicator. owners: nämnd -> name, for a table of several."""
    years = shown_years(found)
    so_far = any(g.period or g.period_target for g in found)
    period = [capital(swedish.period(desk.year, desk.month))] if so_far else []
    heads = ["Indikator", *(str(y) for y in years), "Målvärde", *period, "Status"]
    rows = [_row(desk, g, years, heads, owners.get(g.namnd, "")) for g in found]
    head = [html.Th(t, scope="col", className="n" if t not in (heads[0], heads[-1]) else None) for t in heads]
    columns = [
        html.Col(className=kind)
        for kind in ("namn", *("ar" for _ in years), "mal", *("delar" for _ in period), "dom")
    ]
    content = [html.Caption(CAPTION), html.Colgroup(columns), html.Thead(html.Tr(head)), html.Tbody(rows)]
    return scrolling(html.Table(content, className="malrader"), title)


def shown_years(found: Iterable[Goal]) -> list[int]:
    """The newest years that any of them has an outcome of."""
    return sorted({y for g in found for y in g.outcome})[-_YEARS:]


def _row(desk: Desk, goal: Goal, years: Sequence[int], heads: Sequence[str], owner: str) -> html.Tr:
    told = [_number(desk, goal.outcome.get(y)) for y in years] + [_target(desk, goal)]
    if len(heads) > len(years) + 3:
        told.append(_so_far(desk, goal))
    kinds = [*("n ar" for _ in years), "n mal", "n delar"]
    cells = [_cell(*one) for one in zip(told, kinds, heads[1:], strict=False)]
    cells.append(_cell(_judgement(desk, goal), "dom", heads[-1]))
    return html.Tr([html.Th(_name(desk, goal, owner), scope="row"), *cells])


def _cell(content: Any, kind: str, head: str) -> html.Td:
    """On a telephone the column's heading stands above its number."""
    return html.Td(content, className=kind, **{"data-rubrik": head})


def _name(desk: Desk, goal: Goal, owner: str) -> list[Any]:
    """The indicator, what is wanted of it, and how it is measured."""
    link = html.A(owner, href=desk.filters.link(f"/namnd/{goal.namnd}")) if owner else None
    values = [a.value for a in goal.outcome.values()]
    drawn = curve(sparkline(values), f"Kurva över {len(values)} år.") if len(values) > 2 else None
    wanted = html.Span(_ARROWS.get(goal.direction, ""), className="riktning") if goal.direction else None
    return [
        html.Span(goal.name), " ", wanted, html.Div(drawn) if drawn else None,
        html.P([link, " · " if link and goal.how else None, goal.how or None], className="not"),
        *_measured(goal),
    ]  # fmt: skip


def _measured(goal: Goal) -> list[Any]:
    """Marks what a reader must know of how it is measured: a judgement of oneself, by how many."""
    if not goal.self_rated:
        return []
    few = None if goal.asked else html.Span(" antal svar anges inte", className="liten dov")
    return [html.P([status("bevaka", "självskattning"), few])]


def _text(answer: Answer) -> str:
    return METRICS["matt"].text(answer.value, "kr", answer.unit)


def _number(desk: Desk, answer: Answer | None) -> Any:
    if answer is None:
        return html.Span(swedish.MISSING, className="dov")
    return number(_text(answer), answer_href(desk.filters, answer))


def _target(desk: Desk, goal: Goal) -> Any:
    """The newest year's target, and whether the same year's outcome reached it."""
    if not goal.target:
        return html.Span(swedish.MISSING, className="dov")
    year = max(goal.target)
    told = [_number(desk, goal.target[year]), html.Span(f" {year}", className="liten dov")]
    return [html.Div(told), _reached(goal)]


def _reached(goal: Goal) -> Any:
    if goal.gap is None:
        return html.Div(html.Span(f"utfall {max(goal.target)} saknas", className="liten dov"))
    if goal.reached is None:
        return None
    words = ("bra", "målvärdet nås") if goal.reached else ("avvik", "målvärdet nås inte")
    return html.Div(status(*words))


def _so_far(desk: Desk, goal: Goal) -> Any:
    told = [html.Div(_number(desk, goal.period))]
    if goal.period_target:
        told.append(html.Div(["mål ", _number(desk, goal.period_target)], className="liten dov"))
    return told


def _judgement(desk: Desk, goal: Goal) -> Any:
    """The kommun's own word, from which report, and what it was before; each leads to its line."""
    if not goal.judged:
        return html.Span("ingen bedömning lämnad", className="liten dov")
    now = goal.judged[-1]
    when = swedish.report_name(now["report"])
    told: list[Any] = [html.P(status(level(now["status"]), now["status"]))]
    told.append(html.P(html.A(when, href=source_href(desk, now), className="liten")))
    if len(goal.judged) > 1:
        before = goal.judged[-2]
        moved = f"{swedish.report_name(before['report'])}: {before['status'].lower()}"
        told.append(html.P(moved, className="liten dov"))
    return told


def level(word: str) -> str:
    """The colour and shape of a word of the kommun's own scale."""
    said = fold(word).split()
    if any(one in _NOT for one in said):
        return "avvik"
    if any(one in _PARTLY for one in said):
        return "bevaka"
    return "bra" if any(one.startswith(_MET) for one in said) else "okand"


def source_href(desk: Desk, row: dict[str, Any]) -> str:
    """Where the line of a judgement is shown."""
    return desk.filters.link(f"/mal/{row['submission']}.{row['nr']}")
