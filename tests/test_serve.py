"""`utfall serve`: the production server says where it is, answers, and stops when told."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from serve import options, serve
from settings import ROOT, Settings, load


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server on an empty store."""
    port = _free_port()
    folder = tmp_path_factory.mktemp("var")
    env = os.environ | {"UTFALL_PORT": str(port), "UTFALL_DATA_FOLDER": str(folder)}
    command = [sys.executable, "-m", "cli", "serve"]
    process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    said = process.stdout.readline()
    assert f"http://127.0.0.1:{port} " in said
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    assert process.wait(timeout=20) == 0


def test_it_is_well(server: str) -> None:
    assert urlopen(f"{server}/health", timeout=20).status == 200


def test_an_empty_store_has_a_front_page(server: str) -> None:
    answer = urlopen(server, timeout=20)
    assert answer.status == 200
    assert 'lang="sv"' in answer.read().decode()


def test_an_unknown_address_is_404(server: str) -> None:
    with pytest.raises(HTTPError) as error:
        urlopen(f"{server}/finns-verkligen-inte", timeout=20)
    assert error.value.code == 404


def test_the_server_listens_where_the_settings_say() -> None:
    assert options(load(env={"UTFALL_HOST": "0.0.0.0", "UTFALL_PORT": "81"}))["bind"] == "0.0.0.0:81"
    assert options(Settings(data_folder=Path("x")))["bind"] == "127.0.0.1:8050"


def test_a_taken_port_is_told_in_swedish() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(ValueError, match="Det går inte att lyssna"):
            serve(Settings(port=taken.getsockname()[1]))


def test_it_leaves_without_a_word(tmp_path: Path) -> None:
    """What the reader sees after Ctrl+C: nothing from the database about what was still held."""
    env = os.environ | {"UTFALL_PORT": str(_free_port()), "UTFALL_DATA_FOLDER": str(tmp_path / "var")}
    command = [sys.executable, "-m", "cli", "serve"]
    with subprocess.Popen(
        command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout and process.stderr
        process.stdout.readline()
        urlopen(f"http://127.0.0.1:{env['UTFALL_PORT']}/", timeout=20).read()
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 0
        assert process.stderr.read() == ""
