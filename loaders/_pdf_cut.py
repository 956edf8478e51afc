"""Names of rows that a narrow column has cut off: `Central admini`. They get `…` behind, and no name that
only begins so is taken for them.
"""

from __future__ import annotations

from collections.abc import Iterable

from loaders import _match
from loaders._pdf_table import Place, Table

MARK = "…"
_NEAR = 1.6  # letters between the text and the edge of its column: one more has no room
_TOUCHING = 0.4
_FEWEST = 6  # letters
NOTE = "avklippt_text"


def mark(tables: Iterable[Table]) -> bool:
    """Are there any? Marks them."""
    found = [place for table in tables for k in range(table.labels) for place in _cut(table, k)]
    for place in found:
        place.text += MARK
    return bool(found)


def _cut(table: Table, k: int) -> list[Place]:
    """The texts of a column of names that end at its edge. A single one may be as wide as its column by
    chance, when it does not touch what is behind it.
    """
    places = [row[k] for row in table.rows[table.headings :] if k in row and _name(row[k])]
    if not places:
        return []
    behind = k + 1 < table.labels
    edge = table.columns[k + 1][0] if behind else max(p.box[2] for p in places)
    near = [p for p in places if _room(p, edge) < (_NEAR if not table.box[2] else _TOUCHING)]
    if not behind:
        near = [p for p in near if _begins_a_name(p.text)]
    several = len({p.text for p in near}) > 1
    return near if several else [p for p in near if behind and _room(p, edge) < _TOUCHING]


def _name(place: Place) -> bool:
    return len(place.text) >= _FEWEST and place.text[-1].isalpha()


def _room(place: Place, edge: float) -> float:
    """Letters that have room behind the text."""
    return (edge - place.box[2]) * len(place.text) / max(place.box[2] - place.box[0], 1.0)


def _begins_a_name(text: str) -> bool:
    """Does a known name begin so, and go on in the middle of a word?"""
    key = _match.key(text)
    names = _match.entity_names()
    return key not in names and any(_goes_on(name, key) for name in names)


def _goes_on(name: str, key: str) -> bool:
    return len(name) > len(key) and name.startswith(key) and name[len(key)] != " "
