"""The code lists of data/codes: kommuner, nämnder, measures, accounts, with the names people write."""

from __future__ import annotations

import csv
from dataclasses import dataclass, fields
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, TypeVar

import settings
from store.records import REPORTED

FOLDER = settings.ROOT / "data" / "codes"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Kommun:
    code: str
    name: str
    aliases: tuple[str, ...]
    fictional: bool
    kommunkod: str = ""  # the four digits of Statistics Sweden


@dataclass(frozen=True, slots=True)
class Successor:
    """Who took over after `valid_to`, and how much of it.

    share: the part of the amounts and the hours, 1 for all of it; None when nobody has published it: then
    nothing is computed across the change. namnd: '' the same (only a verksamhet can be another nämnd's).
    """

    code: str
    share: Decimal | None = None
    namnd: str = ""


@dataclass(frozen=True, slots=True)
class Namnd:
    """`kind`: namnd, bolag or post (a row that is no committee). Years: both inclusive, '' when not known.

    `successor` is written `ny-namnd:0.6|annan:0.4`; the shares are 1 together, or none is given.
    """

    kommun: str
    code: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    valid_from: str
    valid_to: str
    successor: tuple[Successor, ...]


@dataclass(frozen=True, slots=True)
class Verksamhet:
    """As Namnd; a successor in another nämnd is written `namnd/verksamhet:1`."""

    kommun: str
    namnd: str
    code: str
    name: str
    aliases: tuple[str, ...]
    valid_from: str
    valid_to: str
    successor: tuple[Successor, ...]


@dataclass(frozen=True, slots=True)
class Matt:
    code: str
    name: str
    unit: str
    kind: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Konto:
    """Accounts `first`-`last` (by their first digits) are `measure`, and also part of `total`.

    No measure: they are left out, and `name` says what they are. kommun '': the list of every kommun, which
    a kommun's own lines go before. Years: valid_from and valid_to, both inclusive.
    """

    kommun: str
    edition: str
    first: str
    last: str
    measure: str
    total: str
    name: str
    valid_from: str
    valid_to: str


@dataclass(frozen=True, slots=True)
class Objekt:
    """Codes of a dimension (ansvar, verksamhet, objekt, projekt) of a kommun's accounts: whose they are.

    `first`-`last` is a range of codes of that length; without `last` every code that begins with `first`.
    """

    kommun: str
    dimension: str
    first: str
    last: str
    namnd: str
    verksamhet: str
    valid_from: str
    valid_to: str


@cache
def konton(kommun: str) -> tuple[Konto, ...]:
    """The account ranges of data/codes/konto.csv for one kommun, its own before those of everyone."""
    mine = [k for k in all_konton() if k.kommun in ("", kommun)]
    return tuple(sorted(mine, key=lambda k: k.kommun == ""))


@cache
def all_konton() -> tuple[Konto, ...]:
    """Every range of data/codes/konto.csv."""
    return tuple(_read("konto.csv", Konto))


@cache
def objekt(kommun: str | None = None) -> tuple[Objekt, ...]:
    """The object codes of one kommun (None: of all) in data/codes/objekt.csv."""
    return tuple(o for o in _read("objekt.csv", Objekt) if kommun in (None, o.kommun))


@cache
def kommuner() -> tuple[Kommun, ...]:
    """Every kommun of data/codes/kommun.csv."""
    return tuple(_read("kommun.csv", Kommun))


@cache
def namnder(kommun: str | None = None) -> tuple[Namnd, ...]:
    """The nämnder of one kommun (None: of all) in data/codes/namnd.csv."""
    return tuple(n for n in _all_namnder() if kommun in (None, n.kommun))


@cache
def verksamheter(kommun: str | None = None, namnd: str | None = None) -> tuple[Verksamhet, ...]:
    """The verksamheter of one kommun or nämnd (None: of all) in data/codes/verksamhet.csv."""
    return tuple(v for v in _all_verksamheter() if kommun in (None, v.kommun) and namnd in (None, v.namnd))


@cache
def matt() -> tuple[Matt, ...]:
    """Every measure of data/codes/matt.csv."""
    return tuple(_read("matt.csv", Matt))


@cache
def kind(measure: str) -> str:
    """What kind of measure it is (post, underpost, personal ...), or '' when matt.csv does not have it."""
    return next((m.kind for m in matt() if m.code == measure), "")


def name(kind: str, kommun: str, code: str) -> str | None:
    """The Swedish name of a code, or None when the lists do not have it.

    kind: kommun, namnd, verksamhet or matt.
    """
    if kind == "matt" and code.startswith(REPORTED):
        return _reported_name(code.removeprefix(REPORTED))
    return _names().get((kind, kommun if kind in ("namnd", "verksamhet") else "", code))


@cache
def _names() -> dict[tuple[str, str, str], str]:
    return (
        {("kommun", "", k.code): k.name for k in kommuner()}
        | {("namnd", n.kommun, n.code): n.name for n in _all_namnder()}
        | {("verksamhet", v.kommun, v.code): v.name for v in _all_verksamheter()}
        | {("matt", "", m.code): m.name for m in matt()}
    )


def _reported_name(what: str) -> str:
    """'avvikelse:intakter' -> 'Rapporterad avvikelse, intäkter'."""
    first, _, measure = what.partition(":")
    text = _REPORTED_NAMES.get(first) or name("matt", "", first) or first.replace("_", " ")
    about = name("matt", "", measure) or measure
    return "Rapporterad " + ", ".join(part[:1].lower() + part[1:] for part in (text, about) if part)


_REPORTED_NAMES = {
    "avvikelse": "avvikelse",
    "forandring": "förändring",
    "forandring_pct": "förändring i procent",
    "arsarbetare_forandring_pct": "förändring av årsarbetare i procent",
    "nettokostnadsutveckling_pct": "nettokostnadsutveckling i procent",
}


@cache
def _all_namnder() -> tuple[Namnd, ...]:
    return tuple(_read("namnd.csv", Namnd))


@cache
def _all_verksamheter() -> tuple[Verksamhet, ...]:
    return tuple(_read("verksamhet.csv", Verksamhet))


def _read(file: str, kind: type[T]) -> list[T]:
    with (FOLDER / file).open(encoding="utf-8", newline="") as lines:
        return [_row(row, kind) for row in csv.DictReader(lines)]


def _row(row: dict[str, str], kind: type[T]) -> T:
    return kind(**{f.name: _value(f.name, row.get(f.name) or "") for f in fields(kind)})  # type: ignore[arg-type]


def _value(column: str, text: str) -> Any:
    if column == "aliases":
        return tuple(a.strip() for a in text.split("|") if a.strip())
    if column == "successor":
        return successors(text)
    return bool(text) if column == "fictional" else text.strip()


def successors(text: str) -> tuple[Successor, ...]:
    """`a:0.6|b:0.4` -> who took over. Raises ValueError, in Swedish, for shares that cannot be."""
    found = tuple(_successor(part.strip(), text) for part in text.split("|") if part.strip())
    shares = [s.share for s in found if s.share is not None]
    if shares and (len(shares) < len(found) or sum(shares) != 1):
        raise ValueError(f"Efterträdarna ”{text}”: andelarna ska finnas för alla och tillsammans vara 1.")
    return found


def _successor(part: str, text: str) -> Successor:
    name, _, share = part.partition(":")
    namnd, _, code = name.rpartition("/")
    try:
        known = Decimal(share) if share else None
    except InvalidOperation:
        known = Decimal(0)
    if known is not None and not 0 < known <= 1:
        raise ValueError(f"Efterträdarna ”{text}”: ”{share}” är ingen andel. Skriv ett tal som 0.6.")
    return Successor(code, known, namnd)
