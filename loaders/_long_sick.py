"""Långtidssjukfrånvaro is kept as a share of the sick time. Printed beside a total that is larger than it, it
is more likely a share of the working time, so that it is asked about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from loaders._answers import TableAnswers
from loaders._given import LEFT_OUT, SKIP
from store.records import Fact, Finding, NotRead, Severity

LONG, WHOLE = "sjukfranvaro_lang", "sjukfranvaro"
SHARE = "andel"
REASON = "det framgår inte om långtidssjukfrånvaron är en andel av sjukfrånvaron eller av arbetstiden"
_CHOICES = ((SHARE, "Andel av sjukfrånvaron"), (SKIP, "Andel av arbetstiden: utelämna talen"))


def doubtful(facts: Sequence[Fact], said: TableAnswers) -> tuple[list[NotRead], list[Finding]]:
    """(the numbers of a table that are in doubt, the question about them)."""
    found = _doubtful(facts)
    if not found or said.of("langtid") == SHARE:
        return [], []
    left = said.skipped("langtid")
    lost = [NotRead(f.sheet, f.cell, f.raw, LEFT_OUT.get(left, REASON)) for f in found]
    return lost, [] if left else [_question(found, said)]


def _doubtful(facts: Sequence[Fact]) -> list[Fact]:
    """Every långtidssjukfrånvaro of the table, when one is no larger than its total, or no percentage."""
    wholes = {_about(f): f.value for f in facts if f.measure == WHOLE and f.value}
    long = [f for f in facts if f.measure == LONG and f.value]
    small = any(f.value <= wholes.get(_about(f), 0) or f.value > 100 for f in long if f.value)
    return long if small else []


def _about(fact: Fact) -> Fact:
    """What the number is about, whatever it measures and wherever it stands."""
    return replace(
        fact, measure="", value=None, printed=None, step=fact.step * 0, sheet="", cell="", row="", column="",
        raw="", role="", measured_through="",
    )  # fmt: skip


def _question(found: Sequence[Fact], said: TableAnswers) -> Finding:
    text = (
        f"Tabellen på {said.table.sheet}, {said.table.cells}: är långtidssjukfrånvaron en andel av "
        "sjukfrånvaron eller av arbetstiden? Talen är inte lästa."
    )
    cells = tuple(f"{f.sheet}!{f.cell}" for f in found)
    values, texts = zip(*_CHOICES, strict=True)
    key = said.key("langtid")
    return Finding(Severity.WARNING, "fraga_langtid", text, cells, values, key=key, choice_texts=texts)
