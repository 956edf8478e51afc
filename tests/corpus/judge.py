"""What became of each number of a file: read right, read wrong, asked about or not read."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from loaders import Unreadable, read_file
from settings import Settings, load
from store.records import Fact, NotRead, Report
from tests.corpus.model import EITHER, FACT, MAY, MUST_ASK, NOT_DATA, TOTAL, Answer, Shape, Truth

Read = Callable[[Shape], Report]
DATA = (FACT, TOTAL, EITHER)
FIELDS = "namnd verksamhet measure scenario basis year month horizon unit kon alder".split()


@dataclass
class Verdict:
    """One file. `numbers` counts the numbers that say something; `must_ask` those that nobody could know."""

    file: str
    numbers: int = 0
    right: int = 0
    asked: int = 0
    not_read: int = 0
    must_ask: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    seconds: float = 0.0
    refused: str = ""

    @property
    def share(self) -> float:
        return self.right / self.numbers if self.numbers else 1.0


def read_shape(shape: Shape, settings: Settings | None = None) -> Report:
    return read_file(shape.data, shape.file, settings=settings or load(), **shape.hints)  # type: ignore[arg-type]


def judged(shape: Shape, read: Read = read_shape) -> Verdict:
    """Read the file and hold what was read against its right answers."""
    verdict = Verdict(shape.file)
    data = [a for a in shape.answers if a.truth.kind in DATA]
    verdict.numbers = len(data)
    verdict.must_ask = sum(a.truth.kind == MUST_ASK for a in shape.answers)
    began = time.perf_counter()
    try:
        report = read(shape)
    except Exception as error:  # a reader that breaks has read nothing; the next file is still judged
        told = str(error) if isinstance(error, Unreadable) else f"läsaren gick sönder: {error!r}"
        verdict.refused, verdict.not_read = told.split("\n")[0], len(data)
        return verdict
    finally:
        verdict.seconds = time.perf_counter() - began
    missed = (_by_cell if shape.by_cell else _by_meaning)(shape, report, verdict)
    verdict.right = len(data) - len(missed)
    _account(missed, report, verdict, shape.by_cell)
    return verdict


def _read(report: Report) -> Iterable[tuple[Fact, str]]:
    yield from ((f, FACT) for f in report.facts)
    yield from ((f, TOTAL) for f in report.control_totals)


def _by_cell(shape: Shape, report: Report, verdict: Verdict) -> list[Answer]:
    """The answers that no fact gave."""
    sheets = {a.sheet for a in shape.answers}
    answers = {(a.sheet if len(sheets) > 1 else "", a.cell): a for a in shape.answers}
    given = set()
    for fact, kind in _read(report):
        at = (fact.sheet if len(sheets) > 1 else "", fact.cell)
        answer = answers.get(at)
        if answer and kind in answer.truth.kind.split("|") and alike(fact, answer.truth) and at not in given:
            given.add(at)
        else:
            verdict.wrong.append(_told(fact, kind, answer.truth if answer else None))
    return [a for at, a in answers.items() if at not in given and a.truth.kind in DATA]


def _by_meaning(shape: Shape, report: Report, verdict: Verdict) -> list[Answer]:
    left: dict[tuple[str, object], list[Answer]] = {}
    for answer in shape.answers:
        left.setdefault((answer.truth.namnd, answer.truth.value), []).append(answer)
    for fact, kind in _read(report):
        same = left.get((fact.namnd, fact.value), [])
        found = next((a for a in same if a.truth.kind in (kind, MAY, EITHER) and alike(fact, a.truth)), None)
        if found:
            same.remove(found)
        else:
            verdict.wrong.append(_told(fact, kind, None))
    return [a for same in left.values() for a in same if a.truth.kind in DATA]


def alike(fact: Fact, truth: Truth) -> bool:
    """Does the fact say what the number truly says?"""
    same = all(str(getattr(fact, f)) in str(getattr(truth, f)).split("|") for f in FIELDS)
    return same and fact.value == truth.value


def _told(fact: Fact, kind: str, truth: Truth | None) -> str:
    place = f"{fact.sheet}!{fact.cell} {fact.row!r} / {fact.column!r}"
    return f"{place}: läst {_words(fact, kind)}; rätt {_words(truth, truth.kind) if truth else 'inget'}"


def _words(said: Fact | Truth, kind: str) -> str:
    if kind == NOT_DATA:
        return "inget (inte ett tal om ekonomin)"
    values = [str(getattr(said, f)) for f in FIELDS]
    return " ".join([*(v for v in values if v), f"{said.value:f}", kind])


def _account(missed: list[Answer], report: Report, verdict: Verdict, by_cell: bool) -> None:
    """Share what was missed into asked and not read."""
    questions = {c for f in report.findings if f.code.startswith(("fraga", "okand")) for c in f.cells}
    left = list(report.not_read)
    why: Counter[str] = Counter()
    for answer in missed:
        found = next((n for n in left if _same(n, answer, by_cell)), None)
        if found:
            left.remove(found)
        asked = found is not None and f"{found.sheet}!{found.cell}" in questions
        verdict.asked += asked
        verdict.not_read += not asked
        reason = found.reason if found else "räknas inte upp"
        why[reason] += 1
        verdict.missed.append(f"{answer.sheet}!{answer.cell} {answer.printed}: {reason}; {_right(answer)}")


def _right(answer: Answer) -> str:
    return f"rätt {_words(answer.truth, answer.truth.kind)}"


def _same(unread: NotRead, answer: Answer, by_cell: bool) -> bool:
    if by_cell:
        return unread.cell == answer.cell and answer.sheet in (unread.sheet, "CSV", "Text")
    return _digits(unread.raw) == _digits(answer.printed)


def _digits(text: str) -> Decimal | str:
    plain = "".join(c for c in text if c.isdigit() or c in ",.").replace(",", ".")
    try:
        return Decimal(plain)
    except InvalidOperation:
        return plain
