"""What the upload page asks of the program: it is given the reader, and knows neither loaders nor checks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Protocol

from store.records import Finding, Report


class Published(Protocol):
    """What publishing gives back."""

    @property
    def id(self) -> str: ...
    @property
    def existing(self) -> bool: ...
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

    def annotate(self, report: Report, content: bytes, *, macros: bool) -> bytes:
        """The file as a workbook with its findings. Raises ValueError (Swedish) when it cannot be made."""

    def withdraw(self, submission: str, by: str) -> Any:
        """Take back a published submission; what it had replaced stays replaced."""


def question_key(finding: Finding) -> str | None:
    """The name of a question's answer, or None when it can only be answered by mending the file.

    'fraga_kommun', 'fraga_namnd' and 'fraga_period' are about the file, 'fraga_namnd:<name>' about a name.
    """
    if row := _ROW.match(finding.message):
        return f"{finding.code}:{row[1]}"
    return finding.code if finding.code in _WHOLE_FILE and _FILE.search(finding.message) else None


def questions(findings: tuple[Finding, ...]) -> list[Finding]:
    """The findings that ask something."""
    return [f for f in findings if f.code.startswith("fraga")]


def right_answer(key: str, text: str) -> bool:
    """Whether an answer has the form that its question asks for."""
    return key != "fraga_period" or bool(_PERIOD.fullmatch(text))


_WHOLE_FILE = ("fraga_kommun", "fraga_namnd", "fraga_period")
_ROW = re.compile(r"Vilken nämnd är ”(.+?)”")
_FILE = re.compile(r"Vilken (kommun|period|månad|nämnd)\b.*\bgäller\b")
_PERIOD = re.compile(r"(19|20)\d\d-(0\d|1[0-2])")
