"""What the forecasts say: against budget, against the forecast before, and against the outcome."""

from __future__ import annotations

from metrics._model import Better, Metric, Unit
from metrics._terms import BUDGET, PROGNOS, UTFALL, YEAR, printed, resultat

prognosavvikelse = Metric(
    key="prognosavvikelse",
    label="Prognosavvikelse",
    unit=Unit.KR,
    better=Better.HIGHER,
    group="prognos",
    value=resultat(PROGNOS) - resultat(BUDGET),
    horizon=YEAR,
    reported=printed("rapporterad:avvikelse:resultat", "avvikelse", PROGNOS),
    definition="Prognos för helåret minus budget för helåret. Plus är överskott mot budget.",
    reference="Göteborgs Stad, delårsrapport augusti 2024, avsnitt 3.2.3",
)

prognosforandring = Metric(
    key="prognosforandring",
    label="Prognosförändring",
    unit=Unit.KR,
    better=Better.HIGHER,
    group="prognos",
    value=resultat(PROGNOS) - resultat(PROGNOS).before(),
    horizon=YEAR,
    reported=printed("rapporterad:forandring:resultat", "förändring", PROGNOS),
    definition="Helårets prognos minus den föregående rapportens prognos för samma år. "
    "Plus är att prognosen har blivit bättre.",
    reference="Göteborgs Stad, delårsrapport augusti 2024, avsnitt 3.2.1 (kolumnen Fg prognos)",
)

prognosfel = Metric(
    key="prognosfel",
    label="Prognosfel",
    unit=Unit.KR,
    group="prognos",
    value=resultat(UTFALL) - resultat(PROGNOS).during(),
    horizon=YEAR,
    reported=printed("rapporterad:prognosfel:resultat", "prognosfel"),
    definition="Bokslut minus den prognos för helåret som gjordes i en delårsrapport samma år. "
    "Plus är att utfallet blev bättre än prognosen.",
    reference="Malmö stad, årsredovisning 2014, avsnittet Prognossäkerhet (där kallat prognosavvikelse)",
    caveat="Måttet säger inte allt om hur bra prognosen var: nämnden kan ha agerat på den.",
)
