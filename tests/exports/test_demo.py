"""Exempelstad: the same every time, consistent with itself, and with exactly three errors to find."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from checks import run_checks
from exports import _demo_messy as messy
from exports import _demo_money as money
from exports import _demo_staff as staff
from exports import demo
from exports._demo_bilaga import attachments
from exports._demo_huvudbok import ledgers
from exports._demo_kommun import NAMNDER, namnd, reports
from loaders import read_file
from sample import Earlier
from settings import Settings
from store import codes
from store.records import Finding, Report, Severity
from tests.exports.planted import ERRORS

NEAR = (  # the nämnder with errors, the messy ones and those with trouble, around the times of interest
    *(("miljonamnden", y, m) for y, m in ((2021, 4), (2021, 8), (2021, 12), (2022, 4))),
    *(("overformyndarnamnden", y, m) for y, m in ((2020, 8), (2020, 12), (2021, 4), (2021, 8))),
    *(("samhallsbyggnadsnamnden", y, m) for y, m in ((2023, 4), (2023, 8), (2023, 12), (2024, 4))),
    *(
        ("gymnasie-och-vuxenutbildningsnamnden", y, m)
        for y, m in ((2024, 4), (2024, 8), (2024, 12), (2025, 4))
    ),
    *(("socialnamnden", y, m) for y, m in ((2023, 12), (2024, 8), (2024, 12), (2025, 4))),
    *((n, 2021, 12) for n in ("kulturnamnden", "fritidsnamnden")),
    *(("kultur-och-fritidsnamnden", 2022, m) for m in (4, 8)),
)
Read = dict[str, tuple[Report, tuple[Finding, ...]]]


@pytest.fixture(scope="module")
def read() -> Read:
    """Some of the reports, read and checked in the order in which they came."""
    found: Read = {}
    earlier = Earlier()
    for code, year, month in sorted(NEAR, key=lambda one: one[1:]):
        name = demo.file_name(code, year, month)
        report = read_file(demo._workbook(namnd(code), year, month), name, settings=Settings())
        found[name] = report, run_checks(report, earlier)
        earlier.add(report)
    return found


def _told(read: Read) -> Iterator[tuple[str, Finding]]:
    for name, (_, findings) in read.items():
        yield from ((name, f) for f in findings if f.verdict == "avviker")


def test_the_checks_find_the_planted_errors(read: Read) -> None:
    for error in ERRORS:
        _, findings = read[error.file]
        hits = [f for f in findings if f.verdict == "avviker" and f.code.endswith(error.check)]
        assert any(error.cell in f.cells for f in hits), error
        assert all(f.severity != Severity.INFO for f in hits)


def test_the_checks_find_nothing_else(read: Read) -> None:
    planted = {e.file for e in ERRORS}
    assert {name for name, _ in _told(read)} == planted


def test_every_report_is_read_without_a_question(read: Read) -> None:
    for name, (report, _) in read.items():
        assert not [f for f in report.findings if f.severity != Severity.INFO], name
        assert not report.not_read, name
        assert report.kommun == "exempelstad"
        assert {f.namnd for f in report.facts} == {name[20:-5]}


def test_the_messy_reports_say_what_an_orderly_one_would(read: Read) -> None:
    report, _ = read[demo.file_name(*messy.PASTED)]
    n = namnd(messy.PASTED[0])
    facts = {
        (f.scenario, f.year, f.month, f.horizon): f.printed
        for f in report.facts
        if f.measure == "kostnader" and f.role == "own"
    }
    assert facts["utfall", 2021, 8, "period"] == money.post(n, "kostnader", "utfall", 2021, 8)
    assert facts["budget", 2021, 12, "year"] == money.post(n, "kostnader", "budget", 2021, 12)
    assert facts["prognos", 2021, 12, "year"] == money.post(n, "kostnader", "prognos", 2021, 12, 8)


def test_one_workbook_a_namnd_and_report() -> None:
    assert reports()[0] == (2020, 4)
    assert reports()[-1] == (2025, 8)
    existing = [sum(n.exists(y) for n in NAMNDER) for y in range(2020, 2026)]
    assert existing == [13, 13, 12, 12, 12, 12]
    assert all(2 <= len(n.verksamheter) <= 6 for n in NAMNDER)


def test_the_same_every_time() -> None:
    n = namnd("socialnamnden")
    assert demo._workbook(n, 2024, 8) == demo._workbook(n, 2024, 8)
    assert money.post(n, "kostnader", "utfall", 2024, 12) == -375_998


def test_the_codes_know_every_namnd_and_verksamhet() -> None:
    listed = {n.code: n for n in codes.namnder("exempelstad")}
    assert {n.code for n in NAMNDER} == set(listed)
    assert listed["kulturnamnden"].successor == codes.successors("kultur-och-fritidsnamnden:1")
    for n in NAMNDER:
        assert [v.name for v in codes.verksamheter("exempelstad", n.code)] == [v.name for v in n.verksamheter]


def test_budgets_come_out_at_zero_and_transfers_cancel() -> None:
    for year in range(2020, 2026):
        there = [n for n in NAMNDER if n.exists(year)]
        assert all(money.result(n, "budget", year, 12) == 0 for n in there)
        assert sum(money.internal(n, 12) for n in there) == 0


def test_the_kommun_is_of_a_believable_size() -> None:
    there = [n for n in NAMNDER if n.exists(2024)]
    cost = -sum(money.post(n, "kostnader", "utfall", 2024, 12) for n in there)
    assert 4_500_000 < cost < 5_200_000  # tkr, for 60 000 inhabitants


@pytest.mark.parametrize("year", range(2021, 2025))
def test_socialnamndens_deficit_grows_at_every_report(year: int) -> None:
    n = namnd("socialnamnden")
    april, august = (money.result(n, "prognos", year, 12, m) for m in (4, 8))
    assert 0 > april > august > money.result(n, "utfall", year, 12)


def test_forskolenamnden_costs_more_for_fewer_children_and_more_sick_leave() -> None:
    n = namnd("forskolenamnden")
    costs = [-money.post(n, "kostnader", "utfall", y, 12) for y in range(2020, 2025)]
    assert costs == sorted(costs)
    assert n.matt[0].change < 0
    assert staff.sick_leave(n, 2025, 8) > staff.sick_leave(n, 2020, 8) + 1


def test_the_groups_of_the_personalbilaga_sum_to_the_employees() -> None:
    (content,) = [made for year, month, _, made in attachments() if (year, month) == (2024, 8)]
    report = read_file(content, "personalbilaga.xlsx", settings=Settings())
    assert not report.not_read and not [f for f in report.findings if f.severity != Severity.INFO]
    for n in (n for n in NAMNDER if n.exists(2024)):
        heads = [f for f in report.facts if (f.namnd, f.measure) == (n.code, "antal_anstallda")]
        total = staff.employees(n, 2024, 8)
        assert sum(f.value or 0 for f in heads if f.kon) == total
        assert sum(f.value or 0 for f in heads if f.alder) == total


@pytest.fixture(scope="module")
def booked() -> dict[int, Report]:
    """Each year's ledger, read."""
    return {year: read_file(made, name, settings=Settings()) for year, _, name, made in ledgers()}


def test_the_ledgers_are_read_to_the_last_row_and_nothing_is_asked(booked: dict[int, Report]) -> None:
    assert {year: report.report for year, report in booked.items()} == {2024: "2024-12", 2025: "2025-08"}
    for report in booked.values():
        assert (report.kommun, report.kind) == ("exempelstad", "huvudbok")
        assert not [f for f in report.findings if f.severity != Severity.INFO]
        assert {f.namnd for f in report.facts} == {n.code for n in NAMNDER if n.exists(2024)}


@pytest.mark.parametrize(("year", "month"), [(2024, 4), (2024, 8), (2024, 12), (2025, 4), (2025, 8)])
def test_the_ledgers_sums_from_january_are_those_of_the_reports(
    booked: dict[int, Report], year: int, month: int
) -> None:
    sums = {
        (f.namnd, f.measure): f.value for f in booked[year].facts if f.month == month and f.horizon != "month"
    }
    for n in (n for n in NAMNDER if n.exists(year)):
        for measure in ("intakter", "kostnader", "personalkostnader", "kommunbidrag"):
            assert sums[n.code, measure] == money.post(n, measure, "utfall", year, month) * 1000


def test_every_month_is_booked_for_itself(booked: dict[int, Report]) -> None:
    for n in (n for n in NAMNDER if n.exists(2024)):
        alone = [
            f for f in booked[2024].facts if (f.namnd, f.measure, f.horizon) == (n.code, "kostnader", "month")
        ]
        assert [f.month for f in alone] == list(range(1, 13))
        assert all(f.value is not None and f.value < 0 for f in alone)
