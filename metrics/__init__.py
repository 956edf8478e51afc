"""Nyckeltal: one declaration each. `ls metrics/` is the catalogue; files with an underscore are machinery."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

from metrics import ekonomi, matt, personal, prognos
from metrics._model import Answer, Better, Metric, Unit

__all__ = ["METRICS", "Answer", "Better", "Metric", "Unit"]


def _declared(*modules: ModuleType) -> Iterator[Metric]:
    """Every Metric, and every tuple of them, that a module has in a name of its own."""
    for module in modules:
        for name, found in vars(module).items():
            if not name.startswith("_"):
                yield from (
                    m for m in (found if isinstance(found, tuple) else (found,)) if isinstance(m, Metric)
                )


def _by_key(*modules: ModuleType) -> dict[str, Metric]:
    """Key -> metric. Raises ValueError when two different metrics have the same key."""
    found: dict[str, Metric] = {}
    for metric in _declared(*modules):
        if found.setdefault(metric.key, metric) != metric:
            raise ValueError(f"Två nyckeltal har nyckeln {metric.key!r}.")
    return found


METRICS: dict[str, Metric] = _by_key(ekonomi, prognos, personal, matt)
"""Key -> metric, in the order they are shown."""
