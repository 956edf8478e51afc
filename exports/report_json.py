"""One read file as JSON: the shape that `utfall read --json` prints. docs/read-json.md describes every key.

The shape is stable: keys may be added, none is renamed or removed within a major version.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, fields
from decimal import Decimal
from typing import Any

from store.records import Comment, Fact, Finding, Indikator, NotRead, Report, TableView, Uppdrag

FACT = (
    "namnd verksamhet measure scenario basis year month horizon value unit step status "
    "sheet cell row column raw printed role kon alder anstallningsform measured_through definition box"
).split()
FINDING = ["severity", "code", "message", "cells", "choices", "verdict", "key", "choice_texts"]
NOT_READ = ["sheet", "cell", "raw", "reason", "box", "numbers"]
COVERAGE = ["numbers", "facts", "control_totals", "not_read"]
UPPDRAG = [f.name for f in fields(Uppdrag)]
INDIKATOR = [f.name for f in fields(Indikator)]
COMMENT = [f.name for f in fields(Comment)]
TABLE = [f.name for f in fields(TableView)]
FILE = (
    "file sha256 kommun report kind title facts control_totals findings coverage "
    "not_read uppdrag indikatorer comments tables"
).split()
SHAPE = {
    "file": FILE,
    "fact": FACT,
    "finding": FINDING,
    "coverage": COVERAGE,
    "not_read": NOT_READ,
    "uppdrag": UPPDRAG,
    "indikator": INDIKATOR,
    "comment": COMMENT,
    "table": TABLE,
}


def report_json(report: Report, findings: Iterable[Finding] | None = None) -> dict[str, Any]:
    """The report as plain JSON values; `findings` replaces the report's own (with the checks' added)."""
    told = report.findings if findings is None else tuple(findings)
    return {
        "file": report.file,
        "sha256": report.sha256,
        "kommun": report.kommun,
        "report": report.report,
        "kind": report.kind,
        "title": report.title,
        "facts": [_record(f, FACT) for f in report.facts],
        "control_totals": [_record(f, FACT) for f in report.control_totals],
        "findings": [_record(f, FINDING) for f in told],
        "coverage": coverage(report),
        "not_read": [_record(n, NOT_READ) for n in report.not_read],
        "uppdrag": [_record(u, UPPDRAG) for u in report.uppdrag],
        "indikatorer": [_record(i, INDIKATOR) for i in report.indikatorer],
        "comments": [_record(c, COMMENT) for c in report.comments],
        "tables": [_record(t, TABLE) for t in report.tables],
    }


def coverage(report: Report) -> dict[str, int]:
    """How many numbers the file has, and what became of them. A fact without a value is no number.

    A ledger has more numbers than facts: its facts are sums.
    """
    facts = report.numbers or sum(f.value is not None for f in report.facts)
    totals = sum(f.value is not None for f in report.control_totals)
    rest = sum(n.numbers for n in report.not_read)
    return {"numbers": facts + totals + rest, "facts": facts, "control_totals": totals, "not_read": rest}


def unreadable_json(file: str, sha256: str, findings: Iterable[Finding]) -> dict[str, Any]:
    """The same keys for a file that could not be read: empty lists and the finding that says why."""
    return report_json(Report(file, sha256, "", "", "", "", findings=tuple(findings)))


def plain(value: Decimal | None) -> str | None:
    """A number without exponent and without zeros that say nothing: Decimal('7.85E+7') -> '78500000'."""
    if value is None:
        return None
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _record(
    record: Fact | Finding | NotRead | Uppdrag | Indikator | Comment | TableView, keys: list[str]
) -> Any:
    values = asdict(record)
    return {key: _value(key, values[key]) for key in keys}


def _value(key: str, value: Any) -> Any:
    if isinstance(value, Decimal):
        return format(value, "f") if key == "printed" else plain(value)
    return [_value(key, v) for v in value] if isinstance(value, tuple | list) else value
