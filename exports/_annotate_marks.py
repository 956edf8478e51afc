"""What is said of each cell of a read file: how its numbers were understood and what was found about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import swedish
from store import codes
from store.records import Fact, Finding, Report, Role, Severity, Status, Verdict

ERROR, ASKED, WARNING, NOT_READ, TOTAL, FACT = "fel", "fraga", "varning", "inte_last", "summa", "varde"
KINDS: Mapping[str, tuple[str, str, str]] = {
    ERROR: ("FFF4B6B0", "Fel", "Stämmer inte. Rätta cellen."),
    ASKED: ("FFFFE58A", "Fråga", "Programmet är inte säkert. Svara på sidan, eller ändra i cellen."),
    WARNING: ("FFF9CBA0", "Varning", "Bör ses över."),
    NOT_READ: ("FFD5D5D5", "Inte läst", "Talet är inte med. Kommentaren säger varför."),
    TOTAL: ("FFBBD6F0", "Summa till kontroll", "Prövas mot sina delar och räknas aldrig in."),
    FACT: ("FFC5E3B6", "Läst värde", "Kommentaren säger som vad."),
}
"""Kind -> colour, its name, what it means; the first of a cell's kinds gives its colour."""
_SEVERITY = {Severity.ERROR: ERROR, Severity.WARNING: WARNING}
_SCENARIO = {"utfall": "utfall", "budget": "budget", "prognos": "prognos"}
_STATUS = {
    Status.BORTFALL: "uppgift saknas",
    Status.EJ_TILLAMPLIG: "ej tillämpligt",
    Status.SEKRETESS: "skyddas av sekretess",
}
_UNIT = {"procent": "%", "arsarbetare": "årsarbetare"}
_GROUP = {"K": "kvinnor", "M": "män"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A cell's kind and what its comment says, a paragraph each."""

    kind: str
    texts: tuple[str, ...]


def marks(report: Report) -> dict[str, dict[str, Mark]]:
    """Sheet -> cell ('B7') -> its mark."""
    said: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for place, kind, text in _said(report):
        sheet, _, cell = place.rpartition("!")
        said[sheet, cell.partition("#")[0]].append((kind, text))
    made: dict[str, dict[str, Mark]] = defaultdict(dict)
    for (sheet, cell), told in said.items():
        made[sheet][cell] = _mark(told)
    return dict(made)


def _mark(told: Sequence[tuple[str, str]]) -> Mark:
    order = list(KINDS)
    told = sorted(told, key=lambda pair: order.index(pair[0]))
    return Mark(told[0][0], tuple(dict.fromkeys(text for _, text in told)))


def _said(report: Report) -> Iterator[tuple[str, str, str]]:
    """(place, kind, text) of everything that there is to say."""
    for finding in report.findings:
        if (kind := kind_of(finding)) in (ERROR, ASKED, WARNING):
            text = f"{KINDS[kind][1]}: {finding.message}{_answers(finding)}"
            yield from ((cell, kind, text) for cell in finding.cells)
    names = _Names(report)
    for number in report.not_read:
        yield f"{number.sheet}!{number.cell}", NOT_READ, f"Inte läst ({number.raw}): {number.reason}"
    for kind, facts in ((TOTAL, report.control_totals), (FACT, report.facts)):
        for fact in facts:
            yield f"{fact.sheet}!{fact.cell}", kind, f"{_READ[kind]}{names.sentence(fact)}"


_READ = {TOTAL: "Summa till kontroll: ", FACT: "Läst som: "}


def kind_of(finding: Finding) -> str:
    """Of which kind a finding is; '' when it only informs."""
    if finding.code.startswith("fraga"):
        return ASKED
    return "" if finding.verdict == Verdict.STAMMER else _SEVERITY.get(Severity(finding.severity), "")


def _answers(finding: Finding) -> str:
    texts = finding.choice_texts or finding.choices
    return f" Svar att välja på: {'; '.join(texts)}." if kind_of(finding) == ASKED and texts else ""


def listed(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """The findings for the first sheet, the most pressing first and those that agree last."""
    order = [ERROR, ASKED, WARNING, ""]
    chosen = sorted(findings, key=lambda f: (f.verdict == Verdict.STAMMER, order.index(kind_of(f))))
    return [
        {"kind": kind_of(f), "word": _word(f), "text": f.message + _answers(f), "cells": list(f.cells)}
        for f in chosen
    ]


def _word(finding: Finding) -> str:
    if finding.verdict == Verdict.STAMMER:
        return "Stämmer"
    return KINDS[kind_of(finding)][1] if kind_of(finding) else "Upplysning"


class _Names:
    """The words for the codes of one report, those that it brought itself included."""

    def __init__(self, report: Report) -> None:
        self._kommun = report.kommun
        self._own = {(kind, code): name for kind, code, name in report.labels}

    def _name(self, kind: str, code: str) -> str:
        return codes.name(kind, self._kommun, code) or self._own.get((kind, code)) or code

    def sentence(self, fact: Fact) -> str:
        """`Intäkter, utfall jan–aug 2024. Kommunstyrelsen. 78 500 000 kr.`"""
        parts = [self._name("matt", fact.measure), f"{self._scenario(fact)} {_period(fact)}", _group(fact)]
        owner = [self._name("namnd", fact.namnd) if fact.namnd else "Hela kommunen"]
        owner += [self._name("verksamhet", fact.verksamhet)] if fact.verksamhet else []
        repeats = " Upprepar ett äldre tal." if fact.role == Role.COMPARISON else ""
        return f"{', '.join(filter(None, parts))}. {' · '.join(owner)}. {_value(fact)}.{repeats}"

    def _scenario(self, fact: Fact) -> str:
        word = _SCENARIO.get(fact.scenario, fact.scenario)
        return f"{word} {fact.basis.replace('fg:', 'före ')}".strip() if fact.basis else word


def _period(fact: Fact) -> str:
    if fact.horizon == "month":
        return f"{swedish.MONTHS[fact.month - 1]} {fact.year}"
    return swedish.period(fact.year, fact.month, fact.horizon)


def _group(fact: Fact) -> str:
    return ", ".join(filter(None, (_GROUP.get(fact.kon, ""), fact.alder, fact.anstallningsform)))


def _value(fact: Fact) -> str:
    if fact.value is None:
        return _STATUS.get(Status(fact.status), "Uppgift saknas").capitalize()
    unit = _UNIT.get(fact.unit, fact.unit)
    return swedish.number(fact.value, decimals(fact.value)) + (swedish.NBSP + unit if unit else "")


def decimals(value: Decimal) -> int:
    """How many decimals say something."""
    return max(0, -int(value.normalize().as_tuple().exponent))
