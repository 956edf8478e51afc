"""A made-up ledger in the dialects of several programs comes to the sums that plain loops give."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pytest

from loaders import Unreadable, _flat_csv, _flat_xlsx, read_file
from store.records import Report
from tests.loaders.flat import files, made
from tests.loaders.flat.made import Key, Row

pytestmark = pytest.mark.usefixtures("in_process")
BOOKINGS = list(made.rows(1500))
MONTHS = made.months(BOOKINGS)
THROUGH = made.through(MONTHS, 8)
CELLS = len(BOOKINGS)


def values(report: Report, *, month: bool, scenario: str = "utfall") -> dict[Key, Decimal | None]:
    """The report's sums of a month alone, or from January."""
    return {
        (f.namnd, f.verksamhet, f.measure, f.year, f.month): f.value
        for f in report.facts
        if (f.horizon == "month") == month and f.scenario == scenario
    }


def read(data: bytes, name: str = "huvudbok.xlsx", **options: Any) -> Report:
    return read_file(data, name, **options)


def told(report: Report, code: str) -> list[str]:
    return [f.message for f in report.findings if f.code == code]


def numbers(report: Report) -> int:
    """All the numbers that are accounted for."""
    return report.numbers + sum(n.numbers for n in report.not_read)


def lines(bookings: Iterable[Row] = BOOKINGS, dialect: files.Dialect = files.RAINDANCE) -> list[list[Any]]:
    return files.table(dialect, bookings)


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
@pytest.mark.parametrize("dialect", files.DIALECTS)
def test_a_ledger_comes_to_the_right_sums(dialect: str, suffix: str) -> None:
    make = files.xlsx if suffix == "xlsx" else files.csv
    report = read(make(lines(dialect=files.DIALECTS[dialect])), f"bok.{suffix}")
    assert values(report, month=True) == MONTHS
    assert values(report, month=False) == THROUGH
    assert (report.kommun, report.report, report.kind) == ("exempelstad", "2025-08", "huvudbok")
    assert (numbers(report), report.not_read) == (CELLS, ())


def test_a_large_workbook_is_read_in_columns_to_the_same_sums(monkeypatch: pytest.MonkeyPatch) -> None:
    data = files.xlsx(lines(), above=("", "", "Huvudbok Exempelstad"), left=2)
    small = read(data)
    monkeypatch.setattr(_flat_xlsx, "LARGE", 1000)
    large = read(data)
    assert values(large, month=True) == MONTHS
    assert {(f.cell, f.raw, f.value, f.row) for f in large.facts} == {
        (f.cell, f.raw, f.value, f.row) for f in small.facts
    }
    assert large.facts[0].cell.startswith("M")


def test_a_large_workbook_keeps_its_other_sheets_and_its_wrong_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    table = lines()
    table[10][10] = "saknas"
    monkeypatch.setattr(_flat_xlsx, "LARGE", 1000)
    report = read(files.xlsx(table))
    assert "K12 ”saknas”" in told(report, "text_i_belopp")[0]
    assert numbers(report) == CELLS


@pytest.mark.parametrize("spell", [files.grouped, files.bracketed])
def test_amounts_as_texts_with_spaces_and_brackets(spell: Any) -> None:
    table = [[*line[:10], spell(line[10]) if nr else line[10], *line[11:]] for nr, line in enumerate(lines())]
    assert values(read(files.xlsx(table)), month=True) == MONTHS
    assert values(read(files.csv(lines(), spell=spell), "bok.csv"), month=True) == MONTHS


@pytest.mark.parametrize("large", [8_000_000, 1000])
def test_real_dates_and_numbers_among_texts(monkeypatch: pytest.MonkeyPatch, large: int) -> None:
    monkeypatch.setattr(_flat_xlsx, "LARGE", large)
    dated: files.Dialect = {**files.RAINDANCE, "Bokf.datum": lambda r: dt.datetime.fromisoformat(r.date)}
    del dated["Period"]
    table = files.table(dated, BOOKINGS)
    table[3][9] = files.grouped(table[3][9])
    assert values(read(files.xlsx(table)), month=True) == MONTHS


def test_thousands_or_decimals_is_not_guessed() -> None:
    table = lines()
    table[5][10] = "1,234"
    table[6][10] = "1.234"
    report = read(files.xlsx(table))
    (asked,) = [f for f in report.findings if f.code == "text_i_belopp"]
    assert len(asked.cells) == 2
    right = values(report, month=True)
    assert right and all(MONTHS[k] == v for k, v in right.items())


def test_a_sum_that_lacks_a_row_is_not_given() -> None:
    table = lines()
    table[4][10] = "se bilaga"
    row = BOOKINGS[3]
    namnd = made.NAMNDER[int(row.ansvar[:2])][0]
    report = read(files.xlsx(table))
    months, through = values(report, month=True), values(report, month=False)
    for measure in made.measures(row.konto):
        assert (namnd, "", measure, 2025, row.month) not in months
        assert (namnd, "", measure, 2025, 8) not in through
    assert months == {k: MONTHS[k] for k in months}
    assert through == {k: THROUGH[k] for k in through}
    assert numbers(report) == CELLS
    assert any("summan saknar rader" in n.reason for n in report.not_read)


def test_a_missing_month_ends_the_sums_from_january() -> None:
    kept = [r for r in BOOKINGS if r.month != 5]
    report = read(files.xlsx(lines(kept)))
    assert max(k[4] for k in values(report, month=False)) == 4
    assert values(report, month=True) == made.months(kept)
    assert "maj" in told(report, "manad_saknas")[0]


def test_two_years_are_the_reports_own_and_a_comparison() -> None:
    both = [*made.rows(700, 2024, 12), *BOOKINGS]
    report = read(files.xlsx(lines(both)))
    assert values(report, month=True) == made.months(both)
    assert {(f.year, f.role) for f in report.facts} == {(2024, "comparison"), (2025, "own")}
    whole = [f for f in report.facts if f.horizon == "year"]
    assert {(f.year, f.month) for f in whole} == {(2024, 12)}


def test_a_sum_row_is_compared_and_not_added() -> None:
    total = sum(r.amount for r in BOOKINGS)
    table = [*lines(), ["Summa", *[None] * 9, total, None]]
    report = read(files.xlsx(table))
    assert values(report, month=True) == MONTHS
    assert "De stämmer" in told(report, "summarad")[0]
    table[-1][10] = total + 1
    assert [f.verdict for f in read(files.xlsx(table)).findings if f.code == "summarad"] == ["avviker"]


def test_an_unknown_object_is_asked_about_once() -> None:
    odd = [BOOKINGS[0]._replace(ansvar="99100"), *BOOKINGS[1:], BOOKINGS[1]._replace(ansvar="99100")]
    report = read(files.xlsx(lines(odd)))
    (asked,) = [f for f in report.findings if f.code == "fraga_objekt"]
    assert asked.key == "objekt:ansvar:99100"
    assert "aldrenamnden" in asked.choices and "2 rader" in asked.message
    assert numbers(report) == len(odd) and sum(n.numbers for n in report.not_read) == 2
    answered = read(files.xlsx(lines(odd)), answers={asked.key: "aldrenamnden"})
    assert not answered.not_read
    skipped = read(files.xlsx(lines(odd)), answers={asked.key: "hoppa"})
    assert [n.reason for n in skipped.not_read] == ["utelämnad enligt ditt svar"]
    assert not [f for f in skipped.findings if f.code == "fraga_objekt"]


def test_signs_that_cannot_be_seen_are_asked_about() -> None:
    plus = [r._replace(amount=abs(r.amount)) for r in BOOKINGS]
    report = read(files.xlsx(lines(plus)))
    (asked,) = [f for f in report.findings if f.code == "fraga_tecken"]
    assert not report.facts and numbers(report) == CELLS
    answered = read(files.xlsx(lines(plus)), answers={asked.key: "kostnader_plus"})
    signs = {(f.measure, f.value > 0) for f in answered.facts if f.value}
    assert ("intakter", True) in signs and ("kostnader", False) in signs
    assert ("kostnader", True) not in signs


def test_balance_accounts_and_class_8_are_left_out_and_said() -> None:
    more = [BOOKINGS[0]._replace(konto="1510"), BOOKINGS[1]._replace(konto="8410"), *BOOKINGS]
    table = files.table({**files.RAINDANCE, "Kontonamn": lambda _: ""}, more)
    report = read(files.xlsx(table))
    assert values(report, month=True) == MONTHS
    assert {n.numbers for n in report.not_read} == {1}
    assert any("Tillgångar" in t for t in told(report, "ej_last"))
    assert any("Skatter" in t for t in told(report, "ej_last"))


def test_rows_after_the_chosen_period_are_not_read() -> None:
    report = read(files.xlsx(lines()), period="2025-06")
    assert report.report == "2025-06"
    assert values(report, month=True) == {k: v for k, v in MONTHS.items() if k[4] <= 6}
    assert numbers(report) == CELLS


def test_budget_beside_utfall() -> None:
    dialect: files.Dialect = {**files.VISMA, "Budget": lambda r: -r.amount * 2}
    report = read(files.xlsx(files.table(dialect, BOOKINGS)))
    assert values(report, month=True) == MONTHS
    assert values(report, month=True, scenario="budget") == {k: v * 2 for k, v in MONTHS.items()}
    assert numbers(report) == 2 * CELLS


def test_an_amount_in_thousands_is_in_kr_and_its_step_too() -> None:
    dialect = {("Utfall (tkr)" if k == "Utfall" else k): v for k, v in files.VISMA.items()}
    report = read(files.xlsx(files.table(dialect, BOOKINGS)))
    assert values(report, month=True) == {k: v * 1000 for k, v in MONTHS.items()}
    assert {f.step for f in report.facts} == {Decimal(10)}


def test_a_column_that_nobody_reads_is_counted() -> None:
    dialect: files.Dialect = {**files.RAINDANCE, "Momsbelopp": lambda r: r.amount / 4}
    report = read(files.xlsx(files.table(dialect, BOOKINGS)))
    (left,) = report.not_read
    assert (left.numbers, left.reason) == (CELLS, "kolumnen ”Momsbelopp” läses inte")
    assert numbers(report) == 2 * CELLS


def test_a_personnummer_in_a_ledger_ends_the_reading() -> None:
    odd = [*BOOKINGS, BOOKINGS[0]._replace(text="Ersättning 19811228-9874")]
    report = read(files.xlsx(lines(odd)))
    assert not report.facts and not report.not_read
    assert "personnummer" in told(report, "personuppgifter")[0]


def test_a_file_that_only_looks_large_is_no_ledger(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_flat_xlsx, "LARGE", 1000)
    with pytest.raises(Unreadable):
        read(b"PK\x03\x04 broken")
    report = read(
        files.xlsx([["Nämnd", "Utfall jan-aug 2025", "Budget 2025"], ["Socialnämnden", -5, -9]] * 40)
    )
    assert report.kind != "huvudbok"


def test_a_large_csv_is_read_in_columns_to_the_same_sums(monkeypatch: pytest.MonkeyPatch) -> None:
    data = files.csv(lines())
    broken = data.replace(b"\r\n", b"\r\n\r\n", 2).replace(b"A0000007", b'"A\r\n7"')
    small = read(broken, "bok.csv")
    monkeypatch.setattr(_flat_csv, "LARGE", 1000)
    large = read(broken, "bok.csv")
    assert values(large, month=True) == MONTHS
    assert {(f.cell, f.raw, f.value) for f in large.facts} == {(f.cell, f.raw, f.value) for f in small.facts}


@pytest.mark.parametrize("separator", [";", "\t"])
def test_a_short_sum_row_in_a_large_csv_is_accounted_for(
    monkeypatch: pytest.MonkeyPatch, separator: str
) -> None:
    monkeypatch.setattr(_flat_csv, "LARGE", 1000)
    total = f"{sum(r.amount for r in BOOKINGS):.2f}".replace(".", ",")
    tail = separator.join(["Summa", *[""] * 9, total])
    report = read(files.csv(lines(), separator=separator) + tail.encode(), "bok.csv")
    assert values(report, month=True) == MONTHS
    assert "De stämmer" in told(report, "summarad")[0]
    assert numbers(report) == CELLS + 1
