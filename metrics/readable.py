"""The store as a reader may see it: every figure that sekretess leaves out is blank, wherever it stands.

Pages and exports get this instead of the store; what it does not name is asked of the store itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from metrics import sekretess
from metrics._said import Withheld, shown
from store import Store, groups
from swedish import fold

Row = dict[str, Any]
NOTHING = Withheld()
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
        left_out = self._left_out(finding["submission"])
        if not left_out.cells.isdisjoint(finding["cells"]):
            return finding | {"message": TOLD}
        about = min(left_out.namnder, default="")
        return finding | {"message": shown(finding["message"], about, left_out)}

    def comments(self, *args: Any, **asked: Any) -> list[Row]:
        """As Store.comments, without the sentences that tell what is left out."""
        return self._said(self._store.comments(*args, **asked), "text")

    def uppdrag(self, *args: Any, **asked: Any) -> list[Row]:
        return self._said(self._store.uppdrag(*args, **asked), "text")

    def rekommendationer(self, *args: Any, **asked: Any) -> list[Row]:
        return self._said(self._store.rekommendationer(*args, **asked), "text")

    def indikatorer(self, *args: Any, **asked: Any) -> list[Row]:
        return self._said(self._store.indikatorer(*args, **asked), "how", "why", "status")

    def _said(self, rows: Sequence[Row], *parts: str) -> list[Row]:
        return [
            row | {p: shown(row[p], row["namnd"], left_out) for p in parts if row[p]}
            if (left_out := self._left_out(row["submission"])).cells
            else row
            for row in rows
        ]

    def not_read(self, submission: str) -> list[Row]:
        """Nothing where numbers are left out: an unread number may be one of them."""
        return [] if self.withheld_cells(submission) else self._store.not_read(submission)

    def original(self, submission: str) -> bytes | None:
        """None where the file holds a number that is left out."""
        return None if self.withheld_cells(submission) else self._store.original(submission)

    def withheld_cells(self, submission: str) -> frozenset[str]:
        """The cells of a submission that are left out: `Personal!C7`."""
        return self._left_out(submission).cells

    def _left_out(self, submission: str) -> Withheld:
        kommun = _owners(self._store, self._store.generation).get(submission, "")
        return _withheld(self._store, self._store.generation, kommun).get(submission, NOTHING)


@lru_cache(maxsize=4)
def _owners(store: Store, _generation: int) -> dict[str, str]:
    """Submission -> kommun."""
    return {s["id"]: s["kommun"] for s in store.submissions()}


@lru_cache(maxsize=32)
def _withheld(store: Store, _generation: int, kommun: str) -> dict[str, Withheld]:
    """Submission -> what is left out of it."""
    found: dict[str, list[Row]] = {}
    known = sekretess.silence(store, kommun)
    for row in groups.places(store, kommun, sekretess.ABOUT):
        if sekretess.reason(known, row):
            found.setdefault(row["submission"], []).append(row)
    return {submission: _together(store, kommun, rows) for submission, rows in found.items()}


def _together(store: Store, kommun: str, rows: Sequence[Row]) -> Withheld:
    """Cells also by the name of the whole cell (`C7` of `C7#2`)."""
    whole = [row for row in rows if not (row["kon"] or row["alder"] or row["anstallningsform"])]
    return Withheld(
        frozenset(name for row in rows for cell in row["cells"] for name in (cell, cell.split("#")[0])),
        frozenset(amount for row in rows for amount in row["amounts"] if amount is not None),
        frozenset(row["namnd"] for row in whole if not row["verksamhet"]),
        frozenset(fold(store.name("verksamhet", kommun, r["verksamhet"])) for r in whole if r["verksamhet"]),
        len(whole) < len(rows),
    )
