"""The frame around the pages: addresses, status codes, language, banner, headers."""

from __future__ import annotations

import pytest

from app import create_app
from pages._page import Filters, Page, parse_query
from settings import Settings
from store import Store, publish_many
from tests.store.factory import make_report


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    folder = tmp_path_factory.mktemp("store")
    publish_many(folder, [make_report("exempelstad"), make_report("goteborg")], "attestant")
    return create_app(Settings(), Store(folder)).server.test_client()


def test_first_answer_is_the_finished_page_in_swedish(client):
    text = client.get("/").text
    assert '<html lang="sv"' in text
    assert "<h1>Sidan finns inte" not in text
    assert text.index("Hoppa till innehållet") < text.index("<header") < text.index("<main")


@pytest.mark.parametrize("address", ["/finns/ej", "/finns-inte", "/?kommun=atlantis", "/namnd"])
def test_unknown_address_helps_and_says_404(client, address):
    answer = client.get(address)
    assert answer.status_code == 404
    assert "Läget i kommunen" in answer.text


def test_made_up_figures_are_marked_and_real_ones_are_not(client):
    assert "Påhittade siffror." in client.get("/finns-inte").text
    assert "Påhittade siffror." not in client.get("/finns-inte?kommun=goteborg").text


def test_no_inline_script_without_hash_and_no_eval(client):
    policy = client.get("/").headers["Content-Security-Policy"]
    scripts = policy.split("script-src")[1].split(";")[0]
    assert "unsafe" not in scripts
    assert "frame-ancestors 'none'" in policy


def test_health(client):
    assert client.get("/health").status_code == 200


def test_first_layout_follows_the_address_that_asked(client):
    layout = client.get("/_dash-layout", headers={"Referer": "http://x/?kommun=goteborg"}).text
    assert "?kommun=goteborg" in layout


def test_addresses_keep_kommun_and_report():
    query = parse_query("?kommun=boras&rapport=2022-00&val=a&val=b")
    filters = Filters("/jamfor", "boras", "2022-00", Settings(), (), query)
    assert filters.link("/namnd/x") == "/namnd/x?kommun=boras&rapport=2022-00"
    assert filters.here(rapport=None, val="c") == "/jamfor?kommun=boras&val=c"
    assert filters.many("val") == ("a", "b")


def test_named_parts_of_a_path():
    page = Page("/namnd/<id>", "Nämnd", "alla", lambda _store, _filters: None)
    assert page.match("/namnd/kommunstyrelsen") == {"id": "kommunstyrelsen"}
    assert page.match("/namnd") is None
    assert page.match("/namnd/a/b") is None
