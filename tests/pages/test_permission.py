"""Deny by default: only what is declared is allowed, and changes only from the machine's own pages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app import create_app
from pages._permission import EXPORT, ORIGINAL, PUBLISH, UPLOAD, VIEW, WITHDRAW, may, may_change, may_read
from settings import Settings
from store import Store

HERE, PUBLIC = Settings(host="127.0.0.1"), Settings(host="0.0.0.0")
LOCKED = replace(PUBLIC, access="login")
HOST = "127.0.0.1:8050"
OWN = {"Origin": "http://127.0.0.1:8050"}


@pytest.mark.parametrize("action", ["", "allt", "VIEW", "delete"])
def test_unknown_actions_are_refused(action: str) -> None:
    assert not may(HERE, action) and may(HERE, action).reason


@pytest.mark.parametrize("action", [UPLOAD, PUBLISH, WITHDRAW])
def test_changes_only_on_loopback(action: str) -> None:
    assert may(HERE, action)
    assert "egna datorn" in may(PUBLIC, action).reason and not may(PUBLIC, action)


@pytest.mark.parametrize("action", [VIEW, EXPORT, ORIGINAL])
def test_reading(action: str) -> None:
    assert may(HERE, action) and may(PUBLIC, action)
    assert not may(LOCKED, action)


def test_a_reader_behind_a_proxy_does_not_sit_at_this_machine() -> None:
    local = replace(HERE, access="login")
    assert may_read(local, {}) and may_read(HERE, {"X-Forwarded-For": "10.0.0.1"})
    assert not may_read(local, {"X-Forwarded-For": "10.0.0.1"})


@pytest.mark.parametrize("path", ["/", "/jamfor", "/_dash-layout", "/kalla/x", "/finns-ej"])
def test_a_locked_server_answers_nobody(tmp_path: Path, path: str) -> None:
    client = create_app(LOCKED, Store(tmp_path)).server.test_client()
    answer = client.get(path)
    assert (answer.status_code, "inloggning" in answer.text) == (403, True)
    assert client.post("/_dash-update-component", json={}).status_code == 403
    assert client.get("/health").status_code == 200


def test_own_page_may_change() -> None:
    assert may_change(HERE, PUBLISH, HOST, OWN)
    assert may_change(HERE, PUBLISH, "localhost:8050", {"Referer": "http://localhost:8050/ladda-upp"})


@pytest.mark.parametrize(
    ("host", "headers"),
    [
        (HOST, {}),
        (HOST, {"Origin": "http://evil.example"}),
        (HOST, {"Origin": "null"}),
        (HOST, {"Origin": "http://127.0.0.1:9999"}),
        (HOST, OWN | {"Sec-Fetch-Site": "cross-site"}),
        (HOST, OWN | {"X-Forwarded-For": "10.0.0.1"}),
        ("evil.example:8050", {"Origin": "http://evil.example:8050"}),
    ],
)
def test_everyone_else_may_not(host: str, headers: dict[str, str]) -> None:
    assert not may_change(HERE, PUBLISH, host, headers)
