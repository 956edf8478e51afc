"""The säsongsprognoser of a report: picture, table, and for each how it was worked out."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from dash import html

import swedish
from charts.interval import Span, interval_chart
from metrics import METRICS, Answer
from metrics.sasong import Past, Season, share_of
from pages._figure import figure
from pages._parts import answer_href, card, empty, number, scrolling, section, stacked, status
from pages._prognoser import Look

NONE = (
    "Det finns ingen säsongsprognos för rapporten: den behöver ett utfall för en del av året, samma period "
    "ett tidigare år och det årets bokslut."
)
_HEAD = ("Nämnd", "Utfall", "Nämndens prognos", "Säsongsprognos", "Nio fall av tio", "Bedömning")


def season_section(look: Look) -> html.Section:
    """What the pattern of earlier years says beside what the nämnd says."""
    if not look.seasons:
        return section("sasong", "Säsongsprognos", empty(NONE))
    head = html.Tr([html.Th(t, scope="col", className="n" if 0 < i < 5 else "") for i, t in enumerate(_HEAD)])
    table = html.Table([html.Thead(head), html.Tbody([_row(look, s) for s in look.seasons])])
    words = (
        "Säsongsprognosen är vad hela året kostar om resten av året blir som tidigare år. Den är en fråga "
        "att ställa till nämnden, inget facit: nämnden kan veta sådant som mönstret inte vet."
    )
    parts = [html.P(words), _picture(look), card(stacked(table, "Säsongsprognoser")), _worked_out(look)]
    return section("sasong", "Säsongsprognosen bredvid nämndens egen", *parts)


def _picture(look: Look) -> Any:
    spans = [_span(look, s) for s in look.seasons if s.gap is not None]
    if not spans:
        return None
    title = f"{_title(look)}: säsongsprognosen mot nämndens egen prognos, {look.desk.year}"
    source = f"Källa: {look.kommun_name}, {swedish.report_name(look.desk.report)}; uträknat av Utfall."
    return card(
        figure(interval_chart(spans, title=title, unit=look.desk.money, source=source), "sasong-bild")
    )


def _title(look: Look) -> str:
    worst = look.seasons[0]
    if look.stands_out(worst) and (worst.gap or 0) > 0:
        return f"{look.name(worst.namnd)} kan bli dyrare än prognosen"
    return "Ingen nämnd ser ut att bli klart dyrare än sin prognos"


def _span(look: Look, season: Season) -> Span:
    own = season.own.value if season.own else None
    assert own is not None and season.gap is not None

    def less(bound: Decimal | None) -> Decimal | None:
        return None if bound is None else bound - own

    return Span(
        look.name(season.namnd), season.gap, less(season.low), less(season.high), look.stands_out(season)
    )


def _row(look: Look, season: Season) -> html.Tr:
    name = html.A(look.name(season.namnd), href=look.desk.filters.link(f"/namnd/{season.namnd}"))
    anchor = html.A(amount(look, season.value), href=f"#rakning-{season.namnd}", className="tal")
    cells = (linked(look, season.now), linked(look, season.own), anchor, _interval(look, season))
    return html.Tr(
        [
            html.Th(name, scope="row"),
            *(html.Td(c, className="n") for c in cells),
            html.Td(_verdict(look, season)),
        ]
    )


def amount(look: Look, value: Decimal | None) -> str:
    return swedish.amount(value, look.desk.money)


def linked(look: Look, answer: Answer | None) -> Any:
    """An answer as a number that leads to its source; `saknas` when there is none."""
    if answer is None or answer.value is None:
        return html.Span("saknas", className="saknas")
    text = METRICS[answer.metric].text(answer.value, look.desk.money)
    return number(text, answer_href(look.desk.filters, answer))


def _interval(look: Look, season: Season) -> str:
    if season.low is None:
        return "går inte att säga"
    high = amount(look, season.high) if season.high is not None else "utan övre gräns"
    return f"{amount(look, season.low)} till {high}"


def _verdict(look: Look, season: Season) -> Any:
    if season.own is None or season.gap is None:
        return status("okand", "nämnden har ingen prognos")
    if season.low is None:
        return status("okand", "bara ett tidigare år")
    if look.stands_out(season):
        return status("bevaka", "utanför mönstret" + (": lågt räknat" if season.gap > 0 else ": högt räknat"))
    return status("bra", "inom mönstret" if not season.outside else "nära mönstret")


def _worked_out(look: Look) -> html.Details:
    """Each säsongsprognos with its years, to be checked with a pocket calculator."""
    shown = [_calculation(look, s) for s in look.seasons]
    return html.Details([html.Summary("Så är varje säsongsprognos uträknad"), *shown], className="kort")


def _calculation(look: Look, season: Season) -> html.Div:
    period, _, _ = swedish.period(season.year, season.month).rpartition(" ")
    names = ("År", period, "Hela året", "Andel")
    head = html.Tr([html.Th(t, scope="col", className="n" if i else "") for i, t in enumerate(names)])
    share = _share(share_of(season.past))
    text = (
        f"Åren tillsammans: {share} av kostnaden föll {period}. "
        f"{amount(look, season.period)} delat med {share} är {amount(look, season.value)}."
    )
    table = html.Table([html.Thead(head), html.Tbody([_year(look, p) for p in season.past])])
    name = look.name(season.namnd)
    return html.Div([html.H3(name), scrolling(table, f"Uträkning: {name}"), html.P(text)],
                    id=f"rakning-{season.namnd}")  # fmt: skip


def _year(look: Look, past: Past) -> html.Tr:
    cells = (*(linked(look, a) for a in past.sources), _share(past.share))
    return html.Tr([html.Th(str(past.year), scope="row"), *(html.Td(c, className="n") for c in cells)])


def _share(share: Decimal) -> str:
    return swedish.percent(share * 100)
