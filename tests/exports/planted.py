"""The three errors that stand in Exempelstad's files on purpose."""

from __future__ import annotations

from dataclasses import dataclass

from exports import _demo_messy as messy
from exports.demo import file_name


@dataclass(frozen=True, slots=True)
class Planted:
    """Where an error stands, and the key of a check that must find it."""

    file: str
    cell: str  # 'Ekonomi!E15'
    check: str


ERRORS = (
    # Two digits of the sum row's forecast of the costs are in the wrong order.
    Planted(file_name(*messy.SUMMED), "Verksamheter april!G10", "summa"),
    # Bygglov's budget is written in kr instead of tkr.
    Planted(file_name("samhallsbyggnadsnamnden", 2024, 4), "Verksamheter!I12", "enhet"),
    # Utfall fg år is 2 700 tkr more than what was reported in April 2024.
    Planted(file_name("gymnasie-och-vuxenutbildningsnamnden", 2025, 4), "Ekonomi!E15", "utfall_fg_ar"),
)
"""Oldest report first."""
