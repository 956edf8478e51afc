"""How an uppdrag or a recommendation is shown: status, age, what is due, and its history."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

import swedish
from pages._page import Filters
from pages._parts import status
from pages._uppdrag_data import Matter, Row, identity

STATUSES = {
    "pagar": ("okand", "pågår"),
    "delrapporterad": ("okand", "delrapporterat"),
    "foreslas_fullgjord": ("bevaka", "föreslås förklaras fullgjort"),
    "fullgjord": ("bra", "förklarat fullgjort"),
    "lamnad": ("bevaka", "lämnad, inte besvarad"),
    "besvarad": ("okand", "besvarad"),
    "foljs_upp": ("okand", "följs upp av revisorerna"),
    "avslutad": ("bra", "avslutad"),
}
MISSING = ("okand", "status saknas")


def mark(code: str) -> html.Span:
    return status(*STATUSES.get(code, MISSING))


def word(code: str) -> str:
    return STATUSES.get(code, MISSING)[1]


def href(filters: Filters, row: Row) -> str:
    """Where the uppdrag, its history and its place in the source are shown."""
    return filters.link(f"/uppdrag/{identity(row)}")


def item(filters: Filters, matter: Matter, owner: str = "") -> html.Li:
    """One matter of a list. owner: the nämnd's name, where the list is of several."""
    now = matter.now
    told = (owner, now["arendenummer"], now["beslut"].replace("§ ", "§" + swedish.NBSP), age_text(matter))
    about = _dotted(
        [html.Span(t, className="odelad" if t == now["arendenummer"] else None) for t in told if t]
    )
    link = html.A(capital(now["text"]), href=href(filters, now))
    gone = f"nämns inte efter {swedish.report_name(now['report'])}"
    lost = html.Span([status("avvik", gone), " "]) if matter.lost else None
    return html.Li([
        html.P(link),
        html.P([mark(matter.status), " ", lost, due_mark(matter), html.Span(about, className="liten dov")]),
        _history(matter),
    ])  # fmt: skip


def _dotted(parts: Sequence[Any]) -> list[Any]:
    """The parts with a dot between them."""
    return [piece for k, part in enumerate(parts) for piece in ((" · ", part) if k else (part,))]


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def age_text(matter: Matter) -> str:
    """`268 dagar gammalt`; nothing without a day of decision."""
    if matter.age is None:
        return ""
    return f"{swedish.number(matter.age)}{swedish.NBSP}{'dag' if matter.age == 1 else 'dagar'} sedan beslutet"


def due_mark(matter: Matter) -> Any:
    """When it is to come back, as the report has it, and whether that time is past."""
    told = matter.now["ater"]
    if not told or not matter.is_open:
        return None
    if matter.overdue:
        return html.Span([status("avvik", f"tiden har gått: skulle åter {told}"), " "])
    return html.Span([status("okand", f"åter {told}"), " "])


def _history(matter: Matter) -> Any:
    """How the status changed over the reports; nothing when it never did."""
    if len(matter.changes) < 2:
        return None
    told = [f"{word(row['status'])} {swedish.report_name(row['report'])}" for row in matter.changes]
    return html.P("Tidigare: " + ", ".join(told[:-1]) + ".", className="not")


def listed(filters: Filters, found: Sequence[Matter], owners: dict[str, str]) -> html.Ul:
    return html.Ul([item(filters, m, owners.get(m.now["namnd"], "")) for m in found], className="lista")
