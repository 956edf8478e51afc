"""Readers that misbehave, run in the child process by test_sandbox."""

import ctypes
import os
import tempfile
import time

from loaders.grid import Cell, Sheet


def reads(data: bytes) -> list[Sheet]:
    return [Sheet("CSV", {(1, 1): Cell(1, 1, data.decode())})]


def spins(data: bytes) -> list[Sheet]:
    while data:
        pass
    return []


def sleeps(_: bytes) -> list[Sheet]:
    time.sleep(60)
    return []


def eats_memory(data: bytes) -> list[Sheet]:
    return reads(data * 10**9)


def aborts(_: bytes) -> list[Sheet]:
    os.abort()


def segfaults(data: bytes) -> list[Sheet]:
    ctypes.string_at(0)
    return reads(data)


def raises(_: bytes) -> list[Sheet]:
    raise KeyError("styles.xml")


def recurses(data: bytes) -> list[Sheet]:
    return recurses(data)


def writes_a_file(data: bytes) -> list[Sheet]:
    with tempfile.TemporaryFile() as stream:
        stream.write(data)
    return reads(data)


def ponders(*_: object) -> list[Sheet]:
    """As the understanding of a table that never ends."""
    while True:
        pass


def fails(*_: object) -> list[Sheet]:
    raise KeyError("styles.xml")


def fills_memory(*_: object) -> list[Sheet]:
    return reads(bytes(2_000_000_000))
