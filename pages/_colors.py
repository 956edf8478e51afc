"""The municipality's colour, darkened where white text on it, or it as text, would be too faint to read.

WCAG 2.1 asks 4.5:1 of text (1.4.3). The hue stays; only the shade is darker.
"""

from __future__ import annotations

from functools import cache

from settings import Settings

ENOUGH = 4.5
_STEP = 0.02
_VEIL = 0.2  # the menu's chosen entry: so much white over the colour, with white text on it
DARKER = (
    "Färgen {given} i utfall.toml (color) är för ljus för att läsas mot vitt. Sidorna använder den mörkare "
    "{used} i stället."
)


@cache
def readable(color: str) -> str:
    """`#rrggbb`, darkened until text in it on white, and white text on it, has enough contrast."""
    parts = tuple(int(color[i : i + 2], 16) for i in (1, 3, 5))
    share = 1.0
    while _contrast_with_white(parts, share) < ENOUGH:
        share -= _STEP
    return "#" + "".join(f"{round(part * share):02x}" for part in parts)


def told(settings: Settings) -> str:
    """What to say of a colour that was darkened; '' when it is used as it is."""
    used = readable(settings.color)
    return "" if used == settings.color.lower() else DARKER.format(given=settings.color, used=used)


def _contrast_with_white(parts: tuple[int, ...], share: float) -> float:
    seen = (round(part * share) / 255 * (1 - _VEIL) + _VEIL for part in parts)
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in seen)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
