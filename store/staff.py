"""What is asked of the store about staff: hours and other measures, by group and time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from store.reader import Row, Store

_BOTH = "(SELECT *, '.' AS mark FROM fact UNION ALL SELECT *, '.c' AS mark FROM control_total)"
_EACH = """
SELECT f.namnd, f.verksamhet, f.measure, f.year, f.month, f.horizon, f.kon, f.alder,
       f.anstallningsform AS form,
       arg_max(struct_pack(value := f.value, unit := f.unit, status := f.status, report := f.report,
                           through := f.measured_through, submission := f.submission, nr := f.nr,
                           mark := f.mark, definition := f.definition),
               struct_pack(own := f.role = 'own', report := f.report, submission := f.submission,
                           plain := f.mark = '.', first := -f.nr)) AS b
FROM {source} f
WHERE f.kommun = $kommun AND list_contains($measures, f.measure) AND f.scenario = 'utfall'
  AND f.report <= $report AND NOT list_contains($dead, f.submission)
GROUP BY ALL
"""
# Twenty thousand rows and more: what is not read is not fetched, and each source's name is put together last.
_HOURS = f"""
WITH best AS (
    SELECT measure, namnd, kon, alder, year, month, horizon = 'month' AS alone,
           arg_max(struct_pack(value := value, submission := submission, mark := mark, nr := nr,
                               through := measured_through),
                   struct_pack(own := role = 'own', report := report, submission := submission,
                               plain := mark = '.', whole := horizon = 'year', first := -nr)) AS b
    FROM {_BOTH}
    WHERE kommun = $kommun AND list_contains($measures, measure) AND scenario = 'utfall'
      AND verksamhet = '' AND anstallningsform = '' AND ($namnd IS NULL OR namnd = $namnd)
      AND report <= $report AND NOT list_contains($dead, submission)
    GROUP BY ALL
)
SELECT measure, namnd, kon, alder, year, month, alone, b.value, b.submission || b.mark || b.nr, b.through
FROM best
"""


Key = tuple[str, str, int, int, bool]
"""kon, alder, year, month, that month alone."""


class Cell(NamedTuple):
    """A reported number of hours (or percent): `fact` is the id of its source, `through` YYYY-MM or ''."""

    value: Decimal | None
    fact: str
    through: str


class Hours:
    """The utfall of measures of whole nämnder ('' the kommun), as the newest report up to `report` has it.

    Sum rows count where they say what no other row says. The first nämnd asked for is fetched alone, since
    most pages are about one; then all are, at once.
    """

    def __init__(
        self, store: Store, kommun: str, measures: Sequence[str], report: str, dead: Sequence[str] = ()
    ) -> None:
        self._store = store
        self._asked = {"kommun": kommun, "measures": list(measures), "report": report, "dead": list(dead)}
        self._read: _Read | None = None

    def of(self, measure: str, namnd: str) -> Mapping[Key, Cell]:
        """Of which group and when -> the cell."""
        read = self._read
        if read is None or read.namnd not in (None, namnd):
            read = self._fetch(namnd if read is None else None)
        return read.cells.get((measure, namnd), {})

    def every(self, measure: str) -> Iterator[Key]:
        """All that is known of a measure, of any nämnd."""
        read = self._read
        if read is None or read.namnd is not None:
            read = self._fetch(None)
        return (key for (name, _), cells in read.cells.items() if name == measure for key in cells)

    def _fetch(self, namnd: str | None) -> _Read:
        """Of one nämnd, or of all. Several threads may: each goes on with what it has fetched itself."""
        found: dict[tuple[str, str], dict[Key, Cell]] = {}
        keys: dict[Key, Key] = {}  # the same for all nämnder and measures: kept once
        for row in self._store._engine.tuples(_HOURS, self._asked | {"namnd": namnd}):
            found.setdefault(row[:2], {})[keys.setdefault(row[2:7], row[2:7])] = Cell(*row[7:])
        read = self._read = _Read(namnd, found)
        return read


class _Read(NamedTuple):
    """What has been fetched: of one nämnd, or (None) of all."""

    namnd: str | None
    cells: Mapping[tuple[str, str], Mapping[Key, Cell]]


def cells(
    store: Store, kommun: str, measures: Sequence[str], report: str, dead: Sequence[str] = ()
) -> list[dict[str, Any]]:
    """The utfall of staff measures, one row a group and time, as the newest report up to `report` has it.

    Sum rows count where they say what no other row says. `fact` is the id of the source.
    """
    rows = store._rows(
        _EACH.format(source=_BOTH), kommun=kommun, measures=list(measures), report=report, dead=list(dead)
    )
    return [_flat(row) for row in rows]


def _flat(row: Row) -> dict[str, Any]:
    best = row.pop("b")
    fact = f"{best['submission']}{best.pop('mark')}{best.pop('nr')}"
    return {**row, **best, "fact": fact}
