"""Nettokostnad against budget for the whole year: what a verksamhet's part in a forecast's deviation is."""

from __future__ import annotations

from metrics._model import Better, Metric, Unit
from metrics._terms import BUDGET, EXKL, INKL, PROGNOS, UTFALL, YEAR, nettokostnad
from metrics.ekonomi import VARIANT_WORDS
from store.records import Scenario

_SAID = {
    PROGNOS: ("prognos", "prognosen för helåret", "väntas kosta"),
    UTFALL: ("bokslut", "bokslutet", "kostade"),
}


def _mot_budget(scenario: Scenario, variant: str) -> Metric:
    name, what, verb = _SAID[scenario]
    return Metric(
        key=f"nettokostnad_{name}_mot_budget_{variant}",
        variant=variant,
        label=f"Nettokostnad mot budget {VARIANT_WORDS[variant]}, {what}",
        short=f"Nettokostnad mot budget, {what}",
        unit=Unit.KR,
        better=Better.HIGHER,
        group="ekonomi" if scenario == UTFALL else "prognos",
        horizon=YEAR,
        value=nettokostnad(BUDGET, variant) - nettokostnad(scenario, variant),
        definition=f"Helårets budgeterade nettokostnad minus {what}. "
        f"Plus är att verksamheten {verb} mindre än budget.",
        reference="Västerviks kommun, årsredovisning 2021, driftredovisningen",
        caveat="Här räknas inte kommunbidraget; den avvikelsen är prognosavvikelsen.",
    )


nettokostnad_helar_mot_budget = tuple(
    _mot_budget(scenario, variant) for scenario in (PROGNOS, UTFALL) for variant in (EXKL, INKL)
)
