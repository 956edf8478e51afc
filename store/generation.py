"""Generations: store-N.duckdb, built from the submissions, never changed once CURRENT points at it.

A new generation is the current one plus what was stored since (a copy, then appends), or, when too much lies
unsorted or the schema has changed, all submissions read anew and sorted. Both give the same rows.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

import settings
from store import _sql, submissions
from store._files import TMP, move_whole, write_whole

Connection = duckdb.DuckDBPyConnection
KEEP = 2
_UNSORTED_ROWS = 122_880  # one row group of DuckDB: so few rows cost a query nothing to read
_UNSORTED_SHARE = 0.1
_SCHEMA = settings.ROOT / "data" / "schema.sql"
CONFIG: dict[str, Any] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "python_enable_replacements": False,
}


def current(folder: Path) -> int:
    """The number of the current generation; 0 when nothing has been published."""
    try:
        return int((folder / "CURRENT").read_bytes())
    except FileNotFoundError:
        return 0


def file_of(folder: Path, number: int) -> Path:
    return folder / f"store-{number}.duckdb"


@contextmanager
def reading(folder: Path) -> Iterator[Connection]:
    """For the holder of the writer's lock: a connection to the current generation, or to an empty one."""
    number = current(folder)
    con = _connect(file_of(folder, number), read_only=True) if number else _empty()
    try:
        yield con
    finally:
        con.close()


def behind(folder: Path) -> bool:
    """True when something is stored that the current generation lacks (a writer died before its turn)."""
    with reading(folder) as con:
        return bool(_missing(con, folder)) or _withdrawn(con) != len(list(submissions.withdrawals(folder)))


def advance(folder: Path, *, anew: bool = False) -> int:
    """Build the next generation and switch to it; its number. Only for the holder of the writer's lock."""
    number = max([current(folder), *_numbers(folder)]) + 1
    tmp = file_of(folder, number).with_suffix(".duckdb" + TMP)
    _build(folder, tmp, number, anew)
    move_whole(tmp, file_of(folder, number))
    write_whole(folder / "CURRENT", f"{number}\n".encode())
    for old in sorted(_numbers(folder))[:-KEEP]:
        file_of(folder, old).unlink(missing_ok=True)
    return number


def _build(folder: Path, path: Path, number: int, anew: bool) -> None:
    kept = not anew and _can_be_continued(folder)
    if kept:
        shutil.copyfile(file_of(folder, current(folder)), path)
    con = _connect(path)
    try:
        if not kept:
            con.execute(_SCHEMA.read_text("utf-8")).fetchall()
        _add(con, folder, _missing(con, folder))
        _run_with(con, _sql.WITHDRAW, "ends", list(submissions.withdrawals(folder)))
        _sign(con, number, kept)
        con.execute("CHECKPOINT").fetchall()
    finally:
        con.close()


def _can_be_continued(folder: Path) -> bool:
    """True when the current generation has this schema, only stored submissions, and is sorted enough."""
    if not current(folder):
        return False
    with reading(folder) as con:
        schema, rows, sorted_rows = con.execute(_sql.STATE).fetchall()[0]
        new = sum(submissions.fact_rows(folder, s) for s in _missing(con, folder))
        gone = set(_known(con)) - set(submissions.ids(folder))
    room = max(_UNSORTED_ROWS, _UNSORTED_SHARE * sorted_rows)
    return schema == _schema_hash() and not gone and rows + new - sorted_rows <= room


def _add(con: Connection, folder: Path, new: Sequence[str]) -> None:
    """Append the rows of submissions, and note which older ones they replace."""
    if not new:
        return
    for table, file in (("fact", submissions.FACTS), ("control_total", submissions.CONTROL_TOTALS)):
        paths = [str(folder / "submissions" / s / file) for s in new]
        con.execute(_sql.ADD_FACTS.format(table=table), [paths]).fetchall()
    contents = [submissions.read_json(folder, s) for s in new]
    _insert(con, "submission", [_submission_row(content) for content in contents])
    for table, part in _sql.PARTS.items():
        _insert(con, table, [row for content in contents for row in _rows(content, part)])
    _run_with(con, _sql.SUPERSEDE, "ends", [end for content in contents for end in _replaced(content)])


def _insert(con: Connection, table: str, new: list[dict[str, Any]]) -> None:
    _run_with(con, f"INSERT INTO {table} BY NAME SELECT * FROM new_rows", "new_rows", new)


def _run_with(con: Connection, sql: str, name: str, new: list[dict[str, Any]]) -> None:
    """Run a statement that reads `new` under `name`; no rows, nothing to do."""
    if new:
        con.register(name, pa.Table.from_pylist(new))
        con.execute(sql).fetchall()
        con.unregister(name)


def _submission_row(content: dict[str, Any]) -> dict[str, Any]:
    found = submissions.from_json(content)
    row: dict[str, Any] = {k: v for k, v in asdict(found).items() if k not in ("superseded", "existing")}
    severities = [f["severity"] for f in content["findings"]]
    row |= {"errors": severities.count("error"), "warnings": severities.count("warning")}
    return row | content["counts"] | {"not_read": len(content["not_read"])}


def _rows(content: dict[str, Any], part: str) -> Iterator[dict[str, Any]]:
    for nr, entry in enumerate(content[part]):
        columns = _label(content["kommun"], *entry) if part == "labels" else entry
        yield {"submission": content["id"], "nr": nr, **columns}


def _label(kommun: str, kind: str, code: str, name: str) -> dict[str, Any]:
    return {"kommun": kommun, "kind": kind, "code": code, "name": name}


def _replaced(content: dict[str, Any]) -> Iterator[dict[str, Any]]:
    moment = dt.datetime.fromisoformat(content["published_at"])
    yield from ({"id": old, "moment": moment, "newer": content["id"]} for old in content["superseded"])


def _sign(con: Connection, number: int, kept: bool) -> None:
    sign = _sql.SIGN_KEPT if kept else _sql.SIGN_NEW
    con.execute(sign, [number, submissions.utc(None), _schema_hash()]).fetchall()


def rows(con: Connection, sql: str, parameters: Sequence[Any] | Mapping[str, Any]) -> list[dict[str, Any]]:
    """The drained answer to a question, one dict a row."""
    found = con.execute(sql, parameters)
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def attach(con: Connection, folder: Path, number: int) -> None:
    """Attach generation `number` read-only as g<number>; number 0 is an empty store in memory."""
    if number:
        path = str(file_of(folder, number)).replace("'", "''")
        con.execute(f"ATTACH '{path}' AS g{number} (READ_ONLY)").fetchall()
    else:
        con.execute(f"ATTACH ':memory:' AS g0; USE g0; {_SCHEMA.read_text('utf-8')}; USE memory").fetchall()


def _missing(con: Connection, folder: Path) -> list[str]:
    known = set(_known(con))
    return [s for s in submissions.ids(folder) if s not in known]


def _known(con: Connection) -> list[str]:
    return [s for (s,) in con.execute(_sql.KNOWN).fetchall()]


def _withdrawn(con: Connection) -> int:
    return int(con.execute(_sql.WITHDRAWN).fetchall()[0][0])


def _connect(path: Path, *, read_only: bool = False) -> Connection:
    spill = {"temp_directory": str(path.parent / ("spill" + TMP))}
    return duckdb.connect(str(path), read_only=read_only, config=CONFIG | spill)


def _empty() -> Connection:
    con = duckdb.connect(config=CONFIG)
    con.execute(_SCHEMA.read_text("utf-8")).fetchall()
    return con


def _numbers(folder: Path) -> list[int]:
    """The generations whose files are there."""
    return [int(p.stem.removeprefix("store-")) for p in folder.glob("store-*.duckdb")]


def _schema_hash() -> str:
    return hashlib.sha256(_SCHEMA.read_bytes()).hexdigest()
