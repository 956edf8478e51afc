"""One writer at a time, and a dead one is no obstacle."""

import threading
from pathlib import Path

import pytest

from store import Store, StoreBusy, publish
from store.lock import writing
from tests.store.factory import make_report


def test_a_second_writer_is_told_who_writes(tmp_path: Path) -> None:
    with writing(tmp_path), pytest.raises(StoreBusy, match=r"En annan publicering pågår \(process \d+\)"):
        publish(tmp_path, *make_report(), "ekonom", wait=0.05)
    assert Store(tmp_path).submissions() == []


def test_a_second_writer_waits_for_the_first(tmp_path: Path) -> None:
    threads = [
        threading.Thread(target=publish, args=(tmp_path, *make_report(report=f"2024-0{n}"), "ekonom"))
        for n in range(1, 5)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(Store(tmp_path).reports("goteborg")) == 4


def test_an_error_inside_frees_the_lock(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), writing(tmp_path):
        raise ZeroDivisionError
    with writing(tmp_path, wait=0):
        pass
