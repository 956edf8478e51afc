"""CSV of every dialect: separators, line ends, quotes, byte order marks and code pages."""

from __future__ import annotations

import itertools

import pytest

from loaders import _csv
from loaders._unreadable import Refused

ROWS = (
    ("Göteborgs Stad",),
    ("Nettokostnad, tkr",),
    (),
    ("Nämnd", "Utfall", "Budget"),
    ("Socialnämnden", "-1 234,5", "-99,0"),
    ("Äldre- och vård", "5", "6"),
    ("Summa", "-1 229,5", "-93,0"),
)
RIGHT = {(r, c): text for r, row in enumerate(ROWS, 1) for c, text in enumerate(row, 1)}


def written(separator: str, end: str = "\r\n", *, quoted: bool = False, trailing: str = "") -> str:
    def field(text: str) -> str:
        return f'"{text}"' if quoted or separator in text else text

    return "".join(separator.join(map(field, row)) + trailing + end for row in ROWS)


def read(data: bytes | str) -> dict[tuple[int, int], str]:
    sheet = _csv.read(data.encode() if isinstance(data, str) else data)[0]
    return {place: cell.text for place, cell in sheet.cells.items()}


DIALECTS = list(itertools.product((";", ",", "\t", "|"), ("\n", "\r\n", "\r"), (False, True)))


@pytest.mark.parametrize(("separator", "end", "quoted"), DIALECTS)
def test_separators_and_line_ends(separator: str, end: str, quoted: bool) -> None:
    assert read(written(separator, end, quoted=quoted)) == RIGHT


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_separators_at_the_end_of_lines_are_no_columns(separator: str) -> None:
    assert read(written(separator, trailing=separator * 3)) == RIGHT


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_first_line_may_name_the_separator(end: str) -> None:
    moved = {(r + 1, c): text for (r, c), text in RIGHT.items()}
    assert read(f"sep=|{end}" + written("|", end)) == moved
    assert read(f"\ufeffsep=|{end}" + written("|", end)) == moved


ENCODINGS = (
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "cp1252",
    "latin-1",
    "cp437",
    "cp850",
    "mac_roman",
)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_encodings(encoding: str) -> None:
    assert read(written(";").encode(encoding)) == RIGHT


def test_a_big_endian_file_with_a_mark() -> None:
    assert read(b"\xfe\xff" + written(";").encode("utf-16-be")) == RIGHT


def test_quotation_marks_of_cp1252_do_not_make_it_dos() -> None:
    assert read("a;\u201cord\u201d\nb;Kim\u2019s\n".encode("cp1252"))[(2, 2)] == "Kim\u2019s"


def test_a_quoted_field_keeps_its_lines() -> None:
    assert read('a;"b\nc"\nd;1\n') == {(1, 1): "a", (1, 2): "b\nc", (2, 1): "d", (2, 2): "1"}


def test_empty_bytes_at_the_end_are_no_text() -> None:
    assert read(written(";").encode() + b"\0" * 512) == RIGHT


def test_empty_bytes_inside_are_refused() -> None:
    with pytest.raises(Refused):
        read(b"a;1\0\nb;2\n")
