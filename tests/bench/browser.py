"""The first load in Chromium: requests, bytes as they are sent, and the time until the page is shown."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.server import serving
from tests.bench.timing import Table, ms

CHROMIUM = "/usr/bin/chromium"
QUIET = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
RUNS = 5
SHOWN = "performance.getEntriesByType('paint').find(e => e.name === 'first-contentful-paint').startTime"
READY = "performance.getEntriesByType('navigation')[0].loadEventEnd"


def first_load(folder: Path, addresses: dict[str, str]) -> Table:
    """Each page in a browser that has never been here."""
    with serving(folder) as (server, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        rows = [[name, *_row(browser, server + address)] for name, address in addresses.items()]
        browser.close()
    headings = ("page", "requests", "of them elsewhere", "sent, packed", "first text shown", "loaded")
    return f"First load in Chromium, median of {RUNS}", headings, rows


def _row(browser: Browser, address: str) -> list[str]:
    loads = [_load(browser, address) for _ in range(RUNS)]
    requests, away, size, shown, ready = (statistics.median(of) for of in zip(*loads, strict=True))
    return [f"{requests:.0f}", f"{away:.0f}", f"{size / 1e6:.2f} MB", ms(shown), ms(ready)]


def _load(browser: Browser, address: str) -> Sequence[float]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    sent, asked = _watch(page)
    page.goto(address, wait_until="networkidle")
    away = sum(not url.startswith((address[: address.index("/", 8)], "data:", "blob:")) for url in asked)
    times = [page.evaluate(SHOWN), page.evaluate(READY)]
    context.close()
    return [len(asked), away, sum(sent), *times]


def _watch(page: Page) -> tuple[list[float], list[str]]:
    """Bytes as sent over the wire, and the addresses asked for."""
    sent: list[float] = []
    asked: list[str] = []
    session: Any = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sent.append(event["encodedDataLength"]))
    page.on("request", lambda request: asked.append(request.url))
    return sent, asked
