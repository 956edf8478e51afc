"""The program's own workbook (data/workbook.toml) as a report: every number in its place, or told why not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from loaders._workbook_head import Head, read_head
from loaders._workbook_hours import read_hours
from loaders._workbook_locate import Located, locate
from loaders._workbook_reading import NO_HEAD, Reading
from loaders._workbook_rows import read_posts
from loaders._workbook_texts import read_comments, read_matt, read_uppdrag
from loaders.grid import Grid, Sheet
from store.records import Finding, Report, Severity, TableView
from store.workbook_layout import Column, layout
from swedish import MONTHS
from swedish import period as period_text

_READERS = {
    "ekonomi": read_posts,
    "verksamheter": read_posts,
    "nyckeltal": read_posts,
    "timmar": read_hours,
    "matt": read_matt,
    "uppdrag": read_uppdrag,
    "kommentarer": read_comments,
}
_MARKER_ROWS = 5


def is_ours(grid: Grid) -> bool:
    """True when the workbook's marker stands at the top of one of the sheets."""
    marker = layout().marker.split(",")[0]
    return any(
        cell.text.startswith(marker)
        for sheet in grid.sheets
        for (row, col), cell in sheet.cells.items()
        if col == 1 and row <= _MARKER_ROWS
    )


def read(
    grid: Grid, kommun: str | None = None, namnd: str | None = None, period: str | None = None
) -> Report:
    """The report that a workbook of ours holds. What is given (code, 'YYYY-MM') goes before its head."""
    reading = Reading(grid, read_head(grid, kommun, namnd, period))
    reading.findings += reading.head.findings
    if reading.head.known:
        for found in locate(reading):
            _READERS[found.table.key](reading, found)
            if found.columns:
                reading.tables.append(_view(reading.head, found))
    _sweep(reading)
    return _report(reading)


def _sweep(reading: Reading) -> None:
    """Account for every number that no table has taken."""
    ours = {t.sheet for t in layout().tables}
    for sheet in reading.grid.sheets:
        reason = (
            "Står utanför arbetsbokens tabeller."
            if sheet.name in ours
            else "Bladet hör inte till arbetsboken."
        )
        before = len(reading.not_read)
        for cell in sheet.cells.values():
            reading.skip(sheet, cell, reason if reading.head.known else NO_HEAD)
        if reading.head.known and (count := len(reading.not_read) - before):
            _outside(reading, sheet, reason, count)


def _outside(reading: Reading, sheet: Sheet, reason: str, count: int) -> None:
    cells = [f"{n.sheet}!{n.cell}" for n in reading.not_read[-count:]]
    message = f"Bladet {sheet.name}: {count} tal är inte lästa ({', '.join(cells[:6])}). {reason}"
    reading.tell(Severity.WARNING, "utanfor_tabell", message, *cells)


def _report(reading: Reading) -> Report:
    head = reading.head
    month = f"{MONTHS[head.month - 1]} " if head.month else ""
    kind = "arsredovisning" if head.closed else "delarsrapport"
    name = f"årsbokslut {head.year}" if head.closed else f"delårsrapport {month}{head.year or ''}".strip()
    return Report(
        file=reading.grid.file,
        sha256=reading.grid.sha256,
        kommun=head.kommun,
        report=head.report,
        kind=kind,
        title=f"{head.namnd_name or 'Okänd nämnd'}, {name}",
        facts=tuple(reading.facts),
        control_totals=tuple(reading.totals),
        findings=(*_of_the_cells(reading), *reading.findings, *_computed(reading)),
        not_read=tuple(reading.not_read),
        uppdrag=tuple(reading.uppdrag),
        comments=tuple(reading.comments),
        tables=tuple(reading.tables),
        labels=tuple(reading.labels),
    )


def _of_the_cells(reading: Reading) -> Iterator[Finding]:
    """What the cells' reader said, without our own formulas and the errors that a table has told."""
    told = {c for f in reading.findings if f.code == "felvarde" for c in f.cells}
    for finding in reading.grid.findings:
        if finding.code not in ("formel_utan_varde", "felvarde"):
            yield finding
            continue
        left = tuple(c for c in finding.cells if c not in reading.formulas and c not in told)
        if left:
            yield replace(finding, cells=left, message=_again(finding, left))


def _again(finding: Finding, left: tuple[str, ...]) -> str:
    """The finding's sentence about the cells that are left."""
    if left == finding.cells:
        return finding.message
    what = "en formel utan sparat värde" if finding.code == "formel_utan_varde" else "ett felvärde"
    return f"{', '.join(left)}: {what}. Öppna filen i Excel, rätta och spara den igen."


def _computed(reading: Reading) -> Iterator[Finding]:
    if not reading.computed:
        return
    by_sheet = {c.partition("!")[0]: 0 for c in reading.computed}
    for cell in reading.computed:
        by_sheet[cell.partition("!")[0]] += 1
    where = ", ".join(f"{n} på bladet {sheet}" for sheet, n in by_sheet.items())
    message = (
        f"Arbetsbokens egna summor har inga sparade värden och är räknade av programmet ({where}). "
        "Avvikelser och summarader är inte lästa; de räknas ur talen."
    )
    yield Finding(Severity.INFO, "formel_beraknad", message, tuple(reading.computed))


def _view(head: Head, found: Located) -> TableView:
    """The table as it was understood."""
    keys, width = len(found.table.keys), max([*found.columns, *found.texts.values()])
    columns = [found.text(found.header, c) for c in range(1, width + 1)]
    meanings = ["etikett"] * keys + [_meaning(head, found.columns.get(c)) for c in range(keys + 1, width + 1)]
    rows = [tuple(found.text(r, c) for c in range(1, width + 1)) for r in found.rows()]
    return TableView(
        title=found.table.keys[0],
        sheet=found.sheet.name,
        cells=f"A{found.header}:{chr(64 + width)}{found.last}",
        unit=head.unit if found.table.columns == "money" else "",
        columns=tuple(columns),
        meanings=tuple(meanings),
        rows=tuple(row for row in rows if any(row[keys:])),
    )


def _meaning(head: Head, column: Column | int | None) -> str:
    if column is None:
        return "text"
    if isinstance(column, int):
        return f"utfall {MONTHS[column - 1]} {head.year}"
    what = column.derived or column.scenario
    before = "föregående " if column.basis == "fg" else ""
    month = 12 if column.horizon == "year" else head.month
    return f"{before}{what} {period_text(head.year + column.year, month, column.horizon)}"
