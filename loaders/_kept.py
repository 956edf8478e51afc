"""The läsregler of a reading: fetched when the kommun is known, and told of when they were used."""

from __future__ import annotations

from collections.abc import Mapping

from loaders._given import LOCAL, Answers
from loaders._sentence import sentence
from store.records import Finding, Severity

Rules = Mapping[str, Mapping[str, str]]
"""kommun -> the answers that are kept for it."""


def taken(own: Mapping[str, str], rules: Rules | None, kommun: str) -> Answers:
    """The answers of this reading: the user's own, and those of the kommun's rules that fit any file."""
    kept = (rules or {}).get(kommun, {})
    return Answers(own, {k: v for k, v in kept.items() if not k.startswith(LOCAL)})


def told(answers: Answers) -> list[Finding]:
    """What the reader did by rule, and which rules of the tables in the file found nothing to say."""
    said = {k: sentence(k, v, answers.names.get(k, "")) for k, v in answers.used.items()}
    used = [Finding(Severity.INFO, "lasregel", f"Läst enligt läsregel: {t}", key=k) for k, t in said.items()]
    idle = [k for k in sorted(answers.rules - set(answers.used)) if _layout(k) in answers.layouts]
    return used + [
        Finding(
            Severity.INFO, "lasregel_oanvand",
            f"En läsregel användes inte: {sentence(k, answers[k])} Det som den gäller finns inte i tabellen, "
            "eller är tydligt utan den.", key=k,
        )
        for k in idle
    ]  # fmt: skip


def _layout(key: str) -> str:
    return f"{key}:".split(":")[1]
