"""The municipality's settings: utfall.toml, overridden by the environment (UTFALL_DATA_FOLDER=/srv/data)."""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
UNITS = ("kr", "tkr", "mnkr", "mdkr")
COLORS = ("color", "accent")
CHOICES = {
    "unit_politician": UNITS,
    "unit_controller": UNITS,
    "nettokostnad_variant": ("exkl_kommuninterna", "inkl_kommuninterna"),
    "access": ("public", "login"),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings with their defaults; utfall.toml explains each in Swedish."""

    name: str = "Utfall"
    kommun: str = "exempelstad"
    kontakt: str = ""
    color: str = "#1f4e79"
    accent: str = "#b45309"
    unit_politician: str = "mnkr"
    unit_controller: str = "tkr"
    yellow_pct: Decimal = Decimal("0.5")
    red_pct: Decimal = Decimal("2.0")
    sick_yellow_pp: Decimal = Decimal("0.3")
    sick_red_pp: Decimal = Decimal("1.0")
    cost_growth_pp: Decimal = Decimal("3.0")
    worse_reports: int = 2
    uppdrag_months: int = 24
    target_yellow_pct: Decimal = Decimal("3.0")
    target_red_pct: Decimal = Decimal("10.0")
    few_answers: int = 100
    bevaka_shown: int = 3
    nettokostnad_variant: str = "exkl_kommuninterna"
    timmar_per_arsarbetare: int = 1760
    medarbetare_per_chef: int = 25
    data_folder: Path = ROOT / "var"
    host: str = "127.0.0.1"
    port: int = 8050
    access: str = "public"
    upload_max_mb: int = 40
    upload_seconds: int = 60
    upload_memory_mb: int = 2048
    kolada_address: str = "https://api.kolada.se/v3/"
    kolada_kommun: str = ""
    kolada_kpi: tuple[str, ...] = (
        "N00090 = sjukfrånvaro",
        "N00097 = nettokostnadsavvikelse",
        "N01951 = invånare",
        "N03002 = soliditet",
    )
    kolada_compare: tuple[str, ...] = ()
    kolada_years: int = 5
    kolada_per_second: Decimal = Decimal("3")
    kolada_seconds: int = 30

    @property
    def on_loopback(self) -> bool:
        return self.host in ("127.0.0.1", "::1", "localhost")


def load(path: Path | None = None, env: dict[str, str] | None = None) -> Settings:
    """Read `path` (default utfall.toml beside this file), then UTFALL_<NAME> from the environment.

    Raises ValueError, in Swedish, for an unknown name or a value of the wrong kind.
    """
    source = path or ROOT / "utfall.toml"
    found = _flat(_read(source)) if source.exists() else {}
    values = os.environ if env is None else env
    found |= {k.removeprefix("UTFALL_").lower(): v for k, v in values.items() if k.startswith("UTFALL_")}
    return _settings(found, source)


def _read(source: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(source.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{source.name} går inte att tolka som TOML: {error}") from error


def _flat(tree: dict[str, Any]) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for key, value in tree.items():
        flat |= value if isinstance(value, dict) else {key: value}
    return flat


def _settings(found: dict[str, Any], source: Path) -> Settings:
    defaults = Settings()
    known = {f.name: type(getattr(defaults, f.name)) for f in fields(Settings)}
    if unknown := sorted(set(found) - set(known)):
        raise ValueError(f"{source.name}: okänd inställning {', '.join(unknown)}. Kända: {', '.join(known)}.")
    return replace(defaults, **{k: _typed(k, v, known[k], source) for k, v in found.items()})


def _typed(name: str, value: Any, kind: type[Any], source: Path) -> Any:
    if name in CHOICES and value not in CHOICES[name]:
        raise ValueError(f"{source.name}: {name} = {value!r} ska vara {' eller '.join(CHOICES[name])}.")
    if name in COLORS and not re.fullmatch(r"#[0-9a-fA-F]{6}", str(value)):
        raise ValueError(f"{source.name}: {name} = {value!r} ska skrivas #rrggbb, till exempel #1f4e79.")
    try:
        if issubclass(kind, tuple):
            return _several(value)
        if issubclass(kind, Path):
            return (source.parent / str(value)).resolve()
        return kind(str(value)) if kind is not str else str(value)
    except (ValueError, ArithmeticError) as error:
        raise ValueError(
            f"{source.name}: {name} = {value!r} går inte att tolka som {kind.__name__}."
        ) from error


def _several(value: Any) -> tuple[str, ...]:
    """A list in the file, or one text with ; between (as the environment has it)."""
    parts = value if isinstance(value, list) else str(value).split(";")
    return tuple(text for part in parts if (text := str(part).strip()))
