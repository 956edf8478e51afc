"""Texts that tell of sick leave: comments, remarks and plans, without what may not be shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from swedish import fold

OMITTED = "[En uppgift om sjukfrånvaro visas inte.]"
_SICK = re.compile(r"sjuk(fran|tal|skriv|tim|dag|lon|period|anmal)|korttid|langtid|frisktal|frisknarvaro")
_GROUPS = re.compile(r"kvinn|\bman\b|\bmannen|yngre|aldre|alder|aring|\d ?(-|–|till|ar\b)")
_SENTENCES = re.compile(r"(?<=[.!?])[^\S\n]+(?=[A-ZÅÄÖ0-9(\[–-])|(?<=\n)")
_NUMBER = re.compile(r"(?<![\d,.])(\d{1,3}(?:[ \u00a0]\d{3})+|\d+)(?:[,.](\d+))?(?![\d])(\s*(?:%|proc))?")


@dataclass(frozen=True, slots=True)
class Withheld:
    """What is left out of a submission: its cells and amounts, the nämnder and verksamheter (folded names)
    that are left out as a whole, and whether groups of them are.
    """

    cells: frozenset[str] = frozenset()
    amounts: frozenset[Decimal] = frozenset()
    namnder: frozenset[str] = frozenset()
    verksamheter: frozenset[str] = frozenset()
    groups: bool = False


def shown(text: str, namnd: str, left_out: Withheld) -> str:
    """The text without the sentences that give a left out figure, or that may."""
    if not left_out.cells or not _SICK.search(fold(text)):
        return text
    kept: list[str] = []
    for sentence, secret in _sentences(text, namnd, left_out):
        if not secret:
            kept.append(sentence)
        elif not kept or not kept[-1].startswith(OMITTED):
            kept.append(f"{OMITTED} ")
    return "".join(kept).strip()


def _sentences(text: str, namnd: str, left_out: Withheld) -> Iterator[tuple[str, bool]]:
    """Each sentence with what follows it, and whether it is left out."""
    speaks, at = False, 0
    for end in (*(m.end() for m in _SENTENCES.finditer(text)), len(text)):
        sentence = text[at:end]
        words = fold(sentence)
        speaks = speaks or bool(_SICK.search(words))
        yield sentence, speaks and _secret(words, sentence, namnd, left_out)
        speaks, at = speaks and not sentence.endswith("\n"), end


def _secret(words: str, sentence: str, namnd: str, left_out: Withheld) -> bool:
    numbers = list(_NUMBER.finditer(sentence))
    if not numbers:
        return False
    return (
        namnd in left_out.namnder
        or (left_out.groups and bool(_GROUPS.search(words)))
        or any(name in words for name in left_out.verksamheter)
        or any(_is_one(number, left_out.amounts) for number in numbers)
    )


def _is_one(number: re.Match[str], amounts: frozenset[Decimal]) -> bool:
    """Whether a number is a left out one, as far as its decimals go. Whole numbers only when in percent."""
    whole, decimals, percent = number.groups()
    if not decimals and not percent:
        return False
    digits = len(decimals or "")
    value = Decimal(re.sub(r"\D", "", whole) + (f".{decimals}" if decimals else ""))
    return any(round(abs(amount), digits) == value for amount in amounts)
