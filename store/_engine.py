"""The reader's connection: one in-memory DuckDB a process, with the current generation attached read-only.

Each question leases the generation it runs on, so that a newer one can be attached at any moment and the
older one detached when its last question has been answered. Cursors are pooled, one question each.
"""

from __future__ import annotations

import os
import tempfile
import threading
import weakref
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from store import generation
from store.generation import Connection
from store.submissions import StoreDamaged

if TYPE_CHECKING:
    import pyarrow as pa

_TRIES = 20
_LOST = (
    "Databasen (store-{number}.duckdb) går inte att öppna. Kör `utfall rebuild`, som bygger den på nytt av "
    "inlämningarna; inget av det publicerade är borta. ({error})"
)


class Engine:
    """Questions to the current generation of a store folder, from any thread, also after a fork."""

    def __init__(self, folder: Path, threads: int, memory_limit: str) -> None:
        self._folder = folder
        self._config = generation.CONFIG | {
            "threads": threads,
            "memory_limit": memory_limit,
            "allocator_background_threads": True,  # what a question used is given back: 30 MB a process
            "temp_directory": str(Path(tempfile.gettempdir()) / f"utfall-{os.getuid()}"),
        }
        self._state = threading.Condition(threading.Lock())
        self._con: Connection | None = None
        self._attached = -1
        self._leases: Counter[int] = Counter()
        self._idle: list[tuple[int, Connection]] = []
        self._pointer = folder / "CURRENT"
        self._read: tuple[tuple[int, int], int] = (0, 0), 0
        _ENGINES.add(self)

    @property
    def attached(self) -> int:
        """The number of the generation that the latest question was answered from; -1 before the first."""
        return self._attached

    def ask(self, sql: str, parameters: Mapping[str, Any] | None = None) -> pa.Table:
        """The whole answer as an Arrow table; `$name` in the SQL takes its value from `parameters`."""
        with self._cursor() as cursor:
            return cursor.sql(sql, params=dict(parameters or {})).to_arrow_table()

    def rows(self, sql: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The whole answer as dicts: quicker than `ask` for a few rows."""
        with self._cursor() as cursor:
            return generation.rows(cursor, sql, parameters)

    def tuples(self, sql: str, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """The whole answer in the order of its columns: the quickest for many rows."""
        with self._cursor() as cursor:
            return cursor.execute(sql, parameters).fetchall()

    def refresh(self) -> int:
        """Attach the newest generation if it is another; its number."""
        if self._con is None or self._newest() != self._attached:
            with self._state:
                self._switch()
        return self._attached

    def _newest(self) -> int:
        """The number in CURRENT, read again when the file is another: a page asks thousands of times."""
        try:
            found = self._pointer.stat()
        except FileNotFoundError:
            return 0
        mark, read = (found.st_ino, found.st_mtime_ns), self._read
        if mark != read[0]:
            read = self._read = mark, generation.current(self._folder)
        return read[1]

    @contextmanager
    def _cursor(self) -> Iterator[Connection]:
        """A cursor on the current generation, which stays attached while it is used."""
        with self._state:
            if self._con is None or self._newest() != self._attached:
                self._switch()
            number = self._attached
            used, cursor = self._idle.pop() if self._idle else self._new_cursor()
            self._leases[number] += 1
        try:
            if used != number:
                generation.run(cursor, f"USE g{number}")
            used = number
            yield cursor
        finally:
            self._give_back(number, used, cursor)

    def _new_cursor(self) -> tuple[int, Connection]:
        assert self._con is not None
        return -1, self._con.cursor()

    def _give_back(self, number: int, used: int, cursor: Connection) -> None:
        with self._state:
            self._idle.append((used, cursor))
            self._leases[number] -= 1
            self._drop_old()
            self._state.notify_all()

    def _switch(self) -> None:
        """Attach the generation that CURRENT names; again, when the writer has just removed that file."""
        con = self._con = self._con or duckdb.connect(config=self._config)
        for left in reversed(range(_TRIES)):
            number = generation.current(self._folder)
            if number == self._attached:
                return
            try:
                generation.attach(con, self._folder, number)
            except duckdb.Error as error:
                if not left or generation.current(self._folder) == number:
                    raise StoreDamaged(_LOST.format(number=number, error=error)) from error
            else:
                self._leases[self._attached] += 0
                self._attached = number
                self._drop_old()
                return

    def _drop_old(self) -> None:
        for number in [n for n, users in self._leases.items() if not users and n != self._attached]:
            if number >= 0 and self._con is not None:
                generation.run(self._con, f"DETACH g{number}")
            del self._leases[number]

    def before_fork(self) -> None:
        """Wait for the questions in flight, and close: the threads of DuckDB do not survive a fork."""
        self._state.acquire()
        self._state.wait_for(lambda: not any(self._leases.values()))
        for _, cursor in self._idle:
            cursor.close()
        if self._con is not None:
            self._con.close()
        self._con, self._attached, self._idle = None, -1, []
        self._leases.clear()

    def after_fork(self) -> None:
        """Parent and child may ask again; each connects anew."""
        self._state.release()


_ENGINES: weakref.WeakSet[Engine] = weakref.WeakSet()
_FORKING: list[Engine] = []


def _before_fork() -> None:
    for engine in list(_ENGINES):
        engine.before_fork()
        _FORKING.append(engine)


def _after_fork() -> None:
    while _FORKING:
        _FORKING.pop().after_fork()


os.register_at_fork(before=_before_fork, after_in_parent=_after_fork, after_in_child=_after_fork)
