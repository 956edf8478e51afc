"""The säsongsprognos tried on the years that are over, beside the nämnder's own forecasts and a naive one."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import swedish
from metrics.sasong_prov import Trial, coverage, error_pct, trials
from store import Store
from tests.bench.timing import Table

VARIANT = "exkl_kommuninterna"


def forecasts(folder: Path) -> Table:
    """One row for each kommun and month that has both kinds of forecast of a closed year."""
    store = Store(folder)
    rows = [
        row for k in store.kommuner() for row in _rows(k["name"], trials(store, k["code"], variant=VARIANT))
    ]
    headings = (
        "kommun, report",
        "forecasts",
        "säsongsprognos",
        "the nämnder's own",
        "each month alike",
        "inside",
    )
    return "Forecast errors, in percent of the outcome", headings, rows


def _rows(name: str, tried: list[Trial]) -> list[list[str]]:
    both = [t for t in tried if t.own is not None]
    months = sorted({t.report[5:] for t in both})
    return [
        _row(f"{name}, {swedish.MONTHS[int(m) - 1]}", [t for t in both if t.report[5:] == m]) for m in months
    ]


def _row(name: str, group: list[Trial]) -> list[str]:
    season = error_pct((t.season.value, t.outcome) for t in group)
    own = error_pct((t.own, t.outcome) for t in group)
    naive = error_pct((t.naive, t.outcome) for t in group)
    inside, judged = coverage(group)
    return [name, str(len(group)), *map(_pct, (season, own, naive)), f"{inside} of {judged}"]


def _pct(value: Decimal | None) -> str:
    return "–" if value is None else f"{value:.2f} %"
