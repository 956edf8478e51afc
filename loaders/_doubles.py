"""Two cells of one table that would be the same number, but are not: one of them is misunderstood, so neither
is kept.
"""

from __future__ import annotations

from collections.abc import Sequence

from loaders._answers import TableAnswers
from loaders._fingerprint import timeless
from loaders._given import LEFT_OUT, SKIP
from store.records import Fact, Finding, NotRead, Severity
from swedish import fold

REASON = "två tal i tabellen tolkas lika men är olika"


def without_doubles(
    facts: Sequence[Fact], said: TableAnswers
) -> tuple[list[Fact], list[NotRead], list[Finding]]:
    """(the facts that no other contradicts, the others, a question for each pair of rows or columns). Which
    of a pair holds may have been answered.
    """
    groups: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        groups.setdefault(_key(fact), []).append(fact)
    bad = [g for g in groups.values() if len({(f.value, f.unit) for f in g}) > 1]
    lost: list[NotRead] = []
    asked: dict[str, list[list[Fact]]] = {}
    for group in bad:
        key = said.key("dubbel", " / ".join(dict.fromkeys(names(group).values())))
        lost += _settled(group, said, key)
        if not _answer(group, said, key):
            asked.setdefault(key, []).append(group)
    cells = {n.cell for n in lost}
    return [f for f in facts if f.cell not in cells], lost, [_finding(k, g) for k, g in asked.items()]


def _settled(group: Sequence[Fact], said: TableAnswers, key: str) -> list[NotRead]:
    """The numbers of a group that are not read: all of them, until it was answered which one holds."""
    answer = _answer(group, said, key)
    known = names(group)
    reason = LEFT_OUT["hoppa_regel" if key in said.answers.rules else "hoppa"] if answer else REASON
    return [NotRead(f.sheet, f.cell, f.raw, reason) for f in group if not answer or known[f.cell] != answer]


def _answer(group: Sequence[Fact], said: TableAnswers, key: str) -> str:
    answer = said.answers.get(key)
    return answer if answer in (SKIP, *names(group).values()) else ""


def names(group: Sequence[Fact]) -> dict[str, str]:
    """What tells the cells of a group apart: the names of their rows or columns, numbered when alike."""
    rows = len({_row(f) for f in group}) > 1
    texts = {f.cell: f.row if rows else f.column for f in group}
    seen: dict[str, int] = {}
    found = {}
    for cell, text in texts.items():
        name = fold(timeless(text)) or text
        seen[name] = seen.get(name, 0) + 1
        found[cell] = name if seen[name] == 1 else f"{name} #{seen[name]}"
    return found


def _row(fact: Fact) -> str:
    return fact.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _key(fact: Fact) -> tuple[object, ...]:
    time = (fact.scenario, fact.basis, fact.year, fact.month, fact.horizon)
    return (fact.namnd, fact.verksamhet, fact.measure, *time, fact.kon, fact.alder, fact.anstallningsform)


def _finding(key: str, groups: Sequence[Sequence[Fact]]) -> Finding:
    facts = [f for g in groups for f in g]
    rows = len({_row(f) for f in groups[0]}) > 1
    listed = " och ".join(f"”{n}”" for n in dict.fromkeys(f.row if rows else f.column for f in facts))
    text = f"{listed} tolkas lika men har olika tal. Vilket gäller? Talen är inte lästa."
    first = names(groups[0])
    texts = [f"{f.row if rows else f.column} ({f.cell}: {f.raw})" for f in groups[0]]
    choices = (*(first[f.cell] for f in groups[0]), SKIP)
    return Finding(
        Severity.WARNING, "fraga_dubbel", text, tuple(f"{f.sheet}!{f.cell}" for f in facts), choices,
        key=key, choice_texts=(*texts, "Ingen av dem: utelämna talen"),
    )  # fmt: skip
