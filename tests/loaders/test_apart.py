"""Tables are understood in the child process too: what it gives is the same, and it can be ended."""

from __future__ import annotations

import threading
import time

import pytest

from loaders import Unreadable, _apart, _plain, _sandbox, read_file
from settings import Settings
from store.records import Report
from tests.fixtures.pasted import SHAPES
from tests.store.factory import make_report


def test_a_report_is_the_same_after_the_way_through_the_child() -> None:
    report = make_report()[0]
    assert _plain.unpack(Report, _plain.pack(report)) == report


def test_each_step_is_told() -> None:
    told: list[str] = []
    shape = SHAPES[0]
    read_file(shape.build(), shape.file, settings=Settings(), progress=told.append, **shape.hints)  # type: ignore[arg-type]
    assert told[:2] == ["Öppnar filen", "Tolkar tabellerna"]


def _slow(job: _apart.Job) -> str:
    with pytest.raises(Unreadable) as caught:
        _apart.run(b"Intakter;1", "langsam.csv", Settings(upload_seconds=2), job)
    return caught.value.code


def test_understanding_that_never_ends_is_ended_at_the_limit() -> None:
    assert _slow(_apart.Job("tests.hostile.readers:ponders")) == "tid"


def test_a_reading_that_is_cancelled_ends_at_once() -> None:
    stop = threading.Event()
    threading.Timer(0.3, stop.set).start()
    started = time.monotonic()
    job = _apart.Job("tests.hostile.readers:ponders", stop=stop)
    with pytest.raises(Unreadable) as caught:
        _apart.run(b"Intakter;1", "langsam.csv", Settings(), job)
    assert caught.value.code == "avbruten" and time.monotonic() - started < 5


def test_a_fault_of_the_program_is_told_with_where_it_was() -> None:
    with pytest.raises(_sandbox.Fault, match="KeyError: 'styles"):
        _apart.run(b"Intakter;1", "fel.csv", Settings(), _apart.Job("tests.hostile.readers:fails"))


def test_a_period_that_cannot_be_is_told() -> None:
    with pytest.raises(ValueError, match="ÅÅÅÅ-MM"):
        read_file(b"Intakter;1", "a.csv", settings=Settings(), period="augusti")
