"""Plausible tables of controllers, and what each cell is read as."""

from __future__ import annotations

import pytest

from tests.loaders.sheets import HEAD, NAMND, by_cell, codes, read

pytestmark = pytest.mark.usefixtures("in_process")
S = "socialnamnden"

COLUMNS = {
    "Utfall": "utfall 2024-08 period",
    "Ack utfall jan-aug 2024": "utfall 2024-08 period",
    "Ack aug 2023": "utfall 2023-08 period",
    "Utfall per 2024-08-31": "utfall 2024-08 period",
    "Utfall t.o.m. augusti": "utfall 2024-08 period",
    "Utfall januari–augusti": "utfall 2024-08 period",
    "Utfall januari till och med augusti": "utfall 2024-08 period",
    "Utfall T1": "utfall 2024-04 period",
    "Utfall fg år": "utfall 2023-08 period",
    "Bokslut 2023": "utfall 2023-12 year",
    "Bokslut fg år": "utfall 2023-12 year",
    "Periodbudget": "budget 2024-08 period",
    "Helårsbudget": "budget 2024-12 year",
    "Budget 2025": "budget 2025-12 year",
    "Prognos": "prognos 2024-08 2024-12 year",
    "Prognos 2024": "prognos 2024-08 2024-12 year",
    "Helårsprognos": "prognos 2024-08 2024-12 year",
    "Prognos mars": "prognos 2024-03 2024-12 year",
    "Marsprognos": "prognos 2024-03 2024-12 year",
    "T1-prognos": "prognos 2024-04 2024-12 year",
    "Prognos T2": "prognos 2024-08 2024-12 year",
    "Fg prognos": "prognos fg:2024-08 2024-12 year",
}


@pytest.mark.parametrize(("heading", "meaning"), COLUMNS.items())
def test_a_clear_heading_is_understood(heading: str, meaning: str) -> None:
    report = read(f"{NAMND}Tkr | {heading} | Budget helår 2020\nIntäkter | 100 | 1")
    assert by_cell(report)["B5"] == f"{S} intakter {meaning} 100000"
    assert not codes(report)


def _posts(*rows: str, columns: str = "Utfall jan-aug | Budget jan-aug | Avvikelse") -> dict[str, str]:
    report = read(NAMND + f"Tkr | {columns}\n" + "\n".join(rows))
    assert not codes(report)
    return {cell: text.removeprefix(f"{S} ") for cell, text in by_cell(report).items()}


def test_a_bare_budget_has_the_horizon_of_what_it_is_subtracted_from() -> None:
    found = _posts("Intäkter | 100 | 110 | 112 | 2", "Kostnader | -150 | -155 | -150 | 5",
                   columns="Utfall | Budget | Prognos | Avvikelse")  # fmt: skip
    assert found["C5"] == "intakter budget 2024-12 year 110000"
    assert found["E5"] == "rapporterad:avvikelse:intakter prognos 2024-08 2024-12 year 2000"
    found = _posts("Intäkter | 100 | 110 | 112 | -10", "Kostnader | -150 | -155 | -150 | 5",
                   columns="Utfall | Budget | Prognos | Avvikelse")  # fmt: skip
    assert found["C5"] == "intakter budget 2024-08 period 110000"
    assert found["E5"] == "rapporterad:avvikelse:intakter utfall 2024-08 period -10000"


def test_costs_printed_as_positive_numbers_are_turned_when_the_sums_prove_it() -> None:
    found = _posts("Intäkter | 100 | 110 | -10", "Kostnader | 150 | 155 | 5", "Nettokostnad | 50 | 45 | -5")
    assert found["B6"] == "kostnader utfall 2024-08 period -150000"
    assert found["B7"] == "nettokostnad utfall 2024-08 period -50000"
    assert found["D7"] == "rapporterad:avvikelse:nettokostnad utfall 2024-08 period -5000"


def test_deviations_follow_the_signs_of_their_rows() -> None:
    """Costs positive, and utfall − budget on every row: more cost is then printed as plus."""
    found = _posts("Intäkter | 100 | 110 | -10", "Kostnader | 150 | 155 | -5", "Nettokostnad | 50 | 45 | 5")
    assert found["D5"] == "rapporterad:avvikelse:intakter utfall 2024-08 period -10000"
    assert found["D6"] == "rapporterad:avvikelse:kostnader utfall 2024-08 period 5000"
    assert found["D7"] == "rapporterad:avvikelse:nettokostnad utfall 2024-08 period -5000"


def test_a_deviation_of_budget_minus_utfall_is_turned() -> None:
    found = _posts("Intäkter | 100 | 110 | 10", "Kostnader | -150 | -155 | -5")
    assert found["D5"] == "rapporterad:avvikelse:intakter utfall 2024-08 period -10000"
    assert found["D6"] == "rapporterad:avvikelse:kostnader utfall 2024-08 period 5000"


def test_the_signs_of_a_ledger_are_turned() -> None:
    found = _posts("Intäkter | -100 | -110", "Kostnader | 150 | 155", "Nettokostnad | 50 | 45",
                   columns="Utfall jan-aug | Budget jan-aug")  # fmt: skip
    assert [found[c].rsplit(" ", 1)[1] for c in ("B5", "B6", "B7")] == ["100000", "-150000", "-50000"]


def test_resultat_proves_positive_costs() -> None:
    rows = ("Intäkter | 100 | 110", "Kostnader | 150 | 155", "Kommunbidrag | 60 | 50", "Resultat | 10 | 5")
    found = _posts(*rows, columns="Utfall jan-aug | Budget jan-aug")
    assert found["B6"] == "kostnader utfall 2024-08 period -150000"
    assert found["B8"] == "resultat utfall 2024-08 period 10000"


def test_a_turned_sign_is_told() -> None:
    rows = "Intäkter | 100\nKostnader | 150\nNettokostnad | 50"
    report = read(f"{NAMND}Tkr | Utfall jan-aug\n{rows}")
    told = [f for f in report.findings if f.code == "tecken_vant"]
    assert [(f.severity, f.cells) for f in told] == [("info", ("Blad1!B6", "Blad1!B7"))]
    assert {f.raw for f in report.facts} == {"100", "150", "50"}


def test_deviation_and_change_in_kr_and_in_percent() -> None:
    found = _posts("Intäkter | 100 | 110 | -10 | -9.1% | 80 | 20 | 25%",
                   columns="Utfall jan-aug | Budget jan-aug | Avvikelse kr | Avvikelse % | Utfall fg år | "
                   "Förändring | Förändring %")  # fmt: skip
    assert found["D5"] == "rapporterad:avvikelse:intakter utfall 2024-08 period -10000"
    assert found["E5"] == "rapporterad:avvikelse_pct:intakter utfall 2024-08 period -9.1"
    assert found["G5"] == "rapporterad:forandring:intakter utfall 2024-08 period 20000"
    assert found["H5"] == "rapporterad:forandring_pct:intakter utfall 2024-08 period 25"


@pytest.mark.parametrize("place", ["top", "bottom"])
def test_a_row_of_the_sum_is_a_control_total(place: str) -> None:
    rows = ["Socialnämnden | -100", "Revision | -50"]
    rows.insert(0 if place == "top" else 2, "Summa | -150")
    report = read(HEAD + "Nettokostnad, tkr\nNämnd | Utfall jan-aug\n" + "\n".join(rows))
    assert sorted(by_cell(report).values())[-1] == "Σ  nettokostnad utfall 2024-08 period -150000"
    assert len(report.facts) == 2


def test_a_namnd_row_that_its_verksamheter_add_up_to_is_a_control_total() -> None:
    rows = "Socialnämnden | -100\nHemtjänst | -60\nAnnat | -40\nRevision | -5"
    found = by_cell(read(HEAD + "Nettokostnad, tkr\nVerksamhet | Utfall jan-aug\n" + rows))
    assert found["B5"] == f"Σ {S} nettokostnad utfall 2024-08 period -100000"
    assert found["B6"] == f"{S}/hemtjanst nettokostnad utfall 2024-08 period -60000"
    assert found["B8"] == "revision nettokostnad utfall 2024-08 period -5000"


def test_a_page_break_repeats_the_headings() -> None:
    head = "Nämnd | Utfall jan-aug"
    drawn = (
        f"{HEAD}Nettokostnad, tkr\n{head}\nSocialnämnden | -100\nSida 2\n{head}\nRevision | -5\nTotalt | -105"
    )
    found = by_cell(read(drawn))
    assert found["B8"] == "revision nettokostnad utfall 2024-08 period -5000"
    assert found["B9"].startswith("Σ")


def test_positive_nettokostnader_of_all_namnder_are_costs() -> None:
    rows = "Socialnämnden | 100\nKommunstyrelsen | 50\nRevision | 5\nÖverförmyndare | 4\nSumma | 159"
    found = by_cell(read(f"{HEAD}Nettokostnad, tkr\nNämnd | Utfall jan-aug\n{rows}"))
    assert found["B5"] == f"{S} nettokostnad utfall 2024-08 period -100000"
    assert found["B9"] == "Σ  nettokostnad utfall 2024-08 period -159000"


def test_the_title_says_what_columns_of_posts_hold() -> None:
    rows = "Tkr | Intäkter | Kostnader\nSocialnämnden | 100 | -150\nRevision | 1 | -3"
    found = by_cell(read(f"{HEAD}Budget 2025, tkr\n{rows}"))
    assert found["B5"] == f"{S} intakter budget 2025-12 year 100000"
    found = by_cell(read(f"{HEAD}Helårsprognos per nämnd\n{rows}"))
    assert found["B5"] == f"{S} intakter prognos 2024-08 2024-12 year 100000"


def test_each_table_has_its_own_unit() -> None:
    drawn = (
        f"{NAMND}Belopp i mnkr\n\nTkr | Utfall jan-aug\nIntäkter | 1\n\nKr | Utfall jan-aug\nKostnader | -5"
    )
    found = by_cell(read(drawn))
    assert found["B7"].endswith(" 1000")
    assert found["B10"].endswith(" -5")


def test_amounts_that_look_like_years() -> None:
    found = _posts("Intäkter | 2024 | 1998", "Kostnader | -2024 | -2001", "Kommunbidrag | 2023 | 2024",
                   columns="Utfall jan-aug | Budget jan-aug")  # fmt: skip
    assert found["B5"] == "intakter utfall 2024-08 period 2024000"
    assert found["C5"] == "intakter budget 2024-08 period 1998000"
    assert found["C7"] == "kommunbidrag budget 2024-08 period 2024000"


def test_numbers_in_all_their_spellings() -> None:
    drawn = (
        NAMND + "Tkr | Utfall jan-aug | Budget jan-aug\nIntäkter | 12.5 | 1 234,5\nKostnader | (150) | 155-"
    )
    found = by_cell(read(drawn, "tabs"))
    assert [t.rsplit(" ", 1)[1] for t in found.values()] == ["12500", "1234500", "-150000", "-155000"]


def test_staff_by_verksamhet_and_by_namnd() -> None:
    rows = "Hemtjänst | 100,5 | 98 | 2,5\nAnnat | 40 | 42 | -2\nTotalt | 140,5 | 140 | 0,5"
    columns = "Verksamhet | Utfall jan-aug 2024 | Utfall jan-aug 2023 | Förändring"
    found = by_cell(read(f"{NAMND}Årsarbetare\n{columns}\n{rows}"))
    assert found["B6"] == f"{S}/hemtjanst arsarbetare utfall 2024-08 period 100.5"
    assert found["D8"] == f"Σ {S} rapporterad:forandring:arsarbetare utfall 2024-08 period 0.5"
    rows = "Socialnämnden | 7,5 | 8,1\nRevision | 4,2 | 4,0"
    found = by_cell(read(f"{HEAD}Sjukfrånvaro, procent\nNämnd | Period | Fg år\n{rows}"))
    assert found["B5"] == f"{S} sjukfranvaro utfall 2024-08 period 7.5"
    assert found["C6"] == "revision sjukfranvaro utfall 2023-08 period 4"


def test_a_misspelt_namnd_is_read_and_told() -> None:
    report = read(HEAD + "Nettokostnad, tkr\nNämnd | Utfall jan-aug\nSosialnämnden | -100")
    assert by_cell(report)["B5"].startswith(S)
    assert "tolkad_rad" in {f.code for f in report.findings}


def test_an_annual_report_of_two_years() -> None:
    head = "Västerviks kommun\nÅrsredovisning 2023\nSocialnämnden\n"
    columns = "Tkr | Bokslut 2022 | Bokslut 2023 | Budget 2023 | Avvikelse"
    report = read(f"{head}{columns}\nIntäkter | 100 | 110 | 105 | 5")
    assert by_cell(report)["E5"] == f"{S} rapporterad:avvikelse:intakter utfall 2023-12 year 5000"
    assert report.facts[0].role == "comparison"


def test_period_and_year_in_a_text_reach_as_far_as_their_places_say() -> None:
    lines = [
        "Belopp i tkr      Period               Helår",
        "                  Utfall  Utfall fg år  Prognos",
    ]
    found = by_cell(read(NAMND + "\n".join([*lines, "Intäkter 1 2 3"]), "spaces"))
    assert found == {}  # Helår ends at no heading
    lines[0] = "Belopp i tkr      Period                Helår"
    found = by_cell(read(NAMND + "\n".join([*lines, "Intäkter 1 2 3"]), "spaces"))
    assert [t.split(" ", 2)[2] for t in found.values()] == [
        "utfall 2024-08 period 1000",
        "utfall 2023-08 period 2000",
        "prognos 2024-08 2024-12 year 3000",
    ]


BELOW = (
    "Hemtjänst | -60",
    "Annat | -40",
    "{}socialnämnden | -100",
    "Stab | -30",
    "Bad | -20",
    "{}kommunstyrelsen | -50",
)


@pytest.mark.parametrize("word", ["", "Summa "])
def test_verksamheter_above_the_row_of_their_namnd(word: str) -> None:
    rows = [r.format(word) for r in (*BELOW, "Totalt | -150")]
    found = by_cell(read(HEAD + "Nettokostnad, tkr\nVerksamhet | Utfall jan-aug\n" + "\n".join(rows)))
    assert found["B5"] == f"{S}/hemtjanst nettokostnad utfall 2024-08 period -60000"
    assert found["B7"] == f"Σ {S} nettokostnad utfall 2024-08 period -100000"
    assert found["B8"] == "kommunstyrelsen/stab nettokostnad utfall 2024-08 period -30000"
    assert found["B10"] == "Σ kommunstyrelsen nettokostnad utfall 2024-08 period -50000"


def test_a_sum_below_a_heading_of_a_namnd_is_its_sum() -> None:
    social = "Socialnämnden |\nHemtjänst | -60\nAnnat | -40\nSumma | -100"
    rows = f"{social}\nRevision |\nStab | -5\nSumma | -5\nTotalt | -105"
    found = by_cell(read(HEAD + "Nettokostnad, tkr\nVerksamhet | Utfall jan-aug\n" + rows))
    assert found["B8"] == f"Σ {S} nettokostnad utfall 2024-08 period -100000"
    assert found["B11"] == "Σ revision nettokostnad utfall 2024-08 period -5000"
    assert found["B12"] == "Σ  nettokostnad utfall 2024-08 period -105000"


def test_reports_by_tertial_and_quarter() -> None:
    head, rows = (
        "Västerviks kommun\n{}\nSocialnämnden\n",
        "Tkr | Ack utfall T2 | Prognos T1\nIntäkter | 1 | 3",
    )
    report = read(head.format("Tertialrapport 2 2024") + rows)
    assert report.report == "2024-08"
    assert by_cell(report)["C5"] == f"{S} intakter prognos 2024-04 2024-12 year 3000"
    assert read(head.format("Kvartalsrapport 3, 2024") + rows).report == "2024-09"


def test_namnder_over_groups_of_columns() -> None:
    drawn = " | Revision | | Socialnämnden\nTkr | Utfall | Prognos | Utfall\nIntäkter | 1 | 2 | 3"
    found = by_cell(read(HEAD + drawn))
    assert found["B5"] == "revision intakter utfall 2024-08 period 1000"
    assert found["C5"] == "revision intakter prognos 2024-08 2024-12 year 2000"
    assert found["D5"] == f"{S} intakter utfall 2024-08 period 3000"


def test_namnder_as_columns() -> None:
    rows = "Tkr | Socialnämnden | Revision | Summa\nIntäkter | 100 | 1 | 101\nKostnader | -150 | -2 | -152"
    found = by_cell(read(f"{HEAD}Utfall jan-aug 2024\n{rows}"))
    assert found["C6"] == "revision kostnader utfall 2024-08 period -2000"
    assert found["D5"] == "Σ  intakter utfall 2024-08 period 101000"


def test_years_down_and_posts_across() -> None:
    head = "Västerviks kommun\nÅrsredovisning 2023\nSocialnämnden\nUtfall per år, tkr\n"
    found = by_cell(read(f"{head}År | Intäkter | Kostnader\n2022 | 100 | -120\n2023 | 110 | -130"))
    assert found["B6"] == f"{S} intakter utfall 2022-12 year 100000"
    assert found["C7"] == f"{S} kostnader utfall 2023-12 year -130000"


def test_years_down_and_scenarios_across() -> None:
    head = "Västerviks kommun\nÅrsredovisning 2023\nSocialnämnden\nNettokostnad, tkr\n"
    found = by_cell(read(f"{head}År | Budget | Utfall\n2022 | -100 | -120\n2023 | -110 | -130"))
    assert found["B6"] == f"{S} nettokostnad budget 2022-12 year -100000"
    assert found["C7"] == f"{S} nettokostnad utfall 2023-12 year -130000"


@pytest.mark.parametrize("title", ["Kommunen totalt", "Resultaträkning för kommunen"])
def test_posts_of_the_whole_kommun(title: str) -> None:
    rows = "Verksamhetens intäkter | 100\nSkatteintäkter | 50" if "för" in title else "Intäkter | 100"
    found = by_cell(read(f"{HEAD}{title}\nTkr | Utfall jan-aug\n{rows}"))
    assert found["B5"] == " intakter utfall 2024-08 period 100000"
