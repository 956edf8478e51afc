from collections.abc import Callable

import pytest

from loaders._unreadable import Unreadable
from loaders.grid import read_grid
from settings import Settings

Refuse = Callable[..., Unreadable]


@pytest.fixture
def refused() -> Refuse:
    """Reads a file that must be refused and gives the refusal; then a good file must still be readable."""

    def read(data: bytes, file: str = "rapport.xlsx", **settings: int) -> Unreadable:
        with pytest.raises(Unreadable) as caught:
            read_grid(data, file, settings=Settings(**settings))
        assert file in caught.value.message
        assert read_grid(b"Intakter;1", "bra.csv", settings=Settings()).sheets[0].cells
        return caught.value

    return read
