"""The sample store: every source is named and published, and the planted errors are found on the way in."""

import csv
from pathlib import Path

import pytest

import sample
from exports import demo
from metrics import manad
from settings import Settings
from store import Store
from tests.exports.planted import ERRORS, Planted


@pytest.fixture(scope="module")
def store(sample_folder: Path) -> Store:
    return Store(sample_folder)


def test_every_real_file_has_a_source() -> None:
    with (sample.REPORTS / "sources.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {r["file"] for r in rows} == {p.name for p in sample.REPORTS.iterdir()} - {"sources.csv"}
    assert all(r["document"] and r["publisher"] and r["year"] for r in rows)


def test_four_real_kommuner_and_a_made_up_one(store: Store) -> None:
    assert {k["code"]: k["fictional"] for k in store.kommuner()} == {
        "boras": False,
        "exempelstad": True,
        "goteborg": False,
        "malmo": False,
        "vastervik": False,
    }


def test_all_is_published_as_one_generation(store: Store) -> None:
    assert store.generation == 1
    assert len(store.submissions()) == len(list(sample.REPORTS.glob("*.txt"))) + demo.count()


def test_a_second_build_leaves_what_is_there(sample_folder: Path) -> None:
    assert sample.build(Settings(data_folder=sample_folder), only_if_empty=True) == 0


@pytest.mark.parametrize("planted", ERRORS, ids=lambda p: p.check)
def test_the_planted_errors_are_found(store: Store, planted: Planted) -> None:
    (submission,) = [s for s in store.submissions() if s["file"] == planted.file]
    found = [f for f in store.findings(submission["id"]) if f["verdict"] == "avviker"]
    cells = {cell.split("#")[0] for f in found for cell in f["cells"]}
    assert planted.cell in cells


@pytest.mark.parametrize("namnd", ["socialnamnden", "overformyndarnamnden"])
def test_a_namnd_is_told_month_by_month(store: Store, namnd: str) -> None:
    found = manad.months_of(store, "exempelstad", namnd, "2025-08")
    assert {year: len(months) for year, months in found.items()} == {2024: 12, 2025: 8}


def test_a_report_beside_a_ledger_is_still_a_report(store: Store) -> None:
    kinds = {r["report"]: r["kind"] for r in store.reports("exempelstad")}
    assert (kinds["2024-12"], kinds["2025-08"]) == ("arsredovisning", "delarsrapport")


def test_the_ledger_agrees_with_the_reports(store: Store) -> None:
    ledgers = [s for s in store.submissions("exempelstad") if s["kind"] == "huvudbok"]
    assert len(ledgers) == 2
    assert not [f for s in ledgers for f in store.findings(s["id"]) if f["verdict"] == "avviker"]


def test_made_up_reports_were_published_after_their_period(store: Store) -> None:
    for row in store.submissions(kommun="exempelstad"):
        assert f"{row['published_at']:%Y-%m}" > row["report"]
