"""What the user is told or asked about a table: unknown columns and rows, figures without a proved column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from loaders._document import Document
from loaders._levels import Entity
from loaders._rows import Row
from loaders._shape import Shape
from loaders._slot import Slot
from loaders._table import RawRow, RawTable
from store import codes
from store.records import REPORTED, Fact, Finding, Severity
from swedish import period

REASONS = {
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
    "okand_kolumn": "Kolumnen ”{name}” är okänd. Talen i den är inte lästa.",
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


def whole_table(table: RawTable, shape: Shape, findings: list[Finding]) -> None:
    name = shape.title or table.corner or table.cells
    code = "fraga_rubrik" if table.question else "fraga_tabell"
    place = f"{table.sheet}, {table.cells}"
    text = f"Tabellen ”{name}” ({place}) gick inte att tolka. Vad är raderna och kolumnerna?"
    findings.append(Finding(Severity.WARNING, code, text, _cells(table, table.rows)))


def columns(table: RawTable, slots: Sequence[Slot], findings: list[Finding]) -> None:
    """One finding for each column that is not understood."""
    for k, slot in enumerate(slots):
        cells = tuple(f"{table.sheet}!{i.num.cell}" for r in table.rows for i in r.cells.get(k, ()))
        if slot.problem in _COLUMN_TEXT and cells:
            text = _COLUMN_TEXT[slot.problem].format(name=table.headings[k])
            findings.append(Finding(Severity.WARNING, slot.problem, text, cells))


def cells(table: RawTable, problems: Mapping[str, Sequence[str]], findings: list[Finding]) -> None:
    """One finding for each kind of question that single cells of the table raise."""
    for code, places in problems.items():
        found = tuple(f"{table.sheet}!{p}" for p in places)
        text = f"Tabellen på {table.sheet}, {table.cells}: {_CELL_TEXT[code]} Talen är inte lästa."
        findings.append(Finding(Severity.WARNING, code, text, found))


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


def rows(table: RawTable, found: Sequence[Row], document: Document, findings: list[Finding]) -> None:
    """One finding for each row that is not understood, and for each whose figures have no proved column."""
    findings += _namnder(table, found, document)
    for row in found:
        raw = row.raw
        if row.problem in _ROW_TEXT:
            text = _ROW_TEXT[row.problem].format(name=row.entity.name or raw.label)
            findings.append(Finding(Severity.WARNING, row.problem, text, _cells(table, [raw])))
        if raw.unsure:
            findings.append(_which_column(table, raw))
        if row.entity.likeness < 1:
            findings.append(_read_as(table, raw, row.entity, document))


def _namnder(table: RawTable, found: Sequence[Row], document: Document) -> list[Finding]:
    """A question for each name that is no known nämnd; one for the rows that have no name of their own."""
    asked: dict[str, list[RawRow]] = {}
    for row in found:
        if row.problem == "fraga_namnd" and not row.raw.heading:
            name = row.entity.name or (row.raw.label if row.own else "")
            asked.setdefault(name, []).append(row.raw)
    named = [_which_namnd(table, name, rows, document) for name, rows in asked.items() if name]
    return [*named, _table_namnd(table, document)] if "" in asked else named


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
    return Finding(Severity.INFO, "tolkad_rad", text, _cells(table, [raw]))


def _which_namnd(table: RawTable, name: str, rows: Sequence[RawRow], document: Document) -> Finding:
    choices = tuple(n.code for n in codes.namnder(document.kommun))
    text = f"Vilken nämnd är ”{name}”? Den finns inte i kommunens lista, och talen är inte lästa."
    return Finding(Severity.WARNING, "fraga_namnd", text, _cells(table, rows), choices)


def _table_namnd(table: RawTable, document: Document) -> Finding:
    if document.unknown_namnd:
        return _which_namnd(table, document.unknown_namnd, table.rows, document)
    choices = tuple(n.code for n in codes.namnder(document.kommun))
    text = f"Vilken nämnd gäller tabellen på {table.sheet}, {table.cells}? Talen är inte lästa."
    return Finding(Severity.WARNING, "fraga_namnd", text, _cells(table, table.rows), choices)


def _which_column(table: RawTable, raw: RawRow) -> Finding:
    texts = " ".join(n.text for n in raw.unsure)
    text = (
        f"Raden ”{raw.label}”: vilka kolumner hör talen {texts} till? Raden har färre tal än tabellen "
        "har kolumner, eller kan delas på flera sätt, och summorna avgör det inte."
    )
    cells = tuple(f"{table.sheet}!{n.cell}" for n in raw.unsure)
    return Finding(Severity.WARNING, "fraga_kolumn", text, cells, tuple(table.headings))


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
