"""The waiting room for received files."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from pages._received import Received


def test_a_file_waits_with_its_answers_across_a_restart(tmp_path: Path) -> None:
    token = Received(tmp_path).put("rapport å.xlsx", b"\0\1")
    Received(tmp_path).answer(token, {"fraga:namnd": "skolnamnden"})
    waiting = Received(tmp_path).get(token)
    assert waiting and (waiting.name, waiting.content) == ("rapport å.xlsx", b"\0\1")
    assert waiting.answers == {"fraga:namnd": "skolnamnden"}


def test_dropped_files_are_gone(tmp_path: Path) -> None:
    room = Received(tmp_path)
    token = room.put("a.csv", b"1")
    room.drop(token)
    assert room.get(token) is None and not list(tmp_path.iterdir())


def test_old_files_expire_and_are_swept(tmp_path: Path) -> None:
    room = Received(tmp_path, hours=0)
    token = room.put("a.csv", b"1")
    assert room.get(token) is None
    old = time.time() - 60
    os.utime(tmp_path / token, (old, old))
    room.put("b.csv", b"2")
    assert not (tmp_path / token).exists()


@pytest.mark.parametrize("token", ["", ".", "..", "../../etc", "a/b", "x" * 22, "å" * 22])
def test_a_token_is_never_a_path(tmp_path: Path, token: str) -> None:
    room = Received(tmp_path / "room")
    assert room.get(token) is None and room.answer(token, {}) is None
    room.drop(token)


def test_only_one_can_take_a_file(tmp_path: Path) -> None:
    room = Received(tmp_path)
    token = room.put("a.csv", b"1")
    room.answer(token, {"a": "b"})
    taken = room.take(token)
    assert taken and room.take(token) is None and room.get(token) is None
    room.put_back(taken, "Det gick inte.")
    again = room.get(token)
    assert again and (again.content, again.answers, again.message) == (b"1", {"a": "b"}, "Det gick inte.")


def test_a_note_is_told_until_the_next_answer(tmp_path: Path) -> None:
    room = Received(tmp_path)
    token = room.put("a.csv", b"", "Filen är tom.")
    assert room.get(token).message == "Filen är tom."
    assert room.note(token, "Ny.").message == "Ny."
    assert room.answer(token, {}).message == ""
