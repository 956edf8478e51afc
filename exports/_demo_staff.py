"""Exempelstad's staff: monthly hours by kön and age group, årsarbetare, sick leave, who came and left."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from exports._demo_kommun import FIRST, Namnd, rng

GROUPS = tuple((k, a) for k in "KM" for a in ("-29", "30-49", "50-"))
_COST_OF_ONE = 0.59
_AGES = {"-29": 0.17, "30-49": 0.48, "50-": 0.35}
_DAYS = (21, 20, 22, 20, 20, 20, 23, 22, 21, 23, 21, 20)
_SICK_MONTH = (1.18, 1.24, 1.14, 1.02, 0.92, 0.82, 0.66, 0.82, 1.0, 1.1, 1.14, 1.06)
_SICK_YEAR = {2020: 0.7, 2021: 0.4, 2022: 0.5}
_SICK_GROUP = {"K": 1.06, "M": 0.82, "-29": 0.94, "30-49": 0.95, "50-": 1.08}
Hours = tuple[int, int, int]
"""ordinarie, sick up to day 59, sick from day 60."""


@cache
def posts(n: Namnd, year: int, month: int) -> float:
    """Full-time posts in one month."""
    base = sum(v.cost * v.staff for v in n.verksamheter) / _COST_OF_ONE
    growth = 1 + 0.004 * (year - FIRST) + rng("poster", n.name, year).gauss(0, 0.004)
    return (
        base
        * growth
        * (1 + 0.004 * (month in (6, 7, 8)) + rng("poster", n.name, year, month).gauss(0, 0.003))
    )


def average_posts(n: Namnd, year: int, month: int) -> Decimal:
    """Årsarbetare: the mean of the months, with one decimal."""
    mean = sum(posts(n, year, m) for m in range(1, month + 1)) / month
    return Decimal(f"{mean:.1f}")


def employees(n: Namnd, year: int, month: int) -> int:
    return round(posts(n, year, month) * 1.13)


def share_of_age(alder: str) -> float:
    """The share of the employees in an age group."""
    return _AGES[alder]


def _part(n: Namnd, kon: str, alder: str) -> float:
    return (n.women if kon == "K" else 1 - n.women) * _AGES[alder]


@cache
def hours(n: Namnd, kon: str, alder: str, year: int, month: int) -> Hours:
    """One group's hours in one month."""
    noise = rng("timmar", n.name, kon, alder, year, month)
    planned = round(posts(n, year, month) * _part(n, kon, alder) * 7.6 * _DAYS[month - 1])
    level = n.sick[0] + n.sick[1] * (year - FIRST) + _SICK_YEAR.get(year, 0)
    rate = level * _SICK_MONTH[month - 1] * _SICK_GROUP[kon] * _SICK_GROUP[alder] * (1 + noise.gauss(0, 0.03))
    sick = round(planned * rate / 100)
    long = round(sick * min(max(noise.gauss(0.41, 0.03), 0.2), 0.6))
    return planned, sick - long, long


def everyone(n: Namnd, year: int, month: int) -> Hours:
    """All groups' hours in one month."""
    parts = [hours(n, k, a, year, month) for k, a in GROUPS]
    return sum(p[0] for p in parts), sum(p[1] for p in parts), sum(p[2] for p in parts)


def sick_leave(n: Namnd, year: int, month: int) -> Decimal:
    """Sick hours in percent of the ordinary, January through the month, with one decimal."""
    months = [everyone(n, year, m) for m in range(1, month + 1)]
    sick = Decimal(sum(m[1] + m[2] for m in months)) * 100
    return (sick / sum(m[0] for m in months)).quantize(Decimal("0.1"))


def left(n: Namnd, year: int, month: int) -> int:
    """Avgångar January through the month."""
    rate = 0.105 + 0.006 * (n.sick[1] > 0.2) * (year - FIRST) + rng("avgang", n.name, year).gauss(0, 0.008)
    return round(employees(n, year, 1) * rate * month / 12)


def came(n: Namnd, year: int, month: int) -> int:
    """Rekryteringar January through the month."""
    return max(0, left(n, year, month) + round(rng("rekr", n.name, year).gauss(0.4, 1.6) * month / 12))


def turnover(n: Namnd, year: int, month: int) -> Decimal:
    """Personalomsättning: the lesser of those who came and left, in percent of the employees."""
    lesser = min(left(n, year, month), came(n, year, month))
    return (Decimal(lesser) * 100 / employees(n, year, month)).quantize(Decimal("0.1"))
