"""Repeated figures of the past against what was published then."""

from __future__ import annotations

from decimal import Decimal

from tests.checks.tables import findings, read, sentences, verdicts

D = Decimal
Statement = tuple[Decimal, Decimal, str, str, str]


class Past:
    """(namnd, measure, scenario, year, month) -> mnkr, basis, report."""

    def __init__(self, **known: tuple[str, str, str]) -> None:
        self.known = known
        self.asked: list[tuple[str | int, ...]] = []

    def value(self, *about: str | int) -> list[Statement]:
        _, _, _, measure, scenario, year, month, _, basis, before = about
        self.asked.append((basis, before))
        known = self.known.get(f"{measure}_{scenario}_{year}_{month}")
        if known is None:
            return []
        value, vintage, report = known
        return [(D(value) * 1_000_000, D(100_000), vintage, report, "Resultat!B7")]


TABLE = """
    mnkr     | utfall 2024-08 | utfall 2023-08 | fg prognos 2024 | utfall 2023
    intakter | 78,5           | 76,7           | 125,6           | 125,9
"""


def test_what_was_published_then() -> None:
    past = Past(
        intakter_utfall_2023_8=("76.7", "", "2023-08"),
        intakter_prognos_2024_12=("125.7", "2024-03", "2024-03"),
        intakter_utfall_2023_12=("124.0", "", "2023-12"),
    )
    assert verdicts(read(TABLE), past) == [
        ("bokslut_fg_ar", "avviker", "warning"),
        ("fg_prognos", "avrundning", "info"),
        ("utfall_fg_ar", "stammer", "info"),
    ]
    assert sentences(read(TABLE), past, "fg_")[:2] == [
        "kommunstyrelsen, utfall helår 2023. Intäkter: här står 125,9 mnkr, i rapporten för december 2023 "
        "(Resultat!B7) stod 124,0. Det skiljer 1,9 mnkr. "
        "Ändrad redovisning eller organisation kan vara skälet.",
        "kommunstyrelsen, föregående prognos helår 2024. Intäkter: här står 125,6 mnkr, i rapporten för mars "
        "2024 (Resultat!B7) stod 125,7. Skillnaden ryms i avrundningen.",
    ]
    assert set(past.asked) == {("", "2024-08")}


def test_what_was_never_published_cannot_be_tested() -> None:
    findings_ = findings(read(TABLE), Past(), "fg_")
    assert [f.verdict for f in findings_] == ["gar_ej_att_prova"] * 3
    assert findings_[0].message == (
        "Utfall jan–aug 2023: 1 tal går inte att pröva, för siffrorna från då är inte publicerade här."
    )


def test_an_older_forecast_is_not_the_previous_one() -> None:
    """The report in between is not published here: nothing can be said of a column Fg prognos."""
    past = Past(intakter_prognos_2024_12=("110.0", "2024-02", "2024-02"))
    assert ("fg_prognos", "gar_ej_att_prova", "info") in verdicts(read(TABLE), past)


def test_no_history_no_verdict() -> None:
    assert verdicts(read(TABLE), None) == []


def test_a_unit_slip_against_last_year_in_the_store() -> None:
    past = Past(
        intakter_utfall_2023_8=("76.7", "", "2023-08"), kostnader_utfall_2023_8=("-343.3", "", "2023-08")
    )
    table = read("""
        mnkr      | utfall 2024-08
        intakter  | 78 510,0
        kostnader | -340 512,0
    """)
    assert verdicts(table, past, "enhet") == [("enhet", "avviker", "warning")]
    assert "2 tal är ungefär 1 000 gånger större" in sentences(table, past, "enhet")[0]
