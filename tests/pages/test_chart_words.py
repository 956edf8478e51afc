"""What one hears of a chart instead of seeing it: a title that says something, a sentence, a table as rich.

Over every place of the browser tests, as the server sends it.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from lxml import html
from lxml.html import HtmlElement

import swedish
from app import create_app
from settings import Settings
from store import Store
from tests.browser.places import PLACES, address

SAYS = re.compile(
    r"\b(är|har|kan|väntas|blev|blir|kostade|kostar|ökar|minskar|ger|ligger|högst|lägst|alla)\b|: [+−\d]"
)
WITH_CHARTS = 16
"""So many places have charts: a page that lost all its charts would pass every other test."""


@pytest.fixture(scope="module")
def mains(sample_folder: Path) -> dict[str, HtmlElement]:
    """The content of every place."""
    store = Store(sample_folder)
    client = create_app(Settings(data_folder=sample_folder), store).server.test_client()
    return {place: _main(client, address(place, store)) for place in PLACES}


def _main(client: FlaskClient, path: str) -> HtmlElement:
    return html.fromstring(client.get(path).text).get_element_by_id("innehall")


def _charts(main: HtmlElement) -> list[HtmlElement]:
    return [figure for figure in main.iter("figure") if "diagram" in figure.get("class", "")]


def _surface(chart: HtmlElement) -> HtmlElement:
    (surface,) = chart.xpath(".//div[@data-figure]")
    return surface


def _drawn(figure: dict[str, Any]) -> int:
    """How many values a figure draws: the numbers along each trace's own value axis."""
    return sum(len(_numbers(trace)) for trace in figure["data"])


def _numbers(trace: dict[str, Any]) -> list[float]:
    level = trace.get("orientation") == "h" or not _only_numbers(trace.get("y", ()))
    values = trace.get("x" if level else "y", ())
    return [value for value in values if isinstance(value, int | float)]


def _only_numbers(values: Any) -> bool:
    return any(isinstance(value, int | float) for value in values)


def _told(chart: HtmlElement) -> list[list[str]]:
    """The table's cells that say a number, row by row."""
    rows = chart.xpath(".//table/tbody/tr")
    return [[text for td in row.findall("td") if re.search(r"\d", text := td.text_content())] for row in rows]


def test_there_are_charts(mains: dict[str, HtmlElement]) -> None:
    assert sum(1 for main in mains.values() if _charts(main)) == WITH_CHARTS


@pytest.mark.parametrize("place", PLACES)
def test_the_title_says_something(place: str, mains: dict[str, HtmlElement]) -> None:
    for chart in _charts(mains[place]):
        title = chart.findtext(".//figcaption/h3")
        assert title and not title.endswith(".")
        last = [td.text_content() for td in chart.xpath(".//table/tbody/tr/td[last()]")]
        alone = sum(1 for text in last if re.search(r"\d", text)) < 2  # nothing to compare in the newest year
        assert SAYS.search(title) or alone, title


@pytest.mark.parametrize("place", PLACES)
def test_one_sentence_stands_for_the_picture(place: str, mains: dict[str, HtmlElement]) -> None:
    for chart in _charts(mains[place]):
        surface, title = _surface(chart), chart.findtext(".//figcaption/h3")
        assert surface.get("role") == "img"
        assert (surface.get("aria-label") or "").startswith(f"{title}. Värden i ")
        assert (surface.get("aria-label") or "").endswith("; samma siffror finns i tabellen.")
        assert chart.find(".//figcaption").get("id") == f"{chart.get('id')}-rubrik"


@pytest.mark.parametrize("place", PLACES)
def test_the_table_has_every_number_that_is_drawn(place: str, mains: dict[str, HtmlElement]) -> None:
    for chart in _charts(mains[place]):
        drawn, told = _drawn(json.loads(_surface(chart).get("data-figure"))), _told(chart)
        assert 0 < drawn <= sum(map(len, told)), chart.get("id")
        table = chart.find(".//table")
        assert table.findtext("caption") and all(th.text_content() for th in table.xpath("thead//th"))
        assert all(row.find("th").get("scope") == "row" for row in table.xpath("tbody/tr"))
        frame = table.getparent()
        assert frame.get("tabindex") == "0" and frame.get("aria-label")


@pytest.mark.parametrize("place", PLACES)
def test_numbers_have_the_minus_that_is_read_as_minus(place: str, mains: dict[str, HtmlElement]) -> None:
    """U+2212, not the hyphen that many screen readers leave out."""
    for chart in _charts(mains[place]):
        for text in (text for row in _told(chart) for text in row):
            assert not re.match(r"[-–—]\s?\d", text.strip()), text
    for number in mains[place].xpath(".//a[contains(@class, 'tal')]"):
        assert not re.match(r"[-–—]\d", number.text_content().strip())
    assert swedish.MINUS == "\u2212"


@pytest.mark.parametrize("place", PLACES)
def test_small_curves_are_told_in_words(place: str, mains: dict[str, HtmlElement]) -> None:
    for curve in mains[place].xpath(".//span[@data-svg]"):
        words = curve.getnext()
        assert curve.get("aria-hidden") == "true" and words is not None
        assert words.get("class") == "endast-lasare" and len(words.text_content().split()) >= 3


@pytest.mark.parametrize("place", PLACES)
def test_links_and_buttons_have_names_that_tell_them_apart(place: str, mains: dict[str, HtmlElement]) -> None:
    """A list of links is what many navigate by: no bare 'Se mer', and one name leads to one place."""
    vague = {"mer", "se mer", "läs mer", "visa", "visa mer", "här", "länk", "klicka här", "fler", "se fler"}
    for link in mains[place].iter("a", "button"):
        name = " ".join((link.get("aria-label") or link.text_content()).split())
        assert name, html.tostring(link)[:200]
        if link.tag == "a":
            assert name.lower().rstrip(" .…→") not in vague, name
