"""A ledger beside a report is not laid out as the report's own table."""

from __future__ import annotations

from pages._report_ledger import as_reported
from tests.pages.test_report_grid import fact


def of_kind(kind: str, *facts: dict[str, object]) -> list[dict[str, object]]:
    place = {"submission_kind": kind, "submission": kind, "report": "2024-08"}
    return [one | place for one in facts]


def test_a_ledger_beside_a_report_is_no_table_of_it():
    report = of_kind("delarsrapport", fact("B2", "Intäkter", "Utfall"))
    ledger = of_kind("huvudbok", fact("A30", "Intäkter", "Belopp"))
    assert as_reported(ledger + report) == report


def test_a_ledger_alone_tells_its_sums_through_the_month():
    alone = fact("A30", "Intäkter", "Belopp", horizon="month")
    earlier = fact("A31", "Intäkter", "Belopp", month=7)
    through = fact("A32", "Intäkter", "Belopp")
    heads = of_kind("delarsrapport", fact("B9", "Antal anställda", "Utfall", measure="antal_anstallda"))
    ledger = of_kind("huvudbok", alone, earlier, through)
    assert as_reported(heads + ledger) == heads + ledger[2:]
