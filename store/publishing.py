"""Publishing: store a submission, settle what it replaces, build the next generation, switch to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from store import _sql, submissions
from store._files import clean
from store.generation import Builder
from store.lock import WAIT_SECONDS, writing
from store.records import Report
from store.submissions import Submission, utc

Progress = Callable[[int, int, str], None]


def publish(
    folder: Path,
    report: Report,
    original: bytes,
    publisher: str,
    *,
    progress: Progress | None = None,
    published_at: dt.datetime | None = None,
    wait: float = WAIT_SECONDS,
) -> Submission:
    """Store and publish one report; readers see it when this returns. See `publish_many`."""
    return publish_many(
        folder, [(report, original)], publisher, progress, published_at=published_at, wait=wait
    )[0]


def publish_many(
    folder: Path,
    reports: Sequence[tuple[Report, bytes]],
    publisher: str,
    progress: Progress | None = None,
    *,
    published_at: dt.datetime | Sequence[dt.datetime] | None = None,
    wait: float = WAIT_SECONDS,
) -> list[Submission]:
    """Store and publish reports with their files, as one new generation; one Submission each, in order.

    `published_at`: now, one time for all (each a microsecond after the one before it, so that their order
    stands), or one a report. A published submission of the same kommun, report and kind is superseded when
    the new one speaks of all that it speaks of. A file that is already published for its kommun and report
    is not stored again: the Submission that comes back has `existing` True.
    Raises store.StoreBusy, and ValueError in Swedish for a report that cannot be stored (it then leaves no
    trace, but those before it in the list are published).
    """
    say = progress or _silent
    with _builder(folder, wait) as builder:
        if builder.behind():
            builder.advance()
        try:
            return _store_all(builder, reports, publisher, published_at, say)
        finally:
            if builder.behind():
                say(len(reports), len(reports), "Bygger om databasen")
                builder.advance()


def withdraw(
    folder: Path,
    submission: str,
    publisher: str,
    why: str = "",
    *,
    withdrawn_at: dt.datetime | None = None,
    wait: float = WAIT_SECONDS,
) -> None:
    """Withdraw a submission: its figures no longer count from now on.

    What it superseded counts again, unless something else has superseded it since.
    Raises KeyError when there is no such submission; a second withdrawal changes nothing.
    """
    with _builder(folder, wait) as builder:
        if submission not in submissions.ids(folder):
            raise KeyError(submission)
        if submission not in {event["submission"] for event in submissions.withdrawals(folder)}:
            restores = _given_back(builder, submission)
            submissions.keep_withdrawal(folder, submission, utc(withdrawn_at), publisher, why, restores)
        if builder.behind():
            builder.advance()


def _given_back(builder: Builder, submission: str) -> list[tuple[str, str]]:
    """(older, newer): what the submission superseded, and what that did if it was withdrawn before."""
    (row,) = builder.rows(_sql.SUBMISSION, [submission])
    return [] if row["superseded_by"] else _below(builder, submission)


def _below(builder: Builder, submission: str) -> list[tuple[str, str]]:
    older = builder.rows(_sql.SUPERSEDED_BY, [submission])
    deeper = [pair for old in older if old["withdrawn_at"] for pair in _below(builder, old["id"])]
    return [*((old["id"], submission) for old in older), *deeper]


def rebuild(folder: Path, *, wait: float = WAIT_SECONDS) -> int:
    """Build the store anew from the submissions and switch to it; the number of the new generation."""
    with _builder(folder, wait) as builder:
        return builder.advance(anew=True)


@contextmanager
def _builder(folder: Path, wait: float) -> Iterator[Builder]:
    """The one writer, on a folder where no dead writer's leavings lie."""
    with writing(folder, wait):
        clean([folder, *(folder / part for part in ("submissions", "originals", "events"))])
        with Builder(folder) as builder:
            yield builder


def _silent(_done: int, _total: int, _text: str) -> None:
    return None


def _times(given: dt.datetime | Sequence[dt.datetime] | None, count: int) -> list[dt.datetime]:
    if isinstance(given, Sequence):
        return [utc(moment) for moment in given]
    return [utc(given) + dt.timedelta(microseconds=nr) for nr in range(count)]


def _store_all(
    builder: Builder,
    reports: Sequence[tuple[Report, bytes]],
    publisher: str,
    published_at: dt.datetime | Sequence[dt.datetime] | None,
    say: Progress,
) -> list[Submission]:
    done: list[Submission] = []
    known = _Known(builder)
    for (report, original), given in zip(reports, _times(published_at, len(reports)), strict=True):
        say(len(done), len(reports), f"Lagrar {report.file}")
        moment = given if published_at else known.after(report, given)
        done.append(_store(builder.folder, known, report, original, publisher, moment))
    return done


def _store(
    folder: Path, known: _Known, report: Report, original: bytes, publisher: str, moment: dt.datetime
) -> Submission:
    others = [s for s in known.of(report.kommun, report.report) if s.published]
    if same := next((s for s in others if s.sha256 == report.sha256), None):
        return replace(same, existing=True)
    new = _settle(folder, _new(folder, report, publisher, moment), report, others)
    submissions.keep_original(folder, report.sha256, original)
    submissions.keep(folder, new, report)
    known.add(new)
    return new


def _new(folder: Path, report: Report, publisher: str, moment: dt.datetime) -> Submission:
    plain = {k: getattr(report, k) for k in ("kommun", "report", "kind", "title", "file", "sha256")}
    identity = submissions.new_id(folder, moment, report.sha256)
    return Submission(id=identity, **plain, publisher=publisher, received_at=utc(None), published_at=moment)


def _settle(folder: Path, new: Submission, report: Report, others: Iterable[Submission]) -> Submission:
    """What the new submission replaces; or, when it is published for an earlier day, what has replaced it."""
    mine = submissions.keys_of_report(report)
    theirs = {s: submissions.keys_of_stored(folder, s.id) for s in others if s.kind == new.kind}
    before = {s: keys for s, keys in theirs.items() if s.published_at <= new.published_at}
    older = [s.id for s, keys in before.items() if keys and keys <= mine]
    later = [s for s, keys in theirs.items() if s not in before and mine and mine <= keys]
    if not later:
        return replace(new, superseded=tuple(older))
    first = min(later, key=lambda s: s.published_at)
    return replace(new, superseded=tuple(older), superseded_at=first.published_at, superseded_by=first.id)


class _Known:
    """The submissions of a kommun and report: those of the current generation and those stored just now."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._found: dict[tuple[str, str], dict[str, Submission]] = {}

    def of(self, kommun: str, report: str) -> list[Submission]:
        if (kommun, report) not in self._found:
            rows = self._builder.rows(_sql.SUBMISSIONS_OF, [kommun, report])
            self._found[kommun, report] = {row["id"]: submissions.from_row(row) for row in rows}
        return list(self._found[kommun, report].values())

    def after(self, report: Report, now: dt.datetime) -> dt.datetime:
        """Now, or just after what is there if the clock has gone backwards: news are never born old."""
        times = [s.published_at for s in self.of(report.kommun, report.report)]
        return max([now, *(time + dt.timedelta(microseconds=1) for time in times)])

    def add(self, new: Submission) -> None:
        found = self._found[new.kommun, new.report]
        for old in new.superseded:
            found[old] = replace(found[old], superseded_at=new.published_at, superseded_by=new.id)
        found[new.id] = new
