"""Colours can be read and told apart: contrast in both themes, and with three kinds of colour vision."""

from __future__ import annotations

from itertools import combinations

import pytest

from charts._chart import PRINTED
from pages import _colors, _parts
from settings import Settings, load
from tests.pages.colours import CVD, Rgb, contrast, difference, rgb, variables

THEMES = {"ljust": 0, "mörkt": 1}
GROUNDS = ("papper", "grund", "upphojd")
TEXTS = ("text", "dov", "lank", "bra", "bevaka", "avvik", "utfall", "plus", "minus")
MARKS = ("utfall", "foregaende", "plus", "minus", "kant")
SERIES = ("utfall", "foregaende", "plus", "minus")
APART = 10.0
"""OKLab × 100: five times what is just seen side by side (about 2)."""
WHITE: Rgb = (1.0, 1.0, 1.0)
CHOSEN = ("#1f4e79", "#ffd100", "#ffffff", "#7fb2e5", "#00a651", "#e4002b", "#000000", "#c0c0c0")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("color", CHOSEN)
def test_text_can_be_read(theme: str, color: str) -> None:
    known = variables(THEMES[theme], _colors.readable(color))
    pairs = [(text, ground) for text in TEXTS for ground in GROUNDS]
    pairs += [(level, f"{level}-yta") for level in ("bra", "bevaka", "avvik")]
    pairs += [(text, f"{level}-yta") for text in ("text", "dov") for level in ("bra", "bevaka", "avvik")]
    faint = {pair: round(contrast(known[pair[0]], known[pair[1]]), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in faint.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("color", CHOSEN)
def test_white_can_be_read_on_the_municipalitys_colour(theme: str, color: str) -> None:
    known = variables(THEMES[theme], _colors.readable(color))
    for ground in (known["topp"], known["farg"]):
        veiled = (ground[0] * 0.8 + 0.2, ground[1] * 0.8 + 0.2, ground[2] * 0.8 + 0.2)
        assert contrast(WHITE, ground) >= 4.5 and contrast(WHITE, veiled) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_marks_stand_out(theme: str) -> None:
    known = variables(THEMES[theme], "#1f4e79")
    faint = {(m, g): round(contrast(known[m], known[g]), 2) for m in MARKS for g in GROUNDS}
    assert {pair: ratio for pair, ratio in faint.items() if ratio < 3} == {}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("sight", ["", *CVD])
def test_series_are_told_apart(theme: str, sight: str) -> None:
    known = variables(THEMES[theme], "#1f4e79")
    apart = {(a, b): round(difference(known[a], known[b], sight), 1) for a, b in combinations(SERIES, 2)}
    assert {pair: d for pair, d in apart.items() if d < APART} == {}


def test_status_is_told_apart_without_colour() -> None:
    """Its colours are alike to some eyes, so each level has a sign of its own, and words beside it."""
    levels = ("bra", "bevaka", "avvik", "okand")
    assert min(difference(rgb("#7d5000"), rgb("#a3221b"), sight) for sight in CVD) < APART
    assert len({_parts._SYMBOLS[level] for level in levels}) == len(levels)
    for level in levels:
        sign, words = _parts.status(level, "i ord").children
        assert sign.children == _parts._SYMBOLS[level] and words == "i ord"


def test_paper_has_the_colours_of_the_light_theme() -> None:
    known = variables(0, "#1f4e79")
    assert {name: color for name, color in PRINTED.items() if rgb(color) != known[name]} == {}


def test_a_colour_that_can_be_read_is_used_as_it_is() -> None:
    assert _colors.readable("#1f4e79") == "#1f4e79" and _colors.told(Settings()) == ""
    assert _colors.told(Settings(color="#1F4E79")) == ""


def test_a_colour_that_is_too_light_is_darkened_and_told() -> None:
    used = _colors.readable("#ffd100")
    assert used != "#ffd100" and contrast(rgb(used), WHITE) >= 4.5
    red, green, blue = rgb(used)
    assert abs(green / red - 0xD1 / 0xFF) < 0.02 and blue == 0  # the hue stays
    said = _colors.told(load(env={"UTFALL_COLOR": "#ffd100"}))
    assert "#ffd100" in said and used in said


def test_the_measures_themselves() -> None:
    """WCAG's own extremes and examples; OKLab's black and white; grey is grey to every eye."""
    assert contrast(WHITE, rgb("#000000")) == pytest.approx(21)
    assert contrast(rgb("#767676"), WHITE) == pytest.approx(4.54, abs=0.01)
    assert difference(WHITE, rgb("#000000")) == pytest.approx(100, abs=0.1)
    for sight in CVD:
        assert difference(rgb("#808080"), rgb("#000000"), sight) == pytest.approx(
            difference(rgb("#808080"), rgb("#000000")), abs=0.1
        )
    assert difference(rgb("#d00000"), rgb("#6a6a00"), "deuteranopi") < difference(
        rgb("#d00000"), rgb("#6a6a00")
    )
