"""`make bench`: measure everything and write docs/bench.md."""

from __future__ import annotations

import datetime as dt
import os
import platform
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

import sample
from settings import ROOT, Settings
from store import Store
from tests.bench import big, browser, changes, files, first, forecasts, ledger, memory, pages, queries
from tests.bench.timing import Table, markdown

BIG = ROOT / "build" / "bench"
OLDER = "2024-08"
PACKAGES = ("dash", "plotly", "duckdb", "pyarrow", "python-calamine", "openpyxl", "gunicorn")


def main() -> None:
    """Each measurement is printed when it is done; the document is written at the end."""
    load = f"{os.getloadavg()[0]:.1f}"
    facts = big.build(BIG)
    with tempfile.TemporaryDirectory() as place:
        settings = Settings(data_folder=Path(place) / "var")
        sample.build(settings)
        tables, held = _measure(settings, facts)
    load += f" and {os.getloadavg()[0]:.1f}"
    text = "\n".join([_head(facts, load), markdown(tables), "## Memory of a worker\n", *held]) + "\n"
    (ROOT / "docs" / "bench.md").write_text(text, "utf-8")


def _measure(settings: Settings, facts: int) -> tuple[list[Table], list[str]]:
    tables: list[Table] = []
    held: list[str] = []
    some = [f"k{number:03d}" for number in range(2, big.KOMMUNER, 10)]
    stores = {
        "Exempelstad": (settings.data_folder, ["exempelstad"], 16),
        f"{big.KOMMUNER} kommuner, {facts / 1e6:.1f} million facts": (BIG, some, len(some)),
    }
    for name, (folder, kommuner, each) in stores.items():
        table, said = pages.pages(name, folder, pages.views(Store(folder), kommuner, each))
        _add(tables, table)
        held.append(f"- {said}")
    _add(tables, queries.queries(BIG))
    held.append(f"- Exempelstad, a tour: {memory.tour(settings.data_folder)}")
    some_pages = {
        "Läget (made at the worker's start)": "/",
        "Nämnd": "/namnd/kultur-och-fritidsnamnden",
        "Mål": "/mal",
        "Personal": "/personal",
    }
    older = {f"{n.split(' (')[0]}, an older report": f"{p}?rapport={OLDER}" for n, p in some_pages.items()}
    _add(tables, first.first(settings.data_folder, some_pages | older))
    addresses = {"Läget": "/", "Nämnd": "/namnd/socialnamnden", "Jämför": "/jamfor"}
    _add(tables, browser.first_load(settings.data_folder, addresses))
    for table in changes.changes(settings.data_folder):
        _add(tables, table)
    _add(tables, files.reading(settings))
    _add(tables, files.quarterly(settings))
    _add(tables, files.publishing(settings))
    _add(tables, ledger.ledger(settings))
    _add(tables, forecasts.forecasts(settings.data_folder))
    return tables, held


def _add(tables: list[Table], table: Table) -> None:
    tables.append(table)
    print(markdown([table]), flush=True)


def _head(facts: int, load: str) -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return f"""# Measured

`make bench` made this on {dt.date.today()}: {os.cpu_count()} cores, {_memory():.0f} GB of memory,
{platform.system()} {platform.machine()}, Python {platform.python_version()}, {packages}.
Other work on the machine meanwhile (load average before and after): {load}.

Two stores: *Exempelstad* is the sample of `make run`; the large one has {big.KOMMUNER} made-up kommuner
and {facts:,} facts. Times are of one server with one worker, asked over loopback by one client:
**first time** is a view that nobody has asked for since the store was published, **again** is any
later time. p50 is the median; 95 of 100 were no slower than p95.
"""


def _memory() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30


if __name__ == "__main__":
    sys.exit(main())
