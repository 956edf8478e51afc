"""plotly.js as the plotly package ships it, cut down to the trace types that the charts use."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from charts import _bundle

TRACES = ("bar", "scatter")
"""What the browser can draw; tests/charts/test_library.py sees to it that no chart uses another."""

_KEPT = Path(sys.prefix) / "share" / "utfall"


@cache
def _shipped() -> Path:
    """The whole library's file; found without importing plotly, which takes 0.3 s and much memory."""
    found = find_spec("plotly")
    assert found and found.origin
    return Path(found.origin).parent / "package_data" / "plotly.min.js"


@cache
def name() -> str:
    """Another for each library and each way of cutting it, so that browsers may keep the file."""
    made_by = hashlib.sha256(Path(_bundle.__file__).read_bytes() + " ".join(TRACES).encode())
    made_by.update(f"{_shipped().stat().st_size} {version()}".encode())
    return f"plotly-{made_by.hexdigest()[:12]}"


def version() -> str:
    """plotly.js's own version, from the head of its file."""
    with _shipped().open("rb") as file:
        return file.read(60).split(b" v", 1)[-1].split(b"\n", 1)[0].decode()


def script() -> bytes:
    """The minified library: the file that was cut before, else cut now (a second) and kept beside Python."""
    kept = _KEPT / f"{name()}.js"
    try:
        return kept.read_bytes()
    except OSError:
        made = _cut()
        _keep(kept, made)
        return made


def _cut() -> bytes:
    """The whole library where it cannot be cut: slower to load, and right."""
    whole = _shipped().read_bytes()
    try:
        return _bundle.cut(whole.decode(), TRACES).encode()
    except ValueError as error:
        logging.getLogger(__name__).warning("plotly.js is served whole: %s", error)
        return whole


def _keep(place: Path, made: bytes) -> None:
    """So that the next process need not cut; where nothing may be written, it does."""
    unfinished = place.with_suffix(f".{os.getpid()}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(made)
        unfinished.replace(place)
    except OSError:
        with contextlib.suppress(OSError):
            unfinished.unlink()
