"""SIE 4: balances on several levels, vouchers and budget come to the sums of the bookings behind them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import pytest

from loaders import _sie, read_file
from loaders._unreadable import Refused
from store.records import Report
from tests.loaders.flat import made, sie
from tests.loaders.flat.test_ledger import BOOKINGS, MONTHS, THROUGH, numbers, told, values

pytestmark = pytest.mark.usefixtures("in_process")


def read(lines: Iterable[str], encoding: str = "cp437", name: str = "bok.se", **answers: str) -> Report:
    return read_file(sie.data(lines, encoding), name, answers=answers)


@pytest.mark.parametrize("encoding", ["cp437", "latin-1", "utf-8"])
@pytest.mark.parametrize("suffix", ["se", "si", "sie"])
def test_balances_with_objects(encoding: str, suffix: str) -> None:
    body = sie.balances(BOOKINGS)
    report = read([*sie.head(), *sie.results(BOOKINGS), *body], encoding, f"bok.{suffix}")
    assert values(report, month=True) == MONTHS
    assert values(report, month=False) == THROUGH
    assert (report.kommun, report.report) == ("exempelstad", "2025-08")
    assert numbers(report) == len(body) + len(sie.results(BOOKINGS))
    assert not [f for f in report.findings if f.severity != "info"]


@pytest.mark.parametrize("levels", [sie.LEVELS[2:], sie.LEVELS[1:], sie.LEVELS[::2]])
def test_one_level_is_summed_whichever_the_file_has(levels: tuple[tuple[str, ...], ...]) -> None:
    report = read([*sie.head(), *sie.results(BOOKINGS), *sie.balances(BOOKINGS, levels=levels)])
    assert values(report, month=True) == MONTHS


def test_levels_that_no_total_can_tell_apart_are_not_summed() -> None:
    report = read([*sie.head(), *sie.balances(BOOKINGS, levels=sie.LEVELS[1:])])
    assert not report.facts
    assert any("säger emot" in n.reason for n in report.not_read)


def test_disjoint_lines_of_different_objects_are_all_summed() -> None:
    half = len(BOOKINGS) // 2
    parts = sie.balances(BOOKINGS[:half], levels=[("ansvar",)])
    parts += sie.balances(BOOKINGS[half:], levels=[("ansvar", "verksamhet")])
    report = read([*sie.head(), *sie.balances(BOOKINGS, levels=[()]), *parts])
    whole = {k: v for k, v in values(report, month=True).items() if not k[1]}
    assert whole == {k: v for k, v in MONTHS.items() if not k[1]}


def test_vouchers_are_summed_when_there_are_no_balances() -> None:
    report = read([*sie.head(kind=4), *sie.vouchers(BOOKINGS)])
    assert values(report, month=True) == MONTHS
    assert numbers(report) == len(BOOKINGS)


def test_vouchers_and_balances_must_agree() -> None:
    body = [*sie.head(kind=4), *sie.balances(BOOKINGS), *sie.vouchers(BOOKINGS)]
    assert not told(read(body), "kontrollsumma")
    less = [*sie.head(kind=4), *sie.balances(BOOKINGS), *sie.vouchers(BOOKINGS[1:])]
    assert BOOKINGS[0].konto in told(read(less), "kontrollsumma")[0]


def test_a_result_that_the_months_do_not_make_is_told() -> None:
    report = read([*sie.head(), "#RES 0 50110 1.00", *sie.balances(BOOKINGS)])
    assert "#RES 2025 konto 50110: 1.00" in told(report, "kontrollsumma")[0]


def test_budget_by_month() -> None:
    doubled = [r._replace(amount=r.amount * 2) for r in BOOKINGS]
    report = read([*sie.head(), *sie.balances(BOOKINGS), *sie.balances(doubled, "PBUDGET")])
    assert values(report, month=True, scenario="budget") == {k: v * 2 for k, v in MONTHS.items()}
    assert values(report, month=True) == MONTHS


def test_a_month_that_the_file_covers_without_bookings_is_there() -> None:
    report = read([*sie.head(through="20250930"), *sie.balances(BOOKINGS)])
    last = {k[:3]: v for k, v in values(report, month=False).items() if k[4] == 9}
    assert last == {k[:3]: v for k, v in THROUGH.items() if k[4] == 8}


def test_a_broken_line_is_told_and_its_sums_are_held_back() -> None:
    body = sie.balances(BOOKINGS)
    body.append('#PSALDO 0 202508 50110 {1 "10100 10 "101"} 12.00 0')
    report = read([*sie.head(), *body])
    assert f"rad {len(sie.head()) + len(body)}" in told(report, "trasig_rad")[0]
    found = values(report, month=True)
    assert found and all(MONTHS[k] == v for k, v in found.items())
    assert not any(k[2] == "personalkostnader" and k[4] == 8 for k in found)
    assert any(k[2] == "intakter" and k[4] == 8 for k in found)


def test_another_currency_is_not_read() -> None:
    report = read([*sie.head(), "#VALUTA EUR", *sie.balances(BOOKINGS)])
    assert not report.facts and told(report, "valuta")


def test_employees_end_the_reading() -> None:
    report = read([*sie.head(), '#DIM 7 "Anställd"', '#OBJEKT 7 "12" "Anna"', *sie.balances(BOOKINGS)])
    assert not report.facts and told(report, "personuppgifter")


def test_the_fields_of_a_line() -> None:
    assert _sie.tokens(r'#OBJEKT 1 "10" "Kansli \"Öst\""') == ["#OBJEKT", "1", "10", 'Kansli "Öst"']
    assert _sie.tokens('#PSALDO 0 202501 3010 {1 "a b" 6 "7"} -5.50') == [
        "#PSALDO", "0", "202501", "3010", (("1", "a b"), ("6", "7")), "-5.50",
    ]  # fmt: skip
    assert _sie.tokens('#KONTO 3010 "utan slut') is None
    assert _sie.amount("1234.50") == Decimal("1234.50") and _sie.amount("1,5") is None


def test_a_text_that_is_no_sie_file_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        _sie.parse(b"Hej\r\n")
    assert refused.value.code == "inte_sie"


def test_the_same_bookings_from_type_4_and_a_spreadsheet_agree() -> None:
    few = list(made.rows(90))
    assert values(read([*sie.head(kind=4), *sie.vouchers(few)]), month=True) == made.months(few)
