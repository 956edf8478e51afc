"""A filter change: server time, changes a second from eight clients, the time in Chromium until the charts
have changed; beside a plain Dash page with such a table and such charts (tests.bench.plain), in the same run.
"""

from __future__ import annotations

import json
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
from tests.bench.browser import CHROMIUM, QUIET
from tests.bench.pages import Server
from tests.bench.plain import KOMMUN
from tests.bench.server import serving
from tests.bench.timing import Table, ms, percentile

CLIENTS = 8
SECONDS = 4.0
ROUNDS = 4
GOALS = ["goal", "10 ms", "25 ms", "100", "60 ms, half of plain", ""]
# From the moment that the choice is made until every chart has been drawn anew and the frame is painted.
_CHANGED = """
async ([how, value, surfaces]) => {
  const shown = () => [...document.querySelectorAll(surfaces)].map(e => e.outerHTML).join("");
  const frame = () => new Promise(done => requestAnimationFrame(done));
  const before = shown(), begun = performance.now();
  if (how === "dash") dash_clientside.set_props("report", { value });
  else {
    const select = document.querySelector("#react-entry-point #val-rapport");
    select.value = value;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  }
  while (shown() === before && performance.now() - begun < 10000) await frame();
  return performance.now() - begun;
}
"""
_OURS = "#react-entry-point .yta svg.main-svg"
_PLAIN = ".js-plotly-plot svg.main-svg"
Ask = Callable[[Server, str], None]


def changes(folder: Path) -> Table:
    """One row for Utfall's Jämför and one for the plain page."""
    known = [r["report"] for r in Store(folder).reports(KOMMUN)]
    reports = [report for report in known if report[5:] in ("04", "08")][:4]
    with serving(folder) as (ours, _), _plain(folder) as plain, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        rows = [
            _row(
                "Utfall, Jämför",
                ours,
                _ask_ours,
                reports,
                _in_browser(browser, f"{ours}/jamfor", "", reports),
            ),
            _row("plain Dash", plain, _ask_plain, reports, _in_browser(browser, plain, "dash", reports)),
        ]
        browser.close()
    headings = (
        "page",
        "server p50",
        "p95",
        f"changes a second, {CLIENTS} clients",
        "chart changed p50",
        "p95",
    )
    return "A filter change, views that have been shown before", headings, [*rows, GOALS]


def _row(name: str, address: str, ask: Ask, reports: Sequence[str], shown: Sequence[float]) -> list[str]:
    server = Server(address)
    for report in reports:
        ask(server, report)
    taken = [_timed(ask, server, reports[i % len(reports)]) for i in range(10 * len(reports))]
    rate = _rate(address, ask, reports)
    spread = [percentile(taken, 0.5), percentile(taken, 0.95)]
    charts = [percentile(shown, 0.5), percentile(shown, 0.95)]
    return [name, *map(ms, spread), f"{rate:.0f}", *map(ms, charts)]


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


def _in_browser(browser: Browser, address: str, how: str, reports: Sequence[str]) -> list[float]:
    """Each change in Chromium, after each report has been shown once."""
    page = browser.new_page(viewport={"width": 1280, "height": 1600})
    page.goto(address, wait_until="networkidle")
    page.wait_for_timeout(1500)
    surfaces = _PLAIN if how else _OURS
    times = [
        float(page.evaluate(_CHANGED, [how, report, surfaces]))
        for _ in range(ROUNDS)
        for report in (*reports[1:], reports[0])
        if page.wait_for_timeout(250) is None
    ]
    page.close()
    return times[len(reports) :]


def _ask_ours(server: Server, report: str) -> None:
    server.callback(f"/jamfor?kommun={KOMMUN}&rapport={report}")


def _ask_plain(server: Server, report: str) -> None:
    outputs = [("table", "children"), ("bars", "figure"), ("lines", "figure")]
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
    print(json.dumps(changes(Path(sys.argv[1])), ensure_ascii=False, indent=1))
