"""The README's picture, made only when asked for: SCREENSHOT=1 pytest tests/browser -k picture"""

from __future__ import annotations

import os

import pytest

from settings import ROOT
from tests.browser.conftest import Open


@pytest.mark.skipif(not os.environ.get("SCREENSHOT"), reason="SCREENSHOT is not set")
def test_make_the_picture(open_page: Open) -> None:
    page = open_page("/")
    page.screenshot(path=ROOT / "docs" / "screenshot.png")
