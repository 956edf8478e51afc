"""Forms of employment in the headings of columns, beside the name of a measure or under it."""

from __future__ import annotations

import pytest

from tests.loaders.test_shapes import NAMND, read


@pytest.mark.parametrize(
    "heads",
    [
        "Årsarbetare tillsvidareanställda | Årsarbetare visstid | Årsarbetare, timavlönade omräknade",
        "Antal årsarbetare tillsvidare | Antal årsarbetare visstid | Antal årsarbetare timavlönade",
    ],
)
def test_a_column_a_form(heads: str) -> None:
    report = read(f"{NAMND}Utfall jan-aug 2024\nVerksamhet | {heads}\nHemtjänst | 90,5 | 8,1 | 3,2")
    assert [(f.measure, f.anstallningsform, str(f.value)) for f in report.facts] == [
        ("arsarbetare", "tillsvidare", "90.5"), ("arsarbetare", "visstid", "8.1"),
        ("arsarbetare", "timavlonad", "3.2"),
    ]  # fmt: skip


def test_headings_of_forms_only_below_a_title_with_the_measure() -> None:
    rows = "Verksamhet | Tillsvidareanställda | Visstidsanställda | Totalt\nHemtjänst | 90,5 | 8,1 | 98,6"
    report = read(f"{NAMND}Årsarbetare jan-aug 2024\n{rows}")
    assert [f.anstallningsform for f in report.facts] == ["tillsvidare", "visstid", ""]
