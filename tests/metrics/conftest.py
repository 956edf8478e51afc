"""What the tests of the nyckeltal share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from metrics import sekretess


@pytest.fixture(scope="module")
def everything_shown() -> Iterator[None]:
    """For tests of the arithmetic, whose made-up groups are small: test_sekretess tries what is left out."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sekretess, "masked", lambda _store, _metric, answers: answers)
        yield
