"""The memory of a worker that has shown every page of the menu and of every nämnd."""

from __future__ import annotations

import re
import urllib.request
from pathlib import Path

from pages._site import all_pages
from store import Store
from tests.bench.plain import KOMMUN
from tests.bench.server import serving, workers

KB = 1024


def tour(folder: Path) -> str:
    """A sentence with what one worker of gunicorn holds, in MB."""
    store = Store(folder)
    menu = [page.path for page in all_pages() if page.menu is not None and page.cached]
    namnder = [n["code"] for n in store.namnder(KOMMUN, store.reports(KOMMUN)[0]["report"])]
    below = ("", "/prognoser", "/kostnader", "/personal")
    paths = [*menu, *(f"/namnd/{namnd}{part}" for namnd in namnder for part in below)]
    with serving(folder) as (address, master):
        for path in paths:
            urllib.request.urlopen(f"{address}{path}?kommun={KOMMUN}", timeout=120).read()
        size, own = max(_held(pid) for pid in workers(master))
    return (
        f"After {len(paths)} pages (the menu, four of each nämnd) one worker holds {size:.0f} MB, "
        f"{own:.0f} MB of it its own: the rest is program code that workers share."
    )


def _held(pid: int) -> tuple[float, float]:
    """Resident, and the share that is its own (proportional set size)."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    found = (re.search(rf"^{name}:\s+(\d+)", text, re.MULTILINE) for name in ("Rss", "Pss"))
    size, own = (int(match[1]) / KB for match in found if match)
    return size, own
