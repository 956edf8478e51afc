"""Exempelstad's goals and audits as texts: how kommunfullmäktiges mål go, and what the auditors recommend."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from exports._demo_kommun import KOMMUN, Namnd, namnd
from exports._demo_report import measured
from store.workbook_layout import layout

_HEADS = ("Mål", "Indikator", "Nämnd", "Riktning", "Status", "Så mäts det")
_GOALS: tuple[tuple[str, tuple[tuple[str, int, str, str], ...]], ...] = (
    ("Alla barn och elever lyckas", (
        ("grundskolenamnden", 1, "Öka", "Andel av årskurs 9, Skolverkets statistik"),
        ("forskolenamnden", 2, "Öka", "Andel av anställda i november"),
        ("gymnasie-och-vuxenutbildningsnamnden", 0, "Öka", "Andel av årskullen, Skolverkets statistik"),
    )),
    ("En trygg omsorg", (
        ("aldrenamnden", 1, "Öka", "Brukarundersökning, n = 412"),
        ("aldrenamnden", 2, "Minska", "Mätning under två veckor i oktober, n = 96"),
        ("namnden-for-funktionsstod", 1, "Öka", "Självskattning i verksamheten, n = 74"),
    )),
    ("En kommun att växa i", (
        ("samhallsbyggnadsnamnden", 0, "Minska", "Genomsnitt av årets ärenden"),
        ("tekniska-namnden", 1, "Minska", "Uppmätt i kommunens fastigheter"),
    )),
)  # fmt: skip
"""Goal -> (nämnd, which of its mått, direction, how it is measured)."""

_SCALE = ("Uppfyllt", "Delvis uppfyllt", "Ej uppfyllt")
_NEAR = Decimal("0.03")
_AUDITS = (
    ("upphandling av konsulter", "uppföljning av privata utförare"),
    ("intern kontroll av utbetalningar",),
    ("kommunstyrelsens uppsikt över bolagen", "beredskap för längre strömavbrott", "bisysslor"),
    ("beslutsunderlag vid investeringar", "rutiner för orosanmälningar"),
)
FIRST_AUDIT = 2022


def texts() -> Iterator[tuple[int, int, str, bytes]]:
    """(year, month, file name, content): a follow-up of the goals each year's end, an audit each spring."""
    for year in range(2022, 2025):
        yield year, 12, f"exempelstad-{year}-12-maluppfoljning.txt", goals(year).encode()
    for year in range(FIRST_AUDIT, FIRST_AUDIT + len(_AUDITS)):
        yield year, 4, f"exempelstad-{year}-04-revision.txt", audit(year).encode()


def goals(year: int) -> str:
    """The table of goals in the årsredovisning."""
    lines = [KOMMUN + "s kommun", f"Årsredovisning {year}: måluppföljning", "", "\t".join(_HEADS)]
    for goal, indicators in _GOALS:
        for code, which, direction, how in indicators:
            n = namnd(code)
            line = (goal, n.matt[which].label, n.name, direction, _status(n, which, direction, year), how)
            lines.append("\t".join(line))
    return "\n".join(lines) + "\n"


def _status(n: Namnd, which: int, direction: str, year: int) -> str:
    """The kommun's own judgement: there, within three percent of the target, or not."""
    table = layout().table("matt")
    told = {c.scenario: c for c in layout().columns_of(table, 12) if not c.year}
    value, target = (measured(n.matt[which], told[s], year, 12) for s in ("utfall", "budget"))
    short = (target - value if direction == "Öka" else value - target) / target
    return _SCALE[0] if short <= 0 else _SCALE[1] if short <= _NEAR else _SCALE[2]


def audit(year: int) -> str:
    """What the auditors gave for the year before, what they follow up, and what they have ended."""
    lines = [f"{KOMMUN}s kommun", "Kommunstyrelsen", f"Delårsrapport april {year}: revisionsrapporter", ""]
    lines += [f"Granskning av kommunstyrelsen – verksamhetsåret {year - 1}", ""]
    lines += _list("Revisorerna lämnar rekommendationer om:", year)
    lines += [f"Yttrande, godkänt av kommunstyrelsen {year}-04-22", ""]
    lines += [f"Pågående/planerad granskning av kommunstyrelsens verksamhet {year}", ""]
    lines += _list("Uppföljning av rekommendationer från föregående år:", year - 1)
    lines += _list("Avslutade rekommendationer:", year - 2)
    return "\n".join(lines) + "\n"


def _list(intro: str, year: int) -> list[str]:
    """A list of the recommendations first given in `year`; nothing when there were none."""
    given = _AUDITS[year - FIRST_AUDIT] if 0 <= year - FIRST_AUDIT < len(_AUDITS) else ()
    return [intro, "", *(f"- {text}" for text in given), ""] if given else []
