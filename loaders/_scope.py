"""Which nämnd and kommun a table is about: the nearest heading above decides, also for the tables below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from loaders import _match
from loaders._document import Document, kommuner_in, named_namnd
from loaders._given import Answers
from loaders._table import RawTable

_WHOLE = re.compile(
    r"\b(?:for|hela) kommunen\b|\bkommunens (?:resultat|drift|samlade|totala)|\bkommunen totalt\b"
)


def of_kommun(table: RawTable, document: Document) -> Document:
    """The document for a table about the kommun as a whole: its title says so, or it has skatteintäkter,
    which no nämnd has. A koncern is more than the kommun.
    """
    texts = [_match.key(t) for t in (document.unknown_namnd, table.corner, *table.titles[-3:], table.sheet)]
    if any("koncern" in t for t in texts):
        return document
    said = any(_WHOLE.search(t) for t in texts) or texts[0] in ("kommunen", "kommunen som helhet")
    taxes = any((m := _match.measure(r.label)) and m.code == "skatteintakter" for r in table.rows)
    return replace(document, namnd="", unknown_namnd="", whole=True) if said or taxes else document


@dataclass(frozen=True, slots=True)
class Scope:
    """What the caller has said: `kommun` was chosen; `namnd` stands for the one name that the list does not
    have; `answers` to questions about single names.
    """

    kommun: bool
    namnd: str
    answers: Answers

    def applied(self, document: Document) -> Document:
        """The document with what the caller has said of its unknown nämnd, or of a nämnd it does not name."""
        answer = self.answers.namnd(document.unknown_namnd) or self.namnd
        unnamed = document.unknown_namnd or not document.namnd
        return replace(document, namnd=answer, unknown_namnd="") if answer and unnamed else document

    def below(self, titles: Sequence[str], current: Document, whole: Document) -> Document:
        """The document as the titles directly above a table leave it; without a name, as the table before."""
        document = self._in_kommun(titles, current, whole)
        named = next((n for t in reversed(titles) if any(n := named_namnd(document.kommun, t))), None)
        if named:
            document = replace(document, namnd=named[0], unknown_namnd=named[1])
        return self.applied(document)

    def _in_kommun(self, titles: Sequence[str], current: Document, whole: Document) -> Document:
        """A table below the name of another kommun is about nobody that we know here."""
        found = {code for t in titles for code in kommuner_in(t)}
        if not found or self.kommun:
            return current
        if whole.kommun in found:
            return current if current.kommun else whole
        return replace(current, kommun="", namnd="", unknown_namnd="")
