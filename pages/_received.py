"""Files that have been received but not published: they wait in a folder, survive a restart, and expire.

Only the file, its name and the answers given are kept. What was read from it is a function of these, so it is
read again when needed and never stored: nothing of an abandoned file reaches the published store.
"""

from __future__ import annotations

import contextlib
import json
import re
import secrets
import shutil
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")
HOURS = 24


@dataclass(frozen=True, slots=True)
class Waiting:
    """One received file. `answers` maps a question's key to the chosen answer."""

    token: str
    name: str
    content: bytes
    received: float
    answers: Mapping[str, str] = field(default_factory=dict)
    message: str = ""  # what went wrong with it, to be told once the page is shown


class Received:
    """The waiting room: `folder` holds one folder per received file. Safe for several processes."""

    def __init__(self, folder: Path, hours: float = HOURS):
        self.folder, self.seconds = folder, hours * 3600

    def put(self, name: str, content: bytes, message: str = "") -> str:
        """Keep a file; gives the token that names it. Files whose time is out are removed on the way."""
        self.sweep()
        token = secrets.token_urlsafe(16)
        place = self.folder / token
        place.mkdir(parents=True, mode=0o700)
        (place / "original").write_bytes(content)
        self._write(place, {"name": name, "received": time.time(), "answers": {}, "message": message})
        return token

    def get(self, token: str) -> Waiting | None:
        """The waiting file, or None if there is none (wrong token, expired, published or abandoned)."""
        place = self._place(token)
        if place is None:
            return None
        try:
            about = json.loads((place / "about.json").read_text("utf-8"))
            content = (place / "original").read_bytes()
        except (OSError, ValueError):
            return None
        if self._expired(about["received"]):
            return None
        return Waiting(token, content=content, **about)

    def answer(self, token: str, answers: Mapping[str, str]) -> Waiting | None:
        """Add answers to the questions of a waiting file."""
        return self._change(token, lambda old: {"answers": {**old.answers, **answers}, "message": ""})

    def forget(self, token: str, key: str) -> Waiting | None:
        """Take back the answer to a question."""
        return self._change(
            token, lambda old: {"answers": {k: v for k, v in old.answers.items() if k != key}, "message": ""}
        )

    def note(self, token: str, message: str) -> Waiting | None:
        """Say what went wrong with a waiting file."""
        return self._change(token, lambda _old: {"message": message})

    def take(self, token: str) -> Waiting | None:
        """Get the file and remove it, so that of two who ask at once only one gets it."""
        waiting, place = self.get(token), self._place(token)
        if waiting is None or place is None:
            return None
        taken = place.with_name(f"{token}.{secrets.token_hex(4)}")
        try:
            place.rename(taken)
        except OSError:
            return None
        shutil.rmtree(taken, ignore_errors=True)
        return waiting

    def put_back(self, waiting: Waiting, message: str) -> None:
        """Undo `take`, with word of what went wrong."""
        place = self.folder / waiting.token
        place.mkdir(parents=True, mode=0o700)
        (place / "original").write_bytes(waiting.content)
        self._write(place, _about(waiting) | {"message": message})

    def _change(self, token: str, change: Callable[[Waiting], dict[str, object]]) -> Waiting | None:
        waiting, place = self.get(token), self._place(token)
        if waiting is None or place is None:
            return None
        self._write(place, _about(waiting) | change(waiting))
        return self.get(token)

    def refuse(self, token: str, message: str) -> None:
        """Let go of the content of a file that cannot be read; its name waits with the message."""
        place = self._place(token)
        if place is not None:
            self._change(token, lambda _old: {"message": message})
            (place / "original").write_bytes(b"")

    def drop(self, token: str) -> None:
        """Forget a waiting file."""
        place = self._place(token)
        if place is not None:
            gone = place.with_name(f"{token}.{secrets.token_hex(4)}")  # nobody can write in it any more
            with contextlib.suppress(OSError):
                place.rename(gone)
            shutil.rmtree(gone, ignore_errors=True)

    def sweep(self) -> None:
        """Remove what has waited too long."""
        for place in self.folder.iterdir() if self.folder.is_dir() else ():
            if self._expired(place.stat().st_mtime):
                shutil.rmtree(place, ignore_errors=True)

    def _expired(self, since: float) -> bool:
        return time.time() - since > self.seconds

    def _place(self, token: str) -> Path | None:
        """A token is checked by its form before it becomes a path: it comes from the address."""
        place = self.folder / token if _TOKEN.fullmatch(token or "") else None
        return place if place is not None and place.is_dir() else None

    @staticmethod
    def _write(place: Path, about: Mapping[str, object]) -> None:
        part = place / "about.json.part"
        part.write_text(json.dumps(about, ensure_ascii=False), "utf-8")
        part.replace(place / "about.json")


def _about(waiting: Waiting) -> dict[str, object]:
    kept = ("name", "received", "answers", "message")
    return {name: getattr(waiting, name) for name in kept}
