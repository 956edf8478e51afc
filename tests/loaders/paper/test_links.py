"""A document with links to another server tells that server nothing when it is read."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from loaders import Unreadable, read_file
from loaders._unreadable import Refused
from tests.hostile import other

pytestmark = pytest.mark.usefixtures("in_process")
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SECRET = "Kommunens hemliga text"


@pytest.fixture
def listening() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


def _word(where: str) -> bytes:
    kinds = ("image", "attachedTemplate", "aFChunk", "hyperlink", "subDocument", "header")
    links = (
        f'<Relationship Id="x{i}" Type="{KIND}/{kind}" Target="{where}" TargetMode="External"/>'
        for i, kind in enumerate(kinds)
    )
    return other.docx(links="".join(links))


def _with_entity(where: str) -> bytes:
    return other.docx("&c;", before=f'<!DOCTYPE x [<!ENTITY c SYSTEM "{where}">]>')


def _with_definitions(where: str) -> bytes:
    return other.docx(before=f'<!DOCTYPE x SYSTEM "{where}">')


def _web(where: str) -> bytes:
    return (
        f'<!DOCTYPE html SYSTEM "{where}"><base href="{where}"><link rel="stylesheet" href="{where}">'
        f'<script src="{where}"></script><table background="{where}"><tr><td><img src="{where}">Intäkter'
        f'<td>78,5</table><iframe src="{where}"></iframe>'
    ).encode()


CARRIERS = {"a.docx": _word, "b.docx": _with_entity, "c.docx": _with_definitions, "d.html": _web}


def _read(data: bytes, name: str) -> str:
    """What the reader has to say of the file, whether or not it could be read."""
    try:
        report = read_file(data, name)
    except (Unreadable, Refused) as refused:
        return repr(refused)
    return repr(report)


@pytest.mark.parametrize("name", CARRIERS)
def test_a_link_is_never_followed(name: str, listening: socket.socket) -> None:
    port = listening.getsockname()[1]
    assert _read(CARRIERS[name](f"http://127.0.0.1:{port}/x.xml"), name)
    with pytest.raises(BlockingIOError):
        listening.accept()


@pytest.mark.parametrize("make", [_word, _with_entity, _with_definitions])
def test_a_file_of_the_server_is_never_opened(make: Callable[[str], bytes], tmp_path: Path) -> None:
    secret = tmp_path / "hemligt.xml"
    secret.write_text(SECRET, encoding="utf-8")
    assert SECRET not in _read(make(secret.as_uri()), "a.docx")


def test_a_word_document_with_links_is_read() -> None:
    assert "78,5" in _read(_word("http://127.0.0.1:9/x"), "a.docx")
