"""`utfall anmalningar`: what visitors reported, read on the command line."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

import cli
from store.notices import keep


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("UTFALL_DATA_FOLDER", str(tmp_path))
    return tmp_path


def test_notices_are_listed_newest_first(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["anmalningar"]) == 0 and capsys.readouterr().out == "Inga anmälningar.\n"
    keep(folder, {"page": "/", "what": "Äldst"}, dt.datetime(2026, 1, 2, 8, 5))
    keep(
        folder, {"page": "/jamfor", "what": "Rad ett\nrad två", "aid": "NVDA"}, dt.datetime(2026, 2, 3, 9, 30)
    )
    assert cli.main(["anmalningar"]) == 0
    shown = capsys.readouterr().out.replace("\u00a0", " ")
    assert shown.index("3 februari 2026 kl. 09:30") < shown.index("Äldst")
    assert "  Vad hände: Rad ett\n    rad två\n  Hjälpmedel: NVDA\n" in shown and "Svar till" not in shown
    assert cli.main(["anmalningar", "--sedan", "2026-02-01", "--json"]) == 0
    (told,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert (told["page"], told["aid"]) == ("/jamfor", "NVDA")


def test_old_notices_are_weeded(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keep(folder, {"what": "Äldst"}, dt.datetime(2026, 1, 2, 8, 5))
    assert cli.main(["anmalningar", "--gallra-fore", "2026-01-03"]) == 0
    assert capsys.readouterr().out == "En anmälan är borttagen.\n"
    assert cli.main(["anmalningar"]) == 0 and "Inga" in capsys.readouterr().out


def test_a_day_that_is_none_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["anmalningar", "--sedan", "igår"])
    assert "dagen igår ska skrivas ÅÅÅÅ-MM-DD" in capsys.readouterr().err
