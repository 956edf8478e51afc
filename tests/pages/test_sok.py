"""Search: what is found, in what order, and how a misspelling is forgiven."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from app import create_app
from pages._page import Filters
from pages._sok import Thing, _fits, _nearly, score, search
from settings import Settings
from store import Store


@pytest.fixture(scope="module")
def store(sample_folder: Path) -> Store:
    return Store(sample_folder)


@pytest.fixture(scope="module")
def client(sample_folder: Path) -> Any:
    return create_app(Settings(), Store(sample_folder)).server.test_client()


def found(store: Store, asked: str, kommun: str = "exempelstad") -> dict[str, list[str]]:
    hits = search(store, Filters("/sok", kommun, None, Settings()), asked)
    return {group: [h.thing.name for h in made] for group, made in hits.items()}


@pytest.mark.parametrize(
    ("asked", "group", "first"),
    [
        ("socialnämnden", "namnd", "Socialnämnden"),
        ("socialnamden", "namnd", "Socialnämnden"),
        ("SOSIALNÄMND", "namnd", "Socialnämnden"),
        ("forskola", "verksamhet", "Förskola"),
        ("sjukfranvaro", "nyckeltal", "Sjukfrånvaro"),
        ("nettokosnad", "nyckeltal", "Nettokostnad"),
        ("KF", "ord", "Kommunfullmäktige"),
        ("simhall", "uppdrag", "Ta fram underlag för en ny simhall"),
        ("hushåll bistånd", "matt", "Antal hushåll med ekonomiskt bistånd"),
        ("augusti 2024", "rapport", "Augusti 2024"),
    ],
)
def test_the_best_hit_is_first(store: Store, asked: str, group: str, first: str) -> None:
    groups = found(store, asked)
    assert next(iter(groups)) == group
    assert groups[group][0] == first


def test_nothing_and_nonsense_find_nothing(store: Store) -> None:
    assert found(store, "  ") == {}
    assert found(store, "xyzzyq") == {}


def test_a_misspelling_is_not_looked_for_when_the_word_is_there(store: Store) -> None:
    assert "namnd" not in found(store, "simhall")


def test_all_the_words_must_fit() -> None:
    thing = Thing("namnd", "Kultur- och fritidsnämnden", "/x")
    assert score(["kultur", "fritid"], thing, _fits) > 0
    assert score(["kultur", "skola"], thing, _fits) == 0
    assert _nearly("kulturr", "kultur och fritid") > 0
    assert _nearly("sko", "kultur") == 0


def test_another_kommun_has_its_own(store: Store) -> None:
    assert "namnd" not in found(store, "kulturnamnden", "boras")


def page(client: Any, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    text: str = answer.text.split('<div id="forst">')[1].split('<div id="react-entry-point">')[0]
    return text


def test_the_field_is_on_every_page_and_keeps_the_kommun(client: Any) -> None:
    text = page(client, "/begrepp?kommun=boras")
    form = text[text.index('action="/sok"') :].split("</form>")[0]
    assert 'name="q"' in form and 'value="boras"' in form


def test_every_hit_leads_to_a_page_that_has_its_part(client: Any) -> None:
    text = page(client, "/sok?q=placering").split("<main")[1]
    links = re.findall(r'class="avsnitt traffar".*?</section>', text, re.S)
    addresses = [a for part in links for a in re.findall(r'href="([^"]+)"', part)]
    assert len(addresses) >= 2
    for address in addresses:
        path, _, part = address.replace("&amp;", "&").partition("#")
        assert f'id="{part}"' in page(client, path)


def test_an_empty_answer_helps(client: Any) -> None:
    text = page(client, "/sok?q=xyzzyq")
    assert "Inget passar ”xyzzyq”." in text and "Pröva ett kortare ord" in text and "Socialnämnden" in text


def test_what_is_asked_is_shown_as_text(client: Any) -> None:
    assert "<script>" not in page(client, "/sok?q=%3Cscript%3E")
