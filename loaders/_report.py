"""From the cells of a file to a report: find the tables, understand them, account for every number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from loaders import _account, _anslag, _chart_labels, _grid_tables, _line_tables, _revision, _uppdrag
from loaders._chapters import namnder_of_chapters, told_of_chapters
from loaders._corrections import corrected
from loaders._document import Document, named_namnd, overridden, read_document
from loaders._kept import Rules, taken, told
from loaders._meaning import Reading, understand
from loaders._months import months_of_sheets
from loaders._reshape import reshaped
from loaders._scope import Scope, of_kommun
from loaders._shape import unit_of
from loaders._table import RawTable
from loaders._words import find_unit
from loaders.grid import Grid, Sheet
from store import codes
from store.records import Fact, Finding, Indikator, NotRead, Report, Severity, Uppdrag

HEAD = 12


def read_report(
    grid: Grid, kommun: str | None, namnd: str | None, period: str | None, answers: Mapping[str, str],
    rules: Rules | None = None,
) -> Report:  # fmt: skip
    """Everything that the file says. Raises ValueError for a kommun or period that cannot be."""
    sheets = [s for s in grid.sheets if s.cells]
    found = [(s, *_tables(s)) for s in sheets]
    stem = _stem(grid).replace("_", " ").replace("-", " ")
    heads = [line for s, _, rows in found for line in _head(s, rows)]
    texts = [c.text for s in sheets for c in s.cells.values() if c.number is None]
    whole = overridden(_document(heads, texts, [*(s.name for s in sheets), stem]), kommun, namnd, period)
    chapters = {} if namnd else namnder_of_chapters(whole.kommun, sheets)
    said = _named(whole.kommun, [(s, _head(s, rows)) for s, _, rows in found])
    said = list(dict.fromkeys([*said, *(code or name for code, name in chapters.values())]))
    months = months_of_sheets([s.name for s in sheets])
    reading, uppdrag, indikatorer = Reading(), [], []
    given = taken(answers, rules, whole.kommun)
    given.several = len(said) > 1
    for sheet, tables, rows in found:
        document = _sheet_document(whole, _head(sheet, rows), sheet, said, chapters, dated=bool(period))
        if sheet.name in months:
            document = replace(document, month=months[sheet.name], by_sheet=True)
        context = Scope(bool(kommun), whole.namnd if namnd and len(said) < 2 else "", given)
        _read_sheet(sheet, tables, rows, context.applied(document), context, reading)
        lines = _lines(sheet)
        uppdrag += _uppdrag.find_uppdrag(sheet.name, lines, document.namnd)
        uppdrag += _revision.find_rekommendationer(sheet.name, lines, document.namnd, reading.findings)
        indikatorer += _uppdrag.find_indikatorer(sheet, document.namnd, whole.kommun)
    corrected(given, sheets, whole, reading)
    with_tables = {s.name for s, tables, _ in found if tables}
    read = {name: n for name, n in chapters.items() if name in with_tables} if len(said) > 1 else {}
    reading.findings += [*told(given), *told_of_chapters(whole.kommun, read)]
    if indikatorer and not reading.facts and not any(i.status for i in indikatorer):
        whole = replace(whole, kind="plan")
    return _finished(grid, whole, reading, uppdrag, indikatorer)


def _stem(grid: Grid) -> str:
    return grid.file.rsplit(".", 1)[0]


def _document(heads: Sequence[str], texts: Sequence[str], names: Sequence[str]) -> Document:
    document = read_document(heads, names)
    everywhere = read_document(texts, names)
    kind = "beslut" if everywhere.kind == "beslut" else document.kind
    dated = everywhere if kind == "beslut" else document
    return replace(
        document, kommun=document.kommun or everywhere.kommun, through=everywhere.through, kind=kind,
        year=document.year or dated.year, month=document.month or dated.month,
    )  # fmt: skip


def _sheet_document(
    whole: Document,
    head: Sequence[str],
    sheet: Sheet,
    said: Sequence[str],
    chapters: dict[str, tuple[str, str]],
    dated: bool,
) -> Document:
    """What the sheet's own heading says goes before what the file says, but not before what the caller says.
    `said`: the nämnder that the file names; a sheet without a name of its own is about the only one, or about
    that of its chapter. What `chapters` says of a sheet that has a name of its own is dropped.
    """
    own = read_document(head, [sheet.name])
    units = {u for line in head if (u := find_unit(line))}
    unit = units.pop() if len(units) == 1 else None
    document = replace(whole, unit=(unit[0], str(unit[1])) if unit else whole.unit)
    named = next((n for t in (*head, sheet.name) if any(n := named_namnd(whole.kommun, t))), None)
    if named:
        chapters.pop(sheet.name, None)
    if named or len(said) > 1:
        code, name = named or chapters.get(sheet.name, ("", ""))
        document = replace(document, namnd=code, unknown_namnd=name)
    if own.year and own.month and not dated and whole.kind != "beslut":
        document = replace(document, year=own.year, month=own.month, kind=own.kind or document.kind)
    return document


def _named(kommun: str, found: Iterable[tuple[Sheet, Sequence[str]]]) -> list[str]:
    """The nämnder (code, or name that the list does not have) that the headings of the sheets name."""
    names = (named_namnd(kommun, t) for sheet, head in found for t in (*head, sheet.name))
    return list(dict.fromkeys(code or name for code, name in names if code or name))


def _tables(sheet: Sheet) -> tuple[list[RawTable], set[int]]:
    """(tables in order, rows that belong to one)."""
    if sheet.kind != "text":
        whole, taken = _grid_tables.find_tables(sheet)
        return whole, set(taken)
    tables: list[RawTable] = []
    used: set[int] = set()
    runs, loose = _runs(sheet)
    for run in runs:
        found, rows = _grid_tables.find_tables(sheet, run)
        for table in found:
            table.titles = _above(sheet, run[0]) + table.titles
        tables, used = tables + found, used | set(rows)
    lines = [(n, t if n in loose else "") for n, t in _lines(sheet)]
    found, rows = _line_tables.find_tables(sheet.name, lines)
    return tables + found, used | set(rows)


def _runs(sheet: Sheet) -> tuple[list[list[int]], set[int]]:
    """(runs of neighbouring lines with tabs, the lines without)."""
    tabbed = sorted({r for r, c in sheet.cells if c > 1})
    runs: list[list[int]] = []
    for row in tabbed:
        between = range(runs[-1][-1] + 1, row) if runs else ()
        if runs and all(_goes_on(sheet, r) for r in between):
            runs[-1] += [*between, row]
        else:
            runs.append([row])
    return runs, {r for r, _ in sheet.cells} - {r for run in runs for r in run}


def _goes_on(sheet: Sheet, row: int) -> bool:
    """The rest of a name that was broken over two lines."""
    cell = sheet.cells.get((row, 1))
    text = cell.text.strip() if cell else ""
    return text[:1].islower() and len(text) < 40 and not text.endswith((".", ":"))


def _above(sheet: Sheet, row: int) -> list[str]:
    """The last short lines above a row."""
    near = {
        r: c.text.strip() for (r, _), c in sorted(sheet.cells.items(), reverse=True) if row - 8 <= r < row
    }
    return [t for _, t in sorted(near.items()) if len(t) < 120][-3:]


def _lines(sheet: Sheet) -> list[tuple[int, str]]:
    """Every line of a text, empty ones too; of a sheet, the texts of each row."""
    last = max(r for r, _ in sheet.cells)
    texts: dict[int, list[str]] = {}
    for (row, _), cell in sorted(sheet.cells.items()):
        texts.setdefault(row, []).append(cell.text)
    return [(n, "\t".join(texts.get(n, []))) for n in range(1, last + 1)]


def _head(sheet: Sheet, table_rows: set[int]) -> list[str]:
    """The texts before the first table, or the first lines when there is none."""
    first = min(table_rows, default=10**9)
    rows = sorted({r for r, _ in sheet.cells if r < first})[: HEAD if first > 10**8 else HEAD * 4]
    return (
        [c.text for r in rows for (row, _), c in sorted(sheet.cells.items()) if row == r][: HEAD * 4]
        if rows
        else []
    )


def _read_sheet(
    sheet: Sheet,
    tables: list[RawTable],
    rows: set[int],
    document: Document,
    scope: Scope,
    reading: Reading,
) -> None:
    current = document if len(_units(tables)) < 2 else replace(document, unit=("", ""))
    for table in tables:
        current = scope.below(table.titles, current, document)
        about = of_kommun(table, current)
        understand(reshaped(table, about), about, scope.answers, reading)
    cut = (
        set() if sheet.kind != "text" else {r for r in rows if not any((r, c) in sheet.cells for c in (2, 3))}
    )
    if document.kind == "beslut":
        facts, findings, _ = _anslag.find_anslag(sheet.name, _lines(sheet), document, scope.answers)
        reading.facts += facts
        reading.findings += findings
    if sheet.kind == "text" and document.namnd:
        values, scales, charted = _chart_labels.find_values(sheet.name, _loose(sheet, rows), document)
        reading.facts += values
        reading.not_read += scales
        cut |= charted
    spans = (
        [range(min(rows), max(rows) + 1)]
        if rows and sheet.kind != "text"
        else [range(r, r + 1) for r in rows]
    )
    _account.account(sheet, spans, {c for t in tables for c in t.label_cells}, cut, reading)


def _units(tables: Sequence[RawTable]) -> set[tuple[str, Decimal]]:
    """The different units that tables of the sheet say themselves."""
    return {u for t in tables if (u := unit_of(t))}


def _loose(sheet: Sheet, rows: set[int]) -> list[tuple[int, str]]:
    """The lines that no table has taken."""
    return [(n, t) for n, t in _lines(sheet) if n not in rows]


def _finished(
    grid: Grid, whole: Document, reading: Reading, uppdrag: list[Uppdrag], indikatorer: list[Indikator]
) -> Report:
    findings = [*grid.findings, *_missing(whole, reading, bool(uppdrag or indikatorer))]
    findings += reading.findings + _account.findings(reading)
    boxes = {(s.name, c.name): c.box for s in grid.sheets for c in s.cells.values() if c.box}
    return Report(
        grid.file, grid.sha256, whole.kommun, whole.report, whole.kind, whole.title or _stem(grid),
        _boxed(reading.facts, boxes), _boxed(reading.totals, boxes), tuple(findings),
        _boxed(reading.not_read, boxes),
        tuple(uppdrag), tuple(indikatorer), (), tuple(reading.tables),
        tuple((kind, code, name) for (kind, code), name in reading.labels.items()),
    )  # fmt: skip


_Placed = TypeVar("_Placed", Fact, NotRead)


def _boxed(found: Sequence[_Placed], boxes: Mapping[tuple[str, str], str]) -> tuple[_Placed, ...]:
    """With the place on the page, for a file that has pages."""
    if not boxes:
        return tuple(found)
    return tuple(replace(f, box=boxes.get((f.sheet, f.cell.split("#")[0]), "")) for f in found)


def _missing(whole: Document, reading: Reading, texts: bool) -> list[Finding]:
    found = []
    if not (reading.facts or reading.totals or reading.not_read or texts):
        text = "Filen innehåller inga tal. Kontrollera att rätt fil valdes."
        found.append(Finding(Severity.ERROR, "inga_tal", text))
    elif not (reading.facts or reading.totals or texts):
        text = (
            "Inget tal i filen gick att läsa som utfall, budget eller prognos. Se frågorna och listan nedan."
        )
        found.append(Finding(Severity.ERROR, "inget_last", text))
    if not whole.kommun:
        text = "Vilken kommun gäller filen? Skriv kommunens namn överst i filen eller välj kommun."
        known = codes.kommuner()
        choices, names = tuple(k.code for k in known), tuple(k.name for k in known)
        found.append(Finding(Severity.WARNING, "fraga_kommun", text, (), choices, "", "fraga_kommun", names))
    if not whole.report:
        text = (
            "Vilken period gäller filen? Skriv till exempel ”Delårsrapport augusti 2024” överst, "
            "eller välj period."
        )
        found.append(Finding(Severity.WARNING, "fraga_period", text, key="fraga_period"))
    return found
