"""The empty workbook: locked labels, lists, print set-up, and what is known filled in."""

from __future__ import annotations

import io
from decimal import Decimal

import openpyxl
import pytest

from exports._workbook_write import workbook_bytes
from exports.template import template
from loaders.grid import read_grid
from loaders.workbook import read
from settings import Settings
from store import Store, publish
from store.records import Report
from tests.loaders.workbook.books import golden

SHEETS = ["Ekonomi", "Verksamheter", "Personal", "Mått", "Uppdrag", "Kommentarer"]


def _open(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def _read(data: bytes) -> Report:
    return read(read_grid(data, "mall.xlsx", settings=Settings()))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("store")
    data = workbook_bytes(golden())
    publish(folder, _read(data), data, "Prov")
    return Store(folder)


def test_an_empty_workbook_reads_back_without_a_question() -> None:
    found = _read(template(None, "exempelstad", "Socialnämnden", "2025-08"))
    assert (found.findings, found.facts, found.not_read) == ((), (), ())
    assert (found.kommun, found.report, found.title) == (
        "exempelstad",
        "2025-08",
        "Socialnämnden, delårsrapport augusti 2025",
    )


def test_labels_are_locked_inputs_open_and_no_password_is_asked() -> None:
    book = _open(template(None, "exempelstad", "socialnamnden", "2025-08"))
    assert book.sheetnames == SHEETS
    for sheet in book.worksheets:
        assert sheet.protection.sheet
        assert not sheet.protection.password
    economy = book["Ekonomi"]
    assert economy["A14"].protection.locked
    assert not economy["B14"].protection.locked
    assert economy["B22"].protection.locked
    assert not economy["B10"].protection.locked


def test_choices_are_lists_and_numbers_are_checked() -> None:
    book = _open(template(None, "exempelstad", "socialnamnden", "2025-08"))
    lists = {
        s.title: [v for v in s.data_validations.dataValidation if v.type == "list"] for s in book.worksheets
    }
    assert [v.formula1 for v in lists["Ekonomi"]] == ['"tkr,mnkr,kr"']
    assert "Pågår" in lists["Uppdrag"][0].formula1
    assert "procent" in lists["Mått"][0].formula1
    assert [v.type for v in book["Verksamheter"].data_validations.dataValidation] == ["custom"]


def test_prints_on_whole_pages_and_keeps_its_headings_in_sight() -> None:
    for sheet in _open(template(None, "exempelstad", "socialnamnden", "2025-08")).worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.freeze_panes


def test_the_verksamheter_of_the_code_list_are_there() -> None:
    book = _open(template(None, "exempelstad", "socialnamnden", "2025-08"))
    names = [book["Verksamheter"].cell(row, 1).value for row in range(8, 23, 3)]
    assert names[:2] == ["Barn och unga", "Placeringar av barn och unga"]


def test_last_years_figures_are_filled_in(store: Store) -> None:
    found = _read(template(store, "goteborg", "kommunstyrelsen", "2025-08"))
    assert found.findings == ()
    results = [f for f in found.facts if f.measure == "resultat"]
    assert [(f.year, f.horizon, f.printed) for f in results] == [(2024, "period", Decimal("30.3"))]
    assert {f.role for f in found.facts} == {"comparison"}
    assert [f.value for f in found.facts if f.measure == "matt:antal-hushall"] == [679]
    assert [u.arendenummer for u in found.uppdrag] == ["SLK-2024-1"]


def test_the_arsbokslut_gets_budget_last_forecast_and_last_year(store: Store) -> None:
    found = _read(template(store, "goteborg", "kommunstyrelsen", "2024-12"))
    costs = {f.scenario: f.printed for f in found.facts if f.measure == "kostnader" and not f.verksamhet}
    assert costs == {"budget": Decimal("-580.6"), "prognos": Decimal("-566.6"), "utfall": Decimal("-574.1")}
    assert not [f for f in found.facts if f.scenario == "utfall" and f.year == 2024]


def test_coarse_figures_keep_their_unit(store: Store) -> None:
    book = _open(template(store, "goteborg", "kommunstyrelsen", "2025-08"))
    assert book["Ekonomi"]["B10"].value == "mnkr"


@pytest.mark.parametrize(
    ("kommun", "namnd", "period", "message"),
    [
        ("atlantis", "socialnamnden", "2025-08", "Okänd kommun: atlantis"),
        ("exempelstad", "framtidsnamnden", "2025-08", "Okänd nämnd: framtidsnamnden"),
        ("exempelstad", "socialnamnden", "2025-13", "Perioden ska skrivas ÅÅÅÅ-MM"),
    ],
)
def test_an_unknown_choice_is_told_in_swedish(kommun: str, namnd: str, period: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        template(None, kommun, namnd, period)


def test_the_same_content_gives_the_same_file() -> None:
    assert workbook_bytes(golden()) == workbook_bytes(golden())
