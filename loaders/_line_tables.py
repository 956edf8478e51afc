"""Cuts the drafts of tables without borders into columns, and proves the cut by the table's own
arithmetic."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from loaders import _identities, _match
from loaders._cut import Row, Rule, agreed, breaks, cuts, holds, solve, with_gaps
from loaders._drafts import Draft, DraftRow, columns_of, find_drafts
from loaders._numbers import SPACES, Num, parse_number
from loaders._shape import flags_of
from loaders._sums import narrowed
from loaders._table import Item, RawRow, RawTable
from loaders._words import Column

CHOICES = 6  # ways to cut a row that may be asked about


def find_tables(sheet: str, lines: Sequence[tuple[int, str]]) -> tuple[list[RawTable], list[int]]:
    """(tables, the row numbers they take up) of lines (row number, text) without tabs."""
    drafts = find_drafts(lines)
    tables = [_cut(sheet, d, drafts) for d in drafts]
    return tables, sorted({n for d in drafts for n in d.lines})


def _cut(sheet: str, draft: Draft, drafts: Sequence[Draft]) -> RawTable:
    headings = draft.headings
    if draft.garbled:
        headings = _adopted(draft, drafts)
    columns = columns_of(headings)
    if draft.vague or not _surely_so_many(draft, columns):
        headings = []  # `Budget 2024 April`: one column or two
    area = f"A{draft.row}:A{max(draft.lines)}"
    table = RawTable(sheet, draft.titles, draft.corner, headings, [], area)
    table.flags = flags_of(table)
    if table.flags and columns and columns[-1].derived == "avvikelse":
        columns[-1] = replace(columns[-1], derived="prognosfel")
    kept = _solved(draft, columns) if headings else [[] for _ in draft.rows]
    table.rows = [_raw(r, readings) for r, readings in zip(draft.rows, kept, strict=True)]
    table.question = "" if headings else "rubrik"
    return table


def _surely_so_many(draft: Draft, columns: Sequence[Column]) -> bool:
    """`Utfall augusti` is one column where every row can be cut into so many figures, and none into more."""
    alone = [c for c in columns if c.alone]
    if not alone or any(not c.scenario for c in alone):
        return not alone
    rows = [r.pieces for r in draft.rows if r.pieces]
    return all(_fills(p, len(columns)) for p in rows) and not any(
        all(_fills(p, len(columns) + more) for p in rows) for more in range(1, len(alone) + 1)
    )


def _fills(pieces: list[tuple[str, str]], columns: int) -> bool:
    return any(None not in row for row in cuts(pieces, columns))


def _solved(draft: Draft, columns: Sequence[Column]) -> list[list[Row]]:
    """Every row's possible readings, block by block (a block is the rows of one entity)."""
    rules = _identities.across(columns)
    kept: list[list[Row]] = []
    for first, last in _blocks(draft.rows):
        rows = draft.rows[first:last]
        measures = [m.code if (m := _match.measure(r.label)) else "" for r in rows]
        kept += _block([r.pieces for r in rows], len(columns), rules, _identities.ways_down(measures))
    for rule in _identities.totals([r.label for r in draft.rows], [bool(r.pieces) for r in draft.rows]):
        for i, readings in (narrowed(kept, rule) or {}).items():
            kept[i] = readings
    return kept


def _block(
    pieces: Sequence[list[tuple[str, str]]],
    columns: int,
    rules: Sequence[Rule],
    ways: Sequence[Sequence[Rule]],
) -> list[list[Row]]:
    """Full rows first; a row whose full readings all break the arithmetic may have lost a cell in
    scanning.
    """
    full = [cuts(p, columns) if p else [] for p in pieces]
    kept = _by_sums(full, rules, ways)
    below = ways[0] if ways else ()
    broken = [
        i for i, readings in enumerate(kept) if len(full[i]) > 1 and all(breaks(r, rules) for r in readings)
    ]
    for i in broken:
        again = solve([*full[:i], full[i] + with_gaps(pieces[i], columns), *full[i + 1 :]], rules, below)
        if len(again[i]) == 1 or not kept[i]:
            kept = again
    return kept


def _by_sums(full: list[list[Row]], rules: Sequence[Rule], ways: Sequence[Sequence[Rule]]) -> list[list[Row]]:
    """What the sums of the rows allow, whichever way the signs go; without such a way, what single sums
    say.
    """
    fits = [kept for way in ways if (kept := _all_hold(solve(full, rules, ()), way))]
    if not fits:
        return solve(full, rules, ways[0] if ways else ())
    return [list(dict.fromkeys(r for kept in fits for r in kept[i])) for i in range(len(full))]


def _all_hold(kept: list[list[Row]], way: Sequence[Rule]) -> list[list[Row]] | None:
    for rule in (*way, *way):
        found = narrowed(kept, rule)
        if found is None:
            return None
        for i, readings in found.items():
            kept[i] = readings
    return kept if way else None


def _blocks(rows: Sequence[DraftRow]) -> list[tuple[int, int]]:
    """A block begins at a row without figures (the heading of an entity)."""
    starts = [0, *(i for i, r in enumerate(rows) if i and not r.pieces)]
    return [(a, b) for a, b in zip(starts, [*starts[1:], len(rows)], strict=True) if b > a]


def _adopted(draft: Draft, drafts: Sequence[Draft]) -> list[str]:
    """The headings of another table of the document that begins and ends alike, if the arithmetic then
    holds.
    """
    mine = columns_of(draft.headings)
    for other in drafts:
        theirs = columns_of(other.headings)
        alike = (
            not other.garbled
            and theirs[-1].derived == mine[-1].derived
            and theirs[0].scenario == mine[0].scenario
        )
        if alike and theirs[0].year == mine[0].year and _proves(draft, theirs):
            return other.headings
    return []


def _proves(draft: Draft, columns: Sequence[Column]) -> bool:
    """Do all rows cut into these columns in one way, and satisfy an identity each?"""
    rules = _identities.across(columns)
    for readings in _solved(draft, columns):
        verdicts = [holds([(row[i], s) for i, s in rule.terms]) for row in readings for rule in rules]
        if len(readings) > 1 or (readings and (True not in verdicts or False in verdicts)):
            return False
    return True


def _raw(draft: DraftRow, readings: list[Row]) -> RawRow:
    row = RawRow((draft.label,), place=str(draft.row))
    if not draft.pieces:
        return row
    sure, unsure = agreed(readings)
    row.cells = {k: (Item(num),) for k, num in enumerate(sure) if num}
    row.unsure, row.certain = unsure, not unsure and bool(readings)
    row.readings = tuple(readings) if unsure and len(readings) <= CHOICES else ()
    if not readings:
        row.unsure = tuple(n for piece in draft.pieces for n in _loose(piece))
    return row


def _loose(piece: tuple[str, str]) -> list[Num]:
    """The figures of a piece that could not be cut, as its spaces say."""
    texts = re.findall(rf"[^{SPACES}\t|]+", piece[0])
    found = [
        parse_number(t, f"{piece[1]}#{i}" if len(texts) > 1 else piece[1]) for i, t in enumerate(texts, 1)
    ]
    return [n for n in found if n]
