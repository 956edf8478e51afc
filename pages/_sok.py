"""Search: everything that has a place on the site, and how well it fits what was asked.

Words are compared folded (å and ä as a, ö as o), and a misspelt word by the share of it that must be changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from rapidfuzz import fuzz

import swedish
from metrics import METRICS
from pages._page import Filters
from pages.begrepp import terms

GROUPS = {
    "namnd": "Nämnder",
    "verksamhet": "Verksamheter",
    "nyckeltal": "Nyckeltal",
    "matt": "Mått i rapporterna",
    "uppdrag": "Uppdrag",
    "ord": "Ord som förklaras",
    "rapport": "Rapporter",
}
SHORTEST = 4  # letters that a word must have before a misspelling of it is looked for
SHORTEST_PART = 3  # letters that may be looked for inside a word
ALIKE = 80  # percent of a word that must be right
MOST = 8  # shown of each group


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that can be found: its name, where it is, words that it also answers to, a line about it."""

    group: str
    name: str
    href: str
    about: str = ""
    also: str = ""


Fits = Callable[[str, str], float]


@dataclass(frozen=True, slots=True)
class Hit:
    thing: Thing
    score: float


def search(store: Any, filters: Filters, asked: str) -> dict[str, list[Hit]]:
    """group -> the best hits, the groups with the best hit first. Empty for an empty question."""
    wanted = swedish.fold(asked).split()
    if not wanted:
        return {}
    things = _things(store, filters)
    hits = _hits(wanted, things, _fits) or _hits(wanted, things, _nearly)
    hits.sort(key=lambda h: (-h.score, len(h.thing.name), swedish.sort_key(h.thing.name)))
    found: dict[str, list[Hit]] = {}
    for hit in hits:
        found.setdefault(hit.thing.group, []).append(hit)
    return {group: made[:MOST] for group, made in found.items()}


def _hits(wanted: Sequence[str], things: Sequence[Thing], fits: Fits) -> list[Hit]:
    return [Hit(t, s) for t in things if (s := score(wanted, t, fits))]


def score(wanted: Sequence[str], thing: Thing, fits: Fits) -> float:
    """How well all the words fit, 0 when one of them fits nowhere. The name counts more than the rest."""
    name, also, about = (swedish.fold(text) for text in (thing.name, thing.also, thing.about))
    whole = " ".join(wanted)
    if whole == name:
        return 1000
    parts = [max(fits(w, name), fits(w, also) * 0.9, fits(w, about) * 0.5) for w in wanted]
    if not all(parts):
        return 0
    return sum(parts) / len(parts) + (100 if name.startswith(whole) else 0)


def _fits(word: str, text: str) -> float:
    """100 a word, 90 its beginning, 70 a part of a word, 0 for nothing."""
    words = _split(text)
    if word in words:
        return 100
    if any(w.startswith(word) for w in words):
        return 90
    return 70 if len(word) >= SHORTEST_PART and word in text else 0


def _nearly(word: str, text: str) -> float:
    """The same for a word that is misspelt: asked only when nothing has it as it is written."""
    if fits := _fits(word, text):
        return fits
    best = max((_alike(word, w) for w in _split(text)), default=0.0) if len(word) >= SHORTEST else 0.0
    return best * 0.6 if best >= ALIKE else 0


def _split(text: str) -> list[str]:
    return text.replace("-", " ").replace("/", " ").split()


def _alike(word: str, other: str) -> float:
    """Also against the beginning of a longer word: `sosialn` is nearly `socialnamnden`."""
    if len(other) < SHORTEST:
        return 0
    return max(fuzz.ratio(word, other), fuzz.ratio(word, other[: len(word)]) - 1)


def _things(store: Any, filters: Filters) -> tuple[Thing, ...]:
    kept = Filters("/sok", filters.kommun, filters.report, filters.settings, (), _kept(filters))
    return _known(store, store.generation, kept)


def _kept(filters: Filters) -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in filters.query if pair[0] in ("kommun", "rapport"))


@lru_cache(maxsize=32)
def _known(store: Any, _generation: int, filters: Filters) -> tuple[Thing, ...]:
    """All that can be found, made once for each kommun and chosen report."""
    return tuple(dict.fromkeys([*_namnder(store, filters), *_words(filters), *_reports(store, filters)]))


def _namnder(store: Any, filters: Filters) -> Iterator[Thing]:
    kommun = filters.kommun
    for namnd in store.namnder(kommun):
        code, name = namnd["code"], namnd["name"]
        page = filters.link(f"/namnd/{code}")
        yield Thing("namnd", name, page)
        for v in store.verksamheter(kommun, code):
            yield Thing("verksamhet", v["name"], f"{page}#verksamheter", name)
        for m in store.measures(kommun, code):
            if m["code"].startswith("matt:"):
                yield Thing("matt", m["name"], f"{page}#matt", name)
        yield from _uppdrag(store, filters, code, name)


def _uppdrag(store: Any, filters: Filters, code: str, namnd: str) -> Iterator[Thing]:
    """Each uppdrag once, though it is told again in every report: as the newest that mentions it."""
    seen: set[str] = set()
    for row in store.uppdrag(filters.kommun, code):
        key = swedish.fold(row["text"])
        if key not in seen and not (filters.report and row["report"] > filters.report):
            seen.add(key)
            where = filters.link(f"/namnd/{code}", rapport=row["report"]) + "#uppdrag"
            about = ", ".join(filter(None, (namnd, row["arendenummer"], swedish.report_name(row["report"]))))
            yield Thing("uppdrag", row["text"], where, about)


def _words(filters: Filters) -> Iterator[Thing]:
    """Nyckeltal once each (not each of their levels), and the other terms."""
    shown: dict[str, Thing] = {}
    for key, metric in METRICS.items():
        where = filters.link("/begrepp") + f"#{key}"
        shown.setdefault(metric.name, Thing("nyckeltal", metric.name, where, metric.definition))
    yield from shown.values()
    for identity, term in terms():
        also = " ".join(term.get("also", ()))
        where = filters.link("/begrepp") + f"#ord-{identity}"
        yield Thing("ord", term["label"], where, term["definition"], also)


def _reports(store: Any, filters: Filters) -> Iterator[Thing]:
    kinds = {"delarsrapport": "delårsrapport", "arsredovisning": "årsredovisning bokslut"}
    for report in store.reports(filters.kommun):
        name = swedish.report_name(report["report"])
        where = filters.link("/", rapport=report["report"])
        yield Thing(
            "rapport", name[:1].upper() + name[1:], where, "", kinds.get(report["kind"], report["kind"])
        )
