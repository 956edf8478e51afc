"""The pages Uppdrag and Mål: what they say, what they leave out, and where each line leads."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from app import create_app
from exports._demo_mal import audit, goals
from loaders import read_file
from pages import mal
from pages._mal_delar import level
from pages._uppdrag_data import due_day
from settings import ROOT, Settings
from store import Store, publish_many
from store.records import Fact, Uppdrag
from tests.store.factory import fact, make_report

PUBLISHED = ROOT / "data" / "reports"
Page = Callable[[str], str]


def told(report: str, *uppdrag: tuple[str, str, str]) -> Any:
    rows = tuple(
        Uppdrag("kommunstyrelsen", number, f"Utred {number}", decision, status, "Uppdrag", f"B{n}")
        for n, (number, decision, status) in enumerate(uppdrag, 4)
    )
    return make_report("vastervik", report, facts=[], uppdrag=rows, comments=())


def mark(value: str, year: int, scenario: str = "utfall") -> Fact:
    """A whole year's outcome or target."""
    return replace(
        fact("matt:nojdhet-i-sarskilt-boende", value, scale=1, unit="procent", scenario=scenario, year=year,
             month=12, horizon="year", namnd="aldrenamnden", row="Nöjdhet i särskilt boende"),
        unit="procent",
    )  # fmt: skip


def counted(measure: str, value: str, year: int, unit: str = "antal") -> Fact:
    return fact(measure, value, scale=1, unit=unit, year=year, month=12, horizon="year",
                namnd="forskolenamnden", verksamhet="forskola", row=measure)  # fmt: skip


def read(content: bytes, name: str) -> Any:
    return read_file(content, name), content


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("store")
    real = [PUBLISHED / n for n in ("goteborg-ks-revision-2024.txt", "goteborg-ks-delarsrapport-2024-08.txt")]
    history = [
        told("2023-04", ("A 1", "KF 2023-01-10 § 1", "pagar"), ("A 2", "KF 2022-01-10", "pagar")),
        told("2023-08", ("A 1", "KF 2023-01-10 § 1", "delrapporterad"), ("A 3", "Budget 2023", "pagar")),
        told("2023-12", ("A 1", "KF 2023-01-10 § 1", "fullgjord"), ("A 3", "Budget 2023", "pagar")),
    ]
    figures = [mark("77", 2023), mark("80", 2023, "budget"), mark("81", 2024), mark("80", 2024, "budget"),
               counted("matt:antal-inskrivna-barn", "100", 2023),
               counted("matt:antal-inskrivna-barn", "110", 2024),
               counted("nettokostnad", "-1000000", 2023, "kr"),
               counted("nettokostnad", "-1210000", 2024, "kr")]  # fmt: skip
    made_up = [
        read(goals(2024).encode(), "exempelstad-2024-12-maluppfoljning.txt"),
        *(read(audit(y).encode(), f"exempelstad-{y}-04-revision.txt") for y in (2022, 2023, 2024)),
        make_report("exempelstad", "2024-12", facts=figures, kind="arsredovisning", uppdrag=(), comments=()),
    ]
    sick = {"scale": 1, "unit": "procent", "year": 2023, "month": 12, "horizon": "year", "namnd": ""}
    beside = [
        make_report("boras", "2023-00", facts=[fact("matt:kolada-n00090", "6.9", row="Sjukfrånvaro", **sick)],
                    kind="kolada", uppdrag=(), comments=()),
        make_report("boras", "2023-12", facts=[fact("sjukfranvaro", "7.1", **sick)], uppdrag=(), comments=()),
    ]  # fmt: skip
    everything = beside + [read(p.read_bytes(), p.name) for p in real] + history + made_up
    publish_many(folder, everything, "controller")
    return create_app(Settings(kommun="goteborg"), Store(folder)).server.test_client()


@pytest.fixture
def page(client: Any) -> Page:
    def ask(address: str) -> str:
        answer = client.get(address)
        assert answer.status_code == 200, address
        text: str = answer.text.split('<div id="forst">')[1].split('<div id="react-entry-point">')[0]
        return text.replace("\u00a0", " ")

    return ask


def words(markup: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", markup)).replace(" .", ".").replace(" ,", ",")


def items(markup: str, section: str = "lista") -> list[str]:
    """The texts of a section's list."""
    part = markup.split(f'id="{section}"')[1].split("</section>")[0]
    return [words(item) for item in re.findall(r"<li>(.*?)</li>", part, re.S)]


def test_goteborgs_thirteen_are_there_with_age_and_what_is_due(page: Page) -> None:
    markup = page("/uppdrag")
    assert "13 uppdrag är öppna. Sju föreslås förklaras fullgjorda." in words(markup)
    found = items(markup)
    assert len(found) == 13
    (one,) = [i for i in found if "SLK-2023-00638" in i]
    assert "delrapporterat" in one and "åter kvartal 1, 2025" in one
    assert "KF 2023-06-08 § 159" in one and "450 dagar sedan beslutet" in one
    assert "dagar" not in next(i for i in found if "SLK-2022-01441" in i)  # Budget 2023 gives no day


@pytest.mark.parametrize(("query", "numbers"), [
    ("status=delrapporterad", 6),
    ("status=foreslas_fullgjord", 7),
    ("status=fullgjord", 0),
    ("alder=2", 2),
    ("alder=okand", 2),
    ("sok=dataskydd", 2),
    ("sok=slk-2024-00819", 1),
    ("sok=karlastaden%20granskning", 1),
    ("sok=karlastaden%20badet", 0),
    ("namnd=kommunstyrelsen&status=alla", 13),
    ("namnd=annan", 0),
])  # fmt: skip
def test_the_choices_leave_what_fits(page: Page, query: str, numbers: int) -> None:
    markup = page(f"/uppdrag?{query}")
    assert len(items(markup)) == numbers if numbers else "Inget uppdrag passar valen." in words(markup)


def test_history_follows_the_number_over_reports(page: Page) -> None:
    markup = page("/uppdrag?kommun=vastervik&status=alla")
    found = items(markup)
    (done,) = [i for i in found if "A 1" in i and "A 1 " in i]
    assert "förklarat fullgjort" in done
    assert "Tidigare: pågår april 2023, delrapporterat augusti 2023." in done
    (gone,) = [i for i in found if "A 2" in i]
    assert "nämns inte efter april 2023" in gone
    assert "Ett uppdrag är öppet. Ett nämns inte längre utan att ha förklarats fullgjort." in words(markup)


def test_an_earlier_report_knows_nothing_of_later_ones(page: Page) -> None:
    (one, two) = items(page("/uppdrag?kommun=vastervik&rapport=2023-04"))
    assert "A 2" in one and "A 1" in two and "110 dagar" in two  # 10 januari - 30 april
    assert "pågår" in two and "Tidigare" not in two


def test_each_uppdrag_leads_to_its_line(page: Page, client: Any) -> None:
    address = re.search(r'href="(/uppdrag/[^"]+\.5[^"]*)"', page("/uppdrag"))
    assert address
    markup = page(address[1].replace("&amp;", "&"))
    assert "Står på rad " in words(markup) and "goteborg-ks-delarsrapport-2024-08.txt" in markup
    marked = re.search(r"<mark>(.*?)<", markup, re.S)
    line = int(re.search(r"rad (\d+)", words(markup))[1])  # type: ignore[index]
    stands = (PUBLISHED / "goteborg-ks-delarsrapport-2024-08.txt").read_text("utf-8").splitlines()[line - 1]
    assert marked and stands.startswith(marked[1][:60])
    assert client.get("/uppdrag/nagot.1").status_code == 404


def test_a_workbooks_uppdrag_names_its_cell(page: Page) -> None:
    address = re.search(r'href="(/uppdrag/\d[^"]+)"', page("/uppdrag?kommun=vastervik"))
    assert address
    markup = words(page(address[1].replace("&amp;", "&")))
    assert "Står i cell B5 på bladet Uppdrag" in markup and "beslutets dag anges inte" in markup


def test_the_list_for_the_meeting_has_only_what_is_proposed(page: Page) -> None:
    markup = page("/uppdrag/lista")
    rows = re.findall(r"<tr>.*?</tr>", markup.split("<tbody>")[1], re.S)
    assert len(rows) == 7 and all("☐ Ja" in row for row in rows)
    assert "SLK-2023-01137" in markup and "SLK-2024-00819" not in markup
    assert "Inget uppdrag föreslås" in words(page("/uppdrag/lista?kommun=vastervik"))


def test_recommendations_go_from_given_to_answered_to_followed_up(page: Page) -> None:
    found = items(page("/uppdrag"), "revision")
    assert len(found) == 13  # 9 given, 5 followed up, one of them both
    (both,) = [i for i in found if "uppföljningsprocessen" in i]
    assert "följs upp av revisorerna" in both and "Tidigare: besvarad augusti 2024." in both
    (ended,) = [i for i in items(page("/uppdrag?kommun=exempelstad"), "revision") if "konsulter" in i]
    assert "avslutad" in ended
    assert "Tidigare: besvarad april 2022, följs upp av revisorerna april 2023." in ended


def test_a_recommendation_has_its_answer(page: Page) -> None:
    part = page("/uppdrag").split('id="revision"')[1]
    address = re.search(r'href="(/uppdrag/[^"]+)">Stäm av', part)
    assert address
    text = words(page(address[1].replace("&amp;", "&")))
    assert "Svar KS 2024-06-12" in text and "Granskning av Göteborgs Stads årsredovisning 2023" in text


@pytest.mark.parametrize(("text", "day"), [
    ("senast 12 september 2024", dt.date(2024, 9, 12)),
    ("december 2024", dt.date(2024, 12, 31)),
    ("kvartal 1, 2025", dt.date(2025, 3, 31)),
    ("kvartal fyra", dt.date(2024, 12, 31)),
    ("årsrapport 2024", dt.date(2024, 12, 31)),
    ("2025-02-29", None),
    ("efter årsskiftet", None),
    ("efter december 2024", None),
    ("", None),
])  # fmt: skip
def test_a_time_in_words_has_a_last_day_or_none(text: str, day: dt.date | None) -> None:
    assert due_day(text, "2024-08") == day


def test_goals_show_direction_target_status_and_how(page: Page) -> None:
    markup = page("/mal?kommun=exempelstad")
    text = words(markup)
    assert "Nöjdhet i särskilt boende ↑ ska öka" in text and "Brukarundersökning, n = 412" in text
    assert "77,0 %" in text and "81,0 %" in text and "80,0 % 2024" in text and "● målvärdet nås" in text
    assert "◆ Delvis uppfyllt" in text and "▲ Ej uppfyllt" in text and "● Uppfyllt" in text
    assert text.count("självskattning ") >= 1 and "◆ självskattning" in text
    assert "Av åtta bedömda indikatorer är en uppfylld." in text


def test_a_judgement_leads_to_its_line(page: Page) -> None:
    address = re.search(r'href="(/mal/[^"]+)"', page("/mal?kommun=exempelstad"))
    assert address
    text = words(page(address[1].replace("&amp;", "&")))
    assert "Står på rad 5 i filen exempelstad-2024-12-maluppfoljning.txt" in text
    assert "Andel elever behöriga till gymnasiet" in text and "(den här indikatorn)" in text


def test_goals_can_be_of_one_namnd(page: Page) -> None:
    text = words(page("/mal?kommun=exempelstad&namnd=tekniska-namnden"))
    assert "Energianvändning" in text and "Nöjdhet" not in text


def test_a_unit_costs_cost_divided_by_units(page: Page) -> None:
    """1 210 000 / 110 = 11 000, and 1 000 000 / 100 = 10 000 the year before."""
    part = words(page("/mal?kommun=exempelstad").split('id="enhet"')[1])
    assert "11 000" in part and "10 000" in part and "+10,0 %" in part
    assert "Nöjdhet" not in part  # a percentage counts no units


def test_koladas_figure_stands_beside_the_kommuns_own(page: Page) -> None:
    part = page("/mal?kommun=boras").split('id="kolada"')[1]
    assert "Sjukfrånvaro 2023 6,9 % 7,1 %" in words(part) and "Källa: Kolada (RKA)" in part
    assert 'id="kolada"' not in page("/mal?kommun=vastervik")


def test_nothing_says_what_would_fill_it(page: Page) -> None:
    text = words(page("/mal?kommun=vastervik"))
    assert "Ingen publicerad rapport har mål eller indikatorer." in text
    assert "Inget mått går att dela kostnaden med." in text
    assert "Ingen publicerad rapport har rekommendationer" in words(page("/uppdrag?kommun=vastervik"))


@pytest.mark.parametrize(("good", "tried", "text"), [
    ([], [], ""),
    ([True], [False], "Den enda bedömda indikatorn är uppfylld. Det enda målvärdet där det är sagt om talet "
     "ska öka eller minska nås inte i det senaste utfallet."),
    ([False], [], "Den enda bedömda indikatorn är inte uppfylld."),
    ([False, False], [], "Av två bedömda indikatorer är ingen uppfylld."),
    ([True, True, False], [], "Av tre bedömda indikatorer är två uppfyllda."),
    ([], [True, False], "Det senaste utfallet når ett av två målvärden där det är sagt om talet ska öka "
     "eller minska."),
    ([], [False] * 3, "Det senaste utfallet når inget av tre målvärden där det är sagt om talet ska öka "
     "eller minska."),
])  # fmt: skip
def test_the_message_has_right_grammar(good: list[bool], tried: list[bool], text: str) -> None:
    assert " ".join(filter(None, (mal._judged(good), mal._tried(tried)))) == text


@pytest.mark.parametrize(("word", "mark"), [
    ("Uppfyllt", "bra"), ("Bedöms uppnås", "bra"), ("Delvis uppfyllt", "bevaka"), ("Ej uppfyllt", "avvik"),
    ("Inte uppnått", "avvik"), ("Uppnås inte", "avvik"), ("Bedöms senare", "okand"), ("Ejdern", "okand"),
])  # fmt: skip
def test_a_kommuns_own_scale_gets_a_shape(word: str, mark: str) -> None:
    assert level(word) == mark
