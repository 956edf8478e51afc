"""Uppdrag and plan indicators: the rows of a report that say what is to be done or measured, not how much."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

from loaders._words import words
from loaders.grid import Sheet, cell_name
from store.records import Indikator, Uppdrag
from swedish import fold

_CASE = re.compile(r"\b([A-ZÅÄÖ]{2,5}-\d{4}-\d{5})\b")
_START = re.compile(r"^\s*\d{1,3}\.\s+(?=[A-ZÅÄÖ])")
_DECISION = re.compile(r"\b((?:KF|KS) \d{4}-\d\d-\d\d(?: § ?\d+)?(?:,? punkt \d+)?|Budget \d{4})")
_HEADING = re.compile(r"^\s*\d+(?:\.\d+)+\s+(?P<text>.+)$")
_LONGEST = 4  # lines that an assignment may be broken over


def find_uppdrag(sheet: str, lines: Sequence[tuple[int, str]], namnd: str) -> list[Uppdrag]:
    """The numbered assignments with a case number, each with the status that its section's heading gives."""
    status, found = "", []
    filled = [(n, t) for n, t in lines if t.strip()]
    for i, (row, text) in enumerate(filled):
        if heading := _HEADING.match(text):
            status = _status(heading["text"]) or status
        elif _START.match(text) and (whole := _whole(filled[i : i + _LONGEST])):
            found.append(_uppdrag(whole, namnd, status, sheet, row))
    return found


def _whole(lines: Sequence[tuple[int, str]]) -> str:
    """The assignment up to the line with its case number; '' when there is none before the next item."""
    parts: list[str] = []
    for k, (_, text) in enumerate(lines):
        if k and (_START.match(text) or _HEADING.match(text)):
            return ""
        parts.append(text.strip())
        if _CASE.search(text):
            return " ".join(parts)
    return ""


def _uppdrag(whole: str, namnd: str, status: str, sheet: str, row: int) -> Uppdrag:
    case, decision = _CASE.search(whole), _DECISION.search(whole)
    text = _START.sub("", whole)
    cut = min((text.find(m[1]) for m in (case, decision) if m and m[1] in text), default=len(text))
    plain = re.sub(r"[\s,–-]*(ärende)?[\s,–-]*$", "", text[:cut])
    return Uppdrag(
        namnd, case[1] if case else "", plain, decision[1] if decision else "", status, sheet, f"A{row}"
    )


def _status(heading: str) -> str:
    folded = fold(heading)
    return next((s for word, s in words()["uppdrag"].items() if word in folded), "")


def find_indikatorer(sheet: Sheet, namnd: str) -> list[Indikator]:
    """Rows of tables headed `Vilket mått ska användas? | Vad ska mätas? | Hur ... | Varför ...`."""
    found: list[Indikator] = []
    area, inside = "", False
    for row, cells in _rows(sheet):
        texts = [_plain(t) for t in cells]
        if match := re.search(r"målområde:\s*(.+)", texts[0], re.I):
            area, inside = match[1], False
        elif len(texts) == 4 and "vad ska matas" in fold(texts[1]):
            inside = True
        elif inside and len(texts) == 4:
            kind, what, how, why = texts
            place = sheet.name, cell_name(row, 1)
            found.append(Indikator(namnd, area, fold(kind), what, how, why, *place))
        else:
            inside = inside and not texts[0]
    return found


def _rows(sheet: Sheet) -> Iterator[tuple[int, list[str]]]:
    by_row: dict[int, list[str]] = {}
    for (row, _), cell in sorted(sheet.cells.items()):
        by_row.setdefault(row, []).append(cell.text)
    yield from sorted(by_row.items())


def _plain(text: str) -> str:
    """Without markup: <b>, <ul><li>, **, #."""
    spaced = re.sub(r"</li>\s*<li>", "; ", text)
    return " ".join(re.sub(r"<[^>]+>|\*\*|^#+", " ", unescape(spaced)).split())
