"""Readers in several processes and threads are never blocked, and never see half of what is published."""

import time
from pathlib import Path

from store import publish_many
from tests.store.factory import make_report
from tests.store.processes import clean_server, read_for_ever

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
        publish_many(tmp_path, pair, "Anna")
        time.sleep(0.1)
    stop.set()
    found = [answers.get(timeout=30) for _ in readers]
    for reader in readers:
        reader.join(30)
    assert [faults for _, _, faults in found] == [[], []]
    assert all(asked > 20 and len(seen) > 3 and max(seen) == GENERATIONS for asked, seen, _ in found), found
