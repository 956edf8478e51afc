"""Deny by default: only what is declared is allowed, and changes only from the machine's own pages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pages._permission import EXPORT, ORIGINAL, PUBLISH, UPLOAD, VIEW, WITHDRAW, may, may_change
from settings import Settings

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
