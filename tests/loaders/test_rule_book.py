"""Läsregler in their files: edited by people, written by many at once, shared only by export and import."""

from __future__ import annotations

import multiprocessing
import tomllib
from pathlib import Path

import pytest

from loaders.rules import Rule, RuleBook

KEY = "kolumn:0123456789:budget"


def a_rule(key: str = KEY, answer: str = "period", **more: str) -> Rule:
    return Rule(
        key, answer, "tkr / budget", "Kolumnen ”Budget”?", "attestant", "2024-09-01", "t.xlsx", **more
    )


def test_rules_are_kept_as_toml_that_people_can_edit(tmp_path: Path) -> None:
    book = RuleBook(tmp_path / "lasregler")
    book.put("vastervik", [a_rule()])
    path = tmp_path / "lasregler" / "vastervik.toml"
    text = path.read_text("utf-8")
    assert 'betyder = "Kolumnen ”Budget” är för perioden."' in text
    path.write_text(text.replace('svar = "period"', 'svar = "helar"\negen = "kvar"'), "utf-8")
    assert book.rules("vastervik")[0].answer == "helar"
    book.put("vastervik", [a_rule("namnd:SN Syd", "revision")])
    kept = tomllib.loads(path.read_text("utf-8"))["regel"]
    assert [r["nyckel"] for r in kept] == [KEY, "namnd:SN Syd"] and kept[0]["egen"] == "kvar"


WRONG_FILES = {
    "[[regel]": "TOML",
    "regel = 1": "regel",
    '[[regel]]\nnyckel = "x"\nsvar = "y"': "ingen känd fråga",
    f'[[regel]]\nnyckel = "{KEY}"\nsvar = "kanske"': "passar inte",
    f'[[regel]]\nnyckel = "{KEY}"\nsvar = 1': "citattecken",
    '[[regel]]\nnyckel = "fraga_kommun"\nsvar = "goteborg"': "en enda fil",
}


@pytest.mark.parametrize(("text", "told"), WRONG_FILES.items())
def test_a_broken_file_is_told_and_the_others_go_on(tmp_path: Path, text: str, told: str) -> None:
    book = RuleBook(tmp_path)
    book.put("goteborg", [a_rule()])
    (tmp_path / "vastervik.toml").write_text(text, "utf-8")
    assert told in book.wrong("vastervik") and "vastervik.toml" in book.wrong("vastervik")
    assert book.answers() == {"goteborg": {KEY: "period"}}


def test_rules_are_changed_removed_and_brought_back(tmp_path: Path) -> None:
    book = RuleBook(tmp_path)
    book.put("vastervik", [a_rule()])
    book.change("vastervik", KEY, "helar")
    assert book.answers()["vastervik"] == {KEY: "helar"}
    with pytest.raises(ValueError, match="passar inte"):
        book.change("vastervik", KEY, "mnkr")
    gone = book.remove("vastervik", KEY)
    assert gone and not book.rules("vastervik")
    book.put("vastervik", [gone])
    book.undo("vastervik", KEY, "t.xlsx")
    assert book.answers()["vastervik"] == {KEY: "period"}
    book.undo("vastervik", KEY, "t.xlsx")
    assert not book.rules("vastervik")


def test_rules_are_shared_by_export_and_import_only(tmp_path: Path) -> None:
    book = RuleBook(tmp_path)
    book.put("vastervik", [a_rule(used="2024-10-01"), a_rule("namnd:SN Syd", "overformyndare")])
    text = book.exported("vastervik")
    assert "goteborg" not in book.answers() and "senast" not in text
    done = book.imported("goteborg", text, "regler.toml")
    assert done.added == (KEY,) and len(done.refused) == 1 and "overformyndare" in done.refused[0]
    again = book.imported("goteborg", text.replace('"period"', '"helar"'), "regler.toml")
    assert again.replaced == (KEY,) and book.answers()["goteborg"] == {KEY: "helar"}
    with pytest.raises(ValueError, match=r"fel\.toml"):
        book.imported("goteborg", "[", "fel.toml")


def test_use_is_remembered_by_the_day(tmp_path: Path) -> None:
    book = RuleBook(tmp_path)
    book.put("vastervik", [a_rule()])
    book.mark_used("vastervik", [KEY], "2024-10-02")
    assert book.rules("vastervik")[0].used == "2024-10-02"


@pytest.mark.parametrize("kommun", ["../x", "", "a/b", "Å"])
def test_a_kommun_is_no_path(tmp_path: Path, kommun: str) -> None:
    with pytest.raises(ValueError, match="kommun"):
        RuleBook(tmp_path).put(kommun, [a_rule()])


def _write_many(folder: str, who: int) -> None:
    for i in range(10):
        RuleBook(Path(folder)).put("vastervik", [a_rule(f"namnd:{who}-{i}", "revision")])


def test_two_processes_may_write_at_once(tmp_path: Path) -> None:
    many = [
        multiprocessing.get_context("spawn").Process(target=_write_many, args=(str(tmp_path), w))
        for w in (1, 2)
    ]
    for process in many:
        process.start()
    for process in many:
        process.join(60)
    assert len(RuleBook(tmp_path).rules("vastervik")) == 20
