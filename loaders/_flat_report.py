"""From a flat table to a report: what it is about, its facts and questions, each number accounted for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from loaders import _flat_sums, _ledger_report, _staff_hours
from loaders._document import Document, overridden, read_document
from loaders._flat import LEDGER
from loaders._flat_cells import of_sheet
from loaders._flat_parts import Part, Said, beside, outside, unread
from loaders._flat_sums import Flat
from loaders._given import Answers
from loaders._kept import Rules, taken, told
from loaders._meaning import Reading
from loaders._report import _missing
from loaders.grid import Grid, Sheet
from store.records import Finding, NotRead, Report, Severity

Summed = tuple[Sheet, Flat, Mapping[str, Any]]
PERSONS = (
    "Bladet {sheet} har uppgifter om enskilda personer ({where}). Filen är inte läst och kan inte "
    "publiceras. Gör om exporten utan personnummer, namn och anställningsnummer, med en rad per månad, "
    "enhet, kön, åldersgrupp och anställningsform. Ta bort den här filen där den är sparad."
)


def read(
    grid: Grid, kommun: str | None, namnd: str | None, period: str | None, answers: Mapping[str, str],
    rules: Rules | None = None,
) -> Report | None:  # fmt: skip
    """The report, or None when the file has no flat table. Raises ValueError for a kommun or period that
    cannot be.
    """
    found = [(s, flat) for s in grid.sheets if (flat := s.flat or of_sheet(s)) is not None]
    if not found:
        return None
    whole = overridden(_document(grid, found), kommun, namnd, period)
    given = taken(answers, rules, whole.kommun)
    given.layouts.add("huvudbok")
    said = Said(whole, given, namnd=whole.namnd if namnd else "", period=bool(period))
    summed = [(s, flat, _flat_sums.summed(flat)) for s, flat in found]
    if any(one["person"] for _, _, one in summed):
        return _refused(grid, whole, summed)
    parts = [_part(sheet, flat, one, said) for sheet, flat, one in summed]
    others = outside([s for s in grid.sheets if s.name not in {f[0].name for f in found}])
    return _finished(grid, whole, parts, others, given)


def _document(grid: Grid, found: Sequence[tuple[Sheet, Flat]]) -> Document:
    """What the file is about, by what stands above the tables and its names; its time is that of its rows."""
    lines = [c.text for s, flat in found for (row, _), c in sorted(s.cells.items()) if row < flat.head.row]
    stem = grid.file.rsplit(".", 1)[0].replace("_", " ").replace("-", " ")
    document = read_document(lines, [*(s.name for s in grid.sheets), stem])
    return replace(document, namnd="", unknown_namnd="", year=0, month=0)


def _part(sheet: Sheet, flat: Flat, summed: Mapping[str, Any], said: Said) -> Part:
    reader: Callable[[Sheet, Flat, Mapping[str, Any], Said], Part]
    reader = _ledger_report.read if flat.head.kind == LEDGER else _staff_hours.read
    part = reader(sheet, flat, summed, said)
    part.not_read += unread(sheet, summed)
    return part


def _refused(grid: Grid, whole: Document, summed: Iterable[Summed]) -> Report:
    """A file with persons: nothing is read, so that nothing can be stored."""
    findings = []
    for sheet, flat, one in summed:
        if one["person"]:
            col = flat.head.roles.get("person")
            where = f"kolumnen ”{flat.head.headings[col]}”" if col else "personnummer i texten"
            findings.append(
                Finding(Severity.ERROR, "personuppgifter", PERSONS.format(sheet=sheet.name, where=where))
            )
    return Report(
        grid.file, grid.sha256, whole.kommun, whole.report, "timmar", whole.title, findings=tuple(findings)
    )


def _finished(
    grid: Grid, whole: Document, parts: Sequence[Part], others: Sequence[NotRead], given: Answers
) -> Report:
    """The report is about the last month that the file has."""
    last = max((p.last for p in parts), default=(0, 0))
    if not whole.month and last[0]:
        whole = replace(whole, year=last[0], month=last[1])
    facts = tuple(f for p in parts for f in p.facts)
    not_read = tuple(n for p in parts for n in p.not_read) + tuple(others)
    reading = Reading(facts=list(facts), not_read=list(not_read))
    findings = [*grid.findings, *_missing(whole, reading, texts=False)]
    findings += [f for p in parts for f in p.findings] + told(given) + beside(others)
    kind = next((p.kind for p in parts), "huvudbok")
    return Report(
        grid.file, grid.sha256, whole.kommun, whole.report, kind, whole.title, facts,
        findings=tuple(findings), not_read=not_read, tables=tuple(p.table for p in parts),
        numbers=sum(p.numbers for p in parts),
    )  # fmt: skip
