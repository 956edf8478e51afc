"""Generations: store-N.duckdb, built from the submissions, never changed once CURRENT points at it.

A new generation is the current one plus what was stored since (a copy, then appends), or, when too much lies
unsorted or the schema has changed, all submissions read anew and sorted. Both give the same rows.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
import shutil
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import duckdb

import settings
from store import _sql, submissions
from store._files import TMP, move_whole, write_whole

Connection = duckdb.DuckDBPyConnection
KEEP = 2
_UNSORTED_ROWS = 122_880  # one row group of DuckDB: so few rows cost a query nothing to read
_UNSORTED_SHARE = 0.1
_BATCH_ROWS = 1_000_000
_SCHEMA = settings.ROOT / "data" / "schema.sql"
CONFIG: dict[str, Any] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "python_enable_replacements": False,
}
_MEMORY = "2GB"


def current(folder: Path) -> int:
    """The number of the current generation; 0 when nothing has been published."""
    try:
        return int((folder / "CURRENT").read_bytes())
    except FileNotFoundError:
        return 0


def file_of(folder: Path, number: int) -> Path:
    return folder / f"store-{number}.duckdb"


class Builder:
    """For the holder of the writer's lock: the current generation, and the next one. Use it as a context."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        spill = {"temp_directory": str(folder / ("spill" + TMP))}
        self._con = duckdb.connect(config=CONFIG | spill | {"memory_limit": _MEMORY})
        self._number = 0

    def __enter__(self) -> Builder:
        self._open_current()
        return self

    def __exit__(self, *_: object) -> None:
        self._con.close()

    def _open_current(self) -> None:
        self._number = current(self.folder)
        try:
            attach(self._con, self.folder, self._number)
        except duckdb.Error:  # the file is lost or damaged: everything is built anew from the submissions
            self._number = 0
            attach(self._con, self.folder, 0)
        self._con.execute(f"USE g{self._number}").fetchall()

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """Ask the current generation (an empty one when nothing is published)."""
        return rows(self._con, sql, parameters)

    def behind(self) -> bool:
        """True when something is stored that the current generation lacks (a writer died before its turn)."""
        withdrawn = self.rows(_sql.WITHDRAWN)[0]["n"]
        return bool(self._missing()) or withdrawn != len(list(submissions.withdrawals(self.folder)))

    def advance(self, *, anew: bool = False) -> int:
        """Build the next generation and switch to it; its number."""
        number = max([current(self.folder), *_numbers(self.folder)]) + 1
        tmp = file_of(self.folder, number).with_suffix(".duckdb" + TMP)
        self._build(tmp, number, continued=not anew and self._can_be_continued())
        move_whole(tmp, file_of(self.folder, number))
        write_whole(self.folder / "CURRENT", f"{number}\n".encode())
        self._open_current()
        for old in sorted(_numbers(self.folder))[:-KEEP]:
            file_of(self.folder, old).unlink(missing_ok=True)
        return number

    def _build(self, path: Path, number: int, *, continued: bool) -> None:
        if continued:
            shutil.copyfile(file_of(self.folder, self._number), path)
        run(self._con, f"ATTACH '{quoted(path)}' AS building; USE building")
        if not continued:
            run(self._con, _SCHEMA.read_text("utf-8"))
        events = list(submissions.withdrawals(self.folder))
        restored = {pair for event in events for pair in event.pop("restores")}
        self._add(self._missing(), restored)
        self._with(_sql.WITHDRAW, "ends", events)
        self._with(_sql.RESTORE, "restored", [{"older": o, "newer": n} for o, n in sorted(restored)])
        sign = _sql.SIGN_KEPT if continued else _sql.SIGN_NEW
        run(self._con, sign, [number, submissions.utc(None), _schema_hash()])
        run(self._con, f"CHECKPOINT building; USE memory; DETACH building; DETACH g{self._number}")

    def _can_be_continued(self) -> bool:
        """True when the current generation has this schema, only stored submissions, and is sorted enough."""
        if not self._number:
            return False
        state = self.rows(_sql.STATE)[0]
        gone = self._known() - set(submissions.ids(self.folder))
        new = sum(submissions.fact_rows(self.folder, s) for s in self._missing())
        room = max(_UNSORTED_ROWS, _UNSORTED_SHARE * state["sorted_rows"])
        tail = state["facts"] + new - state["sorted_rows"]
        return state["schema_hash"] == _schema_hash() and not gone and tail <= room

    def _known(self) -> set[str]:
        return {row["id"] for row in self.rows(_sql.KNOWN)}

    def _missing(self) -> list[str]:
        """The stored submissions that the generation in use lacks, oldest first."""
        known = self._known()
        return [s for s in submissions.ids(self.folder) if s not in known]

    def _add(self, new: Sequence[str], restored: Collection[tuple[str, str]]) -> None:
        """Append the rows of submissions, and note what they replace and have not given back."""
        if not new:
            return
        contents = [submissions.read_json(self.folder, s) for s in new]
        run(self._con, "BEGIN")
        for batch in _batches(contents):
            homes = [self.folder / "submissions" / s for s in batch]
            for table, file in (("fact", submissions.FACTS), ("control_total", submissions.CONTROL_TOTALS)):
                run(self._con, _sql.ADD_FACTS.format(table=table), [[str(home / file) for home in homes]])
        self._insert("submission", [_submission_row(content) for content in contents])
        for table, part in _sql.PARTS.items():
            self._insert(table, [row for content in contents for row in _rows(content, part)])
        self._with(_sql.SUPERSEDE, "ends", _replaced(contents, restored))
        run(self._con, "COMMIT")

    def _insert(self, table: str, new: list[dict[str, Any]]) -> None:
        self._with(f"INSERT INTO {table} BY NAME SELECT * FROM new_rows", "new_rows", new)

    def _with(self, sql: str, name: str, new: list[dict[str, Any]]) -> None:
        """Run a statement that reads `new` under `name`; no rows, nothing to do."""
        if new:
            import pyarrow as pa  # here: a process that only reads does without its 30 MB

            self._con.register(name, pa.Table.from_pylist(new))
            run(self._con, sql)
            self._con.unregister(name)


def _batches(contents: list[dict[str, Any]]) -> Iterator[list[str]]:
    """The submissions, kommun by kommun, so many facts at a time that sorting them needs no disk."""
    batch: list[str] = []
    rows = 0
    for _, group in itertools.groupby(sorted(contents, key=_kommun), _kommun):
        for content in group:
            batch.append(content["id"])
            rows += content["counts"]["facts"]
        if rows >= _BATCH_ROWS:
            yield batch
            batch, rows = [], 0
    if batch:
        yield batch


def _kommun(content: dict[str, Any]) -> str:
    return str(content["kommun"])


def _submission_row(content: dict[str, Any]) -> dict[str, Any]:
    found = submissions.from_json(content)
    row: dict[str, Any] = {k: v for k, v in asdict(found).items() if k not in ("superseded", "existing")}
    severities = [f["severity"] for f in content["findings"]]
    row |= {"errors": severities.count("error"), "warnings": severities.count("warning")}
    return {**row, **content["counts"], "not_read": _numbers_of(content["not_read"])}


def _numbers_of(not_read: Sequence[dict[str, Any]]) -> int:
    return sum(entry.get("numbers", 1) for entry in not_read)


def _rows(content: dict[str, Any], part: str) -> Iterator[dict[str, Any]]:
    for nr, entry in enumerate(content[part]):
        columns = _label(content["kommun"], *entry) if part == "labels" else entry
        yield {"submission": content["id"], "nr": nr, **_LATER.get(part, {}), **columns}


_LATER: dict[str, dict[str, Any]] = {
    "findings": {"key": "", "choice_texts": []},
    "not_read": {"box": "", "numbers": 1},
    "uppdrag": {"kind": "uppdrag", "svar": "", "ater": ""},
    "indikatorer": {"direction": "", "status": ""},
}
"""What submissions from before a column was added say in it."""


def _label(kommun: str, kind: str, code: str, name: str) -> dict[str, Any]:
    return {"kommun": kommun, "kind": kind, "code": code, "name": name}


def _replaced(
    contents: Sequence[dict[str, Any]], restored: Collection[tuple[str, str]]
) -> list[dict[str, Any]]:
    return [
        {"id": old, "moment": dt.datetime.fromisoformat(content["published_at"]), "newer": content["id"]}
        for content in contents
        for old in content["superseded"]
        if (old, content["id"]) not in restored
    ]


def rows(con: Connection, sql: str, parameters: Sequence[Any] | Mapping[str, Any]) -> list[dict[str, Any]]:
    """The drained answer to a question, one dict a row."""
    found = con.execute(sql, parameters)
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def attach(con: Connection, folder: Path, number: int) -> None:
    """Attach generation `number` read-only as g<number>; number 0 is an empty store in memory."""
    if number:
        run(con, f"ATTACH '{quoted(file_of(folder, number))}' AS g{number} (READ_ONLY)")
    else:
        run(con, f"ATTACH ':memory:' AS g0; USE g0; {_SCHEMA.read_text('utf-8')}; USE memory")


def run(con: Connection, sql: str, parameters: Sequence[Any] = ()) -> None:
    """Run statements to their end (an answer of DuckDB that is not drained keeps its connection busy)."""
    con.execute(sql, parameters).fetchall()


def quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _numbers(folder: Path) -> list[int]:
    """The generations whose files are there."""
    return [int(p.stem.removeprefix("store-")) for p in folder.glob("store-*.duckdb")]


def _schema_hash() -> str:
    return hashlib.sha256(_SCHEMA.read_bytes()).hexdigest()
