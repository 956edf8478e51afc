"""docs/tillganglighet.md says what Chromium lays before a screen reader: the same outlines, taken anew here.

`WALK=1 python -m pytest tests/browser/test_walkthrough.py` writes them (part of `make readme`).
"""

from __future__ import annotations

import os
import re
from itertools import pairwise

import pytest

from settings import ROOT
from tests.browser.conftest import Open, Site
from tests.browser.places import address

DOC = ROOT / "docs" / "tillganglighet.md"
PLACES = ("laget", "namnd")
ROLES = ("banner", "navigation", "search", "complementary", "main", "region", "heading", "table", "img",
         "contentinfo")  # fmt: skip
_NODE = re.compile(r"""^(?P<depth>\s*)-\ '?(?P<role>\w+)(?:\ "(?P<name>(?:[^"\\]|\\.)*)")?(?P<more>[^:]*)""")
_NUMBER = re.compile(r"[+−]?\d[\d\u00a0]*(?:,\d+)?")


def outline(snapshot: str) -> list[str]:
    """Landmarks, headings, tables with their columns, and pictures, indented as they lie in each other.

    Figures are written as … : they change with each report.
    """
    lines: list[str] = []
    above: list[int] = []
    for node in filter(None, map(_NODE.match, snapshot.splitlines())):
        depth, role, name = len(node["depth"]), node["role"], node["name"] or ""
        if role == "columnheader":
            lines[-1] += f" | {_plain(name)}"
        elif role in ROLES:
            above = [outer for outer in above if outer < depth]
            level = re.search(r"level=(\d)", node["more"])
            label = f"{role} {level[1]}" if level else role
            lines.append("  " * len(above) + f"{label}: {_plain(name)}".removesuffix(": "))
            above += [depth] if role != "heading" else []
    return lines


def _plain(name: str) -> str:
    return _NUMBER.sub("…", name.replace('\\"', '"'))


def _block(text: str, place: str) -> str:
    return text.split(f"<!-- {place} -->\n```\n")[1].split("\n```\n<!-- slut -->")[0]


@pytest.mark.parametrize("place", PLACES)
def test_the_walk_is_as_it_is_written(place: str, open_page: Open, site: Site) -> None:
    page = open_page(address(place, site.store))
    heard = "\n".join(outline(page.locator("body").aria_snapshot()))
    text = DOC.read_text("utf-8")
    written = _block(text, place)
    if os.environ.get("WALK"):
        marked = f"<!-- {place} -->\n```\n"
        DOC.write_text(text.replace(marked + written, marked + heard), "utf-8")
        return
    assert written == heard, "skriv om med: make readme"
    assert page.title().startswith(("Läget i ", "Socialnämnden"))


def test_headings_step_down_one_at_a_time() -> None:
    for place in PLACES:
        lines = _block(DOC.read_text("utf-8"), place).splitlines()
        levels = [int(line.split("heading ")[1][0]) for line in lines if "heading " in line]
        assert levels[0] == 1 and levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
