"""Anmälningar are kept whole or not at all, never changed, and weeded by day."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from store import notices
from store.notices import LONGEST, REFERENCE, TooMany, exists, keep, remove_before, tidy

NOON = dt.datetime(2026, 3, 5, 12, 0)
TOLD = {"page": "/jamfor", "what": "Tabellen går inte att läsa.\nRubrikerna saknas.", "reply": "a@exempel.se"}


def test_what_was_told_comes_back(tmp_path: Path) -> None:
    kept = keep(tmp_path, TOLD, NOON)
    assert REFERENCE.fullmatch(kept.reference) and kept.reference.startswith("2026-03-05-")
    assert notices.notices(tmp_path) == [kept]
    assert (kept.page, kept.what, kept.aid, kept.reply) == ("/jamfor", TOLD["what"], "", "a@exempel.se")
    assert exists(tmp_path, kept.reference)
    stored = json.loads((tmp_path / "anmalningar" / f"{kept.reference}.json").read_text("utf-8"))
    assert set(stored) == {"reference", "received", *LONGEST}


def test_a_reference_that_is_a_path_is_none(tmp_path: Path) -> None:
    (tmp_path / "hemligt.json").write_text("{}", "utf-8")
    (tmp_path / "anmalningar").mkdir()
    assert not exists(tmp_path, "../hemligt") and not exists(tmp_path, "2026-03-05-AAAAA")


def test_signs_that_steer_a_terminal_or_turn_text_are_taken_away(tmp_path: Path) -> None:
    kept = keep(tmp_path, {"what": "a\x1b[2Jb\u202ec\r\nd\x00" + "e" * 9000}, NOON)
    assert kept.what.startswith("a [2Jb c\nd e") and len(kept.what) == LONGEST["what"]
    assert tidy(" x\ty ", 10) == "x y"


def test_a_day_takes_so_many_and_the_next_day_takes_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notices, "MOST_A_DAY", 3)
    references = {keep(tmp_path, TOLD, NOON).reference for _ in range(3)}
    assert len(references) == 3
    with pytest.raises(TooMany):
        keep(tmp_path, TOLD, NOON)
    keep(tmp_path, TOLD, NOON + dt.timedelta(days=1))
    assert notices.notices(tmp_path)[0].received[:10] == "2026-03-06"
    assert len(notices.notices(tmp_path, dt.date(2026, 3, 6))) == 1


def test_no_two_have_the_same_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notices.secrets, "choice", lambda _signs: "A")
    first = keep(tmp_path, TOLD, NOON)
    with pytest.raises(TooMany):
        keep(tmp_path, {"what": "annat"}, NOON)
    assert notices.notices(tmp_path) == [first]


def test_what_the_disk_did_not_take_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_path: Path) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(notices, "sync", full)
    with pytest.raises(OSError, match="No space"):
        keep(tmp_path, TOLD, NOON)
    assert list((tmp_path / "anmalningar").iterdir()) == []


def test_old_ones_are_weeded(tmp_path: Path) -> None:
    keep(tmp_path, TOLD, NOON)
    new = keep(tmp_path, TOLD, NOON + dt.timedelta(days=40))
    assert remove_before(tmp_path, dt.date(2026, 4, 1)) == 1
    assert notices.notices(tmp_path) == [new]


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    kept = keep(tmp_path, TOLD, NOON)
    (tmp_path / "anmalningar" / f"{kept.reference}.json").write_text("{", "utf-8")
    with pytest.raises(ValueError, match=kept.reference):
        notices.notices(tmp_path)
