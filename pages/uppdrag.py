"""Uppdrag: what kommunfullmäktige has asked for and the auditors recommend, and how it goes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

import swedish
from pages import _inputs, _shell
from pages import _sentences as say
from pages._desk import Desk
from pages._page import Filters, Page
from pages._parts import card, empty, section
from pages._uppdrag_data import AGES, PROPOSED, Matter, chosen, matters
from pages._uppdrag_delar import STATUSES, capital, listed

PATH = "/uppdrag"
NOTHING = (
    "Ingen publicerad rapport har uppdrag. De läses ur bladet Uppdrag i arbetsboken och ur rapporter som "
    "räknar upp uppdrag med ärendenummer, så snart en sådan är publicerad."
)
NO_ADVICE = (
    "Ingen publicerad rapport har rekommendationer från revisionen. De läses ur rapporter där en mening "
    "om att rekommendationer lämnas eller följs upp följs av en punktlista."
)
NO_FIT = "Inget uppdrag passar valen. Välj en annan nämnd eller status, eller sök på något annat."


def layout(store: Any, filters: Filters) -> html.Div:
    """How many are open, the choices, the list, and the auditors' recommendations."""
    if not store.kommuner():
        return html.Div([html.H1("Uppdrag"), empty(NOTHING)])
    desk = Desk(store, filters)
    found, advice = matters(desk), matters(desk, kind="rekommendation")
    owners = {code: store.name("namnd", desk.kommun, code) for code in _codes([*found, *advice])}
    kommun = store.name("kommun", "", desk.kommun)
    parts = [_form(filters, owners)] if found or advice else []
    return html.Div(
        [*_head(desk, kommun, found), *parts, _uppdrag(desk, found, owners), _advice(desk, advice, owners)],
        **{"data-title": f"Uppdrag i {kommun}"},
    )


def _codes(found: Sequence[Matter]) -> list[str]:
    return list(dict.fromkeys(m.now["namnd"] for m in found if m.now["namnd"]))


def _head(desk: Desk, kommun: str, found: Sequence[Matter]) -> list[Any]:
    home = html.A(kommun, href=desk.filters.link("/"))
    about = html.P([home, f" · {swedish.report_name(desk.report)}"], className="overrad")
    goals = html.P(html.A("Kommunfullmäktiges mål och indikatorer", href=desk.filters.link("/mal")))
    lead = html.P(message(desk, found), className="ingress") if found else None
    return [about, html.H1("Uppdrag"), lead, goals]


def message(desk: Desk, found: Sequence[Matter]) -> list[Any]:
    """How many are open, proposed to be done, late and gone; each number leads to its list."""
    opened, lost = [m for m in found if m.is_open], [m for m in found if m.lost]
    ready, late = [m for m in opened if m.status == PROPOSED], [m for m in opened if m.overdue]
    told: list[Any] = ["Inget uppdrag är öppet."]
    if opened:
        told = [_link(desk, "oppna", opened), f" uppdrag är {'öppet' if len(opened) == 1 else 'öppna'}."]
    if ready:
        told += [" ", _link(desk, PROPOSED, ready), f" föreslås förklaras {_done(ready)}."]
    if late:
        told.append(f" För {say.count(len(late), neuter=True)} har tiden att återkomma gått ut.")
    if lost:
        told += [" ", _link(desk, "borta", lost), f" nämns inte längre utan att ha förklarats {_done(lost)}."]
    return told


def _done(found: Sequence[Matter]) -> str:
    return "fullgjort" if len(found) == 1 else "fullgjorda"


def _link(desk: Desk, status: str, found: Sequence[Matter]) -> html.A:
    """A number that begins a sentence, as a link to the list of what it counts."""
    text = capital(say.count(len(found), neuter=True))
    return html.A(text, href=desk.filters.link(PATH, status=status), className="tal")


def _form(filters: Filters, owners: dict[str, str]) -> html.Form:
    """Nämnd, status, age and free text: a plain GET form, whose address is the answer."""
    names = sorted(owners.items(), key=lambda pair: swedish.sort_key(pair[1]))
    known = [(code, capital(text)) for code, (_, text) in STATUSES.items() if code in _UPPDRAG]
    fields = [
        _shell.chooser("namnd", "Nämnd", [("", "Alla"), *names], filters.get("namnd")),
        _shell.chooser("status", "Status", [*_STATES.items(), *known], _status(filters)),
        _shell.chooser("alder", "Ålder", [("", "Alla"), *_ages()], filters.get("alder")),
        _inputs.text_field("sok", "Sök i text och ärendenummer", filters.get("sok"), autoComplete="off"),
    ]
    keep = {name: filters.get(name) for name in ("kommun", "rapport") if filters.get(name)}
    return html.Form(
        [*fields, html.Button("Sök", type="submit"), *_inputs.hidden(**keep)],
        method="get", action=PATH, className="falt-rad endast-skarm", **{"aria-label": "Välj uppdrag"},
    )  # fmt: skip


_STATES = {"oppna": "Öppna", "alla": "Alla", "borta": "Nämns inte längre"}
_UPPDRAG = ("pagar", "delrapporterad", "foreslas_fullgjord", "fullgjord")


def _ages() -> list[tuple[str, str]]:
    return [(code, capital(text)) for code, text in AGES.items()]


def _status(filters: Filters) -> str:
    """The open ones, until something else is asked for."""
    return filters.get("status", "oppna")


def _uppdrag(desk: Desk, found: Sequence[Matter], owners: dict[str, str]) -> html.Section:
    if not found:
        return section("lista", "Alla uppdrag", empty(NOTHING))
    filters = desk.filters
    shown = chosen(found, namnd=filters.get("namnd"), status=_status(filters),
                   age=filters.get("alder"), words=filters.get("sok"))  # fmt: skip
    title = f"{capital(say.count(len(shown), neuter=True))} uppdrag" if shown else "Inget uppdrag"
    body = card(listed(filters, shown, owners)) if shown else empty(NO_FIT)
    return section("lista", title, _meeting(desk, found), _counted(desk), body)


def _meeting(desk: Desk, found: Sequence[Matter]) -> Any:
    """The way to the list for the meeting, when there is anything to decide."""
    ready = [m for m in found if m.is_open and m.status == PROPOSED]
    if not ready:
        return None
    text = f"Lista till sammanträdet: föreslås förklaras fullgjorda ({len(ready)})"
    where = desk.filters.link("/uppdrag/lista", namnd=desk.filters.get("namnd") or None)
    return html.P(html.A(text, href=where, className="knapp"), className="endast-skarm")


def _counted(desk: Desk) -> html.P:
    day = swedish.report_name(desk.report)
    return html.P(f"Ålder räknas i dagar från beslutet till och med {day}.", className="not")


def _advice(desk: Desk, found: Sequence[Matter], owners: dict[str, str]) -> html.Section:
    title = "Revisionens rekommendationer"
    if not found:
        return section("revision", title, empty(NO_ADVICE))
    filters = desk.filters
    shown = chosen(found, namnd=filters.get("namnd"), words=filters.get("sok"))
    about = html.P("Från rekommendation till svar och uppföljning, som rapporterna har det.", className="not")
    body = card(listed(filters, shown, owners)) if shown else empty("Ingen rekommendation passar valen.")
    return section("revision", title, about, body)


PAGE = Page(PATH, "Uppdrag", "politiker", layout, menu=27)
