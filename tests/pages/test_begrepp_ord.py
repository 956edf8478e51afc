"""Terms explained where they stand, and the first visit: what the server writes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from app import create_app
from pages._begrepp_ord import (
    FORMS,
    TermButton,
    boxes,
    definition,
    explained,
    heading,
    mark,
    shortened,
    term_of,
)
from settings import Settings
from store import Store


@pytest.mark.parametrize("term", sorted(set(FORMS.values())))
def test_every_term_in_the_sentences_has_one_or_two_sentences(term: str) -> None:
    label, text = definition(term)
    assert label and 1 <= len(re.findall(r"[.!?](?:\s|$)", text)) <= 3 and text.endswith(".")


def words(parts: list[Any]) -> list[str]:
    return [part.children for part in parts if isinstance(part, TermButton)]


def test_a_term_is_a_button_the_first_time_only() -> None:
    seen: set[str] = set()
    assert words(explained("5,8 % av kommunbidraget. Kommunbidraget är", seen)) == ["kommunbidraget"]
    assert words(explained(" av kommunbidraget.", seen)) == []


def test_the_text_around_is_kept() -> None:
    parts = explained("Prognosen har försämrats", set())
    assert words(parts) == ["Prognosen"]
    assert parts[-1] == " har försämrats"
    assert explained("ingenting", set()) == ["ingenting"]


def test_a_word_inside_another_is_no_term() -> None:
    assert words(explained("nettokostnadsutvecklingen och prognoserna", set())) == []


def test_long_definitions_are_shortened_to_two_sentences() -> None:
    assert shortened("Ett. Två är 2,5 st. Tre.") == "Ett. Två är 2,5 st."


def test_what_is_not_defined_gets_no_mark() -> None:
    assert mark("hittepa", "Hittepå") == []


@pytest.mark.parametrize(
    ("heading_text", "expected"),
    [
        ("Fg prognos", "fg-prognos"),
        ("Utfall fg år", "jamforelsekolumn"),
        ("Budget 2022", "budget"),
        ("AVVIKELSE", "avvikelse"),
        ("Årsarbetare", "arsarbetare"),
        ("Sjukfrånvaro", "sjukfranvaro"),
        ("Nettokostnad", "nettokostnad"),
        ("2022", ""),
        ("Stadsdelsnämnden", ""),
    ],
)
def test_what_a_columns_heading_means(heading_text: str, expected: str) -> None:
    assert term_of(heading_text) == expected
    assert not expected or definition(expected)


def test_a_heading_is_a_button_the_first_time_in_its_table() -> None:
    seen: set[str] = set()
    first = heading("Budget", "budget", "r1", seen)
    assert (first.children, first.popovertarget) == ("Budget", "forklaring-r1-budget")
    assert heading("Budget", "budget", "r1", seen) == "Budget"
    assert heading("Blandat", "", "r1", seen) == "Blandat"
    assert [box.id for box in boxes(seen, "r1")] == ["forklaring-r1-budget"]


def opened(markup: str) -> tuple[list[str], list[str]]:
    """What the buttons in headings of columns open, and the boxes that there are."""
    heads = " ".join(re.findall(r"<thead>.*?</thead>", markup, re.S))
    boxes_there = re.findall(r'<span[^>]*id="([^"]*)"[^>]*popover=', markup)
    boxes_there += re.findall(r'<span[^>]*popover=[^>]*id="([^"]*)"', markup)
    return re.findall(r'popovertarget="([^"]*)"', heads), boxes_there


@pytest.mark.parametrize(
    ("address", "least"),
    [("/", 4), ("/namnd/socialnamnden", 10), ("/namnd/kommunstyrelsen?kommun=goteborg", 5)],
)
def test_every_button_of_a_heading_has_one_box_of_its_own(
    sample_folder: Path, address: str, least: int
) -> None:
    client = create_app(Settings(), Store(sample_folder)).server.test_client()
    markup = client.get(address).text.split('<div id="forst">')[1].split('<div id="react-entry-point">')[0]
    targets, there = opened(markup)
    assert len(targets) >= least and len(set(targets)) == len(targets)
    assert all(there.count(target) == 1 for target in targets)


@pytest.fixture(scope="module")
def text(sample_folder: Path) -> str:
    client = create_app(Settings(), Store(sample_folder)).server.test_client()
    answer = client.get("/namnd/socialnamnden")
    assert answer.status_code == 200
    first: str = answer.text.split('<div id="forst">')[1].split('<div id="react-entry-point">')[0]
    return first


def test_every_button_opens_a_box_that_is_there_once(text: str) -> None:
    targets = re.findall(r'popovertarget="([^"]+)"', text)
    boxes = re.findall(r'<span id="([^"]+)"[^>]*popover="auto"', text)
    assert len(targets) >= 6
    assert sorted(targets) == sorted(boxes) == sorted(set(boxes))


def test_the_question_marks_have_names(text: str) -> None:
    assert text.count('class="fragetecken"') == text.count('aria-label="Vad är ')


def test_the_first_visit_is_on_the_page_but_hidden(text: str) -> None:
    panel = re.search(r'<div id="forsta-besok"[^>]*>', text)
    assert panel and " hidden" in panel[0] and 'role="dialog"' in panel[0]
    assert text.count("Steg ") == 3
    assert "Visa introduktionen" in text
