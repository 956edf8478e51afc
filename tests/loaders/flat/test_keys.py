"""Single texts of a flat table: headings, periods, ages, objects; and the check of a large workbook."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from loaders import _flat, _flat_keys, _flat_zip
from loaders._flat_owner import Owners
from loaders._given import Answers
from loaders._unreadable import Refused
from store import codes


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("202503", (2025, 3)), ("2025-03", (2025, 3)), ("2025-03-31", (2025, 3)), ("20250331", (2025, 3)),
        ("2025-03-31 00:00:00", (2025, 3)), ("mars 2025", (2025, 3)), ("2025|mars", (2025, 3)),
        ("2025|3", (2025, 3)), ("202513", (2025, 13)), ("2503", (0, 0)), ("202500", (0, 0)),
        ("mar-25", (0, 0)),
        ("03/04 2025", (0, 0)), ("Summa", (0, 0)),
    ],
)  # fmt: skip
def test_a_period(text: str, month: tuple[int, int]) -> None:
    assert _flat_keys.period(text) == month


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("29", "-29"), ("30", "30-49"), ("30–49 år", "30-49"), ("≤29", "-29"), ("<30", "-29"), (">49", "50-"),
        ("50 år och äldre", "50-"), ("50+", "50-"), ("50-", "50-"), ("-29", "-29"), 
        ("29 år eller yngre", "-29"),
        ("Alla", ""), ("20-39", None), ("<31", None), ("1985", None), ("vuxen", None),
    ],
)  # fmt: skip
def test_an_age_group(text: str, group: str | None) -> None:
    assert _flat_keys.age_group(text) == group


def test_the_headings_of_a_report_are_no_flat_table() -> None:
    report = {1: "Nämnd", 2: "Utfall jan-aug 2025", 3: "Budget 2025", 4: "Avvikelse"}
    long = {1: "Nämnd", 2: "År", 3: "Månad", 4: "Utfall"}
    assert _flat.find_head([(1, report), (2, long)]) is None


def test_a_heading_that_stands_twice_is_not_chosen_between() -> None:
    twice = {1: "Period", 2: "Konto", 3: "Ansvar", 4: "Belopp", 5: "Belopp"}
    assert _flat.find_head([(1, twice)]) is None


def _owner(year: int = 2025, namnd: str = "", **said: str) -> tuple[str, str]:
    found = Owners("exempelstad", Answers({}), {}, namnd).of(tuple(said.items()), year)
    return found.namnd, found.verksamhet


def test_whose_a_row_is() -> None:
    assert _owner(ansvar="34210", verksamhet="342") == ("aldrenamnden", "hemtjanst")
    assert _owner(ansvar="34210 Hemtjänst norr") == ("aldrenamnden", "")
    assert _owner(namnd="Äldrenämnden", verksamhet="342") == ("aldrenamnden", "hemtjanst")
    assert _owner(ansvar="34210", verksamhet="101") == ("aldrenamnden", "")
    assert _owner(verksamhet="342") == ("aldrenamnden", "hemtjanst")
    assert _owner(ansvar="99100", verksamhet="342") == ("", "")


def test_codes_of_a_namnd_that_has_ended_hold_in_its_years() -> None:
    assert _owner(2021, ansvar="40100")[0] == "kulturnamnden"
    assert _owner(2022, ansvar="40100")[0] == ""
    assert _owner(2022, ansvar="44100")[0] == "kultur-och-fritidsnamnden"


def test_every_listed_object_and_account_is_of_something_known() -> None:
    for entry in codes.objekt():
        assert codes.name("namnd", entry.kommun, entry.namnd), entry
        known = {v.code for v in codes.verksamheter(entry.kommun, entry.namnd)}
        assert not entry.verksamhet or entry.verksamhet in known, entry
    measures = {m.code for m in codes.matt()}
    assert {m for k in codes.all_konton() for m in (k.measure, k.total) if m} <= measures


def _zipped(sheet: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return out.getvalue()


@pytest.mark.parametrize(
    ("sheet", "code"),
    [
        (b'<row><c r="XFD1048576"><v>1</v></c></row>', "cell_utanfor"),
        (b'<row><c r="A1048577"><v>1</v></c></row>', "cell_utanfor"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><row/>', "otillatet_innehall"),
    ],
)
def test_a_large_workbook_is_checked_for_what_harms(sheet: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        _flat_zip.check(_zipped(sheet))
    assert refused.value.code == code
    _flat_zip.check(_zipped(b'<row><c r="ZZ1048576"><v>1</v></c></row>'))


def test_a_workbook_of_too_many_cells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_flat_zip, "MOST_CELLS", 10)
    with pytest.raises(Refused) as refused:
        _flat_zip.check(_zipped(b'<c r="A1"/>' * 11))
    assert refused.value.code == "for_manga_celler"
