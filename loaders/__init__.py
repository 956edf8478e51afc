"""A file in, facts out, each with the cell it came from: `read_file` reads any report that a kommun may
send."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Event
from typing import Any

from loaders import _apart, _plain
from loaders._given import SKIP
from loaders._kept import Rules
from loaders._unreadable import Unreadable
from settings import Settings, load
from store.records import Report

__all__ = ["Unreadable", "annotated", "read_file"]


def read_file(
    source: Path | bytes,
    name: str = "",
    *,
    kommun: str | None = None,
    namnd: str | None = None,
    period: str | None = None,
    settings: Settings | None = None,
    answers: Mapping[str, str] | None = None,
    rules: Rules | None = None,
    progress: Callable[[str], None] | None = None,
    stop: Event | None = None,
) -> Report:
    """Read a report file (a path, or bytes with their file name).

    kommun, namnd (code or name) and period ('YYYY-MM') go before what the file itself says. `answers` are the
    user's answers to questions: {Finding.key: one of its choices}. `rules` are the answers that are kept, of
    each kommun (loaders.rules); the user's own go before them. Raises Unreadable when the file cannot be read
    at all, and ValueError when kommun or period is not one. `progress` hears each step; `stop` ends the
    reading (Unreadable with the code avbruten).
    """
    given = dict(answers or {})
    whole = {"kommun": kommun, "namnd": namnd, "period": period}
    told = {
        n: given.pop(f"fraga_{n}") if given.get(f"fraga_{n}", SKIP) != SKIP else v for n, v in whole.items()
    }
    options = {**told, "answers": given, "rules": rules or {}}
    job = _apart.Job("loaders._understand:report", options, progress or (lambda _: None), stop)
    return _plain.unpack(Report, _apart.run(source, name, settings or load(), job))


def annotated(name: str, content: bytes, options: dict[str, Any], settings: Settings) -> bytes:
    """The file as a workbook with `options` (exports.annotate.options) written into it. Raises Unreadable.

    It is opened in the child process, as when it is read.
    """
    job = _apart.Job("exports.annotate:annotated", options)
    return base64.b64decode(_apart.run(content, name, settings, job))
