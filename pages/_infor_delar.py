"""The parts of Inför mötet: tables with bars of ink (patterns, not colours), uppdrag, questions, sources."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from dash import html

import swedish
from metrics import METRICS
from pages import _sentences as say
from pages._bevaka_rules import passes, span
from pages._bevaka_texts import decided_in, months
from pages._desk import Desk
from pages._infor_fragor import questions
from pages._namnd_text import parts, where
from pages._parts import answer_href, number
from pages._told import Given, Part, Told
from pages._told_from import STATUSES

MOST_PARTS, MOST_UPPDRAG, LONGEST = 10, 6, 150
Span = tuple[Decimal, Decimal]
STAFF = ("arsarbetare", "sjukfranvaro", "personalomsattning", "avgangar", "rekryteringar")


def block(title: str, *content: Any) -> html.Section | None:
    """A part with its heading; None when there is nothing in it."""
    kept = [c for c in content if c is not None]
    return html.Section([html.H2(title), *kept], className="infor-del") if kept else None


def journey(desk: Desk) -> html.Table | None:
    """Each report's forecast of the year against budget, as a bar and a number."""
    said = [a for a in desk.forecasts("prognosavvikelse") if a.vintage[5:] not in ("00", "12")]
    rows = [
        (f"Prognos i {swedish.MONTHS[int(a.vintage[5:]) - 1]}", Given(a.value or Decimal(0), a)) for a in said
    ]
    end = desk.one("resultat_bokslut")
    if end is not None and end.value is not None:
        rows.append(("Bokslut", Given(end.value, end)))
    return bars(desk, f"Mot budget {desk.year}, {desk.money}", rows) if rows else None


def deviations(desk: Desk, told: Told) -> html.Table | None:
    """The verksamheter, the largest deviations first; what does not fit is summed."""
    ordered = sorted(told.parts, key=lambda p: -abs(p.value))
    if told.kind == "plan" or not ordered:
        return None
    rows = [(p.name, Given(p.value, p.source)) for p in sorted(ordered[:MOST_PARTS], key=lambda p: p.value)]
    return bars(desk, f"Budget minus {_what(told)}, {desk.money}. Plus är lägre kostnad än budget.",
                [*rows, *_rest(ordered[MOST_PARTS:])])  # fmt: skip


def _what(told: Told) -> str:
    return "bokslut" if told.kind == "year" else "prognos"


def _rest(left: Sequence[Part]) -> list[tuple[str, Given]]:
    total = sum((p.value for p in left), Decimal(0))
    return [(f"Övriga {len(left)} verksamheter", Given(total, "#kallor"))] if left else []


def bars(desk: Desk, caption: str, rows: Sequence[tuple[str, Given]]) -> html.Table:
    """Bars left and right of zero: filled is better than budget, hatched is worse."""
    values = [g.value for _, g in rows]
    span = (min(Decimal(0), *values), max(Decimal(0), *values))
    body = [_bar_row(desk, name, given, span) for name, given in rows]
    titles = [html.Th("Vad", scope="col"), html.Td(), html.Th(desk.money, scope="col", className="n")]
    head = html.Thead(html.Tr(titles), className="endast-lasare")
    return html.Table([html.Caption(caption), head, html.Tbody(body)], className="infor-staplar")


def _bar_row(desk: Desk, name: str, given: Given, span: Span) -> html.Tr:
    shown = html.Td(number(amount(desk, given.value, sign=True), where(desk, given.source)), className="n")
    drawn = html.Td(bar(given.value, span), className="infor-stapel")
    return html.Tr([html.Th(name, scope="row"), drawn, shown])


def amount(desk: Desk, value: Decimal, *, sign: bool = False) -> str:
    """In the page's unit, without it."""
    places = 1 if desk.money in ("mnkr", "mdkr") else 0
    return swedish.number(swedish.scaled(value, desk.money), places, sign=sign)


def bar(value: Decimal, span: Span, kind: str = "") -> html.Span:
    """A bar from zero, on an axis that runs over `span` (lowest, highest), which has zero in it."""
    whole = (span[1] - span[0]) or Decimal(1)
    zero = -span[0] / whole * 100
    size = abs(value) / whole * 100
    start = zero if value >= 0 else zero - size
    kind = kind or ("infor-plus" if value >= 0 else "infor-minus")
    drawn = html.Span(className=kind, style={"left": f"{start:.1f}%", "width": f"{size:.1f}%"})
    axis = {"--noll": f"{zero:.1f}%"}
    return html.Span(drawn, className="infor-bana", style=axis, **{"aria-hidden": "true"})


def staff(desk: Desk) -> html.Table | None:
    """Staff measures beside the same period last year."""
    rows = [row for key in STAFF if (row := _staff_row(desk, key))]
    if not rows:
        return None
    now = swedish.period(desk.year, desk.month or 12)
    texts = ("Mått", now, "Samma period förra året")
    head = [html.Th(text, scope="col", className="n" if i else "") for i, text in enumerate(texts)]
    return html.Table([html.Thead(html.Tr(head)), html.Tbody(rows)])


def _staff_row(desk: Desk, key: str) -> html.Tr | None:
    now, before = desk.one(key), desk.now(key, year=desk.year - 1).get(desk.namnd or "")
    if now is None or now.value is None:
        return None
    cells = [_shown(desk, answer) for answer in (now, before)]
    return html.Tr([html.Th(METRICS[key].name, scope="row"), *(html.Td(c, className="n") for c in cells)])


def _shown(desk: Desk, answer: Any) -> Any:
    if answer is None or answer.value is None:
        return html.Span("saknas", className="saknas")
    text = METRICS[answer.metric].text(answer.value, desk.money, answer.unit)
    return number(text.removesuffix(f"{swedish.NBSP}årsarbetare"), answer_href(desk.filters, answer))


def uppdrag(desk: Desk) -> list[dict[str, Any]]:
    """The report's uppdrag, those to decide about first, then the oldest."""
    found = desk.store.uppdrag(desk.kommun, desk.namnd, desk.report)
    return sorted(found, key=_urgency)


_ORDER = ("foreslas_fullgjord", "pagar", "delrapporterad", "fullgjord")


def _urgency(row: dict[str, Any]) -> tuple[int, str]:
    place = _ORDER.index(row["status"]) if row["status"] in _ORDER else len(_ORDER)
    return place, decided_in(row["beslut"]) or "9999"


def uppdrag_list(desk: Desk, rows: Sequence[dict[str, Any]]) -> list[Any]:
    """The first of them, and how many more there are."""
    if not rows:
        return [html.P("Rapporten har inga uppdrag.", className="not")]
    items = [_uppdrag(desk, row) for row in rows[:MOST_UPPDRAG]]
    more = len(rows) - MOST_UPPDRAG
    left = [html.P(f"{more} uppdrag till finns på nämndens sida.", className="not")] if more > 0 else []
    return [html.Ul(items), *left]


def _uppdrag(desk: Desk, row: dict[str, Any]) -> html.Li:
    decided = decided_in(row["beslut"])
    old = months(decided, desk.report) if decided and desk.month else 0
    age = f", {say.count(old // 12)} år gammalt" if old >= 24 else ""
    mark = html.Strong(STATUSES.get(row["status"], row["status"] or "status saknas"))
    number_of = f" ({row['arendenummer']})" if row["arendenummer"] else ""
    return html.Li([say.first_sentence(row["text"], LONGEST).rstrip("."), f"{number_of}: ", mark, f"{age}."])


def ask_list(desk: Desk, told: Told) -> html.Ul:
    proposed = sum(u["status"] == "foreslas_fullgjord" for u in uppdrag(desk))
    made = questions(told, proposed=proposed, sick=_sick(desk))
    return html.Ul([html.Li(parts(desk, [one])) for one in made])


def _sick(desk: Desk) -> Decimal | None:
    found = span(desk.one("sjukfranvaro_forandring"))
    sure = found is not None and passes(found, desk.filters.settings.sick_yellow_pp) == "sure"
    return found.value if sure and found else None


def sources(desk: Desk) -> html.Ul:
    """The files of the report, and who made the sums."""
    own = [s for s in desk.store.submissions(desk.kommun, desk.namnd, states=["published"])
           if s["report"] == desk.report]  # fmt: skip
    items = [html.Li(_file(s)) for s in own[:4]]
    made = "Summor, avvikelser och frågor är gjorda av Utfall ur rapporternas tal med fasta regler."
    return html.Ul([*items, html.Li(made)])


def _file(s: dict[str, Any]) -> str:
    return f"{s['title'] or s['file']} ({s['file']}), publicerad {swedish.date(s['published_at'])}."
