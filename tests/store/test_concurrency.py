"""Readers in several processes and threads are never blocked, and never see half of what is published."""

import multiprocessing
import time
from pathlib import Path

from store import Store, publish_many
from tests.store.factory import make_report
from tests.store.processes import ask_after_fork, clean_server, read_for_ever

GENERATIONS = 10
KINDS = ("delarsrapport", "arbetsbok")


def test_readers_while_a_writer_publishes(tmp_path: Path) -> None:
    context = clean_server()
    stop, answers = context.Event(), context.Queue()
    readers = [
        context.Process(target=read_for_ever, args=(tmp_path, stop, answers, threads)) for threads in (2, 3)
    ]
    for reader in readers:
        reader.start()
    for month in range(1, GENERATIONS + 1):
        pair = [make_report(report=f"2024-{month:02}", kind=kind, salt=kind) for kind in KINDS]
        publish_many(tmp_path, pair, "ekonom")
        time.sleep(0.1)
    stop.set()
    found = [answers.get(timeout=30) for _ in readers]
    for reader in readers:
        reader.join(30)
    assert [faults for _, _, faults in found] == [[], []]
    assert all(asked > 20 and len(seen) > 3 and max(seen) == GENERATIONS for asked, seen, _ in found), found


def test_a_store_that_was_open_before_a_fork_answers_in_parent_and_child(tmp_path: Path) -> None:
    publish_many(tmp_path, [make_report()], "ekonom")
    store = Store(tmp_path)
    assert len(store.kommuner()) == 1
    context = multiprocessing.get_context("fork")
    answers = context.Queue()
    children = [context.Process(target=ask_after_fork, args=(store, answers)) for _ in range(2)]
    for child in children:
        child.start()
    assert [answers.get(timeout=20) for _ in children] == [1, 1]
    for child in children:
        child.join(20)
    assert [child.exitcode for child in children] == [0, 0] and len(store.kommuner()) == 1
