"""The published tables give the right answers, as published and in every shape that they are pasted in."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders import read_file
from settings import ROOT
from store.records import Report
from tests.fixtures.golden import Answer, answers
from tests.fixtures.pasted import SHAPES, Pasted
from tests.loaders.compare import differences

REPORTS = ROOT / "data" / "reports"
TEXTS = ("goteborg-uppfoljning-digitaliseringsplan", "goteborg-ks-revision-2024")  # without any figure
PUBLISHED = [p for p in sorted(REPORTS.glob("*.txt")) if p.stem not in TEXTS]
UNSURE = {"vastervik-driftredovisning-2021": 1, "boras-arbetslivsnamnden-budget-2022": 2}


def _answers(stem: str) -> list[Answer]:
    more = answers("boras-indikatorer-budget-2022") if stem.startswith("boras") else ()
    return [*answers(stem), *more]


@pytest.mark.parametrize("path", PUBLISHED, ids=lambda p: p.stem)
def test_a_published_table_is_read_right(path: Path) -> None:
    missing, extra = differences(read_file(path), _answers(path.stem))
    assert not missing
    assert not extra


@pytest.mark.parametrize("path", PUBLISHED, ids=lambda p: p.stem)
def test_what_is_not_sure_is_asked(path: Path) -> None:
    report = read_file(path)
    asked = [c for f in report.findings if f.code == "fraga_kolumn" for c in f.cells]
    assert len(asked) == UNSURE.get(path.stem, 0)
    assert set(asked) <= {f"{n.sheet}!{n.cell}" for n in report.not_read}


@pytest.mark.parametrize("shape", SHAPES, ids=lambda s: s.file)
def test_a_pasted_table_is_read_right(shape: Pasted) -> None:
    report = read_file(shape.build(), shape.file, **shape.hints)  # type: ignore[arg-type]
    missing, extra = differences(report, shape.answers)
    assert not missing
    assert not extra
    assert (report.kommun, report.report) == (shape.kommun, shape.report)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda s: s.file)
def test_every_number_has_one_account(shape: Pasted) -> None:
    _one_account(read_file(shape.build(), shape.file, **shape.hints))  # type: ignore[arg-type]


@pytest.mark.parametrize("path", PUBLISHED, ids=lambda p: p.stem)
def test_every_published_number_has_one_account(path: Path) -> None:
    _one_account(read_file(path))


def _one_account(report: Report) -> None:
    facts = [(f.sheet, f.cell) for f in (*report.facts, *report.control_totals)]
    places = facts + [(n.sheet, n.cell) for n in report.not_read]
    assert places
    assert len(places) == len(set(places))
