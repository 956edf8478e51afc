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
    "avklippt_text": (
        Severity.WARNING,
        "{}: namn på rader är avklippta, för att kolumnen är för smal. De har … efter sig här. Ett namn som "
        "inte säkert är ett känt namn frågas det om. Gör kolumnen bredare och skriv ut igen.",
    ),
    "ritad_sida": (
        Severity.WARNING,
        "{} har ingen text, bara streck och former. Talen där kan inte läsas: spara rapporten som PDF direkt "
        "ur Word eller Excel, eller lämna tabellen som Excel-arbetsbok (.xlsx).",
    ),
    "trasig_sida": (
        Severity.WARNING,
        "{} är skadad i filen. Talen där läses inte: spara rapporten som en ny PDF, eller lämna tabellen som "
        "Excel-arbetsbok (.xlsx).",
    ),
    "full_sida": (
        Severity.WARNING,
        "{} har mer text än en sida i en rapport kan ha. Inget tal där läses: lämna tabellen som "
        "Excel-arbetsbok (.xlsx), eller dela upp den på flera sidor.",
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
