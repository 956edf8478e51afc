"""CSV: exact numbers, both flavours, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.data import BOM, Column, excel_csv, file_name, machine_csv, safe_text

COLUMNS = [Column("namnd", "Nämnd"), Column("varde", "Värde")]
ROWS = [{"namnd": "Östra; Göteborg", "varde": Decimal("-7454400.50")}, {"namnd": "Å", "varde": None}]


def test_excel_flavour() -> None:
    text = excel_csv(COLUMNS, ROWS).decode("utf-8")
    assert text == BOM + 'Nämnd;Värde\r\n"Östra; Göteborg";-7454400,50\r\nÅ;\r\n'


def test_machine_flavour() -> None:
    assert machine_csv(COLUMNS, ROWS).decode() == "namnd,varde\nÖstra; Göteborg,-7454400.50\nÅ,\n"


def test_scientific_decimals_are_written_out() -> None:
    assert b"100000" in machine_csv(COLUMNS, [{"namnd": "a", "varde": Decimal("1E+5")}])


def test_a_float_is_refused() -> None:
    with pytest.raises(TypeError):
        machine_csv(COLUMNS, [{"namnd": "a", "varde": 0.1}])


@pytest.mark.parametrize("text", ['=cmd|"/c calc"!A0', "+1+1", "-2+3", "@SUM(A1)", "\t=1", " =1", "-a"])
def test_formulas_are_defused(text: str) -> None:
    assert safe_text(text) == "'" + text


@pytest.mark.parametrize("text", ["-", "-340,5", "+8,0", "−340,5", "Kommunstyrelsen", "", "-1 250", "-4 %"])
def test_numbers_and_plain_words_stay(text: str) -> None:
    assert safe_text(text) == text


@given(st.text())
def test_no_text_starts_as_a_formula(text: str) -> None:
    assert not safe_text(text).startswith(("=", "@"))


@given(
    st.lists(
        st.tuples(
            st.text(st.characters(exclude_characters="\r\n\0", exclude_categories=["Cs"])),
            st.decimals(allow_nan=False, allow_infinity=False, places=2),
        )
    )
)
def test_machine_csv_reads_back_exactly(pairs: list[tuple[str, Decimal]]) -> None:
    written = machine_csv(COLUMNS, [{"namnd": a, "varde": b} for a, b in pairs]).decode()
    read = list(csv.DictReader(io.StringIO(written)))
    assert [Decimal(row["varde"]) for row in read] == [b for _, b in pairs]


def test_file_name() -> None:
    assert file_name("jämför", "", "Resultat 2024/08") == "jamfor-resultat-2024-08.csv"
