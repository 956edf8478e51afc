"""Underlag: the tables that a kommun loads beside its reports: price index, population, budget decisions.

They are kept as small CSV files in the data folder, not as submissions: they are nobody's report, their keys
(edition and year; age and date; decision) are not those of a fact, and none of their numbers may be summed
with a nämnd's. Each row keeps the file and the row that it was read from, and when.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from store._files import write_whole
from store.lock import WAIT_SECONDS, writing

FOLDER = "underlag"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a row stood: the file, its row, and when it was loaded (ISO date)."""

    file: str
    row: int
    loaded: str


@dataclass(frozen=True, slots=True)
class PkvRow:
    """SKR:s price index for municipal activities: one year of one edition."""

    edition: str
    year: int
    index: Decimal
    origin: Origin


@dataclass(frozen=True, slots=True)
class People:
    """How many live in the kommun. low and high: age in whole years, both inclusive; high None: and older.

    Both None: everyone.
    """

    year: int
    date: str  # ISO
    low: int | None
    high: int | None
    count: int
    origin: Origin


@dataclass(frozen=True, slots=True)
class Decision:
    """A change of a nämnd's budget. Texts are '' where the source does not say."""

    namnd: str
    year: int
    amount: Decimal  # kr; plus: more kommunbidrag
    decision: str  # 'KF 2021-04-22 § 24'
    duration: str  # 'tillfällig', 'permanent' or ''
    financing: str
    purpose: str
    source: str
    origin: Origin


Row = TypeVar("Row")


class Underlag:
    """The tables of a data folder. Readers see a whole table or the one before it."""

    def __init__(self, folder: Path, wait: float = WAIT_SECONDS) -> None:
        """`folder`: the data folder. `wait`: so many seconds for another writer of it."""
        self.folder, self.wait = folder / FOLDER, wait

    def pkv(self) -> tuple[PkvRow, ...]:
        """Every edition, in the order of loading."""
        return _read(self._path("pkv", ""), PkvRow)

    def people(self, kommun: str) -> tuple[People, ...]:
        return _read(self._path("befolkning", kommun), People)

    def decisions(self, kommun: str) -> tuple[Decision, ...]:
        return _read(self._path("beslut", kommun), Decision)

    def add_pkv(self, rows: Sequence[PkvRow]) -> int:
        """Put in the editions of `rows`; one that was there is replaced. How many rows were replaced.

        This and the other two wait for another writer of the data folder, and raise store.StoreBusy.
        """
        new = {r.edition for r in rows}
        return self._put(self._path("pkv", ""), rows, lambda r: r.edition in new)

    def add_people(self, kommun: str, rows: Sequence[People]) -> int:
        """Put in the years of `rows`, which are replaced."""
        new = {r.year for r in rows}
        return self._put(self._path("befolkning", kommun), rows, lambda r: r.year in new)

    def add_decisions(self, kommun: str, rows: Sequence[Decision]) -> int:
        """Put in the decisions of the nämnder and years of `rows`, which are replaced."""
        new = {(r.namnd, r.year) for r in rows}
        return self._put(self._path("beslut", kommun), rows, lambda r: (r.namnd, r.year) in new)

    def _put(self, path: Path, rows: Sequence[Row], replaced: Callable[[Row], bool]) -> int:
        """What is there is read under the lock: two who add at the same time both have their rows kept."""
        with writing(self.folder.parent, self.wait):
            old = _read(path, type(rows[0])) if rows else ()
            kept = [r for r in old if not replaced(r)]
            if rows:
                write_whole(path, _written([*kept, *rows]))
            return len(old) - len(kept)

    def _path(self, name: str, kommun: str) -> Path:
        return self.folder / ("-".join(filter(None, (name, kommun))) + ".csv")


def _written(rows: Iterable[Any]) -> bytes:
    out = io.StringIO()
    writer: csv.DictWriter[str] | None = None
    for row in rows:
        flat = {f.name: getattr(row, f.name) for f in fields(row) if f.name != "origin"}
        flat |= {f.name: getattr(row.origin, f.name) for f in fields(Origin)}
        if writer is None:
            writer = csv.DictWriter(out, list(flat), lineterminator="\n")
            writer.writeheader()
        writer.writerow({k: "" if v is None else v for k, v in flat.items()})
    return out.getvalue().encode()


def _read(path: Path, kind: type[Row]) -> tuple[Row, ...]:
    try:
        found = path.stat()
    except FileNotFoundError:
        return ()
    named: Any = kind
    return _parsed(path, found.st_mtime_ns, found.st_size, named)


@lru_cache(maxsize=64)
def _parsed(path: Path, _changed: int, _size: int, kind: type[Any]) -> tuple[Any, ...]:
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(_row(row, kind) for row in csv.DictReader(lines))


_AS: dict[str, Any] = {
    "int": int,
    "int | None": lambda text: int(text) if text else None,
    "Decimal": Decimal,
    "str": str,
}


def _row(row: dict[str, str], kind: type[Any]) -> Any:
    origin = Origin(row["file"], int(row["row"]), row["loaded"])
    told = {f.name: _AS[str(f.type)](row[f.name]) for f in fields(kind) if f.name != "origin"}
    return kind(**told, origin=origin)


def today() -> str:
    """When a row that is loaded now was loaded."""
    return dt.date.today().isoformat()
