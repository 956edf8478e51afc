"""Small multiples, years and months: one scale, gaps, breaks and computed years that can be told apart."""

from __future__ import annotations

from decimal import Decimal

from charts.booked_months import year_beside_year
from charts.multiples import NARROW, WIDE, Panel, multiples, wrapped
from charts.years import year_columns

MNKR = Decimal(1_000_000)


def panel(name: str, *mnkr: int | None, **more: object) -> Panel:
    return Panel(name, tuple(None if v is None else v * MNKR for v in mnkr), **more)  # type: ignore[arg-type]


def made(count: int = 5, **more: object) -> object:
    panels = [panel(f"Nämnd {i}", i, i + 1, i * 10) for i in range(count)]
    return multiples(panels, [2022, 2023, 2024], title="t", unit="mnkr", **more)  # type: ignore[arg-type]


def axes(frame: dict[str, object], letter: str) -> list[dict[str, object]]:
    return [v for k, v in frame.items() if k.startswith(f"{letter}axis")]  # type: ignore[misc]


def test_all_panels_have_the_same_scale_and_their_own_place():
    frame = made().figure["layout"]
    assert len({tuple(a["range"]) for a in axes(frame, "y")}) == 1
    places = {
        (tuple(x["domain"]), tuple(y["domain"]))
        for x, y in zip(axes(frame, "x"), axes(frame, "y"), strict=True)
    }
    assert len(places) == 5
    assert all(0 <= edge <= 1 for a in axes(frame, "y") + axes(frame, "x") for edge in a["domain"])


def test_the_first_axis_has_no_number():
    chart = made(2)
    assert [t["xaxis"] for t in chart.figure["data"]] == ["x", "x2"]
    assert "xaxis1" not in chart.figure["layout"]


def test_a_phone_has_fewer_in_a_row_and_is_higher():
    chart = made(8)
    wide, small = chart.figure["layout"], chart.small
    assert [len({tuple(a["domain"]) for a in axes(f, "x")}) for f in (wide, small)] == [WIDE, NARROW]
    assert small["height"] > chart.height


def test_computed_years_are_dotted_and_breaks_drawn():
    chart = multiples(
        [panel("Ny", 1, 2, 3, computed=frozenset({0}), change=1, change_text="ny 2023")],
        [2022, 2023, 2024], title="t", unit="mnkr",
    )  # fmt: skip
    assert chart.figure["data"][0]["marker"]["pattern"]["shape"] == [".", "", ""]
    (line,) = [s for s in chart.figure["layout"]["shapes"] if s["line"].get("dash") == "dash"]
    assert line["x0"] == line["x1"] == 0.5
    assert [k for k, _ in chart.legend] == ["utfall", "foregaende", "omraknad", "brott"]


def test_a_forecast_is_hatched_also_here():
    assert set(made(kind="prognos").figure["data"][0]["marker"]["pattern"]["shape"]) == {"/"}


def test_an_index_is_lines_on_a_scale_that_need_not_begin_at_zero():
    chart = multiples(
        [Panel("A", (Decimal(100), Decimal(110)))], [2023, 2024], title="t", unit="", lines=True
    )
    assert chart.figure["layout"]["yaxis"]["range"][0] > 50
    assert chart.figure["data"][0]["connectgaps"] is False


def test_a_panel_without_values_is_left_out_and_a_gap_is_no_zero():
    chart = multiples([panel("A", None, 2), panel("B", None, None)], [2023, 2024], title="t", unit="mnkr")
    assert [t["y"] for t in chart.figure["data"]] == [[None, 2.0]]
    assert chart.rows == (("A", "–", "2,0"),)


def test_long_names_are_divided_before_their_last_part():
    name = "Gymnasie- och vuxenutbildningsnämnden"
    assert wrapped(name, 20) == ["Gymnasie- och", "vuxenutbildnings-", "nämnden"]
    assert wrapped(name, 40) == [name]


def test_years_mark_what_is_computed_and_where_the_break_is():
    rows = [(2020, MNKR), (2021, None), (2022, 2 * MNKR)]
    chart = year_columns(
        rows, title="t", unit="mnkr", what="Kostnad", computed=[2020], change=(2022, "ny 2022")
    )
    assert chart.figure["data"][0]["marker"]["pattern"]["shape"] == [".", "", ""]
    assert chart.figure["layout"]["shapes"][1]["x0"] == 1.5
    plain = year_columns(rows, title="t", unit="mnkr", what="Kostnad", change=(2020, "ny 2020"))
    assert len(plain.figure["layout"]["shapes"]) == 1 and plain.legend == ()


def test_months_stand_beside_the_same_month_of_the_year_before():
    now = [MNKR * m if m < 3 else None for m in range(12)]
    chart = year_beside_year({2025: now, 2024: [MNKR] * 12}, title="t", unit="mnkr")
    assert [d["line"]["dash"] for d in chart.figure["data"]] == ["solid", "dash"]
    assert chart.figure["data"][0]["y"][3] is None
    assert chart.rows[3] == ("April", "–", "1,0") and len(chart.rows) == 12
    now_label, then_label = chart.figure["layout"]["annotations"]
    assert (now_label["x"], now_label["yshift"]) == (2, 14)  # above: the year before is lower there
    assert (then_label["x"], then_label["xanchor"]) == (11, "left")
