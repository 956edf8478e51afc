"""What a reader has to tell of a whole sheet or page, beside its cells: codes of Sheet.notes, and texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from store.records import Finding, Severity

NOTES = {
    "inskannad_sida": (
        Severity.WARNING,
        "{} är en bild utan text, troligen inskannad. Talen där kan inte läsas: lämna tabellen som "
        "Excel-arbetsbok (.xlsx), eller klistra in den.",
    ),
}
_MOST = 8


def notes_told(sheets: Iterable[tuple[str, Sequence[str]]]) -> Iterator[Finding]:
    """One finding a kind of note, for the sheets (name, codes of its notes) that have it."""
    having: dict[str, list[str]] = {}
    for name, codes in sheets:
        for code in codes:
            having.setdefault(code, []).append(name)
    for code, names in having.items():
        severity, text = NOTES[code]
        more = f" och {len(names) - _MOST} till" if len(names) > _MOST else ""
        yield Finding(severity, code, text.format(", ".join(names[:_MOST]) + more))
