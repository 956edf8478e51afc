"""Files that are whole or not there: written beside, fsynced, renamed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

TMP = ".tmp"
"""Ending of a file or folder that is being written; what a dead process left of these is removed."""


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` at `path` so that a crash at any moment leaves the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    tmp = path.with_name(path.name + TMP)
    tmp.write_bytes(content)
    move_whole(tmp, path)


def move_whole(tmp: Path, path: Path) -> None:
    """Rename a finished file or folder to its final name, everything on disk first."""
    for part in [*tmp.iterdir()] if tmp.is_dir() else []:
        sync(part)
    sync(tmp)
    tmp.replace(path)
    sync(path.parent)


def sync(path: Path) -> None:
    """Make sure that a file or folder is on disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def clean(folders: Iterable[Path]) -> None:
    """Remove what a process that died while writing left behind. Only for the holder of the writer's lock."""
    for folder in folders:
        for left in folder.glob(f"*{TMP}*"):
            if left.is_dir():
                shutil.rmtree(left)
            else:
                left.unlink()
