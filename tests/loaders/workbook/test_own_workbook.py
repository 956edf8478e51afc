"""The program's own workbook reads back without a question, and bad input is told with its cell."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from exports._workbook_content import Content
from exports._workbook_write import workbook_bytes
from loaders.grid import read_grid
from loaders.workbook import is_ours
from settings import Settings
from store.records import Report, Severity
from tests.loaders.workbook.books import RESULT, columns, golden, report


def one(found: Report, **wanted: Any) -> Any:
    """The only fact with these fields."""
    facts = [f for f in found.facts if all(getattr(f, k) == v for k, v in wanted.items())]
    assert len(facts) == 1, (wanted, facts)
    return facts[0]


def codes(found: Report) -> list[str]:
    return [f.code for f in found.findings if f.severity != Severity.INFO]


def test_reads_back_without_a_question() -> None:
    found = report(golden())
    assert found.findings == ()
    assert found.not_read == ()
    assert (found.kommun, found.report, found.kind) == ("goteborg", "2024-08", "delarsrapport")
    assert found.title == "Kommunstyrelsen, delårsrapport augusti 2024"


def test_every_column_of_the_golden_table() -> None:
    found = [f for f in report(golden()).facts if f.measure == "resultat"]
    assert [str(f.printed) for f in found] == [
        str(Decimal(r).normalize()) if r != "0.0" else "0" for r in RESULT
    ]
    assert [(f.scenario, f.year, f.month, f.horizon, f.basis, f.role) for f in found] == [
        ("utfall", 2024, 8, "period", "", "own"),
        ("budget", 2024, 8, "period", "", "own"),
        ("utfall", 2023, 8, "period", "", "comparison"),
        ("prognos", 2024, 12, "year", "2024-08", "own"),
        ("prognos", 2024, 12, "year", "fg:2024-08", "comparison"),
        ("budget", 2024, 12, "year", "", "own"),
        ("utfall", 2023, 12, "year", "", "comparison"),
    ]


def test_a_fact_knows_its_cell_and_its_rounding() -> None:
    fact = one(report(golden()), measure="intakter", verksamhet="", scenario="utfall", year=2024)
    assert (fact.value, fact.step, fact.printed) == (Decimal(78_500_000), Decimal(100_000), Decimal("78.5"))
    assert (fact.sheet, fact.cell, fact.row, fact.raw) == ("Ekonomi", "B14", "Intäkter", "78,5")
    assert fact.column == "Perioden januari–augusti 2024 · Utfall"


def test_thousands_of_kronor_without_decimals_are_known_to_the_thousand() -> None:
    content = Content("Göteborg", "Kommunstyrelsen", 2024, 8)
    content.values["ekonomi", "", "intakter", columns("ekonomi")[0]] = Decimal(78_512)
    fact = report(content).facts[0]
    assert (fact.value, fact.step) == (Decimal(78_512_000), Decimal(1000))


def test_the_differences_of_the_workbook_are_reported_figures() -> None:
    fact = one(report(golden()), measure="rapporterad:avvikelse:resultat")
    assert fact.value == Decimal(26_500_000)


def test_totals_of_verksamheter_are_control_totals() -> None:
    found = report(golden())
    assert [(t.measure, t.value) for t in found.control_totals] == [
        ("intakter", Decimal(21_000_000)),
        ("kostnader", Decimal(-40_000_000)),
        ("nettokostnad", Decimal(-19_000_000)),
    ]
    assert ("verksamhet", "nytt-kontor", "Nytt kontor") in found.labels
    assert one(found, verksamhet="nytt-kontor", measure="nettokostnad").value == Decimal(-9_500_000)


def test_hours_are_a_month_a_group_and_their_sums() -> None:
    found = report(golden())
    march = {"year": 2024, "month": 3, "horizon": "month"}
    assert one(found, measure="ordinarie_timmar", kon="K", alder="50-", **march).value == 1003
    assert one(found, measure="ordinarie_timmar", kon="", alder="", **march).value == 6018
    assert one(found, measure="sjuktimmar", kon="", alder="", **march).value == 300
    assert not [f for f in found.facts if f.horizon == "month" and f.month > 8]


def test_marks_say_why_a_value_is_missing() -> None:
    fact = one(report(golden()), measure="avgangar")
    assert (fact.value, fact.status) == (None, "sekretess")


def test_measured_through_belongs_to_the_value() -> None:
    now = one(report(golden()), measure="sjukfranvaro", year=2024)
    before = one(report(golden()), measure="sjukfranvaro", year=2023)
    assert (now.value, now.month, now.measured_through) == (Decimal("2.6"), 8, "2024-07")
    assert before.measured_through == "2023-07"


def test_matt_uppdrag_and_comments() -> None:
    found = report(golden())
    assert one(found, measure="matt:antal-hushall", scenario="budget").value == 700
    (told,) = found.uppdrag
    assert (told.arendenummer, told.status, told.ater) == ("SLK-2024-1", "delrapporterad", "december 2024")
    assert [(c.heading, c.text) for c in found.comments] == [("Ekonomi", "Prognosen är 13,0 mnkr.")]


def test_a_workbook_from_before_the_column_for_when_an_uppdrag_comes_back() -> None:
    """What stands in the fifth column of such a workbook is the writer's own note."""
    found = report(golden(), lambda book: book["Uppdrag"].__setitem__(_heading("Återkommer", book), None))
    assert [u.ater for u in found.uppdrag] == [""]
    assert not [f for f in found.findings if f.severity != Severity.INFO]


def _heading(text: str, book: openpyxl.Workbook) -> str:
    return next(c.coordinate for row in book["Uppdrag"].iter_rows() for c in row if c.value == text)


def test_a_matt_in_kr_is_in_kr_whatever_the_amounts_are_in() -> None:
    """A cost per day of 700 kr in a workbook in tkr or mnkr is not 700 000 kr."""
    found = report(golden(), _put("Mått", "C8", "kr"))
    budget = one(found, measure="matt:antal-hushall", scenario="budget")
    assert (budget.value, budget.step, budget.unit) == (700, 1, "kr")


def test_saved_by_a_program_that_does_not_calculate() -> None:
    found = report(golden(), edit=lambda _: None)
    assert [f.code for f in found.findings] == ["formel_beraknad"]
    assert found.findings[0].severity == Severity.INFO
    results = [f for f in found.facts if f.measure == "resultat"]
    assert [f.printed for f in results] == [Decimal(r) for r in RESULT]
    assert results[0].raw.startswith("=IF(")
    assert one(found, measure="sjuktimmar", kon="", alder="", month=3).value == 300


def test_the_arsbokslut_has_its_own_columns() -> None:
    content = Content("Göteborg", "Kommunstyrelsen", 2024, 12)
    for column in columns("ekonomi", 12):
        content.values["ekonomi", "", "intakter", column] = Decimal(100)
    found = report(content)
    assert found.kind == "arsredovisning"
    assert found.title == "Kommunstyrelsen, årsbokslut 2024"
    income = [f for f in found.facts if f.measure == "intakter"]
    assert [(f.scenario, f.year, f.horizon, f.basis) for f in income] == [
        ("utfall", 2024, "year", ""),
        ("budget", 2024, "year", ""),
        ("utfall", 2023, "year", ""),
        ("prognos", 2024, "year", "fg:2024-12"),
    ]


def test_missing_stays_missing() -> None:
    content = golden()
    del content.values["ekonomi", "", "kommunbidrag", columns("ekonomi")[0]]
    found = report(content)
    period = [f for f in found.facts if f.scenario == "utfall" and f.year == 2024 and f.horizon == "period"]
    assert not [f for f in period if f.measure in ("kommunbidrag", "resultat")]


def _put(sheet: str, cell: str, value: object) -> Callable[[openpyxl.Workbook], None]:
    def edit(book: openpyxl.Workbook) -> None:
        book[sheet][cell] = value

    return edit


BAD = [
    (
        "Ekonomi",
        "B14",
        "ca 78",
        "text_i_talcell",
        "Ekonomi!B14: ”ca 78” är inte ett tal. Skriv ett tal i mnkr",
    ),
    ("Ekonomi", "B14", "1.234", "text_i_talcell", "Ekonomi!B14: ”1.234” är inte ett tal"),
    (
        "Ekonomi",
        "A15",
        "Kostnadder",
        "okand_rad",
        "Ekonomi!A15: raden ”Kostnadder” hör inte till arbetsboken",
    ),
    ("Ekonomi", "F13", "Progos", "okand_kolumn", "Ekonomi!F13: kolumnen ”Progos” hör inte till arbetsboken"),
    ("Ekonomi", "A13", "Rad", "rubrik_saknas", "raden med rubriken ”Post” saknas"),
    ("Ekonomi", "B10", "kkr", "okand_enhet", "Ekonomi!B10: enheten ”kkr” är inte en av tkr, mnkr, kr"),
    ("Ekonomi", "B8", "Framtidsnämnden", "fraga_namnd", "Ekonomi!B8: Vilken nämnd gäller arbetsboken?"),
    ("Ekonomi", "B9", "i höstas", "fraga_period", "Ekonomi!B9: Vilken månad (ÅÅÅÅ-MM) gäller arbetsboken?"),
    ("Ekonomi", "L3", 17, "utanfor_tabell", "Bladet Ekonomi: 1 tal är inte lästa (Ekonomi!L3)"),
    (
        "Verksamheter",
        "A11",
        "Stadsledningskontoret",
        "dubbel_rad",
        "verksamheten Stadsledningskontoret står två",
    ),
    ("Verksamheter", "A8", None, "namn_saknas", "Verksamheter!A8: verksamheten har inget namn"),
    ("Personal", "L17", 900, "senare_manad", "Personal!L17: månaden ligger efter rapportens period"),
    ("Personal", "B18", "Annat", "okand_rad", "raden ”Annat · 30–49 år” hör inte till arbetsbokens timmar"),
    ("Personal", "F10", "i somras", "okand_manad", "Personal!F10: ”i somras” är ingen månad"),
    ("Mått", "C8", "stycken", "matt_ofullstandigt", "”stycken” är ingen känd enhet för måttet Antal hushåll"),
    (
        "Uppdrag",
        "D6",
        "Snart klart",
        "okand_status",
        "Uppdrag!D6: statusen ”Snart klart” är inte en av Pågår",
    ),
    ("Ekonomi", "B14", "=C14*2", "formel_utan_varde", "Ekonomi!B14: en formel utan sparat värde"),
]


@pytest.mark.parametrize(("sheet", "cell", "value", "code", "message"), BAD)
def test_bad_input_is_told_with_its_cell(
    sheet: str, cell: str, value: object, code: str, message: str
) -> None:
    found = report(golden(), _put(sheet, cell, value))
    told = [f for f in found.findings if f.code == code]
    assert told, codes(found)
    assert message in told[0].message


@pytest.mark.parametrize(("sheet", "cell", "value"), [b[:3] for b in BAD])
def test_every_number_is_accounted_for_whatever_is_done_to_the_workbook(
    sheet: str, cell: str, value: object
) -> None:
    found = report(golden(), _put(sheet, cell, value))
    numbers = _numbers(golden(), _put(sheet, cell, value))
    read = {(f.sheet, f.cell) for f in (*found.facts, *found.control_totals)}
    skipped = {(n.sheet, n.cell) for n in found.not_read}
    assert not read & skipped
    assert numbers <= read | skipped


def _numbers(content: Content, edit: Callable[[openpyxl.Workbook], None]) -> set[tuple[str, str]]:
    """The cells of the edited workbook that hold a number, found without our reader."""
    import io

    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes(content)))
    edit(book)
    cells = (c for sheet in book.worksheets for row in sheet.iter_rows() for c in row)
    return {(c.parent.title, c.coordinate) for c in cells if isinstance(c.value, int | float)}


def test_a_number_typed_as_text_is_read_and_told() -> None:
    found = report(golden(), _put("Ekonomi", "B15", "−340,5"))
    assert one(found, measure="kostnader", verksamhet="", scenario="utfall", year=2024).value == -340_500_000
    assert [f.code for f in found.findings if f.cells == ("Ekonomi!B15",)] == ["tal_som_text"]


def test_an_unknown_unit_stops_the_amounts_but_not_the_staff() -> None:
    found = report(golden(), _put("Ekonomi", "B10", "kkr"))
    assert not [f for f in found.facts if f.unit == "kr"]
    assert one(found, measure="arsarbetare").value == Decimal("154.9")


def test_what_is_said_goes_before_the_workbook() -> None:
    from loaders.workbook import read

    grid = read_grid(workbook_bytes(golden()), "a.xlsx", settings=Settings())
    found = read(grid, namnd="grundskolenamnden")
    assert {f.namnd for f in found.facts} == {"grundskolenamnden"}


def test_another_workbook_is_not_ours() -> None:
    import io

    book = openpyxl.Workbook()
    book.active["A1"] = "Delårsrapport"  # type: ignore[index]
    target = io.BytesIO()
    book.save(target)
    assert not is_ours(read_grid(target.getvalue(), "b.xlsx", settings=Settings()))
    assert is_ours(read_grid(workbook_bytes(golden()), "a.xlsx", settings=Settings()))
