"""Läget and the nämnd's page on the golden figures: what they say, and where their numbers lead."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from app import create_app
from settings import Settings
from store import Store, publish_many
from tests.store.factory import fact, golden_facts, make_report


def staff() -> list:
    common = {"scale": 1, "sheet": "Personal", "verksamhet": "", "horizon": "period"}
    made = [
        fact("sjukfranvaro", "2.6", unit="procent", cell="B2", row="Total sjukfrånvaro (%)", **common),
        fact("sjukfranvaro", "2.2", unit="procent", cell="C2", row="Total sjukfrånvaro (%)", year=2023,
             role="comparison", column="Utfall fg år", **common),
    ]  # fmt: skip
    return [replace(f, unit="procent") for f in made]


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    folder = tmp_path_factory.mktemp("store")
    facts = golden_facts() + staff()
    publish_many(folder, [make_report(facts=facts), make_report("vastervik", "2021-12", facts=[
        fact("nettokostnad", "-10.0", namnd="revision", horizon="year", year=2021, month=12, column="Utfall"),
    ], kind="arsredovisning")], "attestant")  # fmt: skip
    return create_app(Settings(kommun="goteborg"), Store(folder)).server.test_client()


def page(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    text = answer.text.split('<div id="forst">')[1].split('<div id="react-entry-point">')[0]
    return text.replace("\u00a0", " ")


def words(markup: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", markup))


def test_laget_says_the_most_important_thing(client):
    text = words(page(client, "/"))
    assert "Kommunstyrelsen räknar med ett överskott mot budget på 13,0 mnkr för 2024" in text
    assert "2,6 %" in text and "+0,4 %-enheter" in text


def test_namnd_page_has_the_golden_numbers(client):
    text = words(page(client, "/namnd/kommunstyrelsen"))
    assert "Prognosen har förbättrats med 8,0 mnkr sedan föregående rapport." in text
    assert "Mest skiljer kostnaderna: 566,6 mnkr mot budgeterade 580,6 mnkr." in text
    assert "−340,5" in text and "2,6 %" in text


@pytest.mark.parametrize("address", ["/", "/namnd/kommunstyrelsen"])
def test_numbers_in_sentences_tables_and_key_figures_are_links(client, address):
    markup = page(client, address)
    cells = re.findall(r'<td class="n[^"]*">(.*?)</td>', markup.split("<figure")[0])
    assert all("/kalla/" in cell for cell in cells if re.search(r"\d", words(cell)))
    sentence = re.search(r'<p class="ingress">(.*?)</p>', markup).group(1)
    assert len(re.findall(r"\d+,\d mnkr", words(sentence))) <= sentence.count("/kalla/")


def test_links_lead_to_facts_that_exist(client):
    markup = page(client, "/namnd/kommunstyrelsen")
    store = client.application.config.get("store")
    found = re.findall(r'href="/kalla/([^"?]+)"', markup)
    assert found
    assert store is None or all(store.fact(one) for one in found if one != "matt")


def test_every_chart_has_title_source_table_and_downloads(client):
    markup = page(client, "/namnd/kommunstyrelsen")
    figures = re.findall(r"<figure.*?</figure>", markup, re.S)
    assert figures
    for figure in figures:
        assert "<figcaption" in figure and "Källa: Göteborg" in figure and "Visa som tabell" in figure
        assert {"png", "svg", "csv"} == set(re.findall(r'data-download="(\w+)"', figure))
        assert 'role="img"' in figure and "aria-label=" in figure


def test_a_kommun_with_little_is_told_about_without_zeros(client):
    text = words(page(client, "/namnd/revision?kommun=vastervik"))
    assert "År 2021 kostade revisionen 10,0 mnkr netto." in text
    assert "Rapporten har ingen" not in text or "0,0 mnkr" not in text


def test_unknown_namnd_and_report_are_404_that_help(client):
    for address in ("/namnd/finns-inte", "/?rapport=1999-01", "/namnd/kommunstyrelsen?rapport=1999-01"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert "Gå vidare härifrån" in answer.text


def test_empty_store_says_what_to_do(tmp_path):
    text = create_app(Settings(), Store(tmp_path)).server.test_client().get("/").text
    assert "Ladda upp den första" in text
