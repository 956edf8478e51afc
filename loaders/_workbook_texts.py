"""The workbook's verksamhetsmått, uppdrag and comments: tables whose rows the nämnd names itself."""

from __future__ import annotations

from loaders import _match
from loaders._workbook_locate import Located
from loaders._workbook_reading import Meaning, Reading
from loaders._workbook_rows import through_in, through_of, time_of, verksamhet_code
from loaders.grid import Cell
from store.records import Comment, Severity, Uppdrag
from store.workbook_layout import Column, layout
from swedish import fold, slug

BACK = 5
"""The column that says when an uppdrag comes back; workbooks written before it was there have none."""


def read_matt(reading: Reading, found: Located) -> None:
    """One verksamhetsmått a row."""
    for row in found.rows():
        label, unit = found.text(row, 1), fold(found.text(row, 3))
        cells = list(found.numbers(row))
        if cells and (problem := _problem(found, row, label, unit)):
            reading.tell(Severity.ERROR, "matt_ofullstandigt", problem, f"{found.sheet.name}!A{row}")
            for cell, _, _ in cells:
                reading.skip(found.sheet, cell, problem)
        elif label:
            _read_matt(reading, found, row, label, unit, cells)


def _problem(found: Located, row: int, label: str, unit: str) -> str:
    if not label:
        return f"{found.sheet.name}!A{row}: måttet har inget namn, så dess tal är inte lästa."
    if unit not in found.table.units:
        known = ", ".join(found.table.units)
        stands = f"”{unit}” är ingen känd enhet" if unit else "enheten saknas"
        return f"{found.sheet.name}!C{row}: {stands} för måttet {label}. Välj {known}."
    return ""


def _read_matt(
    reading: Reading,
    found: Located,
    row: int,
    label: str,
    unit: str,
    cells: list[tuple[Cell, Column | int, str]],
) -> None:
    code, name = matt_code(reading, label), found.text(row, 2)
    verksamhet = verksamhet_code(reading, name) if name else ""
    through = through_of(reading, found, row)
    for cell, column, heading in cells:
        assert isinstance(column, Column)
        meaning = Meaning(
            measure=code,
            unit=unit,
            row=" · ".join(t for t in (label, name) if t),
            verksamhet=verksamhet,
            through=through_in(reading, column, through),
            **time_of(reading, column, heading),
        )
        reading.number(found.sheet, cell, meaning)


def matt_code(reading: Reading, label: str) -> str:
    """The code of a verksamhetsmått; a new one gets 'matt:<slug>' and a label."""
    known = _match.measure(label)
    if known and known.likeness == 1 and known.code.startswith("matt:"):
        return known.code
    code = f"matt:{slug(label)}"
    if ("matt", code, label) not in reading.labels:
        reading.labels.append(("matt", code, label))
    return code


def read_uppdrag(reading: Reading, found: Located) -> None:
    """Each row with a text or an ärendenummer is an uppdrag."""
    statuses = {fold(text): code for code, text in layout().statuses.items()}
    returns = fold(found.text(found.header, BACK)) == fold(found.table.keys[BACK - 1])
    for row in found.rows():
        number, text, decision, status = (found.text(row, c) for c in range(1, BACK))
        back = found.text(row, BACK) if returns else ""
        _account(reading, found, row, BACK if returns else BACK - 1)
        if not (number or text):
            continue
        ref = f"{found.sheet.name}!D{row}"
        if fold(status) not in statuses:
            stands = f"statusen ”{status}” är inte en av" if status else "status saknas; välj en av"
            message = f"{ref}: {stands} {', '.join(layout().statuses.values())}."
            reading.tell(Severity.WARNING, "okand_status", message, ref)
        code = statuses.get(fold(status), "")
        namnd = reading.head.namnd
        place = found.sheet.name, f"B{row}"
        reading.uppdrag.append(Uppdrag(namnd, number, text, decision, code, *place, ater=back))


def read_comments(reading: Reading, found: Located) -> None:
    """Each row with a text is a comment; a heading alone is an empty form."""
    for row in found.rows():
        heading, text = found.text(row, 1), _whole(found, row)
        _account(reading, found, row, 2)
        if text:
            reading.comments.append(Comment(reading.head.namnd, heading, text, found.sheet.name, f"B{row}"))


def _whole(found: Located, row: int) -> str:
    """The text with its line breaks."""
    cell = found.cell(row, 2)
    return cell.text.strip() if cell else ""


def _account(reading: Reading, found: Located, row: int, columns: int) -> None:
    for col in range(1, columns + 1):
        if cell := found.cell(row, col):
            reading.skip(found.sheet, cell, "Står i en kolumn för text.")
