"""Answers made by hand, for tests of what is worked out from answers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from metrics import Answer


def answer(
    value: int | str | Decimal | None, metric: str = "nettokostnad_exkl_kommuninterna", **changes: Any
) -> Answer:
    """An answer of 2024, January to August, in kr; `changes`: any field of Answer."""
    made = {
        "metric": metric, "kommun": "goteborg", "namnd": "skolnamnden", "verksamhet": "", "year": 2024,
        "month": 8, "horizon": "period", "vintage": "", "report": "2024-08",
        "value": None if value is None else Decimal(value), "reported": None, "low": None, "high": None,
        "unit": "kr", "missing": (), "facts": ("s.1",),
    }  # fmt: skip
    return Answer(**(made | changes))
