"""CSV and pasted text: separators, quotation marks, encodings, places."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders._csv import _rows
from loaders._encoding import decode
from loaders._unreadable import Refused
from loaders.grid import Cell, Grid, cell_name, read_grid
from settings import Settings


def _csv(data: bytes) -> Grid:
    return read_grid(data, "tabell.csv", settings=Settings())


def _texts(grid: Grid) -> dict[str, str]:
    return {c.name: c.text for c in grid.sheets[0].cells.values()}


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Post;Utfall\nIntäkter;78,5\n", [["Post", "Utfall"], ["Intäkter", "78,5"]]),
        ("Post,Utfall\nIntäkter,78.5\n", [["Post", "Utfall"], ["Intäkter", "78.5"]]),
        ('Post,Utfall\nIntäkter,"78,5"\n', [["Post", "Utfall"], ["Intäkter", "78,5"]]),
        ("Post\tUtfall\nIntäkter\t78,5\n", [["Post", "Utfall"], ["Intäkter", "78,5"]]),
        ("Post;U,tfall\nI;78,5\nK;-3,1\n", [["Post", "U,tfall"], ["I", "78,5"], ["K", "-3,1"]]),
        ("sep=,\r\na;b,1\r\n", [[], ["a;b", "1"]]),
        ("sep=\t\na,b\t1\n", [[], ["a,b", "1"]]),
        ("Ord, komma\n\nA;B;C\n1;2;3\n", [["Ord, komma"], [], ["A", "B", "C"], ["1", "2", "3"]]),
        ("A;1,0;2\nB;1,5\nC;1,5\nD;1;2\n", [["A", "1,0", "2"], ["B", "1,5"], ["C", "1,5"], ["D", "1", "2"]]),
        ('A;B\n"rad ett\nrad två";2\n', [["A", "B"], ["rad ett\nrad två", "2"]]),
        ('A;B\n"5" skärm;2\n3;4\n', [["A", "B"], ['5 skärm', "2"], ["3", "4"]]),
        ('A;B\n"aldrig stängt;2\n3;4\n', [["A", "B"], ['"aldrig stängt', "2"], ["3", "4"]]),
        ("ensam\nkolumn\n", [["ensam"], ["kolumn"]]),
    ],
)  # fmt: skip
def test_the_separator_is_the_one_that_gives_a_table(text: str, rows: list[list[str]]) -> None:
    assert _rows(text) == rows


FIGURE = st.builds(lambda n, d: f"{n},{d}", st.integers(-99_999, 99_999), st.integers(0, 9))
LABEL = st.text("abcåäö ", min_size=1, max_size=9).filter(str.strip)


@given(
    st.lists(st.tuples(LABEL, FIGURE, FIGURE, FIGURE), min_size=2, max_size=12),
    st.sampled_from(";\t|"),
    st.lists(st.just("En rubrik, med ett komma"), max_size=1),
)
@settings(max_examples=60, deadline=None)
def test_a_decimal_comma_never_separates(
    rows: list[tuple[str, ...]], separator: str, title: list[str]
) -> None:
    text = "\n".join([*title, *(separator.join(row) for row in rows)])
    assert _rows(text) == [*([t] for t in title), *(list(row) for row in rows)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("file", ["tabell.csv", "tabell.txt"])
def test_the_encodings_of_swedish_offices_are_read(encoding: str, file: str) -> None:
    data = "Förskolenämnden\t−4 694,5 – ”å”".replace("−", "-" if encoding == "cp1252" else "−").encode(
        encoding
    )
    grid = read_grid(data, file, settings=Settings())
    assert _texts(grid)["A1"] == "Förskolenämnden"
    assert "”å”" in _texts(grid)["B1"]
    assert grid.findings == ()


def test_a_broken_utf16_is_refused() -> None:
    with pytest.raises(Refused):
        decode(codecs.BOM_UTF16_LE + b"\x00\xd8x")


@pytest.mark.parametrize("text", ["FÃ¶rskolenÃ¤mnden;1", "F\ufffdrskola;1"])
def test_lost_letters_are_told(text: str) -> None:
    (finding,) = _csv(text.encode()).findings
    assert (finding.code, finding.cells) == ("tecken_forlorade", ("CSV!A1",))


def test_a_number_in_a_csv_is_text() -> None:
    cell = _csv("Intäkter;78,5\n".encode()).sheets[0].cells[1, 2]
    assert cell == Cell(1, 2, "78,5")


def test_rows_are_numbered_as_excel_numbers_them() -> None:
    assert _texts(_csv(b'A;"x\ny"\n\nB;2\n')) == {"A1": "A", "B1": "x\ny", "A3": "B", "B3": "2"}


def test_pasted_lines_keep_their_numbers_and_their_spaces() -> None:
    text = "mnkr Utfall 2020\r\n\r\n -124,9  -111,6\r\nA\t\t78,5\r\x0b"
    grid = read_grid(text.encode(), "klistrat.txt", settings=Settings())
    assert _texts(grid) == {"A1": "mnkr Utfall 2020", "A3": " -124,9  -111,6", "A4": "A", "C4": "78,5"}
    assert grid.sheets[0].kind == "text"


@pytest.mark.parametrize(
    ("place", "name"), [((1, 1), "A1"), ((7, 26), "Z7"), ((7, 27), "AA7"), ((9, 16384), "XFD9")]
)
def test_places_have_excels_names(place: tuple[int, int], name: str) -> None:
    assert cell_name(*place) == name
