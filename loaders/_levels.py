"""Rows of nämnder and verksamheter: which row is a nämnd, which are its parts, which sum others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from loaders import _match, _nested
from loaders._document import Document
from loaders._given import Answers
from loaders._shape import measure_of
from loaders._table import RawRow
from swedish import slug

_NAMND = re.compile(r"(namnd|namnden|styrelse|styrelsen)$")
ENOUGH = 0.6  # of the columns must add up for rows to be taken as the parts of the row above


@dataclass(frozen=True, slots=True)
class Entity:
    """Who a row is about. `problem`: the code of the question that must be answered first."""

    namnd: str = ""
    verksamhet: str = ""
    total: bool = False
    problem: str = ""
    new: tuple[str, str] = ("", "")  # (code, name) of a verksamhet that the code list does not have
    likeness: float = 1
    name: str = ""  # what the question is about, when it is a heading above the row


def entities(rows: Sequence[RawRow], document: Document, answers: Answers) -> list[Entity]:
    """An entity for each row of a table whose rows are nämnder or verksamheter."""
    found = [_namnd(r, document, answers) for r in rows]
    borders = [bool(f or r.heading or _total(r, document)) for r, f in zip(rows, found, strict=True)]
    _nested.mark(rows, borders, _adds_up, _adds_up_everywhere)
    if not any(found) and document.namnd:
        return [_verksamhet_row(r, document.kommun, document.namnd) for r in rows]
    return [_entity(i, row, rows, found, document) for i, row in enumerate(rows)]


def _namnd(row: RawRow, document: Document, answers: Answers) -> _match.Match | None:
    if answer := answers.namnd(row.label):
        return _match.Match(answer, row.label, 1)
    return next((m for t in row.labels if (m := _match.namnd(document.kommun, t))), None)


def _entity(
    i: int,
    row: RawRow,
    rows: Sequence[RawRow],
    found: Sequence[_match.Match | None],
    document: Document,
) -> Entity:
    own = found[i]
    if row.nested and not own:
        return _inside(i, row, rows, found, document)
    if own:
        return _with_part(i, row, rows, found, own, document)
    if total := _total(row, document):
        return total if total.namnd else _whose(i, rows, found, document, total)
    parent = _parent(i, found)
    if below := _summed_below(i, rows, found, document):
        return _verksamhet(row.label, document.kommun, below)
    if parent is not None and _barred(i, parent, rows):
        return Entity(problem="" if row.heading else "fraga_namnd")
    if parent is not None and _is_part(i, parent, rows, found, document):
        match = found[parent]
        return _verksamhet(row.label, document.kommun, match.code if match else "")
    return Entity(problem="" if row.heading else "fraga_namnd")


def _inside(
    i: int, row: RawRow, rows: Sequence[RawRow], found: Sequence[_match.Match | None], document: Document
) -> Entity:
    """A sum inside a nämnd, or one of its parts: whose it is says the first row that is neither."""
    plain = replace(row, nested="")
    entity = _entity(i, plain, rows, found, document)
    return replace(entity, total=True) if row.nested == "sum" and not entity.problem else entity


def _with_part(
    i: int,
    row: RawRow,
    rows: Sequence[RawRow],
    found: Sequence[_match.Match | None],
    own: _match.Match,
    document: Document,
) -> Entity:
    """A nämnd row: a control total when its parts stand below, or with a verksamhet in a second label
    column.
    """
    others = [t for t in row.labels if t and not _match.namnd(document.kommun, t)]
    if others and len(row.labels) > 1:
        if _match.is_total(others[0]):
            return Entity(own.code, total=True)
        return _verksamhet(others[0], document.kommun, own.code)
    parts = (
        not row.heading
        and i + 1 < len(rows)
        and not found[i + 1]
        and _is_part(i + 1, i, rows, found, document)
    )
    parts = parts or _sums_above(i, rows, found, document)
    return Entity(own.code, total=parts, likeness=own.likeness)


def _total(row: RawRow, document: Document) -> Entity | None:
    """A row of a sum: of everything, of one nämnd ('Summa kommunstyrelsen'), or of a group ('Summa
    stadsdelsnämnder').
    """
    label = _match.key(row.label)
    if _match.is_total(row.label) or measure_of(row.label):
        return Entity(total=True)
    first, _, rest = label.partition(" ")
    if first in ("summa", "totalt", "total") and rest:
        match = _match.namnd(document.kommun, rest)
        return Entity(match.code if match else slug(row.label), total=True)
    return None


def _summed_below(
    i: int, rows: Sequence[RawRow], found: Sequence[_match.Match | None], document: Document
) -> str:
    """The nämnd in whose row, below its verksamheter, row i is summed; '' for none."""
    for k in range(i + 1, len(rows)):
        match, total = found[k], _total(rows[k], document)
        if match or total:
            code = match.code if match else total.namnd if total else ""
            return code if code and _sums_above(k, rows, found, document) else ""
        if rows[k].heading:
            return ""
    return ""


def _sums_above(
    k: int, rows: Sequence[RawRow], found: Sequence[_match.Match | None], document: Document
) -> bool:
    """Do the rows directly above row k add up to it, and not to the nämnd above them?"""
    first = k
    while first and not (found[first - 1] or _total(rows[first - 1], document) or rows[first - 1].heading):
        first -= 1
    group = [r for r in rows[first:k] if r.nested != "part"]
    above = first > 0 and bool(found[first - 1]) and _adds_up(rows[first - 1], group)
    return not above and _adds_up(rows[k], group)


def _whose(
    i: int,
    rows: Sequence[RawRow],
    found: Sequence[_match.Match | None],
    document: Document,
    total: Entity,
) -> Entity:
    """`Summa` below a nämnd that is only a heading sums that nämnd, or everything: its figures say which."""
    parent = _parent(i, found)
    match = found[parent] if parent is not None else None
    if parent is None or not match or not rows[parent].heading:
        return total
    parts = [r for r in rows[parent + 1 : i] if not r.heading and not _total(r, document)]
    if _adds_up(rows[i], parts, fewest=1):
        return Entity(match.code, total=True)
    every = [r for k, r in enumerate(rows[:i]) if not r.heading and not _total(r, document) and not found[k]]
    return total if _adds_up(rows[i], every, fewest=1) else Entity(problem="fraga_rad")


def _parent(i: int, found: Sequence[_match.Match | None]) -> int | None:
    """The nearest nämnd row above."""
    return next((k for k in range(i - 1, -1, -1) if found[k]), None)


def _barred(i: int, parent: int, rows: Sequence[RawRow]) -> bool:
    """Does a nämnd that the list does not have stand between the two, by its name or printed as one?"""
    return any(_as_namnd(rows[k], rows[parent], rows[i]) for k in range(parent + 1, i))


def _as_namnd(row: RawRow, parent: RawRow, part: RawRow) -> bool:
    if is_committee(row.label):
        return True
    like_parent = (row.bold, row.indent) == (parent.bold, parent.indent)
    return (
        like_parent and (row.bold, row.indent) != (part.bold, part.indent) and not _match.is_total(row.label)
    )


def is_committee(label: str) -> bool:
    """Is it named as a nämnd or a styrelse?"""
    return bool(_NAMND.search(_match.key(label)))


def _is_part(
    i: int, parent: int, rows: Sequence[RawRow], found: Sequence[_match.Match | None], document: Document
) -> bool:
    """Is row i a verksamhet of the nämnd in row `parent`? By the code list, by indentation, or because the
    parts add up.
    """
    match = found[parent]
    if match and _match.verksamhet(document.kommun, match.code, rows[i].label):
        return True
    if is_committee(rows[i].label):
        return False
    if (
        rows[parent].heading
        or rows[i].indent > rows[parent].indent
        or (rows[parent].bold and not rows[i].bold)
    ):
        return True
    return _adds_up(rows[parent], _group(parent, rows, found, document))


def _group(
    parent: int, rows: Sequence[RawRow], found: Sequence[_match.Match | None], document: Document
) -> list[RawRow]:
    group = []
    for k in range(parent + 1, len(rows)):
        if found[k] or _total(rows[k], document) or rows[k].heading or is_committee(rows[k].label):
            break
        group.append(rows[k])
    return [r for r in group if r.nested != "part"]


def _adds_up(whole: RawRow, parts: Sequence[RawRow], fewest: int = 2) -> bool:
    told = [_column_adds_up(k, whole, parts) for k in whole.cells]
    known = [t for t in told if t is not None]
    return len(parts) >= fewest and bool(known) and sum(known) >= ENOUGH * len(known)


def _adds_up_everywhere(whole: RawRow, parts: Sequence[RawRow]) -> bool:
    told = [t for k in whole.cells if (t := _column_adds_up(k, whole, parts)) is not None]
    return bool(told) and all(told)


def _column_adds_up(k: int, whole: RawRow, parts: Sequence[RawRow]) -> bool | None:
    """None when the column is empty below, or zero throughout, and so says nothing."""
    nums = [p.cells[k][0].num for p in parts if k in p.cells]
    target = whole.cells[k][0].num
    if not nums or (not target.value and not any(n.value for n in nums)):
        return None
    room = sum((Decimal(1).scaleb(-n.decimals) / 2 for n in (*nums, target)), Decimal(0))
    return abs(sum((n.value for n in nums), Decimal(0)) - target.value) <= room


def _verksamhet_row(row: RawRow, kommun: str, namnd: str) -> Entity:
    if _match.is_total(row.label) or _match.key(row.label).startswith("summa "):
        return Entity(namnd, total=True)
    if row.heading:
        return Entity(namnd)
    entity = _verksamhet(row.label, kommun, namnd)
    return replace(entity, total=True) if row.nested == "sum" else entity


def _verksamhet(label: str, kommun: str, namnd: str) -> Entity:
    match = _match.verksamhet(kommun, namnd, label)
    if match:
        return Entity(namnd, match.code, likeness=match.likeness)
    if _match.cut_off(label):
        return Entity(namnd, problem="fraga_rad", name=label)
    return Entity(namnd, slug(label), new=(slug(label), label.strip()))
