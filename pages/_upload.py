"""What the upload page asks of the program: it is given the reader, and knows neither loaders nor checks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
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


class Rules(Protocol):
    """The läsregler of all kommuner, which a service may have as its `rules` (loaders.rules.RuleBook)."""

    def kommuner(self) -> list[str]: ...
    def wrong(self, kommun: str) -> str: ...
    def rules(self, kommun: str) -> Sequence[Any]: ...
    def removed(self, kommun: str) -> Sequence[Any]: ...
    def stamp(self) -> tuple[Any, ...]: ...
    def sentence(self, key: str, answer: str) -> str: ...
    def change(self, kommun: str, key: str, answer: str, who: str = "") -> None: ...
    def remove(self, kommun: str, key: str) -> Any: ...
    def restore(self, kommun: str, key: str) -> None: ...
    def undo(self, kommun: str, key: str, file: str) -> None: ...
    def exported(self, kommun: str) -> str: ...
    def imported(self, kommun: str, text: str, name: str, who: str = "") -> Any: ...
    def remember(
        self, report: Report, findings: Iterable[Finding], answers: Mapping[str, str], who: str = ""
    ) -> Sequence[Any]: ...


def questions(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that ask something; those with a key can be answered here, the others in the file."""
    return [f for f in findings if f.code.startswith("fraga") or (f.key and f.choices)]


def right_answer(key: str, text: str, choices: Sequence[str] = ()) -> bool:
    """Whether an answer is one of the choices, or has the form that its question asks for."""
    if choices:
        return text in choices
    return key != PERIOD or bool(_PERIOD.fullmatch(text))


def kept(key: str) -> bool:
    """May an answer be kept as a läsregel? Not one that is about this file only."""
    return bool(key) and not key.startswith(ONE_FILE)


PERIOD = "fraga_period"
ONE_FILE = ("fraga_", "bladnamnd:", "kapning:", "cell:", "tid:")
_PERIOD = re.compile(r"(19|20)\d\d-(0\d|1[0-2])")
