"""Tables in other shapes: months, sides, groups of staff, sheets of months; what each cell is read as."""

from __future__ import annotations

import pytest

from loaders._numbers import parse_number
from tests.loaders.sheets import HEAD, NAMND, by_cell, codes, read, unread

pytestmark = pytest.mark.usefixtures("in_process")
S = "socialnamnden"
MONTHS = "Tkr | Jan | Feb | Mar | Summa\nIntäkter | 10 | 20 | {} | 60\nKostnader | -20 | -30 | {} | -90"


def test_months_are_alone_when_their_sum_says_so() -> None:
    found = by_cell(read(f"{NAMND}Utfall, tkr\n{MONTHS.format(30, -40)}"))
    assert found["C6"] == f"{S} intakter utfall 2024-02 month 20000"
    assert found["E7"] == f"{S} kostnader utfall 2024-03 period -90000"


def test_months_are_accumulated_when_the_last_is_the_sum() -> None:
    found = by_cell(read(f"{NAMND}Utfall, tkr\n{MONTHS.format(60, -90)}"))
    assert found["C6"] == f"{S} intakter utfall 2024-02 period 20000"


def test_months_that_nothing_tells_of_are_asked() -> None:
    report = read(f"{NAMND}Utfall, tkr\n{MONTHS.format(35, -45)}")
    assert {"C6", "D6"} <= unread(report)
    assert "fraga_manad" in codes(report)


def test_days_that_close_months_may_be_alone() -> None:
    head = "Tkr | Utfall 2024-06-30 | Utfall 2024-07-31 | Utfall 2024-08-31"
    report = read(f"{NAMND}{head}\nIntäkter | 10 | 20 | 30")
    assert not by_cell(report)


def test_a_month_beside_its_sum_is_alone() -> None:
    head = " | Augusti | | Jan–aug |\nTkr | Utfall | Budget | Utfall | Budget"
    found = by_cell(read(f"{NAMND}{head}\nIntäkter | 1 | 2 | 30 | 40\nKostnader | -1 | -2 | -30 | -40"))
    assert found["B6"] == f"{S} intakter utfall 2024-08 month 1000"
    assert found["E6"] == f"{S} intakter budget 2024-08 period 40000"


SHEETS = "== Jan\n{0}Tkr | {1}\nIntäkter | 1 | 2\n== Feb\n{0}Tkr | {1}\nIntäkter | 3 | 5"


def test_one_sheet_a_month_is_asked_unless_ack_stands_beside() -> None:
    report = read(SHEETS.format(NAMND, "Utfall | Budget"))
    assert not by_cell(report)
    assert "fraga_manad" in codes(report)
    report = read(SHEETS.format(NAMND, "Utfall | Ack utfall"))
    assert [(f.month, f.horizon) for f in report.facts] == [
        (1, "month"), (1, "period"), (2, "month"), (2, "period"),
    ]  # fmt: skip


def test_tables_beside_each_other() -> None:
    rows = ["Tkr | Utfall jan-aug | | Nettokostnad per verksamhet | Prognos helår"]
    rows += ["Intäkter | 100 | | Hemtjänst | -60", "Kostnader | -150 | | Stab | -40", " | | | Summa | -100"]
    found = by_cell(read(NAMND + "\n".join(rows)))
    assert found["B6"] == f"{S} kostnader utfall 2024-08 period -150000"
    assert found["E5"] == f"{S}/hemtjanst nettokostnad prognos 2024-08 2024-12 year -60000"
    assert found["E7"].startswith(f"Σ {S} nettokostnad")


def test_groups_of_staff_in_rows() -> None:
    rows = "Total sjukfrånvaro | 7,5\nvarav kvinnor | 8,1\nMän | 4,5\n30–49 år | 6,0"
    rows += "\nLångtidssjukfrånvaro | 40,1"
    report = read(f"{NAMND}Sjukfrånvaro, %\n | Utfall jan-aug 2024\n{rows}")
    assert [(f.measure, f.kon, f.alder) for f in report.facts] == [
        ("sjukfranvaro", "", ""), ("sjukfranvaro", "K", ""), ("sjukfranvaro", "M", ""),
        ("sjukfranvaro", "", "30-49"), ("sjukfranvaro_lang", "", ""),
    ]  # fmt: skip


def test_kon_in_columns_and_forms_of_employment_in_rows() -> None:
    rows = "Verksamhet | Kvinnor | Män | Totalt\nHemtjänst | 8,1 | 4,5 | 7,2"
    report = read(f"{NAMND}Sjukfrånvaro jan-aug 2024, %\n{rows}")
    assert [(f.verksamhet, f.kon) for f in report.facts] == [("hemtjanst", k) for k in ("K", "M", "")]
    rows = "Tillsvidareanställda | 100\nVisstidsanställda | 10\nSumma | 110"
    report = read(f"{NAMND}Årsarbetare\n | Utfall jan-aug 2024\n{rows}")
    assert [f.anstallningsform for f in report.facts] == ["tillsvidare", "visstid"]


def test_units_of_rows_in_a_column_of_their_own() -> None:
    rows = "Nyckeltal | Enhet | Utfall jan-aug\nElever | antal | 700\nKostnad per elev | kr | 91 240"
    report = read(f"{NAMND}Nyckeltal\n{rows}")
    assert [(f.measure, f.unit) for f in report.facts] == [
        ("matt:elever", "antal"), ("matt:kostnad-per-elev", "kr"),
    ]  # fmt: skip


def test_names_broken_over_two_lines_are_one() -> None:
    head = "Göteborgs Stad\nDelårsrapport augusti 2024\nKommunstyrelsen\nNettokostnad, tkr\n"
    rows = "Verksamhet | Utfall jan-aug\nStadslednings | -10\nkontoret |\nPolitisk verksamhet | -5"
    assert by_cell(read(head + rows))["B6"].startswith("kommunstyrelsen/stadsledningskontoret ")


def test_what_is_left_of_the_budget() -> None:
    head = "Tkr | Utfall | Budget | Kvar att förbruka | Förbrukning %"
    found = by_cell(
        read(f"{NAMND}{head}\nPersonalkostnader | -60 | -100 | -40 | 60%\nLokaler | -10 | -20 | -10 | 50%")
    )
    assert found["C5"] == f"{S} personalkostnader budget 2024-12 year -100000"
    assert found["D5"] == f"{S} rapporterad:kvar:personalkostnader budget 2024-12 year -40000"
    assert found["E5"] == f"{S} rapporterad:forbrukning_pct:personalkostnader utfall 2024-08 period 60"


def test_versions_of_the_budget_and_numbered_forecasts() -> None:
    head = "Tkr | Ursprunglig budget | Gällande budget | Prognos 1 | Prognos 2 | Plan 2026"
    report = read(f"{NAMND}{head}\nIntäkter | 1 | 2 | 3 | 4 | 5")
    assert [(f.basis, f.role) for f in report.facts] == [
        ("ursprunglig", "comparison"), ("gallande", "own"), ("fg:2024-08", "comparison"), ("2024-08", "own"),
        ("plan", "comparison"),
    ]  # fmt: skip


@pytest.mark.parametrize(("title", "horizon"), [("Resultat jan-aug 2024", "period"), ("Resultat", "")])
def test_a_bare_budget_is_of_the_period_that_the_title_names(title: str, horizon: str) -> None:
    report = read(f"{HEAD}Socialnämnden\n{title}\nTkr | Utfall | Budget\nIntäkter | 100 | 110")
    assert [f.horizon for f in report.facts if f.scenario == "budget"] == [h for h in (horizon,) if h]


def test_costs_that_all_stand_above_zero_are_costs() -> None:
    rows = "Personalkostnader | 60\nLokaler | 20\nSumma kostnader | 80"
    found = by_cell(read(f"{NAMND}Tkr | Utfall jan-aug\n{rows}"))
    assert found["B5"] == f"{S} personalkostnader utfall 2024-08 period -60000"


def test_outlays_of_an_investment_table_are_costs() -> None:
    found = by_cell(read(f"{NAMND}Investeringar, tkr\nProjekt | Utfall jan-aug\nNy skola | 100\nSumma | 100"))
    assert found["B6"] == f"{S}/ny-skola nettoinvesteringar utfall 2024-08 period -100000"


def test_a_change_that_two_pairs_may_have_made_is_asked() -> None:
    """Rounding lets 0,0 be 3,7 − 3,6; the forecasts did not change at all."""
    head = "Mnkr | Utfall fg år | Ack utfall aug | Prognos helår | Fg prognos | Förändring"
    rows = "Intäkter | 3,6 | 3,7 | 11,6 | 11,6 | 0,0\nKostnader | -7,9 | -7,9 | -24,9 | -24,9 | 0,0"
    report = read(f"{NAMND}{head}\n{rows}")
    assert unread(report) == {"F5", "F6"}


def test_a_forecast_of_a_period_that_has_passed_is_none() -> None:
    report = read(f"{NAMND}Tkr | Utfall jan-aug | Prognos perioden fg år\nIntäkter | 1 | 2")
    assert set(by_cell(report)) == {"B5"}


def test_names_between_the_figures_are_another_table() -> None:
    rows = "Tkr | Utfall jan-aug | Prognos\nIntäkter | 1 | 2 | Hemtjänst | 3\nKostnader | -1 | -2 | Stab | -4"
    report = read(f"{NAMND}{rows}")
    assert not {"E5", "E6"} & set(by_cell(report))


def test_percent_in_parentheses_is_below_zero() -> None:
    number = parse_number("(3,0) %")
    assert number and number.percent and number.value == -3


LEVELS = ["Äldreomsorg | -70 | -65", "{}Hemtjänst | -40 | -35", "{}Boende | -30 | -30", "Familj | -30 | -25"]


@pytest.mark.parametrize(
    "head", ["Socialnämnden | -100 | -90\n{}\nRevision | -5 | -5", "{}\nSumma | -100 | -90"]
)
def test_a_sum_inside_a_namnd_is_a_control_total(head: str) -> None:
    rows = head.format("\n".join(r.format("") for r in LEVELS))
    title = HEAD if "Revision" in head else NAMND
    report = read(
        f"{title}Nettokostnad per verksamhet, tkr\nVerksamhet | Utfall jan-aug | Budget jan-aug\n{rows}"
    )
    parts = [f.verksamhet for f in report.facts if f.namnd == S and f.scenario == "utfall"]
    assert parts == ["hemtjanst", "boende", "familj"]
    assert "aldreomsorg" in {f.verksamhet for f in report.control_totals}
    assert not unread(report)


def test_the_second_deviation_is_of_the_columns_since_the_first() -> None:
    head = "Tkr | Utfall | Budget | Avvikelse | Prognos | Budget | Avvikelse"
    found = by_cell(read(f"{NAMND}{head}\nIntäkter | 100 | 110 | -10 | 150 | 160 | -10"))
    assert found["F5"] == f"{S} intakter budget 2024-12 year 160000"
    assert found["G5"] == f"{S} rapporterad:avvikelse:intakter prognos 2024-08 2024-12 year -10000"


def test_a_budget_that_is_used_up_is_a_cost() -> None:
    rows = "Hemtjänst | 100 | 60 | 40\nStab | 50 | 30 | 20"
    title = "Nettokostnad per verksamhet, tkr\nVerksamhet | Budget | Utfall | Kvar"
    found = by_cell(read(f"{NAMND}{title}\n{rows}"))
    assert found["B6"] == f"{S}/hemtjanst nettokostnad budget 2024-12 year -100000"


def test_a_bare_budget_of_staff_is_asked() -> None:
    rows = "Verksamhet | Utfall | Budget\nHemtjänst | 100 | 110\nStab | 50 | 60"
    report = read(f"{NAMND}Årsarbetare\n{rows}")
    assert unread(report) == {"C6", "C7"}


def test_a_column_without_a_heading_does_not_take_that_of_the_corner() -> None:
    report = read(f"{HEAD}Nettokostnad, tkr\nUtfall perioden fg år | | Budget 2025\nSocialnämnden | -1 | -2")
    assert set(by_cell(report)) <= {"C5"}
