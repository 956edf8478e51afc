"""The reader's connection: one in-memory DuckDB a process, with the current generation attached read-only.

Each call leases the generation it runs on, so that a newer one can be attached at any moment and the older
one detached when its last question has been answered. Each thread keeps one cursor.
"""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from store import generation

_TRIES = 20


class Engine:
    """Questions to the current generation of a store folder, from any thread, also after a fork."""

    def __init__(self, folder: Path, threads: int, memory_limit: str) -> None:
        self._folder = folder
        self._config = generation.CONFIG | {
            "threads": threads,
            "memory_limit": memory_limit,
            "temp_directory": str(Path(tempfile.gettempdir()) / f"utfall-{os.getuid()}"),
        }
        self._open()

    def _open(self) -> None:
        self._pid = os.getpid()
        self._con = duckdb.connect(config=self._config)
        self._lock = threading.Lock()
        self._local = threading.local()
        self._leases: dict[int, int] = {}
        self._attached = -1

    def ask(self, sql: str, parameters: Mapping[str, Any] | None = None) -> pa.Table:
        """The whole answer as an Arrow table; `$name` in the SQL takes its value from `parameters`."""
        with self.cursor() as cursor:
            return cursor.sql(sql, params=dict(parameters or {})).to_arrow_table()

    def rows(self, sql: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The whole answer as dicts: quicker than `ask` for a few rows."""
        with self.cursor() as cursor:
            return generation.rows(cursor, sql, parameters)

    def refresh(self) -> int:
        """Attach the newest generation if it is another; its number."""
        if self._pid != os.getpid():
            self._open()
        if generation.current(self._folder) != self._attached:
            with self._lock:
                self._switch()
        return self._attached

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """This thread's cursor, on the current generation, which stays attached while it is used."""
        self.refresh()
        with self._lock:
            number = self._attached
            self._leases[number] = self._leases.get(number, 0) + 1
        try:
            yield self._cursor(number)
        finally:
            with self._lock:
                self._leases[number] -= 1
                self._drop_old()

    def _cursor(self, number: int) -> duckdb.DuckDBPyConnection:
        local = self._local
        if getattr(local, "number", None) != number:
            local.number = None
            local.cursor = self._con.cursor()
            generation.run(local.cursor, f"USE g{number}")
            local.number = number
        cursor: duckdb.DuckDBPyConnection = local.cursor
        return cursor

    def _switch(self) -> None:
        """Attach the generation that CURRENT names; again, when the writer has just removed that file."""
        for left in reversed(range(_TRIES)):
            number = generation.current(self._folder)
            if number == self._attached:
                return
            try:
                generation.attach(self._con, self._folder, number)
            except duckdb.IOException:
                if not left or generation.current(self._folder) == number:
                    raise
            else:
                self._attached = number
                self._leases.setdefault(number, 0)
                self._drop_old()

    def _drop_old(self) -> None:
        for number in [n for n, users in self._leases.items() if not users and n != self._attached]:
            generation.run(self._con, f"DETACH g{number}")
            del self._leases[number]
