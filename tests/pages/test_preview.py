"""The preview on the upload page: the sheet as it stands, what each number was read as, and corrections."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from openpyxl import Workbook, load_workbook

from app import create_app
from intake import Intake
from loaders._window import read_window
from pages._preview_routes import correction
from settings import Settings
from store import Store
from tests.browser import files
from tests.pages.test_upload import OWN, post, send, token


@pytest.fixture
def client(tmp_path: Path) -> FlaskClient:
    settings = Settings(data_folder=tmp_path)
    store = Store(tmp_path)
    return create_app(settings, store, reader=Intake(settings, store)).server.test_client()


def _cell(shown: str, name: str) -> str:
    """The link of a number, as it stands in the page."""
    found = re.search(rf'<a [^>]*id="cell-{name}"[^>]*>.*?</a>', shown)
    assert found, name
    return found[0]


def test_the_sheet_is_shown_as_it_stands(client: FlaskClient) -> None:
    shown = client.get(send(client, files.good())).text
    assert 'colspan="4"' in shown and ">Period</td>" in shown
    assert '<th scope="col">I</th>' in shown and '<th scope="row">12</th>' in shown
    assert "tal-varde" in _cell(shown, "B8") and "78,5. Läst som värde" in _cell(shown, "B8")
    assert shown.count('data-ruta="1"') == 40


def test_a_number_is_explained_in_words(client: FlaskClient) -> None:
    shown = client.get(send(client, files.good()) + "&cell=B9").text
    panel = shown[shown.index('id="ruta"') :]
    for words in (
        "Kostnader",
        "Kommunstyrelsen",
        "Jan–aug 2024",
        "−340\xa0500\xa0000\xa0kr",
        "Utfall",
        "Som i filen",
    ):
        assert words in panel, words


def test_a_number_that_does_not_agree_is_marked_and_says_why(client: FlaskClient) -> None:
    content = _changed("C10", 270)
    shown = client.get(send(client, content) + "&cell=C10").text
    assert "tal-fynd" in _cell(shown, "C10") and "tal-fynd" not in _cell(shown, "G10")
    assert "men i rapporten står" in shown[shown.index('id="ruta"') :]


def test_a_correction_is_made_listed_and_undone(client: FlaskClient) -> None:
    address = send(client, files.good())
    back = post(
        client, "ratta", mottagen=token(address), tal="Blad1!B8", measure="ovriga_intakter", kind="fact"
    )
    assert "cell=B8" in back
    shown = client.get(back).text
    assert "Rättade tal (1)" in shown and "Blad1!B8: ett värde, " in shown
    assert "Övriga intäkter" in shown[shown.index('id="ruta"') :]
    post(client, "angra-rattelse", mottagen=token(address), nyckel="cell:Blad1!B8")
    assert "Rättade tal" not in client.get(address).text


def test_a_number_is_left_out(client: FlaskClient) -> None:
    address = send(client, files.good())
    post(client, "ratta", mottagen=token(address), tal="Blad1!B8", kind="hoppa")
    assert "tal-ej" in _cell(client.get(address).text, "B8")


def test_only_own_pages_can_correct(client: FlaskClient) -> None:
    for what in ("ratta", "angra-rattelse"):
        answer = client.post(
            f"/ladda-upp/{what}", data={"tal": "a"}, headers={"Origin": "http://evil.example"}
        )
        assert answer.status_code == 403
    assert client.post("/ladda-upp/ratta", data={"tal": "a"}, headers=OWN).status_code == 303


def test_a_second_correction_adds_to_the_first() -> None:
    first = correction("", {"kind": "fact", "measure": "kostnader"})
    assert first == "kind=fact;measure=kostnader"
    assert correction(first, {"kind": "fact", "year": "2023"}) == "kind=fact;measure=kostnader;year=2023"
    assert correction(first, {"kind": "hoppa", "year": "2023"}) == "hoppa"
    assert correction("hoppa", {"kind": "total"}) == "kind=total"


def test_a_large_sheet_is_shown_a_piece_at_a_time() -> None:
    book = Workbook()
    for row in range(1, 451):
        book.active.append([f"Rad {row}", *range(60)])
    book.active.row_dimensions[202].hidden = True
    content = _bytes(book)
    window = read_window(content, "stor.xlsx", row=250, column=45, settings=Settings())
    assert (window.first, window.last, window.rows) == (201, 400, 450)
    assert (window.left, window.right, window.columns) == (41, 61, 61)
    assert 202 in window.hidden_rows and len(window.cells) == 200 * 21
    assert read_window(content, "stor.xlsx", row=9_999, settings=Settings()).first == 401


def test_a_large_sheet_leads_on(client: FlaskClient) -> None:
    book = Workbook()
    for row in range(1, 260):
        book.active.append([f"Rad {row}", row])
    address = send(client, _bytes(book))
    shown = client.get(address).text
    assert "Rad 1–200 av 259" in shown and "Nästa rader" in shown
    assert "Föregående rader" in client.get(address + "&rad=201").text


@pytest.mark.parametrize("query", ["&blad=finns-inte", "&cell=ZZZ9999999", "&cell=x", "&rad=x&kolumn=-1"])
def test_an_address_that_points_at_nothing_shows_the_sheet(query: str, client: FlaskClient) -> None:
    answer = client.get(send(client, files.good()) + query)
    assert answer.status_code == 200 and 'id="arket"' in answer.text and 'id="ruta"' not in answer.text


def _changed(cell: str, value: float) -> bytes:
    book = load_workbook(io.BytesIO(files.good()))
    book.active[cell] = value
    return _bytes(book)


def _bytes(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
