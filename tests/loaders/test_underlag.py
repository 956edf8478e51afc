"""The tables that a kommun loads: which one it is, what each row says, every fault with row and column."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal

import openpyxl
import pytest

from loaders.underlag import Table, read_underlag
from settings import ROOT, Settings

DAY = "2024;2024-12-31;"
ALN = "Arbetslivsnämnden;2022;5;"
PEOPLE = "år;datum;ålder från;ålder till;antal\n"
PKV = "upplaga;år;index\n"
BESLUT = "nämnd;år;belopp;enhet;beslut;varaktighet\n"


def read(text: str, name: str = "tabell.csv", kommun: str = "boras") -> Table:
    return read_underlag(text.encode(), name, kommun, settings=Settings())


def test_an_index_with_its_edition_is_read() -> None:
    """The values are made up."""
    found = read(PKV + "påhittad  feb 2024;2023;100\npåhittad feb 2024;2024;103,25\n")
    assert found.kind == "pkv" and found.wrong == ()
    assert [(r.edition, r.year, r.index) for r in found.rows] == [
        ("påhittad feb 2024", 2023, 100), ("påhittad feb 2024", 2024, Decimal("103.25")),
    ]  # fmt: skip
    assert [(r.origin.file, r.origin.row) for r in found.rows] == [("tabell.csv", 2), ("tabell.csv", 3)]


def test_headings_may_stand_below_a_title_in_another_order() -> None:
    found = read("Befolkning i Borås;;\n;;\nAntal;År;Datum\n113 714;2021;2021-12-31\n")
    (row,) = found.rows
    assert (row.year, row.date, row.low, row.high, row.count, row.origin.row) == (
        2021,
        "2021-12-31",
        None,
        None,
        113714,
        4,
    )


def test_a_workbook_with_real_dates_is_read() -> None:
    book = openpyxl.Workbook()
    for line in (
        ["År", "Datum", "Ålder från", "Ålder till", "Antal"],
        [2024, dt.date(2024, 12, 31), 80, None, 4200],
    ):
        book.active.append(line)
    out = io.BytesIO()
    book.save(out)
    found = read_underlag(out.getvalue(), "folk.xlsx", "boras", settings=Settings())
    (row,) = found.rows
    assert (row.year, row.date, row.low, row.high, row.count) == (2024, "2024-12-31", 80, None, 4200)


def test_a_decision_is_in_kronor_for_a_namnd_of_the_list() -> None:
    found = read(BESLUT + "Arbetslivsnämnd;2022;−1,5;mnkr;KF § 3;Tillfälligt\n")
    (row,) = found.rows
    assert (row.namnd, row.amount, row.decision, row.duration) == (
        "arbetslivsnamnden", -1_500_000, "KF § 3", "tillfällig",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (PKV + "a;2023;\n", "rad 2, kolumnen Index (cell C2): är tom."),
        (PKV + "a;tjugo;1\n", "rad 2, kolumnen År (cell B2): ”tjugo” är inget tal. Skriv siffror"),
        (PKV + "a;20233;1\n", "rad 2, kolumnen År (cell B2): ”20233” är inget årtal."),
        (PKV + "a;2023;0\n", "rad 2, kolumnen Index (cell C2): ”0” ska vara större än noll."),
        (PKV + "a;2023;1\na;2023;2\n", "upplagan a har 2 rader för 2023."),
        (PEOPLE + "2024;i fjol;0;;5\n", "rad 2, kolumnen Datum (cell B2): ”i fjol” är inget datum."),
        (PEOPLE + DAY + "0;;5,5\n", "rad 2, kolumnen Antal (cell E2): ”5,5” ska vara ett helt tal."),
        (PEOPLE + DAY + "9;3;5\n", "rad 2, kolumnen Ålder till (cell D2): 3 är lägre än Ålder från (9)."),
        (PEOPLE + DAY + ";3;5\n", "Skriv 0 om alla yngre räknas."),
        (PEOPLE + DAY + "0;500;5\n", "”500” är ingen ålder i hela år."),
        (PEOPLE + DAY + "0;;5\n2024;2024-11-01;1;;5\n", "2024 har flera datum (2024-11-01, 2024-12-31)."),
        (PEOPLE + DAY + "0;9;5\n" + DAY + "0;9;6\n", "2024 har 2 rader för åldern 0–9."),
        (BESLUT + "Månnämnden;2022;5;tkr;;\n", "kolumnen Nämnd (cell A2): ”Månnämnden” finns inte i"),
        (BESLUT + ALN + "euro;;\n", "kolumnen Enhet (cell D2): ”euro” ska vara kr, tkr eller"),
        (BESLUT + ALN + "kr;;ibland\n", "”ibland” ska vara tillfällig, permanent eller tom."),
        (PKV, "tabellen har inga rader under rubrikerna."),
        ("namn;ort\na;b\n", "ingen rad har rubrikerna för någon av tabellerna"),
    ],
)  # fmt: skip
def test_a_fault_is_told_and_nothing_is_taken_in(text: str, told: str) -> None:
    found = read(text)
    assert found.rows == ()
    assert any(told in wrong and wrong.startswith("tabell.csv") for wrong in found.wrong), found.wrong


def test_all_faults_are_told_at_once() -> None:
    assert len(read(PEOPLE + "x;y;0;;z\n2024;2024-12-31;0;;-1\n").wrong) == 4


@pytest.mark.parametrize("path", sorted((ROOT / "data" / "underlag").glob("*.csv")), ids=lambda p: p.stem)
def test_the_samples_tables_are_without_faults(path) -> None:
    found = read_underlag(path, path.name, path.stem.partition("-")[0], settings=Settings())
    assert found.wrong == () and found.rows
    assert found.kind != "pkv"  # no index is shipped
