"""Whose a row of a flat table is: from its object codes (data/codes/objekt.csv) and names to a nämnd."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from loaders import _flat_keys, _match
from loaders._given import SKIP, Answers
from store import codes

ORDER = ("namnd", "ansvar", "objekt", "projekt", "verksamhet")
"""Which dimension is asked about, and which goes first."""

_UNITS = ("namnd", "ansvar", "objekt")
"""These say whose a row is; a verksamhet or a projekt only where none of them stands."""


@dataclass(frozen=True, slots=True)
class Owner:
    """`asked`: (dimension, code) that is nobody's; `skipped`: why it is left out by an answer."""

    namnd: str = ""
    verksamhet: str = ""
    asked: tuple[str, str] = ("", "")
    skipped: str = ""


class Owners:
    """The owners of one kommun's codes. `names`: dimension -> code -> the name that the file gives it."""

    def __init__(
        self, kommun: str, answers: Answers, names: Mapping[str, Mapping[str, str]], namnd: str = ""
    ) -> None:
        self.kommun, self.answers, self.names, self.namnd = kommun, answers, names, namnd
        self._known: dict[tuple[tuple[tuple[str, str], ...], int], Owner] = {}

    def of(self, said: Sequence[tuple[str, str]], year: int) -> Owner:
        """said: (dimension, text) of a row."""
        key = (tuple(said), year)
        if key not in self._known:
            self._known[key] = self._find(dict(said), year)
        return self._known[key]

    def name(self, dimension: str, text: str) -> str:
        """What the file calls a code: '10000 Kansli'."""
        own = self.names.get(dimension, {}).get(text, "")
        return f"{text} {own}".strip() if own != text else text

    def _find(self, said: Mapping[str, str], year: int) -> Owner:
        texts = [(d, said[d]) for d in ORDER if said.get(d)]
        for dimension, text in texts:
            key = f"objekt:{dimension}:{_flat_keys.unit(text)[0]}"
            if skipped := self.answers.skipped(key):
                return Owner(skipped=skipped)
        found = {d: self._answered(d, t) or self._listed(d, t, year) for d, t in texts}
        named = [d for d, _ in texts if d in _UNITS] or [d for d, _ in texts]
        whose = {found[d][0] for d in named if found[d][0]} or {self.namnd}
        if len(whose) != 1 or "" in whose:
            return self._unknown(named, said)
        namnd = whose.pop()
        return Owner(namnd, self._verksamhet(namnd, said, found))

    def _unknown(self, named: Sequence[str], said: Mapping[str, str]) -> Owner:
        """Nobody knows, or its codes say different nämnder: the first of them is asked about."""
        if not named:
            return Owner()
        return Owner(asked=(named[0], _flat_keys.unit(said[named[0]])[0]))

    def _answered(self, dimension: str, text: str) -> tuple[str, str] | None:
        code = self.answers.get(f"objekt:{dimension}:{_flat_keys.unit(text)[0]}")
        return (code, "") if code and code != SKIP else None

    def _listed(self, dimension: str, text: str, year: int) -> tuple[str, str]:
        """(nämnd, verksamhet) of a code by the list, or else of its name; ('', '') for none."""
        code, name = _flat_keys.unit(text)
        entry = self._entry(dimension, code, year)
        if entry:
            return entry.namnd, entry.verksamhet
        for said in (name, self.names.get(dimension, {}).get(text, ""), code):
            match = _match.namnd(self.kommun, said) if said and dimension != "verksamhet" else None
            if match and match.likeness == 1:
                return match.code, ""
        return "", ""

    def _entry(self, dimension: str, code: str, year: int) -> codes.Objekt | None:
        found = [
            o for o in codes.objekt(self.kommun)
            if o.dimension == dimension and _holds(o, code) and _valid(o, year)
        ]  # fmt: skip
        return max(found, key=lambda o: len(o.first), default=None)

    def _verksamhet(self, namnd: str, said: Mapping[str, str], found: Mapping[str, tuple[str, str]]) -> str:
        listed = [(n, v) for n, v in found.values() if v]
        if listed:
            own = {v for n, v in listed if n in ("", namnd)}
            return own.pop() if len(own) == 1 else ""
        text = said.get("verksamhet", "")
        code, name = _flat_keys.unit(text)
        for called in (name, self.names.get("verksamhet", {}).get(text, ""), code):
            match = _match.verksamhet(self.kommun, namnd, called) if called else None
            if match and match.likeness == 1:
                return match.code
        return ""


def _holds(entry: codes.Objekt, code: str) -> bool:
    for text in dict.fromkeys((code, code.lstrip("0"))):
        if not entry.last and text.startswith(entry.first):
            return True
        if entry.last and len(text) == len(entry.first) and entry.first <= text <= entry.last:
            return True
    return False


def _valid(entry: codes.Objekt, year: int) -> bool:
    return not year or (
        (not entry.valid_from or int(entry.valid_from) <= year)
        and (not entry.valid_to or year <= int(entry.valid_to))
    )
