"""The answers that a reading is given: the user's own, and those kept from earlier reports of the kommun."""

from __future__ import annotations

from collections.abc import Mapping

SKIP = "hoppa"
LOCAL = ("fraga_", "bladnamnd:", "kapning:", "cell:", "tid:")
"""Answers about one file: they are never kept as rules."""
LEFT_OUT = {"hoppa": "utelämnad enligt ditt svar", "hoppa_regel": "utelämnad enligt läsregel"}


class Answers(dict[str, str]):
    """The user's own answers, and below them those kept as läsregler. `used`: the rules that were asked for;
    `asked`: the layouts that were met. `several`: the file names more than one nämnd.
    """

    def __init__(self, own: Mapping[str, str], rules: Mapping[str, str] | None = None):
        super().__init__({**(rules or {}), **own})
        self.rules = set(rules or {}) - set(own)
        self.used: dict[str, str] = {}
        self.names: dict[str, str] = {}  # what the file calls the columns and rows of the rules
        self.layouts: set[str] = set()
        self.several = False

    def get(self, key: str, default: str = "") -> str:  # type: ignore[override]
        value = super().get(key, default)
        if key in self.rules:
            self.used[key] = value
        return value

    def skipped(self, key: str) -> str:
        """The reason (a code) for leaving out what the answer says shall be left out; '' otherwise."""
        if self.get(key) != SKIP:
            return ""
        return "hoppa_regel" if key in self.rules else "hoppa"

    def namnd(self, label: str) -> str:
        """The code of the nämnd that a name was answered to be; '' when it was not."""
        code = self.get(f"namnd:{label}")
        return "" if code == SKIP else code
