"""Uppdrag and plan indicators: the rows of a report that say what is to be done or measured, not how much."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import unescape
from string import ascii_uppercase

from loaders import _match
from loaders._words import words
from loaders.grid import Sheet, cell_name
from store.records import Indikator, Uppdrag
from swedish import MONTHS, fold

_CASE = re.compile(r"\b([A-ZÅÄÖ]{2,5}-\d{4}-\d{5})\b")
_START = re.compile(r"^\s*\d{1,3}\.\s+(?=[A-ZÅÄÖ])")
_DECISION = re.compile(r"\b((?:KF|KS) \d{4}-\d\d-\d\d(?: § ?\d+)?(?:,? punkt \d+)?|Budget \d{4})")
_HEADING = re.compile(r"^\s*\d+(?:\.\d+)+\s+(?P<text>.+)$")
_LONGEST = 4  # lines that an assignment may be broken over
_MONTHS = "|".join(MONTHS)
_ATER = re.compile(r"\båter(?:komm|rapporter|redovis)|\bta upp ärende|\båter till\b", re.I)
"""Words of a sentence that says when an assignment is to come back."""
_TIME = re.compile(
    r"(?:\b(?:senast|efter|före) )?(?:den )?\b(?:"
    rf"\d{{1,2}} (?:{_MONTHS}) \d{{4}}|(?:{_MONTHS}) \d{{4}}|\d{{4}}-\d\d(?:-\d\d)?"
    r"|kvartal (?:\d|ett|två|tre|fyra)(?:,? \d{4})?|års(?:rapport|redovisning)(?:en)?(?: \d{4})?|årsskiftet)",
    re.I,
)
_SENTENCE = re.compile(r"(?<=[.!?”])\s+(?=[A-ZÅÄÖ”])")


def find_uppdrag(sheet: str, lines: Sequence[tuple[int, str]], namnd: str) -> list[Uppdrag]:
    """The numbered assignments with a case number, each with the status that its section's heading gives."""
    status, found = "", []
    filled = [(n, t) for n, t in lines if t.strip()]
    for i, (row, text) in enumerate(filled):
        if heading := _HEADING.match(text):
            status = _status(heading["text"]) or status
        elif _START.match(text) and (whole := _whole(filled[i : i + _LONGEST])):
            made = _uppdrag(whole, namnd, status, sheet, row)
            found.append(replace(made, ater=ater(_below([t for _, t in filled[i + 1 :]]))))
    return found


def _below(lines: Sequence[str]) -> str:
    """What is written about an assignment: up to the next one, or the next heading."""
    ends = (k for k, text in enumerate(lines) if _START.match(text) or _HEADING.match(text))
    return " ".join(text.strip() for text in lines[: next(ends, len(lines))])


def ater(text: str) -> str:
    """The times at which a text says that an assignment is to come back, as they stand, in its order."""
    told = [t[0] for s in _SENTENCE.split(text) if _ATER.search(s) for t in _TIME.finditer(s)]
    return "; ".join(dict.fromkeys(told))


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


def find_indikatorer(sheet: Sheet, namnd: str, kommun: str = "") -> list[Indikator]:
    """The indicators that tables declare or judge, in the order of the sheet."""
    found = [*_declared(sheet, namnd), *_judged(sheet, namnd, kommun)]
    return sorted(found, key=lambda one: int(one.cell.lstrip(ascii_uppercase)))


def _declared(sheet: Sheet, namnd: str) -> list[Indikator]:
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


_FIELDS = {
    "malomrade": ("mal", "malomrade", "kf mal", "kommunfullmaktiges mal"),
    "what": ("indikator",),
    "namnd": ("namnd", "namnd styrelse", "ansvarig namnd"),
    "direction": ("riktning", "onskad riktning"),
    "status": ("status", "bedomning", "maluppfyllelse"),
    "how": ("sa mats det", "hur mats det", "matmetod", "matning"),
    "why": ("varfor", "syfte"),
}
"""Field of an indicator -> headings of its column."""
_DIRECTIONS = {"oka": "oka", "minska": "minska", "behall": "behalla", "oforandra": "behalla"}


def _judged(sheet: Sheet, namnd: str, kommun: str) -> list[Indikator]:
    """Rows of tables with a column Indikator and one that says its wanted direction or its status.

    An empty cell of the goal's column goes on with the goal above.
    """
    found: list[Indikator] = []
    columns: dict[int, str] = {}
    area = ""
    for row, cells in _placed(sheet):
        if heads := _heads(cells):
            columns, area = heads, ""
            continue
        texts = {columns[col]: text for col, text in cells.items() if col in columns and text}
        if not columns or "what" not in texts:
            columns = columns if columns and texts else {}
            continue
        area = texts.get("malomrade", area)
        found.append(_indikator(texts, area, _owner(kommun, texts.get("namnd", "")) or namnd, sheet, row))
    return found


def _heads(cells: dict[int, str]) -> dict[int, str]:
    """column -> field of a heading row; empty for another row."""
    named = {col: re.sub(r"[^a-z]+", " ", fold(text)).strip() for col, text in cells.items()}
    found = {col: f for col, name in named.items() for f, names in _FIELDS.items() if name in names}
    return found if "what" in found.values() and {"direction", "status"} & {*found.values()} else {}


def _owner(kommun: str, text: str) -> str:
    match = _match.namnd(kommun, text) if text else None
    return match.code if match else ""


def _indikator(texts: dict[str, str], area: str, namnd: str, sheet: Sheet, row: int) -> Indikator:
    wanted = fold(texts.get("direction", ""))
    direction = next((d for word, d in _DIRECTIONS.items() if wanted.startswith(word)), "")
    return Indikator(
        namnd, area, "indikator", texts["what"], texts.get("how", ""), texts.get("why", ""), sheet.name,
        cell_name(row, 1), direction, texts.get("status", ""),
    )  # fmt: skip


def _placed(sheet: Sheet) -> Iterator[tuple[int, dict[int, str]]]:
    """(row, column -> text)."""
    by_row: dict[int, dict[int, str]] = {}
    for (row, col), cell in sorted(sheet.cells.items()):
        by_row.setdefault(row, {})[col] = _plain(cell.text)
    yield from sorted(by_row.items())


def _rows(sheet: Sheet) -> Iterator[tuple[int, list[str]]]:
    by_row: dict[int, list[str]] = {}
    for (row, _), cell in sorted(sheet.cells.items()):
        by_row.setdefault(row, []).append(cell.text)
    yield from sorted(by_row.items())


def _plain(text: str) -> str:
    """Without markup: <b>, <ul><li>, **, #."""
    spaced = re.sub(r"</li>\s*<li>", "; ", text)
    return " ".join(re.sub(r"<[^>]+>|\*\*|^#+", " ", unescape(spaced)).split())
