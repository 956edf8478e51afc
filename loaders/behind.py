"""The rows of a ledger or a list of hours that a stored sum was made of: `rows_behind`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from loaders import _apart
from loaders._flat_behind import MOST
from settings import Settings

__all__ = ["MOST", "Rows", "rows_behind"]
_ASKED = (
    "sheet kommun namnd verksamhet measure scenario year month horizon kon alder anstallningsform"
).split()


@dataclass(frozen=True, slots=True)
class Rows:
    """`rows`: the first MOST of `count`, each with its number in the sheet and its texts under `head`.

    total: what all of them come to, in the unit and with the signs of the file.
    agree: whether that is the stored sum; when it is not, other answers were given when the file was read.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    count: int
    total: Decimal
    agree: bool


def rows_behind(
    content: bytes, fact: Mapping[str, Any], rules: Mapping[str, Mapping[str, str]], settings: Settings
) -> Rows | None:
    """`content`: the file; `fact`: as Store.fact gives it; `rules`: the läsregler of each kommun.

    Read in a child process with the limits of an upload. None when the file has no such table.
    Raises Unreadable.
    """
    options = {name: fact[name] for name in _ASKED} | {"rules": rules}
    found = _apart.run(content, fact["file"], settings, _apart.Job("loaders._flat_behind:behind", options))
    if found is None:
        return None
    total = Decimal(found["sum"])
    agree = fact["printed"] is not None and abs(total) == abs(fact["printed"])
    rows = tuple(tuple(str(c) for c in row) for row in found["rows"])
    return Rows(tuple(found["head"]), rows, found["count"], total, agree)
