"""Small files that would grow without end are refused in little time and little memory."""

import io
import time
import zipfile

import pytest

from tests.hostile import make
from tests.hostile.conftest import Refuse

CELL = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
SPACES = b'<c r="A1" t="inlineStr"><is><t>' + b" " * 300_000_000 + b"</t></is></c>"


def _nested() -> bytes:
    return make.replaced("xl/inner.zip", make.workbook())


def _many_parts() -> bytes:
    target = io.BytesIO(make.workbook())
    with zipfile.ZipFile(target, "a") as out:
        for i in range(2_100):
            out.writestr(f"xl/extra/{i}.xml", "<x/>")
    return target.getvalue()


def _many_cells() -> bytes:
    row = "".join(f'<c r="{make_column(i)}{{0}}"><v>1</v></c>' for i in range(200))
    rows = "".join(f'<row r="{r}">{row.format(r)}</row>' for r in range(1, 2_700))
    return make.with_sheet(rows)


def make_column(i: int) -> str:
    return chr(65 + i // 26 - 1) + chr(65 + i % 26) if i > 25 else chr(65 + i)


BOMBS = {
    "last cell": (lambda: make.with_sheet(CELL), "cell_utanfor"),
    "last row": (lambda: make.with_sheet(CELL.replace("XFD", "A")), "cell_utanfor"),
    "merged over all": (
        lambda: make.with_sheet(
            '<row r="1"><c r="A1"><v>1</v></c></row>',
            '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        ),
        "cell_utanfor",
    ),
    "entities": (lambda: make.with_sheet("<row>&c;</row>", before=LAUGHS), "otillatet_innehall"),
    "entities in utf-16": (
        lambda: make.replaced(make.SHEET, (LAUGHS + "<worksheet/>").encode("utf-16")),
        "otillatet_innehall",
    ),
    "nested archive": (_nested, "otillatet_innehall"),
    "many parts": (_many_parts, "for_mycket_innehall"),
    "spaces": (lambda: make.replaced(make.SHEET, make.sheet(SPACES.decode())), "for_mycket_innehall"),
    "many cells": (_many_cells, "for_manga_celler"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_at_once(name: str, refused: Refuse) -> None:
    build, code = BOMBS[name]
    data = build()
    assert len(data) < 10_000_000
    started = time.monotonic()
    assert refused(data).code == code
    assert time.monotonic() - started < 20


def test_a_part_that_unpacks_to_more_than_it_declares_is_refused(refused: Refuse) -> None:
    data = make.lying_sizes(make.sheet('<row r="1"><c r="A1"><v>1</v></c></row>' + " " * 5_000_000))
    assert refused(data).code == "trasig_fil"


def test_many_cells_in_a_text_are_refused(refused: Refuse) -> None:
    assert refused(b"1\t2\t3\t4\t5\n" * 110_000, "lang.txt").code == "for_manga_celler"
    assert refused(b"1;2;3;4;5\n" * 110_000, "lang.csv").code == "for_manga_celler"
