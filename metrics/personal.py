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
_SJUKTIMMAR_LANG = staff("sjuktimmar_lang", "sjukfrånvarotimmar från dag 60", monthly=True)
_LANGPROCENT = printed("sjukfranvaro_lang", "rapporterad långtidssjukfrånvaro")
_ANSTALLDA = staff("antal_anstallda", "antal anställda")
_CHEFER = staff("antal_chefer", "antal chefer")
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

sjukfranvaro_lang = Metric(
    key="sjukfranvaro_lang",
    label="Långtidssjukfrånvaro, del av all",
    short="Långtid, del av all",
    unit=Unit.PERCENT,
    better=Better.LOWER,
    horizon=PERIOD,
    group="personal",
    value=first_of(_SJUKTIMMAR_LANG / _SJUKTIMMAR, _LANGPROCENT),
    definition="Den del av sjukfrånvaron som hör till sjukperioder på 60 dagar eller mer, i procent av all "
    "sjukfrånvaro. Den delas alltså inte med arbetstiden.",
    reference="SFS 2002:1065, obligatorisk redovisning av sjukfrånvaro",
    caveat="Visas inte när så få timmar kan vara en enda persons.",
)

antal_anstallda = Metric(
    key="antal_anstallda",
    label="Antal anställda",
    unit=Unit.COUNT,
    horizon=PERIOD,
    group="personal",
    value=_ANSTALLDA,
    definition="De anställda som rapporten räknar, oftast månadsavlönade i slutet av perioden.",
    reference="SFS 2002:1065, obligatorisk redovisning av sjukfrånvaro",
    caveat="Vilka som räknas skiljer mellan kommuner; rapportens egen definition gäller.",
)

andel_over_60 = Metric(
    key="andel_over_60",
    label="Andel anställda som är 60 år eller äldre",
    short="60 år eller äldre",
    unit=Unit.PERCENT,
    horizon=PERIOD,
    group="personal",
    value=staff("antal_over_60", "anställda som är 60 år eller äldre") / _ANSTALLDA,
    definition="Anställda som är 60 år eller äldre i procent av alla anställda. "
    "Säger hur många som kan gå i pension de närmaste åren.",
    reference="SKR, nyckeltal för kompetensförsörjning",
)

antal_chefer = Metric(
    key="antal_chefer",
    label="Antal chefer",
    unit=Unit.COUNT,
    horizon=PERIOD,
    group="personal",
    value=_CHEFER,
    definition="Chefer med ansvar för medarbetare, så som rapporten räknar dem.",
    reference="Göteborgs Stad, riktlinje om högst 25 medarbetare per chef",
)

chefer_over_riktmarke_andel = Metric(
    key="chefer_over_riktmarke_andel",
    label="Andel chefer med fler medarbetare än riktmärket",
    short="Chefer över riktmärket",
    unit=Unit.PERCENT,
    better=Better.LOWER,
    horizon=PERIOD,
    group="personal",
    value=staff("chefer_over_riktmarke", "chefer med fler medarbetare än riktmärket") / _CHEFER,
    definition="Chefer som har fler medarbetare än fullmäktiges riktmärke, i procent av alla chefer.",
    reference="Göteborgs Stad, riktlinje om högst 25 medarbetare per chef",
)

timavlonade_timmar = Metric(
    key="timavlonade_timmar",
    label="Timmar av timavlönade",
    unit=Unit.AS_REPORTED,
    horizon=PERIOD,
    group="personal",
    value=staff("timavlonade_timmar", "timmar av timavlönade", monthly=True),
    definition="Timmar som har arbetats av timavlönade under perioden.",
    reference="Göteborgs Stad, delårsrapport augusti 2024, avsnitt 3.1.1",
    caveat="Delas med timmar per årsarbetare för att bli årsarbetare; talet är en inställning och visas.",
)

overtidstimmar = Metric(
    key="overtidstimmar",
    label="Övertid",
    unit=Unit.AS_REPORTED,
    better=Better.LOWER,
    horizon=PERIOD,
    group="personal",
    value=staff("overtidstimmar", "övertidstimmar", monthly=True),
    definition="Timmar på övertid och fyllnadstid under perioden, så som rapporten räknar dem.",
    reference="Göteborgs Stad, delårsrapport augusti 2024, avsnitt 3.1.1",
)

sjuklonekostnader = Metric(
    key="sjuklonekostnader",
    label="Sjuklönekostnader",
    unit=Unit.KR,
    better=Better.LOWER,
    horizon=PERIOD,
    group="personal",
    value=printed("sjuklonekostnader", "sjuklönekostnader"),
    definition="Det som arbetsgivaren har betalat i sjuklön under perioden, så som rapporten anger det.",
    reference="Lagen (1991:1047) om sjuklön",
    caveat="Säger inget om kostnaden för vikarier eller för det arbete som inte blev gjort.",
)

tjanster_saknas = Metric(
    key="tjanster_saknas",
    label="Tjänster som saknas",
    unit=Unit.COUNT,
    better=Better.LOWER,
    horizon=PERIOD,
    group="personal",
    value=printed("tjanster_saknas", "tjänster som saknas"),
    definition="Tjänster som saknas mot budgeterad bemanning under året, per yrkesgrupp.",
    reference="Göteborgs Stad, uppföljning av plan för kompetensförsörjning 2024–2026, avsnitt 1.1",
)

tjanster_vakanta = Metric(
    key="tjanster_vakanta",
    label="Vakanta tjänster",
    unit=Unit.COUNT,
    better=Better.LOWER,
    horizon=PERIOD,
    group="personal",
    value=printed("tjanster_vakanta", "vakanta tjänster"),
    definition="De av tjänsterna som saknas som är vakanta eller utgör inhyrd personal.",
    reference="Göteborgs Stad, uppföljning av plan för kompetensförsörjning 2024–2026, avsnitt 1.1",
)

tjanster_annan_kompetens = Metric(
    key="tjanster_annan_kompetens",
    label="Tjänster tillsatta med annan kompetens",
    unit=Unit.COUNT,
    better=Better.LOWER,
    horizon=PERIOD,
    group="personal",
    value=printed("tjanster_annan_kompetens", "tjänster tillsatta med annan kompetens"),
    definition="De av tjänsterna som saknas som någon med en annan kompetens har fått.",
    reference="Göteborgs Stad, uppföljning av plan för kompetensförsörjning 2024–2026, avsnitt 1.1",
)
