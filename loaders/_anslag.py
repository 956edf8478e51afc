"""A council decision on additional appropriations: list items that give nämnder amounts in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from loaders import _match
from loaders._choices import of_namnd
from loaders._document import Document
from loaders._given import Answers
from loaders._numbers import Num, parse_number
from loaders._words import words
from store.records import Fact, Finding, Severity

_AMOUNT = re.compile(
    r"(?P<who>[A-ZÅÄÖ][^\d]{2,90}?)\s+(?:tilldelas\s+)?"
    r"(?P<num>[-−]?\d[\d \u00a0]*(?:,\d+)?)\s*(?P<unit>mnkr|tkr|kr)\b"
)
_ITEM = re.compile(r"^\s*(?:[-*•]\s*)?[a-zåäö]\)\s+(?P<text>.+)$")
_PARAGRAPH = re.compile(r"§\s*\d+(?:,?\s+(?:Dnr\s+)?\d+/\d+)?")


def find_anslag(
    sheet: str, lines: Sequence[tuple[int, str]], document: Document, answers: Answers
) -> tuple[list[Fact], list[Finding], set[int]]:
    """(facts with measure tillaggsanslag, findings, the rows read). Only who the code list knows is read."""
    paragraph = next((m.group() for _, t in lines if (m := _PARAGRAPH.search(t))), "")
    facts: list[Fact] = []
    findings: list[Finding] = []
    for row, text in lines:
        if item := _ITEM.match(text):
            for who, num, unit in _amounts(item["text"], f"A{row}"):
                match = _match.namnd(document.kommun, who)
                code = answers.namnd(who) or (match.code if match else "")
                if code:
                    facts.append(_fact(code, num, unit, sheet, who, paragraph, document))
                elif not answers.skipped(f"namnd:{who}"):
                    findings.append(_who(sheet, row, who, document))
    return facts, findings, {int(re.sub(r"\D.*", "", f.cell[1:])) for f in facts}


def _amounts(text: str, cell: str) -> Iterator[tuple[str, Num, str]]:
    found = list(_AMOUNT.finditer(text))
    for k, match in enumerate(found, 1):
        who = re.sub(r"^(?:och|samt)\s+|\s+tilldelas$", "", match["who"].strip(" ,."))
        if num := parse_number(match["num"], f"{cell}#{k}" if len(found) > 1 else cell):
            yield who, num, match["unit"]


def _fact(namnd: str, num: Num, unit: str, sheet: str, who: str, paragraph: str, document: Document) -> Fact:
    base, scale = words()["unit"][unit]
    return Fact(
        namnd, "", "tillaggsanslag", "budget", paragraph, document.year, 12, "year",
        num.value * Decimal(scale), base, Decimal(1).scaleb(-num.decimals) * Decimal(scale), num.value,
        sheet, num.cell, who, unit, num.text,
    )  # fmt: skip


def _who(sheet: str, row: int, who: str, document: Document) -> Finding:
    text = (
        f"Vem är ”{who}”, som får ett belopp? Namnet finns inte i kommunens lista, och beloppet är inte läst."
    )
    choices = of_namnd(document, who)
    return Finding(
        Severity.WARNING, "fraga_namnd", text, (f"{sheet}!A{row}",), tuple(v for v, _ in choices),
        key=f"namnd:{who}", choice_texts=tuple(t for _, t in choices),
    )  # fmt: skip
