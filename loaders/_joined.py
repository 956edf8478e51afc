"""Names of rows that were broken over two lines, put together again."""

from __future__ import annotations

from collections.abc import Sequence

from loaders import _match
from loaders._table import RawRow
from loaders._words import words


def rejoined(rows: Sequence[RawRow]) -> list[RawRow]:
    """`Anpassad grun | 1 | 2` above `dskola` is one row; `Insatser för` above `äldre | 1 | 2` too."""
    found: list[RawRow] = []
    for row in rows:
        above = found[-1] if found else None
        if above and _goes_on(above, row):
            above.labels = (whole(above.label, row.label),)
            above.cells, above.marks = above.cells or row.cells, above.marks or row.marks
            above.place = row.place if not row.heading else above.place
        else:
            found.append(row)
    return found


def _goes_on(above: RawRow, row: RawRow) -> bool:
    """A name that begins with a small letter goes on from the line above, if only one of them has figures."""
    text = row.label
    if not text[:1].islower() or _match.key(text) in words()["row"]["section"] or not above.label:
        return False
    if row.heading and not above.heading:
        return not text.startswith(("varav", "därav"))
    return above.heading and not row.heading and _known(whole(above.label, text)) and not _known(text)


def whole(first: str, second: str) -> str:
    """The two parts as the code lists know them; with a space between where they do not."""
    if first.endswith("-") and _known(first[:-1] + second):
        return first[:-1] + second
    return first + second if first.endswith("-") or _known(first + second) else f"{first} {second}"


def _known(text: str) -> bool:
    return _match.key(text) in _match.entity_names() or bool(_match.measure(text))
