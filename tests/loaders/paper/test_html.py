"""Web pages and clipboards: Excel's, Google's and Word's markup, merged, nested and hidden cells."""

from __future__ import annotations

import codecs

import pytest

from loaders import _html, read_file
from loaders._unreadable import Refused
from loaders.grid import Cell
from tests.fixtures.figures import table, typed
from tests.fixtures.golden import answers
from tests.loaders.compare import differences


def _cells(body: str, sheet: str = "Tabell 1") -> dict[str, Cell]:
    found = next(s for s in _html.read(body.encode()) if s.name == sheet)
    return {c.name: c for c in found.cells.values()}


def _texts(body: str, sheet: str = "Tabell 1") -> dict[str, str]:
    return {name: cell.text for name, cell in _cells(body, sheet).items()}


def goteborg() -> str:
    head, *rows = table("goteborg_ks_resultat")
    groups = "<tr><td rowspan=2>Belopp i mnkr</td><th colspan=4>Period</th><th colspan=4>Helår</th></tr>"
    titles = "<h1>Göteborgs Stad</h1><p>Delårsrapport augusti 2024<p>Kommunstyrelsen"
    body = "".join(
        f"<tr><td>{r[0]}</td>" + "".join(f"<td>{typed(x)}&nbsp;</td>" for x in r[1:]) + "</tr>" for r in rows
    )
    heads = "".join(f"<th>{t.replace(' ', '<br>')}</th>" for t in head[1:])
    return f"{titles}<table>{groups}<tr>{heads}</tr>{body}</table>"


@pytest.mark.parametrize("name", ["rapport.html", "rapport.htm", "rapport.xls"])
def test_a_report_is_read_right(name: str) -> None:
    data = f"<html><meta charset=utf-8><body>{goteborg()}</body></html>".encode()
    missing, extra = differences(
        read_file(data, name), answers("goteborg-ks-delarsrapport-2024-08", 107, 111)
    )
    assert not extra
    assert not missing


SHOWN = {
    "space": ("<td> 12&nbsp;345 </td>", "12\u00a0345"),
    "break": ("<td>Utfall<br>jan-aug</td>", "Utfall jan-aug"),
    "two numbers": ("<td>12<br>345</td>", "12\n345"),
    "note": ("<td>12 345<sup>1)</sup></td>", "12 345"),
    "hidden in the cell": ("<td>12<span style='display:none'>99</span></td>", "12"),
    "deleted": ("<td><del>99</del>12</td>", "12"),
    "script": ("<td>12<script>document.write('9')</script></td>", "12"),
}


@pytest.mark.parametrize("name", SHOWN)
def test_a_cell_is_what_the_page_shows(name: str) -> None:
    cell, shown = SHOWN[name]
    assert _texts(f"<table><tr>{cell}</tr></table>")["A1"] == shown


def test_hidden_cells_and_rows_are_left_out_and_keep_their_columns() -> None:
    rows = "<tr><td>a<td style='display: none'>99<td>b</tr><tr style='display:none'><td>99</tr><tr><td>c</tr>"
    assert _texts(f"<table>{rows}</table>") == {"A1": "a", "C1": "b", "A2": "c"}


def test_cells_over_several_rows_and_columns() -> None:
    rows = "<tr><td rowspan=2>a<td colspan=2>b<td>c</tr><tr><td>d<td>e<td>f</tr>"
    found = _html.read(f"<table>{rows}</table>".encode())[0]
    assert {c.name: c.text for c in found.cells.values()} == {
        "A1": "a", "B1": "b", "D1": "c", "B2": "d", "C2": "e", "D2": "f"
    }  # fmt: skip
    assert set(found.merged) == {(1, 1, 2, 1), (1, 2, 1, 3)}


def test_a_table_in_a_cell_is_a_table() -> None:
    inner = "<table><tr><td>x<td>7</table>"
    assert _texts(f"<table><tr><td>Ruta{inner}</td></tr></table>", "Tabell 2") == {"A1": "x", "B1": "7"}


NUMBERS = {
    "<td x:num='12345.6'>12,345.60</td>": "12345.60",
    "<td x:num='1235'>1,235</td>": "1235",
    "<td x:num='1.235'>1,235</td>": None,
    "<td x:num='1234567'>1,235</td>": None,
    '<td data-sheets-value=\'{"1":3,"3":12345.6}\'>12,345.6</td>': "12345.6",
    "<td data-sheets-value='[[[['>12,345.6</td>": None,
    "<td x:num='1e999999'>1,235</td>": None,
}


@pytest.mark.parametrize("cell", NUMBERS)
def test_a_foreign_number_is_one_where_the_spreadsheet_says_so(cell: str) -> None:
    found = _cells(f"<table><tr>{cell}</tr></table>")["A1"].number
    assert (None if found is None else str(found)) == NUMBERS[cell]


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "iso-8859-1"])
def test_the_page_says_how_it_is_written(charset: str) -> None:
    data = f"<meta charset={charset}><table><tr><td>Nämnd åäö</table>".encode(
        "cp1252" if charset != "utf-8" else charset
    )
    assert _html.read(data)[0].cells[(1, 1)].text == "Nämnd åäö"


def test_a_byte_order_mark_goes_before_what_the_page_says() -> None:
    page = "<meta charset=windows-1252><table><tr><td>Nämnd</table>"
    for data in (codecs.BOM_UTF8 + page.encode(), page.encode("utf-16")):
        assert _html.read(data)[0].cells[(1, 1)].text == "Nämnd"


@pytest.mark.parametrize("page", ["<html></html>", "<html><body><script>1</script>", "<!-- -->"])
def test_a_page_without_text_is_told(page: str) -> None:
    with pytest.raises(Refused) as refused:
        _html.read(page.encode())
    assert refused.value.code == "inga_blad"


def test_a_page_of_endless_depth_ends() -> None:
    deep = "<div><table><tr><td>" * 3000 + "1"
    found = _html.read(f"<p>Text</p>{deep}".encode())
    assert found[0].cells[(1, 1)].text == "Text"
