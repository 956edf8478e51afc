"""Each hostile file through the upload desk: a clear message in time, nothing kept, the server as it was."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from intake import Intake
from loaders.grid import READERS
from pages._upload_desk import Desk, Look
from settings import Settings
from store import Store
from tests.hostile import make, other, raw

SECONDS = 20
PEAK_MB, KEPT_MB = 40, 25
"""How much the server may grow while a file of at most a megabyte is refused, and afterwards."""
GOOD = "Nämnd;Utfall jan-aug 2024;Budget jan-aug 2024\nKommunstyrelsen;1;2\n".encode()
SPACES = b" " * 1_000_000
CELLS = b"<row>" + b"<c><v>1</v></c>" * 60_000 + b"</row>"


@dataclass(frozen=True)
class Hostile:
    """`says` is in the message; '' for a file that only looks hostile and is read."""

    file: str
    build: Callable[[], bytes]
    says: str


def _sheet_of(piece: bytes, times: int, says_size: int | None = None) -> bytes:
    before, after = make.sheet("<x/>").split(b"<x/>")
    data, size = raw.repeated(piece, times, before, after)
    return raw.with_bomb(make.workbook(), make.SHEET, (data, says_size or size))


def _text(before: str) -> bytes:
    return make.replaced("xl/sharedStrings.xml", f"{before}<sst><si><t>&c;</t></si></sst>".encode())


ALL = (
    Hostile("bomb-storlek.xlsx", lambda: _sheet_of(SPACES, 2_000), "packas upp till 2000 MB"),
    Hostile("bomb-ljuger.xlsx", lambda: _sheet_of(SPACES, 2_000, says_size=4_000), "skadad"),
    Hostile("bomb-kvot.xlsx",
            lambda: raw.with_bomb(make.workbook(), "xl/media/b.png", raw.repeated(bytes(1 << 20), 60)),
            "packas upp till 62 MB"),
    Hostile("bomb-overlapp.xlsx", lambda: raw.overlapping(make.workbook(), 60_000), "60000 delar"),
    Hostile("hundra-miljoner-celler.xlsx", lambda: _sheet_of(CELLS, 1_667), "packas upp till"),
    Hostile("miljon-celler.xlsx", lambda: _sheet_of(CELLS, 20), "celler. Gränsen är"),
    Hostile("sista-cellen.xlsx",
            lambda: make.with_sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "XFD1048576"),
    Hostile("falsk-storlek.xlsx",
            lambda: make.with_sheet('<row r="1"><c r="A1"><v>1</v></c></row>',
                                    before='<?x dimension="A1:XFD1048576"?>'), ""),
    Hostile("zip-i-zip.xlsx", lambda: make.replaced("xl/inre.zip", make.workbook()), "ett packat arkiv"),
    Hostile("skratt-blad.xlsx", lambda: make.with_sheet("<row>&c;</row>", before=other.LAUGHS), "entitet"),
    Hostile("skratt-strangar.xlsx", lambda: _text(other.LAUGHS), "entitet"),
    Hostile("xxe-blad.xlsx", lambda: make.with_sheet("<row>&c;</row>", before=other.OUTSIDE), "entitet"),
    Hostile("xxe-strangar.xlsx", lambda: _text(other.OUTSIDE), "entitet"),
    Hostile("halv.xlsx", lambda: make.workbook()[:3_000], "skadad"),
    Hostile("trasig-deflate.xlsx", lambda: _broken(make.workbook()), "skadad"),
    Hostile("losenord.xlsx", make.encrypted, "skyddad med lösenord"),
    Hostile("egentligen-word.xlsx", make.word_document, "ett Word-dokument"),
    Hostile("tom.xlsx", bytes, "är tom"),
    Hostile("en-rad.csv", lambda: b"1;" * 40_000, ""),
    Hostile("ett-falt.csv", lambda: b"1" * 200_000, ""),
    Hostile("hundra-mb.csv", lambda: b"1;" * 50_000_000, "MB, som är gränsen"),
    Hostile("aldrig-slut.csv", lambda: b'Intakter;"78,5' + b"\n1;2" * 2_000, ""),
    Hostile("nul.csv", lambda: b"Intakter;\x0078,5\n", "inte är text"),
    Hostile("skratt.ods", lambda: other.ods("&c;", before=other.LAUGHS), "entitet"),
    Hostile("xxe.ods", lambda: other.ods("&c;", before=other.OUTSIDE), "entitet"),
    Hostile("losenord.ods", lambda: other.ods(encrypted=True), "skyddad med lösenord"),
    Hostile("bomb.ods",
            lambda: raw.with_bomb(other.ods(), "content.xml", raw.repeated(SPACES, 2_000)), "2000 MB"),
    Hostile("manga-ganger.ods", other.many_times_ods, ""),
    Hostile("losenord.xls", other.locked_xls, "skyddad med lösenord"),
    Hostile("halv.xls", lambda: other.xls()[:3_000], ""),
    Hostile("losenord.pdf", lambda: other.pdf("hemligt"), "skyddad med lösenord"),
    Hostile("slinga.pdf", other.looping_pdf, ""),
    Hostile("halv.pdf", lambda: other.pdf()[:700], ""),
    Hostile("skratt.docx", lambda: other.docx("&c;", before=other.LAUGHS), "entitet"),
    Hostile("xxe.docx", lambda: other.docx("&c;", before=other.OUTSIDE), "entitet"),
    Hostile("bomb.docx",
            lambda: raw.with_bomb(other.docx(), "word/document.xml", raw.repeated(SPACES, 2_000)), "2000 MB"),
    Hostile("lankar.docx", other.linked_docx, ""),
    Hostile("skratt.html", lambda: f"{other.LAUGHS}<table><tr><td>&c;<td>1</table>".encode(), ""),
    Hostile("xxe.html", lambda: f"{other.OUTSIDE}<table><tr><td>&c;<td>1</table>".encode(), ""),
    Hostile("djup.html", lambda: b"<table><tr><td>" * 20_000 + b"1", ""),
    Hostile("citat.se", lambda: b'#FLAGGA 0\n#SIETYP 4\n#FNAMN "' + b"x 1 " * 200_000, ""),
)  # fmt: skip


def _broken(data: bytes) -> bytes:
    place = data.find(make.SHEET.encode()) + 60
    return data[:place] + b"\xff" * 40 + data[place + 40 :]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    settings = Settings(data_folder=tmp_path_factory.mktemp("var"), upload_seconds=SECONDS)
    found = Desk(settings, Intake(settings, Store(settings.data_folder)))
    _good(found)
    yield found


def _upload(desk: Desk, name: str, content: bytes) -> tuple[Look, str]:
    token = desk.receive(name, content)
    while (look := desk.look(token)) and look.going:
        time.sleep(0.05)
    assert look is not None
    return look, token


def _good(desk: Desk) -> None:
    look, token = _upload(desk, "bra.csv", GOOD)
    assert look.report is not None and len(look.report.facts) + len(look.report.not_read) == 2
    desk.received.drop(token)


READ = [h for h in ALL if Path(h.file).suffix in READERS]


@pytest.mark.parametrize("hostile", READ, ids=lambda h: h.file)
def test_a_hostile_file_does_no_harm(hostile: Hostile, desk: Desk) -> None:
    content = hostile.build()
    before, memory, started = _listing(desk), Memory(), time.monotonic()
    look, token = _upload(desk, hostile.file, content)
    assert time.monotonic() - started < SECONDS + 5
    said = look.waiting.message + " ".join(f.message for f in look.findings)
    assert hostile.says in said, said[:300]
    assert look.report is not None or (said and hostile.file in said)
    assert memory.peak() < PEAK_MB + 8 * len(content) // 1_000_000
    desk.received.drop(token)
    assert _listing(desk) == before
    _good(desk)


def test_all_of_them_leave_the_server_as_it_was(desk: Desk) -> None:
    files = [(h.file, h.build()) for h in READ if h.says]
    for name, content in files:
        desk.received.drop(_upload(desk, name, content)[1])
    memory = Memory()
    for name, content in files:
        desk.received.drop(_upload(desk, name, content)[1])
    assert memory.kept() < KEPT_MB


class Memory:
    """What this process takes now, and how much that grows; the kernel keeps the peak."""

    def __init__(self) -> None:
        Path("/proc/self/clear_refs").write_text("5")
        self.start = _status("VmRSS")

    def peak(self) -> int:
        return (_status("VmHWM") - self.start) // 1000

    def kept(self) -> int:
        return (_status("VmRSS") - self.start) // 1000


def _status(name: str) -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name))


def _listing(desk: Desk) -> str:
    """A hash of every file and folder of the data folder."""
    places = sorted(desk.settings.data_folder.rglob("*"))
    texts = [f"{p} {hashlib.sha256(p.read_bytes()).hexdigest() if p.is_file() else ''}" for p in places]
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()
