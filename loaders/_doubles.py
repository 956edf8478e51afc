"""Two cells of one table that would be the same number, but are not: one of them is misunderstood, so neither
is kept.
"""

from __future__ import annotations

from collections.abc import Sequence

from store.records import Fact, Finding, NotRead, Severity

REASON = "två tal i tabellen tolkas lika men är olika"


def without_doubles(facts: Sequence[Fact]) -> tuple[list[Fact], list[NotRead], list[Finding]]:
    """(the facts that no other contradicts, the others, a question for each pair of rows or columns)."""
    groups: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        groups.setdefault(_key(fact), []).append(fact)
    bad = [g for g in groups.values() if len({(f.value, f.unit) for f in g}) > 1]
    cells = {f.cell for g in bad for f in g}
    kept = [f for f in facts if f.cell not in cells]
    lost = [NotRead(f.sheet, f.cell, f.raw, REASON) for g in bad for f in g]
    return kept, lost, _findings(bad)


def _key(fact: Fact) -> tuple[object, ...]:
    time = (fact.scenario, fact.basis, fact.year, fact.month, fact.horizon)
    return (fact.namnd, fact.verksamhet, fact.measure, *time, fact.kon, fact.alder, fact.anstallningsform)


def _findings(groups: Sequence[Sequence[Fact]]) -> list[Finding]:
    asked: dict[tuple[str, ...], list[Fact]] = {}
    for group in groups:
        rows, columns = {f.row: 1 for f in group}, {f.column: 1 for f in group}
        apart = rows if len({f.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for f in group}) > 1 else columns
        asked.setdefault(tuple(apart), []).extend(group)
    return [_finding(names, facts) for names, facts in asked.items()]


def _finding(names: Sequence[str], facts: Sequence[Fact]) -> Finding:
    listed = " och ".join(f"”{n}”" for n in names)
    text = f"{listed} tolkas lika men har olika tal. Vad skiljer dem? Talen är inte lästa."
    return Finding(Severity.WARNING, "fraga_dubbel", text, tuple(f"{f.sheet}!{f.cell}" for f in facts))
