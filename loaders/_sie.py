"""SIE 4 (types 2-4): the lines of a ledger's export, as fields with their line numbers.

Written from the format's description: a label, then fields divided by spaces, quoted where they have spaces,
`\\"` for a quotation mark, and lists of objects in braces. Labels that are unknown are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from loaders._unreadable import Refused

_TOKEN = re.compile(r'\s*(?:"((?:\\.|[^"\\])*)"|\{((?:[^{}"]|"(?:\\.|[^"\\])*")*)\}|([^\s"{}]+))')
_AMOUNT = re.compile(r"[-+]?\d{1,13}(?:\.\d{1,4})?")
_SALVAGED = re.compile(r"#(?:PSALDO|PBUDGET)\s+-?\d+\s+(\d{6})\s+(\d+)")
_SWEDISH = {"cp437": b"\x86\x84\x94\x8f\x8e\x99", "cp1252": b"\xe5\xe4\xf6\xc5\xc4\xd6"}
MONEY = ("PSALDO", "PBUDGET", "TRANS", "RES", "IB", "UB", "OIB", "OUB", "RTRANS", "BTRANS")
ROLES = {"1": "ansvar", "6": "projekt"}
"""Dimensions that the format reserves; others are known by their names."""
EMPLOYEES = "7"

Objects = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line with an amount. period: 'YYYYMM', 'YYYYMMDD' (#TRANS) or the year's number (#RES). amount: None
    when it cannot be read.
    """

    line: int
    label: str
    period: str
    konto: str
    objects: Objects
    amount: Decimal | None
    quantity: bool = False


@dataclass(slots=True)
class Sie:
    """What the file says. names: dimension -> its name; objects: dimension -> code -> name."""

    entries: list[Entry] = field(default_factory=list)
    broken: list[tuple[int, str]] = field(default_factory=list)
    company: tuple[int, str] = (0, "")
    years: dict[str, tuple[str, str]] = field(default_factory=dict)
    through: str = ""
    currency: str = ""
    kind: str = ""
    names: dict[str, str] = field(default_factory=dict)
    objects: dict[str, dict[str, str]] = field(default_factory=dict)


def decode(data: bytes) -> str:
    """The text: UTF-8 when it is that, else the encoding in which most letters are Swedish."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        count = {name: sum(data.count(bytes([b])) for b in letters) for name, letters in _SWEDISH.items()}
    best = "cp1252" if count["cp1252"] > count["cp437"] else "cp437"
    return data.decode(best, "replace")


def parse(data: bytes) -> Sie:
    """Raises Refused when there is no label of the format in it."""
    found = Sie()
    date = ""
    text = decode(data)
    if not re.search(r"^#(?:FLAGGA|SIETYP|FORMAT|FNAMN|RAR)\b", text, re.M):
        raise Refused("inte_sie")
    for number, line in enumerate(text.splitlines(), 1):
        plain = line.strip().rstrip("\x1a")
        if not plain.startswith("#"):
            if plain not in ("", "{", "}"):
                found.broken.append((number, plain))
            continue
        date = _line(found, number, plain, date)
    return found


def _line(found: Sie, number: int, text: str, date: str) -> str:
    """Take in one line; the date of the voucher that the next lines belong to."""
    fields = tokens(text)
    label = (text[1:].split() or [""])[0].upper()
    if fields is None:
        _broken(found, number, label, text)
    elif label == "VER":
        return str(fields[3]) if len(fields) > 3 else ""
    elif label in MONEY:
        _money(found, number, label, fields, date, text)
    else:
        _about(found, number, label, [f for f in fields[1:] if isinstance(f, str)])
    return date


def tokens(text: str) -> list[str | Objects] | None:
    """The fields of a line, a list of objects as pairs; None when it cannot be parted."""
    found: list[str | Objects] = []
    place = 0
    while place < len(text.rstrip()):
        match = _TOKEN.match(text, place)
        if match is None:
            return None
        quoted, inside, plain = match.groups()
        if inside is not None:
            pairs = _objects(inside)
            if pairs is None:
                return None
            found.append(pairs)
        else:
            found.append(plain if quoted is None else re.sub(r"\\(.)", r"\1", quoted))
        place = match.end()
    return found


def _objects(inside: str) -> Objects | None:
    parts = tokens(inside)
    if parts is None or len(parts) % 2 or not all(isinstance(p, str) for p in parts):
        return None
    plain = [str(p) for p in parts]
    return tuple(zip(plain[::2], plain[1::2], strict=True))


def _money(
    found: Sie, number: int, label: str, fields: Sequence[str | Objects], date: str, text: str
) -> None:
    entry = _entry(number, label, fields, date)
    if entry is None:
        _broken(found, number, label, text)
    else:
        found.entries.append(entry)
        if entry.amount is None:
            found.broken.append((number, text))


def _entry(number: int, label: str, fields: Sequence[str | Objects], date: str) -> Entry | None:
    """The fields of each label: year period account {objects} amount quantity, or some of them."""
    listed = [f for f in fields[1:] if isinstance(f, tuple)]
    plain = [f for f in fields[1:] if isinstance(f, str)]
    objects = listed[0] if listed else ()
    if label in ("PSALDO", "PBUDGET"):
        if len(plain) < 4 or not re.fullmatch(r"\d{6}", plain[1]):
            return None
        return Entry(number, label, plain[1], plain[2], objects, amount(plain[3]), _counts(plain[4:]))
    if label.endswith("TRANS"):
        if len(plain) < 2:
            return None
        day = plain[2] if len(plain) > 2 and re.fullmatch(r"\d{8}", plain[2]) else date
        return Entry(number, label, day, plain[0], objects, amount(plain[1]), _counts(plain[4:5]))
    if len(plain) < 3:
        return None
    return Entry(number, label, plain[0], plain[1], objects, amount(plain[2]), _counts(plain[3:]))


def _counts(rest: Sequence[str]) -> bool:
    """Is there a quantity that is not nought?"""
    return bool(rest) and bool(amount(rest[0]))


def amount(text: str) -> Decimal | None:
    return Decimal(text) if _AMOUNT.fullmatch(text) else None


def _broken(found: Sie, number: int, label: str, text: str) -> None:
    """A line that cannot be parted; of a balance that much is kept that the sums it lacks in are known."""
    found.broken.append((number, text))
    if label in ("PSALDO", "PBUDGET", "TRANS"):
        saved = _SALVAGED.match(text)
        period, konto = (saved[1], saved[2]) if saved else ("", "")
        found.entries.append(Entry(number, label, period, konto, (), None))


def _about(found: Sie, number: int, label: str, fields: Sequence[str]) -> None:
    """What the file says of itself and of its dimensions."""
    if label == "FNAMN" and fields:
        found.company = (number, fields[0])
    elif label == "RAR" and len(fields) > 2:
        found.years[fields[0]] = (fields[1], fields[2])
    elif label == "OMFATTN" and fields:
        found.through = fields[0]
    elif label == "VALUTA" and fields:
        found.currency = fields[0]
    elif label == "SIETYP" and fields:
        found.kind = fields[0]
    elif label in ("DIM", "UNDERDIM") and len(fields) > 1:
        found.names[fields[0]] = fields[1]
    elif label == "OBJEKT" and len(fields) > 2:
        found.objects.setdefault(fields[0], {})[fields[1]] = fields[2]


def entries_of(found: Sie, label: str) -> Iterator[Entry]:
    return (e for e in found.entries if e.label == label)
