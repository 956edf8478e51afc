"""The command `utfall`: exit codes, the JSON of a read file, publishing from a script."""

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import cli
from exports.report_json import COVERAGE, FACT, FILE, FINDING
from settings import ROOT

REPORTS = ROOT / "data" / "reports"
GOTEBORG = REPORTS / "goteborg-ks-delarsrapport-2024-08.txt"
MALMO = REPORTS / "malmo-prognossakerhet-2014.txt"
BORAS = REPORTS / "boras-arbetslivsnamnden-budget-2022.txt"
PLAIN = re.compile(r"-?\d+(\.\d*[1-9])?")


@pytest.fixture(autouse=True)
def _empty_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UTFALL_DATA_FOLDER", str(tmp_path / "var"))


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    """The exit code and what was printed."""
    code = cli.main([str(a) for a in arguments])
    return code, capsys.readouterr().out


def read_json(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, list[dict[str, Any]]]:
    code, out = run(capsys, "read", "--json", *arguments)
    return code, [json.loads(line) for line in out.splitlines()]


def test_read_json_has_the_documented_shape(capsys: pytest.CaptureFixture[str]) -> None:
    code, (report,) = read_json(capsys, GOTEBORG)
    assert code == cli.OK
    assert list(report) == FILE
    assert report["file"] == GOTEBORG.name
    assert (report["kommun"], report["report"]) == ("goteborg", "2024-08")
    assert all(list(f) == FACT for f in report["facts"] + report["control_totals"])
    assert all(list(f) == FINDING for f in report["findings"])


def test_read_json_counts_every_number(capsys: pytest.CaptureFixture[str]) -> None:
    _, reports = read_json(capsys, *sorted(REPORTS.glob("*.txt")))
    for report in reports:
        count = report["coverage"]
        assert list(count) == COVERAGE
        assert count["numbers"] == count["facts"] + count["control_totals"] + count["not_read"]
        assert count["not_read"] == len(report["not_read"])


def test_read_json_writes_numbers_as_plain_decimal_strings(capsys: pytest.CaptureFixture[str]) -> None:
    _, (report,) = read_json(capsys, GOTEBORG)
    (cell,) = [
        f
        for f in report["facts"]
        if (f["measure"], f["scenario"], f["horizon"], f["year"], f["role"], f["verksamhet"])
        == ("intakter", "utfall", "period", 2024, "own", "")
    ]
    assert (cell["value"], cell["printed"], cell["raw"]) == ("78500000", "78.5", "78,5")
    assert (cell["unit"], cell["step"], cell["row"]) == ("kr", "100000", "Intäkter")
    for fact in report["facts"] + report["control_totals"]:
        assert fact["value"] is None or PLAIN.fullmatch(fact["value"]), fact
        assert fact["printed"] is None or str(Decimal(fact["printed"])) == fact["printed"], fact


def test_a_contradiction_gives_exit_code_1(capsys: pytest.CaptureFixture[str]) -> None:
    code, (report,) = read_json(capsys, BORAS)
    assert code == cli.WRONG
    assert any("263" in f["message"] for f in report["findings"] if f["severity"] == "error")


def test_an_unreadable_file_has_the_same_keys_and_gives_2(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    empty = tmp_path / "tom.xlsx"
    empty.write_bytes(b"")
    code, (report,) = read_json(capsys, empty)
    assert code == cli.UNREADABLE
    assert list(report) == FILE
    assert report["facts"] == report["control_totals"] == report["not_read"] == []
    assert len(report["sha256"]) == 64
    assert "tom.xlsx" in report["findings"][0]["message"]


def test_several_files_give_the_worst_code_and_a_line_each(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, reports = read_json(capsys, GOTEBORG, tmp_path / "saknas.xlsx", MALMO)
    assert code == cli.UNREADABLE
    assert [r["file"] for r in reports] == [GOTEBORG.name, "saknas.xlsx", MALMO.name]


def test_read_says_in_swedish_what_it_found(capsys: pytest.CaptureFixture[str]) -> None:
    code, out = run(capsys, "read", BORAS)
    assert code == cli.WRONG
    assert "Borås, budget 2022" in out
    assert "Fel (" in out
    assert re.search(r"\d+ tal: \d+ fakta, \d+ kontrollsummor, \d+ ej lästa", out.replace("\u00a0", ""))


def test_read_stores_nothing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    run(capsys, "read", GOTEBORG)
    assert not (tmp_path / "var").exists()


def test_load_publishes_once_and_withdraw_takes_it_back(capsys: pytest.CaptureFixture[str]) -> None:
    code, out = run(capsys, "load", GOTEBORG, "--som", "controller")
    assert code == cli.OK
    identity = re.search(r"publicerad som (\S+)", out)
    assert identity
    assert "redan publicerad" in run(capsys, "load", GOTEBORG)[1]
    assert run(capsys, "rebuild")[0] == cli.OK
    assert run(capsys, "withdraw", identity[1], "--varfor", "prov")[0] == cli.OK
    assert run(capsys, "withdraw", "finns-inte")[0] == cli.UNREADABLE


def test_load_refuses_errors_unless_told_otherwise(capsys: pytest.CaptureFixture[str]) -> None:
    code, out = run(capsys, "load", BORAS)
    assert code == cli.WRONG
    assert "Inte publicerad" in out
    assert run(capsys, "load", "--trots-fel", BORAS)[0] == cli.OK


def test_template_writes_a_workbook_that_reads_back(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "ks.xlsx"
    asked = ("--kommun", "Göteborg", "--namnd", "Kommunstyrelsen", "--period", "2024-08", "-o", file)
    assert run(capsys, "template", *asked)[0] == cli.OK
    code, (report,) = read_json(capsys, file)
    assert code == cli.OK
    assert (report["kommun"], report["report"]) == ("goteborg", "2024-08")
    assert not [f for f in report["findings"] if f["code"].startswith("fraga")]


@pytest.mark.parametrize("wrong", [["--period", "2024-13"], ["--kommun", "Atlantis"]])
def test_a_wrong_option_is_told(capsys: pytest.CaptureFixture[str], wrong: list[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        cli.main(["read", str(GOTEBORG), *wrong])
    assert stop.value.code == cli.UNREADABLE
    assert wrong[1] in capsys.readouterr().err


def test_a_wrong_setting_stops_the_command(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UTFALL_PROT", "1")
    assert cli.main(["rebuild"]) == cli.UNREADABLE
    assert "okänd inställning prot" in capsys.readouterr().err
