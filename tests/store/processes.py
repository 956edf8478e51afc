"""What the crash and concurrency tests run in processes of their own."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import threading
from pathlib import Path
from typing import Any

import pyarrow as pa

from store import Store, publish
from tests.store.factory import make_report

pa.table({"x": [1]})  # pyarrow loads half of itself at its first table: once, not once a process

WHOLE = """
SELECT s.id, s.report, s.facts, s.file,
       (SELECT count(*) FROM fact f WHERE f.submission = s.id) AS stored,
       (SELECT count(*) FROM finding d WHERE d.submission = s.id) AS findings
FROM submission s
"""


def clean_server() -> Any:
    """A context whose processes are forked from a small one that has imported this and done nothing else."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.store.processes"])
    return context


def broken(store: Store) -> list[dict[str, Any]]:
    """The visible submissions that are not whole."""
    rows: list[dict[str, Any]] = store._query(WHOLE).to_pylist()
    return [r for r in rows if r["stored"] != r["facts"] or r["findings"] != 1]


def publish_for_ever(folder: Path, log: Path, name: str) -> None:
    """Publish small reports one by one; a line in `log` before and after each."""
    lines = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for nr in itertools.count():
        report, original = make_report(f"k-{name}", f"{2000 + nr % 24}-08", salt=f"{name}-{nr}")
        os.write(lines, f"began {report.sha256}\n".encode())
        publish(folder, report, original, "ekonom")
        os.write(lines, f"done {report.sha256}\n".encode())


def read_for_ever(folder: Path, stop: Any, answers: Any, threads: int) -> None:
    """Ask one Store from several threads until `stop`; to `answers`: how much was asked, what went wrong."""
    store = Store(folder)
    counts = [0] * threads
    faults: list[str] = []
    seen: set[int] = set()

    def ask(number: int) -> None:
        while not stop.is_set() and not faults:
            try:
                faults.extend(_faults(store))
                seen.add(store.generation)
            except Exception as error:
                faults.append(repr(error))
            counts[number] += 1
            stop.wait(0.005)

    workers = [threading.Thread(target=ask, args=(n,)) for n in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    answers.put((sum(counts), sorted(seen), faults))


def _faults(store: Store) -> list[str]:
    rows = store._query(WHOLE).to_pylist()
    halves = {r["report"] for r in rows if r["stored"] != r["facts"]}
    alone = {r["report"] for r in rows if sum(o["report"] == r["report"] for o in rows) != 2}
    names = {row["name"] for row in store.namnder("goteborg")}
    return [f"{kind}: {sorted(found)}" for kind, found in (("half", halves), ("alone", alone)) if found] + (
        [f"namnder {names}"] if rows and names != {"Kommunstyrelsen"} else []
    )


def ask_after_fork(store: Store, answers: Any) -> None:
    """Ask a Store that the parent had opened."""
    answers.put(len(store.kommuner()))
