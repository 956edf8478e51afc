"""Kön, age and form of employment in the names of rows and columns: `varav kvinnor`, `30–49 år`."""

from __future__ import annotations

import re
from functools import lru_cache

from loaders import _match

Group = tuple[str, str, str]
"""(kön: K, M or ''; age group: -29, 30-49, 50- or ''; form: tillsvidare, visstid, timavlonad or '')"""
NOBODY: Group = ("", "", "")

_LEAD = re.compile(r"^(?:varav|darav|dar av)\s+")
_KON = {"kvinnor": "K", "kvinna": "K", "man": "M"}
_YOUNG = (
    r"(?:upp till |till och med |t o m )?29 ar(?: (?:eller|och) yngre| el yngre)?"
    r"|(?:under|yngre an) 30 ar|0 29 ar"
)
_AGES = (
    (re.compile(rf"(?:{_YOUNG})"), "-29"),
    (re.compile(r"30(?: till| t o m)? 49 ar"), "30-49"),
    (re.compile(r"50 ar(?: (?:eller|och) aldre| el aldre| och uppat)?"), "50-"),
)
_FORMS = (
    (re.compile(r"\btillsvidare(?:anstallda|anstallning|anstallningar)?\b"), "tillsvidare"),
    (re.compile(r"\bvisstids?(?:anstallda|anstallning|anstallningar)?\b"), "visstid"),
    (re.compile(r"\btim(?:avlonade|anstallda|avlonad)\b"), "timavlonad"),
)
_JOINTS = r"(?:for|bland|av|i aldern|aldersgrupp(?:en)?|anstallda|medarbetare)"


@lru_cache(maxsize=4096)
def group_of(label: str) -> tuple[Group, str] | None:
    """(the group, the folded rest of the label) of a label that names one; None when it names none."""
    text = _LEAD.sub("", _match.key(re.sub(r"[(),]", " ", label)))
    for pattern, alder in _AGES:
        if found := pattern.search(text):
            return ("", alder, ""), _rest(text, found)
    for word, kon in _KON.items():
        if found := re.search(rf"\b{word}\b", text):
            return (kon, "", ""), _rest(text, found)
    for pattern, form in _FORMS:
        if found := pattern.search(text):
            return ("", "", form), _rest(text, found)
    return None


def _rest(text: str, found: re.Match[str]) -> str:
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    rest = re.sub(rf"\b{_JOINTS}\s*$|^\s*{_JOINTS}\b", " ", rest.strip())
    return " ".join(w for w in rest.split() if w not in ("%", "procent"))
