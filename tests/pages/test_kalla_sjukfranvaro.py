"""Every number of the curves of sick leave leads to its months, and from there to cells."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from settings import Settings
from store import Store


@pytest.fixture(scope="module")
def client(sample_folder: Path) -> FlaskClient:
    return create_app(Settings(), Store(sample_folder)).server.test_client()


def text(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.text.split('<div id="forst">')[1].replace("\u00a0", " ")


def test_every_number_of_the_curves_is_a_link(client: FlaskClient) -> None:
    page = text(client, "/namnd/socialnamnden/personal?rapport=2025-08")
    for name in ("sjuk-manader", "sjuk-kort-lang"):
        table = page.split(f'id="{name}"')[1].split("</table>")[0]
        cells = re.findall(r'<td class="n">(.*?)</td>', table)
        assert len(cells) == 72
        assert all("href" in cell for cell in cells if cell != "–")


def test_a_point_leads_to_its_months_and_they_to_their_cells(client: FlaskClient) -> None:
    page = text(client, "/namnd/socialnamnden/personal?rapport=2025-08").split('id="sjuk-manader"')[1]
    (address, shown), *_ = re.findall(r'<a class="tal" href="(/kalla/sjuk[^"]*)">([^<]*)', page)
    rolled = text(client, unescape(address))
    assert f"de tolv månaderna till och med augusti 2025: {shown} %" in rolled
    months = re.findall(r'href="(/kalla/sjukfranvaro/[^"]*)"', rolled)
    assert len(months) == 12
    cells = re.findall(r'href="(/kalla/\d[^"]*)"', text(client, unescape(months[0])))
    assert cells and client.get(unescape(cells[0])).status_code == 200


def test_the_kommuns_month_is_its_namnder(client: FlaskClient) -> None:
    page = text(client, "/kalla/sjukfranvaro/2025-05?rapport=2025-08")
    assert "namnd=socialnamnden" in page.split('id="delar"')[1].split("</table>")[0]


def test_what_is_left_out_says_why(client: FlaskClient) -> None:
    page = text(client, "/kalla/sjukfranvaro/2025-05?namnd=miljonamnden&slag=sjuktimmar_lang&rapport=2025-08")
    assert "Visas inte: talet kan gälla en enda person." in page


@pytest.mark.parametrize(
    "address", ["2025-13", "2025-05?manader=7", "2025-05?slag=hittepa", "2025-05?namnd=x"]
)
def test_what_is_no_point_is_not_found(client: FlaskClient, address: str) -> None:
    assert client.get(f"/kalla/sjukfranvaro/{address}").status_code == 404


@pytest.mark.parametrize("place", ["/personal", "/namnd/socialnamnden/personal"])
def test_every_number_of_the_seven_measures_is_a_link(client: FlaskClient, place: str) -> None:
    table = text(client, f"{place}?rapport=2025-08").split('id="sjukfranvaro"')[1].split("</table>")[0]
    cells = re.findall(r"<td[^>]*>(.*?)</td>", table)
    numbers = [cell for cell in cells if re.search(r"\d", re.sub("<[^>]*>", "", cell))]
    assert len(numbers) >= 20
    assert all(cell.startswith('<a class="tal" href="/kalla/sju-matt/2') for cell in numbers)


def test_a_measure_of_the_kommun_leads_to_the_namnder_and_to_their_cells(client: FlaskClient) -> None:
    page = text(client, "/personal?rapport=2025-08").split('id="sjukfranvaro"')[1]
    address, shown = re.findall(r'href="(/kalla/sju-matt/2025-08[^"]*matt=aldre[^"]*)">([^<]*)', page)[0]
    kommun = text(client, unescape(address))
    assert f"50 år eller äldre, jan–aug 2025: {shown}" in kommun
    below = re.findall(r'href="(/kalla/sju-matt/[^"]*namnd=aldrenamnden[^"]*)"', kommun)
    cells = re.findall(r'href="(/kalla/\d[^"]*)"', text(client, unescape(below[0])))
    assert cells and client.get(unescape(cells[0])).status_code == 200


def test_a_withheld_measure_says_why_and_nothing_else(client: FlaskClient) -> None:
    page = text(client, "/kalla/sju-matt/2025-08?namnd=socialnamnden&matt=man&rapport=2025-08")
    assert "kan inte visas" in page and 'id="delar"' not in page and 'id="formel"' not in page


@pytest.mark.parametrize("address", ["2025-13", "2025-08?matt=hittepa", "2025-08?namnd=x"])
def test_what_is_none_of_the_seven_is_not_found(client: FlaskClient, address: str) -> None:
    assert client.get(f"/kalla/sju-matt/{address}").status_code == 404
