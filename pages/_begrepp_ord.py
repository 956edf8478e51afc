"""A term explained where it stands: a button, and a small box that it opens, with one or two plain sentences.

The browser's own popover: it opens without any script, Escape and a tap beside it close it, nothing moves.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, ClassVar

from dash import html
from dash.development.base_component import Component

from metrics import METRICS
from pages.begrepp import terms
from swedish import fold, slug

MOST_SENTENCES = 2


class TermButton(Component):
    """`<button popovertarget=…>`, which dash.html lacks; assets/inputs.js draws it."""

    _namespace = "utfall_html"
    _type = "Button"
    _prop_names: ClassVar[list[str]] = ["children", "id", "type", "className", "popovertarget"]
    _valid_wildcard_attributes: ClassVar[list[str]] = ["data-", "aria-"]
    available_properties = _prop_names
    available_wildcard_properties = _valid_wildcard_attributes

    def __init__(self, children: Any = None, **attributes: Any) -> None:
        super().__init__(children=children, **attributes)


class Bubble(Component):
    """`<span popover>`: may stand inside a paragraph."""

    _namespace = "utfall_html"
    _type = "Span"
    _prop_names: ClassVar[list[str]] = ["children", "id", "className", "popover", "role"]
    _valid_wildcard_attributes: ClassVar[list[str]] = ["data-", "aria-"]
    available_properties = _prop_names
    available_wildcard_properties = _valid_wildcard_attributes

    def __init__(self, children: Any = None, **attributes: Any) -> None:
        super().__init__(children=children, **attributes)


FORMS = {
    r"kommunbidraget": "kommunbidrag",
    r"(?:över|under)skott mot budget": "avvikelse",
    r"tilläggsanslag": "tillaggsanslag",
    r"avstämning(?:ar)?": "avstamning",
    r"nettokostnaden": "nettokostnad",
    r"netto": "nettokostnad",
    r"[Bb]okslutet": "bokslut",
    r"[Pp]rognosen": "prognos",
}
"""How a term stands in the sentences -> its identifier in the glossary, or the start of a metric's key."""
_ANY = re.compile("|".join(f"(?P<t{i}>\\b{form}\\b)" for i, form in enumerate(FORMS)), re.IGNORECASE)


def explained(text: str, seen: set[str]) -> list[Any]:
    """The text with its terms as buttons, each only the first time (`seen` remembers).

    Their boxes (`boxes`) are put after the paragraph, so that its text stays whole.
    """
    parts: list[Any] = []
    at = 0
    for found in _ANY.finditer(text):
        term = list(FORMS.values())[int(str(found.lastgroup)[1:])]
        if term in seen or not definition(term):
            continue
        seen.add(term)
        parts += [text[at : found.start()], _word(found[0], term)]
        at = found.end()
    return [*(p for p in parts if p != ""), text[at:]] if at < len(text) else parts


def heading(text: str, term: str, place: str, seen: set[str]) -> Any:
    """A heading of a column as the button that explains it; the text itself where nothing is to be told.

    `place` tells this table's boxes from those of others on the page; `seen` as in `explained`.
    """
    if term in seen or not definition(term):
        return text
    seen.add(term)
    return _word(text, term, place)


def term_of(text: str) -> str:
    """The term or metric that a report's heading names (`Fg prognos`, `Budget 2022`); '' when it is none."""
    plain = fold(re.sub(r"\b(?:19|20)\d\d\b", "", text)).strip()
    key = slug(plain).replace("-", "_")
    return _names().get(plain) or (key if key and definition(key) else "")


@cache
def _names() -> dict[str, str]:
    """How the glossary's terms are written -> their identifiers."""
    return {fold(name): key for key, told in terms() for name in (told["label"], *told.get("also", ()))}


def _word(word: str, term: str, place: str = "") -> TermButton:
    """The word itself is the button."""
    return TermButton(word, type="button", className="ordknapp", popovertarget=_box(term, place))


def _box(term: str, place: str) -> str:
    return "-".join(filter(None, ("forklaring", place, term)))


def boxes(seen: set[str], place: str = "") -> list[Bubble]:
    """What the buttons of these terms open."""
    return [_bubble(_box(term, place), term) for term in sorted(seen)]


def mark(term: str, name: str) -> list[Any]:
    """A question mark after a label, which explains it. Nothing for a term that is not defined."""
    if not definition(term):
        return []
    box = f"forklaring-nyckel-{term}"
    label = {"aria-label": f"Vad är {name[:1].lower()}{name[1:]}?"}
    button = TermButton("?", type="button", className="fragetecken", popovertarget=box, **label)
    return [button, _bubble(box, term)]


def _bubble(box: str, term: str) -> Bubble:
    label, text = definition(term)
    return Bubble([html.Strong(label), " ", text], id=box, className="forklaringsruta", popover="auto")


@cache
def definition(term: str) -> tuple[str, str] | tuple[()]:
    """(name, one or two sentences) of a term of the glossary or of a metric; empty when there is none."""
    known = dict(terms())
    if term in known:
        return f"{known[term]['label']}.", shortened(known[term]["definition"])
    metric = METRICS.get(term) or next((m for k, m in METRICS.items() if k.startswith(f"{term}_")), None)
    return (f"{metric.name}.", shortened(metric.definition)) if metric else ()


def shortened(text: str) -> str:
    """The first two sentences."""
    return " ".join(re.split(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])", text)[:MOST_SENTENCES])
