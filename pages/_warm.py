"""Makes the most asked pages ready as soon as something is published, so that no reader waits for them.

A worker does it in a thread of its own: one page at a time, not while a reader waits for an answer, with a
pause after each. Answers are kept by generation, so nothing old can be shown; when something newer is
published meanwhile, it begins anew with that.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator

from pages._answers import Answers
from pages._site import all_pages

LOOK_S = 0.5  # how often to see whether something is published
PAUSE_S = 0.05  # after each page, and while readers wait
LEAVE_S = 2.0
PATIENCE_S = 5.0  # so long is a page put off for readers


class Warmer:
    """One a worker. `start` once, after the fork."""

    def __init__(self, answers: Answers) -> None:
        self.answers, self.site = answers, answers.site
        self._done = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run, name="warming", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Done after the page that is being made, or after two seconds."""
        self._done.set()
        if self._thread is not None:
            self._thread.join(LEAVE_S)

    def _run(self) -> None:
        ready = -1
        while not self._done.is_set():
            if (newest := self._newest(ready)) != ready:
                self._tried(newest)
                ready = newest
            self._done.wait(LOOK_S)

    def _newest(self, known: int) -> int:
        """The newest generation; the known one when the store cannot be read (readers are told why)."""
        try:
            return int(self.site.store.refresh())
        except Exception:
            return known

    def _tried(self, generation: int) -> None:
        try:
            self.warm(generation)
        except Exception:  # readers are told why
            logging.exception("the pages could not be made ready")

    def warm(self, generation: int) -> bool:
        """Make the pages of a generation; False when it was left for a newer one."""
        for path in self.addresses():
            self._wait_for_readers()
            if self._done.is_set() or self._newest(generation) != generation:
                return False
            self._prepare(path)
        return True

    def _prepare(self, path: str) -> None:
        try:
            self.answers.prepare(path)
        except Exception:  # the reader who asks for it is told the same
            logging.exception("%s could not be made ready", path)

    def addresses(self) -> Iterator[str]:
        """Läget, Jämför, each nämnd of the newest report, and the rest of the menu, of the usual kommun."""
        yield "/"
        kommun = self.site.default_kommun()
        reports = self.site.store.reports(kommun)
        menu = [page.path for page in all_pages() if page.menu is not None and page.cached]
        if reports:
            newest = self.site.store.namnder(kommun, reports[0]["report"])
            yield from (f"/namnd/{namnd['code']}" for namnd in newest)
        yield from (path for path in sorted(menu, key=lambda p: p != "/jamfor") if path != "/")

    def _wait_for_readers(self) -> None:
        """A short pause always; longer while readers wait, since a worker computes one thing at a time."""
        until = time.monotonic() + PATIENCE_S
        time.sleep(PAUSE_S)
        while self.answers.readers and time.monotonic() < until:
            time.sleep(PAUSE_S)
