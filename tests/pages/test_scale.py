"""The styles keep to one type scale and one spacing scale; on paper sizes are in points."""

import re
from pathlib import Path

import pytest

ASSETS = Path(__file__).parents[2] / "pages" / "assets"
SHEETS = sorted(p.name for p in ASSETS.glob("*.css"))
SIZE = re.compile(r"font-size:\s*([^;}]+)")
SPACE = re.compile(r"(?<![\w-])(?:margin|padding|gap|row-gap|column-gap)(?:-[a-z-]+)?:\s*([^;}]+)")
FREE = re.compile(r"(?<![\w.-])-?\d*\.?\d+(?:rem|px)\b")


def on_screen(name: str) -> str:
    """A sheet without its comments, its declarations of the scales and what is said of paper."""
    text = re.sub(r"/\*.*?\*/", "", (ASSETS / name).read_text("utf-8"), flags=re.S)
    text = re.sub(r"--[a-z0-9-]+:[^;]+;", "", text)
    return without_blocks(text, "@media print", "@page")


def without_blocks(text: str, *starts: str) -> str:
    for start in starts:
        while (at := text.find(start)) >= 0:
            depth, end = 0, text.index("{", at)
            while True:
                depth += {"{": 1, "}": -1}.get(text[end], 0)
                end += 1
                if not depth:
                    break
            text = text[:at] + text[end:]
    return text


def test_a_sheet_is_read_without_what_is_for_paper():
    assert without_blocks("a{b:1}@media print{c{d:2}}e{f:3}", "@media print") == "a{b:1}e{f:3}"


@pytest.mark.parametrize("name", SHEETS)
def test_sizes_of_text_are_of_the_scale(name):
    """clamp(): the meeting room's screen scales with the window. 0: an icon without its word."""
    found = [size.strip() for size in SIZE.findall(on_screen(name))]
    free = [s for s in found if not re.match(r"var\(--t|clamp\(|0$|inherit|[\d.]+em$", s)]
    assert not free


@pytest.mark.parametrize("name", SHEETS)
def test_spaces_are_of_the_scale(name):
    """A pixel or two draws a border; the rest is of the scale."""
    free = [(value, n) for value in SPACE.findall(on_screen(name)) for n in FREE.findall(value)]
    assert not [pair for pair in free if pair[1].lstrip("-") not in ("1px", "2px", "3px")]
