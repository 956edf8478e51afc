"""A filter change: server time, changes a second from eight clients, the time in Chromium until the charts
have changed; beside a plain Dash page with the same table and charts (tests.bench.plain), in the same run.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from settings import ROOT
from store import Store
from tests.bench import changed
from tests.bench.browser import CHROMIUM, QUIET
from tests.bench.changed import Change
from tests.bench.pages import Server
from tests.bench.plain import KOMMUN, check
from tests.bench.server import serving
from tests.bench.timing import Table, markdown, ms, percentile

CLIENTS = 8
SECONDS = 4.0
REPORTS = 6
HEADINGS = (
    "page", "server p50", "p95", f"changes a second, {CLIENTS} clients",
    "charts in view p50", "p95", "never shown before p50", "all charts p50",
)  # fmt: skip
GOALS = ["goal", "10 ms", "25 ms", "100", "60 ms, half of plain", "", "", ""]
Ask = Callable[[Server, str], None]


def changes(folder: Path) -> list[Table]:
    """One row for Utfall's Jämför and one for the plain page; and what a change of ours is made of."""
    known = [r["report"] for r in Store(folder).reports(KOMMUN)]
    reports = [report for report in known if report[5:] in ("04", "08")][:REPORTS]
    check(folder, next(report for report in reports if report.endswith("08")))
    with serving(folder) as (ours, _), _plain(folder) as plain, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        mine, made = _row("Utfall, Jämför", browser, f"{ours}/jamfor", "", _ask_ours, reports)
        theirs, _ = _row("plain Dash", browser, plain, "dash", _ask_plain, reports)
        browser.close()
    title = "A filter change, answers that the server has made before"
    return [(title, HEADINGS, [mine, theirs, GOALS]), changed.parts(made)]


def _row(
    name: str, browser: Browser, address: str, how: str, ask: Ask, reports: Sequence[str]
) -> tuple[list[str], list[Change]]:
    server = Server(address)
    for report in reports:
        ask(server, report)
    taken = [_timed(ask, server, reports[i % len(reports)]) for i in range(10 * len(reports))]
    rate = _rate(address, ask, reports)
    first, again = changed.in_browser(browser, address, how, reports)
    spread = [percentile(taken, 0.5), percentile(taken, 0.95)]
    seen = [one.seen for one in again]
    charts = [percentile(seen, 0.5), percentile(seen, 0.95), percentile([one.seen for one in first], 0.5)]
    every = percentile([one.every for one in again], 0.5)
    return [name, *map(ms, spread), f"{rate:.0f}", *map(ms, charts), ms(every)], again


def _timed(ask: Ask, server: Server, report: str) -> float:
    begun = time.perf_counter()
    ask(server, report)
    return (time.perf_counter() - begun) * 1000


def _rate(address: str, ask: Ask, reports: Sequence[str]) -> float:
    """Changes a second from several clients at once."""
    until = time.perf_counter() + SECONDS
    counts = [0] * CLIENTS

    def client(number: int) -> None:
        server = Server(address)
        while time.perf_counter() < until:
            ask(server, reports[(number + counts[number]) % len(reports)])
            counts[number] += 1

    clients = [threading.Thread(target=client, args=(n,)) for n in range(CLIENTS)]
    for one in clients:
        one.start()
    for one in clients:
        one.join()
    return sum(counts) / SECONDS


def _ask_ours(server: Server, report: str) -> None:
    server.callback(f"/jamfor?rapport={report}")


def _ask_plain(server: Server, report: str) -> None:
    outputs = [("table", "children"), ("bars", "figure"), ("small", "figure")]
    server.update(
        {
            "output": ".." + "...".join(f"{i}.{p}" for i, p in outputs) + "..",
            "outputs": [{"id": i, "property": p} for i, p in outputs],
            "inputs": [{"id": "report", "property": "value", "value": report}],
            "changedPropIds": ["report.value"],
        }
    )


@contextmanager
def _plain(folder: Path) -> Iterator[str]:
    """The address of the plain page, served by one worker."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = int(found.getsockname()[1])
    command = [sys.executable, "-m", "tests.bench.plain", str(folder), str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=dict(os.environ), stdout=subprocess.PIPE)
    try:
        assert process.stdout and process.stdout.readline()
        address = f"http://127.0.0.1:{port}"
        Server(address).get("/_dash-layout")
        yield address
    finally:
        process.terminate()
        process.wait(timeout=30)


if __name__ == "__main__":
    print(markdown(changes(Path(sys.argv[1]))))
