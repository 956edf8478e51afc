"""Läsregler: the answers that a kommun's controllers have given, kept so that the next report of the same
layout reads without a question. One TOML file for each kommun, which people may read, edit and share.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from loaders._fingerprint import fingerprint
from loaders._given import LOCAL, SKIP
from loaders._rule_file import Rule, dump, foreign, parse, problem
from loaders._sentence import sentence
from store.records import Finding, Report

__all__ = ["Imported", "Rule", "RuleBook", "from_answers", "sentence"]

REMOVED = "borttagna"  # the folder of rules that were taken away
KEPT = 20


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, by key; `refused` says why."""

    added: tuple[str, ...]
    replaced: tuple[str, ...]
    same: tuple[str, ...]
    refused: tuple[str, ...]


class RuleBook:
    """The rules of all kommuner, in a folder. Safe for several processes: writers wait for each other, and a
    reader sees the old file or the new one.
    """

    def __init__(self, folder: Path) -> None:
        """`folder`: <data_folder>/lasregler."""
        self.folder = folder

    def kommuner(self) -> list[str]:
        """The codes of the kommuner that have rules."""
        return sorted(p.stem for p in self.folder.glob("*.toml")) if self.folder.is_dir() else []

    def rules(self, kommun: str) -> tuple[Rule, ...]:
        """A kommun's rules, as they stand in its file. Raises ValueError (Swedish) when it is not valid."""
        return tuple(self._read(kommun)[0])

    def answers(self) -> dict[str, dict[str, str]]:
        """kommun -> key -> answer, for `read_file`. A file that is not valid is left out: see `wrong`."""
        good = [k for k in self.kommuner() if not self.wrong(k)]
        return {k: {r.key: r.answer for r in self.rules(k)} for k in good}

    def wrong(self, kommun: str) -> str:
        """What is wrong with a kommun's file, or ''."""
        try:
            self._read(kommun)
        except (ValueError, OSError) as error:
            return str(error)
        return ""

    def put(self, kommun: str, rules: Iterable[Rule]) -> None:
        """Add rules, or replace those with the same key (their answer is then remembered)."""
        new = {r.key: r for r in rules}
        self._change(kommun, lambda old: _merged(old, new))

    def change(self, kommun: str, key: str, answer: str, who: str = "") -> None:
        """Give a rule another answer. Raises ValueError when there is none, or the answer does not fit."""
        old = self.get(kommun, key)
        if old is None:
            raise ValueError("Läsregeln finns inte längre.")
        if wrong := problem(key, answer):
            raise ValueError(wrong)
        self.put(kommun, [replace(old, answer=answer, who=who or old.who, when=_today())])

    def get(self, kommun: str, key: str) -> Rule | None:
        return next((r for r in self.rules(kommun) if r.key == key), None)

    def remove(self, kommun: str, key: str) -> Rule | None:
        """Take a rule away; `restore` puts it back."""
        found = self.get(kommun, key)
        if found:
            self._change(kommun, lambda old: [r for r in old if r.key != key])
            gone = RuleBook(self.folder / REMOVED)
            gone._change(kommun, lambda old: [*(r for r in old if r.key != key), found][-KEPT:])
        return found

    def undo(self, kommun: str, key: str, file: str) -> None:
        """Take back the rule that an answer to a file gave; what it had replaced holds again."""
        rule = self.get(kommun, key)
        if rule is None or rule.file != file:
            return
        if rule.before:
            self._change(kommun, lambda old: [_back(r) if r.key == key else r for r in old])
        else:
            self.remove(kommun, key)

    def remember(
        self, report: Report, findings: Iterable[Finding], answers: Mapping[str, str], who: str = ""
    ) -> list[Rule]:
        """Keep the answers that were given to a report's questions. Raises ValueError for a broken file."""
        kommun = answers.get("fraga_kommun") or report.kommun
        new = from_answers(report, findings, answers, who) if kommun else []
        if new:
            self.put(kommun, new)
        return new

    def stamp(self) -> tuple[tuple[str, int], ...]:
        """Another one when any rule has changed."""
        return tuple((k, self._path(k).stat().st_mtime_ns) for k in self.kommuner())

    def removed(self, kommun: str) -> tuple[Rule, ...]:
        """The rules that were taken away last, newest first; those that have come back are not among them."""
        kept = {r.key for r in self.rules(kommun)}
        return tuple(r for r in RuleBook(self.folder / REMOVED).rules(kommun)[::-1] if r.key not in kept)

    def restore(self, kommun: str, key: str) -> None:
        """Put back a rule that was taken away. Raises ValueError when it is not there."""
        gone = next((r for r in self.removed(kommun) if r.key == key), None)
        if gone is None:
            raise ValueError("Läsregeln finns inte bland de borttagna.")
        self.put(kommun, [gone])

    @staticmethod
    def sentence(key: str, answer: str) -> str:
        """What an answer does."""
        return sentence(key, answer)

    def mark_used(self, kommun: str, keys: Iterable[str], day: str = "") -> None:
        """Remember that rules were used, by the day."""
        day, wanted = day or _today(), set(keys)
        if (
            wanted
            and not self.wrong(kommun)
            and any(r.key in wanted and r.used != day for r in self.rules(kommun))
        ):
            self._change(kommun, lambda old: [replace(r, used=day) if r.key in wanted else r for r in old])

    def exported(self, kommun: str) -> str:
        """The kommun's rules as TOML, without when they were used there."""
        return dump([replace(r, used="", before="") for r in self.rules(kommun)], {})

    def imported(self, kommun: str, text: str, name: str, who: str = "") -> Imported:
        """Take in another kommun's rules. Raises ValueError (Swedish) when the text is not valid; a rule that
        names a nämnd that the kommun does not have is refused.
        """
        rules, _ = parse(text, name)
        old = {r.key: r.answer for r in self.rules(kommun)}
        refused = {r.key: why for r in rules if (why := foreign(r, kommun))}
        taken = [r for r in rules if r.key not in refused]
        new = [replace(r, who=who or r.who, used="") for r in taken if old.get(r.key) != r.answer]
        if new:
            self.put(kommun, new)
        return Imported(
            tuple(r.key for r in new if r.key not in old), tuple(r.key for r in new if r.key in old),
            tuple(r.key for r in taken if old.get(r.key) == r.answer),
            tuple(f"{sentence(r.key, r.answer)} Nej: {refused[r.key]}." for r in rules if r.key in refused),
        )  # fmt: skip

    def _path(self, kommun: str) -> Path:
        """A kommun's code is checked by its form before it becomes a path."""
        if not re.fullmatch(r"[a-z0-9-]{1,60}", kommun):
            raise ValueError(f"Okänd kommun: {kommun!r}.")
        return self.folder / f"{kommun}.toml"

    def _read(self, kommun: str) -> tuple[list[Rule], dict[str, Any]]:
        path = self._path(kommun)
        try:
            return parse(path.read_text("utf-8"), path.name)
        except FileNotFoundError:
            return [], {}
        except UnicodeDecodeError as error:
            raise ValueError(f"{path.name} är inte skriven i UTF-8.") from error

    def _change(self, kommun: str, change: Callable[[list[Rule]], Sequence[Rule]]) -> None:
        path = self._path(kommun)
        with _alone(self.folder):
            rules, other = self._read(kommun)
            _write(path, dump(change(rules), other))


def from_answers(
    report: Report, findings: Iterable[Finding], answers: Mapping[str, str], who: str = ""
) -> list[Rule]:
    """The rules that answers to a report's questions make; none of what is only about the file."""
    asked = {f.key: f for f in findings if f.key}
    layouts = {t.layout for t in report.tables}
    return [
        Rule(
            key, answer, _layout(key, layouts), asked[key].message, who, _today(), report.file,
            choices=tuple(asked[key].choices),
        )
        for key, answer in answers.items()
        if key in asked and not key.startswith(LOCAL) and not problem(key, answer)
        and (answer == SKIP or answer in asked[key].choices)
    ]  # fmt: skip


def _layout(key: str, layouts: Iterable[str]) -> str:
    wanted = f"{key}:".split(":")[1]
    return next((text for text in layouts if fingerprint(text) == wanted), "")


def _merged(old: Sequence[Rule], new: Mapping[str, Rule]) -> list[Rule]:
    known = {r.key for r in old}
    changed = [_over(r, new[r.key]) if r.key in new else r for r in old]
    return changed + [r for key, r in new.items() if key not in known]


def _over(old: Rule, new: Rule) -> Rule:
    before = old.answer if old.answer != new.answer else old.before
    return replace(new, before=before, other={**old.other, **new.other}, choices=new.choices or old.choices)


def _back(rule: Rule) -> Rule:
    return replace(rule, answer=rule.before, before="")


def _today() -> str:
    return dt.datetime.now().astimezone().date().isoformat()


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One writer at a time; the lock is the kernel's, so a process that dies leaves nothing behind."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / "lasregler.lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _write(path: Path, text: str) -> None:
    """Whole or not at all."""
    part = path.with_name(f"{path.name}.tmp")
    with part.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
