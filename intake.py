"""A file in: read in the sandbox, checked against what is published, published or withdrawn.

The upload page, `utfall read` and `utfall load` all go through here, so that they say and do the same.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

import store
from checks import History, run_checks
from exports import annotate
from loaders import Unreadable, _plain, annotated, read_file
from loaders._window import read_window
from loaders.picture import page_picture
from loaders.rules import RuleBook
from settings import Settings
from store import Store, StoreBusy, Submission
from store.history import StoreHistory
from store.records import Finding, Report, Severity, SheetWindow

if TYPE_CHECKING:
    from loaders.behind import Rows

Progress = Callable[[str], None]
Reading = tuple[Report | None, tuple[Finding, ...]]
BUSY = "Någon annan publicerar just nu. Vänta en stund och försök igen."


class Intake:
    """Reads and publishes for one store. Safe to use from several threads."""

    def __init__(self, settings: Settings, store: Store, history: History | None = None) -> None:
        """`history`: what came before, when it is something else than what the store has published."""
        self.settings = settings
        self.rules = RuleBook(settings.data_folder / "lasregler")
        self._history: Callable[[], History] = StoreHistory(store).now if history is None else lambda: history

    def read(
        self,
        name: str,
        content: bytes,
        answers: Mapping[str, str] | None = None,
        *,
        kommun: str | None = None,
        namnd: str | None = None,
        period: str | None = None,
        progress: Progress | None = None,
        stop: Event | None = None,
    ) -> Reading:
        """The report with all its findings, those of the checks included; nothing is stored.

        `name` is the file's name, `content` its bytes. `answers` to earlier questions, by Finding.key;
        below them the kommun's läsregler hold. No report: the file cannot be read, and the one finding says
        why.
        """
        try:
            report = read_file(
                content, name, kommun=kommun, namnd=namnd, period=period, settings=self.settings,
                answers=answers, rules=self.rules.answers(), progress=progress, stop=stop,
            )  # fmt: skip
        except Unreadable as error:
            return None, (Finding(Severity.ERROR, f"olaslig:{error.code}", error.message),)
        if progress:
            progress("Prövar mot tidigare rapporter")
        checked = self.check(report)
        return checked, checked.findings

    def read_path(self, path: Path, **options: Any) -> Reading:
        """As `read`, for a file on disk."""
        try:
            content = path.read_bytes()
        except OSError:
            missing = Unreadable("saknas", path.name)
            return None, (Finding(Severity.ERROR, f"olaslig:{missing.code}", missing.message),)
        return self.read(path.name, content, **options)

    def annotate(self, report: Report, content: bytes, *, macros: bool = False) -> bytes:
        """The file as a workbook with the report's findings in it. `macros`: an .xlsm keeps them.

        Raises ValueError, in Swedish, when the file cannot be opened.
        """
        try:
            return annotated(report.file, content, annotate.options(report, macros=macros), self.settings)
        except Unreadable as error:
            raise ValueError(error.message) from error

    def packed(self, reading: Reading) -> bytes:
        """A reading as bytes that `unpacked` makes it from again, in any process."""
        return json.dumps(_plain.pack(reading)).encode()

    def unpacked(self, packed: bytes) -> Reading:
        report, findings = json.loads(packed)
        made = None if report is None else _plain.unpack(Report, report)
        return made, tuple(_plain.unpack(Finding, f) for f in findings)

    def window(self, name: str, content: bytes, sheet: str, row: int, column: int) -> SheetWindow:
        """The piece of a sheet of the file that a cell is in, as it stands. Raises Unreadable."""
        return read_window(content, name, sheet, row, column, settings=self.settings)

    def check(self, report: Report) -> Report:
        """The report with the findings of the checks after those of the reader."""
        found = run_checks(report, self._history())
        return replace(report, findings=report.findings + self._broken_rules(report.kommun) + found)

    def _broken_rules(self, kommun: str) -> tuple[Finding, ...]:
        wrong = self.rules.wrong(kommun) if kommun else ""
        text = f"Kommunens läsregler används inte: {wrong}"
        return (Finding(Severity.WARNING, "lasregler_trasiga", text),) if wrong else ()

    def picture(self, content: bytes, page: int, box: str, *, cut: bool) -> bytes:
        """A PNG of a page of a PDF with a number framed (loaders.picture). Raises Unreadable."""
        return page_picture(content, page, box, cut=cut, settings=self.settings)

    def rows_behind(self, content: bytes, fact: Mapping[str, Any]) -> Rows | None:
        """The rows of the file that a stored sum was made of (loaders.behind). Raises Unreadable."""
        from loaders.behind import rows_behind  # here: it brings pyarrow, 30 MB that few readers ask for

        return rows_behind(content, fact, self.rules.answers(), self.settings)

    def publish(self, report: Report, content: bytes, publisher: str) -> Submission:
        """Publish a read report. Raises ValueError, in Swedish, when it may not be published."""
        if not report.kommun or not report.report:
            raise ValueError(
                "Filen kan inte publiceras: det är inte klart vilken kommun och period den gäller."
            )
        if not (report.facts or report.uppdrag or report.indikatorer or report.comments):
            raise ValueError("Filen kan inte publiceras: den har inga tal och inga uppdrag.")
        try:
            made = store.publish(self.settings.data_folder, report, content, publisher)
        except StoreBusy as busy:
            raise ValueError(BUSY) from busy
        self.rules.mark_used(report.kommun, [f.key for f in report.findings if f.code == "lasregel"])
        return made

    def withdraw(self, submission: str, by: str, why: str = "") -> None:
        """Withdraw a published submission. Raises ValueError, in Swedish, when there is none."""
        try:
            store.withdraw(self.settings.data_folder, submission, by, why)
        except KeyError as unknown:
            raise ValueError(f"Det finns ingen publicering {submission}.") from unknown
        except StoreBusy as busy:
            raise ValueError(BUSY) from busy
