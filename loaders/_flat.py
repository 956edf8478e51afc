"""Flat tables: a header row, then many rows of one kind (a ledger's transactions, hours a month and unit).

They are told from the tables of reports by their headings (data/flat.toml) and read whole columns at a time.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from loaders._words import find_unit, tokens
from loaders.grid import cell_name

WORDS = Path(__file__).resolve().parent.parent / "data" / "flat.toml"
LEDGER, HOURS = "huvudbok", "timmar"
HEAD_ROWS = 30
MONEY = {"belopp": "utfall", "utfall": "utfall", "debet": "utfall", "kredit": "utfall", "budget": "budget"}
STAFF = (
    "ordinarie_timmar", "sjuktimmar", "sjuktimmar_kort", "sjuktimmar_lang", "arbetade_timmar",
    "timavlonade_timmar", "antal_anstallda",
)  # fmt: skip
DIMENSIONS = ("namnd", "ansvar", "verksamhet", "objekt", "projekt")
_SURE = ("ordinarie_timmar", "sjuktimmar", "sjuktimmar_kort", "sjuktimmar_lang", "arbetade_timmar")


@dataclass(frozen=True, slots=True)
class Head:
    """The header row of a flat table: (column, role) by number, and the texts of the row."""

    kind: str
    row: int
    roles: dict[str, int]
    headings: dict[int, str]
    others: tuple[int, ...]  # columns whose heading is unknown, or whose numbers are never read

    @property
    def amounts(self) -> tuple[str, ...]:
        """The roles whose numbers are read, debet standing for both debet and kredit."""
        known = MONEY if self.kind == LEDGER else STAFF
        return tuple(r for r in known if r in self.roles and r != "kredit")

    @property
    def dimensions(self) -> tuple[str, ...]:
        return tuple(d for d in DIMENSIONS if d in self.roles)


@cache
def words() -> dict[str, Any]:
    return tomllib.loads(WORDS.read_text("utf-8"))


def folded(text: str) -> str:
    return " ".join(tokens(text))


def role(heading: str) -> str:
    """What a column holds, '' when its heading is unknown. A unit in the heading says nothing of that."""
    known: Mapping[str, str] = words()["role"]
    key = folded(heading)
    bare = " ".join(w for w in key.split() if w not in ("tkr", "mnkr", "timmar", "tim", "h"))
    return known.get(key) or known.get(bare, "")


def find_head(rows: Iterable[tuple[int, Mapping[int, str]]]) -> Head | None:
    """The header row among the first rows (number, texts by column), or None: it is no flat table."""
    for number, texts in rows:
        if found := _head(number, texts):
            return found
    return None


def doubled(rows: Iterable[tuple[int, Mapping[int, str]]]) -> str:
    """`K1 ”Belopp” och M1 ”Belopp”`: two columns that say the same thing in what else is a flat table."""
    for number, texts in rows:
        said = _dated({col: role(text) for col, text in texts.items()})
        known = Counter(r for r in said.values() if r and r not in _MANY)
        twice = next((r for r, n in known.items() if n > 1), "")
        if twice and len(known) > 2 and _kind({r: col for col, r in said.items()}):
            cells = [f"{cell_name(number, c)} ”{texts[c]}”" for c, r in said.items() if r == twice]
            return " och ".join(cells)
    return ""


def _head(number: int, texts: Mapping[int, str]) -> Head | None:
    said = _dated({col: role(text) for col, text in texts.items()})
    known = [r for r in said.values() if r and r not in _MANY]
    if len(known) < 3 or len(set(known)) < len(known):
        return None
    roles = {r: col for col, r in said.items() if r not in ("", *_MANY)}
    kind = _kind(roles)
    others = tuple(col for col, r in said.items() if r in ("", "kvantitet"))
    if "person" in said.values():
        roles["person"] = next(col for col, r in said.items() if r == "person")
    return Head(kind, number, roles, dict(texts), others) if kind else None


def _dated(said: dict[int, str]) -> dict[int, str]:
    """`Månad` without a column for the year: the cells say both (2025-01)."""
    if {"ar", "period", "datum"} & set(said.values()):
        return said
    return {col: "period" if r == "manad" else r for col, r in said.items()}


_MANY = ("kod", "text", "kvantitet", "person", "namn:objekt", "namn:projekt", "namn:konto")
"""Roles that several columns may have."""


def _kind(roles: Mapping[str, int]) -> str:
    timed = "period" in roles or "datum" in roles or {"ar", "manad"} <= set(roles)
    if timed and "konto" in roles and any(r in roles for r in MONEY):
        plain = ("debet" in roles) == ("kredit" in roles) and not ("belopp" in roles and "debet" in roles)
        return LEDGER if plain and not ("belopp" in roles and "utfall" in roles) else ""
    unit = "ansvar" in roles or "namnd" in roles
    return HOURS if timed and unit and any(r in roles for r in _SURE) else ""


def unit_scale(texts: Sequence[str]) -> int:
    """1, or 1000 when a heading or a title says tkr; 0 when they say several units."""
    found = {int(unit[1]) for t in texts if (unit := find_unit(t)) and unit[0] == "kr"}
    return found.pop() if len(found) == 1 else 0 if found else 1
