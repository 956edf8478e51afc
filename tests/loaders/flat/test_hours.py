"""Staff hours of several personnel systems come to the hours a month, nämnd and group of plain loops."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import pytest

from loaders import read_file
from store.records import Report
from tests.loaders.flat import files

pytestmark = pytest.mark.usefixtures("in_process")
UNITS = {"20110": "forskolenamnden", "34210": "aldrenamnden", "34220": "aldrenamnden"}
AGES = {"-29": (19, 29), "30-49": (30, 49), "50-": (50, 66)}
Hour = dict[str, Any]
Key = tuple[str, str, int, str, str, str]
"""nämnd, measure, month, kön, age group, form"""
MEASURES = ("ordinarie_timmar", "sjuktimmar_kort", "sjuktimmar_lang", "arbetade_timmar", "antal_anstallda")


def rows() -> list[Hour]:
    """One row a month, unit, kön, age group and form, for January to August."""
    rng = random.Random("timmar")
    found = []
    for month in range(1, 9):
        for unit in UNITS:
            for kon in "KM":
                for group, (low, high) in AGES.items():
                    for form in ("Tillsvidare", "Visstid"):
                        ordinary = Decimal(rng.randrange(20_000, 90_000)) / 10
                        short = Decimal(rng.randrange(0, 4000)) / 10
                        found.append({
                            "unit": unit, "month": month, "kon": kon, "group": group,
                            "age": rng.randint(low, high),
                            "form": form, "ordinarie_timmar": ordinary, "sjuktimmar_kort": short,
                            "sjuktimmar_lang": short / 2, "arbetade_timmar": ordinary - short,
                            "antal_anstallda": rng.randrange(4, 60),
                        })  # fmt: skip
    return found


ROWS = rows()


def sums(listed: Sequence[Hour] = tuple(ROWS)) -> dict[Key, Decimal]:
    """Everyone, kön and age, and form of employment too; sick hours are the short and the long."""
    found: dict[Key, Decimal] = defaultdict(Decimal)
    for row in listed:
        parts = {m: row[m] for m in MEASURES}
        parts["sjuktimmar"] = row["sjuktimmar_kort"] + row["sjuktimmar_lang"]
        for measure, hours in parts.items():
            for group in (
                ("", "", ""),
                (row["kon"], row["group"], ""),
                (row["kon"], row["group"], row["form"]),
            ):
                found[UNITS[row["unit"]], measure, row["month"], *group] += hours
    return dict(found)


Dialect = dict[str, Callable[[Hour], Any]]
PERSONEC: Dialect = {
    "Period": lambda r: f"2025{r['month']:02}",
    "Org.enhet": lambda r: r["unit"],
    "Enhetsnamn": lambda r: f"Enhet {r['unit']}",
    "Kön": lambda r: {"K": "Kvinna", "M": "Man"}[r["kon"]],
    "Åldersgrupp": lambda r: {"-29": "≤29", "30-49": "30–49 år", "50-": "50 år och äldre"}[r["group"]],
    "Anst.form": lambda r: r["form"],
    "Ord. arbetstid (tim)": lambda r: r["ordinarie_timmar"],
    "Sjuk dag 1–59": lambda r: r["sjuktimmar_kort"],
    "Sjuk dag 60-": lambda r: r["sjuktimmar_lang"],
    "Arbetad tid": lambda r: r["arbetade_timmar"],
    "Antal anställda": lambda r: r["antal_anstallda"],
}
HEROMA: Dialect = {
    "År": lambda _: 2025,
    "Månad": lambda r: r["month"],
    "Ansvar": lambda r: int(r["unit"]),
    "Kön": lambda r: r["kon"],
    "Födelseår": lambda r: 2025 - r["age"],
    "Anställningsform": lambda r: r["form"],
    "Ordinarie timmar": lambda r: r["ordinarie_timmar"],
    "Sjuktimmar kort": lambda r: r["sjuktimmar_kort"],
    "Sjuktimmar lång": lambda r: r["sjuktimmar_lang"],
    "Arbetade timmar": lambda r: r["arbetade_timmar"],
    "Huvuden": lambda r: r["antal_anstallda"],
}
DIALECTS = {"personec": PERSONEC, "heroma": HEROMA}


def table(dialect: Dialect, listed: Sequence[Hour] = tuple(ROWS)) -> list[list[Any]]:
    return [list(dialect), *([make(row) for make in dialect.values()] for row in listed)]


def values(report: Report) -> dict[Key, Decimal | None]:
    return {
        (f.namnd, f.measure, f.month, f.kon, f.alder, f.anstallningsform): f.value
        for f in report.facts
        if not f.verksamhet
    }


def read(lines: list[list[Any]], **options: Any) -> Report:
    return read_file(files.xlsx(lines, ("Exempelstad",), "Timmar"), "timmar.xlsx", **options)


def count(report: Report) -> int:
    return report.numbers + sum(n.numbers for n in report.not_read)


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
@pytest.mark.parametrize("dialect", DIALECTS)
def test_hours_come_to_the_right_sums(dialect: str, suffix: str) -> None:
    make = files.xlsx if suffix == "xlsx" else files.csv
    report = read_file(make(table(DIALECTS[dialect]), ("Exempelstad",)), f"timmar.{suffix}")
    assert values(report) == sums()
    assert (report.kommun, report.report, report.kind) == ("exempelstad", "2025-08", "timmar")
    assert {(f.horizon, f.scenario, f.unit) for f in report.facts} == {
        ("month", "utfall", "timmar"), ("month", "utfall", "antal"),
    }  # fmt: skip
    assert count(report) == len(ROWS) * len(MEASURES) and not report.not_read


def test_small_groups_are_read_and_said() -> None:
    (told,) = [f.message for f in read(table(PERSONEC)).findings if f.code == "sma_grupper"]
    assert "högst 10 anställda" in told


@pytest.mark.parametrize("heading", ["Personnummer", "Namn", "Anställningsnr"])
def test_a_column_of_persons_ends_the_reading(heading: str) -> None:
    report = read(table({**PERSONEC, heading: lambda r: f"Person {r['unit']}"}))
    assert not report.facts and not report.not_read and not report.tables
    (told,) = [f for f in report.findings if f.code == "personuppgifter"]
    assert told.severity == "error" and f"”{heading}”" in told.message and "utan personnummer" in told.message


def test_kon_in_figures_is_not_guessed() -> None:
    report = read(table({**PERSONEC, "Kön": lambda r: {"K": 1, "M": 2}[r["kon"]]}))
    assert not report.facts and count(report) == len(ROWS) * len(MEASURES)
    assert {n.reason for n in report.not_read} == {"radens kön eller åldersgrupp går inte att läsa"}


def test_an_age_group_over_two_of_the_law_is_not_read() -> None:
    report = read(table({**PERSONEC, "Åldersgrupp": lambda _: "20-39"}))
    assert not report.facts


def test_an_empty_cell_is_no_zero() -> None:
    lines = table(PERSONEC)
    lines[1][7] = None
    report = read(lines)
    found, right = values(report), sums()
    row = ROWS[0]
    gone = {k for k in right if k[0] == UNITS[row["unit"]] and k[2] == row["month"]}
    gone = {k for k in gone if k[1] in ("sjuktimmar_kort", "sjuktimmar")}
    assert found == {k: v for k, v in right.items() if k not in gone}
    assert any(f.code == "tom_cell" for f in report.findings)


def test_an_unknown_unit_is_asked_about() -> None:
    lines = table(PERSONEC, [{**ROWS[0], "unit": "20110"}, {**ROWS[1], "unit": "99"}])
    (asked,) = [f for f in read(lines).findings if f.code == "fraga_objekt"]
    assert asked.key == "objekt:ansvar:99"
    report = read(lines, answers={asked.key: "miljonamnden"})
    assert {f.namnd for f in report.facts} == {"forskolenamnden", "miljonamnden"}
