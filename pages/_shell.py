"""The frame around every page: skip link, header with the choices, banner, footer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import dcc, html

import swedish
from pages import _forsta_besok as first_visit
from pages import _html, _words
from pages._finished import Finished
from pages._page import Filters
from pages._site import View, all_pages
from pages._sok_falt import field as search_field
from pages._tillganglighet_form import link as report_fault

MAIN, CHOICES, BANNER, LOCATION = "innehall", "val", "papekande", "adress"


def shell(store: Any, view: View, address: tuple[str, str]) -> html.Div:
    """The whole visible document for one view; `address` is (path, query string)."""
    path, search = address
    choices, told = frame(store, view)
    return html.Div(
        [
            dcc.Location(id=LOCATION, pathname=path, search=search, refresh="callback-nav"),
            html.A(_words.SKIP, href=f"#{MAIN}", className="hoppa"),
            html.Header(
                Finished(
                    html=choices, id=CHOICES, className="topp-inre", **{"data-key": frame_key(store, view)}
                ),
                className="topp",
            ),
            html.Aside(told, id=BANNER, **{"aria-label": "Påpekande"}),
            html.Main(main(view), id=MAIN, tabIndex="-1"),
            html.Footer(_footer(view.filters), className="fot"),
            first_visit.panel(view.filters),
        ],
        className="sida",
    )


def frame(store: Any, view: View) -> tuple[str, Any]:
    """What stands around the page: the header's contents as HTML, and the banner."""
    return _html.render(top(store, view)), banner(store, view.filters)


def frame_key(store: Any, view: View) -> str:
    """Changes when anything around the page changes; a filter inside a page leaves it as it is."""
    filters = view.filters
    return "|".join((str(store.generation), filters.kommun, filters.report or "", filters.path))


def main(view: View) -> Finished:
    """The page's own content, marked with what the browser's title should be."""
    attributes = {"data-page-title": view.title, "data-path": view.filters.path}
    return Finished(html=_html.render(view.content), className="vy", **attributes)


def top(store: Any, view: View) -> list[Any]:
    """Brand, menu, kommun and report choosers, theme button."""
    filters = view.filters
    return [
        html.A(filters.settings.name, href=filters.link("/"), className="marke"),
        html.Nav(_menu(view), **{"aria-label": "Huvudmeny"}),
        search_field(filters, "", "sok-topp", small=True),
        html.Form(_choosers(store, view), method="get", action=filters.path, className="valj"),
        html.Button("Mörkt", id="tema", type="button", className="tema", **{"aria-pressed": "false"}),
    ]


def _menu(view: View) -> html.Ul:
    items = []
    for page in (p for p in all_pages() if p.menu is not None):
        current = {"aria-current": "page"} if page.path == view.page.path else {}
        items.append(html.Li(html.A(page.title, href=view.filters.link(page.path), **current)))
    return html.Ul(items)


def _choosers(store: Any, view: View) -> list[Any]:
    filters = view.filters
    kommuner = [(k["code"], k["name"]) for k in _fictional_first(store.kommuner())]
    if not kommuner:
        return []
    return [
        chooser("kommun", "Kommun", kommuner, filters.kommun, clears="rapport", to=_elsewhere(view)),
        chooser("rapport", "Rapport", report_choices(store, filters), filters.report or ""),
        html.Button("Visa", type="submit", className="visa"),
    ]


def _elsewhere(view: View) -> str:
    """A nämnd or a cell of one kommun is not in another: choosing another then leads to its overview."""
    return "/" if "<" in view.page.path or not view.found else ""


def report_choices(store: Any, filters: Filters) -> list[tuple[str, str]]:
    """The kommun's reports, newest first; the empty choice follows the newest."""
    reports = store.reports(filters.kommun)
    if not reports:
        return [("", "ingen rapport")]
    newest = f"senaste ({swedish.report_name(reports[0]['report'])})"
    return [("", newest)] + [(r["report"], swedish.report_name(r["report"])) for r in reports]


def _fictional_first(kommuner: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(kommuner, key=lambda k: (not k.get("fictional"), swedish.sort_key(k["name"])))


def chooser(
    name: str,
    label: str,
    options: Sequence[tuple[str, str]],
    chosen: str,
    *,
    clears: str = "",
    to: str = "",
) -> html.Label:
    """A native <select> that puts its choice in the address.

    `clears` names choices that no longer apply; `to` is the page to go to, when it is another.
    """
    items = [
        html.Option(text, value=value, selected="selected" if value == chosen else None)
        for value, text in options
    ]
    marks = {"data-filter": name, "data-clears": clears or None, "data-to": to or None}
    marks = {key: value for key, value in marks.items() if value}
    select = html.Select(items, name=name, id=f"val-{name}", **marks)
    return html.Label([html.Span(label, className="etikett"), select], className="valjare")


def banner(store: Any, filters: Filters) -> Any:
    """Says on every page that a made-up kommun's figures are made up."""
    for kommun in store.kommuner():
        if kommun["code"] == filters.kommun and kommun.get("fictional"):
            text = _words.FICTIONAL.format(kommun=kommun["name"])
            mark, rest = text.split(".", 1)
            return html.P([html.Strong(mark + "."), rest], className="pahittat")
    return None


def _footer(filters: Filters) -> list[Any]:
    return [
        html.P("Varje tal leder till cellen i den rapport som det kommer från."),
        html.Ul(
            [
                html.Li(html.A("Begrepp och definitioner", href=filters.link("/begrepp"))),
                html.Li(html.A("Tillgänglighet", href=filters.link("/tillganglighet"))),
                html.Li(report_fault(filters)),
                html.Li(first_visit.opener()),
            ]
        ),
    ]
