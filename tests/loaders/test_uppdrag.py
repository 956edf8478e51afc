"""Assignments, recommendations and indicators: each field as its text has it, and what is not one is none."""

from __future__ import annotations

import csv

import pytest

from exports._demo_mal import audit, goals
from loaders import read_file
from loaders._uppdrag import ater
from settings import ROOT
from store.records import Report, Uppdrag

REPORTS = ROOT / "data" / "reports"
GOLDEN = ROOT / "tests" / "fixtures" / "golden"


@pytest.fixture(scope="module")
def published() -> Report:
    return read_file(REPORTS / "goteborg-ks-delarsrapport-2024-08.txt")


@pytest.fixture(scope="module")
def audited() -> Report:
    return read_file(REPORTS / "goteborg-ks-revision-2024.txt")


def _golden() -> list[dict[str, str]]:
    with (GOLDEN / "goteborg-ks-uppdrag-2024-08.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_all_thirteen_uppdrag_have_every_field(published: Report) -> None:
    found = published.uppdrag
    assert len(found) == len(_golden()) == 13
    for one, want in zip(found, _golden(), strict=True):
        told = (one.namnd, one.arendenummer, one.beslut, one.status, one.kind)
        assert told == (want["namnd"], want["arendenummer"], want["beslut"], want["status"], "uppdrag")
        assert one.text.startswith(want["begins"])


def test_what_comes_back_says_when(published: Report) -> None:
    assert {u.arendenummer: u.ater for u in published.uppdrag if u.ater} == {
        "SLK-2023-01044": "december 2024",
        "SLK-2023-00638": "kvartal 1, 2025",
        "SLK-2024-00819": "senast 12 september 2024; efter årsskiftet",
        "SLK-2024-00324": "kvartal fyra",
        "SLK-2024-00155": "årsrapport 2024",
        "SLK-2023-00896": "årsrapporten",
    }
    assert all(u.status == "delrapporterad" for u in published.uppdrag if u.ater)


@pytest.mark.parametrize(("text", "want"), [
    ("Kontoret avser att ta upp ärendena i december 2024 för ställningstagande.", "december 2024"),
    ("Arbetet pågick under mars 2024. Det återrapporteras senast den 3 maj 2025.", "senast den 3 maj 2025"),
    ("Nämnden återkommer i delårsrapporten.", ""),
    ("Planen redovisades i årsrapport 2023.", ""),
    ("Det kan inte återredovisas förrän efter årsskiftet.", "efter årsskiftet"),
])  # fmt: skip
def test_only_a_sentence_about_coming_back_tells_a_time(text: str, want: str) -> None:
    assert ater(text) == want


def _told(report: Report, status: str) -> list[Uppdrag]:
    return [u for u in report.uppdrag if u.status == status]


def test_recommendations_are_answered_and_followed_up(audited: Report) -> None:
    assert {u.kind for u in audited.uppdrag} == {"rekommendation"}
    answered, followed = _told(audited, "besvarad"), _told(audited, "foljs_upp")
    assert (len(answered), len(followed)) == (9, 5)
    assert {u.svar for u in answered} == {"KS 2024-06-12"} and {u.svar for u in followed} == {""}
    assert [u.beslut for u in answered].count("Granskning av kommunstyrelsen – verksamhetsåret 2023") == 5
    assert followed[1].text == "planerings-, budget och uppföljningsprocessen"
    lines = (REPORTS / "goteborg-ks-revision-2024.txt").read_text("utf-8").splitlines()
    assert all(u.text in lines[int(u.cell[1:]) - 1] for u in audited.uppdrag)


def _read(text: str, name: str = "revision.txt") -> Report:
    return read_file(text.encode(), name, kommun="goteborg", namnd="kommunstyrelsen", period="2024-08")


def test_a_list_of_another_length_than_it_says_is_told_of() -> None:
    text = "Granskning av nämnden 2023\n\nInom tre områden lämnas rekommendationer:\n\n- ett\n- två\n"
    report = _read(text)
    assert [u.status for u in report.uppdrag] == ["lamnad", "lamnad"]
    (told,) = [f for f in report.findings if f.code == "rekommendationer_antal"]
    assert "är 3, men listan har 2" in told.message and told.cells == ("Text!A3",)


def test_two_answers_answer_none() -> None:
    text = (
        "Granskning av nämnden 2023\n\nRevisorerna lämnar rekommendationer om:\n\n- arkiv\n\n"
        "Yttrande godkänt av kommunstyrelsen 2024-05-02, åter kommunstyrelsen 2024-06-02.\n"
    )
    (one,) = _read(text).uppdrag
    assert (one.status, one.svar) == ("lamnad", "")


def test_other_lists_are_no_recommendations() -> None:
    text = (
        "Årets granskning omfattar:\n\n- visselblåsning\n\nStaden följer rådets rekommendationer.\n\n- ja\n"
    )
    assert _read(text).uppdrag == ()


def test_the_made_up_kommun_follows_its_recommendations() -> None:
    found = read_file(audit(2024).encode(), "exempelstad-2024-04-revision.txt")
    assert [u.status for u in found.uppdrag] == [
        *["besvarad"] * 3, "foljs_upp", "avslutad", "avslutad",
    ]  # fmt: skip
    assert (found.kommun, found.report) == ("exempelstad", "2024-04") and not found.not_read


def test_a_table_of_goals_gives_direction_status_and_namnd() -> None:
    found = read_file(goals(2024).encode(), "exempelstad-2024-12-maluppfoljning.txt")
    assert (found.report, found.kind, found.facts) == ("2024-12", "arsredovisning", ())
    assert len(found.indikatorer) == 8
    last = found.indikatorer[-1]
    assert (last.namnd, last.malomrade, last.direction) == (
        "tekniska-namnden", "En kommun att växa i", "minska",
    )  # fmt: skip
    assert {i.status for i in found.indikatorer} == {"Uppfyllt", "Delvis uppfyllt", "Ej uppfyllt"}
    assert found.indikatorer[5].how == "Självskattning i verksamheten, n = 74"


def test_a_goal_stands_until_the_next() -> None:
    text = "Mål\tIndikator\tRiktning\nA\tEtt\tÖka\n\tTvå\tMinska\nB\tTre\tBehålla\n"
    found = _read(text).indikatorer
    assert [(i.malomrade, i.direction) for i in found] == [("A", "oka"), ("A", "minska"), ("B", "behalla")]


def test_a_table_of_figures_is_not_one_of_goals() -> None:
    assert _read("Indikatorer\tUtfall 2023\nAndel nöjda\t87\n").indikatorer == ()
