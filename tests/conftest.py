"""What tests of several rooms share."""

from __future__ import annotations

from pathlib import Path

import pytest

import sample
from settings import Settings


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the whole sample published, made once. Only to be read: copy it to publish more."""
    folder = tmp_path_factory.mktemp("sample") / "var"
    sample.build(Settings(data_folder=folder))
    return folder
