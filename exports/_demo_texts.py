"""Exempelstad's words: uppdrag with their statuses, and the nämnders' comments on their own figures."""

from __future__ import annotations

from decimal import Decimal

from exports import _demo_money as money
from exports import _demo_staff as staff
from exports._demo_kommun import FIRST, Namnd
from swedish import amount, number, percent

_UPPDRAG = {
    "kommunstyrelsen": (
        "Ta fram en plan för hur kommunens lokalbestånd ska minska fram till 2030",
        "Samordna nämndernas arbete med civil beredskap",
    ),
    "forskolenamnden": (
        "Redovisa hur antalet platser anpassas till färre barn",
        "Ta fram en handlingsplan för lägre sjukfrånvaro",
    ),
    "grundskolenamnden": (
        "Utred en ny skola i östra Exempelstad",
        "Öka andelen elever som är behöriga till gymnasiet",
    ),
    "gymnasie-och-vuxenutbildningsnamnden": ("Ta fram fler yrkesutbildningar med det lokala näringslivet",),
    "socialnamnden": (
        "Bygg ut öppenvården så att placeringarna av barn och unga kan minska",
        "Redovisa en åtgärdsplan för en ekonomi i balans",
    ),
    "aldrenamnden": (
        "Inför en fast omsorgskontakt för alla med hemtjänst",
        "Planera för ett nytt särskilt boende 2027",
    ),
    "namnden-for-funktionsstod": ("Korta väntetiden till bostad med särskild service",),
    "kulturnamnden": ("Pröva meröppet på alla bibliotek",),
    "fritidsnamnden": ("Ta fram underlag för en ny simhall",),
    "kultur-och-fritidsnamnden": (
        "Följ upp sammanslagningen av kultur- och fritidsnämnderna",
        "Ta fram underlag för en ny simhall",
    ),
    "samhallsbyggnadsnamnden": ("Korta handläggningstiden för bygglov till 35 dagar",),
    "tekniska-namnden": ("Minska energianvändningen i kommunens fastigheter",),
    "miljonamnden": ("Inför digital tillsyn där det är möjligt",),
    "overformyndarnamnden": ("Granska alla årsräkningar före den 1 september",),
}
_LATE = ("forskolenamnden", 1)
"""Whose second uppdrag should have been back before it was."""
_ROUNDS = ("Pågår", "Pågår", "Delrapporterad", "Pågår", "Föreslås förklaras fullgjord", "Förklarad fullgjord")
_WHY = {
    "underskott": "Fler barn och unga är placerade än budgeten räknar med, "
    "och varje vårddygn har blivit dyrare.",
    "volym": "Antalet barn minskar, men grupper och lokaler har inte hunnit anpassas, "
    "och vikarierna kostar mer.",
}


def uppdrag(n: Namnd, year: int, month: int) -> list[tuple[str, str, str, str, str]]:
    """(ärendenummer, text, beslut, status, when it comes back): a new round every other year, done in six
    reports.
    """
    start = max(n.first, FIRST + (year - FIRST) // 2 * 2)
    step = (year - start) * 3 + month // 4 - 1
    if step >= len(_ROUNDS):
        return []
    return [
        (
            f"EXS {start}/{100 + 7 * i + len(n.code):03}",
            text,
            f"KF {start - 1}-11-2{i + 1} § {140 + len(n.code)}",
            _ROUNDS[max(0, step - i)],
            _back(n, i, start + 1) if max(0, step - i) < 4 else "",
        )
        for i, text in enumerate(_UPPDRAG[n.code])
    ]


def _back(n: Namnd, which: int, year: int) -> str:
    """When an uppdrag that is not ready is to be reported: `augusti 2025`."""
    return f"{'maj' if (n.code, which) == _LATE else 'december' if which else 'augusti'} {year}"


def comments(n: Namnd, year: int, month: int) -> list[tuple[str, str]]:
    """Heading and text: the figures of the report in words."""
    found = [("Ekonomi", _economy(n, year, month)), ("Personal", _people(n, year, month))]
    if n.code == "kultur-och-fritidsnamnden" and year == 2022:
        text = (
            "Nämnden bildades den 1 januari 2022 av kulturnämnden och fritidsnämnden. "
            "Tal för 2021 är deras summa."
        )
        found.append(("Ny organisation", text))
    if _deficit(n, year, month) < -2_000:
        text = "Nämnden har beslutat om en åtgärdsplan som följs upp vid varje sammanträde."
        found.append(("Åtgärder vid avvikelse", text))
    return found


def _deficit(n: Namnd, year: int, month: int) -> int:
    if month == 12:
        return money.result(n, "utfall", year, 12)
    return money.result(n, "prognos", year, 12, month)


def _economy(n: Namnd, year: int, month: int) -> str:
    value = _deficit(n, year, month)
    word = "överskott" if value >= 0 else "underskott"
    shown = amount(Decimal(abs(value)) * 1000, "mnkr")
    what = f"Bokslutet visar ett {word}" if month == 12 else f"Prognosen för helåret är ett {word}"
    why = _WHY.get(n.case, "Avvikelserna i verksamheterna är små.") if value < 0 else ""
    return f"{what} om {shown} mot budget. {why}".strip()


def _people(n: Namnd, year: int, month: int) -> str:
    now, before = staff.sick_leave(n, year, month), staff.sick_leave(n, year - 1, month)
    change = number(now - before, 1, sign=True)
    return f"Sjukfrånvaron är {percent(now)}, {change} procentenheter jämfört med samma period föregående år."
