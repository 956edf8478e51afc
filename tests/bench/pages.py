"""Server time of each page and of the callback that changes page, the first time and again, over loopback."""

from __future__ import annotations

import http.client
import itertools
import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pages import _shell
from store import Store
from tests.bench.server import serving, worker_memory
from tests.bench.timing import Table, ms, percentile

AGAIN = 5
Ask = Callable[[str], None]


def views(store: Store, kommuner: Sequence[str], each: int) -> dict[str, list[str]]:
    """Page -> addresses that differ in kommun, report or nämnd."""
    found: dict[str, list[str]] = {"Läget": [], "Nämnd": [], "Jämför": [], "Källa": [], "Begrepp": []}
    for kommun in kommuner:
        reports = [r["report"] for r in store.reports(kommun)][: max(1, each // len(kommuner))]
        namnder = [n["code"] for n in store.namnder(kommun)]
        for report, namnd in zip(reports, itertools.cycle(namnder), strict=False):
            asked = f"kommun={kommun}&rapport={report}"
            found["Läget"].append(f"/?{asked}")
            found["Nämnd"].append(f"/namnd/{namnd}?{asked}")
            found["Jämför"].append(f"/jamfor?{asked}")
            found["Begrepp"].append(f"/begrepp?{asked}")
            row = store.table(kommun, namnd, report)[:1]
            found["Källa"] += [f"/kalla/{row[0]['submission']}.{row[0]['nr']}?{asked}"] if row else []
    return found


def pages(name: str, folder: Path, found: dict[str, list[str]]) -> tuple[Table, str]:
    """The table, and a sentence about the memory of the worker that did it."""
    rows = []
    with serving(folder) as (address, master):
        server = Server(address)
        server.get("/tillganglighet")
        for page, addresses in found.items():
            half = len(addresses) // 2
            rows.append([page, "address opened", *_timed(server.get, addresses[:half])])
            rows.append([page, "callback", *_timed(server.callback, addresses[half:])])
        now, most = worker_memory(master)
    headings = ("page", "how", "views", "first time p50", "p95", "again p50", "p95", "answer, packed")
    memory = f"{name}: one worker holds {now:.0f} MB after this, at most {most:.0f} MB."
    return (f"Server time a page, {name}", headings, rows), memory


def _timed(ask: Callable[[str], int], addresses: Sequence[str]) -> list[str]:
    first, sizes = zip(*(_once(ask, address) for address in addresses), strict=True)
    again = [_once(ask, address)[0] for address in addresses for _ in range(AGAIN)]
    shares = [percentile(values, share) for values in (first, again) for share in (0.5, 0.95)]
    return [str(len(addresses)), *map(ms, shares), f"{percentile(sizes, 0.5) / 1000:.0f} kB"]


def _once(ask: Callable[[str], int], address: str) -> tuple[float, int]:
    begun = time.perf_counter()
    size = ask(address)
    return (time.perf_counter() - begun) * 1000, size


class Server:
    """One kept connection, asking as a browser does."""

    def __init__(self, address: str) -> None:
        self.connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=120)

    def get(self, address: str) -> int:
        """Open a page; the size of the packed answer."""
        return self._ask("GET", address, None)

    def callback(self, address: str) -> int:
        """Go to a page from another one; the size of the packed answer."""
        path, _, query = address.partition("?")
        return self.update(_body(path, f"?{query}"))

    def update(self, asked: dict[str, Any]) -> int:
        """Any callback of Dash; the size of the packed answer."""
        return self._ask("POST", "/_dash-update-component", json.dumps(asked))

    def _ask(self, method: str, address: str, body: str | None) -> int:
        headers = {"Accept-Encoding": "gzip, br", "Content-Type": "application/json"}
        self.connection.request(method, address, body, headers)
        answer = self.connection.getresponse()
        content = answer.read()
        assert answer.status == 200, (address, answer.status, content[:300])
        return len(content)


def _body(path: str, search: str) -> dict[str, Any]:
    """What Dash's renderer sends when the address changes."""
    outputs = [
        (_shell.MAIN, "children"),
        (_shell.CHOICES, "html"),
        (_shell.BANNER, "children"),
        (_shell.CHOICES, "data-key"),
    ]
    return {
        "output": ".." + "...".join(f"{i}.{p}" for i, p in outputs) + "..",
        "outputs": [{"id": i, "property": p} for i, p in outputs],
        "inputs": [
            {"id": _shell.LOCATION, "property": "pathname", "value": path},
            {"id": _shell.LOCATION, "property": "search", "value": search},
        ],
        "state": [{"id": _shell.CHOICES, "property": "data-key", "value": None}],
        "changedPropIds": [f"{_shell.LOCATION}.pathname"],
    }
