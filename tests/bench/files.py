"""Reading and publishing: each sample workbook against the bare reader, and how long a new report takes."""

from __future__ import annotations

import io
import shutil
import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path

from python_calamine import CalamineWorkbook

from exports.demo import iterate
from intake import Intake
from settings import Settings
from store import Store, publish, rebuild, withdraw
from tests.bench.timing import Table, ms, percentile, spread, times_ms

RUNS = 5


def reading(settings: Settings) -> Table:
    """Per workbook of Exempelstad: the whole reading with its checks, and the bare reader."""
    intake = Intake(settings, Store(settings.data_folder))
    ours, bare = [], []
    for name, content in iterate():
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
