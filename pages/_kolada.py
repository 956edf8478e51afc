"""What is published from Kolada, for the pages that show it or lead to it."""

from __future__ import annotations

from typing import Any

SOURCE = "Källa: Kolada (RKA)"
KIND = "kolada"
_MEASURE = "matt:kolada-"


def exists(store: Any) -> bool:
    """Whether anything is published from Kolada."""
    return any(s["kind"] == KIND for s in store.submissions(states=["published"]))


def facts(store: Any) -> list[dict[str, Any]]:
    """The newest published figures, of women and men together: one a nyckeltal, kommun and year."""
    known: dict[tuple[str, str, int], dict[str, Any]] = {}
    published = [s for s in store.submissions(states=["published"]) if s["kind"] == KIND]
    for kommun, report in dict.fromkeys((s["kommun"], s["report"]) for s in reversed(published)):
        for fact in store.table(kommun, "", report):
            if fact["measure"].startswith(_MEASURE) and not fact["kon"]:
                known[fact["measure"], kommun, fact["year"]] = fact
    return list(known.values())


def is_kolada(fact: dict[str, Any]) -> bool:
    """Whether a fact, with what is known of its submission, comes from Kolada."""
    return fact["kind"] == KIND
