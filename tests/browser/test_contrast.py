"""The colours as the browser computed them: every text 4.5:1, every mark of a chart 3:1, in both themes."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open, Site, settle
from tests.browser.places import address
from tests.pages.colours import Rgb, contrast, rgb

LARGE_PX, LARGE_BOLD_PX = 24, 18.66
"""WCAG 1.4.3: 18 points, or 14 points in bold; 3:1 is enough for these."""
# Each text with its own colour and the grounds behind it, from the nearest out; of charts, fills and strokes.
GROUNDS = """const grounds = e => { const all = [];
  for (; e && e.nodeType === 1; e = e.parentElement) all.push(getComputedStyle(e).backgroundColor);
  return all; };"""
TEXTS = f"""() => {{ {GROUNDS} const found = {{}};
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {{
    const e = walker.currentNode.parentElement, text = walker.currentNode.data.trim();
    if (!text || !e.checkVisibility({{ opacityProperty: true, visibilityProperty: true }})) continue;
    if (e.closest('.endast-lasare, script, style, option, .hoppa, #js-plotly-tester, [disabled]')) continue;
    const s = getComputedStyle(e), drawn = e instanceof SVGElement;
    const one = {{ color: drawn ? s.fill : s.color, grounds: grounds(e), size: parseFloat(s.fontSize),
      bold: parseInt(s.fontWeight) >= 700 }};
    found[JSON.stringify(one)] = {{ ...one, text: text.slice(0, 40) }};
  }}
  return Object.values(found); }}"""
MARKS = f"""() => {{ {GROUNDS} const found = {{}};
  const all = '.yta :is(.trace, .points, .shapelayer) path, .kurva :is(polyline, circle, line, rect), .prov';
  document.querySelectorAll(all).forEach(e => {{
    const s = getComputedStyle(e), r = e.getBoundingClientRect();
    if (!e.checkVisibility() || (!r.width && !r.height)) return;
    if (e.closest('.gridlayer, .zerolinelayer, .bglayer')) return;
    const html = e.classList.contains('prov');
    const one = {{ fill: html ? s.backgroundColor : s.fill, line: html ? s.borderTopColor : s.stroke,
      width: parseFloat(html ? s.borderTopWidth : s.strokeWidth) || 0, image: s.backgroundImage,
      opacity: parseFloat(s.opacity) * (html ? 1 : parseFloat(s.fillOpacity)),
      grounds: grounds(e.closest('.yta, .kurva, .forklaring')), name: e.getAttribute('class') || e.tagName,
      shape: !!e.closest('.shapelayer') }};
    found[JSON.stringify(one)] = one;
  }});
  return Object.values(found); }}"""


def _over(color: str, ground: Rgb, opacity: float = 1.0) -> Rgb:
    """A colour that may let some of the ground through."""
    share = _alpha(color) * opacity
    r, g, b = (c * share + under * (1 - share) for c, under in zip(rgb(color), ground, strict=True))
    return (r, g, b)


def _alpha(color: str) -> float:
    found = re.search(r"(?:rgba\([^)]*,|/)\s*([\d.]+)\s*\)", color)
    return float(found[1]) if found else 1.0


def _ground(layers: list[str], page: Rgb) -> Rgb:
    """What stands behind: the layers from the outermost in, over the page's own."""
    ground = page
    for layer in reversed(layers):
        ground = _over(layer, ground)
    return ground


def _faint_texts(page: Page) -> list[str]:
    base = rgb(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    faint = []
    for found in page.evaluate(TEXTS):
        ground = _ground(found["grounds"], base)
        ratio = contrast(_over(found["color"], ground), ground)
        large = found["size"] >= LARGE_PX or (found["bold"] and found["size"] >= LARGE_BOLD_PX)
        if ratio < (3.0 if large else 4.5):
            faint.append(f"{found['text']}: {ratio:.2f} ({found['color']} on {ground})")
    return faint


def _faint_marks(page: Page) -> list[str]:
    base = rgb(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    return [
        f"{m['name']}: {m}" for m in page.evaluate(MARKS) if not _stands_out(m, _ground(m["grounds"], base))
    ]


def _stands_out(mark: dict[str, Any], ground: Rgb) -> bool:
    """By its fill or its line; one with neither is not drawn, and a pattern has a colour tested elsewhere."""
    colors = [(mark["fill"], mark["opacity"])] if mark["fill"] != "none" else []
    colors += [(mark["line"], 1.0)] if mark["line"] != "none" and mark["width"] else []
    drawn = [c for c in colors if not c[0].startswith("url") and _alpha(c[0]) * c[1] > 0]
    if not drawn:
        return True
    most = max(contrast(_over(color, ground, opacity), ground) for color, opacity in drawn)
    return most >= 3.0 or (mark["shape"] and most < 1.01)  # a gap, drawn in the ground's own colour


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("place", ["laget", "namnd", "kostnader", "jamfor", "personal", "prognoser"])
def test_everything_can_be_seen(place: str, scheme: str, open_page: Open, site: Site) -> None:
    page = open_page(address(place, site.store), scheme=scheme)
    settle(page)
    assert _faint_texts(page) == []
    assert _faint_marks(page) == []
    assert len(page.evaluate(TEXTS)) > 20 and (place == "laget" or len(page.evaluate(MARKS)) > 2)
