"""What the upload page asks of the program: it is given the reader, and knows neither loaders nor checks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from store.records import Finding, Report


class Published(Protocol):
    """What publishing gives back."""

    @property
    def id(self) -> str: ...
    @property
    def superseded(self) -> tuple[str, ...]: ...


class UploadService(Protocol):
    """Reads, publishes and withdraws. `intake.Intake` is the one that the program uses."""

    def read(
        self, name: str, content: bytes, answers: Mapping[str, str]
    ) -> tuple[Report | None, tuple[Finding, ...]]:
        """What the file says, and what was found. No Report: it cannot be read; the finding says why."""

    def publish(self, report: Report, content: bytes, publisher: str) -> Published:
        """Store the report and make it the newest word. Raises ValueError (Swedish) when it may not be."""

    def withdraw(self, submission: str, by: str) -> Any:
        """Take back a published submission; what it had replaced applies again."""


def question_key(finding: Finding) -> str:
    """The name of a question: the same each time the file is read, so that an answer finds it again."""
    return f"{finding.code}:{','.join(finding.cells)}"


def questions(findings: tuple[Finding, ...]) -> list[Finding]:
    """The findings that ask something."""
    return [f for f in findings if f.code.startswith("fraga")]
