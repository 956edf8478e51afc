"""What the user is told or asked about a table: unknown columns and rows, figures without a proved column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from loaders._document import Document
from loaders._rows import Row
from loaders._shape import Shape
from loaders._slot import Slot
from loaders._table import RawRow, RawTable
from store import codes
from store.records import Finding, Severity
from swedish import period

REASONS = {
    "okand_kolumn": "kolumnens rubrik är okänd",
    "fraga_period": "det framgår inte vilken period talet gäller",
    "fraga_horisont": "det framgår inte om talet gäller perioden eller helåret",
    "fraga_scenario": "det framgår inte om talet är utfall, budget eller prognos",
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
        if slot.problem and cells:
            text = _COLUMN_TEXT[slot.problem].format(name=table.headings[k])
            findings.append(Finding(Severity.WARNING, slot.problem, text, cells))


def rows(table: RawTable, found: Iterable[Row], document: Document, findings: list[Finding]) -> None:
    """One finding for each row that is not understood, and for each whose figures have no proved column."""
    whole = False
    for row in found:
        raw = row.raw
        if row.problem == "fraga_namnd" and not row.measure and not raw.heading:
            findings.append(_which_namnd(table, raw, document))
        elif row.problem == "fraga_namnd" and not whole:
            whole = True
            findings.append(_table_namnd(table, document))
        elif row.problem == "fraga_rad":
            text = f"Raden ”{raw.label}” är okänd. Är det en post eller ett mått? Talen är inte lästa."
            findings.append(Finding(Severity.WARNING, "fraga_rad", text, _cells(table, [raw])))
        if raw.unsure:
            findings.append(_which_column(table, raw))
        if row.entity.likeness < 1:
            text = (
                f"”{raw.label}” är läst som nämnden {codes.name('namnd', document.kommun, row.entity.namnd)}."
            )
            findings.append(Finding(Severity.INFO, "tolkad_rad", text, _cells(table, [raw])))


def _which_namnd(table: RawTable, raw: RawRow, document: Document) -> Finding:
    choices = tuple(n.code for n in codes.namnder(document.kommun))
    text = (
        f"Vilken nämnd är ”{raw.label}”? Den finns inte i kommunens lista, och talen på raden är inte lästa."
    )
    return Finding(Severity.WARNING, "fraga_namnd", text, _cells(table, [raw]), choices)


def _table_namnd(table: RawTable, document: Document) -> Finding:
    choices = tuple(n.code for n in codes.namnder(document.kommun))
    name = f" ”{document.unknown_namnd}” finns inte i kommunens lista." if document.unknown_namnd else ""
    text = f"Vilken nämnd gäller tabellen på {table.sheet}, {table.cells}?{name} Talen är inte lästa."
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
