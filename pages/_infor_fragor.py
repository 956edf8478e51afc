"""What to ask at the meeting: questions made by rules from what is known of the nämnd."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import swedish
from pages import _sentences as say
from pages._sentences import Sentence
from pages._told import Told

MOST = 6
OTHERWISE: Sentence = ("Vilka risker ser nämnden för resten av året?",)
ENDED: Sentence = ("Vad tar nämnden med sig från året till nästa års budget?",)


def questions(told: Told, *, proposed: int = 0, sick: Decimal | None = None) -> list[Sentence]:
    """At most six, the most pressing first; never none.

    proposed: how many uppdrag that are proposed to be declared done. sick: how much sjukfrånvaron has risen,
    in procentenheter, when that is past the kommun's limit.
    """
    made = [*_economy(told), *_figures(told), *_people(sick), *_uppdrag(proposed)]
    last = ENDED if told.kind == "year" else OTHERWISE
    return [*made[: MOST - 1], last]


def _economy(told: Told) -> Iterator[Sentence]:
    whole = told.forecast or told.outcome
    if whole and not say.is_zero(whole.value, told.unit):
        size = say.size(whole.value, told.unit, whole.source)
        if whole.value > 0:
            yield ("Vad beror överskottet, ", size, ", på, och är det varaktigt?")
        elif told.kind == "period":
            yield ("Vad gör nämnden åt underskottet på ", size, ", och när ska det märkas?")
        else:
            yield ("Hur möts underskottet på ", size, " i nästa års budget?")
    yield from _driver(told, whole.value if whole else Decimal(-1))


def _driver(told: Told, direction: Decimal) -> Iterator[Sentence]:
    plausible = [p for p in told.parts if not told.grant or abs(p.value) <= abs(told.grant)]
    same = [p for p in plausible if p.value * direction > 0 and not say.is_zero(p.value, told.unit)]
    if same and told.kind != "plan":
        part = max(same, key=lambda p: abs(p.value))
        way = "mindre" if part.value > 0 else "mer"
        verb = "väntas" if told.kind == "period" else "kostade"
        tail = " kosta " if told.kind == "period" else " "
        yield (f"Varför {verb} {say.in_text(part.name)}{tail}",
               say.size(part.value, told.unit, part.source), f" {way} än budget?")  # fmt: skip


def _figures(told: Told) -> Iterator[Sentence]:
    if told.change and told.kind == "period" and not say.is_zero(told.change.value, told.unit):
        size = say.size(told.change.value, told.unit, told.change.source)
        since = f"rapporten för {swedish.report_name(told.change.vintage)}" if told.change.vintage else (
            "föregående rapport")  # fmt: skip
        way = "förbättrats" if told.change.value > 0 else "försämrats"
        yield (f"Vad gör att prognosen har {way} med ", size, f" sedan {since}?")
    if told.season_gap and told.season_gap.value > 0:
        size = say.size(told.season_gap.value, told.unit, told.season_gap.source)
        yield ("Varför räknar nämnden med en kostnad som är ", size, " lägre än tidigare år talar för?")
    if told.error and told.kind == "year" and not say.is_zero(told.error.value, told.unit):
        way = "bättre" if told.error.value > 0 else "sämre"
        size = say.size(told.error.value, told.unit, told.error.source)
        yield (
            "Varför blev bokslutet ",
            size,
            f" {way} än prognosen i {swedish.report_name(told.error.vintage)}?",
        )
    if told.broken:
        many = "avstämningen" if told.broken == 1 else "avstämningarna"
        yield (f"Vilket tal är rätt där {many} av rapporten avviker?",)


def _people(sick: Decimal | None) -> Iterator[Sentence]:
    if sick is not None:
        step = f"{swedish.number(sick, 1)} procentenheter"
        yield (f"Vad ligger bakom att sjukfrånvaron har ökat med {step}, och vad gör nämnden åt det?",)


def _uppdrag(proposed: int) -> Iterator[Sentence]:
    if proposed == 1:
        yield ("Vad har det uppdrag som föreslås förklaras fullgjort lett till?",)
    elif proposed:
        yield (f"Vad har de {say.count(proposed)} uppdrag som föreslås förklaras fullgjorda lett till?",)
