"""Läsregler as TOML that a person can read and edit: parsed, judged rule by rule, and written."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import tomli_w

from loaders._answers import COLUMNS, MINUS, OWN, PAIR
from loaders._choices import CELLS, MONTH, TABLE
from loaders._fingerprint import row_key
from loaders._given import LOCAL, SKIP
from loaders._sentence import sentence
from store import codes

LARGEST = 1_000_000
MOST = 5000
HEAD = (
    "# Läsregler: svar på frågor om hur kommunens rapporter ska läsas. Varje [[regel]] gäller en tabell-\n"
    "# layout. Ändra svar = \"...\" eller ta bort en regel; 'hoppa' betyder att talen utelämnas.\n\n"
)
_KEY = re.compile(r"^(?P<kind>[a-z]+):(?P<layout>[0-9a-f]{10})(?::(?P<name>.+))?$", re.S)
_NAMED = ("kolumn", "rad", "dubbel", "period")
_WHOLE = {k: {v for v, _ in choices} for k, choices in CELLS.items()} | {
    "tabell": {v for v, _ in TABLE},
    "manad": {v for v, _ in MONTH},
    "period": {"rapporten"},
}
_FIELDS = {
    "key": "nyckel", "answer": "svar", "layout": "layout", "question": "fraga", "who": "vem", "when": "nar",
    "file": "fil", "used": "senast", "before": "tidigare_svar",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """A kept answer. `layout`: the words of the table's headings; `when`, `used`: dates, ÅÅÅÅ-MM-DD;
    `before`: the answer that it replaced; `choices`: the answers that were offered; `other`: what others have
    added to it in the file.
    """

    key: str
    answer: str
    layout: str = ""
    question: str = ""
    who: str = ""
    when: str = ""
    file: str = ""
    used: str = ""
    before: str = ""
    choices: tuple[str, ...] = ()
    other: Mapping[str, Any] = field(default_factory=dict)

    @property
    def does(self) -> str:
        """What it does, in a Swedish sentence."""
        return self.says(self.answer)

    def says(self, answer: str) -> str:
        """What another answer would do."""
        quoted = [t for t in re.findall("”(.+?)”", self.question) if self.key.endswith(f":{row_key(t)}")]
        return sentence(self.key, answer, quoted[0] if quoted else "")


def parse(text: str, name: str) -> tuple[list[Rule], dict[str, Any]]:
    """(rules, what else the file has). Raises ValueError, in Swedish, that names the file and the rule."""
    if len(text) > LARGEST:
        raise ValueError(f"{name} är för stor för att vara läsregler.")
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{name} går inte att tolka som TOML: {error}") from error
    found = tree.pop("regel", [])
    if not isinstance(found, list) or len(found) > MOST:
        raise ValueError(f"{name} ska ha högst {MOST} [[regel]].")
    return [_rule(entry, f"{name}, regel {i}") for i, entry in enumerate(found, 1)], tree


def _rule(entry: object, where: str) -> Rule:
    if not isinstance(entry, dict):
        raise ValueError(f"{where}: en regel skrivs [[regel]] med nyckel och svar.")
    left = dict(entry)
    texts = {ours: _text(left.pop(theirs, ""), theirs, where) for ours, theirs in _FIELDS.items()}
    choices = left.pop("val", [])
    left.pop("betyder", "")
    if not isinstance(choices, list) or not all(isinstance(c, str) for c in choices):
        raise ValueError(f"{where}: val ska vara en lista av texter.")
    if wrong := problem(texts["key"], texts["answer"]):
        raise ValueError(f"{where}: {wrong}")
    return Rule(**texts, choices=tuple(choices), other=left)


def _text(value: object, name: str, where: str) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{where}: {name} ska vara text inom citattecken.")
    return value


def dump(rules: Iterable[Rule], other: Mapping[str, Any]) -> str:
    """The file's text."""
    return HEAD + tomli_w.dumps({**other, "regel": [_entry(r) for r in rules]}, multiline_strings=False)


def _entry(rule: Rule) -> dict[str, Any]:
    said = {theirs: getattr(rule, ours) for ours, theirs in _FIELDS.items() if getattr(rule, ours)}
    entry = {"betyder": rule.does, **said}
    return entry | ({"val": list(rule.choices)} if rule.choices else {}) | dict(rule.other)


def problem(key: str, answer: str) -> str:
    """Why it cannot be a rule, in Swedish; '' when it can."""
    if key.startswith(LOCAL):
        return f"{key} gäller en enda fil och sparas inte som läsregel."
    if key.startswith("namnd:") and len(key) > len("namnd:"):
        return "" if answer else "svaret saknas."
    match = _KEY.match(key)
    kinds = (*_NAMED, *_WHOLE)
    if not match or match["kind"] not in kinds or (match["kind"] in _NAMED) != bool(match["name"]):
        return f"nyckeln ”{key}” är ingen känd fråga."
    return "" if allowed(match["kind"], answer) else f"svaret ”{answer}” passar inte frågan {key}."


def allowed(kind: str, answer: str) -> bool:
    """Is it an answer to that kind of question?"""
    if answer == SKIP:
        return True
    if kind == "kolumn":
        return answer in (*COLUMNS, "period", "helar") or (answer.startswith(PAIR) and MINUS in answer)
    if kind == "rad":
        return _row(answer)
    return bool(answer) if kind == "dubbel" else answer in _WHOLE[kind]


def _row(answer: str) -> bool:
    own = answer.startswith(OWN) and answer.removeprefix(OWN) in ("antal", "kr", "procent")
    part = re.fullmatch(r"verksamhet=[a-z0-9-]*", answer)
    return own or bool(part) or answer == "summa" or any(m.code == answer for m in codes.matt())


def foreign(rule: Rule, kommun: str) -> str:
    """Why a rule cannot be used in a kommun: it names a nämnd or verksamhet that the kommun does not have."""
    if rule.key.startswith("namnd:") and rule.answer != SKIP:
        known: Sequence[str] = [n.code for n in codes.namnder(kommun)]
        return "" if rule.answer in known else f"nämnden {rule.answer} finns inte i kommunen"
    code = rule.answer.removeprefix("verksamhet=") if rule.answer.startswith("verksamhet=") else ""
    parts = [v.code for v in codes.verksamheter(kommun)]
    return "" if not code or code in parts else f"verksamheten {code} finns inte i kommunen"
