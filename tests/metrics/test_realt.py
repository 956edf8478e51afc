"""Real terms and per person, with an index and a population that are made up for the tests."""

from __future__ import annotations

from decimal import Decimal

import pytest

from metrics.realt import EVERYONE, Edition, Group, counted, editions, groups, no_index, per_person, real
from store.underlag import Origin, People, PkvRow

HERE = Origin("pahittad.csv", 2, "2024-01-01")


def edition(name: str = "påhittad, feb 2024", **years: str) -> Edition:
    rows = [PkvRow(name, int(y[1:]), Decimal(i), HERE) for y, i in years.items()]
    return editions(rows)[0]


def people(*rows: tuple[int, int | None, int | None, int]) -> list[People]:
    return [People(year, f"{year}-12-31", low, high, count, HERE) for year, low, high, count in rows]


def test_nominal_times_the_index_of_the_base_year_through_that_of_the_year() -> None:
    made_up = edition(y2020="100", y2024="112.5")
    assert real(Decimal(1000), made_up, 2020, 2024) == Decimal("1125.00")
    assert real(Decimal(1125), made_up, 2024, 2020) == Decimal("1000.00")
    assert real(Decimal(1000), made_up, 2024, 2024) == 1000


def test_a_missing_index_gives_nothing_and_is_named() -> None:
    made_up = edition(y2020="100", y2024="112.5")
    assert real(Decimal(1000), made_up, 2021, 2024) is None
    assert real(Decimal(1000), made_up, 2020, 2025) is None
    assert no_index(made_up, 2021, 2025) == "PKV saknas för 2021 och 2025 i upplagan påhittad, feb 2024"
    assert no_index(made_up, 2020, 2024) == ""


def test_editions_are_kept_apart_and_the_latest_loaded_is_first() -> None:
    rows = [PkvRow(n, 2024, Decimal(i), HERE) for n, i in (("feb", "112.5"), ("okt", "113.1"))]
    assert [(e.name, e.index(2024)) for e in editions(rows)] == [
        ("okt", Decimal("113.1")),
        ("feb", Decimal("112.5")),
    ]


def test_the_whole_population_is_its_own_row_or_all_the_ages() -> None:
    aged = people((2024, 0, 18, 200), (2024, 19, 64, 500), (2024, 65, None, 300))
    assert counted(aged, 2024).count == 1000
    told = [*aged, *people((2024, None, None, 1001))]
    assert counted(told, 2024).count == 1001
    assert counted(told, 2024).date == "2024-12-31"


def test_another_years_population_is_never_used() -> None:
    found = counted(people((2023, None, None, 1000)), 2024)
    assert found.count is None and found.why == "befolkning saknas för 2024"
    assert per_person(Decimal(5000), found) is None


@pytest.mark.parametrize(
    ("group", "count"),
    [(Group(1, 5), 50), (Group(0, 5), 60), (Group(1, 18), 170), (Group(65, None), 300), (Group(1, 4), None),
     (Group(3, 18), None), (EVERYONE, None)],
)  # fmt: skip
def test_a_group_is_counted_from_rows_that_are_exactly_it(group: Group, count: int | None) -> None:
    """The ages 19-64 are not told, so that the whole cannot be counted either."""
    told = people(
        (2024, 0, 0, 10), (2024, 1, 5, 50), (2024, 6, 18, 120), (2024, 65, 79, 200), (2024, 80, None, 100)
    )
    assert counted(told, 2024, group).count == count


def test_rows_that_overlap_are_never_both_counted() -> None:
    told = people((2024, 0, 5, 60), (2024, 1, 5, 50), (2024, 0, 0, 10), (2024, 6, None, 940))
    assert counted(told, 2024).count == 1000
    assert counted(told, 2024, Group(1, None)).count == 990


def test_kr_a_person() -> None:
    assert per_person(Decimal(10_000), counted(people((2024, None, None, 3)), 2024)) == Decimal("3333.33")
    assert per_person(Decimal(10_000), counted(people((2024, None, None, 0)), 2024)) is None


def test_the_groups_are_those_of_the_table() -> None:
    told = people((2024, None, None, 9), (2024, 80, None, 1), (2024, 1, 5, 3), (2023, 1, 5, 3))
    assert [g.name for g in groups(told)] == ["1–5 år", "80 år och äldre"]
    assert EVERYONE.name == "invånare" and Group(0, 0).name == "0 år"
