"""What a page costs that nobody has asked for yet, in a worker that has just begun.

Processor time, not the clock: other work on the machine hardly changes it.
`python -m tests.bench.first FOLDER ADDRESS` prints one page as JSON, in a process of its own.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from settings import ROOT, Settings
from tests.bench.timing import Table, ms

RUNS = 3


def first(folder: Path, addresses: dict[str, str]) -> Table:
    """Each page alone, and the same page of another report, whose figures are other."""
    rows = [
        [name, *_row([_apart(folder, address) for _ in range(RUNS)])] for name, address in addresses.items()
    ]
    title = f"A page's first view in a worker that has just begun, processor time, median of {RUNS}"
    headings = ("page", "in all", "answered by DuckDB", "the rest: nyckeltal, sekretess, HTML", "questions")
    return title, headings, rows


def _row(runs: list[dict[str, float]]) -> list[str]:
    told = sorted(runs, key=lambda run: run["whole"])[len(runs) // 2]
    rest = told["whole"] - told["asked"]
    return [ms(told["whole"]), ms(told["asked"]), ms(rest), f"{told['questions']:.0f}"]


def _apart(folder: Path, address: str) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.bench.first", str(folder), address]
    told: dict[str, float] = json.loads(subprocess.check_output(command, cwd=ROOT, stderr=subprocess.DEVNULL))
    return told


def _measure(folder: Path, address: str) -> dict[str, float]:
    import serve
    from app import wsgi
    from store._engine import Engine

    client = wsgi(Settings(data_folder=folder)).test_client()
    serve._spare_the_collector()
    taken: list[float] = []
    for name in ("rows", "tuples"):
        setattr(Engine, name, _timed(getattr(Engine, name), taken))
    begun = time.process_time()
    assert client.get(address).status_code == 200
    whole = (time.process_time() - begun) * 1000
    return {"whole": whole, "asked": sum(taken) * 1000, "questions": len(taken)}


def _timed(ask: Callable[..., Any], taken: list[float]) -> Callable[..., Any]:
    def timed(*asked: Any) -> Any:
        begun = time.thread_time()
        try:
            return ask(*asked)
        finally:
            taken.append(time.thread_time() - begun)

    return timed


if __name__ == "__main__":
    print(json.dumps(_measure(Path(sys.argv[1]), sys.argv[2])))
