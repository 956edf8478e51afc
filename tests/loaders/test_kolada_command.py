"""`utfall kolada`: published once, superseded when revised, shown with its source."""

from __future__ import annotations

import datetime as dt
import socket
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

import cli
from app import create_app
from metrics import evaluate
from settings import ROOT, Settings
from store import Store
from tests.loaders.kolada_server import Kolada, example, value


@pytest.fixture
def server() -> Iterator[Kolada]:
    with example() as made:
        yield made


@pytest.fixture
def command(server: Kolada, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """`utfall kolada` against the local server; gives the data folder."""
    told = {
        "DATA_FOLDER": str(tmp_path), "KOMMUN": "goteborg", "KOLADA_ADDRESS": server.address,
        "KOLADA_KPI": "N00090 = sjukfrånvaro;N01951", "KOLADA_COMPARE": "1490;G100",
        "KOLADA_PER_SECOND": "0", "KOLADA_YEARS": str(dt.date.today().year - 2020),
    }  # fmt: skip
    for name, text in told.items():
        monkeypatch.setenv(f"UTFALL_{name}", text)
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = cli.main(["kolada", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_the_command_publishes_once_and_then_only_what_is_revised(
    command: Path, server: Kolada, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "--torr")[0] == 0
    assert Store(command).submissions() == []
    code, out, err = run(capsys)
    assert (code, out.count("publicerad som")) == (0, 5)
    assert "Källa: Kolada (RKA)" in out
    assert "[3/3]" in err
    again = run(capsys)[1]
    assert (again.count("oförändrad"), again.count("publicerad som")) == (5, 0)
    server.data["N00090", "1480", 2023] = [value(7.1)]
    revised = run(capsys)[1]
    assert "N00090/1480/2023/T: 6,9 → 7,1" in revised
    assert revised.count("publicerad som") == 1
    assert "N00090/1480/2023/K: finns inte längre" in revised


def test_revised_figures_supersede_and_a_withdrawal_gives_the_old_ones_back(
    command: Path, server: Kolada, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys)
    server.data["N00090", "1480", 2022] = [value(7.2)]
    assert ", ersätter " in run(capsys)[1]
    store = Store(command)
    (newest,) = [s for s in store.submissions("goteborg", states=["published"]) if s["report"] == "2022-12"]
    assert store.table("goteborg", "", "2022-12")[0]["value"] == Decimal("7.2")
    cli.main(["withdraw", newest["id"]])
    assert store.table("goteborg", "", "2022-12")[0]["value"] == Decimal("7.0")


def test_kolada_is_no_report_of_the_kommun(command: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys)
    store = Store(command)
    assert (store.kommuner(), store.reports("goteborg")) == ([], [])
    assert store.name("kommun", "", "1441") == "Lerum"


def test_a_kommuns_reports_are_as_before_and_the_metrics_know_the_figures(
    command: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys)
    cli.main(
        ["load", str(ROOT / "data" / "reports" / "goteborg-ks-delarsrapport-2024-08.txt"), "--trots-fel"]
    )
    store = Store(command)
    assert [r["report"] for r in store.reports("goteborg")] == ["2024-08"]
    found = evaluate(store, "matt_bokslut", "goteborg", namnd="", matt="kolada-n00090")
    assert [(a.year, a.value) for a in found] == [(2022, Decimal("7.0")), (2023, Decimal("6.9"))]


def test_the_source_is_named_where_the_figure_is_shown(
    command: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys)
    store = Store(command)
    fact = next(f for f in store.table("goteborg", "", "2023-12") if f["kon"] == "K")
    browser = create_app(Settings(kommun="goteborg", data_folder=command), store).server.test_client()
    page = browser.get(f"/kalla/{fact['fact_id']}").get_data(as_text=True)
    assert "Källa: Kolada (RKA)" in page
    assert "N00090/1480/2023/K" in page
    listed = browser.get("/kolada").get_data(as_text=True)
    assert "Källa: Kolada (RKA)" in listed
    assert all(
        text in listed for text in ("Sjukfrånvaro kommunalt anställda totalt (%)", "Lerum", "ovägt medel")
    )


def test_offline_gives_a_sentence_and_exit_code_2(
    command: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    monkeypatch.setenv("UTFALL_KOLADA_ADDRESS", f"http://127.0.0.1:{port}/v3/")
    monkeypatch.setattr("loaders._kolada_client.TRIES", 0)
    code, _, err = run(capsys)
    assert (code, "Kolada går inte att nå" in err) == (2, True)
    assert Store(command).submissions() == []


@pytest.mark.usefixtures("command")
def test_a_nyckeltal_left_out_gives_exit_code_1(server: Kolada, capsys: pytest.CaptureFixture[str]) -> None:
    server.titles["N00090"] = "Något annat (%)"
    code, out, err = run(capsys)
    assert (code, "Varning: N00090" in err) == (1, True)
    assert "N01951" in out
