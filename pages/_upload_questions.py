"""The questions about a waiting file: each with its cells as they stand, and the answers that fit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from dash import html

from pages import _inputs, _parts
from pages._upload import PERIOD, kept, questions
from pages._upload_desk import Look
from pages._upload_routes import ANSWER, PATH, REMEMBER
from store import codes
from store.records import Finding, TableView

RULES = "/lasregler"
_FEW = 7  # choices that are shown as buttons; more become a list
_ROWS, _COLUMNS, _CELLS_SHOWN = 4, 6, 8
_FILE_KEYS = {"fraga_kommun": "Kommun", "fraga_namnd": "Nämnd", PERIOD: "Period"}
MEMORY = "Kom ihåg svaren till nästa rapport av samma slag (läsregler)"


def section(look: Look, sentence: Any) -> list[Any]:
    """Questions to answer here, questions for the file, and answers that can be taken back."""
    asked = questions(look.findings)
    here = list({f.key: f for f in asked if f.key}.values())
    in_file = [f for f in asked if not f.key]
    return [*_form(look, here), *_answered(look, sentence), *_in_file(in_file)]


def _form(look: Look, asked: Sequence[Finding]) -> list[html.Section]:
    if not asked:
        return []
    groups = [_group(look, name, found) for name, found in _grouped(look, asked)]
    send = html.Button("Svara och läs om", type="submit", className="knapp-huvud")
    fields = [*_inputs.hidden(mottagen=look.waiting.token), *groups, *_memory(asked), send]
    form = html.Form(fields, method="post", action=f"{PATH}/svar", className="fragor")
    count = "En fråga" if len(asked) == 1 else f"{len(asked)} frågor"
    words = "Svara på det du vet. Filen läses då om, och resten av frågorna står kvar."
    head = [html.H2(f"{count} som behöver ditt svar"), html.P(words, className="dov")]
    return [html.Section([*head, form], className="kort avsnitt", id="fragor")]


def _memory(asked: Sequence[Finding]) -> list[Any]:
    """Whether the answers become rules, and whose they then are."""
    if not any(kept(f.key) for f in asked):
        return []
    box = _inputs.Input(type="checkbox", name=REMEMBER, value="1", checked=True)
    tick = html.Label([box, html.Span(MEMORY)], className="alternativ")
    return [tick, _inputs.text_field("svarare", "Ditt namn (frivilligt)", maxLength=100, autoComplete="name")]


def _grouped(look: Look, asked: Sequence[Finding]) -> list[tuple[str, list[Finding]]]:
    """The questions by table, in the order of the file; those about the whole file first."""
    groups: dict[str, list[Finding]] = {}
    for finding in sorted(asked, key=lambda f: f.key not in _FILE_KEYS):
        table = None if finding.key in _FILE_KEYS else table_of(look, finding)
        name = f"{table.title or table.sheet} ({table.sheet}, {table.cells})" if table else "Hela filen"
        groups.setdefault(name, []).append(finding)
    return list(groups.items())


def table_of(look: Look, finding: Finding) -> TableView | None:
    """The table that the asked cells stand in."""
    asked = set(finding.cells)
    tables = look.report.tables if look.report else ()
    return next((t for t in tables if asked & _places(t)), None)


def _places(table: TableView) -> set[str]:
    return {f"{table.sheet}!{p}" for row in table.places for cell in row for p in cell.split()}


def _group(look: Look, name: str, asked: Sequence[Finding]) -> html.Div:
    return html.Div([html.H3(name), *(_question(look, f) for f in asked)], className="fragegrupp")


def _question(look: Look, finding: Finding) -> html.Fieldset:
    table = None if finding.key in _FILE_KEYS else table_of(look, finding)
    shown = _snippet(table, set(finding.cells)) if table else _cells_of(finding)
    return html.Fieldset([html.Legend(finding.message), shown, *_choices(finding)])


def _choices(finding: Finding) -> list[Any]:
    name = ANSWER + finding.key
    if not finding.choices:
        return [_inputs.text_field(name, "Svar", placeholder="2024-08")]
    texts = finding.choice_texts or finding.choices
    pairs = list(zip(finding.choices, texts, strict=True))
    if len(pairs) > _FEW:
        options = [html.Option(text, value=value) for value, text in [("", "Välj …"), *pairs]]
        select = html.Select(options, name=name, id=name)
        return [
            html.Label([html.Span("Svar", className="etikett"), select], className="valjare valjare-bred")
        ]
    return [_inputs.choice(name, value, text, required=False) for value, text in pairs]


def _snippet(table: TableView, asked: set[str]) -> Any:
    """The part of the table that the question is about, in the report's own words, its cells marked."""
    marks = [
        [any(f"{table.sheet}!{p}" in asked for p in cell.split()) for cell in row] for row in table.places
    ]
    rows = [i for i, row in enumerate(marks) if any(row)]
    columns = _columns([any(row[k] for row in marks) for k in range(1, len(table.columns) + 1)])
    names = table.columns
    head = html.Tr([html.Td(), *(html.Th(names[k], scope="col", className="n") for k in columns)])
    body = [_row(table.rows[i], marks[i], columns) for i in rows[:_ROWS]]
    rest = len(rows) - _ROWS
    more = (
        html.P(f"och {rest} rader till" if rest > 1 else "och en rad till", className="not")
        if rest > 0
        else None
    )
    grid = html.Table([html.Thead(head), html.Tbody(body)], className="utdrag")
    return html.Div([_parts.scrolling(grid, "Så står det i filen"), more])


def _asked(sheet: str, places: str, asked: set[str]) -> bool:
    return any(f"{sheet}!{place}" in asked for place in places.split())


def _columns(asked: Sequence[bool]) -> list[int]:
    """The asked columns with their neighbours; no more than fit."""
    near = [k for k in range(len(asked)) if any(asked[max(0, k - 1) : k + 2])]
    first = next((i for i, k in enumerate(near) if asked[k]), 0)
    start = max(0, min(first - 1, len(near) - _COLUMNS))
    return near[start : start + _COLUMNS]


def _row(texts: Sequence[str], marks: Sequence[bool], columns: Sequence[int]) -> html.Tr:
    cells = [
        html.Td(html.Mark(texts[k + 1]) if marks[k + 1] else texts[k + 1], className="n") for k in columns
    ]
    return html.Tr([html.Th(texts[0], scope="row"), *cells])


def _cells_of(finding: Finding) -> html.P | None:
    """Where it stands; a long row of cells is cut."""
    if not finding.cells:
        return None
    more = f" och {len(finding.cells) - _CELLS_SHOWN} till" if len(finding.cells) > _CELLS_SHOWN else ""
    return html.P(", ".join(finding.cells[:_CELLS_SHOWN]) + more, className="not")


def _answered(look: Look, sentence: Any) -> list[html.Section]:
    """What was answered, each with a button that takes it back."""
    given = look.waiting.answers
    if not given:
        return []
    rows = [_taken(look, key, _said(look, key, value, sentence)) for key, value in given.items()]
    listing = html.Ul(rows, className="lista")
    place = "dina-svar" if questions(look.findings) else "fragor"
    head = html.H2(f"Dina svar ({len(given)})")
    return [html.Section([head, listing], className="kort avsnitt", id=place)]


def _taken(look: Look, key: str, text: str) -> html.Li:
    fields = _inputs.hidden(mottagen=look.waiting.token, nyckel=key)
    undo = html.Button("Ångra svar", type="submit", **{"aria-label": f"Ångra svar: {text}"})
    form = html.Form([*fields, undo], method="post", action=f"{PATH}/angra-svar", className="pa-raden")
    return html.Li([html.Span(text), " ", form])


def _said(look: Look, key: str, value: str, sentence: Any) -> str:
    """An answer in Swedish."""
    if key.startswith("cell:"):
        return f"{key.removeprefix('cell:')} är rättad för hand."
    if key in _FILE_KEYS:
        kommun = look.report.kommun if look.report else ""
        kind = key.removeprefix("fraga_")
        return (
            f"{_FILE_KEYS[key]}: {codes.name(kind, kommun, value) or value}."
            if key != PERIOD
            else f"Period: {value}."
        )
    return str(sentence(key, value)) if sentence else f"{key}: {value}"


def _in_file(asked: Sequence[Finding]) -> list[html.Section]:
    """Questions about the file's own words: the answer belongs in the file, so that next year needs none."""
    if not asked:
        return []
    listing = html.Ul([html.Li([html.P(f.message), _cells_of(f)]) for f in asked], className="lista")
    words = "Ändra i filen och ladda upp den igen, eller publicera utan de här talen."
    head = html.H2(f"Oklart i filen ({len(asked)})")
    return [html.Section([head, html.P(words, className="dov"), listing], className="kort avsnitt")]


def by_rule(look: Look) -> html.Section | None:
    """What was read by rule, and the way to change it."""
    used = [f for f in look.findings if f.code.startswith("lasregel") and f.key]
    if not used or look.report is None:
        return None
    kommun = look.report.kommun
    rows = [
        html.Li([html.Span(f.message), " ", html.A("Ändra regeln", href=rule_href(kommun, f.key))])
        for f in used
    ]
    head = html.H2(f"Läst enligt läsregler ({sum(f.code == 'lasregel' for f in used)})")
    return html.Section([head, html.Ul(rows, className="lista")], className="kort avsnitt")


def rule_href(kommun: str, key: str) -> str:
    """The address of a rule."""
    return f"{RULES}?regler={quote(kommun)}#{anchor(key)}"


def anchor(key: str) -> str:
    """A rule's place on the page; keys have letters that an address may not."""
    return "regel-" + quote(key, safe="").replace("%", "_")
