"""Staff: årsarbetare, sjukfrånvaro, avgångar, rekryteringar, personalomsättning."""

from __future__ import annotations

from metrics._model import Better, Metric, Unit, levels
from metrics._terms import PERIOD, PROGNOS, YEAR, first_of, growth, printed, staff

HR_TABELL = "Göteborgs Stad, delårsrapport augusti 2024, avsnitt 3.1.1"
_ARSARBETARE = staff("arsarbetare", "årsarbetare")
_SJUKTIMMAR = staff("sjuktimmar", "sjukfrånvarotimmar", monthly=True)
_ORDINARIE = staff("ordinarie_timmar", "ordinarie arbetstid", monthly=True)
_SJUKTID = _SJUKTIMMAR / _ORDINARIE
_SJUKTID_DA = _SJUKTIMMAR.last_year() / _ORDINARIE.last_year()
_SJUKPROCENT = printed("sjukfranvaro", "rapporterad sjukfrånvaro")

arsarbetare = levels(
    Metric(
        key="arsarbetare",
        label="Årsarbetare",
        unit=Unit.FTE,
        horizon=PERIOD,
        group="personal",
        value=_ARSARBETARE,
        definition="Arbetad eller avtalad tid omräknad till heltider, så som rapporten räknar den.",
        reference=HR_TABELL,
        caveat="Räknas olika i olika kommuner; i flera växer talet under året. Jämför bara lika perioder.",
    ),
    "prognos",
    "bokslut",
)

arsarbetare_forandring = Metric(
    key="arsarbetare_forandring",
    label="Årsarbetare, förändring",
    unit=Unit.FTE,
    horizon=PERIOD,
    group="personal",
    value=_ARSARBETARE - _ARSARBETARE.last_year(),
    reported=printed("rapporterad:arsarbetare_forandring", "förändring av årsarbetare"),
    definition="Antalet årsarbetare minus antalet samma period föregående år.",
    reference="Göteborgs Stad, delårsrapport augusti 2024, avsnitt 2.1.1",
)

arsarbetare_forandring_pct = Metric(
    key="arsarbetare_forandring_pct",
    label="Årsarbetare, förändring i procent",
    unit=Unit.PERCENT,
    horizon=PERIOD,
    group="personal",
    value=growth(_ARSARBETARE, _ARSARBETARE.last_year()),
    reported=printed("rapporterad:arsarbetare_forandring_pct", "förändring av årsarbetare i procent"),
    definition="Förändringen av antalet årsarbetare sedan samma period föregående år, "
    "i procent av det dåvarande.",
    reference="Göteborgs Stad, delårsrapport augusti 2024, avsnitt 2.1.1",
)

arsarbetare_forandring_helar_pct = Metric(
    key="arsarbetare_forandring_helar_pct",
    label="Årsarbetare, förändring helår i procent",
    unit=Unit.PERCENT,
    horizon=YEAR,
    group="personal",
    value=growth(_ARSARBETARE.at(PROGNOS), _ARSARBETARE.last_year()),
    reported=printed(
        "rapporterad:arsarbetare_forandring_pct", "förändring av årsarbetare i procent", PROGNOS
    ),
    definition="Helårets prognos för årsarbetare jämförd med föregående års utfall, i procent av utfallet.",
    reference="Göteborgs Stad, delårsrapport augusti 2024, avsnitt 2.1.1",
)

sjukfranvaro = levels(
    Metric(
        key="sjukfranvaro",
        label="Sjukfrånvaro",
        unit=Unit.PERCENT,
        better=Better.LOWER,
        horizon=PERIOD,
        group="personal",
        value=first_of(_SJUKTID, _SJUKPROCENT),
        reported=_SJUKPROCENT,
        definition="Sjukfrånvarotid i procent av sammanlagd ordinarie arbetstid. "
        "Timmar summeras innan kvoten räknas; "
        "finns bara procenttal visas rapportens eget.",
        reference=HR_TABELL,
        caveat="Procenttal räknas aldrig ihop: för flera enheter krävs timmar.",
    ),
    "prognos",
    "bokslut",
)

sjukfranvaro_forandring = Metric(
    key="sjukfranvaro_forandring",
    label="Sjukfrånvaro, förändring",
    unit=Unit.POINTS,
    better=Better.LOWER,
    horizon=PERIOD,
    group="personal",
    value=first_of(_SJUKTID - _SJUKTID_DA, _SJUKPROCENT - _SJUKPROCENT.last_year()),
    reported=printed("rapporterad:forandring:sjukfranvaro", "förändring av sjukfrånvaro"),
    definition="Sjukfrånvaron minus sjukfrånvaron samma period föregående år, i procentenheter. "
    "Plus är ökad frånvaro.",
    reference=HR_TABELL,
)

avgangar = levels(
    Metric(
        key="avgangar",
        label="Avgångar",
        unit=Unit.COUNT,
        horizon=PERIOD,
        group="personal",
        value=staff("avgangar", "förvaltningsexterna avgångar", monthly=True),
        definition="Tillsvidareanställda som har lämnat förvaltningen under perioden, "
        "utom dem som gått till en annan tjänst inom den.",
        reference=HR_TABELL,
    ),
    "bokslut",
)

rekryteringar = levels(
    Metric(
        key="rekryteringar",
        label="Rekryteringar",
        unit=Unit.COUNT,
        horizon=PERIOD,
        group="personal",
        value=staff("rekryteringar", "förvaltningsexterna rekryteringar", monthly=True),
        definition="Tillsvidareanställda som har börjat under perioden "
        "och kommer från en annan förvaltning eller utifrån.",
        reference=HR_TABELL,
    ),
    "bokslut",
)

personalomsattning = levels(
    Metric(
        key="personalomsattning",
        label="Personalomsättning",
        unit=Unit.PERCENT,
        horizon=PERIOD,
        group="personal",
        value=printed("personalomsattning", "personalomsättning"),
        definition="Förvaltningsextern personalomsättning i procent, så som rapporten anger den.",
        reference=HR_TABELL,
        caveat="Formeln skiljer mellan kommuner. Talen räknas aldrig ihop mellan enheter.",
    ),
    "prognos",
    "bokslut",
)
