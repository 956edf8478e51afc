"""One read file as a text for the terminal: what was read, what is wrong, what was not read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exports.report_json import coverage
from store import codes
from store.records import Finding, NotRead, Report
from swedish import number, report_name

HEADINGS = {"error": "Fel", "warning": "Varningar", "info": "Upplysningar"}
QUESTION = "fraga"


def report_text(report: Report, findings: Sequence[Finding], everything: bool = False) -> str:
    """The summary; `everything` also lists the findings that need no action and the numbers not read."""
    lines = [report.file, *_head(report), *_findings(findings, everything), *_not_read(report.not_read)]
    return "\n".join(lines)


def _head(report: Report) -> Iterator[str]:
    kommun = codes.name("kommun", "", report.kommun) or "okänd kommun"
    period = report_name(report.report) if report.report else "okänd period"
    yield f"  {kommun}, {period}: {report.title}" if report.title else f"  {kommun}, {period}"
    count = {key: number(n) for key, n in coverage(report).items()}
    yield (
        f"  {count['numbers']} tal: {count['facts']} fakta, {count['control_totals']} kontrollsummor, "
        f"{count['not_read']} ej lästa"
    )
    others = [
        (report.uppdrag, "uppdrag"),
        (report.indikatorer, "indikatorer"),
        (report.comments, "kommentarer"),
    ]
    if said := [f"{len(found)} {name}" for found, name in others if found]:
        yield "  " + ", ".join(said)


def _findings(findings: Sequence[Finding], everything: bool) -> Iterator[str]:
    for severity, heading in HEADINGS.items():
        found = [f for f in findings if f.severity == severity]
        if found:
            yield f"  {heading} ({len(found)})"
        for finding in found if everything or severity != "info" else ():
            yield from _finding(finding)


def _finding(finding: Finding) -> Iterator[str]:
    mark = "Fråga: " if finding.code.startswith(QUESTION) else ""
    where = f" [{', '.join(finding.cells)}]" if finding.cells else ""
    yield f"    {mark}{finding.message}{where}"
    if finding.choices:
        yield f"      Svar: {', '.join(finding.choices)}"


def _not_read(numbers: Sequence[NotRead]) -> Iterator[str]:
    if numbers:
        yield f"  Ej lästa tal ({len(numbers)})"
    for n in numbers:
        yield f"    {n.sheet}!{n.cell}: {n.raw} ({n.reason})"
