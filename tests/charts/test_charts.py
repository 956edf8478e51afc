"""Figures: the notation, Swedish numbers, gaps, and that the table says what the figure shows."""

from __future__ import annotations

from decimal import Decimal

import pytest

from charts._chart import resolved, round_step, shown, ticks
from charts.deviation import deviation_bars
from charts.interval import Span, interval_chart
from charts.journey import forecast_journey
from charts.lines import year_lines
from charts.scenario import mark, scenario_bars
from charts.sparkline import sparkline

MNKR = Decimal(1_000_000)


def amount(text: str) -> Decimal:
    return Decimal(text) * MNKR


def all_charts():
    bars = [("jan–aug 2024", "budget", amount("264.2")), ("jan–aug 2024", "utfall", amount("232.7"))]
    return [
        scenario_bars(bars, title="Nettokostnaden är lägre än budget", unit="mnkr", source="Källa"),
        deviation_bars([("Skola", amount("-3.4")), ("Vård", None)], title="Skolan avviker", unit="mnkr"),
        forecast_journey(
            [("budget", "budget", Decimal(0)), ("april", "prognos", amount("-2"))],
            title="Sjunker",
            unit="mnkr",
        ),
        interval_chart(
            [
                Span("Skola", amount("3.4"), amount("1"), amount("5"), outside=True),
                Span("Vård", amount("-1"), None, None, outside=False),
            ],
            title="Skolan kan bli dyrare",
            unit="mnkr",
        ),
        year_lines(
            {"Skola": [amount("1"), None, amount("3")]}, [2022, 2023, 2024], title="Ökar", unit="mnkr"
        ),
    ]


@pytest.mark.parametrize("chart", all_charts(), ids=lambda c: c.title)
def test_every_chart_has_its_table_alternative_and_separators(chart):
    assert chart.rows and len({len(row) for row in chart.rows} | {len(chart.header)}) == 1
    assert chart.title in chart.alternative
    assert chart.figure["layout"]["separators"] == ",\u00a0"
    assert chart.figure["layout"]["showlegend"] is False


def test_notation_is_solid_light_outlined_and_hatched():
    assert mark("utfall")["color"] == "var(--utfall)"
    assert mark("foregaende")["color"] == "var(--foregaende)"
    assert mark("budget")["color"] == "rgba(0,0,0,0)" and mark("budget")["line"]["width"] > 1
    assert mark("prognos")["pattern"]["shape"] == "/"


def test_scenarios_stand_in_the_same_order_whatever_order_they_come_in():
    rows = [("g", s, amount("1")) for s in ("prognos", "utfall", "budget", "foregaende")]
    names = [trace["name"] for trace in scenario_bars(rows, title="t", unit="mnkr").figure["data"]]
    assert names == ["föregående år", "budget", "utfall", "prognos"]


def test_a_missing_value_is_a_gap_and_a_dash_never_zero():
    chart = year_lines({"Skola": [amount("1"), None]}, [2023, 2024], title="t", unit="mnkr")
    assert chart.figure["data"][0]["y"] == [1.0, None]
    assert chart.rows == (("Skola", "1,0", "–"),)


def test_numbers_are_swedish():
    assert shown(amount("-7454.4"), "mnkr") == "−7\u00a0454,4"
    assert shown(Decimal("2.6"), "procent") == "2,6"
    assert shown(None, "mnkr") == "–"


def test_deviations_keep_their_sign_and_missing_ones_are_only_in_the_table():
    chart = deviation_bars([("a", amount("1.5")), ("b", None)], title="t", unit="mnkr")
    assert chart.figure["data"][0]["text"] == ["+1,5"]
    assert chart.rows == (("a", "+1,5"), ("b", "–"))


@pytest.mark.parametrize(
    ("rough", "step"),
    [(0.3, 0.5), (1, 1), (1.2, 2), (2.1, 2.5), (3, 5), (70, 100), (0.012, 0.02), (249, 250)],
)
def test_steps_are_round(rough, step):
    assert round_step(rough) == pytest.approx(step)


def test_ticks_cover_the_values_and_include_zero():
    found = ticks([-3.0, 12.0])
    assert found["range"][0] <= -3 and found["range"][1] >= 12
    assert "0" in found["ticktext"]


def test_sparkline_breaks_where_a_value_is_missing():
    assert sparkline([Decimal(1), Decimal(2), None, Decimal(3), Decimal(4)]).count("<polyline") == 2
    assert sparkline([Decimal(1)]) == ""
    assert 'class="noll"' in sparkline([Decimal(-1), Decimal(1)], zero=True)


def test_colours_become_real_for_files():
    figure = resolved(all_charts()[0].figure)
    assert "var(" not in str(figure)


def test_what_stands_out_has_another_shape_and_one_year_has_no_span():
    chart = all_charts()[3]
    *spans, points = chart.figure["data"]
    assert points["marker"]["symbol"] == ["diamond", "circle"]
    assert [trace["y"][0] for trace in spans] == ["Skola"]
    assert chart.rows[1][2:] == ("–", "–")
