"""A check as a record, and how what it compared becomes a finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Protocol

from checks._index import Index, Missing, Placed
from checks._interval import Interval, judge, printed
from checks._text import Names, Writer, listing, scale_of, upper
from store.records import Fact, Finding, Report, Severity, Verdict
from swedish import MINUS

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
class Way:
    """One way to compute a number: its result (None = cannot be computed), and how it is written.

    `terms` are added with their signs. `change` (now, before) is instead a percentage change, and `share`
    (part, whole) a percentage, of numbers in another unit than the result's.
    """

    result: Interval | None
    terms: tuple[tuple[int, Interval], ...] = ()
    change: tuple[Interval, Interval] | None = None
    share: tuple[Interval, Interval] | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A printed number (`stated`) and the ways to compute it from `parts`; the first way that fits is taken.

    obstacle: why it cannot be tested. doubt: why a difference would prove nothing (then avviker is not said).
    """

    stated: Placed
    ways: tuple[Way, ...] = ()
    parts: tuple[Placed, ...] = ()
    obstacle: str = ""
    doubt: str = ""
    source: str = ""
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Then:
    """What an earlier report said: the number, the report ('2023-08') and the cell in it."""

    interval: Interval
    report: str
    cell: str


@dataclass(frozen=True, slots=True)
class Context:
    """What a check looks at: the report's numbers by key, their names, and what was published before."""

    report: Report
    index: Index
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


SUM: Mapping[Verdict, str] = {
    Verdict.STAMMER: "{formula} = {computed}, som i rapporten.",
    Verdict.AVRUNDNING: "{formula} = {computed} men i rapporten står {stated}. "
    "Skillnaden ryms i avrundningen.",
    Verdict.AVVIKER: "{formula} = {computed} men i rapporten står {stated}. Det skiljer {difference}.",
    Verdict.EJ_PROVBAR: "i rapporten står {stated_amount}. {obstacle}",
}


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
    sentences: Mapping[Verdict, str] = field(default_factory=lambda: SUM)

    @property
    def code(self) -> str:
        return CODE + self.key

    def findings(self, context: Context) -> Iterator[Finding]:
        for one in self.compare(context):
            yield one if isinstance(one, Finding) else _finding(self, one, context.names)


def best(comparison: Comparison) -> tuple[Way | None, Verdict]:
    """The first way that the printed number agrees with, else the first that could be computed."""
    if comparison.obstacle:
        return None, Verdict.EJ_PROVBAR
    tried = [(w, judge(w.result, comparison.stated.interval)) for w in comparison.ways if w.result]
    if not tried:
        return None, Verdict.EJ_PROVBAR
    order = (Verdict.STAMMER, Verdict.AVRUNDNING, Verdict.AVVIKER)
    way, verdict = min(tried, key=lambda t: order.index(t[1]))
    return way, Verdict.EJ_PROVBAR if verdict == Verdict.AVVIKER and comparison.doubt else verdict


def _finding(check: Check, one: Comparison, names: Names) -> Finding:
    way, verdict = best(one)
    text = f"{names.subject(one.stated.fact)}: {_sentence(check, one, way, verdict)}"
    severity = (one.severity or check.severity) if verdict == Verdict.AVVIKER else Severity.INFO
    cells = dict.fromkeys([one.stated.ref, *(p.ref for p in one.parts)])
    return Finding(severity, check.code, text, tuple(cells), verdict=verdict)


def _sentence(check: Check, one: Comparison, way: Way | None, verdict: Verdict) -> str:
    writer = Writer(one.stated, one.parts)
    stated = one.stated.value
    fields = {"stated": writer.number(stated), "stated_amount": writer.amount(stated), "source": one.source}
    if way is None or way.result is None:
        obstacle = one.obstacle or "Talet går inte att räkna fram ur rapporten."
        return check.sentences[Verdict.EJ_PROVBAR].format(obstacle=obstacle, **fields)
    fields |= _numbers(writer, one, way, verdict)
    if verdict == Verdict.EJ_PROVBAR:
        return _doubtful(one, fields)
    hint = _hint(way.result.mid, stated) if verdict == Verdict.AVVIKER else way.note
    return check.sentences[verdict].format(**fields) + hint


def _doubtful(one: Comparison, fields: Mapping[str, str]) -> str:
    return "{formula} = {computed}, i rapporten står {stated}. ".format(**fields) + one.doubt


def _numbers(writer: Writer, one: Comparison, way: Way, verdict: Verdict) -> dict[str, str]:
    assert way.result is not None
    mid, stated = way.result.mid, one.stated.value
    # 74 ÷ 73,2 − 1 = 1,09 % beside a printed 1,1 needs one more decimal to show that they differ
    alike = verdict != Verdict.STAMMER and writer.number(mid) == writer.number(stated)
    return {
        "formula": _formula(writer, one, way),
        "computed": writer.amount(mid, more=int(alike)),
        "difference": writer.amount(abs(mid - stated), more=int(alike)),
    }


def _formula(writer: Writer, one: Comparison, way: Way) -> str:
    pair = way.change or way.share
    if pair is None:
        return writer.sum(way.terms)
    text = writer.quotient(pair[0].mid, pair[1].mid, scale_of(one.parts))
    return f"{text} {MINUS} 1" if way.change else text


def _hint(computed: Decimal, stated: Decimal) -> str:
    """What a difference of exactly this kind usually is."""
    if computed == -stated:
        return " Talen är lika stora med omvänt tecken."
    small, large = sorted((abs(computed), abs(stated)))
    if small and 900 <= large / small <= 1100:
        return " Talen skiljer sig ungefär 1 000 gånger: kontrollera om båda är i tkr eller mnkr."
    return ""
