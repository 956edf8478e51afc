"""The empty workbooks of a whole kommun: one a nämnd, named so that they are told apart, ready to be read."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

import cli
from app import create_app
from exports._workbook_write import workbook_bytes
from exports.template_zip import template_zip
from intake import Intake
from loaders import read_file
from settings import Settings
from store import Store, codes, publish
from tests.loaders.workbook.books import golden

KOMMUNER = [k.code for k in codes.kommuner()]


def opened(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("kommun", KOMMUNER)
def test_every_workbook_reads_back_without_a_question(kommun: str) -> None:
    books = opened(b"".join(template_zip(None, kommun, "2025-08")))
    assert books
    for name, data in books.items():
        found = read_file(data, name, settings=Settings())
        assert (found.findings, found.facts, found.not_read) == ((), (), ()), name
        assert (found.kommun, found.report) == (kommun, "2025-08")
        assert re.fullmatch(rf"{re.escape(found.title.partition(',')[0])} 2025-08\.xlsx", name)


def test_only_nämnder_of_that_year_are_there() -> None:
    names = {y: set(opened(b"".join(template_zip(None, "goteborg", f"{y}-08")))) for y in (2020, 2025)}
    assert "Angered 2020-08.xlsx" in names[2020]
    assert "Angered 2025-08.xlsx" not in names[2025]
    assert len(names[2025]) == len({n.removesuffix(" 2025-08.xlsx") for n in names[2025]})


def test_the_rows_are_those_of_the_newest_report_and_the_figures_are_not(tmp_path: Path) -> None:
    data = workbook_bytes(golden())
    report = read_file(data, "rapport.xlsx", settings=Settings())
    publish(tmp_path, report, data, "Prov")
    books = opened(b"".join(template_zip(Store(tmp_path), report.kommun, "2025-08")))
    name = next(n for n in books if n.startswith(report.title.partition(",")[0]))
    found = read_file(books[name], name, settings=Settings())
    assert (found.facts, found.uppdrag, found.not_read) == ((), (), ())


def test_a_wrong_kommun_or_period_is_told_at_once() -> None:
    with pytest.raises(ValueError, match="ÅÅÅÅ-MM"):
        template_zip(None, "boras", "2025-13")
    with pytest.raises(ValueError, match="Kända kommuner"):
        template_zip(None, "lund", "2025-08")


def test_the_command_writes_the_zip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UTFALL_DATA_FOLDER", str(tmp_path / "var"))
    target = tmp_path / "ut.zip"
    assert cli.main(["template", "--kommun", "Borås", "--period", "2025-08", "--zip", str(target)]) == cli.OK
    assert list(opened(target.read_bytes())) == ["Arbetslivsnämnden 2025-08.xlsx"]
    assert cli.main(["template", "--kommun", "Borås", "--period", "2025-08"]) == cli.UNREADABLE


def test_the_page_gives_the_zip_only_where_files_may_be_uploaded(tmp_path: Path) -> None:
    address = "/ladda-upp/mallar?kommun=boras&period=2025-08"
    for host, status in (("127.0.0.1", 200), ("0.0.0.0", 403)):
        settings = Settings(data_folder=tmp_path, host=host, kommun="boras")
        store = Store(tmp_path)
        browser = create_app(settings, store, reader=Intake(settings, store)).server.test_client()
        answer = browser.get(address)
        assert answer.status_code == status
        assert ("/ladda-upp/mallar" in browser.get("/ladda-upp").get_data(as_text=True)) is (status == 200)
    assert answer.data[:2] != b"PK"


def test_a_wrong_period_is_told_by_the_page(tmp_path: Path) -> None:
    settings = Settings(data_folder=tmp_path)
    store = Store(tmp_path)
    browser = create_app(settings, store, reader=Intake(settings, store)).server.test_client()
    answer = browser.get("/ladda-upp/mallar?kommun=boras&period=nu")
    assert (answer.status_code, "ÅÅÅÅ-MM" in answer.get_data(as_text=True)) == (400, True)
