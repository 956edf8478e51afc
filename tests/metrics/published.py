"""A store of the published reports, made from their right answers, and text tables of answers."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import swedish
from metrics import METRICS, Answer
from store import Store, publish_many
from store.records import Report
from tests.checks import published


def store(folder: Path) -> Store:
    """Göteborg 2019, 2021 and 2024, Borås 2022, Västervik 2020 and 2021, Malmö 2014."""
    reports = [
        published.goteborg_ks(), published.goteborg_2019(), published.boras(), published.malmo(),
        published.vastervik(2020), published.vastervik(2021),
    ]  # fmt: skip
    publish_many(folder, [_with_bytes(report) for report in reports], "test")
    return Store(folder)


def _with_bytes(report: Report) -> tuple[Report, bytes]:
    original = report.file.encode()
    return replace(report, sha256=hashlib.sha256(original).hexdigest()), original


def table(answers: Sequence[Answer], money: str = "mnkr") -> str:
    """One line an answer, as a reader would write it: who, period, value, the report's own figure."""
    return "\n".join(_line(a, money) for a in answers)


def _line(a: Answer, money: str) -> str:
    def text(value: Decimal | None) -> str:
        return METRICS[a.metric].text(value, money, a.unit).replace(swedish.NBSP, " ")

    who = a.verksamhet or a.namnd or "kommunen"
    told = f" | {text(a.reported)}" if a.reported is not None else ""
    gaps = f" | saknas: {'; '.join(a.missing)}" if a.missing else ""
    return f"{who} | {swedish.period(a.year, a.month, a.horizon)} | {text(a.value)}{told}{gaps}"


def lines(text: str) -> str:
    """A text table of a test without its indentation and column padding."""
    rows = [line.strip() for line in text.strip().splitlines()]
    return "\n".join(" | ".join(cell.strip() for cell in row.split("|")) for row in rows)
