"""evaluate: what a metric is. trace: the cells it came from. series: how it has developed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import swedish
from metrics import sekretess
from metrics._book import Book, Place, lack_of
from metrics._found import Found, Lack, difference, growth, nothing, ratio
from metrics._model import Answer, Metric
from metrics._reorganised import History, Reorganised
from metrics._terms import PROGNOS, YEAR, Difference, FirstOf, Growth, Leaf, Pick, Ratio, Term
from metrics._words import missing, notes
from store import Store, codes, select
from store.select import NOW, Catalogue, Wanted


@dataclass(frozen=True, slots=True)
class _Question:
    """What was asked, with the choices made that were left open."""

    metric: Metric
    kommun: str
    namnd: str | Sequence[str] | None
    verksamhet: str
    years: tuple[int, ...] | None
    months: tuple[int, ...]
    report: str
    matt: str
    vintage: str
    every: bool  # each forecast, each month: a series
    history: History | None  # asked in today's organisation


def answers(
    store: Store,
    metric: Metric,
    kommun: str,
    *,
    namnd: str | Sequence[str] | None,
    verksamhet: str,
    years: Iterable[int] | None,
    report: str | None,
    as_of: dt.date | None,
    matt: str | None,
    vintage: str | None,
    every: bool = False,
    history: History | None = None,
) -> list[Answer]:
    """The answers to a question; see metrics.evaluate, metrics.series and metrics.organisation."""
    catalogue = select.catalogue(store, kommun, moment(as_of))
    if not catalogue.reports:
        return []
    upper = report or catalogue.reports[0]
    question = _Question(
        metric, kommun, namnd, verksamhet, None if years is None else tuple(sorted(set(years))),
        _months(metric, upper, catalogue, every), upper, _matt(matt), vintage or "", every,
        history,
    )  # fmt: skip
    book = _book(store, question, catalogue)
    found = [a for place in _places(book, question) for a in _at(store, book, question, place)]
    shown = sekretess.masked(store, metric, found)
    return sorted(shown, key=lambda a: _order(store, a))


def moment(as_of: dt.date | None) -> dt.datetime:
    """A date means its end; nothing means now."""
    if as_of is None:
        return NOW
    if not isinstance(as_of, dt.datetime):
        return dt.datetime.combine(as_of, dt.time.max)
    return as_of.astimezone(dt.UTC).replace(tzinfo=None) if as_of.tzinfo else as_of


def _months(metric: Metric, report: str, catalogue: Catalogue, every: bool) -> tuple[int, ...]:
    """January up to which month: that of the report, so that like periods are compared."""
    if metric.horizon == YEAR:
        return (12,)
    reports = [r for r in (report, *catalogue.reports) if r <= report and not r.endswith("-00")]
    return tuple(sorted({int(r[5:]) for r in (reports if every else reports[:1])}))


def _matt(matt: str | None) -> str:
    return matt if matt is None or matt.startswith("matt:") else f"matt:{matt}"  # type: ignore[return-value]


def _book(store: Store, question: _Question, catalogue: Catalogue) -> Book:
    metric = question.metric
    leaves = [*metric.value.leaves(), *([metric.reported] if metric.reported else [])]
    own, parts = select.resolved(store, catalogue, _wanted(question, leaves, catalogue))
    told = (metric, catalogue, question.report, own, parts, _validity(question.kommun))
    return Reorganised(question.history, *told) if question.history else Book(*told)


def _wanted(question: _Question, leaves: list[Leaf], catalogue: Catalogue) -> Wanted:
    quantities = tuple(dict.fromkeys(leaf.quantity for leaf in leaves))
    return Wanted(
        kommun=question.kommun,
        measures=_measures(question, leaves),
        scenarios=tuple(dict.fromkeys(str(leaf.scenario) for leaf in leaves)),
        report=question.report,
        months=question.months,
        years=_bounds(question, leaves),
        namnder=_namnder(question.namnd),
        verksamhet=question.verksamhet,
        vintages=question.every or bool(question.vintage) or any(x.pick != Pick.NEWEST for x in leaves),
        grouped=tuple(m for q in quantities if q.grouped for m in q.measures if m in catalogue.split),
        monthly=tuple(m for q in quantities if q.monthly for m in q.measures if m in catalogue.split),
        dead=catalogue.dead,
        alone=_alone(question.metric),
        instead=tuple((q.reported, q.required) for q in quantities if q.reported),
    )


def _alone(metric: Metric) -> tuple[str, ...]:
    """The measures that only serve to show the report's own figure."""
    summed = {m for leaf in metric.value.leaves() for m in leaf.quantity.measures}
    shown = metric.reported.quantity.measures if metric.reported else ()
    return tuple(m for m in shown if m not in summed)


def _measures(question: _Question, leaves: list[Leaf]) -> tuple[str, ...]:
    found = dict.fromkeys(m for leaf in leaves for m in leaf.quantity.measures)
    return tuple(question.matt if m.endswith(":") and question.matt else m for m in found)


def _bounds(question: _Question, leaves: list[Leaf]) -> tuple[int, int] | None:
    if question.years is None:
        return None
    shifts = [leaf.shift for leaf in leaves]
    return min(question.years, default=0) + min(shifts), max(question.years, default=0) + max(shifts)


def _namnder(namnd: str | Sequence[str] | None) -> tuple[str, ...] | None:
    """None reads all: for each of them, and for the sum of the kommun."""
    if namnd is None or namnd == "":
        return None
    return (namnd,) if isinstance(namnd, str) else tuple(namnd)


def _validity(kommun: str) -> Any:
    """(namnd, year) -> whether the nämnd existed then, by the code list; True when the list does not say."""
    spans = {n.code: (int(n.valid_from or 0), int(n.valid_to or 9999)) for n in codes.namnder(kommun)}
    return lambda namnd, year: spans.get(namnd, (0, 9999))[0] <= year <= spans.get(namnd, (0, 9999))[1]


def _places(book: Book, question: _Question) -> set[Place]:
    """Where there may be an answer."""
    known = book.places
    if question.namnd == "":
        known = {place._replace(namnd="") for place in known}
    elif question.namnd is None:
        known = {place for place in known if place.namnd}
    return {p for p in known if question.years is None or p.year in question.years}


def _at(store: Store, book: Book, question: _Question, place: Place) -> Iterator[Answer]:
    """The answer at a place, or one for each forecast; none when nobody reports it."""
    vintages = [question.vintage]
    forecast = next((x for x in question.metric.value.leaves() if x.scenario == PROGNOS), None)
    if question.every and forecast and not question.vintage:
        vintages = book.vintages(forecast, place) or vintages
    for vintage in vintages:
        found = _compute(book, question.metric.value, place, vintage)
        if (made := _answer(store, book, question, place, found, vintage)) is not None:
            yield made


def _compute(book: Book, term: Term, place: Place, vintage: str) -> Found | None:
    """The value of a term; None when its leading leaf is not reported."""
    if isinstance(term, Leaf):
        return book.leaf(term, place, vintage)
    if isinstance(term, FirstOf):
        found = [f for option in term.options if (f := _compute(book, option, place, vintage))]
        return next((f for f in found if f.value is not None), found[0] if found else None)
    first, second = _sides(term)
    left = _compute(book, first, place, vintage)
    if left is None:
        return None
    leading = next(second.leaves())
    right = _compute(book, second, place, vintage) or nothing(lack_of(leading, place, book.horizon))
    if isinstance(term, Difference):
        return difference(left, right)
    zero = lack_of(leading, place, book.horizon)._replace(why="noll")
    return (ratio if isinstance(term, Ratio) else growth)(left, right, zero)


def _sides(term: Term) -> tuple[Term, Term]:
    if isinstance(term, Difference):
        return term.left, term.right
    if isinstance(term, Ratio):
        return term.top, term.bottom
    assert isinstance(term, Growth)
    return term.now, term.before


def _answer(
    store: Store, book: Book, question: _Question, place: Place, found: Found | None, vintage: str
) -> Answer | None:
    metric = question.metric
    chosen = (found.vintage if found else "") or vintage
    told = book.reported(metric.reported, place, chosen) if metric.reported else None
    if found is None and told is None:
        return None
    made = found or nothing(_unreported(metric, place))
    sign = metric.reported.quantity.sign if metric.reported else 1
    own = (told.facts, set(told.reports)) if told and made.value is None else ([], set())
    return Answer(
        metric.key, question.kommun, place.namnd, place.verksamhet, place.year, place.month,
        str(metric.horizon), chosen or (told.vintage if told else ""),
        max(made.reports | own[1], default=""), made.value,
        told.value * sign if told and told.value is not None else None, made.low, made.high,
        metric.unit or next(iter(made.units), ""), missing(store, question.kommun, made.lacks),
        made.facts or tuple(own[0]), place.matt, made.parts, notes(made, chosen, question.report),
    )  # fmt: skip


def _unreported(metric: Metric, place: Place) -> Lack:
    return lack_of(next(metric.value.leaves()), place, str(metric.horizon))


def _order(store: Store, answer: Answer) -> tuple[Any, ...]:
    """Nämnder and verksamheter in Swedish order, then time."""
    named = store.name("namnd", answer.kommun, answer.namnd) if answer.namnd else ""
    below = store.name("verksamhet", answer.kommun, answer.verksamhet) if answer.verksamhet else ""
    return (_key(named), _key(below), answer.matt, answer.year, answer.month, answer.vintage)


@lru_cache(maxsize=2000)
def _key(name: str) -> list[int]:
    return swedish.sort_key(name)
