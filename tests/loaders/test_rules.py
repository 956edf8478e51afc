"""A question is answered once: the answer changes how the table is understood, and reads the next report."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from loaders import read_file
from loaders.rules import from_answers
from store.records import Finding, Report
from tests.loaders import sheets
from tests.loaders.sheets import HEAD, NAMND, OURS, by_cell, unread

pytestmark = pytest.mark.usefixtures("in_process")
POSTS = "\nIntäkter | 100 | 110\nKostnader | -150 | -155"
FORMS = {"xlsx": sheets._workbook, "tabs": sheets._tabs, "spaces": sheets._spaces}

# what is asked: (table, form, code, answer, a cell, what that cell then is)
ASKED = {
    "an unknown column": (
        f"{NAMND}Tkr | Utfall jan-aug | Justerat läge{POSTS}", "xlsx", "okand_kolumn",
        "prognos helar", "C5", "socialnamnden intakter prognos 2024-08 2024-12 year 110000",
    ),
    "period or year": (
        f"{NAMND}Tkr | Utfall jan-aug | Budget{POSTS}", "xlsx", "fraga_horisont",
        "period", "C5", "socialnamnden intakter budget 2024-08 period 110000",
    ),
    "utfall or budget": (
        f"{NAMND}Tkr | Utfall jan-aug | Helår{POSTS}", "xlsx", "fraga_scenario",
        "budget helar", "C6", "socialnamnden kostnader budget 2024-12 year -155000",
    ),
    "utfall of the future": (
        f"{NAMND}Tkr | Utfall jan-aug | Utfall helår{POSTS}", "xlsx", "fraga_framtid",
        "prognos helar", "C6", "socialnamnden kostnader prognos 2024-08 2024-12 year -155000",
    ),
    "a month alone": (
        f"{NAMND}Tkr | Utfall jan-aug | Budget augusti{POSTS}", "xlsx", "fraga_manad",
        "ackumulerat", "C5", "socialnamnden intakter budget 2024-08 period 110000",
    ),
    "a difference": (
        f"{NAMND}Tkr | Utfall jan-aug | Prognos | Budget jan-aug | Budget helår | Avvikelse\n"
        "Intäkter | 100 | 110 | 120 | 130 | 7", "xlsx", "fraga_avvikelse",
        "avvikelse prognos minus budget helar", "F5",
        "socialnamnden rapporterad:avvikelse:intakter prognos 2024-08 2024-12 year 7000",
    ),
    "a row": (
        f"{NAMND}Tkr | Utfall jan-aug\nIntäkter | 100\nBemanning och annat | -150", "xlsx", "fraga_rad",
        "personalkostnader", "B6", "socialnamnden personalkostnader utfall 2024-08 period -150000",
    ),
    "a row of its own": (
        f"{NAMND}Tkr | Utfall jan-aug\nIntäkter | 100\nSålda glassar | 150", "xlsx", "fraga_rad",
        "eget=antal", "B6", "socialnamnden matt:salda-glassar utfall 2024-08 period 150",
    ),
    "a nämnd": (
        f"{HEAD}Nettokostnad, tkr\nNämnd | Utfall jan-aug\nSocialnämnden | -100\nSN Syd | -50", "xlsx",
        "fraga_namnd", "revision", "B6", "revision nettokostnad utfall 2024-08 period -50000",
    ),
    "a unit": (
        f"{NAMND} | Utfall jan-aug | Budget jan-aug{POSTS}", "xlsx", "fraga_enhet",
        "mnkr", "B5", "socialnamnden intakter utfall 2024-08 period 100000000",
    ),
    "a sign": (
        f"{NAMND}Tkr | Utfall jan-aug | Budget jan-aug\nKostnader | 150 | 155", "xlsx", "fraga_tecken",
        "kostnader_plus", "B5", "socialnamnden kostnader utfall 2024-08 period -150000",
    ),
    "a share": (
        f"{NAMND} | Utfall jan-aug | Utfall fg år\nSjukfrånvaro | 0.075 | 0.081", "xlsx", "fraga_andel",
        "andel", "B5", "socialnamnden sjukfranvaro utfall 2024-08 period 7.5",
    ),
    "decimals or thousands": (
        f"{NAMND}Tkr | Utfall jan-aug | Budget jan-aug\nIntäkter | 1,234 | 110", "tabs", "fraga_tal",
        "tusental", "B5", "socialnamnden intakter utfall 2024-08 period 1234000",
    ),
    "a percentage": (
        f"{NAMND}Tkr | Utfall jan-aug | Budget jan-aug\nIntäkter | 100 | 95%", "xlsx", "fraga_procent",
        "forandring", "C5", "socialnamnden rapporterad:intakter_forandring_pct budget 2024-08 period 95",
    ),
    "a measure": (
        f"{HEAD}Tkr | Utfall | Prognos\nSocialnämnden | -1 | -2", "xlsx", "fraga_matt",
        "nettokostnad", "B4", "socialnamnden nettokostnad utfall 2024-08 period -1000",
    ),
    "kinds of rows": (
        f"{NAMND}Antal | Utfall jan-aug\nGlassar | 3\nBullar | 4", "xlsx", "fraga_tabell",
        "matt", "B5", "socialnamnden matt:glassar utfall 2024-08 period 3",
    ),
    "a title of another year": (
        f"{NAMND}Sammandrag 2022\nTkr | Utfall | Prognos{POSTS}", "xlsx", "fraga_period",
        "rapporten", "B6", "socialnamnden intakter utfall 2024-08 period 100000",
    ),
    "two that are the same": (
        f"{HEAD}Nettokostnad, tkr\nNämnd | Utfall jan-aug\nSocialnämnden | -100\nSocialnämnd | -50", "xlsx",
        "fraga_dubbel", "socialnamnd", "B6", "socialnamnden nettokostnad utfall 2024-08 period -50000",
    ),
}  # fmt: skip
CASES = pytest.mark.parametrize("case", ASKED.values(), ids=ASKED)
Case = tuple[str, str, str, str, str, str]


def reading(
    drawn: str, form: str = "xlsx", answers: Mapping[str, str] | None = None,
    rules: Mapping[str, Mapping[str, str]] | None = None,
) -> Report:  # fmt: skip
    data = FORMS[form](drawn)
    name = f"tabell.{'xlsx' if form == 'xlsx' else 'txt'}"
    return read_file(data, name, settings=OURS, answers=answers, rules=rules)


def question(report: Report, code: str) -> Finding:
    return next(f for f in report.findings if f.code == code and f.key)


def later(drawn: str) -> str:
    """The same report, a month and a year later."""
    changes = (("2024", "2025"), ("2022", "2023"), ("jan-aug", "jan-sep"), ("augusti", "september"))
    for old, new in changes:
        drawn = drawn.replace(old, new)
    return drawn


def moved(said: str) -> str:
    return said.replace("2024-08", "2025-09").replace("2024-12", "2025-12")


@CASES
def test_a_question_has_choices_and_is_settled_by_its_answer(case: Case) -> None:
    drawn, form, code, answer, cell, said = case
    asked = question(reading(drawn, form), code)
    assert answer in asked.choices and "hoppa" in asked.choices
    assert len(asked.choice_texts) == len(asked.choices)
    report = reading(drawn, form, {asked.key: answer})
    assert by_cell(report)[cell] == said
    assert asked.key not in {f.key for f in report.findings}


@CASES
def test_the_next_report_reads_by_the_rule_and_says_so(case: Case) -> None:
    drawn, form, code, answer, cell, said = case
    first = reading(drawn, form)
    (rule,) = from_answers(first, first.findings, {question(first, code).key: answer}, "attestant")
    report = reading(later(drawn), form, rules={"vastervik": {rule.key: rule.answer}})
    assert by_cell(report)[cell] == moved(said)
    told = [f for f in report.findings if f.code == "lasregel"]
    assert [f.key for f in told] == [rule.key] and rule.does in told[0].message
    assert not [f for f in report.findings if f.code == code]


@CASES
def test_every_answer_changes_nothing_else_and_loses_no_number(case: Case) -> None:
    drawn, form, code, *_ = case
    before = reading(drawn, form)
    asked = question(before, code)
    mine = {c.split("!")[1] for c in asked.cells}
    others = {c: s for c, s in by_cell(before).items() if c not in mine}
    for answer in asked.choices:
        after = reading(drawn, form, {asked.key: answer})
        assert set(by_cell(after)) | unread(after) == set(by_cell(before)) | unread(before)
        changed = {c for c, said in others.items() if by_cell(after).get(c) != said}
        new = {c.split("!")[1] for f in after.findings if f.code.startswith("fraga") for c in f.cells}
        assert not changed & set(by_cell(after))  # a contradiction is asked about, never read another way
        assert changed <= new


@CASES
def test_what_is_skipped_is_listed_as_such(case: Case) -> None:
    drawn, form, code, *_ = case
    asked = question(reading(drawn, form), code)
    report = reading(drawn, form, {asked.key: "hoppa"})
    reasons = {n.cell: n.reason for n in report.not_read}
    assert {reasons[c.split("!")[1]] for c in asked.cells} == {"utelämnad enligt ditt svar"}
    assert asked.key not in {f.key for f in report.findings}


@CASES
def test_a_rule_is_for_its_kommun_only(case: Case) -> None:
    drawn, form, code, answer, cell, _ = case
    key = question(reading(drawn, form), code).key
    report = reading(drawn, form, rules={"goteborg": {key: answer}})
    assert cell in unread(report) and key in {f.key for f in report.findings}


def test_the_users_own_answer_goes_before_the_rule() -> None:
    drawn, form, code, answer, cell, said = ASKED["an unknown column"]
    key = question(reading(drawn, form), code).key
    report = reading(drawn, form, {key: answer}, {"vastervik": {key: "hoppa"}})
    assert by_cell(report)[cell] == said
    assert not [f for f in report.findings if f.code == "lasregel"]


def test_a_cut_is_chosen_and_never_kept() -> None:
    drawn = f"{NAMND}Tkr Utfall jan-aug Budget jan-aug\nIntäkter 172 631 172"
    report = reading(drawn, "spaces")
    asked = question(report, "fraga_kolumn")
    assert asked.choices == ("172 | 631 172", "172 631 | 172", "hoppa")
    after = reading(drawn, "spaces", {asked.key: "172 631 | 172"})
    assert sorted(by_cell(after).values()) == [
        "socialnamnden intakter budget 2024-08 period 172000",
        "socialnamnden intakter utfall 2024-08 period 172631000",
    ]
    assert from_answers(report, report.findings, {asked.key: "172 631 | 172"}) == []
    assert {n.reason for n in reading(drawn, "spaces", {asked.key: "hoppa"}).not_read} == {
        "utelämnad enligt ditt svar"
    }


def test_other_headings_are_another_layout() -> None:
    drawn, form, code, answer, *_ = ASKED["an unknown column"]
    key = question(reading(drawn, form), code).key
    other = drawn.replace("Utfall jan-aug", "Utfall jan-aug | Not").replace("100", "100 | 1")
    assert question(reading(other, form), code).key != key
    report = reading(other, form, rules={"vastervik": {key: answer}})
    assert not [f for f in report.findings if f.code == "lasregel"]


def test_a_rule_whose_row_is_gone_is_told() -> None:
    drawn, form, code, answer, *_ = ASKED["a row"]
    key = question(reading(drawn, form), code).key
    report = reading(
        drawn.replace("Bemanning och annat", "Kostnader"), form, rules={"vastervik": {key: answer}}
    )
    assert [f.key for f in report.findings if f.code == "lasregel_oanvand"] == [key]


CORRECTIONS = {
    "measure=resultat": "socialnamnden resultat utfall 2024-08 period 100000",
    "scenario=budget;horizon=year": "socialnamnden intakter budget 2024-12 year 100000",
    "year=2023": "socialnamnden intakter utfall 2023-08 period 100000",
    "kind=total": "Σ socialnamnden intakter utfall 2024-08 period 100000",
    "tecken=omvant": "socialnamnden intakter utfall 2024-08 period -100000",
}


@pytest.mark.parametrize(("value", "said"), CORRECTIONS.items())
def test_one_cell_is_corrected_by_hand(value: str, said: str) -> None:
    drawn = f"{NAMND}Tkr | Utfall jan-aug | Budget jan-aug{POSTS}"
    before, after = reading(drawn), reading(drawn, answers={"cell:Blad1!B5": value})
    assert by_cell(after).pop("B5") == said
    assert by_cell(before).items() - by_cell(after).items() == {("B5", by_cell(before)["B5"])}
    assert "Blad1!B5" in next(f.message for f in after.findings if f.code == "rattad")


def test_an_unread_cell_is_read_by_hand_or_it_is_told_what_lacks() -> None:
    drawn = f"{NAMND}Tkr | Utfall jan-aug | Justerat läge{POSTS}"
    key = "cell:Blad1!C5"
    report = reading(drawn, answers={key: "measure=intakter;scenario=budget;horizon=year"})
    assert by_cell(report)["C5"] == "socialnamnden intakter budget 2024-12 year 110000"
    assert unread(report) == {"C6"} and report.facts[-1].definition == "Rättad för hand"
    for wrong, told in (("measure=intakter", "utfall, budget eller prognos"), ("x=1", "ingen rättelse")):
        report = reading(drawn, answers={key: wrong})
        assert "C5" in unread(report)
        assert told in next(f.message for f in report.findings if f.code == "rattning")


# a rule of a layout, and a report of that layout that says otherwise itself: (asks, answer, says, a cell, is)
SAID = {
    "the unit above": (
        f"{NAMND} | Utfall jan-aug | Budget jan-aug{POSTS}", "kr",
        f"{NAMND}Belopp i mnkr\n | Utfall jan-aug | Budget jan-aug{POSTS}",
        "B6", "socialnamnden intakter utfall 2024-08 period 100000000",
    ),
    "the signs": (
        f"{NAMND}Tkr | Utfall jan-aug | Budget jan-aug\nKostnader | 150 | 155", "kostnader_plus",
        f"{NAMND}Tkr | Utfall jan-aug | Budget jan-aug\nIntäkter | 100 | 100\nKostnader | -150 | -155\n"
        "Nettokostnad | -50 | -55",
        "B6", "socialnamnden kostnader utfall 2024-08 period -150000",
    ),
    "the horizon of the budget": (
        f"{NAMND}Tkr | Utfall jan-aug | Budget | Avvikelse\nIntäkter | 100 | 110 | 3\nBuffert | -1 | -2 | 9",
        "helar",
        f"{NAMND}Tkr | Utfall jan-aug | Budget | Avvikelse\nIntäkter | 100 | 110 | -10\n"
        "Kostnader | -150 | -155 | 5",
        "C5", "socialnamnden intakter budget 2024-08 period 110000",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("asks", "answer", "says", "cell", "said"), SAID.values(), ids=SAID)
def test_a_rule_never_goes_before_what_the_report_says(
    asks: str, answer: str, says: str, cell: str, said: str
) -> None:
    asked = [f for f in reading(asks).findings if answer in f.choices]
    key = asked[0].key
    without, by_rule = reading(says), reading(says, rules={"vastervik": {key: answer}})
    assert by_cell(by_rule)[cell] == said
    assert by_cell(by_rule) == by_cell(without)
    assert [f.code for f in by_rule.findings if f.key == key] == ["lasregel_oanvand"]


def test_the_answer_for_one_title_is_not_that_for_another() -> None:
    drawn = "".join(
        f"{'' if y == 2022 else chr(10) * 2}Sammandrag {y}\nTkr | Utfall | Prognos{POSTS}"
        for y in (2022, 2020)
    )
    report = reading(NAMND + drawn)
    keys = {f.key for f in report.findings if f.code == "fraga_period"}
    assert len(keys) == 2
    read = by_cell(reading(NAMND + drawn, answers={min(keys): "rapporten"}))
    assert len(read) == 4
