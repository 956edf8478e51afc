"""Reading and publishing: each sample workbook against the bare reader, and how long a new report takes."""

from __future__ import annotations

import io
import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pandas
from python_calamine import CalamineWorkbook

from exports.demo import iterate
from intake import Intake
from loaders import _sandbox
from settings import Settings
from store import Store, publish, rebuild, withdraw
from tests.bench import quarterly as made
from tests.bench.timing import Table, ms, percentile, ratio, spread, times_ms

RUNS = 5


def reading(settings: Settings) -> Table:
    """Per workbook of Exempelstad: the whole reading with its checks, and the bare reader."""
    intake = Intake(settings, Store(settings.data_folder))
    ours, bare = [], []
    for name, content in (one for one in iterate() if one[0].endswith(".xlsx")):
        ours.append(statistics.median(times_ms(lambda: intake.read(name, content), 3)))  # noqa: B023
        bare.append(statistics.median(times_ms(lambda: _bare(content), 3)))  # noqa: B023
    ratios = [mine / its for mine, its in zip(ours, bare, strict=True)]
    rows = [
        ["Utfall: read in the sandbox, understood, checked", *_row(ours)],
        ["python-calamine: the cells only", *_row(bare)],
        ["ratio", *(f"{percentile(ratios, share):.1f} ×" for share in (0.5, 0.95, 1))],
    ]
    return f"Reading {len(ours)} sample workbooks", ("", "p50", "p95", "slowest"), rows


def _row(values: Sequence[float]) -> list[str]:
    return [ms(percentile(values, share)) for share in (0.5, 0.95, 1)]


def _bare(content: bytes) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()


def quarterly(settings: Settings, runs: int = 15) -> Table:
    """A workbook of eight sheets: read and checked, the bare reader, and what most programs read with."""
    content = made.workbook()
    intake = Intake(settings, Store(settings.data_folder))
    read = lambda: intake.read("kvartal.xlsx", content)  # noqa: E731
    first = times_ms(read, 1, 0)
    ours, bare = times_ms(read, runs), times_ms(lambda: _bare(content), runs)
    pandas_ms = times_ms(
        lambda: pandas.read_excel(io.BytesIO(content), sheet_name=None, engine="openpyxl"), 5
    )
    used = [_cpu_ms(read) for _ in range(runs)]
    report, _ = read()
    rows = [
        ["Utfall, the first file of a server: its reading process is started too", spread(first)],
        ["Utfall, any later file: read in the sandbox, understood, checked", spread(ours)],
        ["— processor time of that: in the program", spread([own for own, _ in used])],
        ["— in the child process", spread([child for _, child in used])],
        ["python-calamine: the cells only", spread(bare)],
        ["pandas.read_excel with openpyxl: the cells only", spread(pandas_ms)],
        ["Utfall / python-calamine", ratio(ours, bare)],
        ["Utfall / pandas", ratio(ours, pandas_ms)],
    ]
    facts = len(report.facts) if report else 0
    title = f"A quarterly workbook: {made.SHEETS} sheets, {len(content) // 1000} kB, {facts} facts"
    return title, ("", "median (range)"), rows


def _cpu_ms(work: Callable[[], Any]) -> tuple[float, float]:
    """Processor time of one piece of work: of this thread, and of the child that it was given to."""
    watch = _Watch()
    watch.start()
    begun = time.thread_time()
    work()
    own = time.thread_time() - begun
    watch.ended.set()
    watch.join()
    return own * 1000, sum(watch.used.values()) / 1e6


class _Watch(threading.Thread):
    """Looks each millisecond how long the children of the reading process have run: nobody waits for them."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.ended = threading.Event()
        self.used: dict[str, int] = {}

    def run(self) -> None:
        assert _sandbox._server is not None
        server = _sandbox._server.process.pid
        children = Path(f"/proc/{server}/task/{server}/children")
        while not self.ended.wait(0.001):
            for pid in children.read_text().split():
                self._look(pid)

    def _look(self, pid: str) -> None:
        try:
            self.used[pid] = int(Path(f"/proc/{pid}/schedstat").read_text().split()[0])
        except OSError:
            return


def publishing(settings: Settings) -> Table:
    """One report more in the sample store, and the whole store anew, on a copy of it."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "var"
        shutil.copytree(settings.data_folder, folder)
        before = len(list((folder / "submissions").iterdir()))
        name, content = list(iterate())[-1]
        report, _ = Intake(settings, Store(Path(place) / "empty")).read(name, content)
        assert report
        again = [_once_more(folder, report, content) for _ in range(RUNS)]
        anew = times_ms(lambda: rebuild(folder), 3)
        rows = [
            ["publish one report: stored, next generation built, switched to", spread(again)],
            ["rebuild the whole store from its submissions", spread(anew)],
        ]
        return f"Publishing into a store of {before} reports", ("", "time"), rows


def _once_more(folder: Path, report, content: bytes) -> float:  # type: ignore[no-untyped-def]
    """Publish a report that was withdrawn a moment ago; how long it took."""
    made = publish(folder, report, content, "Mätning")
    withdraw(folder, made.id, "Mätning")
    (taken,) = times_ms(lambda: publish(folder, report, content, "Mätning"), 1, 0)
    return taken


if __name__ == "__main__":
    from tests.bench.timing import markdown

    with tempfile.TemporaryDirectory() as place:
        print(markdown([quarterly(Settings(data_folder=Path(place) / "var"))]))
