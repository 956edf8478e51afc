"""What the colour tests compute with: the style sheet's variables, WCAG contrast, colour vision, OKLab.

- Contrast: WCAG 2.1, relative luminance and contrast ratio.
- Colour vision: Machado, Oliveira and Fernandes (2009), A Physiologically-based Model for Simulation of
  Color Vision Deficiency, IEEE TVCG 15(6), doi 10.1109/TVCG.2009.113; the matrices for severity 1.0, which
  apply to linear RGB.
- Difference: Ottosson (2020), OKLab; distance × 100, so that 100 lies between black and white.
"""

from __future__ import annotations

import re
from pathlib import Path

from pages import _document

Rgb = tuple[float, float, float]
"""Red, green and blue, 0–1, as they stand in sRGB."""

CVD = {
    "protanopi": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216),
                  (-0.003882, -0.048116, 1.051998)),
    "deuteranopi": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
                    (-0.011820, 0.042940, 0.968881)),
    "tritanopi": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602),
                  (0.004733, 0.691367, 0.303900)),
}  # fmt: skip
_LMS = ((0.4122214708, 0.5363325363, 0.0514459929), (0.2119034982, 0.6806995451, 0.1073969566),
        (0.0883024619, 0.2817188376, 0.6299787005))  # fmt: skip
_LAB = ((0.2104542553, 0.7936177850, -0.0040720468), (1.9779984951, -2.4285922050, 0.4505937099),
        (0.0259040371, 0.7827717662, -0.8086757660))  # fmt: skip
_VARIABLE = re.compile(r"--([\w-]+):\s*([^;]+);")


def variables(theme: int, color: str, folder: Path = _document.ASSETS) -> dict[str, Rgb]:
    """Every colour variable of a-grund.css in a theme: 0 light, 1 dark. `color` is the municipality's own."""
    root = (folder / "a-grund.css").read_text("utf-8").split("}")[0]
    found: dict[str, Rgb] = {"farg": rgb(color)}
    for name, value in _VARIABLE.findall(root):
        if parts := re.fullmatch(r"light-dark\((.*)\)", value.strip()):
            found[name] = _value(_halves(parts[1])[theme], found)
    return found


def _halves(text: str) -> tuple[str, str]:
    """The two arguments of light-dark(); commas inside brackets do not part them."""
    depth = 0
    for i, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if sign == "," and not depth:
            return text[:i].strip(), text[i + 1 :].strip()
    raise ValueError(f"light-dark({text}) has one argument")


def _value(text: str, known: dict[str, Rgb]) -> Rgb:
    if own := re.fullmatch(r"var\(--([\w-]+)\)", text):
        return known[own[1]]
    if mixed := re.fullmatch(r"color-mix\(in srgb, (.+) (\d+)%, (#\w+)\)", text):
        share = int(mixed[2]) / 100
        one, two = _value(mixed[1], known), rgb(mixed[3])
        return (_mix(one[0], two[0], share), _mix(one[1], two[1], share), _mix(one[2], two[2], share))
    return rgb(text)


def _mix(one: float, two: float, share: float) -> float:
    return one * share + two * (1 - share)


def rgb(text: str) -> Rgb:
    """`#1f4e79`, or `rgb(31, 78, 121)` and `color(srgb 0.1 0.2 0.3)` as a browser writes them."""
    if found := re.fullmatch(r"#(\w\w)(\w\w)(\w\w)", text):
        r, g, b = (int(part, 16) / 255 for part in found.groups())
        return (r, g, b)
    numbers = [float(n) for n in re.findall(r"[\d.]+", text)]
    if len(numbers) < 3:
        raise ValueError(f"not a colour: {text}")
    r, g, b = numbers[:3] if text.startswith("color") else [n / 255 for n in numbers[:3]]
    return (r, g, b)


def contrast(one: Rgb, two: Rgb) -> float:
    """WCAG's ratio, 1–21."""
    light, dark = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: Rgb) -> float:
    r, g, b = linear(color)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def linear(color: Rgb) -> Rgb:
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color)
    return (r, g, b)


def difference(one: Rgb, two: Rgb, sight: str = "") -> float:
    """OKLab distance × 100 between two colours as they are seen with a colour vision ('' = full)."""
    labs = [_oklab(_seen(color, sight)) for color in (one, two)]
    return 100 * sum((a - b) ** 2 for a, b in zip(*labs, strict=True)) ** 0.5


def _seen(color: Rgb, sight: str) -> Rgb:
    """Linear RGB after the simulation, kept within what a screen can show."""
    plain = linear(color)
    r, g, b = _times(CVD[sight], plain) if sight else plain
    return (min(1.0, max(0.0, r)), min(1.0, max(0.0, g)), min(1.0, max(0.0, b)))


def _oklab(plain: Rgb) -> Rgb:
    long, middle, short = (value ** (1 / 3) for value in _times(_LMS, plain))
    return _times(_LAB, (long, middle, short))


def _times(matrix: tuple[Rgb, Rgb, Rgb], vector: Rgb) -> Rgb:
    r, g, b = (sum(m * v for m, v in zip(row, vector, strict=True)) for row in matrix)
    return (r, g, b)
