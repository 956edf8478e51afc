"""What each row of a table is about: an entity, a measure, or the heading of a block of rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders import _match
from loaders._document import Document
from loaders._given import Answers
from loaders._groups_of_staff import NOBODY, Group, group_of
from loaders._levels import Entity, entities, is_committee
from loaders._shape import Shape, measure_of, named_measure
from loaders._table import RawRow, RawTable
from loaders._words import find_unit, read_column, words
from store import codes
from swedish import slug

_YEARS = re.compile(r"[\s(]*(19|20)\d\d\s*[-–−]\s*(19|20)\d\d\)?\s*$")


@dataclass(frozen=True, slots=True)
class Row:
    """A row with what it is about. `measure` '' means that the column says it."""

    raw: RawRow
    entity: Entity
    measure: str = ""
    problem: str = ""
    own: bool = False  # the problem is about this row's own name
    group: Group = NOBODY


def rows_of(table: RawTable, shape: Shape, document: Document, answers: Answers) -> list[Row]:
    """A row for each row of the table, but not for the headings of blocks of measures."""
    if shape.rows in ("entity", "verksamhet"):
        found = entities(table.rows, document, answers)
        rows = zip(table.rows, found, strict=True)
        asked = [_foreign(r, document) or _when(r) for r in table.rows]
        return [
            _grouped(r, _nobody(document), shape.measure)
            or Row(r, e, shape.measure, a or e.problem, own=True)
            for (r, e), a in zip(rows, asked, strict=True)
        ]
    if shape.rows in ("years", "series"):
        entity, measure = _nobody(document), _titled_measure(shape.title)
        return [Row(r, entity, measure, entity.problem) for r in table.rows]
    return list(_measure_rows(table, shape, document, answers))


def _foreign(raw: RawRow, document: Document) -> str:
    """A row of another kommun than the document's."""
    named = [m.code for t in raw.labels if (m := _match.kommun(t)) and m.likeness == 1]
    return "fraga_kommun" if named and document.kommun not in named else ""


def _when(raw: RawRow) -> str:
    """A row that says a time is no nämnd or verksamhet."""
    said = read_column(raw.label, {}) if raw.label else None
    return "fraga_period" if said and said.understood and (said.year or said.month) else ""


def _titled_measure(title: str) -> str:
    """The verksamhetsmått that a title names, without the years behind it."""
    plain = plain_title(title)
    match = _match.measure(plain)
    return match.code if match else f"matt:{slug(plain)}"


def _measure_rows(table: RawTable, shape: Shape, document: Document, answers: Answers) -> Iterator[Row]:
    """Rows of posts and measures. A row without figures heads a block: a verksamhet, or the sum of them."""
    block = _nobody(document)
    blocks = bool(table.rows) and table.rows[0].heading
    last = named_measure(table)
    posts = any(codes.kind(measure_of(r.label)) in ("post", "underpost") for r in table.rows if not r.heading)
    for raw in table.rows:
        if raw.heading:
            block = _block(raw.label, document, block, answers, blocks)
        else:
            row = _grouped(raw, block, last) or _measure_row(raw, shape, document, block, answers, posts)
            last = last if any(row.group) else row.measure
            yield row


def _grouped(raw: RawRow, block: Entity, last: str) -> Row | None:
    """`Sjukfrånvaro kvinnor`, or `varav kvinnor` below or under the title of a measure of the staff."""
    found = group_of(raw.label)
    if not found or _match.measure(raw.label) or not raw.label:
        return None
    group, rest = found
    measure = measure_of(rest) if rest else last
    staff = codes.kind(measure) == "personal" and (rest or measure != "sjukfranvaro_lang")
    return Row(raw, block, measure, block.problem, group=group) if staff else None


def _nobody(document: Document) -> Entity:
    """The nämnd of the table as a whole, or the kommun; a question when nothing says whose it is."""
    return Entity(document.namnd, problem="" if document.namnd or document.whole else "fraga_namnd")


def _block(label: str, document: Document, block: Entity, answers: Answers, new: bool = True) -> Entity:
    """Who a heading is about. `new`: a name that the list does not have may be a verksamhet."""
    namnd = block.namnd or document.namnd
    if left := answers.skipped(f"namnd:{label}"):
        return Entity(problem=left, name=label)
    if answer := answers.namnd(label):
        return Entity(answer)
    if match := _match.namnd(document.kommun, label):
        return Entity(match.code, likeness=match.likeness)
    if _match.is_total(label):
        return Entity(namnd, total=True, problem="" if namnd else "fraga_namnd")
    if match := _match.verksamhet(document.kommun, namnd, label):
        return Entity(namnd, match.code, likeness=match.likeness)
    return _nobody(document) if _section(label) else _unlisted(label, document, namnd, new)


def _section(label: str) -> bool:
    """A heading of a part of the table, not of a verksamhet: Ekonomi, Personal, Intäkter."""
    return _match.key(label) in words()["row"]["section"] or bool(measure_of(label))


def _unlisted(label: str, document: Document, namnd: str, new: bool) -> Entity:
    """A name that the code list does not have: a new verksamhet of the table's one nämnd, or a question."""
    if not document.namnd or is_committee(label):
        return Entity(problem="fraga_namnd", name=label)
    if not new or _match.cut_off(label):
        return Entity(namnd, problem="fraga_rad", name=label)
    return Entity(namnd, slug(label), new=(slug(label), label))


def _measure_row(
    raw: RawRow, shape: Shape, document: Document, block: Entity, answers: Answers, posts: bool = False
) -> Row:
    named = [(i, m) for i, t in enumerate(raw.labels) if t and (m := measure_of(t))]
    if named:
        others = [t for i, t in enumerate(raw.labels) if t and i != named[-1][0]]
        entity = _block(others[0], document, _nobody(document), answers) if others else block
        return Row(raw, entity, named[-1][1], entity.problem)
    measure, rest = _prefix(raw.label, document)
    if measure:
        entity = _block(rest, document, block, answers)
        return Row(raw, entity, measure, entity.problem)
    if posts and (named_post := words()["post_row"].get(_match.key(_plain_post(raw.label)))):
        return Row(raw, block, named_post, block.problem)
    if (shape.open or _per_each(raw.label)) and raw.label:
        return Row(raw, block, f"matt:{slug(short_name(raw.label))}", block.problem)
    return Row(raw, block, "", "fraga_rad")


def _plain_post(label: str) -> str:
    return re.sub(r"^\W*(?:varav|därav|dvs)\s+", "", label.strip(), flags=re.I)


def _per_each(label: str) -> bool:
    """`Nettokostnad per barn, kr` is a mått of its own: a measure of each of something, with its unit."""
    measure, per, each = label.partition(" per ")
    return bool(per and each and measure_of(measure) and find_unit(label))


def _prefix(label: str, document: Document) -> tuple[str, str]:
    """`Årsarbetare stadsledningskontoret (antal ...)` -> ('arsarbetare', 'stadsledningskontoret')."""
    plain = re.sub(r"\s*\([^)]*\)", "", label).strip()
    parts = plain.split()
    for size in range(len(parts) - 1, 0, -1):
        rest = " ".join(parts[size:])
        if (measure := measure_of(" ".join(parts[:size]))) and _named(rest, document):
            return measure, rest
    return "", ""


def _named(text: str, document: Document) -> bool:
    """Is it a nämnd or a verksamhet? `per brukare` behind `Kostnad` is neither."""
    known = _match.verksamhet(document.kommun, document.namnd, text) or _match.namnd(document.kommun, text)
    return bool(known)


def short_name(label: str) -> str:
    """The name of a verksamhetsmått: without what it should do (`ska öka, %`) and the explanation behind a
    comma.
    """
    return re.split(r"\s+ska(?:ll)? (?:öka|oka|minska)|, som ", label)[0].strip(" ,.;")


def plain_title(title: str) -> str:
    """Without the years behind it: `Antal mottagna 2011-2021` -> `Antal mottagna`."""
    return _YEARS.sub("", title).strip()
