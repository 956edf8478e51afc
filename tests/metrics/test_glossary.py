"""data/glossary.toml: every term explained once, in one or two plain sentences."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest

import settings
from metrics import METRICS
from store import codes

GLOSSARY: dict[str, dict[str, Any]] = tomllib.loads(
    (settings.ROOT / "data" / "glossary.toml").read_text("utf-8")
)


@pytest.mark.parametrize("term", GLOSSARY)
def test_a_term_is_explained_in_a_few_sentences(term: str) -> None:
    entry = GLOSSARY[term]
    assert re.fullmatch(r"[a-z0-9-]+", term)
    assert set(entry) <= {"label", "definition", "also", "reference"}
    sentences = re.split(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])", entry["definition"])
    assert entry["label"] and entry["definition"].endswith(".") and len(sentences) <= 3


def test_nothing_is_defined_twice() -> None:
    labels = [entry["label"].casefold() for entry in GLOSSARY.values()]
    declared = {m.label.casefold() for m in METRICS.values()} - {"verksamhetsmått"}
    assert len(set(labels)) == len(labels)
    assert not declared & set(labels)


def test_every_post_of_a_report_is_explained() -> None:
    """A measure of the code list is a term, or what a nyckeltal shows."""
    known = [e["label"] for e in GLOSSARY.values()] + [m.label for m in METRICS.values()]
    explained = " ".join(known + [w for e in GLOSSARY.values() for w in e.get("also", ())]).casefold()
    posts = [m for m in codes.matt() if m.kind in ("post", "resultat", "balans", "investering", "central")]
    assert [m.name for m in posts if m.name.casefold() not in explained] == []
