"""A reading that takes its time: told of, cancelled, seen by every worker, and noticed when it has died."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import create_app
from intake import Intake
from pages import _upload_reading
from settings import Settings
from store import Store
from store.records import Finding, Report
from tests.pages.test_upload import post, send, token
from tests.store.factory import make_report


class Slow:
    """Reads until it is let to finish, or is stopped."""

    def __init__(self) -> None:
        self.finish = Event()
        self.stopped = Event()
        self.count = 0

    def read(
        self, name: str, _content: bytes, _answers: Mapping[str, str], *,
        progress: Callable[[str], None], stop: Event,
    ) -> tuple[Report | None, tuple[Finding, ...]]:  # fmt: skip
        self.count += 1
        progress("Tolkar tabellerna")
        while not self.finish.wait(0.02):
            if stop.is_set():
                self.stopped.set()
                return None, (Finding("error", "olaslig:avbruten", "Avbruten."),)
        report = replace(make_report()[0], file=name)
        return report, report.findings

    packed, unpacked = Intake.packed, Intake.unpacked


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, seconds in (("PATIENCE_S", 0.2), ("BEAT_S", 0.05), ("QUIET_S", 1.0)):
        monkeypatch.setattr(_upload_reading, name, seconds)
    monkeypatch.setattr(_upload_reading.Readings.get, "__defaults__", (None, 0.2))


@pytest.fixture
def slow() -> Slow:
    return Slow()


def worker(folder: Path, service: Any) -> FlaskClient:
    """A worker of the server: several share the folder."""
    return create_app(Settings(data_folder=folder), Store(folder), reader=service).server.test_client()


@pytest.fixture
def client(tmp_path: Path, slow: Slow) -> FlaskClient:
    return worker(tmp_path, slow)


def _wait(happened: Callable[[], Any]) -> None:
    end = time.monotonic() + 10
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.02)


def _progress(client: FlaskClient, address: str) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"/ladda-upp/gang?mottagen={token(address)}").json
    return found


def test_a_slow_reading_is_told_of_and_then_shown(client: FlaskClient, slow: Slow) -> None:
    address = send(client, b"ok")
    shown = client.get(address).text
    assert "<h1>Filen läses" in shown and "Steg 2 av 3: Tolkar tabellerna." in shown
    assert '<noscript><meta content="2" http-equiv="refresh"></noscript>' in shown
    assert _progress(client, address)["steg"] == 2
    slow.finish.set()
    _wait(lambda: _progress(client, address)["klar"])
    assert "Ingenting är publicerat ännu" in client.get(address).text
    assert slow.count == 1


def test_a_cancelled_reading_ends_and_leaves_nothing(client: FlaskClient, slow: Slow, tmp_path: Path) -> None:
    address = send(client, b"ok")
    assert "avbruten" in post(client, "avbryt", mottagen=token(address))
    assert slow.stopped.wait(5)
    time.sleep(0.2)
    assert list((tmp_path / "received").iterdir()) == []
    assert "finns inte kvar" in client.get(address).text


def test_another_worker_tells_of_it_and_cancels_it(client: FlaskClient, slow: Slow, tmp_path: Path) -> None:
    other = worker(tmp_path, Slow())
    address = send(client, b"ok")
    _wait((tmp_path / "received" / token(address) / "lasning.json").exists)
    assert "Steg 2 av 3" in other.get(address).text
    post(other, "avbryt", mottagen=token(address))
    assert slow.stopped.wait(5)


def test_another_worker_shows_the_result_without_reading_again(
    client: FlaskClient, slow: Slow, tmp_path: Path
) -> None:
    never = Slow()
    other = worker(tmp_path, never)
    address = send(client, b"ok")
    _wait((tmp_path / "received" / token(address) / "lasning.json").exists)
    slow.finish.set()
    _wait(lambda: _progress(client, address)["klar"])
    assert "Ingenting är publicerat ännu" in other.get(address).text
    assert never.count == 0


def test_a_reading_that_died_with_its_server_is_noticed(
    client: FlaskClient, slow: Slow, tmp_path: Path
) -> None:
    address = send(client, b"ok")
    state = tmp_path / "received" / token(address) / "lasning.json"
    _wait(state.exists)
    last = json.loads(state.read_text())
    slow.finish.set()
    _wait(lambda: not state.exists())
    for kept in state.parent.glob("last-*"):
        kept.unlink()
    state.write_text(json.dumps(last | {"beat": last["beat"] - 60}))
    fresh = worker(tmp_path, slow)
    shown = fresh.get(address).text
    assert "<h1>Läsningen avbröts" in shown and "Läs filen igen" in shown
    assert "Ingenting är publicerat ännu" in fresh.get(post(fresh, "las-om", mottagen=token(address))).text


def test_a_quick_reading_is_shown_at_once(tmp_path: Path, slow: Slow) -> None:
    slow.finish.set()
    client = worker(tmp_path, slow)
    assert "Ingenting är publicerat ännu" in client.get(send(client, b"ok")).text
    assert not list(tmp_path.rglob("lasning.json*")) and not list(tmp_path.rglob("last-*"))


def test_a_file_is_read_once_however_many_ask(client: FlaskClient, slow: Slow) -> None:
    address = send(client, b"ok")
    threads = [threading.Thread(target=client.get, args=(address,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert slow.count == 1
