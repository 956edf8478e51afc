"""Reports' tables are rebuilt in their own layout."""

from __future__ import annotations

from decimal import Decimal

from pages._report_grid import Grid, activity_name, grids, period_of, row_name, short_heading


def fact(cell: str, row: str, column: str, **changes):
    letters = cell.partition("#")[0].rstrip("0123456789")
    number = int(cell.partition("#")[0][len(letters) :])
    plain = {
        "submission": "s", "sheet": "Blad", "cell": cell, "cell_row": number, "cell_col": ord(letters) - 64,
        "row_text": row, "column_text": column, "namnd": "socialnamnden", "verksamhet": "",
        "verksamhet_name": "", "measure": "intakter",
        "measure_name": "Intäkter", "year": 2024, "month": 8, "horizon": "period", "role": "own",
        "scenario": "utfall", "value": Decimal(1), "unit": "kr", "printed": Decimal(1),
    }  # fmt: skip
    return plain | changes


def shape(grid: Grid) -> list[list[int]]:
    return [[len(row.cells.get(column, [])) for column in grid.columns] for row in grid.rows]


def test_a_plain_table():
    facts = [fact(f"{c}{r}", name, head) for r, name in ((2, "Intäkter"), (3, "Kostnader"))
             for c, head in (("B", "Utfall"), ("C", "Budget"))]  # fmt: skip
    (grid,) = grids(facts)
    assert [c[0] for c in grid.columns] == ["Utfall", "Budget"]
    assert shape(grid) == [[1, 1], [1, 1]]


def test_a_row_pasted_over_several_lines_is_one_row():
    facts = [
        fact("A124", "Äldreomsorg", "Intäkter 2020", verksamhet="aldreomsorg"),
        fact("A126#1", "Äldreomsorg", "Intäkter 2021", verksamhet="aldreomsorg"),
        fact("A129", "Individ", "Intäkter 2020", verksamhet="individ"),
        fact("A131#1", "Individ", "Intäkter 2021", verksamhet="individ"),
    ]
    (grid,) = grids(facts)
    assert shape(grid) == [[1, 1], [1, 1]]


def test_two_numbers_of_one_cell_stand_together_or_on_rows_of_their_own():
    together = [fact("B13#1", "Netto", "Utfall"), fact("B13#2", "Netto", "Utfall", measure="x_pct")]
    assert shape(grids(together)[0]) == [[2]]
    apart = [fact("B25#1", "Årsarbetare", "Utfall", verksamhet="slk"),
             fact("B25#2", "Årsarbetare", "Utfall", verksamhet="politik")]  # fmt: skip
    assert shape(grids(apart)[0]) == [[1], [1]]


def test_tables_far_apart_are_two():
    facts = [fact("B2", "2015", "Medel"), fact("B9", "2015", "Medel")]
    assert len(grids(facts)) == 2


def test_a_column_tells_its_period_unless_its_heading_does():
    (grid,) = grids([fact("B2", "a", "Utfall"), fact("C2", "a", "Budget 2024", year=2024)])
    assert [period_of(grid, column) for column in grid.columns] == ["jan–aug 2024", ""]
    (compared,) = grids([fact("B2", "a", "Utfall fg år", year=2023, role="comparison")])
    assert period_of(compared, compared.columns[0]) is None


def test_a_row_of_nothing_but_namnd_and_verksamhet_is_called_by_the_verksamhet():
    own = {"verksamhet": "socialsekreterare", "verksamhet_name": "Socialsekreterare"}
    assert row_name(fact("B2", "Socialnämnden Socialsekreterare", "Vakanta", **own)) == "Socialsekreterare"
    assert row_name(fact("B2", "Lön Socialsekreterare", "Vakanta", **own)) == "Lön Socialsekreterare"


def test_headings_and_rows_lose_what_stands_above_them():
    assert short_heading("Perioden januari–augusti 2025 · Utfall fg år") == "Utfall fg år"
    assert short_heading("Helår Fg prognos") == "Fg prognos"
    own = fact("B2", "Barn och unga · Intäkter", "Utfall", verksamhet="x", verksamhet_name="Barn och unga")
    assert row_name(own) == "Intäkter"


def test_a_verksamhet_without_a_name_is_called_what_its_row_says():
    unnamed = fact("B2", "Äldreomsorg", "x", verksamhet="aldreomsorg", verksamhet_name="aldreomsorg")
    assert activity_name([unnamed]) == {"aldreomsorg": "Äldreomsorg"}
