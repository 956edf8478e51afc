"""What is kept: published facts, originals, submissions. SQL stands only in this room.

The names below are loaded when they are first used, so that those who need only store.records or store.codes
(the loaders, in their own process) do not load a database.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from store.lock import StoreBusy
    from store.publishing import publish, publish_many, rebuild, withdraw
    from store.reader import Store
    from store.submissions import StoreDamaged, Submission

__all__ = [
    "Store",
    "StoreBusy",
    "StoreDamaged",
    "Submission",
    "publish",
    "publish_many",
    "rebuild",
    "withdraw",
]

_HOMES = {
    "store.reader": ("Store",),
    "store.publishing": ("publish", "publish_many", "rebuild", "withdraw"),
    "store.lock": ("StoreBusy",),
    "store.submissions": ("StoreDamaged", "Submission"),
}


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(importlib.import_module(home), name)
    raise AttributeError(f"module 'store' has no attribute {name!r}")
