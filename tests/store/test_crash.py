"""A writer killed at any moment leaves the last published generation whole, and no half submission."""

import random
import time
from pathlib import Path
from typing import Any

from store import Store, generation, publish
from store._files import TMP
from store.submissions import CONTROL_TOTALS, FACTS, ids, read_json
from tests.store.factory import make_report
from tests.store.processes import broken, clean_server, publish_for_ever

KILLS = 45


def test_kill_the_writer_at_random_moments(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    moments = random.Random(11)
    context, store = clean_server(), Store(folder)
    before: set[str] = set()
    for kill in range(KILLS):
        after = moments.uniform(0.0, 0.2 if kill % 3 else 0.6)
        began, done = _killed_writer(context, folder, tmp_path / f"log-{kill}", after)
        _no_more_and_no_less(store, before | done, began)
        _everything_stored_is_whole(folder)
        report, original = make_report(salt=f"next {kill}", report=f"{2000 + kill}-04")
        publish(folder, report, original, "attest")
        _no_more_and_no_less(store, before | done | {report.sha256}, began)
        assert {s["id"] for s in store.submissions()} == set(ids(folder))
        before = _visible(store)
    assert len(before) > KILLS and not list(folder.rglob(f"*{TMP}*"))
    assert len(list(folder.glob("store-*.duckdb"))) <= generation.KEEP


def _killed_writer(context: Any, folder: Path, log: Path, after: float) -> tuple[set[str], set[str]]:
    """Let a process publish, kill it; the files that it began to publish, and those that it was done with."""
    writer = context.Process(target=publish_for_ever, args=(folder, log, log.name))
    writer.start()
    while not log.exists() or not log.stat().st_size:
        time.sleep(0.002)
    time.sleep(after)
    writer.kill()
    writer.join()
    lines = [line.split() for line in log.read_text().splitlines()]
    return {sha for _, sha in lines}, {sha for word, sha in lines if word == "done"}


def _no_more_and_no_less(store: Store, done: set[str], began: set[str]) -> None:
    """All that is done is visible and whole, and at most the one that was being published besides."""
    visible = _visible(store)
    assert done <= visible
    assert visible - done <= began and len(visible - done) <= 1
    assert broken(store) == []


def _visible(store: Store) -> set[str]:
    return {s["sha256"] for s in store.submissions()}


def _everything_stored_is_whole(folder: Path) -> None:
    for submission in ids(folder):
        content = read_json(folder, submission)
        home = folder / "submissions" / submission
        assert {p.name for p in home.iterdir()} == {FACTS, CONTROL_TOTALS, "report.json"}
        assert (folder / "originals" / content["sha256"]).stat().st_size > 0
