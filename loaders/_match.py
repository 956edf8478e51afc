"""From the text of a row to a code: exact after folding, or the one name that scanning damage could have made
of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz

from loaders._words import plain, tokens, words
from store import codes

LIKE = 0.9
MARGIN = 0.03
WORD = 0.8  # how alike each word of a name must be


@dataclass(frozen=True, slots=True)
class Match:
    """`likeness` is 1 for the name itself or one of its aliases, less for what damage may have made of it."""

    code: str
    name: str
    likeness: float


@lru_cache(maxsize=8192)
def key(text: str) -> str:
    """What is compared: folded words without punctuation."""
    return " ".join(tokens(text))


def best(text: str, names: Iterable[tuple[str, str, str]]) -> Match | None:
    """The code whose name `text` is, of (name or alias, code, official name); None when none or several are
    as near.
    """
    variants = _variants(text)
    near: dict[str, Match] = {}
    if not variants[0]:
        return None
    if cut_off(text):
        return _whole(variants[0], names)
    for alias, code, name in names:
        likeness = max(_likeness(v, alias) for v in variants)
        if likeness == 1:
            return Match(code, name, 1)
        if likeness >= LIKE and likeness > near.get(code, Match(code, name, 0)).likeness:
            near[code] = Match(code, name, likeness)
    ranked = sorted(near.values(), key=lambda m: -m.likeness)
    clear = len(ranked) == 1 or (len(ranked) > 1 and ranked[0].likeness - ranked[1].likeness >= MARGIN)
    return ranked[0] if clear else None


def cut_off(text: str) -> bool:
    """The end of the text is missing, and says so."""
    return text.rstrip().endswith(("…", "..."))


def _whole(wanted: str, names: Iterable[tuple[str, str, str]]) -> Match | None:
    """The name itself, when no other begins so."""
    found = [(alias == wanted, code, name) for alias, code, name in names if alias.startswith(wanted)]
    one = len({code for _, code, _ in found}) == 1 and any(same for same, _, _ in found)
    return Match(found[0][1], found[0][2], 1) if one else None


def _variants(text: str) -> list[str]:
    """Scanning makes é of å, ä and ö; no code list has a word with é. Marks of footnotes go."""
    text = plain(text)
    damaged = [text.replace("é", letter) for letter in "ao"] if "é" in text else []
    return [key(t) for t in (text, *damaged)]


def _likeness(wanted: str, alias: str) -> float:
    """Words broken over lines compare without their spaces; short words must be exact."""
    if wanted[:1] == alias[:1] and wanted.replace(" ", "") == alias.replace(" ", ""):
        return 1
    if min(len(wanted), len(alias)) < 6 or abs(len(wanted) - len(alias)) > 4 or not _by_word(wanted, alias):
        return 0
    return fuzz.ratio(wanted, alias, score_cutoff=100 * LIKE) / 100


def _by_word(wanted: str, alias: str) -> bool:
    """Each word must be nearly the same, and a number the same: `Ingående eget kapital` is not `Utgående`."""
    pairs = list(zip(wanted.split(), alias.split(), strict=False))
    if len(wanted.split()) != len(alias.split()):
        return not re.search(r"\d", wanted + alias)
    return all(a == b or (not (a + b).isdigit() and _near(a, b)) for a, b in pairs)


def _near(one: str, other: str) -> bool:
    return not re.search(r"\d", one + other) and fuzz.ratio(one, other) >= 100 * WORD


@lru_cache(maxsize=4096)
def namnd(kommun: str, text: str) -> Match | None:
    return best(text, _namnder(kommun))


@lru_cache(maxsize=4096)
def verksamhet(kommun: str, namnd_code: str, text: str) -> Match | None:
    """A verksamhet of that nämnd by name."""
    return best(text, _verksamheter(kommun, namnd_code))


@lru_cache(maxsize=4096)
def kommun(text: str) -> Match | None:
    return best(
        text, [(key(a), k.code, k.name) for k in codes.kommuner() for a in (k.name, k.code, *k.aliases)]
    )


@lru_cache(maxsize=4096)
def measure(text: str) -> Match | None:
    return best(text, measures())


@cache
def measures() -> tuple[tuple[str, str, str], ...]:
    return tuple((key(a), m.code, m.name) for m in codes.matt() for a in (m.name, *m.aliases))


@cache
def column_measures() -> dict[str, str]:
    """Measure phrases that a column heading may hold -> code; verksamhetsmått are rows, never columns."""
    return {alias: code for alias, code, _ in measures() if not code.startswith("matt:")}


def is_total(text: str) -> bool:
    return key(text) in words()["row"]["total"]


@cache
def _namnder(kommun: str) -> tuple[tuple[str, str, str], ...]:
    return tuple((key(a), n.code, n.name) for n in codes.namnder(kommun) for a in (n.name, *n.aliases))


@cache
def entity_names() -> frozenset[str]:
    """The folded names of every kommun's nämnder and verksamheter."""
    names = [a for n in codes.namnder() for a in (n.name, *n.aliases)]
    names += [a for v in codes.verksamheter() for a in (v.name, *v.aliases)]
    return frozenset(key(name) for name in names)


@cache
def corner_words() -> frozenset[str]:
    """The words that the corner of a table may hold: units, kinds of rows, posts, time."""
    known = words()
    phrases = [*known["unit"], *known["table"], *known["row"]["time"], *column_measures()]
    phrases += [*known["filler"]["words"], *known["title"]["words"]]
    return frozenset(w for p in phrases for w in tokens(p))


@cache
def namnd_names(kommun: str) -> dict[str, str]:
    """Folded name or alias of each nämnd -> its code."""
    return {alias: code for alias, code, _ in _namnder(kommun)}


@cache
def _verksamheter(kommun: str, namnd_code: str) -> tuple[tuple[str, str, str], ...]:
    known = codes.verksamheter(kommun, namnd_code)
    return tuple((key(a), v.code, v.name) for v in known for a in (v.name, *v.aliases))
