"""utfall.toml says every setting with its default, and the environment goes before it."""

import tomllib
from dataclasses import fields
from decimal import Decimal
from pathlib import Path

import pytest

from settings import ROOT, Settings, load


def test_the_shipped_file_names_every_setting_with_its_default() -> None:
    sections = tomllib.loads((ROOT / "utfall.toml").read_text("utf-8")).values()
    named = {key for section in sections for key in section}
    assert named == {f.name for f in fields(Settings)}
    assert load(env={}) == Settings()


def test_every_setting_is_explained() -> None:
    lines = (ROOT / "utfall.toml").read_text("utf-8").splitlines()
    settings = [line for line in lines if "=" in line and not line.startswith("#")]
    assert [line for line in settings if " # " not in line] == []


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    file = tmp_path / "utfall.toml"
    file.write_text('[drift]\nport = 8100\ndata_folder = "data"\n[signaler]\nred_pct = 3.5\n', "utf-8")
    settings = load(file, {"UTFALL_PORT": "8200", "HOME": "/"})
    assert settings.port == 8200
    assert settings.red_pct == Decimal("3.5")
    assert settings.data_folder == tmp_path / "data"


@pytest.mark.parametrize(
    ("text", "env", "message"),
    [
        ('farg = "#fff"', {}, "okänd inställning farg"),
        ("", {"UTFALL_PROT": "1"}, "okänd inställning prot"),
        ('port = "åtta"', {}, "port = 'åtta' går inte att tolka"),
        ('unit_politician = "miljoner"', {}, "ska vara kr eller tkr eller mnkr eller mdkr"),
        ('color = "blå"', {}, "color = 'blå' ska skrivas #rrggbb"),
        ("port = ", {}, "utfall.toml"),
    ],
)
def test_a_mistake_is_told_in_swedish(tmp_path: Path, text: str, env: dict[str, str], message: str) -> None:
    file = tmp_path / "utfall.toml"
    file.write_text(text + "\n", "utf-8")
    with pytest.raises(ValueError, match=message):
        load(file, env)
