"""A target that was missed: which ones are told, in which words, and that rounding never makes one."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics import Answer
from pages import _bevaka_mal
from pages._bevaka_mal import missed, targets
from pages._bevaka_rules import Watch
from pages._mal_data import Goal
from pages._sentences import Figure, capital, plain
from settings import Settings

D = Decimal
BATH = "Nöjda besökare på badet"


def answer(year: int, printed: str, unit: str = "procent", step: str = "1") -> Answer:
    value, half = D(printed), D(step) / 2
    return Answer(
        "matt", "exempelstad", "n", "", year, 12, "year", "", f"{year}-12", value, None, value - half,
        value + half, unit, (), ("s.1",),
    )  # fmt: skip


def goal(told: dict[int, tuple[str, str]], direction: str = "oka", how: str = "", **changes: Any) -> Goal:
    """told: year -> (outcome, target). changes: name, unit, step."""
    kind = {key: changes.pop(key) for key in ("unit", "step") if key in changes}
    row = {"submission": "s", "nr": 3, "how": how, "malomrade": "Mål", "status": ""}
    return Goal(
        "n", changes.get("name", BATH), "matt:x", (row,),
        {y: answer(y, o, **kind) for y, (o, _) in told.items()},
        {y: answer(y, t, **kind) for y, (_, t) in told.items()}, direction=direction,
    )  # fmt: skip


def watches(monkeypatch: pytest.MonkeyPatch, *found: Goal, year: int = 2025, **changes: Any) -> list[Watch]:
    monkeypatch.setattr(_bevaka_mal, "goals", lambda _desk: list(found))
    links = SimpleNamespace(link=lambda path: path)
    desk = SimpleNamespace(year=year, filters=links)
    settings = Settings(**changes)
    linked = lambda source, text: Figure(text, source)  # noqa: E731
    return list(targets(SimpleNamespace(desk=desk, settings=settings, namnder=["n"], linked=linked)))


FAR = {2024: ("70", "80")}
SELF = "Självskattning i verksamheten"
GOLDEN = [
    (goal(FAR), f"Nådde 2024 inte målet för ”{BATH}”: utfallet blev 70 % och målet var minst 80 %.", "avvik"),
    (
        goal({2024: ("70", "80"), 2023: ("71", "80")}),
        f"Nådde 2024 inte målet för ”{BATH}”: utfallet blev 70 % och målet var minst 80 %; andra året i rad.",
        "avvik",
    ),
    (
        goal({2024: ("14.7", "14.0")}, "minska", name="Kontinuitet", unit="antal", step="0.1"),
        "Nådde 2024 inte målet för ”Kontinuitet”: utfallet blev 14,7 och målet var högst 14.",
        "bevaka",
    ),
    (
        goal(FAR, how=f"{SELF}, n = 74"),
        f"Nådde 2024 inte målet för ”{BATH}”: utfallet blev 70 % och målet var minst 80 %; det är en "
        "självskattning med bara 74 svar.",
        "okand",
    ),
    (
        goal(FAR, how=SELF),
        f"Nådde 2024 inte målet för ”{BATH}”: utfallet blev 70 % och målet var minst 80 %; det är en "
        "självskattning med okänt antal svar.",
        "okand",
    ),
    (
        goal(FAR, how=f"{SELF}, n = 1 200"),
        f"Nådde 2024 inte målet för ”{BATH}”: utfallet blev 70 % och målet var minst 80 %.",
        "avvik",
    ),
    (
        goal({2024: ("77", "80")}),
        f"Nådde 2024 inte målet för ”{BATH}”: utfallet blev 77 % och målet var minst 80 %; det kan vara "
        "under gränsen, för talen är avrundade.",
        "okand",
    ),
]


@pytest.mark.parametrize(("told", "expected", "level"), GOLDEN)
def test_word_for_word(monkeypatch: pytest.MonkeyPatch, told: Goal, expected: str, level: str) -> None:
    (watch,) = watches(monkeypatch, told)
    assert plain(capital(watch.sentence)).replace("\u00a0", " ") == expected
    assert (watch.level, watch.href) == (level, "/mal/s.3")


def test_several_are_told_as_one_with_the_worst_first(monkeypatch: pytest.MonkeyPatch) -> None:
    worse = goal({2024: ("50", "80")}, name="Nöjda låntagare")
    (watch,) = watches(monkeypatch, goal(FAR), worse)
    assert plain(watch.sentence).replace("\u00a0", " ") == (
        "nådde 2024 inte två av målen; längst ifrån är ”Nöjda låntagare”: utfallet blev 50 % och målet var "
        "minst 80 %."
    )


def test_each_number_leads_to_its_source(monkeypatch: pytest.MonkeyPatch) -> None:
    (watch,) = watches(monkeypatch, told := goal(FAR))
    sources = [part.source for part in watch.sentence if isinstance(part, Figure)]
    assert sources == [told.outcome[2024], told.target[2024]]


@pytest.mark.parametrize(
    "told",
    [
        goal({2024: ("80", "80")}),
        goal({2024: ("79", "80")}),  # 79,5 may stand behind both
        goal({2024: ("79.6", "80.0")}, step="0.1"),  # missed, but by less than the limit
        goal({2024: ("13.0", "14.0")}, "minska", unit="antal", step="0.1"),
        goal(FAR, direction="behalla"),
        goal(FAR, direction=""),
        goal({2022: ("70", "80")}),  # of a year that is no longer news
        goal({}),
    ],
)
def test_nothing_is_told(monkeypatch: pytest.MonkeyPatch, told: Goal) -> None:
    assert watches(monkeypatch, told) == []


def test_the_limits_are_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    assert watches(monkeypatch, goal(FAR), target_yellow_pct=D(20)) == []
    (watch,) = watches(monkeypatch, goal(FAR), target_red_pct=D(50))
    assert watch.level == "bevaka"
    (watch,) = watches(monkeypatch, goal(FAR, how=f"{SELF}, n = 74"), few_answers=50)
    assert watch.sure


def test_a_self_rating_by_few_weighs_half(monkeypatch: pytest.MonkeyPatch) -> None:
    (sure,), (unsure,) = (watches(monkeypatch, goal(FAR, how=how)) for how in ("Enkät", f"{SELF}, n = 9"))
    assert unsure.weight == sure.weight / 2


def test_years_in_a_row_end_at_a_year_that_was_met_or_is_not_known() -> None:
    short, met = ("70", "80"), ("80", "80")
    told = {2024: short, 2023: short, 2022: met, 2021: short}
    assert (found := missed(goal(told), 2024)) and found.years == 2
    gap = {2024: short, 2022: short, 2021: short}
    assert (found := missed(goal(gap), 2024)) and found.years == 1


@given(
    st.decimals(1, 100, places=3), st.decimals(1, 100, places=3), st.sampled_from(["0.001", "0.1", "1", "5"]),
    st.sampled_from(["oka", "minska"]),
)  # fmt: skip
def test_rounding_alone_never_misses_a_target(
    outcome: Decimal, target: Decimal, step: str, direction: str
) -> None:
    """However a true outcome and target are printed: what was reached is never said to be missed."""
    printed = [str((true / D(step)).quantize(D(1)) * D(step)) for true in (outcome, target)]
    found = missed(goal({2024: (printed[0], printed[1])}, direction, step=step), 2024)
    if found:
        assert outcome < target if direction == "oka" else outcome > target
