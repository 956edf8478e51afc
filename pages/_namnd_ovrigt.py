"""Staff, measures, uppdrag, comments and reports of a nämnd."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

import swedish
from pages._desk import Desk
from pages._namnd_ar import pictures
from pages._namnd_personal import staff_in_short
from pages._parts import card, empty, section, status
from pages._report_grid import Grid, chosen, grids, is_measure, is_staff
from pages._report_table import report_table

STAFF = (
    ("arsarbetare", "Antalet årsarbetare", "arsarbetare-ar"),
    ("sjukfranvaro", "Sjukfrånvaron", "sjukfranvaro-ar"),
)
SHOWN = 4  # reports listed at once
SEVERITIES = {"error": ("avvik", "fel"), "warning": ("bevaka", "varning"), "info": ("okand", "upplysning")}


def staff(desk: Desk, facts: Sequence[dict[str, Any]]) -> html.Section | None:
    """The report's own staff tables."""
    tables = _made(desk, chosen(facts, is_staff), "Personal")
    curves = [card(picture) for picture in pictures(desk, STAFF)]
    short = staff_in_short(desk)
    if not tables and not curves and short is None:
        return None
    shown = html.Div(tables, className="kort rapporttabeller") if tables else None
    pictures_of_years = html.Div(curves, className="rutor") if curves else None
    return section("personal", "Personal", short, shown, pictures_of_years)


def measures(desk: Desk, facts: Sequence[dict[str, Any]]) -> html.Section | None:
    """Verksamhetsmått with target beside outcome, as the report shows them."""
    return _tables(desk, chosen(facts, is_measure), "matt", "Verksamhetsmått", "Mått")


def _tables(desk: Desk, facts: Sequence[dict[str, Any]], identity: str, title: str, caption: str) -> Any:
    made = _made(desk, facts, caption)
    return section(identity, title, html.Div(made, className="kort rapporttabeller")) if made else None


def _made(desk: Desk, facts: Sequence[dict[str, Any]], caption: str) -> list[html.Div]:
    found = grids(facts)
    alone = len(found) == 1
    return [html.Div(report_table(g, desk.filters, _caption(g, caption if alone else ""))) for g in found]


def _caption(grid: Grid, otherwise: str) -> str:
    """What all rows have in common, the beginning of their measures' names; else as given, or the first."""
    names = list(dict.fromkeys(fact["measure_name"] for fact in grid.facts))
    shared = [same[0] for same in zip(*(name.split() for name in names), strict=False) if len(set(same)) == 1]
    if len(shared) > 1:
        return " ".join(shared).rstrip(" ,:·-–(")
    return otherwise or (names[0] if len(names) == 1 else f"{names[0]} med mera")


def _newest(desk: Desk, ask: Any) -> list[dict[str, Any]]:
    """Rows of the newest of the nämnd's reports that has any."""
    for report in desk.reports:
        if found := ask(desk.kommun, desk.namnd, report["report"]):
            return found
    return []


def comments(desk: Desk) -> html.Section | None:
    """The nämnd's own words."""
    rows = _newest(desk, desk.store.comments)
    if not rows:
        return None
    items = [
        html.Li([html.H3(row["heading"]) if row["heading"] else None, *_paragraphs(row["text"])])
        for row in rows
    ]
    said = f"Så skriver nämnden i rapporten för {swedish.report_name(rows[0]['report'])}."
    return section(
        "kommentarer",
        "Nämndens kommentarer",
        card(html.P(said, className="not"), html.Ul(items, className="lista")),
    )


def _paragraphs(text: str) -> list[html.P]:
    return [html.P(part.strip()) for part in text.split("\n") if part.strip()]


def reports(desk: Desk) -> html.Section:
    """Which files the figures come from, and what was found when they were checked."""
    own = desk.store.submissions(desk.kommun, desk.namnd, states=["published"])
    own = sorted(own, key=lambda s: (s["report"], s["published_at"]), reverse=True)
    found: dict[str, list[dict[str, Any]]] = {}
    for finding in desk.store.findings(kommun=desk.kommun, namnd=desk.namnd, remarks=True):
        found.setdefault(finding["submission"], []).append(finding)
    items = [_report(desk, row, found.get(row["id"], [])) for row in own]
    if not items:
        return section("rapporter", "Rapporter och avstämning", empty("Ingen rapport är publicerad."))
    older = items[SHOWN:]
    more = html.Details(
        [html.Summary(f"Visa äldre rapporter ({len(older)})"), html.Ul(older, className="lista")]
    )
    body = card(html.Ul(items[:SHOWN], className="lista"), more if older else None)
    return section("rapporter", "Rapporter och avstämning", body)


def _report(desk: Desk, submission: dict[str, Any], findings: Sequence[dict[str, Any]]) -> html.Li:
    when = swedish.date(submission["published_at"])
    link = html.A(
        submission["title"] or submission["file"], href=desk.filters.here(rapport=submission["report"])
    )
    about = f"{submission['file']}, publicerad {when} av {submission['publisher']}"
    return html.Li([html.P([link, " ", html.Span(about, className="liten dov")]), _found(findings)])


def _found(findings: Sequence[dict[str, Any]]) -> Any:
    if not findings:
        return html.P(status("bra", "inga anmärkningar"))
    worst = sorted(findings, key=lambda f: list(SEVERITIES).index(f["severity"]))
    summary = html.Summary(_counted(findings))
    return html.Details([summary, html.Ul([_finding(f) for f in worst])])


def _finding(finding: dict[str, Any]) -> html.Li:
    level, word = SEVERITIES[finding["severity"]]
    cells = f" ({', '.join(finding['cells'][:6])})" if finding["cells"] else ""
    return html.Li([status(level, word), " ", finding["message"], html.Span(cells, className="liten dov")])


def _counted(findings: Sequence[dict[str, Any]]) -> str:
    words = {
        "error": ("fel", "fel"),
        "warning": ("varning", "varningar"),
        "info": ("upplysning", "upplysningar"),
    }
    found = [(sum(f["severity"] == s for f in findings), names) for s, names in words.items()]
    return ", ".join(f"{n} {names[n > 1]}" for n, names in found if n)
