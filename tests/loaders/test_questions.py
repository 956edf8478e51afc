"""What is unclear is asked about, or listed as not read; it is never guessed."""

from __future__ import annotations

import pytest

from tests.loaders.sheets import HEAD, NAMND, by_cell, codes, read, unread

pytestmark = pytest.mark.usefixtures("in_process")
POSTS = "\nIntäkter | 100 | 110\nKostnader | -150 | -155"
TWO = "Tkr | Utfall jan-aug | Budget jan-aug" + POSTS

UNCLEAR_COLUMNS = {
    "Justerad prognos": "okand_kolumn",
    "Utfall justerat": "okand_kolumn",
    "Index": "okand_kolumn",
    "Plan": "okand_kolumn",
    "Plan 2023": "okand_kolumn",
    "Reviderad plan": "okand_kolumn",
    "Utfall i % av budget": "okand_kolumn",
    "Halvårsbudget": "okand_kolumn",
    "Budget": "fraga_horisont",
    "Budget 2024": "fraga_horisont",
    "Utfall 2023": "fraga_horisont",
    "Augusti": "fraga_manad",
    "Utfall 2023-08": "fraga_manad",
    "Utfall maj": "fraga_manad",
    "Utfall T2": "fraga_manad",
    "Utfall kvartal 2": "fraga_manad",
    "Helår": "fraga_scenario",
    "2023": "fraga_scenario",
    "2025": "fraga_scenario",
    "Utfall helår": "fraga_framtid",
    "Utfall 2025": "fraga_framtid",
    "Prognos oktober": "fraga_framtid",
    "Utfall jan-aug 1998": "fraga_period",
    "Avvikelse": "fraga_avvikelse",
    "Förändring": "fraga_avvikelse",
}


@pytest.mark.parametrize(("heading", "code"), UNCLEAR_COLUMNS.items())
def test_an_unclear_column_is_not_read(heading: str, code: str) -> None:
    report = read(NAMND + f"Tkr | Utfall jan-aug | {heading}" + POSTS)
    assert set(by_cell(report)) == {"B5", "B6"}
    assert unread(report) == {"C5", "C6"}
    assert code in codes(report)


UNCLEAR_TABLES = {
    "no unit": (NAMND + " | Utfall jan-aug | Budget jan-aug" + POSTS, "fraga_enhet"),
    "no period": ("Västerviks kommun\nSocialnämnden\nTkr | Utfall | Prognos" + POSTS, "fraga_period"),
    "no kommun": ("Delårsrapport augusti 2024\n" + TWO, "fraga_kommun"),
    "no nämnd": (HEAD + TWO, "fraga_namnd"),
    "unknown nämnd above": (HEAD + "Rymdnämnden\n" + TWO, "fraga_namnd"),
    "unknown nämnd, labelled": (HEAD + "Nämnd: Rymdnämnden\n" + TWO, "fraga_namnd"),
    "unknown nämnd in a title": (HEAD + "Resultat för rymdnämnden\n" + TWO, "fraga_namnd"),
    "name inside another name": (HEAD + "Barn- och socialnämnden\n" + TWO, "fraga_namnd"),
    "the koncern": (HEAD + "Kommunkoncernen\n" + TWO, "fraga_namnd"),
    "share of one": (NAMND + " | Utfall jan-aug | Utfall fg år\nSjukfrånvaro | 0.075 | 0.081", "fraga_andel"),
    "title of another year": (NAMND + "Sammandrag 2022\nTkr | Utfall | Prognos" + POSTS, "fraga_period"),
    "no measure": (HEAD + "Tkr | Utfall | Prognos\nSocialnämnden | -1 | -2", "fraga_matt"),
    "years or amounts": (
        NAMND + "Tkr | Utfall jan-aug | Budget jan-aug\nIntäkter | 2024 | 2023\nKostnader | -1 | -2",
        "fraga_rubrik",
    ),
}


@pytest.mark.parametrize(("drawn", "code"), UNCLEAR_TABLES.values(), ids=UNCLEAR_TABLES)
def test_an_unclear_table_is_not_read(drawn: str, code: str) -> None:
    report = read(drawn)
    assert not by_cell(report)
    assert code in codes(report)


def test_an_unknown_namnd_in_a_row_is_asked_by_its_name_and_can_be_answered() -> None:
    drawn = HEAD + "Nettokostnad, tkr\nNämnd | Utfall jan-aug\nSocialnämnden | -100\nRymdnämnden | -50"
    report = read(drawn)
    asked = [f for f in report.findings if f.code == "fraga_namnd"]
    assert [f.cells for f in asked] == [("Blad1!B6",)]
    assert "Rymdnämnden" in asked[0].message
    assert "revision" in asked[0].choices


def test_a_table_below_an_unknown_namnd_is_not_the_one_above() -> None:
    report = read(f"{NAMND}{TWO}\n\nRymdnämnden\n{TWO}\n\nRevisionen\n{TWO}")
    assert unread(report) == {"B10", "C10", "B11", "C11"}
    assert {f.namnd for f in report.facts} == {"socialnamnden", "revision"}


def test_a_sheet_without_a_namnd_does_not_take_that_of_another_sheet() -> None:
    report = read(f"== Socialnämnden\n{HEAD}{TWO}\n== Revision\n{HEAD}{TWO}\n== Blad3\n{TWO}")
    assert {(f.sheet, f.namnd) for f in report.facts} == {
        ("Socialnämnden", "socialnamnden"),
        ("Revision", "revision"),
    }
    assert {n.sheet for n in report.not_read} == {"Blad3"}


def test_parts_below_an_unknown_namnd_do_not_go_to_the_one_above() -> None:
    rows = "Socialnämnden | -100\nHemtjänst | -60\nAnnat | -40\nRymdnämnden | -50\nHemtjänst | -30\nIT | -20"
    report = read(HEAD + "Nettokostnad, tkr\nVerksamhet | Utfall jan-aug\n" + rows)
    assert unread(report) == {"B8", "B9", "B10"}
    assert {f.cell for f in report.facts} == {"B6", "B7"}


def test_a_block_of_an_unknown_namnd_is_asked_once_and_can_be_answered() -> None:
    rows = "Socialnämnden |\nIntäkter | 10\nKostnader | -60\nRymdnämnden |\nIntäkter | 1\nKostnader | -6"
    report = read(f"{HEAD}Tkr | Utfall jan-aug\n{rows}")
    assert [f.cells for f in report.findings if f.code == "fraga_namnd"] == [("Blad1!B8", "Blad1!B9")]
    assert {f.namnd for f in report.facts} == {"socialnamnden"}


def test_a_heading_inside_a_table_is_no_verksamhet() -> None:
    report = read(
        f"{NAMND}Tkr | Utfall jan-aug\nIntäkter | 10\nPersonal |\nÅrsarbetare | 50\nStyrgrupp |\nBuffert | -2"
    )
    assert [f.verksamhet for f in report.facts] == ["", ""]
    assert unread(report) == {"B9"}


def test_a_table_of_another_kommun_is_not_read() -> None:
    report = read(f"{NAMND}{TWO}\n\nMalmö stad\nKommunstyrelsen\n{TWO}")
    assert set(by_cell(report)) == {"B5", "C5", "B6", "C6"}
    assert len(unread(report)) == 4


def test_a_table_without_a_unit_does_not_choose_between_those_of_the_sheet() -> None:
    drawn = (
        f"{NAMND}Belopp i mnkr\n{TWO.replace('Tkr', '')}\n\nI tkr\n{TWO}\n\nÖvrigt\n{TWO.replace('Tkr', '')}"
    )
    report = read(drawn)
    assert unread(report) == {"B16", "C16", "B17", "C17"}
    assert "fraga_enhet" in codes(report)


def test_two_rows_that_would_be_the_same_are_both_left() -> None:
    drawn = HEAD + "Nettokostnad, tkr\nNämnd | Utfall jan-aug\nSocialnämnden | -100\nSocialnämnd | -50"
    report = read(drawn)
    assert not by_cell(report)
    assert "fraga_dubbel" in codes(report)


@pytest.mark.parametrize(
    "posts", ["Kostnader | 150 | 155", "Personalkostnader | 150 | 155", "Nettokostnad | 5 | 6"]
)
def test_positive_costs_without_a_sum_that_proves_them_are_asked(posts: str) -> None:
    report = read(f"{NAMND}Tkr | Utfall jan-aug | Budget jan-aug\n{posts}")
    assert not by_cell(report)
    assert "fraga_tecken" in codes(report)


@pytest.mark.parametrize("text", ["1.234", "1.234.567", "12,345.50", "1,234", "1 23"])
def test_a_number_that_can_be_read_in_two_ways_is_listed(text: str) -> None:
    report = read(f"{NAMND}Tkr | Utfall jan-aug | Budget jan-aug\nIntäkter | {text} | 110", "tabs")
    assert set(by_cell(report)) == {"C5"}
    assert unread(report) == {"B5"}


@pytest.mark.parametrize("text", ["-", "–", "..", "x", "saknas", ""])
def test_a_missing_number_is_no_number(text: str) -> None:
    report = read(f"{NAMND}Tkr | Utfall jan-aug | Budget jan-aug\nIntäkter | {text} | 110", "tabs")
    assert set(by_cell(report)) == {"C5"}
    assert not unread(report)


def test_notes_and_comments_are_not_amounts() -> None:
    drawn = (
        NAMND
        + "Tkr | Not | Utfall jan-aug | Kommentar\nIntäkter | 1 | 100 | 25 nya\nKostnader | 2 | -150 | 12"
    )
    report = read(drawn)
    assert set(by_cell(report)) == {"C5", "C6"}
    assert unread(report) == {"B5", "B6", "D5", "D6"}


def test_a_share_among_amounts_is_not_an_amount() -> None:
    report = read(f"{NAMND}Tkr | Utfall jan-aug | Budget jan-aug\nIntäkter | 100 | 95%")
    assert set(by_cell(report)) == {"B5"}
    assert "fraga_procent" in codes(report)


@pytest.mark.parametrize("time", ["År", "Månad", "Period"])
def test_rows_of_another_time_are_asked(time: str) -> None:
    now, other = ("2024", "2023") if time == "År" else ("2024-08", "2024-07")
    rows = f"Socialnämnden | Intäkter | {now} | 100\nSocialnämnden | Intäkter | {other} | 90"
    report = read(f"Nämnd | Post | {time} | Utfall tkr\n{rows}", "csv", kommun="vastervik", period="2024-08")
    assert not by_cell(report)
    assert "fraga_period" in codes(report)


def test_a_row_of_opening_capital_is_not_closing_capital() -> None:
    report = read(f"{NAMND}Tkr | Utfall jan-aug\nIngående eget kapital | 100\nUtgående eget kapital | 120")
    assert set(by_cell(report)) == {"B6"}
    assert "fraga_rad" in codes(report)


AMBIGUOUS_TEXTS = {
    "where a number ends": "Tkr Utfall jan-aug Budget jan-aug\nIntäkter 172 631 172",
    "one column or two": "Tkr Budget jan-aug Augusti\nIntäkter 172 63",
    "an unknown word first": "Justerad prognos Utfall jan-aug\nIntäkter 172 63",
    "where Helår begins": "Period Helår\nTkr Utfall Budget Utfall fg år Prognos\nIntäkter 1 2 3 4",
}


@pytest.mark.parametrize("lines", AMBIGUOUS_TEXTS.values(), ids=AMBIGUOUS_TEXTS)
def test_a_text_that_can_be_cut_in_several_ways_is_not_read(lines: str) -> None:
    report = read(NAMND + lines, "spaces")
    assert not by_cell(report)
    assert report.not_read


def test_a_row_that_says_a_time_is_no_verksamhet() -> None:
    report = read(f"{NAMND}Tkr | Utfall intäkter\nOktober 2023 | 2\nAnnat | 3")
    assert set(by_cell(report)) == {"B6"}
