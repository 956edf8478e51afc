"""Exempelstad: a made-up kommun of 60 000 inhabitants. Its nämnder, verksamheter and mått."""

from __future__ import annotations

import random
from dataclasses import dataclass

KOMMUN = "Exempelstad"
FIRST, LAST = 2020, 2025
MONTHS = (4, 8, 12)
NEWEST = (2025, 8)
EVEN, SCHOOL, WINTER = "jamn", "skola", "vinter"
"""How a cost falls over the year: evenly, with an empty July, or with snow to clear."""


@dataclass(frozen=True, slots=True)
class Verksamhet:
    """`cost`, `income`: mnkr in 2020; `drift`: yearly growth beside prices; shares of the cost by kind."""

    name: str
    cost: float
    income: float
    drift: float = 0.0
    staff: float = 0.62
    bought: float = 0.12
    premises: float = 0.12
    season: str = EVEN


@dataclass(frozen=True, slots=True)
class Matt:
    """A verksamhetsmått: its level in 2020, yearly change, target in 2020 and the target's yearly change."""

    label: str
    unit: str
    level: float
    change: float
    target: float
    target_change: float = 0.0
    decimals: int = 0
    verksamhet: str = ""
    spread: float = 0.01


@dataclass(frozen=True, slots=True)
class Namnd:
    """`internal`: kommuninterna bidrag, tkr a year. `slack`: budget above (+) or below (-) the cost.

    `sick`: sick leave in percent in 2020 and its yearly change. `women`: share of the staff.
    """

    code: str
    name: str
    verksamheter: tuple[Verksamhet, ...]
    matt: tuple[Matt, ...]
    internal: int = 0
    sick: tuple[float, float] = (5.6, 0.02)
    women: float = 0.7
    slack: tuple[float, ...] = ()
    first: int = FIRST - 1
    last: int = LAST
    case: str = ""

    def exists(self, year: int) -> bool:
        return self.first <= year <= self.last


def rng(*key: object) -> random.Random:
    """A generator of its own for each thing, so that one more thing changes no other."""
    return random.Random("exempelstad|" + "|".join(map(str, key)))


V, M = Verksamhet, Matt
_KULTUR = (
    V("Bibliotek", 41, 2, -0.002, 0.55, 0.03, 0.24),
    V("Kulturskola", 22, 3, 0.0, 0.71, 0.03, 0.14, SCHOOL),
    V("Allmänkultur och museum", 19, 2, 0.004, 0.44, 0.18, 0.2),
)
_FRITID = (
    V("Idrottsanläggningar och bad", 58, 13, 0.006, 0.34, 0.08, 0.42),
    V("Fritidsgårdar", 17, 1, 0.004, 0.7, 0.03, 0.16),
    V("Föreningsstöd", 14, 0.4, 0.0, 0.08, 0.02, 0.02),
)
_KULTUR_MATT = (
    M("Antal lån per invånare", "antal", 4.9, -0.08, 5.0, 0.0, 1, "Bibliotek", 0.02),
    M("Andel elever i kulturskolan, 6–19 år", "procent", 14.2, 0.2, 15.0, 0.0, 1, "Kulturskola"),
)
_FRITID_MATT = (
    M("Nöjda besökare på badet", "procent", 78, 0.4, 80, 0.0, 0, "Idrottsanläggningar och bad"),
    M("Antal besök på fritidsgårdarna per kväll", "antal", 214, 5, 220, 4, 0, "Fritidsgårdar", 0.03),
)
NAMNDER = (
    Namnd("kommunstyrelsen", "Kommunstyrelsen", (
        V("Kommunledning och stab", 118, 14, 0.0, 0.6, 0.1, 0.08),
        V("Digitalisering och IT", 74, 21, 0.012, 0.42, 0.22, 0.04),
        V("Näringsliv och turism", 21, 2, 0.0, 0.45, 0.2, 0.06),
        V("Räddningstjänst", 52, 3, 0.004, 0.08, 0.86, 0.03),
        V("Politisk verksamhet", 19, 0.2, 0.0, 0.78, 0.03, 0.04)),
        (M("Andel digitala ansökningar", "procent", 61, 4.2, 65, 4, 0, "Digitalisering och IT"),
         M("Företagsklimat, sammanfattande omdöme", "antal",
           3.4, 0.03, 3.6, 0.0, 1, "Näringsliv och turism", 0.005)),
        internal=-18_000, sick=(3.4, 0.03), women=0.6),
    Namnd("forskolenamnden", "Förskolenämnden", (
        V("Förskola", 438, 42, 0.004, 0.72, 0.05, 0.14, SCHOOL),
        V("Fristående förskolor", 82, 7, 0.002, 0.02, 0.95, 0.01),
        V("Pedagogisk omsorg", 14, 2, -0.03, 0.7, 0.12, 0.06, SCHOOL),
        V("Öppen förskola", 9, 0.3, 0.01, 0.74, 0.04, 0.14, SCHOOL)),
        (M("Antal inskrivna barn", "antal", 3310, -84, 3320, -60, 0, "Förskola", 0.002),
         M("Antal barn per årsarbetare", "antal", 5.2, -0.05, 5.2, 0.0, 1, "Förskola", 0.004),
         M("Andel förskollärare med legitimation", "procent", 41, -0.4, 45, 0.0, 0, "Förskola")),
        sick=(7.1, 0.42), women=0.89, slack=(0.004, 0.001, -0.004, -0.008, -0.015, -0.021), case="volym"),
    Namnd("grundskolenamnden", "Grundskolenämnden", (
        V("Grundskola F–6", 512, 32, 0.0, 0.66, 0.06, 0.17, SCHOOL),
        V("Grundskola 7–9", 268, 15, 0.004, 0.64, 0.07, 0.17, SCHOOL),
        V("Anpassad grundskola", 62, 2, 0.012, 0.72, 0.07, 0.1, SCHOOL),
        V("Fritidshem", 92, 21, 0.0, 0.77, 0.04, 0.1, SCHOOL),
        V("Elevhälsa", 41, 1, 0.008, 0.86, 0.05, 0.04),
        V("Fristående grundskolor", 128, 5, 0.008, 0.01, 0.97, 0.01)),
        (M("Antal elever", "antal", 7020, 24, 7000, 30, 0, "", 0.001),
         M("Andel elever behöriga till gymnasiet", "procent", 84.6, 0.2, 87, 0.4, 1, "Grundskola 7–9", 0.004),
         M("Andel lärare med legitimation", "procent", 72, 0.8, 75, 0.5, 0)),
        sick=(5.4, 0.04), women=0.76),
    Namnd("gymnasie-och-vuxenutbildningsnamnden", "Gymnasie- och vuxenutbildningsnämnden", (
        V("Gymnasieskola", 248, 38, 0.004, 0.6, 0.1, 0.16, SCHOOL),
        V("Anpassad gymnasieskola", 34, 3, 0.006, 0.7, 0.1, 0.1, SCHOOL),
        V("Vuxenutbildning", 64, 29, 0.01, 0.52, 0.3, 0.08, SCHOOL),
        V("Interkommunala ersättningar", 72, 4, 0.004, 0.0, 0.99, 0.0)),
        (M("Andel med examen inom tre år", "procent", 66.4, 0.5, 70, 0.0, 1, "Gymnasieskola", 0.006),
         M("Antal elever på sfi", "antal", 612, -22, 600, -20, 0, "Vuxenutbildning", 0.02)),
        internal=10_200, sick=(4.4, 0.02), women=0.6),
    Namnd("socialnamnden", "Socialnämnden", (
        V("Barn och unga", 92, 9, 0.004, 0.7, 0.14, 0.05),
        V("Placeringar av barn och unga", 74, 8, 0.05, 0.04, 0.92, 0.01),
        V("Missbruk och beroende", 46, 3, 0.012, 0.44, 0.44, 0.05),
        V("Ekonomiskt bistånd", 78, 4, 0.002, 0.16, 0.02, 0.02),
        V("Ensamkommande och nyanlända", 24, 19, -0.1, 0.5, 0.3, 0.12)),
        (M("Antal placerade barn och unga", "antal",
           96, 9.4, 95, 0.0, 0, "Placeringar av barn och unga", 0.015),
         M("Genomsnittlig kostnad per vårddygn", "kr",
           3950, 265, 4000, 60, 0, "Placeringar av barn och unga"),
         M("Antal hushåll med ekonomiskt bistånd", "antal",
           738, -12, 720, -10, 0, "Ekonomiskt bistånd", 0.02)),
        internal=4_800, sick=(7.0, 0.06), women=0.84,
        slack=(0.002, -0.012, -0.026, -0.042, -0.06, -0.074), case="underskott"),
    Namnd("aldrenamnden", "Äldrenämnden", (
        V("Särskilt boende", 338, 48, 0.006, 0.7, 0.08, 0.15),
        V("Hemtjänst", 226, 17, 0.014, 0.74, 0.16, 0.02),
        V("Kommunal hälso- och sjukvård", 86, 5, 0.008, 0.8, 0.07, 0.03),
        V("Korttidsboende och dagverksamhet", 41, 4, 0.0, 0.7, 0.08, 0.14)),
        (M("Antal personer med hemtjänst", "antal", 1184, 21, 1190, 20, 0, "Hemtjänst", 0.006),
         M("Nöjdhet i särskilt boende", "procent", 77, 0.3, 80, 0.0, 0, "Särskilt boende"),
         M("Kontinuitet, antal personal under 14 dagar", "antal",
           15.6, -0.2, 14, 0.0, 1, "Hemtjänst", 0.015)),
        sick=(8.6, 0.03), women=0.87),
    Namnd("namnden-for-funktionsstod", "Nämnden för funktionsstöd", (
        V("Bostad med särskild service", 176, 12, 0.012, 0.76, 0.08, 0.09),
        V("Personlig assistans", 98, 28, 0.006, 0.72, 0.22, 0.01),
        V("Daglig verksamhet", 54, 3, 0.006, 0.7, 0.1, 0.13),
        V("Socialpsykiatri", 31, 2, 0.01, 0.66, 0.2, 0.07)),
        (M("Antal boende i bostad med särskild service", "antal",
           182, 5, 184, 5, 0, "Bostad med särskild service", 0.004),
         M("Andel brukare som trivs i daglig verksamhet", "procent",
           82, 0.3, 85, 0.0, 0, "Daglig verksamhet")),
        sick=(7.6, -0.05), women=0.74),
    Namnd("kulturnamnden", "Kulturnämnden",
        _KULTUR, _KULTUR_MATT, internal=1_200, sick=(4.6, 0.0), women=0.72, last=2021),
    Namnd("fritidsnamnden", "Fritidsnämnden",
        _FRITID, _FRITID_MATT, internal=1_800, sick=(5.2, 0.0), women=0.48, last=2021),
    Namnd("kultur-och-fritidsnamnden", "Kultur- och fritidsnämnden",
        _KULTUR + _FRITID, _KULTUR_MATT + _FRITID_MATT,
        internal=3_000, sick=(4.9, 0.0), women=0.58, first=2022),
    Namnd("samhallsbyggnadsnamnden", "Samhällsbyggnadsnämnden", (
        V("Plan och exploatering", 34, 15, 0.004, 0.68, 0.14, 0.06),
        V("Bygglov", 21, 14, 0.0, 0.8, 0.06, 0.06),
        V("Lantmäteri och geodata", 16, 7, 0.004, 0.74, 0.1, 0.05)),
        (M("Genomsnittlig handläggningstid för bygglov", "dagar", 41, -1.6, 35, 0.0, 0, "Bygglov", 0.03),
         M("Antal färdiga bostäder i antagna detaljplaner", "antal",
           318, -12, 350, 0, 0, "Plan och exploatering", 0.05)),
        sick=(3.9, 0.05), women=0.54),
    Namnd("tekniska-namnden", "Tekniska nämnden", (
        V("Gator och vägar", 92, 12, 0.004, 0.2, 0.46, 0.04, WINTER),
        V("Parker och lekplatser", 34, 3, 0.0, 0.5, 0.24, 0.05),
        V("Kollektivtrafik och färdtjänst", 38, 5, 0.012, 0.12, 0.84, 0.01),
        V("Fastighetsförvaltning", 61, 44, 0.002, 0.24, 0.2, 0.2)),
        (M("Nöjda medborgare, gång- och cykelvägar", "procent", 56, 0.8, 60, 0.0, 0, "Gator och vägar"),
         M("Energianvändning per kvadratmeter, kWh", "antal",
           171, -3.1, 165, -3, 0, "Fastighetsförvaltning")),
        internal=0, sick=(4.8, 0.04), women=0.31),
    Namnd("miljonamnden", "Miljönämnden", (
        V("Miljötillsyn", 13.4, 5.2, 0.004, 0.82, 0.06, 0.06),
        V("Livsmedelskontroll", 7.2, 4.4, 0.004, 0.84, 0.04, 0.06)),
        (M("Andel utförd planerad tillsyn", "procent", 88, 0.6, 95, 0.0, 0, "Miljötillsyn", 0.03),),
        sick=(4.0, 0.0), women=0.68),
    Namnd("overformyndarnamnden", "Överförmyndarnämnden", (
        V("Tillsyn av ställföreträdare", 9.2, 0.3, 0.006, 0.74, 0.06, 0.05),
        V("Arvoden till gode män", 4.4, 0.6, 0.006, 0.0, 0.0, 0.0)),
        (M("Andel granskade årsräkningar i tid", "procent", 91, 0.4, 95, 0.0, 0, "", 0.02),),
        sick=(4.2, 0.0), women=0.8),
)  # fmt: skip


def namnd(code: str) -> Namnd:
    """The nämnd with that code; StopIteration when there is none."""
    return next(n for n in NAMNDER if n.code == code)


def reports() -> list[tuple[int, int]]:
    """(year, month) of every report, oldest first."""
    every = [(y, m) for y in range(FIRST, LAST + 1) for m in MONTHS]
    return [one for one in every if one <= NEWEST]
