"""`utfall regler`: the rules of a kommun listed, shared and taken away on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

import cli
from loaders.rules import Rule, RuleBook

KEY = "kolumn:0123456789:budget"


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RuleBook:
    monkeypatch.setenv("UTFALL_DATA_FOLDER", str(tmp_path))
    book = RuleBook(tmp_path / "lasregler")
    book.put("vastervik", [Rule(KEY, "period", file="rapport.xlsx", who="attestant", when="2024-09-01")])
    return book


def test_rules_are_listed_exported_and_imported(
    book: RuleBook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["regler", "--kommun", "Västervik"]) == 0
    shown = capsys.readouterr().out
    assert KEY in shown and "är för perioden" in shown and "rapport.xlsx attestant; inte använd ännu" in shown
    path = str(tmp_path / "regler.toml")
    assert cli.main(["regler", "--kommun", "vastervik", "--exportera", path]) == 0
    assert cli.main(["regler", "--kommun", "goteborg", "--importera", path]) == 0
    assert "goteborg: 1 nya, 0 ersatta, 0 fanns redan" in capsys.readouterr().out
    assert book.answers()["goteborg"] == {KEY: "period"}


def test_a_rule_is_taken_away_and_put_back(book: RuleBook, capsys: pytest.CaptureFixture[str]) -> None:
    own = ["regler", "--kommun", "vastervik"]
    assert cli.main([*own, "--ta-bort", KEY]) == 0
    assert "Borttagen: Kolumnen" in capsys.readouterr().out and not book.rules("vastervik")
    assert cli.main([*own, "--ta-bort", KEY]) == 1
    assert cli.main([*own, "--lagg-tillbaka", KEY]) == 0
    assert len(book.rules("vastervik")) == 1


def test_a_file_that_is_no_rules_is_told(
    book: RuleBook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "fel.toml"
    wrong.write_text("[", "utf-8")
    assert cli.main(["regler", "--kommun", "vastervik", "--importera", str(wrong)]) == 2
    assert "fel.toml går inte att tolka" in capsys.readouterr().err
    assert book.answers() == {"vastervik": {KEY: "period"}}
