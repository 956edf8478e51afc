"""Questions on the upload page, the läsregler that their answers become, and the page of these."""

from __future__ import annotations

import html
import io
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from intake import Intake
from settings import Settings
from store import Store
from tests.loaders.sheets import HEAD, _workbook

OWN = {"Origin": "http://localhost"}
DRAWN = (
    f"{HEAD}Nettokostnad, tkr\nNämnd | Utfall jan-aug | Justerat läge\n"
    "Socialnämnden | -100 | -110\nSN Syd | -50 | -51\nRevision | -1 | -2"
)


@pytest.fixture
def client(tmp_path: Path) -> FlaskClient:
    settings, store = Settings(data_folder=tmp_path), Store(tmp_path)
    return create_app(settings, store, reader=Intake(settings, store)).server.test_client()


def send(client: FlaskClient, drawn: str = DRAWN) -> str:
    data = {"fil": (io.BytesIO(_workbook(drawn)), "rapport.xlsx")}
    answer = client.post("/ladda-upp/fil", data=data, headers=OWN, content_type="multipart/form-data")
    return str(answer.headers["Location"])


def post(client: FlaskClient, path: str, **fields: str) -> str:
    answer = client.post(path, data=fields, headers=OWN)
    assert answer.status_code == 303
    return str(answer.headers["Location"])


def asked(client: FlaskClient, address: str) -> dict[str, str]:
    """What is asked there: the first words of its key -> the name of its field."""
    names = {html.unescape(n) for n in re.findall(r'name="(svar\|[^"]+)"', client.get(address).text)}
    return {n.removeprefix("svar|").split(":")[0]: n for n in names}


def answer(client: FlaskClient, address: str, kind: str, value: str, **more: str) -> str:
    field = asked(client, address)[kind]
    token = address.split("mottagen=")[1].partition("#")[0]
    return post(client, "/ladda-upp/svar", **{field: value, "mottagen": token}, **more)


def toml(tmp_path: Path) -> str:
    path = tmp_path / "lasregler" / "vastervik.toml"
    return path.read_text("utf-8") if path.exists() else ""


def test_each_question_shows_its_cells_and_the_answered_one_goes(client: FlaskClient) -> None:
    address = send(client)
    shown = client.get(address).text
    assert set(asked(client, address)) == {"kolumn", "namnd"}
    assert "<mark>-110</mark>" in shown and "<mark>-50</mark>" in shown and "2 frågor" in shown
    after = answer(client, address, "kolumn", "prognos helar")
    assert set(asked(client, after)) == {"namnd"}
    assert "är prognos för helåret" in client.get(after).text


def test_a_ticked_answer_is_a_rule_that_the_next_report_uses_and_says(
    client: FlaskClient, tmp_path: Path
) -> None:
    answer(client, send(client), "kolumn", "prognos helar", **{"kom-ihag": "1", "svarare": "attestant"})
    assert 'svar = "prognos helar"' in toml(tmp_path) and 'vem = "attestant"' in toml(tmp_path)
    later = DRAWN.replace("augusti 2024", "september 2025").replace("jan-aug", "jan-sep")
    address = send(client, later)
    shown = client.get(address).text
    assert "kolumn" not in asked(client, address)
    assert "Läst enligt läsregel: Kolumnen ”Justerat läge” är prognos för helåret." in shown
    assert "/lasregler?regler=vastervik#regel-kolumn" in shown


def test_an_answer_without_the_tick_is_for_this_file_only(client: FlaskClient, tmp_path: Path) -> None:
    answer(client, send(client), "kolumn", "prognos helar")
    assert not toml(tmp_path)
    assert "kolumn" in asked(client, send(client))


def test_an_answer_is_taken_back_with_its_rule(client: FlaskClient, tmp_path: Path) -> None:
    address = send(client)
    key = asked(client, address)["kolumn"].removeprefix("svar|")
    answer(client, address, "kolumn", "prognos helar", **{"kom-ihag": "1"})
    token = address.split("mottagen=")[1]
    back = post(client, "/ladda-upp/angra-svar", mottagen=token, nyckel=key)
    assert "kolumn" in asked(client, back) and key not in toml(tmp_path)


def test_an_answer_that_was_not_offered_is_refused(client: FlaskClient, tmp_path: Path) -> None:
    after = answer(client, send(client), "kolumn", "kanske", **{"kom-ihag": "1"})
    assert "inte ett av dem" in client.get(after).text and "kolumn" in asked(client, after)
    assert not toml(tmp_path)


def test_a_rule_is_changed_removed_and_put_back(client: FlaskClient, tmp_path: Path) -> None:
    address = send(client)
    key = asked(client, address)["kolumn"].removeprefix("svar|")
    answer(client, address, "kolumn", "prognos helar", **{"kom-ihag": "1"})
    shown = client.get("/lasregler?regler=vastervik").text
    assert "Kolumnen ”Justerat läge” är prognos för helåret." in shown and "rapport.xlsx" in shown
    own = {"kommun": "vastervik", "nyckel": key}
    changed = client.get(post(client, "/lasregler/andra", svar="budget helar", **own)).text
    assert "budget för helåret.</strong>" in changed and "är ändrad" in changed
    assert "passar inte" in client.get(post(client, "/lasregler/andra", svar="x", **own)).text
    gone = client.get(post(client, "/lasregler/ta-bort", **own)).text
    assert "Nyligen borttagna (1)" in gone and key not in toml(tmp_path)
    post(client, "/lasregler/aterstall", **own)
    assert key in toml(tmp_path)


def test_a_changed_rule_is_used_by_a_file_that_already_waits(client: FlaskClient) -> None:
    first = send(client)
    key = asked(client, first)["kolumn"].removeprefix("svar|")
    answer(client, first, "kolumn", "prognos helar", **{"kom-ihag": "1"})
    waiting = send(client)
    assert "är prognos för helåret" in client.get(waiting).text
    post(client, "/lasregler/andra", kommun="vastervik", nyckel=key, svar="budget helar")
    assert "är budget för helåret" in client.get(waiting).text


def test_rules_go_out_and_in_between_kommuner(client: FlaskClient) -> None:
    answer(client, send(client), "kolumn", "prognos helar", **{"kom-ihag": "1"})
    out = client.get("/lasregler/fil/vastervik.toml")
    assert "attachment" in out.headers["Content-Disposition"] and b"[[regel]]" in out.data
    drawn = DRAWN.replace("Västerviks kommun", "Göteborgs Stad").replace("Socialnämnden", "Kommunstyrelsen")
    goteborg = send(client, drawn)
    assert "kolumn" in asked(client, goteborg)
    for told in ("1 nya", "1 fanns redan"):
        data = {"kommun": "goteborg", "fil": (io.BytesIO(out.data), "regler.toml")}
        done = client.post("/lasregler/importera", data=data, headers=OWN, content_type="multipart/form-data")
        assert told in client.get(done.headers["Location"]).text
    assert "kolumn" not in asked(client, goteborg)


@pytest.mark.parametrize(("content", "told"), [(b"[", "TOML"), (b"\xff\xfe", "UTF-8")])
def test_a_file_that_is_no_rules_is_told(client: FlaskClient, content: bytes, told: str) -> None:
    data = {"kommun": "vastervik", "fil": (io.BytesIO(content), "regler.toml")}
    done = client.post("/lasregler/importera", data=data, headers=OWN, content_type="multipart/form-data")
    assert told in client.get(done.headers["Location"]).text


def test_a_broken_rule_file_is_told_and_reading_goes_on(client: FlaskClient, tmp_path: Path) -> None:
    (tmp_path / "lasregler").mkdir()
    (tmp_path / "lasregler" / "vastervik.toml").write_text("[[regel", "utf-8")
    address = send(client)
    assert "läsregler används inte" in client.get(address).text
    after = answer(client, address, "kolumn", "prognos helar", **{"kom-ihag": "1"})
    assert "kunde inte sparas" in client.get(after).text and "kolumn" not in asked(client, after)
    assert "kan inte läsas" in client.get("/lasregler?regler=vastervik").text


@pytest.mark.parametrize("what", ["andra", "ta-bort", "aterstall", "importera"])
@pytest.mark.parametrize("headers", [{}, {"Origin": "http://evil.example"}])
def test_other_sites_are_refused(client: FlaskClient, what: str, headers: dict[str, str]) -> None:
    assert client.post(f"/lasregler/{what}", data={"kommun": "x"}, headers=headers).status_code == 403


def test_a_public_server_shows_no_rules(tmp_path: Path) -> None:
    settings, store = Settings(data_folder=tmp_path, host="0.0.0.0"), Store(tmp_path)
    client = create_app(settings, store, reader=Intake(settings, store)).server.test_client()
    assert "avstängd" in client.get("/lasregler").text
    assert client.get("/lasregler/fil/vastervik.toml").status_code == 403


def test_publishing_marks_the_rules_that_were_used(client: FlaskClient, tmp_path: Path) -> None:
    answer(client, send(client), "kolumn", "prognos helar", **{"kom-ihag": "1"})
    assert "Inte använd ännu" in client.get("/lasregler?regler=vastervik").text
    token = send(client).split("mottagen=")[1]
    assert "publicerad=" in post(client, "/ladda-upp/publicera", mottagen=token, publicerare="attestant")
    assert "senast = " in toml(tmp_path)
    assert "Senast använd" in client.get("/lasregler?regler=vastervik").text
