"""Bridges as figures: bars that meet, a scale that says where it begins, marks that need no colour."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts._chart import Chart
from charts.bridge import REST, Bar, bridge_chart
from charts.contribution import contribution_bars, level_lines

MNKR = Decimal(1_000_000)


def amount(text: str) -> Decimal:
    return Decimal(text) * MNKR


def bridge(
    start: str = "314", steps: tuple[str, ...] = ("14.4", "-0.3"), rest: str = "", **options: Any
) -> Chart:
    changes = [amount(s) for s in steps] + ([amount(rest)] if rest else [])
    bars = [Bar("Budget", amount(start), "budget")]
    bars += [Bar(f"Del {i}", amount(s)) for i, s in enumerate(steps)]
    bars += [Bar("Övrigt", amount(rest), REST)] if rest else []
    bars.append(Bar("Prognos", amount(start) + sum(changes), "prognos"))
    return bridge_chart(bars, title="Dyrare", unit="mnkr", **options)


def labels(chart: Chart) -> list[str]:
    return [a["text"] for a in chart.figure["layout"]["annotations"]]


def test_steps_have_an_arrow_and_a_sign_and_totals_neither() -> None:
    assert labels(bridge())[:4] == ["<b>314,0</b>", "▲ +14,4", "▼ −0,3", "<b>328,1</b>"]


def test_a_scale_that_does_not_begin_at_zero_says_so_and_is_cut() -> None:
    chart = bridge()
    assert labels(chart)[-1] == "Skalan börjar vid 305 mnkr, inte vid noll"
    assert [s["type"] for s in chart.figure["layout"]["shapes"]].count("path") == 2
    assert any("Skalan börjar" in a["text"] for a in chart.small["annotations"])
    assert chart.figure["layout"]["xaxis"]["range"][0] == 305


def test_a_scale_from_zero_has_a_zero_line_and_no_words() -> None:
    chart = bridge("10", ("30", "-5"))
    assert chart.figure["layout"]["xaxis"]["range"][0] == 0
    assert not any("Skalan" in text for text in labels(chart))
    assert [s["type"] for s in chart.figure["layout"]["shapes"]].count("path") == 0


def test_totals_are_marked_as_their_scenario_and_a_rest_is_dotted() -> None:
    marker = bridge(rest="0.1").figure["data"][0]["marker"]
    assert marker["pattern"]["shape"] == ["", "", "", ".", "/"]
    assert marker["color"][0] == "rgba(0,0,0,0)" and marker["line"]["width"][0] > 1
    assert dict(bridge(rest="0.1").legend)["rest"] == "övrigt och avrundning"


@pytest.mark.parametrize(("better", "up", "down"), [(-1, "minus", "plus"), (1, "plus", "minus")])
def test_colour_follows_whether_more_is_good(better: int, up: str, down: str) -> None:
    colors = bridge(better=better).figure["data"][0]["marker"]["color"]
    assert colors[1:3] == [f"var(--{up})", f"var(--{down})"]


@given(st.decimals(-500, 500, places=1), st.lists(st.decimals(-99, 99, places=1), max_size=8))
def test_each_bar_begins_where_the_one_before_ended(start: Decimal, steps: list[Decimal]) -> None:
    chart = bridge(str(start), tuple(map(str, steps)))
    bars = chart.figure["data"][0]
    reach = [(left, left + width) for left, width in zip(bars["base"], bars["x"], strict=True)]
    at = float(start)
    for (left, right), step in zip(reach[1:-1], steps, strict=True):
        assert (left, right) == pytest.approx(sorted((at, at + float(step))))
        at += float(step)
    left, right = chart.figure["layout"]["xaxis"]["range"]
    assert all(left <= a <= b <= right for a, b in reach)


def test_the_table_says_what_the_figure_shows_and_the_phone_has_the_names() -> None:
    chart = bridge()
    assert chart.rows[1] == ("Del 0", "+14,4", "") and chart.rows[-1] == ("Prognos", "", "328,1")
    assert {"Budget", "Del 0", "Del 1", "Prognos"} <= {a["text"] for a in chart.small["annotations"]}
    assert chart.small["yaxis"]["showticklabels"] is False


def test_contributions_are_red_and_up_when_dearer() -> None:
    chart = contribution_bars([("Skola", amount("1.4")), ("Vård", amount("-2"))], title="t", unit="mnkr")
    bars = chart.figure["data"][0]
    assert bars["text"] == ["▲ +1,4", "▼ −2,0"]
    assert bars["marker"]["color"] == ["var(--minus)", "var(--plus)"]


def test_names_of_lines_that_end_together_are_kept_apart() -> None:
    values = {"Skola": [amount("10"), amount("50")], "Vård": [amount("20"), amount("50.1")]}
    chart = level_lines(values, ["2023", "2024"], title="t", unit="mnkr")
    first, second = sorted(float(a["y"]) for a in chart.figure["layout"]["annotations"])
    assert second - first > 1.5
