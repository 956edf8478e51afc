"""The store as a reader may see it: every figure that sekretess leaves out is blank, wherever it stands.

Pages and exports get this instead of the store; what it does not name is asked of the store itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from metrics import sekretess
from store import Store, staff

Row = dict[str, Any]
TOLD = "Visas inte: avstämningen gäller en grupp med för få anställda."


class Readable:
    """A Store for readers. Wrapping it again changes nothing; what is kept for the store is kept for both."""

    def __hash__(self) -> int:
        return hash(self._store)

    def __eq__(self, other: object) -> bool:
        return self._store is (other._store if isinstance(other, Readable) else other)

    def __init__(self, store: Any) -> None:
        self._store: Store = store._store if isinstance(store, Readable) else store

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def fact(self, fact_id: str) -> Row | None:
        """As Store.fact; `withheld` says why the number is left out, '' when it is there."""
        row = self._store.fact(fact_id)
        return self._shown([row])[0] if row else None

    def row_of(self, fact_id: str) -> list[Row]:
        return self._shown(self._store.row_of(fact_id))

    def table(self, kommun: str, namnd: str, report: str) -> list[Row]:
        return self._shown(self._store.table(kommun, namnd, report))

    def _shown(self, rows: Sequence[Row]) -> list[Row]:
        return [sekretess.dressed(self._store, row) for row in rows]

    def findings(self, *args: Any, **asked: Any) -> list[Row]:
        """As Store.findings; what names a cell that is left out says only that."""
        return [self._told(row) for row in self._store.findings(*args, **asked)]

    def findings_of_cell(self, submission: str, cells: str | Sequence[str]) -> list[Row]:
        return [self._told(row) for row in self._store.findings_of_cell(submission, cells)]

    def _told(self, finding: Row) -> Row:
        if not finding["cells"] or self.withheld_cells(finding["submission"]).isdisjoint(finding["cells"]):
            return finding
        return finding | {"message": TOLD}

    def not_read(self, submission: str) -> list[Row]:
        """Nothing where numbers are left out: an unread number may be one of them."""
        return [] if self.withheld_cells(submission) else self._store.not_read(submission)

    def original(self, submission: str) -> bytes | None:
        """None where the file holds a number that is left out."""
        return None if self.withheld_cells(submission) else self._store.original(submission)

    def withheld_cells(self, submission: str) -> frozenset[str]:
        """The cells of a submission that are left out: `Personal!C7`."""
        kommun = _owners(self._store, self._store.generation).get(submission, "")
        return _withheld(self._store, self._store.generation, kommun).get(submission, frozenset())


@lru_cache(maxsize=4)
def _owners(store: Store, _generation: int) -> dict[str, str]:
    """Submission -> kommun."""
    return {s["id"]: s["kommun"] for s in store.submissions()}


@lru_cache(maxsize=32)
def _withheld(store: Store, _generation: int, kommun: str) -> dict[str, frozenset[str]]:
    """Submission -> the cells that are left out, also by the name of the whole cell (`C7` of `C7#2`)."""
    found: dict[str, set[str]] = {}
    for row in staff.places(store, kommun, sekretess.FAMILIES):
        if sekretess.why_not(store, row):
            names = {name for cell in row["cells"] for name in (cell, cell.split("#")[0])}
            found.setdefault(row["submission"], set()).update(names)
    return {submission: frozenset(cells) for submission, cells in found.items()}
