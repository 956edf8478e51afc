"""The budget of the period where a report gives only that of the year: shared out as earlier years fell."""

from __future__ import annotations

from typing import Any

from dash import html

import swedish
from metrics import METRICS
from metrics.sasong import PeriodBudget, period_budgets, seasons
from pages import _sentences as say
from pages._desk import Desk
from pages._parts import answer_href, number


def computed_budget(desk: Desk) -> html.P | None:
    """One sentence, or nothing when the report gives the budget of the period itself."""
    variant = desk.filters.settings.nettokostnad_variant
    if desk.namnd is None or desk.one("nettokostnad_budget") is not None or not 0 < desk.month < 12:
        return None
    known = seasons(desk.store, desk.kommun, desk.report, variant=variant)
    found = period_budgets(desk.store, desk.kommun, desk.report, known, variant=variant).get(desk.namnd)
    return html.P(_sentence(desk, found, known[desk.namnd].period), className="not") if found else None


def _sentence(desk: Desk, found: PeriodBudget, cost: Any) -> list[Any]:
    shown = METRICS[found.plan.metric].text(found.plan.value, desk.money)
    plan = number(shown, answer_href(desk.filters, found.plan))
    over = cost - found.value
    way = f"{swedish.amount(abs(over), desk.money)} {'högre' if over > 0 else 'lägre'}"
    if say.is_zero(over, desk.money):
        way = "lika stort"
    years = say.listed([str(p.year) for p in sorted(found.past, key=lambda p: p.year)])
    return [
        "Rapporten har ingen budget för perioden. Årets budget på ", plan,
        f" fördelad som kostnaden föll {years} blir {swedish.amount(found.value, desk.money)} för "
        f"{swedish.period(desk.year, desk.month)} (beräknat, inte beslutat). Utfallet är {way}.",
    ]  # fmt: skip
