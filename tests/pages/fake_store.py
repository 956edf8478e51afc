"""A store that answers from memory, for tests of the frame that need no figures."""

from __future__ import annotations

from typing import Any


class FakeStore:
    """Two kommuner, one of them made up; no facts."""

    generation = 1

    def refresh(self) -> None:
        """Nothing changes here."""

    def kommuner(self) -> list[dict[str, Any]]:
        return [
            {"code": "goteborg", "name": "Göteborg", "fictional": False},
            {"code": "exempelstad", "name": "Exempelstad", "fictional": True},
        ]

    def reports(self, kommun: str, _as_of: Any = None) -> list[dict[str, Any]]:
        reports = ["2024-08", "2024-04"] if kommun == "exempelstad" else ["2024-08"]
        return [{"report": r, "kind": "delarsrapport", "title": "", "submissions": []} for r in reports]

    def namnder(self, _kommun: str, _report: str | None = None) -> list[dict[str, Any]]:
        return [{"code": "kommunstyrelsen", "name": "Kommunstyrelsen", "kind": "namnd"}]

    def verksamheter(self, _kommun: str, _namnd: str) -> list[dict[str, Any]]:
        return []
