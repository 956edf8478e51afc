"""How a received file is shown before it is published: what was read, what was found, what is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from dash import html

import swedish
from pages import _inputs, _parts, _upload_questions
from pages._upload import questions
from pages._upload_annotate import section as annotated
from pages._upload_desk import NOTHING, Look
from pages._upload_routes import PATH
from store import codes
from store.records import Finding, NotRead, Report, Severity, TableView, Verdict

SEVERITIES = (
    (Severity.ERROR, "Fel", "▲", "avvik", "Stämmer inte. Rätta i filen och ladda upp den igen."),
    (Severity.WARNING, "Varningar", "●", "bevaka", "Bör ses över innan du publicerar."),
    (Severity.INFO, "Upplysningar", "✓", "okand", "Till din kännedom."),
)
_OPEN_TABLES = 3
_ROWS_SHOWN = 300
_CELLS_SHOWN = 8
_UNITS = {"kr × 1000": "tkr", "kr × 1000000": "mnkr"}


def review(look: Look, sentence: Callable[[str, str], str] | None = None, sheet: Any = None) -> list[Any]:
    """Everything about a waiting file, the most pressing first. `sentence`: an answer in words."""
    if look.report is None:
        return [_message(look), back()]
    asked = questions(look.findings)
    said = [f for f in look.findings if f not in asked and not (f.key and f.code.startswith("lasregel"))]
    return [
        _message(look),
        _summary(look.report),
        *_upload_questions.section(look, sentence),
        _upload_questions.by_rule(look),
        *_findings(said),
        sheet,
        annotated(look),
        _decide(look, asked),
        _tables(look.report.tables),
        _not_read(look.report.not_read),
    ]


def back() -> html.P:
    return html.P(html.A("Ladda upp en annan fil", href=PATH, className="knapp"))


def _message(look: Look) -> html.Div:
    text = look.waiting.message
    return html.Div(html.P(text) if text else None, role="alert", className="varsel" if text else None)


def _summary(report: Report) -> html.Section:
    return html.Section(
        [
            html.P(_about(report), className="ingress"),
            html.Dl([_count(label, number) for label, number in coverage(report)], className="nyckel"),
        ],
        className="kort",
        **{"aria-label": "Sammanfattning"},
    )


def _about(report: Report) -> str:
    kommun = codes.name("kommun", "", report.kommun) or "Okänd kommun"
    period = swedish.report_name(report.report) if report.report else "okänd period"
    return f"{kommun}, {period}. Ingenting är publicerat ännu."


def coverage(report: Report) -> list[tuple[str, int]]:
    """Every number of the file is in one of the last three."""
    not_read = sum(n.numbers for n in report.not_read)
    kinds = (report.numbers or len(report.facts), len(report.control_totals), not_read)
    return list(
        zip(
            ("Tal i filen", "Värden", "Summor till kontroll", "Inte lästa"), (sum(kinds), *kinds), strict=True
        )
    )


def _count(label: str, number: int) -> html.Div:
    return html.Div([html.Dt(label), html.Dd(swedish.number(number), className="stor")])


def _cells_of(finding: Finding) -> html.P | None:
    """Where it stands; a long row of cells is cut."""
    if not finding.cells:
        return None
    more = f" och {len(finding.cells) - _CELLS_SHOWN} till" if len(finding.cells) > _CELLS_SHOWN else ""
    return html.P(", ".join(finding.cells[:_CELLS_SHOWN]) + more, className="not")


def _findings(said: Sequence[Finding]) -> list[Any]:
    agree = [f for f in said if f.verdict == Verdict.STAMMER]
    rest = [f for f in said if f.verdict != Verdict.STAMMER]
    parts = [_of_severity(rest, *severity) for severity in SEVERITIES]
    words = "Inga fel hittades i filen. " if all(f.severity == Severity.INFO for f in said) else ""
    agreed = f"Avstämningar som stämmer: {swedish.number(len(agree))}." if agree else ""
    checked = html.Div(html.P(words + agreed), className="kort avsnitt") if words + agreed else None
    return [*(part for part in parts if part is not None), checked]


def _of_severity(
    said: Sequence[Finding], severity: str, title: str, mark: str, kind: str, advice: str
) -> html.Section | None:
    found = [f for f in said if f.severity == severity]
    if not found:
        return None
    rows = [html.Li(_finding(f, mark, kind)) for f in found]
    listing: Any = html.Ul(rows, className="lista")
    if severity == Severity.INFO:
        listing = html.Details([html.Summary("Visa listan"), listing])
    head = html.H2(f"{title} ({len(found)})")
    return html.Section([head, html.P(advice, className="dov"), listing], className="kort avsnitt")


def _finding(finding: Finding, mark: str, kind: str) -> list[Any]:
    words = {"error": "Fel", "warning": "Varning", "info": "Upplysning"}
    label = html.Span([html.Span(mark, **{"aria-hidden": "true"}), words[finding.severity]],
                      className=f"lage lage-{kind}")  # fmt: skip
    return [html.P([label, " ", finding.message]), _cells_of(finding)]


def _decide(look: Look, asked: Sequence[Finding]) -> html.Section:
    token = look.waiting.token
    abandon = html.Form(
        [*_inputs.hidden(mottagen=token), html.Button("Avbryt och kasta filen", type="submit")],
        method="post", action=f"{PATH}/avbryt",
    )  # fmt: skip
    return html.Section(
        [html.H2("Publicera eller avbryt"), *_publish_form(look, asked), abandon],
        className="kort avsnitt",
        id="beslut",
    )


def _publish_form(look: Look, asked: Sequence[Finding]) -> list[Any]:
    if (hinder := obstacle(look.report, asked)) is not None:
        return [html.P(hinder)]
    name = _inputs.text_field("publicerare", "Ditt namn", required=True, maxLength=100, autoComplete="name")
    send = html.Button("Publicera", type="submit", className="knapp-huvud")
    form = html.Form(
        [*_inputs.hidden(mottagen=look.waiting.token), name, send],
        method="post", action=f"{PATH}/publicera", className="publicera",
    )  # fmt: skip
    words = "Då blir talen synliga på sidorna. Du kan ångra dig efteråt."
    left = " De tal som det finns frågor om publiceras inte." if asked else ""
    return [html.P(words + left), form]


def obstacle(report: Report | None, asked: Sequence[Finding]) -> str | None:
    """Why a file cannot be published as it is, or None."""
    if report is None:
        return NOTHING
    empty = not (report.facts or report.uppdrag or report.indikatorer)
    if asked and (empty or not report.kommun or not report.report):
        return "Svara först på frågorna ovan, eller ändra i filen."
    if not report.kommun or not report.report:
        return "Det går inte att se vilken kommun och period filen gäller."
    return NOTHING if empty else None


def _tables(tables: Sequence[TableView]) -> html.Section | None:
    if not tables:
        return None
    shown = [_table(table, index < _OPEN_TABLES) for index, table in enumerate(tables)]
    head = html.H2(f"Så lästes tabellerna ({len(tables)})")
    return html.Section([head, *shown], className="kort avsnitt tabeller")


def _table(table: TableView, is_open: bool) -> html.Details:
    name = table.title or table.sheet
    unit = _UNITS.get(table.unit, table.unit)
    width = max((len(row) for row in table.rows), default=0)
    heads = [_heads(table.columns, width), _heads(table.meanings, width, "betydelse")]
    grid = html.Table(
        [
            html.Caption(f"{table.sheet}, {table.cells}" + (f" · {unit}" if unit else "")),
            html.Thead(heads),
            html.Tbody([_cells(row) for row in table.rows[:_ROWS_SHOWN]]),
        ]
    )
    return html.Details([html.Summary(name), _parts.scrolling(grid, name)], open=is_open)


def _heads(texts: Sequence[str], width: int, kind: str | None = None) -> html.Tr:
    """The headings, the last above the last column: the columns of row names may have none."""
    every = [""] * (width - len(texts)) + list(texts)
    cells = [
        html.Th(t, scope="col", className="n" if i else None) if t else html.Td() for i, t in enumerate(every)
    ]
    return html.Tr(cells, className=kind)


def _cells(row: Sequence[str]) -> html.Tr:
    first, *rest = row or ("",)
    cells = [html.Td(text, className=None if any(c.isalpha() for c in text) else "n") for text in rest]
    return html.Tr([html.Th(first, scope="row"), *cells])


def _not_read(not_read: Sequence[NotRead]) -> html.Section | None:
    if not not_read:
        return None
    head = html.Tr([html.Th(text, scope="col") for text in ("Cell", "Där står", "Varför")])
    rows = [
        html.Tr([html.Th(f"{n.sheet}!{n.cell}", scope="row"), *map(html.Td, (_parts.short(n.raw), n.reason))])
        for n in not_read
    ]
    table = html.Table([html.Thead(head), html.Tbody(rows)])
    listing = html.Details([html.Summary("Visa listan"), _parts.scrolling(table, "Tal som inte lästes")])
    return html.Section(
        [html.H2(f"Tal som inte lästes ({len(not_read)})"), listing], className="kort avsnitt"
    )
