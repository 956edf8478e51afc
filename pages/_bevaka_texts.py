"""Reasons to watch a nämnd that are not amounts: checks, a missing report, uppdrag that have grown old."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import swedish
from pages import _sentences as say
from pages._bevaka_rules import Watch
from pages._sentences import Figure
from store import codes

_YEAR = re.compile(r"\b((?:19|20)\d\d)(?:-(\d\d)-\d\d)?\b")


def broken(out: Any) -> Iterator[Watch]:
    """A check of the newest report that does not agree."""
    store, desk = out.desk.store, out.desk
    known = store.findings(kommun=desk.kommun, report=desk.report, remarks=True)
    if not any(f["verdict"] == "avviker" for f in known):
        return
    for namnd in out.namnder:
        found = store.findings(kommun=desk.kommun, namnd=namnd, report=desk.report, remarks=True)
        count = sum(f["verdict"] == "avviker" for f in found)
        if count:
            many = "avstämning" if count == 1 else "avstämningar"
            href = desk.filters.link(f"/namnd/{namnd}") + "#rapporter"
            sentence = (
                Figure(say.count(count), href),
                f" {many} av rapporten avviker, så tal i den kan vara fel.",
            )
            yield Watch(namnd, "avstamning", sentence, Decimal("0.75"), href=href)


def absent(out: Any) -> Iterator[Watch]:
    """A nämnd that was in the report before but not in this one, though it exists and others are."""
    desk = out.desk
    before = next((r["report"] for r in desk.reports[1:] if r["report"][5:] != "00"), "")
    if desk.month == 0 or not _near(before, desk.report):
        return
    now, then = ({n["code"] for n in desk.store.namnder(desk.kommun, r)} for r in (desk.report, before))
    missing = (then - now) & set(out.namnder)
    if len(missing) * 2 > len(then):
        return  # the report is about a few of them
    ends = {n.code: n.valid_to for n in codes.namnder(desk.kommun)}
    for namnd in sorted(missing):
        if not ends.get(namnd) or int(ends[namnd][:4]) >= desk.year:
            here, there = swedish.report_name(desk.report), swedish.report_name(before)
            sentence = (f"finns inte i rapporten för {here}, men fanns i den för {there}.",)
            yield Watch(namnd, "saknas", sentence, href=desk.filters.link(f"/namnd/{namnd}") + "#rapporter")


def _near(before: str, now: str) -> bool:
    """Within a year: an older report says nothing of who should report now."""
    return bool(before) and 0 < months(before, now) <= 12


def months(before: str, now: str) -> int:
    """Months from one 'YYYY-MM' to another."""
    return (int(now[:4]) - int(before[:4])) * 12 + int(now[5:7]) - int(before[5:7])


def old_uppdrag(out: Any) -> Iterator[Watch]:
    """Uppdrag older than the limit that are neither done nor proposed to be."""
    desk, limit = out.desk, out.settings.uppdrag_months
    by_namnd: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for row in desk.store.uppdrag(desk.kommun, None, desk.report):
        decided = decided_in(row["beslut"])
        waiting = row["status"] in ("pagar", "delrapporterad")
        if waiting and decided and desk.month and months(decided, desk.report) > limit:
            by_namnd.setdefault(row["namnd"], []).append((decided, row))
    for namnd, rows in by_namnd.items():
        if namnd in out.namnder:
            href = desk.filters.link(f"/namnd/{namnd}") + "#uppdrag"
            oldest = min(decided for decided, _ in rows)
            yield Watch(namnd, "uppdrag", _old(rows, oldest, limit, href), Decimal("0.4"), href=href)


def _old(rows: list[Any], oldest: str, limit: int, href: str) -> say.Sentence:
    count = Figure(say.count(len(rows), neuter=True), href)
    age = f"{say.count(limit // 12)} år" if limit % 12 == 0 else f"{limit} månader"
    if len(rows) == 1:
        return (count, f" uppdrag är äldre än {age} och inte klart; det beslutades {_when(oldest)}.")
    return (count, f" uppdrag är äldre än {age} och inte klara; det äldsta beslutades {_when(oldest)}.")


def _when(decided: str) -> str:
    return swedish.report_name(decided)


def decided_in(decision: str) -> str:
    """`KF 2023-12-07 § 85` -> '2023-12'; a year alone counts to its end, so that no age is overstated."""
    found = _YEAR.search(decision)
    return f"{found[1]}-{found[2] or '12'}" if found else ""
