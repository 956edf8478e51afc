"""Resultat, nettokostnad and their changes. What is summed is said in _terms.py: resultat, nettokostnad."""

from __future__ import annotations

from dataclasses import replace

from metrics._model import Better, Metric, Unit, levels
from metrics._terms import (
    BUDGET,
    EXKL,
    INKL,
    PERIOD,
    PROGNOS,
    UTFALL,
    YEAR,
    Leaf,
    growth,
    nettokostnad,
    printed,
    resultat,
)

DELARSRAPPORT = "Göteborgs Stad, delårsrapport augusti 2024, avsnitt 3.2"
VARIANT_WORDS = {
    EXKL: "exkl. kommuninterna bidrag",
    INKL: "inkl. kommuninterna bidrag",
}

periodens_resultat = Metric(
    key="resultat",
    label="Resultat",
    unit=Unit.KR,
    better=Better.HIGHER,
    horizon=PERIOD,
    value=resultat(UTFALL),
    reported=printed("resultat", "resultat"),
    definition="Intäkter, kostnader, kommunbidrag, kommuninterna bidrag och eventuell buffert, summerade med "
    "rapportens tecken. Rapportens eget resultat används när det stämmer med posterna inom avrundningen, "
    "eller när posterna saknas. Plus är överskott.",
    reference=DELARSRAPPORT,
)
resultatnivaer = levels(periodens_resultat)

kommunbidrag = levels(
    Metric(
        key="kommunbidrag",
        label="Kommunbidrag enligt rapporten",
        unit=Unit.KR,
        horizon=PERIOD,
        value=printed("kommunbidrag", "kommunbidrag"),
        definition="Det anslag som kommunfullmäktige ger nämnden, netto, så som rapporten anger det.",
        reference=DELARSRAPPORT,
    ),
    "arsbudget",
    "bokslut",
)

budgetavvikelse = Metric(
    key="budgetavvikelse",
    label="Budgetavvikelse",
    unit=Unit.KR,
    better=Better.HIGHER,
    horizon=PERIOD,
    value=resultat(UTFALL) - resultat(BUDGET),
    reported=printed("rapporterad:avvikelse:resultat", "avvikelse"),
    definition="Periodens utfall minus periodens budget. Plus är överskott mot budget.",
    reference=DELARSRAPPORT,
    caveat="Gäller perioden; avvikelsen för helåret är prognosavvikelsen.",
)


def _nettokostnad(variant: str) -> Metric:
    bridge = "" if variant == EXKL else " Kommuninterna bidrag räknas som en intäkt."
    reported = printed("nettokostnad", "nettokostnad", sign=-1) if variant == EXKL else None
    return Metric(
        key=f"nettokostnad_{variant}",
        variant=variant,
        label=f"Nettokostnad {VARIANT_WORDS[variant]}",
        short="Nettokostnad",
        unit=Unit.KR,
        better=Better.LOWER,
        horizon=PERIOD,
        value=nettokostnad(UTFALL, variant),
        reported=reported,
        definition="Kostnader minus intäkter, med eventuell buffert bland kostnaderna, som ett positivt tal. "
        f"Kommunbidraget räknas inte in.{bridge}",
        reference="Borås Stad, arbetslivsnämnden, budget 2022:2, avsnitt 4.1",
    )


def _utveckling(variant: str) -> tuple[Metric, ...]:
    now, year = nettokostnad(UTFALL, variant), nettokostnad(PROGNOS, variant)
    period = Metric(
        key=f"nettokostnadsutveckling_{variant}",
        variant=variant,
        label=f"Nettokostnadsutveckling {VARIANT_WORDS[variant]}",
        short="Nettokostnadsutveckling",
        unit=Unit.KR,
        better=Better.LOWER,
        horizon=PERIOD,
        value=now - now.last_year(),
        reported=printed("rapporterad:nettokostnadsutveckling", "nettokostnadsutveckling"),
        definition="Periodens nettokostnad minus nettokostnaden samma period föregående år. "
        "Plus är att kostnaden ökar.",
        reference="Göteborgs Stad, delårsrapport augusti 2024, avsnitt 2.1.1",
        caveat="Löpande priser. Rapporter kan räkna bort poster; deras tal går då inte att räkna fram.",
    )
    percent = replace(
        period,
        key=f"nettokostnadsutveckling_pct_{variant}",
        label=f"{period.label}, procent",
        short="Nettokostnadsutveckling, procent",
        unit=Unit.PERCENT,
        value=growth(now, now.last_year()),
        reported=printed("rapporterad:nettokostnadsutveckling_pct", "nettokostnadsutveckling i procent"),
        definition="Nettokostnadens förändring sedan samma period föregående år, i procent av den dåvarande.",
    )
    return period, percent, *_helar(period, percent, year, now.last_year(), variant)


def _helar(period: Metric, percent: Metric, now: Leaf, then: Leaf, variant: str) -> tuple[Metric, Metric]:
    """The same two for the whole year: forecast against last year's bokslut."""
    kr = replace(
        period,
        key=f"nettokostnadsutveckling_helar_{variant}",
        label=f"{period.label}, helår",
        short="Nettokostnadsutveckling, helår",
        horizon=YEAR,
        value=now - then,
        reported=period.reported and period.reported.at(PROGNOS),
        definition="Helårets prognos för nettokostnaden minus föregående års bokslut. "
        "Plus är att kostnaden ökar.",
    )
    pct = replace(
        percent,
        key=f"nettokostnadsutveckling_helar_pct_{variant}",
        label=f"{period.label}, helår, procent",
        short="Nettokostnadsutveckling, helår, procent",
        horizon=YEAR,
        value=growth(now, then),
        reported=percent.reported and percent.reported.at(PROGNOS),
        definition="Helårets prognos för nettokostnaden jämförd med föregående års bokslut, "
        "i procent av bokslutet.",
    )
    return kr, pct


def _mot_budget(variant: str) -> Metric:
    plan, now = nettokostnad(BUDGET, variant), nettokostnad(UTFALL, variant)
    return Metric(
        key=f"nettokostnad_mot_budget_{variant}",
        variant=variant,
        label=f"Nettokostnad mot budget {VARIANT_WORDS[variant]}",
        short="Nettokostnad mot budget",
        unit=Unit.KR,
        better=Better.HIGHER,
        horizon=PERIOD,
        value=plan - now,
        reported=printed("rapporterad:avvikelse:nettokostnad", "avvikelse") if variant == EXKL else None,
        definition="Periodens budgeterade nettokostnad minus utfallet. Plus är att det kostade mindre.",
        reference="Västerviks kommun, årsredovisning 2021, driftredovisningen",
        caveat="Här räknas inte kommunbidraget; den avvikelsen är budgetavvikelsen.",
    )


nettokostnad_mot_budget = tuple(_mot_budget(variant) for variant in (EXKL, INKL))
nettokostnader = tuple(m for variant in (EXKL, INKL) for m in levels(_nettokostnad(variant)))
nettokostnadsutveckling = tuple(m for variant in (EXKL, INKL) for m in _utveckling(variant))
