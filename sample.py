"""The sample store: the real tables of data/reports and the made-up Exempelstad, read as any file is."""

from __future__ import annotations

import calendar
import csv
import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from exports import demo
from intake import Intake
from loaders import read_file
from loaders.underlag import read_underlag
from settings import ROOT, Settings
from store import Store, codes, publish_many
from store.records import Fact, Report
from store.underlag import Underlag

REPORTS = ROOT / "data" / "reports"
UNDERLAG = ROOT / "data" / "underlag"
PUBLISHER = "Exempeldata"
READERS = 2
DAYS_AFTER = 20  # a made-up report is published so long after its period
CLOSING_DAYS = 7  # and the ledger that it is written from so long after

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Source:
    """A sample file and what it is told about itself; None where the file says it itself."""

    name: str
    content: bytes
    kommun: str | None = None
    period: str | None = None


class Earlier:
    """The history that the checks ask, of the reports read so far: publishing one by one would be slow."""

    def __init__(self) -> None:
        self._said: dict[tuple[Any, ...], list[tuple[Fact, str]]] = defaultdict(list)

    def add(self, report: Report) -> None:
        """From now on this report is an earlier one."""
        for fact in report.facts:
            if fact.value is not None:
                self._said[(report.kommun, *_key(fact))].append((fact, report.report))

    def value(
        self, kommun: str, namnd: str, verksamhet: str, measure: str, scenario: str,
        year: int, month: int, horizon: str, basis: str, before_report: str,
    ) -> list[tuple[Any, Any, str, str, str]]:  # fmt: skip
        """As store.history.Published.value."""
        key = (kommun, namnd, verksamhet, measure, scenario, year, month, horizon)
        every = scenario == "prognos" and not basis
        said = [
            (f, r) for f, r in self._said.get(key, ()) if r < before_report and (every or f.basis == basis)
        ]
        said.sort(key=lambda item: (item[0].role == "own", item[1]), reverse=True)
        return [(f.value, f.step, f.basis, r, f"{f.sheet}!{f.cell}") for f, r in said]


def _key(fact: Fact) -> tuple[Any, ...]:
    return (
        *(fact.namnd, fact.verksamhet, fact.measure, fact.scenario),
        *(fact.year, fact.month, fact.horizon),
    )


def build(settings: Settings, *, only_if_empty: bool = False, progress: Progress | None = None) -> int:
    """Read and publish every sample file as one generation; how many. 0 when there was something already."""
    store = Store(settings.data_folder)
    if only_if_empty and store.generation:
        return 0
    steps = _Steps(progress or (lambda _done, _total, _text: None))
    read = sorted(_read(settings, steps), key=lambda item: item[0].report)
    checked = list(_checked(settings, store, read, steps))
    times = [_published_at(report) for report, _ in checked]
    publish_many(settings.data_folder, checked, PUBLISHER, progress, published_at=times)
    load_underlag(settings)
    steps.say(len(checked), len(checked), "Klart")
    return len(checked)


def load_underlag(settings: Settings) -> None:
    """The sample's tables of population (made up) and budget decisions (real). No price index is shipped."""
    book = Underlag(settings.data_folder)
    for path in sorted(UNDERLAG.glob("*.csv")):
        kommun = path.stem.partition("-")[0]
        table = read_underlag(path, path.name, kommun, settings=settings)
        if table.wrong:
            raise ValueError(" ".join(table.wrong))
        add = book.add_people if table.kind == "befolkning" else book.add_decisions
        add(kommun, table.rows)


class _Steps:
    """Counts the steps before publishing: each file is fetched or made, read, and checked."""

    def __init__(self, say: Progress) -> None:
        self.say, self.done = say, 0
        self.total = 3 * (len(list(REPORTS.glob("*.txt"))) + demo.count())

    def step(self, text: str) -> None:
        self.say(self.done, self.total, text)
        self.done += 1


def sources() -> Iterator[Source]:
    """The files of data/reports that sources.csv names, then Exempelstad's."""
    with (REPORTS / "sources.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            content = (REPORTS / row["file"]).read_bytes()
            yield Source(row["file"], content, row["kommun"], row["period"] or None)
    for name, content in demo.iterate():
        yield Source(name, content)


def _read(settings: Settings, steps: _Steps) -> Iterator[tuple[Report, bytes]]:
    """Files are read in the sandbox while the next ones are made."""
    with ThreadPoolExecutor(READERS) as pool:
        waiting = []
        for source in sources():
            steps.step(f"Hämtar {source.name}")
            told = {"kommun": source.kommun, "period": source.period}
            reading = pool.submit(read_file, source.content, source.name, settings=settings, **told)
            waiting.append((source, reading))
        for source, reading in waiting:
            steps.step(f"Läser {source.name}")
            yield reading.result(), source.content


def _checked(
    settings: Settings, store: Store, read: Sequence[tuple[Report, bytes]], steps: _Steps
) -> Iterator[tuple[Report, bytes]]:
    """Each report with the findings of its checks, against those before it."""
    earlier = Earlier()
    intake = Intake(settings, store, earlier)
    for report, content in read:
        steps.step(f"Prövar {report.file}")
        yield intake.check(report), content
        earlier.add(report)


def _published_at(report: Report) -> dt.datetime:
    """Now for real figures. For the made-up ones a while after the period, so that 'as of' has a past."""
    made_up = {k.code for k in codes.kommuner() if k.fictional}
    if report.kommun not in made_up:
        return dt.datetime.now(dt.UTC)
    year, month = map(int, report.report.split("-"))
    last = (
        dt.datetime(year, month, calendar.monthrange(year, month)[1])
        if month
        else dt.datetime(year - 1, 12, 1)
    )
    days = CLOSING_DAYS if report.kind == "huvudbok" else DAYS_AFTER
    return last.replace(hour=9, tzinfo=dt.UTC) + dt.timedelta(days=days)
