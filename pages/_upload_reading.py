"""Readings of waiting files: at once when they are quick, otherwise in the background, told of and cancelled.

A reading belongs to one worker of the server. What it does stands in a file beside the received one, so that
any worker can tell how far it is; what it gave is kept there too. A reading whose worker died goes quiet.
"""

from __future__ import annotations

import contextlib
import hashlib
import inspect
import json
import logging
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pages._received import Waiting
from pages._upload import UploadService
from store.records import Finding, Report

Reading = tuple[Report | None, tuple[Finding, ...]]
Key = tuple[object, ...]
PATIENCE_S = 1.0
BEAT_S = 0.5
QUIET_S = 6.0
STEPS = ("Öppnar filen", "Tolkar tabellerna", "Prövar mot tidigare rapporter")
_REMEMBERED = 8
_STATE = "lasning.json"
FAULT = "Filen kunde inte läsas, på grund av ett fel i programmet. Felet är antecknat i serverns logg."


@dataclass(frozen=True, slots=True)
class Going:
    """How far a reading is. `died`: its worker has gone quiet, and it must be started again."""

    step: str
    started: float
    beat: float
    died: bool = False

    @property
    def seconds(self) -> int:
        return max(0, int(self.beat - self.started))

    @property
    def number(self) -> int:
        """Which of STEPS it is at, from 1."""
        return next((i for i, s in enumerate(STEPS, 1) if self.step.startswith(s)), 1)


@dataclass
class _Job:
    """One reading in this worker."""

    place: Path
    key: str
    step: str = ""
    started: float = field(default_factory=time.time)
    stop: threading.Event = field(default_factory=threading.Event)
    done: threading.Event = field(default_factory=threading.Event)
    reading: Reading = (None, ())

    def tell(self, step: str) -> None:
        self.step = step

    def beat(self) -> None:
        """Say that it lives. The received file is gone when it was abandoned: then the reading ends."""
        state = {"key": self.key, "step": self.step, "started": self.started, "beat": time.time()}
        part = self.place / f"{_STATE}.{secrets.token_hex(4)}"
        try:
            part.write_text(json.dumps(state), "utf-8")
            part.replace(self.place / _STATE)
        except OSError:
            self.stop.set()

    def watch(self) -> None:
        while not self.done.wait(BEAT_S):
            self.beat()


class Readings:
    """One per worker. A reading is a function of file and answers, so what is remembered may be forgotten."""

    def __init__(self, folder: Path, service: UploadService):
        self.folder, self.service = folder, service
        self._known: OrderedDict[Key, Reading] = OrderedDict()
        self._jobs: dict[Key, _Job] = {}
        self._lock = threading.Lock()
        self._tells = "stop" in inspect.signature(service.read).parameters

    def get(
        self,
        waiting: Waiting,
        key: Key,
        first: Callable[[Reading], None] | None = None,
        patience: float = PATIENCE_S,
    ) -> Reading | Going:
        """The reading, or how far it is when it takes longer than `patience` seconds. `first` is called with
        a reading that was made now, and not when it was known.
        """  # fmt: skip
        with self._lock:
            known, job = self._known.get(key), self._jobs.get(key)
        if known := known or self._kept(waiting, key):
            return known
        if job is None:
            if elsewhere := self._elsewhere(waiting, key):
                return elsewhere
            job = self._start(waiting, key, first)
        if job.done.wait(patience):
            return job.reading
        return Going(job.step, job.started, time.time())

    def again(self, token: str) -> None:
        """Forget that a reading died, so that the next look starts it anew."""
        (self.folder / token / _STATE).unlink(missing_ok=True)

    def cancel(self, token: str) -> None:
        """End the readings of a file in this worker; those of others end when they find the file gone."""
        with self._lock:
            jobs = [job for job in self._jobs.values() if job.place.name == token]
        for job in jobs:
            job.stop.set()
        for job in jobs:
            job.done.wait(BEAT_S)

    def _elsewhere(self, waiting: Waiting, key: Key) -> Going | None:
        """What another worker does with the same file and answers."""
        try:
            state = json.loads((self.folder / waiting.token / _STATE).read_text("utf-8"))
        except (OSError, ValueError):
            return None
        if state["key"] != repr(key) or state["step"] == "":
            return None
        return Going(state["step"], state["started"], state["beat"], time.time() - state["beat"] > QUIET_S)

    def _start(self, waiting: Waiting, key: Key, first: Callable[[Reading], None] | None) -> _Job:
        job = _Job(self.folder / waiting.token, repr(key), STEPS[0])
        with self._lock:
            if key in self._jobs:
                return self._jobs[key]
            self._jobs[key] = job
        threading.Thread(target=self._run, args=(waiting, key, job, first), daemon=True).start()
        return job

    def _run(self, waiting: Waiting, key: Key, job: _Job, first: Callable[[Reading], None] | None) -> None:
        watch = threading.Thread(target=self._watch, args=(job,), daemon=True)
        watch.start()
        job.reading = self._read(waiting, job)
        slow = time.time() - job.started > PATIENCE_S
        if not job.stop.is_set():
            self._finish(key, job, slow, first)
        with self._lock:
            self._jobs.pop(key, None)
        job.done.set()
        watch.join()
        (job.place / _STATE).unlink(missing_ok=True)

    def _finish(self, key: Key, job: _Job, slow: bool, first: Callable[[Reading], None] | None) -> None:
        if first:
            first(job.reading)
        with self._lock:
            self._remember(key, job.reading)
        if slow and job.reading[0] is not None and hasattr(self.service, "packed"):
            with contextlib.suppress(OSError):  # the file was abandoned meanwhile
                part = job.place / f"{_STATE}.{secrets.token_hex(4)}"
                part.write_bytes(self.service.packed(job.reading))
                part.replace(_kept_at(job.place, key))

    def _kept(self, waiting: Waiting, key: Key) -> Reading | None:
        """What a slow reading gave, in another worker or before a restart."""
        try:
            packed = _kept_at(self.folder / waiting.token, key).read_bytes()
        except OSError:
            return None
        reading: Reading = self.service.unpacked(packed)  # type: ignore[attr-defined]
        with self._lock:
            self._remember(key, reading)
        return reading

    @staticmethod
    def _watch(job: _Job) -> None:
        """Only a reading that takes its time is told of in a file."""
        if not job.done.wait(BEAT_S):
            job.beat()
            job.watch()

    def _read(self, waiting: Waiting, job: _Job) -> Reading:
        """A fault of the program's own is logged and told; it must not take the page down."""
        more: dict[str, Any] = {"progress": job.tell, "stop": job.stop} if self._tells else {}
        try:
            return self.service.read(waiting.name, waiting.content, waiting.answers, **more)
        except ValueError as wrong:
            return None, (Finding("error", "fel_svar", str(wrong)),)
        except Exception:
            logging.exception("reading %r failed", waiting.name)
            return None, (Finding("error", "programfel", FAULT),)

    def _remember(self, key: Key, reading: Reading) -> None:
        self._known[key] = reading
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)


def _kept_at(place: Path, key: Key) -> Path:
    return place / f"last-{hashlib.sha256(repr(key).encode()).hexdigest()[:16]}.json"
