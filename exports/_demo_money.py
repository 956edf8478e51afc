"""Exempelstad's amounts, in whole tkr: what was spent each month, what was budgeted, what was forecast."""

from __future__ import annotations

from functools import cache

from exports._demo_kommun import EVEN, FIRST, SCHOOL, WINTER, Namnd, Verksamhet, rng

_PRICES = {2019: 0.982, 2020: 1.0, 2021: 1.018, 2022: 1.047, 2023: 1.109, 2024: 1.153, 2025: 1.188}
_SEASONS = {
    EVEN: (80, 78, 82, 81, 83, 84, 86, 82, 80, 83, 85, 96),
    SCHOOL: (86, 85, 88, 86, 88, 82, 56, 76, 88, 90, 90, 85),
    WINTER: (112, 104, 90, 74, 72, 76, 72, 74, 78, 80, 84, 84),
}
_SEEN = {4: 0.45, 8: 0.8}
_SEEN_LATE = {4: 0.25, 8: 0.6}
"""How much of the year's deviation from budget a forecast sees: the troubled nämnd sees it too late."""
_HARD = "Placeringar av barn och unga"
Kind = str  # 'intakter' or 'kostnader'


@cache
def actual(v: Verksamhet, kind: Kind, year: int) -> tuple[int, ...]:
    """What was booked in each month of the year, in tkr; costs are positive here."""
    noise = rng("utfall", v.name, kind, year)
    total = _expected(v, kind, year) * (1 + noise.gauss(0, 0.005 if kind == "kostnader" else 0.015))
    weights = [w * (1 + noise.gauss(0, 0.02)) for w in _season(v, kind)]
    return tuple(round(total * w / sum(weights)) for w in weights)


def _expected(v: Verksamhet, kind: Kind, year: int) -> float:
    base = v.cost if kind == "kostnader" else v.income
    return base * 1000 * _PRICES[year] * (1 + v.drift) ** (year - FIRST)


def _season(v: Verksamhet, kind: Kind) -> tuple[int, ...]:
    return _SEASONS[v.season if kind == "kostnader" else EVEN]


def spent(v: Verksamhet, kind: Kind, year: int, month: int) -> int:
    """January up to and including the month."""
    return sum(actual(v, kind, year)[:month])


@cache
def budget(n: Namnd, v: Verksamhet, kind: Kind, year: int, month: int) -> int:
    """The budget through the month; the whole year's is in hundreds of tkr."""
    room = rng("budget", v.name, kind, year).gauss(0.002, 0.003)
    if kind == "kostnader" and n.slack and year >= FIRST:
        room = n.slack[year - FIRST] * _weight(n, v)
    elif kind == "intakter":
        room = -abs(room)
    whole = _hundreds(_expected(v, kind, year) * (1 + room))
    season = _season(v, kind)
    return round(whole * sum(season[:month]) / sum(season))


def _hundreds(value: float) -> int:
    return round(value / 100) * 100


def _weight(n: Namnd, v: Verksamhet) -> float:
    """Where the trouble is: most of it in one verksamhet, so that it is worth looking for."""
    if n.case != "underskott":
        return 1.0
    return 3.0 if v.name == _HARD else 0.4


@cache
def forecast(n: Namnd, v: Verksamhet, kind: Kind, year: int, month: int) -> int:
    """The year as it was expected to end, in hundreds of tkr: between the budget and what really came."""
    plan, came = budget(n, v, kind, year, 12), spent(v, kind, year, 12)
    late = n.case == "underskott"
    noise = rng("prognos", v.name, kind, year, month).gauss(
        0, 0.0003 if late else 0.0018 * (1.5 - month / 12)
    )
    seen = (_SEEN_LATE if late else _SEEN)[month]
    return _hundreds(plan + (came - plan) * seen + came * noise)


def grant(n: Namnd, year: int, month: int) -> int:
    """Kommunbidrag through the month: what makes the year's budget come out at zero."""
    net = sum(
        budget(n, v, "kostnader", year, 12) - budget(n, v, "intakter", year, 12) for v in n.verksamheter
    )
    return round((net - n.internal) * month / 12)


def internal(n: Namnd, month: int) -> int:
    """Kommuninterna bidrag through the month; over all nämnder they are zero."""
    return n.internal * month // 12


def amount(
    n: Namnd, v: Verksamhet, measure: str, scenario: str, year: int, through: int, made: int = 0
) -> int:
    """One verksamhet's amount with the report's sign. `through`: month; `made`: month of the forecast."""
    kind = "intakter" if measure == "intakter" else "kostnader"
    if scenario == "prognos":
        value = forecast(n, v, kind, year, made)
    elif scenario == "budget":
        value = budget(n, v, kind, year, through)
    else:
        value = spent(v, kind, year, through)
    return value if kind == "intakter" else -_share(v, measure, value)


def _share(v: Verksamhet, measure: str, cost: int) -> int:
    """The part of a cost that is of one kind; what is left over is övriga kostnader."""
    parts = {
        "personalkostnader": round(cost * v.staff),
        "lokalkostnader": round(cost * v.premises),
        "kopt_verksamhet": round(cost * v.bought),
    }
    if measure == "kostnader":
        return cost
    return parts[measure] if measure in parts else cost - sum(parts.values())


def post(n: Namnd, measure: str, scenario: str, year: int, through: int, made: int = 0) -> int:
    """One row of the nämnd's resultatredovisning."""
    if measure == "kommunbidrag":
        return grant(n, year, 12 if scenario == "prognos" else through)
    if measure == "kommuninterna_bidrag":
        return internal(n, 12 if scenario == "prognos" else through)
    return sum(amount(n, v, measure, scenario, year, through, made) for v in n.verksamheter)


def result(n: Namnd, scenario: str, year: int, through: int, made: int = 0) -> int:
    """The nämnd's resultat in tkr."""
    rows = ("intakter", "kostnader", "kommunbidrag", "kommuninterna_bidrag")
    return sum(post(n, row, scenario, year, through, made) for row in rows)
