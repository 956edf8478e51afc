"""A ledger of 200 000 rows × 12 columns: from file to stored facts, against python-calamine alone."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from intake import Intake
from settings import ROOT, Settings
from store import Store
from tests.bench.timing import Table
from tests.loaders.flat import files, made

ROWS = 200_000
RUNS = 3
FOLDER = ROOT / "build" / "bench"
MB = 1 << 20


def ledger(settings: Settings) -> Table:
    """Read, understood, checked and published; the same as CSV; python-calamine and pandas for comparison."""
    xlsx, text = _made("xlsx"), _made("csv")
    bare = statistics.median(_times(lambda: _alone("calamine", xlsx)))
    rows = [["python-calamine alone", f"{bare:.2f} s", "", "1,00 ×"]]
    for name, path in (("Utfall, xlsx", xlsx), ("Utfall, CSV", text)):
        ours, memory, facts = _ours(settings, path)
        rows.append(
            [f"{name}: {facts} facts stored", f"{ours:.2f} s", f"{memory:.0f} MB", _times_of(ours, bare)]
        )
    slow = _alone("pandas", xlsx)
    rows.append(["pandas.read_excel with openpyxl, read only", f"{slow:.1f} s", "", _times_of(slow, bare)])
    return f"A ledger of {ROWS:,} rows × 12 columns", ("", "time", "peak memory", "ratio"), rows


def _times_of(value: float, bare: float) -> str:
    return f"{value / bare:.2f} ×".replace(".", ",")


def _made(kind: str) -> Path:
    """The file, made the first time."""
    path = FOLDER / f"exempelstad-huvudbok-{ROWS}.{kind}"
    if not path.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        lines = files.table(files.RAINDANCE, made.rows(ROWS))
        path.write_bytes((files.xlsx if kind == "xlsx" else files.csv)(lines, above=()))
    return path


def _times(work: Callable[[], float]) -> list[float]:
    return [work() for _ in range(RUNS)]


_ALONE = {
    "calamine": "import python_calamine as c; "
    "work = lambda: c.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()",
    "pandas": "import pandas; work = lambda: pandas.read_excel(path, engine='openpyxl')",
}


def _alone(library: str, path: Path) -> float:
    """Seconds that a library needs in a process of its own, without its import."""
    timed = "t = time.perf_counter(); found = work(); print(time.perf_counter() - t)"
    code = f"import sys, time; path = sys.argv[1]; {_ALONE[library]}; {timed}"
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    return float(done.stdout)


def _ours(settings: Settings, path: Path) -> tuple[float, float, int]:
    """(median seconds, peak of this process and the reading ones together in MB, facts)."""
    wide = replace(settings, upload_max_mb=max(settings.upload_max_mb, 40))
    with tempfile.TemporaryDirectory() as place:
        Intake(wide, Store(Path(place) / "warm")).read("liten.csv", b"a;b\n1;2\n")
        with _memory() as peak:
            taken = [_once(replace(wide, data_folder=Path(place) / str(n)), path) for n in range(RUNS)]
    return statistics.median(t for t, _ in taken), peak[0] / MB, taken[0][1]


def _once(settings: Settings, path: Path) -> tuple[float, int]:
    intake = Intake(settings, Store(settings.data_folder))
    begun = time.perf_counter()
    content = path.read_bytes()
    report, _ = intake.read(path.name, content)
    assert report and report.facts, "the ledger was not read"
    intake.publish(report, content, "Mätning")
    return time.perf_counter() - begun, len(report.facts)


@contextmanager
def _memory() -> Iterator[list[int]]:
    """The most memory that this process and its children have had together, in bytes, when the block ends."""
    peak, done = [0], threading.Event()
    watch = threading.Thread(target=_watch, args=(peak, done))
    watch.start()
    try:
        yield peak
    finally:
        done.set()
        watch.join()


def _watch(peak: list[int], done: threading.Event) -> None:
    while not done.wait(0.02):
        peak[0] = max(peak[0], sum(_pss(p) for p in _family()))


def _family() -> list[int]:
    """This process and those below it."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except OSError:
                continue
    mine = {_self()}
    for _ in range(4):
        mine |= {pid for pid, parent in parents.items() if parent in mine}
    return sorted(mine)


def _self() -> int:
    return int(Path("/proc/self").resolve().name)


def _pss(pid: int) -> int:
    """Its share of memory: pages that processes share are counted once."""
    try:
        lines = (Path("/proc") / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


if __name__ == "__main__":
    from tests.bench.timing import markdown

    print(markdown([ledger(Settings())]))
