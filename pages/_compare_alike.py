"""What may stand beside what in Jämför: unlike definitions and months are marked, unlike sums blocked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import swedish
from metrics import Answer
from metrics.organisation import Change, changes
from metrics.realt import Counted, counted, per_person
from pages._compare_asked import KOMMUNER, Asked
from store import codes, select
from store.underlag import Underlag

PER_PERSON = "kr per invånare"
_THROUGH = re.compile(r"Mätt till och med (.+)\.")
Texts = dict[tuple[str, str, int], str]
"""kommun, nämnd, year -> the definition that the report gives, when they are not all the same."""


def met(kommun: str, rows: Sequence[Any], years: Sequence[int]) -> tuple[Change, ...]:
    """The reorganisations between the years, of nämnder that are shown."""
    shown = {row.code for row in rows}
    within = [c for c in changes(kommun) if years and years[0] < c.year <= years[-1]]
    return tuple(c for c in within if c.concerned & shown)


def definitions(store: Any, asked: Asked, answers: Sequence[Answer]) -> Texts:
    """A verksamhetsmått's definitions and units where they differ: its name is its only identity."""
    if not asked.matt or asked.inside == KOMMUNER:
        return {}
    facts = [a.facts[0] for a in answers if a.facts]
    told = {f["fact_id"]: f["definition"] for f in select.sources(store, asked.kommun, facts)}
    texts = {(a.kommun, a.namnd, a.year): (told.get(a.facts[0], ""), a.unit) for a in answers if a.facts}
    usual = Counter(texts.values()).most_common(1)[0][0] if texts else ("", "")
    return {key: _differs(found, usual) for key, found in texts.items() if found != usual}


def _differs(found: tuple[str, str], usual: tuple[str, str]) -> str:
    if found[1] != usual[1]:
        return f"annan enhet: {found[1] or 'utan enhet'}"
    return f"annan definition: {found[0] or 'ingen angiven'}"


def badges(found: dict[int, Answer], texts: Texts) -> dict[int, str]:
    """year -> what is unlike the period and the definition that the table says."""
    marks = {}
    for year, a in found.items():
        through = (_through(a), texts.get((a.kommun, a.namnd, a.year), ""))
        if text := ", ".join(filter(None, through)):
            marks[year] = text
    return marks


def _through(answer: Answer) -> str:
    """`mätt t.o.m. juli`: without the year, so that like months of different years are alike."""
    hit = next((m for note in answer.notes if (m := _THROUGH.fullmatch(note))), None)
    return f"mätt t.o.m. {re.sub(r' [0-9]{4}', '', hit[1])}" if hit else ""


def divides(store: Any, asked: Asked, unit: str) -> bool:
    """Amounts of whole kommuner are shown per inhabitant where any kommun has a population."""
    if asked.inside != KOMMUNER or asked.raw or unit != "kr":
        return False
    return any(_people(store).people(k["code"]) for k in store.kommuner())


def _people(store: Any) -> Underlag:
    return Underlag(store.folder)


def levels(
    store: Any, asked: Asked, found: dict[int, Answer], years: Iterable[int]
) -> tuple[dict[int, Decimal | None], dict[int, str]]:
    """The value of each year, and why there is none where it cannot be compared."""
    if asked.inside != KOMMUNER:
        return {year: found[year].value if year in found else None for year in years}, {}
    level: dict[int, Decimal | None] = {}
    blocked: dict[int, str] = {}
    for year in years:
        level[year], why = _of_kommun(store, asked, found[year]) if year in found else (None, "")
        blocked |= {year: why} if why else {}
    return level, blocked


def _of_kommun(store: Any, asked: Asked, answer: Answer) -> tuple[Decimal | None, str]:
    if why := few(answer):
        return None, why
    if answer.value is None or not divides(store, asked, answer.unit):
        return answer.value, ""
    people = inhabitants(store, answer)
    return per_person(answer.value, people), people.why


def inhabitants(store: Any, answer: Answer) -> Counted:
    """How many lived in the kommun that year."""
    return counted(_people(store).people(answer.kommun), answer.year)


def few(answer: Answer) -> str:
    """Why a sum over nämnder is not the kommun's: less than half of those listed have told."""
    told = set(answer.parts)
    every = {
        n.code
        for n in codes.namnder(answer.kommun)
        if n.kind == "namnd" and int(n.valid_from or 0) <= answer.year <= int(n.valid_to or 9999)
    }
    if not told or len(told) * 2 >= len(every):
        return ""
    return f"bara {swedish.number(len(told))} av {swedish.number(len(every))} nämnder har rapporterat"
