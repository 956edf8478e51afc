"""The sample store: every source is named and published, and the planted errors are found on the way in."""

import csv
from pathlib import Path

import pytest

import sample
from exports import demo
from settings import Settings
from store import Store


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


@pytest.mark.parametrize("planted", demo.planted_errors(), ids=lambda p: p.check)
def test_the_planted_errors_are_found(store: Store, planted: demo.Planted) -> None:
    (submission,) = [s for s in store.submissions() if s["file"] == planted.file]
    found = [f for f in store.findings(submission["id"]) if f["verdict"] == "avviker"]
    cells = {cell.split("#")[0] for f in found for cell in f["cells"]}
    assert planted.cell in cells


def test_made_up_reports_were_published_after_their_period(store: Store) -> None:
    for row in store.submissions(kommun="exempelstad"):
        assert f"{row['published_at']:%Y-%m}" > row["report"]
