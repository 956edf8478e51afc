"""The upload desk: what is received waits unpublished, and only own pages can change anything."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

import store as stores
from app import create_app
from settings import Settings
from store import Store
from store.records import Finding, Report
from tests.store.factory import make_report

OWN = {"Origin": "http://localhost"}
ASKED = Finding(
    "warning",
    "fraga_namnd",
    "Vilken nämnd är ”SKN”? Talen är inte lästa.",
    ("Blad1!A3",),
    ("angered", "centrum"),
    key="namnd:SKN",
)


class Reader:
    """Reads any file that begins with b'ok' as the golden report; asks once when it begins with b'ok?'."""

    def __init__(self, folder: Path):
        self.folder = folder

    def read(
        self, name: str, content: bytes, answers: Mapping[str, str]
    ) -> tuple[Report | None, tuple[Finding, ...]]:
        if content.startswith(b"bug"):
            raise KeyError("a fault")
        if not content.startswith(b"ok"):
            return None, (Finding("error", "olaslig:tom_fil", f"Filen {name} är tom."),)
        report = replace(make_report()[0], file=name)
        asked = content.startswith(b"ok?") and not answers
        return report, report.findings + ((ASKED,) if asked else ())

    def publish(self, report: Report, _content: bytes, publisher: str) -> stores.Submission:
        if publisher == "Fel":
            raise ValueError("Någon annan publicerar just nu.")
        return stores.publish(self.folder, report, make_report()[1], publisher)

    def withdraw(self, submission: str, by: str) -> None:
        stores.withdraw(self.folder, submission, by)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def client(folder: Path) -> FlaskClient:
    settings = Settings(data_folder=folder, upload_max_mb=1)
    return create_app(settings, Store(folder), reader=Reader(folder)).server.test_client()


def send(client: FlaskClient, content: bytes, name: str = "rapport.xlsx", headers: object = OWN) -> str:
    data = {"fil": (io.BytesIO(content), name)}
    answer = client.post("/ladda-upp/fil", data=data, headers=headers, content_type="multipart/form-data")
    assert answer.status_code == 303
    return answer.headers["Location"]


def token(address: str) -> str:
    return address.split("mottagen=")[1]


def post(client: FlaskClient, what: str, **fields: str) -> str:
    answer = client.post(f"/ladda-upp/{what}", data=fields, headers=OWN)
    assert answer.status_code == 303
    return answer.headers["Location"]


def submissions(folder: Path) -> int:
    return len(Store(folder).submissions())


def test_the_whole_way(client: FlaskClient, folder: Path) -> None:
    address = send(client, b"ok")
    shown = client.get(address).text
    assert "Ingenting är publicerat ännu" in shown and "Resultat!B2" in shown and "Tal i filen" in shown
    assert submissions(folder) == 0
    address = post(client, "publicera", mottagen=token(address), publicerare="attestant")
    assert submissions(folder) == 1
    shown = client.get(address).text
    assert (
        "<h1>Publicerad" in shown
        and "attestant" in shown
        and "/namnd/kommunstyrelsen?kommun=goteborg" in shown
    )
    submission = re.search(r'name="inlamning" value="([^"]+)"', shown)
    assert submission
    assert "angrad" in post(client, "angra", inlamning=submission[1], av="attestant")
    assert Store(folder).submissions(states=["published"]) == []
    assert not any((folder / "received").iterdir())


def test_an_abandoned_file_leaves_nothing(client: FlaskClient, folder: Path) -> None:
    address = send(client, b"ok")
    assert "avbruten" in post(client, "avbryt", mottagen=token(address))
    assert "finns inte kvar" in client.get(address).text
    assert submissions(folder) == 0 and not any((folder / "received").iterdir())


def test_an_unreadable_file_is_told_and_not_kept(client: FlaskClient, folder: Path) -> None:
    address = send(client, b"", "tom.xlsx")
    assert "Filen tom.xlsx är tom." in client.get(address).text
    assert (folder / "received" / token(address) / "original").read_bytes() == b""
    post(client, "publicera", mottagen=token(address), publicerare="attestant")
    assert submissions(folder) == 0


def test_a_large_file_is_refused(client: FlaskClient) -> None:
    for size in (1_050_000, 5_000_000):
        assert "1 MB, som är gränsen" in client.get(send(client, b"ok" * (size // 2))).text


def test_questions_are_asked_and_answers_kept(client: FlaskClient) -> None:
    address = send(client, b"ok?")
    shown = client.get(address).text
    assert "Vilken nämnd är ”SKN”" in shown and 'value="angered"' in shown
    field = {"svar|namnd:SKN": "angered", "mottagen": token(address)}
    post(client, "svar", **field)
    assert "Vilken nämnd är ”SKN”" not in client.get(address).text


def test_publishing_needs_a_name_and_tells_why_it_failed(client: FlaskClient, folder: Path) -> None:
    address = send(client, b"ok")
    for name, told in ((" ", "Skriv ditt namn"), ("Fel", "Någon annan publicerar")):
        back = post(client, "publicera", mottagen=token(address), publicerare=name)
        assert told in client.get(back).text
    assert submissions(folder) == 0


def test_publishing_twice_stores_once(client: FlaskClient, folder: Path) -> None:
    address = send(client, b"ok")
    for _ in range(2):
        post(client, "publicera", mottagen=token(address), publicerare="attestant")
    assert submissions(folder) == 1


@pytest.mark.parametrize("what", ["fil", "svar", "publicera", "avbryt", "angra"])
@pytest.mark.parametrize(
    "headers", [{}, {"Origin": "http://evil.example"}, OWN | {"X-Forwarded-For": "10.0.0.1"}]
)
def test_other_sites_and_proxies_are_refused(client: FlaskClient, what: str, headers: dict[str, str]) -> None:
    answer = client.post(f"/ladda-upp/{what}", data={"a": "b"}, headers=headers)
    assert answer.status_code == 403 and answer.text


def test_a_public_server_says_why_and_refuses(folder: Path) -> None:
    settings = Settings(data_folder=folder, host="0.0.0.0")
    client = create_app(settings, Store(folder), reader=Reader(folder)).server.test_client()
    shown = client.get("/ladda-upp").text
    assert "avstängd" in shown and 'type="file"' not in shown
    answer = client.post("/ladda-upp/fil", data={"fil": (io.BytesIO(b"ok"), "a.xlsx")}, headers=OWN)
    assert answer.status_code == 403 and not (folder / "received").exists()


def test_a_wrong_token_is_told_kindly(client: FlaskClient) -> None:
    assert "finns inte kvar" in client.get("/ladda-upp?mottagen=../../etc").text
    assert "finns inte" in client.get("/ladda-upp?publicerad=x").text


def test_a_period_is_a_month(client: FlaskClient) -> None:
    address = send(client, b"ok?")
    post(client, "svar", mottagen=token(address), **{"svar|fraga_period": "i augusti"})
    assert "till exempel 2024-08" in client.get(address).text


def test_a_fault_of_the_reader_is_told_and_the_server_goes_on(client: FlaskClient, folder: Path) -> None:
    assert "fel i programmet" in client.get(send(client, b"bug")).text
    assert "Ingenting är publicerat" in client.get(send(client, b"ok")).text
    assert submissions(folder) == 0


def test_the_same_file_again_is_told(client: FlaskClient, folder: Path) -> None:
    for told in (False, True):
        back = post(client, "publicera", mottagen=token(send(client, b"ok")), publicerare="attestant")
        assert ("redan publicerad" in client.get(back).text) is told
    assert submissions(folder) == 1
