"""The auditors' recommendations: what they recommend, how it is answered, and what they follow up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from store.records import Finding, Severity, Uppdrag
from swedish import fold

_AUDIT = re.compile(r"^\s*(?:\d+\.\s+)?(?P<audit>(?:Pågående/planerad granskning|Granskning) av .{3,120})$")
_BULLET = re.compile(r"^\s*[-–•*]\s+(?P<text>.+?)\s*$")
_ANSWER = re.compile(r"\b(?P<who>kommunstyrelsen|kommunfullmäktige)\s+(?P<when>\d{4}-\d\d-\d\d)")
_WHO = {"kommunstyrelsen": "KS", "kommunfullmaktige": "KF"}
_COUNTS = ("noll", "en", "tva", "tre", "fyra", "fem", "sex", "sju", "atta", "nio", "tio", "elva", "tolv")
_LISTS = {
    "foljs_upp": ("uppfoljning av rekommendation",),
    "avslutad": ("avslutade rekommendation",),
    "lamnad": ("lamnar rekommendation", "lamnas rekommendation", "lamnade rekommendation"),
}


def find_rekommendationer(
    sheet: str, lines: Sequence[tuple[int, str]], namnd: str, findings: list[Finding]
) -> list[Uppdrag]:
    """The recommendations of the lists that a sentence introduces, each with its audit and its answer.

    A list of another length than its sentence says is told of in `findings`, and read as it stands.
    """
    found: list[Uppdrag] = []
    for (row, intro), status, audit, items in _lists(lines):
        said = next((n for n, word in enumerate(_COUNTS) if word in fold(intro).split()[:4]), len(items))
        if said != len(items):
            findings.append(_another_number(f"{sheet}!A{row}", said, len(items)))
        found += [
            Uppdrag(namnd, "", text.rstrip("."), audit, status, sheet, f"A{n}", kind="rekommendation")
            for n, text in items
        ]
    return _answered(found, lines)


def _lists(
    lines: Sequence[tuple[int, str]],
) -> Iterator[tuple[tuple[int, str], str, str, list[tuple[int, str]]]]:
    """(the sentence, status, audit, [(row, text)]) of each list of recommendations."""
    audit = ""
    filled = [(n, t) for n, t in lines if t.strip()]
    for i, (row, text) in enumerate(filled):
        if heading := _AUDIT.match(text):
            audit = heading["audit"].strip()
        elif (status := _status(text)) and (items := _bullets(filled[i + 1 :])):
            yield (row, text), status, audit, items


def _status(text: str) -> str:
    """The status that a sentence before a list gives; '' for another sentence."""
    folded = fold(text)
    if not text.rstrip().endswith(":"):
        return ""
    return next((s for s, told in _LISTS.items() if any(word in folded for word in told)), "")


def _bullets(lines: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """The items that follow at once; one that goes on in lower case on the next line is one item."""
    found: list[tuple[int, str]] = []
    for row, text in lines:
        if item := _BULLET.match(text):
            found.append((row, item["text"]))
        elif found and text.strip()[:1].islower():
            found[-1] = (found[-1][0], f"{found[-1][1]} {text.strip()}")
        else:
            break
    return found


def _answered(found: list[Uppdrag], lines: Sequence[tuple[int, str]]) -> list[Uppdrag]:
    """With the decision that answers those given, when the text has one such decision."""
    texts = [t for _, t in lines if "yttrande" in fold(t)]
    given = {f"{_WHO[fold(m['who'])]} {m['when']}" for t in texts for m in _ANSWER.finditer(t)}
    if len(given) != 1:
        return found
    answer = given.pop()
    return [replace(u, status="besvarad", svar=answer) if u.status == "lamnad" else u for u in found]


def _another_number(cell: str, said: int, count: int) -> Finding:
    text = (
        f"{cell}: texten säger att rekommendationerna är {said}, men listan har {count}. "
        "Kontrollera att hela listan följde med."
    )
    return Finding(Severity.WARNING, "rekommendationer_antal", text, (cell,))
