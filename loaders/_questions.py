"""What the user is told or asked about a table: unknown columns and rows, figures without a proved column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from loaders import _choices
from loaders._answers import TableAnswers, namnd_name, row_name
from loaders._choices import Choices
from loaders._derived import Rows
from loaders._document import Document
from loaders._fingerprint import row_key
from loaders._given import LEFT_OUT
from loaders._levels import Entity
from loaders._rows import Row
from loaders._shape import Shape
from loaders._slot import Slot
from loaders._table import RawRow, RawTable
from loaders._words import Column
from store import codes
from store.records import REPORTED, Fact, Finding, Severity
from swedish import percent, period

REASONS = LEFT_OUT | {
    "manaden": "talet gäller några månader, inte tiden från januari eller en enda månad",
    "okand_kolumn": "kolumnens rubrik är okänd",
    "fraga_period": "det framgår inte vilken period talet gäller",
    "fraga_horisont": "det framgår inte om talet gäller perioden eller helåret",
    "fraga_scenario": "det framgår inte om talet är utfall, budget eller prognos",
    "fraga_manad": "det framgår inte om talet gäller månaden eller ackumulerat från januari",
    "fraga_framtid": "talet skulle gälla en tid efter rapportens period",
    "fraga_avvikelse": "det framgår inte vilka kolumner talet är skillnaden mellan",
    "fraga_kolumn": "det är oklart vilken kolumn talet hör till",
    "fraga_procent": "talet är i procent, men raden eller kolumnen mäter något annat",
    "fraga_andel": "det framgår inte om talet är procent eller andel av ett",
    "fraga_tal": "talet kan vara tre decimaler eller tusental",
    "fraga_tecken": "det framgår inte om talet är en kostnad eller en intäkt",
    "fraga_kommun": "raden nämner en annan kommun",
    "kommentar": "kolumnen är noter eller kommentarer",
    "fraga_namnd": "nämnden är okänd",
    "fraga_rad": "radens namn är okänt",
    "fraga_matt": "det framgår inte vad talet mäter",
    "fraga_enhet": "det framgår inte om beloppet är i kr, tkr eller mnkr",
}
_COLUMN_TEXT = {
    "okand_kolumn": "Kolumnen ”{name}” är okänd. Vad visar den? Talen i den är inte lästa.",
    "fraga_period": "Kolumnen ”{name}”: vilken period gäller den? Ange den, till exempel 2024-08.",
    "fraga_horisont": "Kolumnen ”{name}”: gäller den perioden eller helåret? Skriv det i rubriken.",
    "fraga_scenario": "Kolumnen ”{name}”: är det utfall, budget eller prognos? Skriv det i rubriken.",
    "fraga_manad": "Kolumnen ”{name}”: gäller den månaden eller ackumulerat från januari? "
    "Skriv till exempel ”ack aug” eller ”jan–aug”.",
    "fraga_framtid": "Kolumnen ”{name}” skulle gälla en tid efter rapportens period. Är det budget eller "
    "prognos, eller är perioden fel?",
    "fraga_avvikelse": "Kolumnen ”{name}”: vilka kolumner är den skillnaden mellan? Summorna avgör det inte.",
}
_CELL_TEXT = {
    "fraga_matt": "vad mäter talen? Skriv till exempel Nettokostnad ovanför tabellen.",
    "fraga_enhet": "är beloppen i kr, tkr eller mnkr? Skriv det ovanför tabellen.",
    "fraga_procent": "är det andelar eller belopp? Talen är i procent, men posten mäts inte i procent.",
    "fraga_andel": "är talen procent eller andelar av ett? Skriv 7,5 eller 7,5 % för 0,075.",
    "fraga_tal": "är det tre decimaler eller tusental? Skriv tusental med mellanslag.",
    "fraga_tecken": "är de positiva talen kostnader? Skriv kostnader med minustecken.",
}
_SCENARIO = {"utfall": "Utfall", "budget": "Budget", "prognos": "Prognos"}


def whole_table(said: TableAnswers, shape: Shape, findings: list[Finding]) -> None:
    table = said.table
    name = shape.title or table.corner or table.cells
    code = "fraga_rubrik" if table.question else "fraga_tabell"
    place = f"{table.sheet}, {table.cells}"
    text = f"Tabellen ”{name}” ({place}) gick inte att tolka. Vad är raderna och kolumnerna?"
    choices = [_choices.LEAVE] if table.question or not table.headings else _choices.TABLE
    findings.append(_asked(code, text, _cells(table, table.rows), said.key("tabell"), choices))


def columns(
    said: TableAnswers,
    slots: Sequence[Slot],
    read: Sequence[Column],
    numbers: Rows,
    findings: list[Finding],
) -> None:
    """One finding for each column that is not understood; one for all that have the same question."""
    asked: dict[tuple[str, str], list[int]] = {}
    offered: dict[tuple[str, str], Choices] = {}
    for k, slot in enumerate(slots):
        if slot.problem in _COLUMN_TEXT and _cells_below(said.table, k):
            key, choices = _of_column(said, slots, read, k, numbers)
            asked.setdefault((slot.problem, key), []).append(k)
            offered[slot.problem, key] = choices
    for (code, key), ks in asked.items():
        names = "” och ”".join(said.table.headings[k] for k in ks)
        text = _COLUMN_TEXT[code].format(name=names)
        if len(ks) > 1:
            text = text.replace("Kolumnen", "Kolumnerna", 1).replace("gäller den", "gäller de")
        cells = tuple(c for k in ks for c in _cells_below(said.table, k))
        findings.append(_asked(code, text, cells, key, offered[code, key]))


def _of_column(
    said: TableAnswers, slots: Sequence[Slot], read: Sequence[Column], k: int, numbers: Rows
) -> tuple[str, Choices]:
    problem = slots[k].problem
    if problem == "fraga_manad":
        return said.key("manad"), _choices.MONTH
    key, choices = _choices.why_undated(said, slots[k]) if problem == "fraga_period" else ("", [])
    if key:
        return key, choices
    return said.key("kolumn", said.names[k]), _choices.of_column(said, read, k, problem, numbers)


def _cells_below(table: RawTable, k: int) -> tuple[str, ...]:
    return tuple(f"{table.sheet}!{i.num.cell}" for r in table.rows for i in r.cells.get(k, ()))


def _asked(code: str, text: str, cells: tuple[str, ...], key: str, choices: Choices) -> Finding:
    values, texts = tuple(v for v, _ in choices), tuple(t for _, t in choices)
    return Finding(Severity.WARNING, code, text, cells, values, key=key, choice_texts=texts)


def cells(said: TableAnswers, problems: Mapping[str, Sequence[str]], findings: list[Finding]) -> None:
    """One finding for each kind of question that single cells of the table raise."""
    table = said.table
    for code, places in problems.items():
        found = tuple(f"{table.sheet}!{p}" for p in places)
        text = f"Tabellen på {table.sheet}, {table.cells}: {_CELL_TEXT[code]} Talen är inte lästa."
        kind = code.removeprefix("fraga_")
        choices = [*_choices.CELLS.get(kind, []), _choices.LEAVE]
        findings.append(_asked(code, text, found, said.key(kind), choices))


def signs(table: RawTable, turned: Sequence[Fact], findings: list[Finding]) -> None:
    """That numbers were read with the opposite of their printed sign, and why."""
    if turned:
        names = ", ".join(
            dict.fromkeys(f.row.lower() if f.measure.startswith(REPORTED) else _name(f) for f in turned)
        )
        text = (
            f"Tabellen på {table.sheet}, {table.cells}: {names} är lästa med omvänt tecken, så att kostnader "
            "är minus och en avvikelse med plus är bättre än budget. Tabellens egna tal visar det."
        )
        found = tuple(f"{f.sheet}!{f.cell}" for f in turned)
        findings.append(Finding(Severity.INFO, "tecken_vant", text, found))


def _name(fact: Fact) -> str:
    return (codes.name("matt", "", fact.measure) or fact.row).lower()


def rows(
    said: TableAnswers, found: Sequence[Row], shape: Shape, document: Document, findings: list[Finding]
) -> None:
    """One finding for each row that is not understood, and for each whose figures have no proved column."""
    table = said.table
    findings += _namnder(said, found, document)
    for row in found:
        raw = row.raw
        if row.problem in _ROW_TEXT:
            text = _ROW_TEXT[row.problem].format(name=row.entity.name or raw.label)
            choices = _choices.of_row(said, row, shape) if row.problem == "fraga_rad" else [_choices.LEAVE]
            key = said.key("rad", row_name(row))
            findings.append(_asked(row.problem, text, _cells(table, [raw]), key, choices))
        if raw.unsure and row.problem not in LEFT_OUT:
            findings.append(_which_column(said, raw))
        if row.entity.likeness < 1:
            findings.append(_read_as(table, raw, row.entity, document))


def _namnder(said: TableAnswers, found: Sequence[Row], document: Document) -> list[Finding]:
    """A question for each name that is no known nämnd; one for the rows that have no name of their own."""
    asked: dict[str, list[RawRow]] = {}
    for row in found:
        if row.problem == "fraga_namnd" and not row.raw.heading:
            asked.setdefault(namnd_name(row), []).append(row.raw)
    named = [_which_namnd(said.table, name, rows, document) for name, rows in asked.items() if name]
    return [*named, _table_namnd(said, document)] if "" in asked else named


_ROW_TEXT = {
    "fraga_rad": "Raden ”{name}” är okänd. Är det en post eller ett mått? Talen är inte lästa.",
    "fraga_kommun": "Raden ”{name}” nämner en annan kommun. Talen är inte lästa.",
}


def _read_as(table: RawTable, raw: RawRow, entity: Entity, document: Document) -> Finding:
    name = codes.name("namnd", document.kommun, entity.namnd)
    text = f"”{raw.label}” är läst som nämnden {name}."
    if entity.verksamhet:
        known = codes.verksamheter(document.kommun, entity.namnd)
        part = next((v.name for v in known if v.code == entity.verksamhet), entity.verksamhet)
        text = f"”{raw.label}” är läst som {part} ({name})."
    text += f" Likheten är {percent(Decimal(round(100 * entity.likeness)), 0)}."
    return Finding(Severity.INFO, "tolkad_rad", text, _cells(table, [raw]))


def _which_namnd(table: RawTable, name: str, rows: Sequence[RawRow], document: Document) -> Finding:
    text = f"Vilken nämnd är ”{name}”? Den finns inte i kommunens lista, och talen är inte lästa."
    choices = _choices.of_namnd(document, name)
    return _asked("fraga_namnd", text, _cells(table, rows), f"namnd:{name}", choices)


def _table_namnd(said: TableAnswers, document: Document) -> Finding:
    table = said.table
    if document.unknown_namnd:
        return _which_namnd(table, document.unknown_namnd, table.rows, document)
    text = f"Vilken nämnd gäller tabellen på {table.sheet}, {table.cells}? Talen är inte lästa."
    key = f"bladnamnd:{table.sheet}" if said.answers.several else "fraga_namnd"
    choices = _choices.of_namnd(document, table.sheet)
    return _asked("fraga_namnd", text, _cells(table, table.rows), key, choices)


def _which_column(said: TableAnswers, raw: RawRow) -> Finding:
    texts = " ".join(n.text for n in raw.unsure)
    text = (
        f"Raden ”{raw.label}”: vilka kolumner hör talen {texts} till? Raden har färre tal än tabellen "
        "har kolumner, eller kan delas på flera sätt, och summorna avgör det inte."
    )
    heads = " | ".join(said.table.headings)
    cells = tuple(f"{said.table.sheet}!{n.cell}" for n in raw.unsure)
    choices = _choices.of_cut(raw)
    key = said.key("kapning", row_key(raw.label)) if choices else ""
    return _asked("fraga_kolumn", f"{text} Rubrikerna är {heads}." if choices else text, cells, key, choices)


def _cells(table: RawTable, rows: Iterable[RawRow]) -> tuple[str, ...]:
    return tuple(
        f"{table.sheet}!{num.cell}"
        for r in rows
        for num in (*(i.num for items in r.cells.values() for i in items), *r.unsure)
    )


def meaning(slot: Slot) -> str:
    """What the upload page says of a column: `Budget, helår 2024`."""
    if slot.problem:
        return "ej läst: " + REASONS[slot.problem]
    what = _SCENARIO.get(str(slot.scenario), "")
    when = period(slot.year, slot.month, str(slot.horizon)) if slot.year > 1 else ""
    derived = {"avvikelse": "Avvikelse: ", "forandring": "Förändring till ", "prognosfel": "Prognosfel: "}
    return derived.get(slot.derived, "") + ", ".join(t for t in (what, slot.basis, when) if t)
