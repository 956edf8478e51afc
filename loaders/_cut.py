"""Cutting a line of figures into numbers when spaces, or nothing at all, stand between them.

A space is both thousands separator and column separator, and cells may be glued together (`38731` is 38, 7,
31).
`cuts` lists every way to read the text as at most `columns` numbers; `solve` keeps those that the table's own
arithmetic allows. One reading left: it is taken. None or several: the numbers that differ are asked about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, islice, product
from math import prod

from loaders._numbers import MINUSES, SPACES, Num, parse_number

LIMIT = 4000
MOST = 4 * LIMIT
Row = tuple[Num | None, ...]


class _TooManyError(Exception):
    """More readings than can be weighed: a part of them could lack the right one."""


@dataclass(frozen=True, slots=True)
class Rule:
    """An identity that a table should obey: the sum of sign × column (or × row) is zero within the
    rounding."""

    terms: tuple[tuple[int, int], ...]  # (position, sign)


def cuts(pieces: Sequence[tuple[str, str]], columns: int) -> list[Row]:
    """All readings of `pieces` (text between certain borders, its cell) as `columns` cells, None where one is
    empty.
    """
    try:
        found = _distinct(_readings(pieces, columns))
    except _TooManyError:
        return []
    exact: list[Row] = [r for r in found if len(r) == columns]
    return exact or _few(row for reading in found for row in _gapped(reading, columns))


def with_gaps(pieces: Sequence[tuple[str, str]], columns: int) -> list[Row]:
    """The readings that leave at least one cell empty."""
    try:
        spaced = list(_combine([_spaced(text, columns) for text, _ in pieces], columns))
    except _TooManyError:
        return []
    found = _distinct(_numbered(spaced, [cell for _, cell in pieces]))
    return _few(row for r in found if columns - 2 <= len(r) < columns for row in _gapped(r, columns))


def _few(rows: Iterable[Row]) -> list[Row]:
    """All of them, or none when they are too many to weigh: a part could lack the right one."""
    found = list(islice(rows, LIMIT + 1))
    return [] if len(found) > LIMIT else found


def _distinct(readings: Iterable[tuple[Num, ...]]) -> list[tuple[Num, ...]]:
    found = {tuple(n.text for n in r): r for r in readings}
    return [] if len(found) > LIMIT else list(found.values())


def breaks(row: Row, rules: Sequence[Rule]) -> bool:
    """Does the row break an identity between its columns?"""
    return _score(row, rules) is None


def _gapped(reading: tuple[Num, ...], columns: int) -> Iterator[Row]:
    for places in combinations(range(columns), len(reading)):
        row: list[Num | None] = [None] * columns
        for place, num in zip(places, reading, strict=True):
            row[place] = num
        yield tuple(row)


def _readings(pieces: Sequence[tuple[str, str]], columns: int) -> Iterator[tuple[Num, ...]]:
    """Spaced readings first; glued ones only when no spaced reading fills the columns."""
    cells = [cell for _, cell in pieces]
    spaced = list(_combine([_spaced(text, columns) for text, _ in pieces], columns))
    if any(_size(r) == columns for r in spaced):
        yield from _numbered((r for r in spaced if _size(r) == columns), cells)
        return
    glued = [
        r for r in _combine([_glued(text, columns) for text, _ in pieces], columns) if _size(r) == columns
    ]
    yield from _numbered(glued or spaced, cells)


def _size(reading: tuple[tuple[str, ...], ...]) -> int:
    return sum(len(part) for part in reading)


def _combine(parts: list[list[tuple[str, ...]]], columns: int) -> Iterator[tuple[tuple[str, ...], ...]]:
    if prod(max(1, len(part)) for part in parts) > 50 * LIMIT:
        raise _TooManyError
    yield from (choice for choice in product(*parts) if _size(choice) <= columns)


def _numbered(
    readings: Iterable[tuple[tuple[str, ...], ...]], cells: Sequence[str]
) -> Iterator[tuple[Num, ...]]:
    """Each number with its cell; `A7#2` is the second of those that share one."""
    for reading in readings:
        named = [
            (text, f"{cell}#{i}" if len(part) > 1 else cell)
            for part, cell in zip(reading, cells, strict=True)
            for i, text in enumerate(part, 1)
        ]
        nums = [parse_number(text, cell) for text, cell in named]
        if all(nums):
            yield tuple(n for n in nums if n)


def _spaced(piece: str, columns: int) -> list[tuple[str, ...]]:
    """Readings in which a number ends only at a space: `172 631 172` -> (172 631, 172), (172, 631 172),
    ...
    """
    readings: list[tuple[str, ...]] = [()]
    apart = False
    for token in _tokens(piece):
        if token == _GAP:
            apart = True
            continue
        grown: list[tuple[str, ...]] = []
        for reading in readings:
            grown.append((*reading, token))
            if reading and not apart and _joins(reading[-1], token):
                grown.append((*reading[:-1], f"{reading[-1]} {token}"))
        apart = False
        readings = [r for r in grown if len(r) <= columns]
        if len(readings) > MOST:
            raise _TooManyError
    return readings


_GAP = "|"
"""A border, or a gap wider than the space between thousands: no number goes on behind it."""


def _tokens(piece: str) -> list[str]:
    text = re.sub(rf"(?<![\d,])([{MINUSES}])[{SPACES}](?=\d)", r"\1", piece.strip(SPACES + "\t\n|"))
    text = re.sub(rf"(\d)[{SPACES}]+%", r"\1%", text)
    text = re.sub(rf"[{SPACES}]*[\t\n|][{SPACES}\t\n|]*|[{SPACES}]{{2,}}", f" {_GAP} ", text)
    return [t for t in re.split(rf"[{SPACES}]+", text) if t]


def _joins(left: str, right: str) -> bool:
    """Can `right` be the next group of three digits of `left`?"""
    head = left.lstrip(MINUSES)
    groups = head.split(" ")
    first_ok = 1 <= len(groups[0]) <= 3 and groups[0].isdigit() and groups[0][0] != "0"
    return first_ok and all(g.isdigit() for g in groups) and bool(re.match(r"^\d{3}(,\d+)?%?$", right))


def _glued(piece: str, columns: int) -> list[tuple[str, ...]]:
    """Readings in which a number may end anywhere: `38731` -> (38, 7, 31), (3, 8, 731), ... No leading
    zeros.
    """
    readings: list[tuple[str, ...]] = [()]
    for token in _tokens(piece):
        if token == _GAP:
            continue
        parts = list(islice(_splits(token), MOST + 1))
        if len(parts) > MOST:
            raise _TooManyError
        readings = [(*r, *p) for r in readings for p in parts if len(r) + len(p) <= columns]
        if len(readings) > MOST:
            raise _TooManyError
    return readings


def _splits(token: str) -> Iterator[tuple[str, ...]]:
    match = re.match(rf"^([{MINUSES}]?)(\d+)(.*)$", token)
    if not match or "," in token or len(token) > 20:
        yield (token,)
        return
    sign, digits, rest = match.groups()
    for end in range(1, len(digits) + 1):
        head = digits[:end]
        if len(head) > 1 and head[0] == "0":
            return
        tail = digits[end:] + rest
        for more in _splits(tail) if tail else [()]:
            yield (sign + head, *more)


def solve(rows: list[list[Row]], across: Sequence[Rule], down: Sequence[Rule]) -> list[list[Row]]:
    """Keep of each row's readings those that the arithmetic allows.

    `across` are identities between the columns of every row, `down` between rows (positions are row numbers)
    in every
    column. A row that has only one reading is kept as it is: that it does not add up is for the checks to
    say.
    """
    kept = [_proven(readings, lambda row: _score(row, across)) for readings in rows]
    for _ in range(len(down) + 1):
        before = [len(r) for r in kept]
        for rule in down:
            _narrow(kept, rule)
        if [len(r) for r in kept] == before:
            break
    return kept


def agreed(readings: list[Row]) -> tuple[Row, tuple[Num, ...]]:
    """(the cells that all readings share, the numbers that they place or cut differently)."""
    if not readings:
        return (), ()
    same = tuple(c[0] if all(x == c[0] for x in c) else None for c in zip(*readings, strict=True))
    sure = {n.cell for n in same if n}
    unsure = {n.cell: n for row in readings for n in row if n and n.cell not in sure}
    return same, tuple(unsure.values())


def _proven(readings: list[Row], score: Callable[[Row], int | None]) -> list[Row]:
    """The readings that break no identity and satisfy the most; all of them when every one breaks some."""
    if len(readings) < 2:
        return readings
    scored = [(s, r) for r in readings if (s := score(r)) is not None]
    best = max((s for s, _ in scored), default=0)
    return [r for s, r in scored if s == best] if best else [r for _, r in scored] or readings


def _score(row: Row, rules: Sequence[Rule]) -> int | None:
    """How many identities the row satisfies, or None when it breaks one."""
    met = 0
    for rule in rules:
        verdict = holds([(row[i], sign) for i, sign in rule.terms])
        if verdict is False:
            return None
        met += verdict is True
    return met


def _narrow(rows: list[list[Row]], rule: Rule) -> None:
    """Filter the rows that `rule` binds to the combinations for which it holds in most columns."""
    places = [i for i, _ in rule.terms]
    size = 1
    for i in places:
        size *= len(rows[i])
    if size < 2 or size > 200_000:
        return
    scored = [
        (s, combo) for combo in product(*(rows[i] for i in places)) if (s := _down(combo, rule)) is not None
    ]
    best = max((s for s, _ in scored), default=0)
    if best:
        good = [combo for s, combo in scored if s == best]
        for k, i in enumerate(places):
            rows[i] = list(dict.fromkeys(combo[k] for combo in good))


def _down(combo: tuple[Row, ...], rule: Rule) -> int | None:
    met = 0
    for column in zip(*combo, strict=True):
        verdict = holds([(num, sign) for num, (_, sign) in zip(column, rule.terms, strict=True)])
        if verdict is False:
            return None
        met += verdict is True
    return met


def holds(terms: Sequence[tuple[Num | None, int]]) -> bool | None:
    """Is the sum of sign × number zero within half a rounding step each? None when a number is missing."""
    total, room = Decimal(0), Decimal(0)
    for num, sign in terms:
        if num is None:
            return None
        total += num.value * sign
        room += Decimal(1).scaleb(-num.decimals) / 2
    return abs(total) <= room
