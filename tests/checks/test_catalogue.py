"""The catalogue of checks is whole, and a large report is checked at once."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import checks
from checks import CHECKS, run_checks
from store.records import Fact, Report, Verdict
from tests.checks.published import vastervik


def test_every_check_says_what_it_is() -> None:
    keys = [c.key for c in CHECKS]
    assert len(set(keys)) == len(keys)
    assert all(c.label and c.rule.endswith(".") and c.sentences for c in CHECKS)


def test_every_file_without_underscore_is_in_the_catalogue() -> None:
    rooms = {p.stem for p in Path(str(checks.__file__)).parent.glob("[a-z]*.py")}
    declared = {c.compare.__module__.rpartition(".")[2] for c in CHECKS}
    assert declared == rooms


def test_an_empty_report_passes_no_check() -> None:
    assert run_checks(Report("x", "", "exempelstad", "2024-08", "delarsrapport", "x"), None) == ()


def test_missing_values_are_never_zero() -> None:
    report = vastervik(2020)
    empty = [replace(f, value=None, printed=None, status="bortfall") for f in report.facts]
    assert {f.verdict for f in run_checks(replace(report, facts=tuple(empty)), None)} <= {
        Verdict.STAMMER,
        "avrundning",
    }
    one_missing = tuple(empty[:1]) + report.facts[1:]
    verdicts = {f.verdict for f in run_checks(replace(report, facts=one_missing), None)}
    assert Verdict.AVVIKER not in verdicts and Verdict.EJ_PROVBAR in verdicts


def test_five_thousand_facts_are_checked_well_under_a_second() -> None:
    report = large()
    start = time.process_time()
    found = run_checks(report, None)
    assert time.process_time() - start < 1
    assert len(found) > 1000


def large() -> Report:
    """Västervik's table for thirty kommun districts: about 5 000 numbers."""
    facts, totals = [], []
    for copy in range(30):
        report = vastervik(2020)
        facts += [_in(f, copy) for f in report.facts]
        totals += [_in(f, copy) for f in report.control_totals]
    assert len(facts) + len(totals) > 5000
    return replace(report, facts=tuple(facts), control_totals=tuple(totals))


def _in(fact: Fact, copy: int) -> Fact:
    return replace(
        fact, namnd=f"{fact.namnd}-{copy}", cell=f"A{int(fact.cell.partition('#')[0][1:]) + 400 * copy}"
    )
