"""Tables about another time than the report's, and columns that are one month alone: asked, then read so."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from loaders import read_file
from loaders._sentence import sentence
from store.records import Finding, Report, Role
from tests.loaders import sheets
from tests.loaders.sheets import HEAD, NAMND, OURS, by_cell, unread

pytestmark = pytest.mark.usefixtures("in_process")
POSTS = "\nIntäkter | 100 | 110\nKostnader | -150 | -155"
S = "socialnamnden"
ROWS = (
    f"{HEAD}Nettokostnad, tkr\nNämnd | År | Utfall jan-aug\nSocialnämnden | 2023 | -100\nRevision | 2023 | -5"
)
TITLED = f"{NAMND}Sammandrag 2022\nTkr | Utfall | Budget jan-aug{POSTS}"


def _read(drawn: str, answers: Mapping[str, str] | None = None) -> Report:
    return read_file(sheets._workbook(drawn), "tabell.xlsx", settings=OURS, answers=answers)


def _asked(report: Report, code: str) -> Finding:
    (found,) = {f.key: f for f in report.findings if f.code == code}.values()
    return found


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Budget augusti", f"{S} intakter budget 2024-08 month 110000"),
        ("Utfall maj", f"{S} intakter utfall 2024-05 month 110000"),
        ("Utfall 2023-08", f"{S} intakter utfall 2023-08 month 110000"),
    ],
)
def test_a_column_that_was_answered_to_be_one_month_is_read_as_that_month(heading: str, cell: str) -> None:
    drawn = f"{NAMND}Tkr | Utfall jan-aug | {heading}{POSTS}"
    asked = _asked(_read(drawn), "fraga_manad")
    assert "manaden" in asked.choices and "utelämnas" not in asked.choice_texts[1]
    report = _read(drawn, {asked.key: "manaden"})
    assert by_cell(report)["C5"] == cell and not unread(report)
    assert not [f for f in report.findings if f.code == "fraga_manad"]


def test_a_quarter_is_no_month() -> None:
    drawn = f"{NAMND}Tkr | Utfall jan-aug | Utfall kvartal 2{POSTS}"
    report = _read(drawn, {_asked(_read(drawn), "fraga_manad").key: "manaden"})
    assert unread(report) == {"C5", "C6"}
    assert "några månader" in report.not_read[0].reason


def test_a_bare_column_on_the_sheet_of_a_month_is_that_month_when_answered() -> None:
    body = f"{NAMND}Tkr | Utfall | Budget\nIntäkter | 100 | 110"
    drawn = f"== Juli\n{body}\n== Augusti\n{body}"
    keys = {f.key for f in _read(drawn).findings if f.code == "fraga_manad"}
    report = _read(drawn, dict.fromkeys(keys, "manaden"))
    assert {(f.month, f.horizon) for f in report.facts} == {(7, "month"), (8, "month")}
    assert len(report.facts) == 4


@pytest.mark.parametrize(("value", "when"), [("perioden", "2022-08 period"), ("helaret", "2022-12 year")])
def test_a_table_titled_with_an_earlier_year_is_of_that_year_when_answered(value: str, when: str) -> None:
    asked = _asked(_read(TITLED), "fraga_period")
    assert asked.key.startswith("period:") and value in asked.choices
    report = _read(TITLED, {asked.key: value})
    assert by_cell(report)["B6"] == f"{S} intakter utfall {when} 100000"
    assert {f.role for f in report.facts} == {Role.COMPARISON}
    assert "då" in sentence(asked.key, "perioden")


def test_rows_that_name_another_year_offer_that_year() -> None:
    asked = _asked(_read(ROWS), "fraga_period")
    assert asked.key.startswith("tid:")
    assert dict(zip(asked.choices, asked.choice_texts, strict=True)) == {
        "2023-08": "Tabellen gäller jan–aug 2023",
        "2023-12": "Tabellen gäller helår 2023",
        "hoppa": "Hoppa över: utelämna talen",
    }
    report = _read(ROWS, {asked.key: "2023-08"})
    assert sorted(by_cell(report).values()) == [
        "revision nettokostnad utfall 2023-08 period -5000",
        f"{S} nettokostnad utfall 2023-08 period -100000",
    ]
    assert report.report == "2024-08"
    assert sentence(asked.key, "2023-08") == "Tabellen: talen gäller tiden till och med augusti 2023."


@pytest.mark.parametrize("value", ["2022-08", "2025-08", "2024-08", "2023-13", "augusti"])
def test_an_answer_that_the_rows_contradict_is_not_believed(value: str) -> None:
    report = _read(ROWS, {_asked(_read(ROWS), "fraga_period").key: value})
    assert not report.facts and len(unread(report)) >= 2


@pytest.mark.parametrize(("head", "time"), [("År", "2024"), ("Period", "2024-08"), ("Månad", "augusti")])
def test_the_time_of_a_row_is_no_part_of_its_name(head: str, time: str) -> None:
    report = _read(ROWS.replace("| År |", f"| {head} |").replace("2023", time))
    assert {(f.namnd, f.verksamhet) for f in report.facts} == {(S, ""), ("revision", "")}


def test_rows_of_several_times_can_only_be_left_out() -> None:
    drawn = ROWS.replace("Revision | 2023", "Revision | 2022")
    asked = _asked(_read(drawn), "fraga_period")
    assert asked.choices == ("hoppa",)
    assert not _read(drawn, {asked.key: "2023-08"}).facts
