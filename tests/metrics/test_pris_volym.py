"""Price and volume: by hand, exactly summing for any amounts, and never from numbers that are not there."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.pris_volym import Split, counts_units, lacking, split
from tests.metrics.answers import answer


def made(
    cost: tuple[Any, Any], volume: tuple[Any, Any], prices: Any = (None, None), **changes: Any
) -> Split | None:
    costs = tuple(answer(c, year=y) for c, y in zip(cost, (2023, 2024), strict=True))
    volumes = tuple(answer(v, "matt", year=y, **changes) for v, y in zip(volume, (2023, 2024), strict=True))
    return split(costs, volumes, prices)  # type: ignore[arg-type]


def test_more_children_that_each_cost_more() -> None:
    """100 at 1 000 kr become 110 at 1 100: 10 more at the old price, 110 at 100 kr more each."""
    found = made((100_000, 121_000), (100, 110))
    assert found is not None
    assert (found.volume_part, found.pkv, found.unit_part) == (10_000, None, 11_000)
    assert found.unit_costs == (1000, 1100)


def test_pkv_takes_its_part_of_the_price() -> None:
    """A made-up index that rises from 100 to 103: 110 000 kr at the old price become 3 300 kr dearer."""
    found = made((100_000, 121_000), (100, 110), (Decimal(100), Decimal(103)))
    assert found is not None
    assert (found.volume_part, found.pkv, found.unit_part) == (10_000, 3_300, 7_700)


def test_fewer_is_less() -> None:
    found = made((100_000, 90_000), (100, 80))
    assert found is not None and (found.volume_part, found.unit_part) == (-20_000, 10_000)


POSITIVE = st.decimals("0.01", 10**10, places=2)


@given(
    st.tuples(POSITIVE, POSITIVE), st.tuples(POSITIVE, POSITIVE), st.none() | st.tuples(POSITIVE, POSITIVE)
)
def test_the_parts_are_the_whole(cost: Any, volume: Any, prices: Any) -> None:
    found = made(cost, volume, prices or (None, None))
    assert found is not None
    assert found.volume_part + (found.pkv or 0) + found.unit_part == found.change == cost[1] - cost[0]


@pytest.mark.parametrize(
    ("cost", "volume", "text"),
    [
        ((None, 5), (1, 1), "kostnaden för året före"),
        ((5, 5), (1, None), "volymen för året"),
        ((5, -5), (1, 1), "kostnaden för året"),
        ((5, 5), (0, 1), "volymen för året före"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_divided(cost: Any, volume: Any, text: str) -> None:
    assert made(cost, volume) is None
    costs, volumes = (tuple(answer(v) for v in pair) for pair in (cost, volume))
    assert lacking(costs, volumes) == (text,)  # type: ignore[arg-type]


def test_unlike_periods_are_never_divided() -> None:
    assert made((5, 6), (1, 1), month=7) is None
    costs, volumes = (answer(5), answer(6)), (answer(1, month=7), answer(1, month=7))
    assert lacking(costs, volumes) == ("samma del av året för kostnad och volym",)


@pytest.mark.parametrize(
    ("matt", "unit", "counts"),
    [
        ("matt:antal-placerade-barn-och-unga", "antal", True),
        ("matt:hemtjansttimmar", "timmar", True),
        ("matt:antal-barn-per-arsarbetare", "antal", False),
        ("matt:andel-larare-med-legitimation", "procent", False),
        ("matt:genomsnittlig-kostnad-per-varddygn", "kr", False),
        ("matt:kontinuitet-antal-personal-under-14-dagar", "antal", False),
    ],
)
def test_only_what_counts_units_is_a_volume(matt: str, unit: str, counts: bool) -> None:
    assert counts_units(matt, unit) is counts
