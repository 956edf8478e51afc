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
    """A Store for readers. Wrapping it again changes nothing."""

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
        secret = self.withheld_cells(finding["submission"])
        return finding | {"message": TOLD} if not secret.isdisjoint(finding["cells"]) else finding

    def not_read(self, submission: str) -> list[Row]:
        """Nothing where numbers are left out: an unread number may be one of them."""
        return [] if self.withheld_cells(submission) else self._store.not_read(submission)

    def original(self, submission: str) -> bytes | None:
        """None where the file holds a number that is left out."""
        return None if self.withheld_cells(submission) else self._store.original(submission)

    def withheld_cells(self, submission: str) -> frozenset[str]:
        """The cells of a submission that are left out: `Personal!C7`."""
        return _withheld(self._store, self._store.generation, submission)


@lru_cache(maxsize=512)
def _withheld(store: Store, _generation: int, submission: str) -> frozenset[str]:
    about = store.submission(submission)
    if about is None:
        return frozenset()
    rows = staff.of_submission(store, about["kommun"], submission, sekretess.FAMILIES)
    secret = [r for r in rows if r["status"] == "ok" and sekretess.why_not(store, r)]
    return frozenset(f"{r['sheet']}!{cell}" for r in secret for cell in (r["cell"], r["cell"].split("#")[0]))
