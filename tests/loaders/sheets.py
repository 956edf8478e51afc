"""Small tables drawn with | between the cells, read as a workbook, a CSV or a text."""

from __future__ import annotations

import io
import re

from openpyxl import Workbook

from loaders import read_file
from settings import load
from store.records import Fact, Report

OURS = load()
HEAD = "Västerviks kommun\nDelårsrapport augusti 2024\n"
NAMND = HEAD + "Socialnämnden\n"


def read(drawn: str, form: str = "xlsx", **hints: str) -> Report:
    """The report that the reader makes of a drawn table. A line `== name` begins a new sheet."""
    data = {"xlsx": _workbook, "csv": _csv, "tabs": _tabs, "spaces": _spaces}[form](drawn)
    suffix = {"xlsx": "xlsx", "csv": "csv"}.get(form, "txt")
    return read_file(data, f"tabell.{suffix}", settings=OURS, **hints)  # type: ignore[arg-type]


def _rows(drawn: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in drawn.strip("\n").split("\n")]


def _workbook(drawn: str) -> bytes:
    book = Workbook()
    book.remove(book.active)
    parts = re.split(r"^== *(.*)\n", drawn, flags=re.M)
    named = zip(parts[1::2], parts[2::2], strict=True) if len(parts) > 1 else [("Blad1", drawn)]
    for name, text in named:
        sheet = book.create_sheet(name)
        for r, row in enumerate(_rows(text), 1):
            for c, cell in enumerate(row, 1):
                _write(sheet.cell(r, c), cell)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write(target, text: str) -> None:  # type: ignore[no-untyped-def]
    """A number where the text is one (`-9.1%` is 0.091 shown as a percentage), else the text."""
    plain = text.replace(" ", "").replace(",", ".")
    if re.fullmatch(r"-?\d+(\.\d+)?%", plain):
        target.value, target.number_format = float(plain[:-1]) / 100, "0.0%"
    elif re.fullmatch(r"-?\d+(\.\d+)?", plain):
        target.value = float(plain)
        target.number_format = "0.0" if "." in plain else "0"
    elif text:
        target.value = text


def _csv(drawn: str) -> bytes:
    return "\n".join(";".join(row) for row in _rows(drawn)).encode()


def _tabs(drawn: str) -> bytes:
    return "\n".join("\t".join(row) for row in _rows(drawn)).encode()


def _spaces(drawn: str) -> bytes:
    return "\n".join(line.replace(" | ", " ") for line in drawn.split("\n")).encode()


def said(fact: Fact) -> str:
    """A fact in one line: `socialnamnden intakter utfall 2024-08 period 100000`."""
    who = fact.namnd + (f"/{fact.verksamhet}" if fact.verksamhet else "")
    basis = f" {fact.basis}" if fact.basis else ""
    time = f"{fact.year}-{fact.month:02} {fact.horizon}"
    value = "" if fact.value is None else f"{fact.value.normalize():f}"
    return f"{who} {fact.measure} {fact.scenario}{basis} {time} {value}"


def by_cell(report: Report) -> dict[str, str]:
    """What each cell was read as; control totals with a Σ before them."""
    facts = {f.cell: said(f) for f in report.facts}
    return facts | {f.cell: "Σ " + said(f) for f in report.control_totals}


def codes(report: Report) -> set[str]:
    """The codes of the findings that ask or warn."""
    return {f.code for f in report.findings if f.severity != "info"}


def unread(report: Report) -> set[str]:
    return {n.cell for n in report.not_read}
