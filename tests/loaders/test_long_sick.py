"""Långtidssjukfrånvaro: a share of the sick time, or asked when it may be one of the working time."""

from __future__ import annotations

import pytest

from loaders import read_file
from loaders._sentence import sentence
from store.records import Report
from tests.loaders import sheets
from tests.loaders.sheets import NAMND, OURS, by_cell, unread

pytestmark = pytest.mark.usefixtures("in_process")
TABLE = f"{NAMND}Sjukfrånvaro (%) | Utfall jan-aug | Utfall fg år\nTotal sjukfrånvaro | 7.5 | 8.1\n"
ROW = "Varav långtidssjukfrånvaro"
S = "socialnamnden"


def _read(rows: str, **answers: str) -> Report:
    return read_file(sheets._workbook(TABLE + rows), "tabell.xlsx", settings=OURS, answers=answers)


def test_more_than_the_total_is_a_share_of_the_sick_time() -> None:
    report = _read(f"{ROW} | 40.5 | 44.1")
    assert by_cell(report)["B6"] == f"{S} sjukfranvaro_lang utfall 2024-08 period 40.5"
    assert not unread(report)


@pytest.mark.parametrize("values", ["3.5 | 4.1", "40.5 | 4.1", "1900 | 2100"])
def test_less_than_the_total_or_more_than_all_is_asked(values: str) -> None:
    report = _read(f"{ROW} | {values}")
    assert set(by_cell(report)) == {"B5", "C5"}
    assert unread(report) == {"B6", "C6"}
    (asked,) = [f for f in report.findings if f.code == "fraga_langtid"]
    assert asked.cells == ("Blad1!B6", "Blad1!C6") and asked.choices == ("andel", "hoppa")


def test_the_answer_is_believed_and_told() -> None:
    rows = f"{ROW} | 3.5 | 4.1"
    (asked,) = [f for f in _read(rows).findings if f.code == "fraga_langtid"]
    read = read_file(
        sheets._workbook(TABLE + rows), "tabell.xlsx", settings=OURS, answers={asked.key: "andel"}
    )
    assert by_cell(read)["B6"] == f"{S} sjukfranvaro_lang utfall 2024-08 period 3.5"
    left = read_file(
        sheets._workbook(TABLE + rows), "tabell.xlsx", settings=OURS, answers={asked.key: "hoppa"}
    )
    assert unread(left) == {"B6", "C6"} and not [f for f in left.findings if f.code == "fraga_langtid"]
    assert sentence(asked.key, "andel") == "Tabellen: långtidssjukfrånvaron är en andel av sjukfrånvaron."
