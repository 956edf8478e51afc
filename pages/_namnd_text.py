"""The sentences that open a nämnd's page, and its key figures."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from dash import html

import swedish
from metrics import METRICS, Answer
from pages import _sentences as say
from pages._desk import Desk, share
from pages._parts import answer_href, number, when
from pages._sentences import Sentence


def opening(desk: Desk, name: str) -> list[Sentence]:
    """What is expected, what has changed, how the period went: as far as there are figures for it."""
    return [
        say.capital(s)
        for make in (_forecast, _closed, _net, _plan, _error, _changed, _period, _cost)
        for s in make(desk, name)
    ]


def _forecast(desk: Desk, name: str) -> Iterator[Sentence]:
    answer = None if desk.closed else desk.one("prognosavvikelse")
    if answer is None or answer.value is None:
        return
    part = share(answer.value, appropriation(desk))
    tail: Sentence = (f" för {desk.year}",)
    if part is not None and not say.is_zero(answer.value, desk.money):
        tail += (f", {swedish.percent(abs(part))} av kommunbidraget",)
    yield (
        f"{say.in_text(name)} räknar med ",
        *say.surplus(answer.value, desk.money, answer),
        *tail,
        _dated(desk, answer),
    )


def _dated(desk: Desk, answer: Answer) -> str:
    """A forecast always says which report it is from, when that is not the one the reader looks at."""
    if not answer.vintage or answer.vintage == desk.report:
        return "."
    return f" (prognos från {swedish.report_name(answer.vintage)})."


def _closed(desk: Desk, name: str) -> Iterator[Sentence]:
    answer = desk.one("resultat_bokslut") if desk.closed else None
    if answer is not None and answer.value is not None:
        told = say.surplus(answer.value, desk.money, answer, against="")
        yield (f"{desk.year} gick {say.in_text(name)} med ", *told, ".")


def _net(desk: Desk, name: str) -> Iterator[Sentence]:
    """A closed year of which only the costs are told."""
    if not desk.closed or desk.one("resultat_bokslut") is not None:
        return
    cost, against = desk.one("nettokostnad_bokslut"), desk.one("nettokostnad_mot_budget")
    if cost is None or cost.value is None:
        return
    told: Sentence = (
        f"{desk.year} kostade {say.in_text(name)} ",
        say.size(cost.value, desk.money, cost),
        " netto",
    )
    if against is not None and against.value is not None:
        told += (", ", *_cheaper(against.value, desk.money, against))
    yield (*told, ".")


def _cheaper(value: Decimal, unit: str, source: Any) -> Sentence:
    if say.is_zero(value, unit):
        return ("som budgeterat",)
    return (say.size(value, unit, source), f" {'mindre' if value > 0 else 'mer'} än budget")


def _plan(desk: Desk, name: str) -> Iterator[Sentence]:
    """A budget document: what the nämnd may cost, and what was expected of the year before."""
    now = desk.one("nettokostnad_arsbudget") if desk.month == 0 else None
    if now is None or now.value is None:
        return
    yield (
        f"enligt budgeten för {desk.year} får {say.in_text(name)} kosta ",
        say.size(now.value, desk.money, now),
        " netto.",
    )
    before = desk.now("prognosavvikelse", year=desk.year - 1).get(desk.namnd or "")
    if before is not None and before.value is not None:
        told = say.surplus(before.value, desk.money, before)
        yield (f"för {desk.year - 1} väntade sig nämnden ", *told, ".")


def _error(desk: Desk, _name: str) -> Iterator[Sentence]:
    """A closed year: how the last forecast came out."""
    answer = desk.one("prognosfel") if desk.closed else None
    if answer is None or answer.value is None:
        return
    if say.is_zero(answer.value, desk.money):
        yield (f"det är vad prognosen i {swedish.report_name(answer.vintage)} sade.",)
        return
    way = "bättre" if answer.value > 0 else "sämre"
    when_said = swedish.report_name(answer.vintage)
    yield ("det är ", say.size(answer.value, desk.money, answer), f" {way} än prognosen i {when_said}.")


def _changed(desk: Desk, _name: str) -> Iterator[Sentence]:
    answer = None if desk.closed else desk.one("prognosforandring")
    if answer is not None and answer.value is not None:
        yield ("prognosen ", *say.change(answer.value, desk.money, answer), " sedan föregående rapport.")


def _period(desk: Desk, _name: str) -> Iterator[Sentence]:
    result, against = desk.one("resultat"), desk.one("budgetavvikelse")
    if desk.closed or result is None or result.value is None:
        return
    told: Sentence = (
        f"resultatet för {when(result)} är ",
        say.Figure(swedish.amount(result.value, desk.money), result),
    )
    if against is not None and against.value is not None:
        told += (", ", *_compared(against.value, desk.money, against), " budget")
    yield (*told, ".")


def _compared(value: Decimal, unit: str, source: Any) -> Sentence:
    if say.is_zero(value, unit):
        return ("i nivå med",)
    return (say.size(value, unit, source), " bättre än" if value > 0 else " sämre än")


def _cost(desk: Desk, _name: str) -> Iterator[Sentence]:
    name = "nettokostnadsutveckling_pct"
    answer = desk.one(name)
    if answer is not None and answer.value is not None:
        text = swedish.percent(abs(answer.value))
        than = "föregående år" if answer.month == 12 else "samma period föregående år"
        yield ("nettokostnaden ", *say.movement(answer.value, text, answer), f" jämfört med {than}.")


def appropriation(desk: Desk) -> Decimal | None:
    """The nämnd's kommunbidrag in the full-year budget, which thresholds are measured against."""
    rows = desk.store.table(desk.kommun, desk.namnd, desk.report)
    for row in rows:
        wanted = row["scenario"] == "budget" and row["horizon"] == "year" and not row["verksamhet"]
        if wanted and row["measure"] == "kommunbidrag" and row["year"] == desk.year:
            return row["value"]
    cost = desk.one("nettokostnad_arsbudget")
    return cost.value if cost else None


def prose(desk: Desk, sentences: list[Sentence]) -> html.P:
    """Sentences as one paragraph whose numbers are links."""
    parts: list[Any] = []
    for sentence in sentences:
        parts += [_part(desk, piece) for piece in sentence] + [" "]
    return html.P(parts, className="ingress")


def _part(desk: Desk, piece: Any) -> Any:
    if isinstance(piece, str):
        return piece
    strong = html.Strong(piece.text)
    return number(strong, answer_href(desk.filters, piece.source)) if piece.source else strong


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
            html.Dt(f"{metric.name.partition(',')[0]}, {_kind(name)}{when(answer)}"),
            html.Dd([html.Span(value, className="stor"), *_beside(desk, beside), *_notes(answer)]),
        ]
    )


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
