"""A ledger with two columns of one heading, and a ledger with a report's tables beside it, are told of."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest

from loaders import Unreadable, _flat_csv, _flat_xlsx
from loaders._unreadable import Refused
from tests.loaders.flat import files
from tests.loaders.flat.test_ledger import BOOKINGS, lines, numbers, read, told, values

pytestmark = pytest.mark.usefixtures("in_process")


def doubled(heading: str) -> list[list[Any]]:
    """The ledger with another column of that heading, and other figures in it, at the end."""
    first, *rest = lines()
    col = first.index(heading)
    return [[*first, heading], *([*row, 7 if heading == "Belopp" else row[col]] for row in rest)]


@pytest.mark.parametrize("name", ["bok.xlsx", "bok.csv"])
@pytest.mark.parametrize("heading", ["Belopp", "Konto", "Ansvar"])
def test_two_columns_of_one_heading_are_not_read(heading: str, name: str) -> None:
    data = files.xlsx(doubled(heading)) if name.endswith("xlsx") else files.csv(doubled(heading))
    report = read(data, name)
    assert not report.facts and report.not_read
    assert f"”{heading}” och M2 ”{heading}”" in told(report, "dubbla_rubriker")[0]


@pytest.mark.parametrize("name", ["bok.xlsx", "bok.csv"])
def test_nor_in_a_large_file(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(_flat_xlsx, "LARGE", 1000)
    monkeypatch.setattr(_flat_csv, "LARGE", 1000)
    data = files.xlsx(doubled("Belopp")) if name.endswith("xlsx") else files.csv(doubled("Belopp"))
    with pytest.raises(Refused) as refused:
        read(data, name)
    message = Unreadable(refused.value.code, name, **refused.value.details).message
    assert "två kolumner som säger samma sak: K2 ”Belopp” och M2 ”Belopp”" in message


@pytest.mark.parametrize("heading", ["Text", "Motpart", "Kontonamn"])
def test_two_columns_that_are_not_read_may_have_one_heading(
    monkeypatch: pytest.MonkeyPatch, heading: str
) -> None:
    plain = values(read(files.xlsx(lines())), month=True)
    monkeypatch.setattr(_flat_xlsx, "LARGE", 1000)
    assert values(read(files.xlsx(doubled(heading))), month=True) == plain


def test_the_tables_of_another_sheet_are_told_of() -> None:
    book = openpyxl.load_workbook(io.BytesIO(files.xlsx(lines())))
    sheet = book.create_sheet("Sammandrag")
    for row in (("Nämnd", "Utfall jan-aug 2025", "Budget 2025"), ("Socialnämnden", -5, -9)):
        sheet.append(row)
    target = io.BytesIO()
    book.save(target)
    report = read(target.getvalue())
    assert report.facts and numbers(report) == len(BOOKINGS) + 2
    (text,) = told(report, "blad_ej_last")
    assert text.startswith("Bladet Sammandrag är inte läst: 2 tal.") and "egen fil" in text
    assert {n.sheet for n in report.not_read} == {"Sammandrag"}
