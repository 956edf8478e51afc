"""What a number that the report derived itself says it is: rapporterad:avvikelse:intakter and the like."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from store.records import REPORTED

WORDS = {
    "avvikelse": "avvikelse",
    "prognosavvikelse": "prognosavvikelse",
    "prognosfel": "prognosfel",
    "prognosforandring": "prognosförändring",
    "forandring": "förändring",
    "kvar": "kvar att förbruka",
    "forbrukning": "förbrukning",
}
_ALIASES = {"andring": "forandring", "prognosandring": "prognosforandring", "budgetavvikelse": "avvikelse"}
UTVECKLING = "nettokostnadsutveckling"


@dataclass(frozen=True, slots=True)
class Derived:
    """`kind` is a key of WORDS, UTVECKLING, or an unknown word as it stands; `pct`: printed in percent."""

    kind: str
    measure: str
    pct: bool

    @property
    def known(self) -> bool:
        return self.kind == UTVECKLING or (self.kind in WORDS and bool(self.measure))


@lru_cache(maxsize=4096)
def parse(measure: str) -> Derived | None:
    """'rapporterad:arsarbetare_forandring_pct' -> forandring, arsarbetare, pct; None: not derived."""
    if not measure.startswith(REPORTED):
        return None
    word, _, base = measure.removeprefix(REPORTED).partition(":")
    pct = word.endswith("_pct") or base.endswith("_pct")
    word, base = word.removesuffix("_pct"), base.removesuffix("_pct")
    kind, inner = _split(word)
    return Derived(_ALIASES.get(kind, kind), base or inner, pct)


def _split(word: str) -> tuple[str, str]:
    """'arsarbetare_forandring' -> ('forandring', 'arsarbetare'); 'avvikelse' -> ('avvikelse', '')."""
    for kind in (*WORDS, *_ALIASES):
        if word.endswith("_" + kind):
            return kind, word.removesuffix("_" + kind)
    return word, ""
