"""Grammar of the sentences that are made from numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pages import _sentences as say
from pages._sentences import Line, overview, plain

MNKR = Decimal(1_000_000)


def lines(*values: str) -> list[Line]:
    names = ["Socialnämnden", "Äldrenämnden", "Kommunstyrelsen", "Grundskolenämnden"]
    return [Line(name, Decimal(v) * MNKR) for name, v in zip(names, values, strict=False)]


def told(*values: str, **changes) -> str:
    given = lines(*values)
    total = sum((line.value for line in given), Decimal(0))
    options = {"year": 2024, "report": "2024-08"} | changes
    return " ".join(plain(s) for s in overview(given, total, "mnkr", **options)).replace("\u00a0", " ")


AUGUST = "för 2024, enligt rapporten för augusti 2024."


@pytest.mark.parametrize(
    ("values", "changes", "expected"),
    [
        (("-9.8",), {}, f"Socialnämnden räknar med ett underskott mot budget på 9,8 mnkr {AUGUST}"),
        (("13.0",), {}, f"Socialnämnden räknar med ett överskott mot budget på 13,0 mnkr {AUGUST}"),
        (("0",), {}, f"Socialnämnden räknar med ett resultat i nivå med budget {AUGUST}"),
        (("0.04",), {}, f"Socialnämnden räknar med ett resultat i nivå med budget {AUGUST}"),
        (
            ("-9.8", "2.0"),
            {},
            f"Nämnderna räknar tillsammans med ett underskott mot budget på 7,8 mnkr {AUGUST} "
            "En av två nämnder räknar med underskott, den i socialnämnden: 9,8 mnkr.",
        ),
        (
            ("-1.5", "-6.3", "-0.2", "10.0"),
            {},
            f"Nämnderna räknar tillsammans med ett överskott mot budget på 2,0 mnkr {AUGUST} "
            "Tre av fyra nämnder räknar med underskott, det största i äldrenämnden: 6,3 mnkr.",
        ),
        (
            ("1.0", "2.0"),
            {"absent": 1},
            f"Nämnderna räknar tillsammans med ett överskott mot budget på 3,0 mnkr {AUGUST} "
            "Ingen nämnd räknar med underskott. För en nämnd saknas prognos.",
        ),
        (
            ("-25.0", "1.0"),
            {"closed": True, "report": "2024-12", "absent": 3},
            "2024 gick nämnderna tillsammans med ett underskott mot budget på 24,0 mnkr. "
            "En av två nämnder gick med underskott, den i socialnämnden: 25,0 mnkr. "
            "För tre nämnder saknas resultat.",
        ),
        (
            ("-0.04", "0.01"),
            {"period": True},
            "Till och med augusti 2024 har nämnderna tillsammans ett resultat i nivå med budget. "
            "Ingen nämnd gick med underskott.",
        ),
    ],
)
def test_overview(values, changes, expected):
    assert told(*values, **changes) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("8.0", "har förbättrats med 8,0 mnkr"),
        ("-10.4", "har försämrats med 10,4 mnkr"),
        ("0", "är oförändrad"),
        ("-0.049", "är oförändrad"),
    ],
)
def test_change(value, expected):
    assert plain(say.change(Decimal(value) * MNKR, "mnkr")).replace("\u00a0", " ") == expected


@pytest.mark.parametrize(
    ("value", "text", "expected"),
    [
        ("3.2", "3,2 %", "ökar med 3,2 %"),
        ("-1.7", "1,7 %", "minskar med 1,7 %"),
        ("0.01", "0,0 %", "är oförändrad"),
    ],
)
def test_movement(value, text, expected):
    assert plain(say.movement(Decimal(value), text)) == expected


@pytest.mark.parametrize(
    ("n", "expected"), [(1, "en nämnd"), (2, "två nämnder"), (12, "tolv nämnder"), (13, "13 nämnder")]
)
def test_counted_namnder(n, expected):
    assert say.namnder(n) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Socialnämnden", "socialnämnden"),
        ("Överförmyndarnämnden", "överförmyndarnämnden"),
        ("SDN Centrum", "SDN Centrum"),
        ("Angered", "Angered"),
    ],
)
def test_names_inside_a_sentence(name, expected):
    assert say.in_text(name) == expected


def test_every_number_keeps_its_source():
    sentence = say.surplus(Decimal("-2") * MNKR, "mnkr", "svaret")
    assert [part.source for part in sentence if not isinstance(part, str)] == ["svaret"]
