"""The sentences that open a nämnd's page, word for word, for made-up nämnder and for those of the sample."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pages import _says
from pages._desk import Desk
from pages._namnd_text import opening, where
from pages._page import Filters
from pages._sentences import Figure, Sentence, plain
from pages._told import Given, Missed, Part, Post, Quote, Told
from settings import Settings
from store import Store

TABLE = Path(__file__).parents[1] / "fixtures" / "golden" / "sentences.toml"
CASES = tomllib.loads(TABLE.read_text("utf-8"), parse_float=Decimal)
MNKR = Decimal(1_000_000)
NAMES = {f.name for f in fields(Told)}


def told(case: dict[str, Any]) -> Told:
    given = {key: _value(key, value, case) for key, value in case.items() if key in NAMES}
    return Told(**given, broken_source="#rapporter")


def _value(key: str, value: Any, case: dict[str, Any]) -> Any:
    if key in ("name", "report", "kind", "unit", "entity", "broken", "commented", "absent_from"):
        return value
    if key == "parts":
        return tuple(Part(name, kr(v), f"#{name}") for name, v in value.items())
    if key == "posts":
        return tuple(
            Post(name, Given(kr(a), "#nu"), Given(kr(b), "#budget")) for name, (a, b) in value.items()
        )
    if key == "missed":
        return Missed(int(case["report"][5:]), tuple(kr(v) for v in value), "#resan")
    if key == "quote":
        words = [value] if isinstance(value, str) else value
        return Quote("comment" if len(words) == 1 else "uppdrag", *words, source="#ord")
    return _amount(key, value)


def _amount(key: str, value: Any) -> Any:
    amount, vintage = value if isinstance(value, list) else (value, "")
    if key == "grant":
        return kr(amount)
    return Given(Decimal(amount) if key == "growth" else kr(amount), f"#{key}", vintage)


def kr(mnkr: Any) -> Decimal:
    return Decimal(mnkr) * MNKR


def shown(sentences: list[Sentence]) -> list[str]:
    return [plain(s).replace("\u00a0", " ") for s in sentences]


def expected(case: dict[str, Any]) -> list[str]:
    lines: list[str] = case["says"].strip().splitlines()
    return lines


def made_opening(case: dict[str, Any]) -> list[Sentence]:
    return _says.opening(told(case))


@pytest.mark.parametrize("case", CASES["made"], ids=lambda case: case["case"])
def test_made_up(case: dict[str, Any]) -> None:
    assert shown(made_opening(case)) == expected(case)


@pytest.mark.parametrize("case", CASES["made"], ids=lambda case: case["case"])
def test_every_amount_has_a_source(case: dict[str, Any]) -> None:
    """An amount outside a Figure has its calculation in the same sentence: it is the only kind allowed."""
    for sentence in made_opening(case):
        assert all(part.source for part in sentence if isinstance(part, Figure))
        loose = " ".join(part for part in sentence if isinstance(part, str))
        assert not re.search(r"\d [mt]n?kr", loose.replace("\u00a0", " ")) or "väntade kostnaden" in loose


@pytest.fixture(scope="module")
def store(sample_folder: Path) -> Store:
    return Store(sample_folder)


def desk(store: Store, place: str) -> tuple[Desk, str]:
    kommun, namnd, report = place.split()
    names = {n["code"]: n["name"] for n in store.namnder(kommun)}
    return Desk(store, Filters("/", kommun, report, Settings()), namnd), names[namnd]


@pytest.mark.parametrize("case", CASES["real"], ids=lambda case: case["place"])
def test_sample(case: dict[str, Any], store: Store) -> None:
    assert shown(opening(*desk(store, case["place"]))) == expected(case)


@pytest.mark.parametrize("place", ["exempelstad socialnamnden 2025-08", "goteborg kommunstyrelsen 2024-08"])
def test_its_numbers_lead_somewhere(place: str, store: Store) -> None:
    here, name = desk(store, place)
    figures = [part for s in opening(here, name) for part in s if isinstance(part, Figure)]
    assert len(figures) >= 4
    assert all(where(here, figure.source).startswith(("/kalla/", "/prognoser", "#")) for figure in figures)


def test_there_are_forty_cases() -> None:
    assert len(CASES["made"]) + len(CASES["real"]) >= 40


def every_place(store: Store) -> Iterator[tuple[str, str, str]]:
    for kommun in (k["code"] for k in store.kommuner()):
        for namnd in (n["code"] for n in store.namnder(kommun)):
            for row in store.submissions(kommun, namnd, states=["published"]):
                yield kommun, namnd, row["report"]


def test_nobody_is_silent_and_nobody_talks_too_much(store: Store) -> None:
    """Every nämnd of every kommun at its newest and oldest report: one to five whole sentences."""
    places: dict[tuple[str, str], list[str]] = {}
    for kommun, namnd, report in every_place(store):
        places.setdefault((kommun, namnd), []).append(report)
    for (kommun, namnd), reports in places.items():
        for report in {min(reports), max(reports)}:
            said = shown(opening(*desk(store, f"{kommun} {namnd} {report}")))
            assert 1 <= len(said) <= 5
            for text in said:
                assert text[0].isupper() and text[-1] in ".”", text
                assert "None" not in text and "  " not in text, text
