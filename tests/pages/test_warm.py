"""What is published is ready when the first reader comes, and nothing older is shown after it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from app import create_app, warmer
from pages import _warm
from pages._answers import Answers
from pages._warm import Warmer
from settings import Settings
from store import Store, publish, publish_many
from tests.store.factory import make_report

PAGES = ["/", "/namnd/kommunstyrelsen", "/jamfor", "/personal"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    publish_many(tmp_path, [make_report("exempelstad")], "attestant")
    return tmp_path


@pytest.fixture
def server(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(_warm, "LOOK_S", 0.02)
    monkeypatch.setattr(_warm, "PAUSE_S", 0.001)
    return create_app(Settings(), Store(folder)).server


@pytest.fixture
def warm(server: Any) -> Iterator[Warmer]:
    made = warmer(server)
    yield made
    made.stop()


def _made(warm: Warmer, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the pages that are laid out from now on."""
    paths: list[str] = []
    lay = Answers._written

    def counted(self: Answers, generation: int, path: str, search: str) -> Any:
        paths.append(path)
        return lay(self, generation, path, search)

    monkeypatch.setattr(Answers, "_written", counted)
    warm.answers.__init__(warm.site)  # type: ignore[misc]
    return paths


def test_the_most_asked_pages_are_made_once_and_not_again_for_the_reader(
    server: Any, warm: Warmer, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = _made(warm, monkeypatch)
    assert warm.warm(warm.site.store.refresh())
    assert set(PAGES) <= set(made) and len(made) == len(set(made)) and made[0] == "/"
    before = len(made)
    for path in PAGES:
        assert server.test_client().get(path).status_code == 200
    assert len(made) == before


def test_after_a_publication_the_new_pages_are_ready_and_the_old_are_never_shown(
    folder: Path, server: Any, warm: Warmer, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = _made(warm, monkeypatch)
    warm.start()
    _until(lambda: len(made) >= len(PAGES))
    client = server.test_client()
    results = ["30,3", "38,0", "45,7", "53,4", "61,1"]  # of the period
    for times, (old, new) in enumerate(pairwise(results), 1):
        added = times * Decimal("7.7")
        publish(folder, *make_report("exempelstad", add=added, salt=str(added)), publisher="attestant")
        shown = client.get("/namnd/kommunstyrelsen").text
        assert new in shown and old not in shown
    made.clear()
    publish(folder, *make_report("exempelstad", add=9, salt="9"), publisher="attestant")
    _until(lambda: set(PAGES) <= set(made))
    made.clear()
    assert "39,3" in client.get("/namnd/kommunstyrelsen").text and made == []


def test_what_is_newer_ends_the_work_on_what_is_older(
    folder: Path, warm: Warmer, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = _made(warm, monkeypatch)
    old = warm.site.store.refresh()
    publish(folder, *make_report("exempelstad", add=1, salt="1"), publisher="attestant")
    assert not warm.warm(old) and made == []


def test_a_page_is_put_off_while_readers_wait(warm: Warmer, monkeypatch: pytest.MonkeyPatch) -> None:
    made = _made(warm, monkeypatch)
    with warm.answers._read():
        warm.start()
        time.sleep(0.3)
        assert made == []
    _until(lambda: len(made) >= len(PAGES))


def test_a_page_that_fails_does_not_stop_the_others(warm: Warmer, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    def prepare(path: str) -> None:
        if path == "/":
            raise ValueError("damaged")
        done.append(path)

    monkeypatch.setattr(warm.answers, "prepare", prepare)
    assert warm.warm(warm.site.store.refresh()) and set(PAGES[1:]) <= set(done)


def test_a_store_without_publications_is_no_trouble(tmp_path: Path) -> None:
    warm = warmer(create_app(Settings(), Store(tmp_path)).server)
    assert warm.warm(warm.site.store.refresh())


def test_a_page_that_many_ask_for_at_once_is_made_once(
    server: Any, warm: Warmer, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = _made(warm, monkeypatch)
    asking = [threading.Thread(target=server.test_client().get, args=("/jamfor",)) for _ in range(8)]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    assert made == ["/jamfor"]


def _until(true: Any) -> None:
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)
