"""A check as a record, what it looks at, and how what it compared becomes a finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Protocol

from checks._comparison import Comparison, Way, best
from checks._index import Index, Missing
from checks._interval import Interval, printed
from checks._sentence import SUM, Sentences, sentence
from checks._text import Names, listing, upper
from checks._totals import Tables
from store.records import Fact, Finding, Report, Severity, Verdict

__all__ = ["CODE", "Check", "Comparison", "Context", "History", "Then", "Way"]
CODE = "avstamning:"


class History(Protocol):
    """What earlier reports said."""

    def value(
        self,
        kommun: str,
        namnd: str,
        verksamhet: str,
        measure: str,
        scenario: str,
        year: int,
        month: int,
        horizon: str,
        basis: str,
        before_report: str,
    ) -> list[tuple[Decimal, Decimal, str, str, str]]:
        """(value, step, basis, report, cell) of each published statement of a number in reports before one.

        The best comes first: a report's own number before a repeated one, then the newest report.
        basis '' for a forecast asks for every vintage. An empty list: nothing is known, which is not zero.
        """


@dataclass(frozen=True, slots=True)
class Then:
    """What an earlier report said: the number, the report ('2023-08') and the cell in it."""

    interval: Interval
    report: str
    cell: str


@dataclass(frozen=True, slots=True)
class Context:
    """What a check looks at: the report's numbers, wholes and parts, their names, and what was published."""

    report: Report
    index: Index
    tables: Tables
    names: Names
    history: History | None

    def stored(self, fact: Fact, scenario: str, year: int) -> Then | None:
        """The best statement, in the reports before this one, of the number that a fact is about."""
        if self.history is None:
            return None
        kommun, before = self.report.kommun, self.report.report
        about = (fact.namnd, fact.verksamhet, fact.measure, scenario, year, fact.month, fact.horizon)
        said = self.history.value(kommun, *about, "", before)
        if not said:
            return None
        value, step, _, report, cell = said[0]
        return Then(printed(value, step), report, cell)

    def lacks(self, *parts: Missing) -> str:
        """'Intäkter och kostnader' for a sentence about what is missing."""
        return upper(listing(self.names.missing(p) for p in parts))


@dataclass(frozen=True, slots=True)
class Check:
    """One identity that should hold.

    key names it in the code of its findings ('avstamning:resultat'), `rule` says in Swedish what is compared,
    `compare` yields comparisons or finished findings, `sentences` has the message of each verdict,
    `severity` is that of avviker.
    """

    key: str
    label: str
    rule: str
    compare: Callable[[Context], Iterable[Comparison | Finding]]
    severity: Severity = Severity.ERROR
    sentences: Sentences = field(default_factory=lambda: SUM)

    @property
    def code(self) -> str:
        return CODE + self.key

    def findings(self, context: Context) -> Iterator[Finding]:
        for one in self.compare(context):
            yield one if isinstance(one, Finding) else _finding(self, one, context.names)


def _finding(check: Check, one: Comparison, names: Names) -> Finding:
    way, verdict = best(one)
    text = f"{names.subject(one.stated.fact)}: {sentence(names, check.sentences, one, way, verdict)}"
    severity = check.severity if verdict == Verdict.AVVIKER else Severity.INFO
    cells = dict.fromkeys([one.stated.ref, *(p.ref for p in one.parts)])
    return Finding(severity, check.code, text, tuple(cells), verdict=verdict)
