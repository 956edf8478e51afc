"""Verksamhetsmått: a nämnd's own measures and their targets. Which one is said when evaluating."""

from __future__ import annotations

from metrics._model import Metric, Unit, levels
from metrics._terms import BUDGET, PERIOD, UTFALL, YEAR, matt

REFERENCE = "Borås Stad, arbetslivsnämnden, budget 2022:2, avsnitt 5"

verksamhetsmatt = levels(
    Metric(
        key="matt",
        label="Verksamhetsmått",
        unit=Unit.AS_REPORTED,
        horizon=PERIOD,
        group="matt",
        value=matt(UTFALL),
        definition="Ett mått på nämndens verksamhet, så som rapporten anger det. "
        "Målvärdet är det budgeterade.",
        reference=REFERENCE,
        caveat="Mått med samma namn kan ha olika definition i olika tabeller.",
    ),
)

matt_avvikelse = Metric(
    key="matt_avvikelse",
    label="Verksamhetsmått, avvikelse från mål",
    unit=Unit.AS_REPORTED,
    horizon=PERIOD,
    group="matt",
    value=matt(UTFALL) - matt(BUDGET),
    definition="Måttets utfall för perioden minus periodens målvärde.",
    reference=REFERENCE,
)

matt_avvikelse_helar = Metric(
    key="matt_avvikelse_helar",
    label="Verksamhetsmått, årets avvikelse från mål",
    unit=Unit.AS_REPORTED,
    horizon=YEAR,
    group="matt",
    value=matt(UTFALL) - matt(BUDGET),
    definition="Måttets utfall för hela året minus årets målvärde.",
    reference=REFERENCE,
)
