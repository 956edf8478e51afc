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
