"""A store in memory, filled directly: for tests that ask thousands of questions to small made-up stores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

import settings
from store import Store, _arrow
from tests.metrics.twin_posts import Submission

SCHEMA = (settings.ROOT / "data" / "schema.sql").read_text("utf-8")


class _Memory:
    """As store._engine.Engine, on one connection that a test fills."""

    def __init__(self) -> None:
        self.con = duckdb.connect(config={"threads": 1})
        self.con.execute(SCHEMA).fetchall()
        self.number = 0

    @property
    def attached(self) -> int:
        return self.number

    def refresh(self) -> int:
        return self.number

    def ask(self, sql: str, parameters: Mapping[str, Any] | None = None) -> pa.Table:
        return self.con.sql(sql, params=dict(parameters or {})).to_arrow_table()

    def rows(self, sql: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.ask(sql, parameters).to_pylist()
        return found

    def tuples(self, sql: str, parameters: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        return self.con.execute(sql, parameters).fetchall()


class MemoryStore(Store):
    def __init__(self) -> None:
        self.folder = Path()
        self._engine: Any = _Memory()
        self._names = (-1, {})

    def fill(self, kommun: str, submissions: Sequence[Submission]) -> None:
        """Replace everything in the store; a new generation."""
        con = self._engine.con
        con.execute("DELETE FROM fact; DELETE FROM submission").fetchall()
        for s in submissions:
            known = {
                "id": s.id, "kommun": kommun, "report": s.report, "received_at": s.published_at,
                "published_at": s.published_at,
                "superseded_at": s.superseded_at, "withdrawn_at": s.withdrawn_at,
            } | dict.fromkeys(("kind", "title", "file", "sha256", "publisher"), "")  # fmt: skip
            counts = dict.fromkeys(("facts", "control_totals", "not_read", "errors", "warnings"), 0)
            self._insert("submission", pa.Table.from_pylist([known | counts]))
        rows = [
            _arrow._row(fact, nr) | {"submission": s.id, "kommun": kommun, "report": s.report}
            for s in submissions
            for nr, fact in enumerate(s.facts)
        ]
        if rows:
            self._insert("fact", pa.Table.from_pylist(rows, schema=_arrow.SCHEMA))
        self._engine.number += 1

    def _insert(self, table: str, rows: pa.Table) -> None:
        con = self._engine.con
        con.register("new", rows)
        con.execute(f"INSERT INTO {table} BY NAME SELECT * FROM new").fetchall()
        con.unregister("new")
