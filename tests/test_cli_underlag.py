"""`utfall underlag`: a table taken in, refused or listed on the command line."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

import cli
import cli_underlag
from settings import load
from store.lock import writing
from store.underlag import Underlag


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("UTFALL_DATA_FOLDER", str(tmp_path / "var"))
    return tmp_path


def put(folder: Path, text: str) -> str:
    path = folder / "fil.csv"
    path.write_text(text, "utf-8")
    return str(path)


def test_a_table_is_taken_in_listed_and_replaced(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["underlag", "--kommun", "boras"]) == 0
    assert "Inget underlag är intaget för boras." in capsys.readouterr().out
    people = put(here, "år;datum;antal\n2023;2023-12-31;10\n2024;2024-12-31;11\n")
    assert cli.main(["underlag", "--kommun", "Borås", people]) == 0
    assert "fil.csv: 2 rader befolkning är intagna\n" in capsys.readouterr().out
    assert cli.main(["underlag", "--kommun", "boras", people]) == 0
    assert "2 äldre rader är ersatta" in capsys.readouterr().out
    made_up = put(here, "upplaga;år;index\npåhittad;2024;103\n")
    assert cli.main(["underlag", made_up]) == 0
    assert cli.main(["underlag", "--kommun", "boras"]) == 0
    told = capsys.readouterr().out
    assert "PKV, upplagan påhittad: 2024" in told and "Befolkning, boras: 2023–2024" in told


def test_a_table_with_a_fault_leaves_what_is_there(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["underlag", "--kommun", "boras", put(here, "år;datum;antal\n2024;2024-12-31;11\n")])
    wrong = put(here, "år;datum;antal\n2024;2024-12-31;12\n2025;snart;13\n")
    assert cli.main(["underlag", "--kommun", "boras", wrong]) == 1
    assert "rad 3, kolumnen Datum" in (told := capsys.readouterr().out) and "inget är intaget" in told
    assert [p.count for p in Underlag(here / "var").people("boras")] == [11]


def test_a_file_that_is_no_table_is_told(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = here / "fil.xlsx"
    path.write_bytes(b"inte en arbetsbok")
    assert cli.main(["underlag", str(path)]) == 2
    assert "fil.xlsx" in capsys.readouterr().out


def test_while_someone_publishes_it_says_so_and_nothing_is_taken_in(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    people = put(here, "år;datum;antal\n2024;2024-12-31;10\n")
    monkeypatch.setattr(cli_underlag, "Underlag", partial(Underlag, wait=0.05))
    with writing(load().data_folder):
        assert cli.main(["underlag", "--kommun", "boras", people]) == 2
    assert "En annan publicering pågår" in capsys.readouterr().out
    assert not Underlag(load().data_folder).people("boras")
