"""What kind of table it is: rows of posts and measures, rows of nämnder and verksamheter, years down, or one
series.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from loaders import _match
from loaders._document import Document
from loaders._numbers import is_year
from loaders._table import RawTable
from loaders._words import Column, find_unit, words

NAMED = 3


@dataclass(frozen=True, slots=True)
class Shape:
    """rows: 'measure', 'entity', 'verksamhet', 'years', 'series' or '' (not understood). `open`: new mått may
    come.
    """

    rows: str
    measure: str = ""
    open: bool = False
    unit: tuple[str, Decimal] | None = None
    title: str = ""


def shape_of(table: RawTable, columns: Sequence[Column], document: Document) -> Shape:
    kind, measure = _said(table)
    unit = unit_of(table)
    title = _title(table)
    if all(is_year(h) for h in table.headings) and len(table.rows) == 1 and not table.rows[0].label:
        return Shape("series", unit=unit, title=title)
    if _match.key(table.corner) in ("ar",) and all(c.statistic for c in columns):
        return Shape("years", unit=unit, title=title)
    if any(c.measure and not c.derived for c in columns):
        return Shape("entity", unit=unit, title=title)
    if measure:
        return Shape("entity" if kind == "entity" else "verksamhet", measure, unit=unit, title=title)
    return _by_rows(table, document, kind, unit, title)


def _by_rows(
    table: RawTable, document: Document, kind: str, unit: tuple[str, Decimal] | None, title: str
) -> Shape:
    labels = [t for r in table.rows for t in r.labels if t]
    measures = sum(bool(measure_of(t)) for t in labels)
    entities = sum(bool(_match.namnd(document.kommun, _summed(t))) for t in labels)
    named = named_measure(table)
    if (measures and measures >= entities) or kind == "matt":
        return Shape("measure", open=kind == "matt", unit=unit, title=title)
    if entities and named:
        return Shape("entity", named, unit=unit, title=title)
    if named and document.namnd:
        return Shape("verksamhet", named, unit=unit, title=title)
    return Shape("entity" if entities else "", unit=unit, title=title)


def _summed(label: str) -> str:
    """`Summa socialnämnden` -> `socialnämnden`."""
    return re.sub(r"^(?:summa|totalt)\s+", "", label.strip(), flags=re.I)


def measure_of(label: str) -> str:
    """The measure that a row label names, also behind `varav`, or ''."""
    plain = re.sub(r"^(varav|därav|dvs)\s+", "", label.strip(), flags=re.I)
    match = _match.measure(plain) or _match.measure(re.sub(r"\s*\([^)]*\)\s*$", "", plain))
    return match.code if match else words()["derived_row"].get(_match.key(plain), "")


def _said(table: RawTable) -> tuple[str, str]:
    """(row kind, measure) that the corner, or the nearest title, says in words of words.toml [table]."""
    for text in (table.corner, *reversed(table.titles[-NAMED:])):
        padded = f" {_match.key(text)} "
        for phrase in sorted(words()["table"], key=len, reverse=True):
            if f" {phrase} " in padded:
                entry = words()["table"][phrase]
                return entry["rows"], entry.get("measure", "")
    return "", ""


def named_measure(table: RawTable) -> str:
    """The one money or staff measure that the corner or a near title names: 'Nettokostnad per verksamhet'."""
    for text in (table.corner, *reversed(table.titles[-NAMED:]), table.sheet):
        found = _named_in(text)
        if len(found) == 1:
            return next(iter(found))
    return ""


@lru_cache(maxsize=1024)
def _named_in(text: str) -> frozenset[str]:
    padded = f" {_match.key(text)} "
    return frozenset(code for alias, code, _ in _match.measures() if f" {alias} " in padded)


def flags_of(table: RawTable) -> tuple[str, ...]:
    """Words of the titles that change what headings mean (words.toml: flag)."""
    text = _match.key(" ".join((*table.titles, table.corner, table.sheet)))
    return tuple(e["flag"] for phrase, e in words()["table"].items() if "flag" in e and phrase in text)


def unit_of(table: RawTable) -> tuple[str, Decimal] | None:
    """The unit said nearest: in the corner, in a title above, in the sheet's name."""
    for text in (table.corner, *table.label_headings, *reversed(table.titles), table.sheet):
        if unit := find_unit(text):
            return unit
    return None


def _title(table: RawTable) -> str:
    return next((t for t in reversed(table.titles) if len(re.findall(r"[^\W\d_]{3,}", t)) > 0), "")
