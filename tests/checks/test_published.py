"""The checks on real published tables: what must be found in them, and that nothing else is.

Figures: Göteborgs Stad (SLK-2024-00468; årsredovisning 2019), Borås Stad (Budget 2022:2), Västerviks kommun
(årsredovisning 2020, 2021), Malmö stad (årsredovisning 2014); see data/reports/sources.csv.
"""

from collections import Counter

import pytest

from checks import run_checks
from store.records import Finding
from tests.checks import published


def found(name: str, check: str = "", verdict: str = "") -> list[Finding]:
    findings = run_checks(published.EVERY[name](), None)
    return [f for f in findings if check in f.code and verdict in f.verdict]


def said(name: str, check: str = "", verdict: str = "") -> list[str]:
    return [f.message.replace("\u00a0", " ") for f in found(name, check, verdict)]


AVVIKER = {
    "goteborg_ks": 0,
    "boras": 2,  # intäkter and kostnader of 2022:1, by the same 263
    "goteborg_2019": 0,
    "vastervik_2020": 0,
    "vastervik_2021": 2,  # Äldreomsorg's kostnader are printed 30 mnkr too low
    "malmo": 0,
    "tillaggsanslag": 0,
}


@pytest.mark.parametrize(("name", "count"), AVVIKER.items())
def test_nothing_false_is_found(name: str, count: int) -> None:
    assert len(found(name, verdict="avviker")) == count


def test_goteborgs_rounding_is_no_error() -> None:
    assert said("goteborg_ks", "avvikelse", "avrundning") == [
        "Kommunstyrelsen, jan–aug 2024. Intäkter, avvikelse: 78,5 − 79,4 = −0,9 mnkr men i rapporten "
        "står −0,8. Skillnaden ryms i avrundningen.",
        "Kommunstyrelsen, jan–aug 2024. Kostnader, avvikelse: −340,5 − (−372,7) = 32,2 mnkr men i rapporten "
        "står 32,1. Skillnaden ryms i avrundningen.",
    ]


def test_goteborgs_resultat_agrees_exactly_in_seven_columns() -> None:
    assert Counter(f.verdict for f in found("goteborg_ks", "resultat")) == {"stammer": 7}


def test_goteborgs_nettokostnadsutveckling_cannot_be_derived() -> None:
    findings = said("goteborg_ks", "nettokostnadsutveckling", "gar_ej_att_prova")
    assert len(findings) == 8
    assert findings[0] == (
        "Kommunstyrelsen, Stadsledningskontoret, jan–aug 2024. Nettokostnadsutveckling: i rapporten står "
        "1,7 mnkr. Intäkter och kostnader för Kommunstyrelsen, Stadsledningskontoret, nu och året före, "
        "finns inte i rapporten: talet går inte att räkna fram. För Kommunstyrelsen i sin helhet blir det "
        "262,0 − 266,6 = −4,6 mnkr, men det är ett annat mått."
    )


def test_goteborgs_printed_percentages() -> None:
    assert Counter(f.verdict for f in found("goteborg_ks", "procent")) == {"stammer": 3, "avrundning": 1}
    assert (
        "74,0 ÷ 73,2 − 1 = 1,1 % men i rapporten står 1,0." in said("goteborg_ks", "procent", "avrundning")[0]
    )


def test_boras_has_two_truths_in_one_document() -> None:
    assert said("boras", "motsagelse", "avviker") == [
        "Arbetslivsnämnden, budget 2022:1. Intäkter: 170 736 på ett ställe och 170 473 tkr på ett annat. "
        "Det skiljer 263 tkr.",
        "Arbetslivsnämnden, budget 2022:1. Kostnader: med bufferten −415 315 − 2 471 = −417 786 tkr på ett "
        "ställe och −417 523 på ett annat. Det skiljer 263 tkr.",
    ]
    both = found("boras", "motsagelse", "avviker")
    assert [f.severity for f in both] == ["error", "error"]
    assert both[0].cells == ("Text!A522#3", "Text!A358#3")


def test_boras_verksamheter_sum_in_every_column() -> None:
    assert Counter(f.verdict for f in found("boras", "summa")) == {"stammer": 15}


def test_goteborg_2019_fits_within_whole_millions() -> None:
    verdicts = Counter(f.verdict for f in found("goteborg_2019"))
    assert set(verdicts) == {"stammer", "avrundning"}
    assert verdicts.total() == 60


def test_vastervik_2021_has_a_misprint() -> None:
    row, column = said("vastervik_2021", verdict="avviker")
    assert row == (
        "Socialnämnden, Äldreomsorg, utfall helår 2021. Nettokostnad: 157,0 − 558,2 = −401,2 mnkr "
        "men i rapporten står −431,2. Det skiljer 30,0 mnkr."
    )
    assert column.endswith("men i rapporten står −1 179,0. Det skiljer 30,1 mnkr.")


def test_vastervik_sums_per_namnd() -> None:
    assert len(found("vastervik_2020", "summa")) == 21
    assert len(found("vastervik_2021", "summa")) == 21


def test_a_total_row_that_differs_by_its_rounding_is_not_said_to_agree() -> None:
    assert Counter(f.verdict for f in found("vastervik_2020", "avvikelse")) == {
        "stammer": 20,
        "avrundning": 4,
    }
    assert "−415,9 − (−410,1) = −5,8 mnkr men i rapporten står −5,7." in "".join(
        said("vastervik_2020", "avvikelse")
    )


def test_malmos_rows_sum_to_arets_resultat() -> None:
    assert Counter(f.verdict for f in found("malmo", "summa")) == {"stammer": 3}
    assert Counter(f.verdict for f in found("malmo", "prognosfel")) == {"stammer": 16}
    assert said("malmo", "summa")[0].endswith("Resultat: Summan av 15 tal = −70 mnkr, som i rapporten.")
