"""A number of a PDF is shown on its page: to those who may see the original, while it is published."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import Client

from app import create_app
from intake import Intake
from pages._source_picture import PICTURES, page_number, where
from settings import ROOT, Settings
from store import Store

PDF = ROOT / "tests" / "loaders" / "paper" / "files" / "webb-vastervik-tva-sidor.pdf"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Client, str, Intake]:
    folder: Path = tmp_path_factory.mktemp("picture") / "var"
    settings = Settings(data_folder=folder)
    intake = Intake(settings, Store(folder))
    content = PDF.read_bytes()
    report, _ = intake.read(PDF.name, content)
    assert report is not None
    made = intake.publish(report, content, "attestant")
    client = create_app(settings, Store(folder), reader=intake).server.test_client()
    return client, made.id, intake


def _size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_the_page_and_a_cutting_of_it(published: tuple[Client, str, Intake]) -> None:
    client, submission, _ = published
    whole = client.get(f"{PICTURES}/{submission}.5")
    assert whole.status_code == 200
    assert whole.mimetype == "image/png"
    assert _size(whole.data) == (952, 1348)
    cut = _size(client.get(f"{PICTURES}/{submission}.5?utsnitt=1").data)
    assert cut[0] < 600
    assert cut[1] < 300


def test_the_page_says_where(published: tuple[Client, str, Intake]) -> None:
    client, submission, intake = published
    text = client.get(f"/kalla/{submission}.5").text
    assert "på sidan 1" in text
    assert f"{PICTURES}/{submission}.5?utsnitt=1" in text
    facts = [Store(intake.settings.data_folder).fact(f"{submission}.{k}") for k in range(130)]
    assert {page_number(f) for f in facts if f} == {1, 2}


def test_an_unknown_number_has_no_picture(published: tuple[Client, str, Intake]) -> None:
    client, submission, _ = published
    assert client.get(f"{PICTURES}/{submission}.99999").status_code == 404
    assert client.get(f"{PICTURES}/nej").status_code == 404


def test_nobody_else_sees_it(published: tuple[Client, str, Intake]) -> None:
    _, submission, intake = published
    settings = Settings(data_folder=intake.settings.data_folder, host="0.0.0.0", access="login")
    client = create_app(settings, Store(settings.data_folder), reader=intake).server.test_client()
    assert client.get(f"{PICTURES}/{submission}.5").status_code == 403


PLACES: tuple[tuple[dict[str, Any], str], ...] = (
    ({"box": "1 2 3 4", "sheet": "Sida 3", "cell": "B7", "cell_row": 7}, "på sidan 3"),
    ({"box": "1 2 3 4 5", "sheet": "Sida 3–5", "cell": "B7", "cell_row": 7}, "på sidan 5"),
    ({"box": "", "sheet": "Tabell 2", "cell": "B7", "cell_row": 7}, "på rad 7 i tabell 2 (cell B7)"),
    ({"box": "", "sheet": "Blad1", "cell": "B7", "cell_row": 7}, "i cell B7 på bladet Blad1"),
)


@pytest.mark.parametrize(("fact", "words"), PLACES)
def test_a_place_in_words(fact: dict[str, Any], words: str) -> None:
    assert where(fact) == words


def test_a_withdrawn_number_has_no_picture(published: tuple[Client, str, Intake]) -> None:
    client, submission, intake = published
    intake.withdraw(submission, "attestant")
    assert client.get(f"{PICTURES}/{submission}.5").status_code == 404
