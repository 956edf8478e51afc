"""The house keeps its plan: one room a concern, imports one way, SQL in the store, Dash in the pages."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from settings import ROOT

LEAVES = {"settings", "swedish"}
RECORDS = {"store.records", "store.codes", "store.underlag", "store.workbook_layout"}
FIGURES = {"store", "metrics"}
MAY_IMPORT = {
    "settings": set(),
    "swedish": set(),
    "store": {"store"},
    "loaders": {"loaders"} | RECORDS,
    "checks": {"checks"} | RECORDS,
    "metrics": FIGURES,
    "charts": FIGURES | {"charts"},
    "exports": FIGURES | {"charts", "exports"},
    "pages": FIGURES | {"charts", "exports", "pages"},
    "intake": {"loaders", "checks", "exports", "store"},
    "app": {"pages", "store", "intake", "metrics", "serve"},
    "serve": {"app"},
    "sample": {"intake", "store", "exports", "loaders"},
    "cli_anmalningar": {"store"},
    "cli_kolada": {"intake", "store", "loaders"},
    "cli_regler": {"loaders"},
    "cli_underlag": {"loaders", "store"},
    "cli": {
        "cli_anmalningar",
        "cli_kolada",
        "cli_regler",
        "cli_underlag",
        "serve",
        "sample",
        "intake",
        "store",
        "exports",
        "loaders",
        "checks",
    },
}
ONLY_IN = {
    "dash": {"app", "pages"},
    "plotly": {"charts", "exports"},
    "duckdb": {"store"},
    "sqlalchemy": {"store"},
}
SQL = re.compile(r"\bSELECT\b[\s\S]+\bFROM\b|\b(INSERT INTO|CREATE TABLE|DELETE FROM|ATTACH|DETACH)\b")
AWAY = {".venv", ".git", ".hypothesis", "var", "build", "exempelstad", "utfall.egg-info"}


def _files(suffixes: set[str]) -> Iterator[Path]:
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        if path.is_file() and path.suffix in suffixes and not AWAY & set(parts) and "cache" not in str(parts):
            yield path


def _code() -> Iterator[tuple[str, Path, ast.Module]]:
    """(room, file, tree) of the program's own files, without the tests."""
    for path in _files({".py"}):
        room = path.relative_to(ROOT).parts[0].removesuffix(".py")
        if room != "tests":
            yield room, path, ast.parse(path.read_text("utf-8"))


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            yield from (f"{module}.{n.name}" for n in node.names)


def _allowed(room: str, name: str) -> bool:
    top = name.split(".")[0]
    if top in ONLY_IN:
        return room in ONLY_IN[top]
    if top in MAY_IMPORT:
        return bool({top, ".".join(name.split(".")[:2])} & (MAY_IMPORT[room] | LEAVES | {room}))
    return True


def test_imports_point_one_way() -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for room, path, tree in _code()
        for name in _imports(tree)
        if not _allowed(room, name)
    ]
    assert wrong == []


def test_sql_stands_only_in_the_store() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for room, path, tree in _code()
        for node in ast.walk(tree)
        if room != "store" and isinstance(node, ast.Constant) and SQL.search(str(node.value))
    ]
    assert wrong == []


def test_a_file_fits_in_the_head() -> None:
    lengths = {str(p.relative_to(ROOT)): len(p.read_text("utf-8").splitlines()) for p in _files({".py"})}
    assert {name: lines for name, lines in lengths.items() if lines > 300} == {}


def test_no_file_names_a_registry_or_a_machine() -> None:
    hosts = [
        "py" + "pi.org",
        "python" + "hosted",
        "npm" + "js",
        "deb." + "debian",
        "file:" + "///",
        "/wo" + "rk/",
    ]
    suffixes = {".py", ".toml", ".lock", ".md", ".csv", ".txt", ".js", ".css", ".json", ".sql", ""}
    wrong = [(p.name, h) for p in _files(suffixes) for h in hosts if h in p.read_text("utf-8", "replace")]
    assert wrong == []
