"""The twin's formulas for staff beside sick leave and årsarbetare; adds them to those of twin_metrics.py."""

from __future__ import annotations

from tests.metrics.twin import Case, Quantity, share
from tests.metrics.twin_metrics import METRICS, SJUK, Formula, Twinned, first, level, one
from tests.metrics.twin_posts import Amount, Place

SJUK_LANG = one("sjukfrånvarotimmar från dag 60", "sjuktimmar_lang", staff=True)
LANGPROCENT = one("rapporterad långtidssjukfrånvaro", "sjukfranvaro_lang")
ANSTALLDA = one("antal anställda", "antal_anstallda", staff=True)
OVER_60 = one("anställda som är 60 år eller äldre", "antal_over_60", staff=True)
CHEFER = one("antal chefer", "antal_chefer", staff=True)
OVER_RIKTMARKE = one("chefer med fler medarbetare än riktmärket", "chefer_over_riktmarke", staff=True)


def part(top: Quantity, bottom: Quantity) -> Formula:
    """One outcome in percent of another; None when the first is not reported."""

    def formula(case: Case, place: Place) -> Amount | None:
        if (made := case.take(top, "utfall", place)) is None:
            return None
        below = case.take(bottom, "utfall", place) or case.absent(bottom, "utfall", place)
        return share(made, below, case.absent(bottom, "utfall", place, "noll").lacks)

    return formula


METRICS |= {
    "sjukfranvaro_lang": Twinned(
        "period", ("sjuktimmar_lang", "sjuktimmar", "sjukfranvaro_lang"), (0,),
        first(part(SJUK_LANG, SJUK), level(LANGPROCENT, "utfall")),
    ),
    "andel_over_60": Twinned(
        "period", ("antal_over_60", "antal_anstallda"), (0,), part(OVER_60, ANSTALLDA)
    ),
    "chefer_over_riktmarke_andel": Twinned(
        "period", ("chefer_over_riktmarke", "antal_chefer"), (0,), part(OVER_RIKTMARKE, CHEFER)
    ),
}  # fmt: skip
for _q in (
    ANSTALLDA, CHEFER, one("timmar av timavlönade", "timavlonade_timmar", staff=True),
    one("övertidstimmar", "overtidstimmar", staff=True), one("sjuklönekostnader", "sjuklonekostnader"),
    one("tjänster som saknas", "tjanster_saknas"), one("vakanta tjänster", "tjanster_vakanta"),
    one("tjänster tillsatta med annan kompetens", "tjanster_annan_kompetens"),
):  # fmt: skip
    (_measure,) = _q.measures
    METRICS[_measure] = Twinned("period", (_measure,), (0,), level(_q, "utfall"))
