"""Real Chromium, the real server. Every test also asserts: no console errors, no request to another host."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Request, sync_playwright

from settings import ROOT
from store import Store

NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = (
    "Webbläsaren Chromium saknas, och webbläsartesterna behöver den. Installera den med "
    "sudo apt-get install chromium, eller kör testerna utan webbläsare: make test BROWSER=no"
)
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-default-apps --font-render-hinting=none"
).split()
PATIENCE_MS = 20_000


@dataclass(frozen=True)
class Site:
    """A running server and the data folder that it shows."""

    address: str
    folder: Path

    @property
    def store(self) -> Store:
        return Store(self.folder)


@contextmanager
def serving(folder: Path) -> Iterator[Site]:
    """`utfall serve`, as a user starts it, on a free port."""
    port = _free_port()
    env = os.environ | {"UTFALL_PORT": str(port), "UTFALL_DATA_FOLDER": str(folder)}
    process = subprocess.Popen(
        [sys.executable, "-m", "cli", "serve"], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout and f":{port} " in process.stdout.readline()
        yield Site(f"http://127.0.0.1:{port}", folder)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture(scope="session")
def site(sample_folder: Path) -> Iterator[Site]:
    """The whole sample, only to be read."""
    with serving(sample_folder) as running:
        yield running


@pytest.fixture(scope="module")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """An empty store of the module's own, to publish in."""
    folder = tmp_path_factory.mktemp("own") / "var"
    with serving(folder) as running:
        yield running


@pytest.fixture(scope="session")
def driver() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def chromium(driver: Playwright) -> Iterator[Browser]:
    yield from launched(driver)


@pytest.fixture(scope="module")
def large_chromium(driver: Playwright) -> Iterator[Browser]:
    """As when a reader has set the browser's text to twice its size."""
    yield from launched(driver, "--blink-settings=defaultFontSize=32")


def launched(driver: Playwright, *more: str) -> Iterator[Browser]:
    """Debian's Chromium, with some more flags."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.fail(MISSING, pytrace=False)
    browser = driver.chromium.launch(executable_path=path, args=[*FLAGS, *more])
    yield browser
    browser.close()


class Watch:
    """A browser window, what it complained about and what it asked for."""

    def __init__(self, context: BrowserContext):
        self.context = context
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.allowed: tuple[str, ...] = ()
        context.on("console", lambda m: self.complaints.append(m.text) if m.type == "error" else None)
        context.on("weberror", lambda e: self.complaints.append(str(e.error)))
        context.on("request", self._requested)

    def _requested(self, request: Request) -> None:
        self.requests.append(request.url)

    def begin(self) -> None:
        """Forget what earlier tests did; the browser's cache stays, which saves most of the time."""
        self.complaints.clear()
        self.requests.clear()
        self.allowed = ()

    def end(self) -> None:
        """Close the tabs. Nothing was complained about, and nothing was asked of any other machine."""
        for page in self.context.pages:
            page.evaluate("() => { try { localStorage.clear() } catch (none) { } }")
            page.close()
        own = ("http://127.0.0.1:", "data:", "blob:")
        assert [url for url in self.requests if not url.startswith(own)] == []
        wrong = [text for text in self.complaints if not any(part in text for part in self.allowed)]
        assert wrong == []


Open = Callable[..., Page]


@pytest.fixture(scope="session")
def window(chromium: Browser) -> Iterator[Watch]:
    context = chromium.new_context(
        locale="sv-SE", timezone_id="Europe/Stockholm", accept_downloads=True, reduced_motion="reduce"
    )
    context.set_default_timeout(PATIENCE_MS)
    yield Watch(context)
    context.close()


@pytest.fixture
def watch(window: Watch) -> Iterator[Watch]:
    window.begin()
    yield window
    window.end()


@pytest.fixture
def open_page(watch: Watch, site: Site) -> Open:
    """Open a path of the sample site; the page is finished when this returns."""

    def opened(path: str, *, width: int = 1280, scheme: str = "light", status: int = 200) -> Page:
        return visit(watch, site.address + path, width=width, scheme=scheme, status=status)

    return opened


def visit(watch: Watch, url: str, *, width: int = 1280, scheme: str = "light", status: int = 200) -> Page:
    """A new tab at `url`, with the status that the server must answer."""
    page = watch.context.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    answer = page.goto(url)
    assert answer is not None and answer.status == status
    settle(page)
    return page


DRAWN = "[...document.querySelectorAll('#react-entry-point .yta[data-figure]')].every(s => s.dataset.drawn)"


def settle(page: Page) -> None:
    """Wait until the live page has taken over and every figure is drawn.

    Polled from here: the page's own security policy forbids a script to evaluate a text.
    """
    page.wait_for_selector("html.igang")
    end = time.monotonic() + PATIENCE_MS / 1000
    while not page.evaluate(DRAWN):
        assert time.monotonic() < end, "a figure is not drawn"
        page.wait_for_timeout(50)
