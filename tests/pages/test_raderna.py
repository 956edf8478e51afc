"""From a sum of a ledger to its rows, in the pages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from app import create_app
from intake import Intake
from settings import Settings
from store import Store
from tests.loaders.flat import files, made


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Any:
    settings = Settings(data_folder=tmp_path_factory.mktemp("store"))
    store = Store(settings.data_folder)
    intake = Intake(settings, store)
    content = files.xlsx(files.table(files.RAINDANCE, made.rows(1500)))
    report, _ = intake.read("huvudbok.xlsx", content)
    assert report is not None
    published = intake.publish(report, content, "controller")
    app = create_app(settings, store, reader=intake)
    return app.server.test_client(), published.id


def words(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)).replace("\u00a0", " ")


def test_a_sum_leads_to_its_rows(client: Any) -> None:
    web, submission = client
    page = web.get(f"/kalla/{submission}.0").text
    assert f"/kalla/{submission}.0/rader" in page
    rows = words(web.get(f"/kalla/{submission}.0/rader").text)
    count = re.search(r"(\d+) rader i filen huvudbok.xlsx ger tillsammans", rows)
    assert count is not None and int(count[1]) > 1
    assert "De rader som hittas nu ger inte samma summa" not in rows


def test_a_number_that_is_no_sum_has_no_rows(sample_folder: Path) -> None:
    store = Store(sample_folder)
    web = create_app(Settings(), store).server.test_client()
    fact = store.table("exempelstad", "socialnamnden", "2025-08")[0]["fact_id"]
    assert "/rader" not in web.get(f"/kalla/{fact}").text
    assert web.get(f"/kalla/{fact}/rader").status_code == 404
