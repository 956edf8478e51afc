"""Kolada: what is asked, what is read out of the answers, and what is done when they are odd."""

from __future__ import annotations

import datetime as dt
import json
import socket
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from loaders import kolada
from loaders._kolada_client import Client, KoladaError, segments
from loaders._kolada_report import unit_of
from settings import Settings
from tests.loaders.kolada_server import Kolada, example, value

TODAY = dt.date(2025, 3, 1)
CHOSEN = Settings(
    kommun="goteborg", kolada_kpi=("N00090 = sjukfrånvaro", "N01951"), kolada_compare=("1490", "G100")
)


@pytest.fixture
def server() -> Iterator[Kolada]:
    with example() as made:
        yield made


def client(server: Kolada, **options: object) -> Client:
    chosen: dict[str, object] = {"per_second": Decimal(0), "seconds": 5, "pause_s": 0.01} | options
    return Client(server.address, **chosen)  # type: ignore[arg-type]


def fetched(server: Kolada, settings: Settings = CHOSEN, **options: object) -> kolada.Fetched:
    return kolada.fetch(settings, today=TODAY, client=client(server), **options)  # type: ignore[arg-type]


def by_cell(found: kolada.Fetched) -> dict[str, object]:
    reports = [kolada.read(d.content, d.name) for d in found.documents]
    return {f.cell: f for r in reports for f in r.facts}


def test_each_figure_is_a_fact_with_koladas_ids_as_its_cell(server: Kolada) -> None:
    facts = by_cell(fetched(server))
    women = facts["N00090/1480/2023/K"]
    assert (women.value, women.unit, women.kon, women.year, women.horizon) == (
        Decimal("7.4"), "procent", "K", 2023, "year",
    )  # fmt: skip
    assert (women.measure, women.step, women.definition) == (
        "matt:kolada-n00090", Decimal("0.1"), "Så mäts N00090.",
    )  # fmt: skip
    assert (facts["N01951/1480/2023/T"].value, facts["N01951/1480/2023/T"].step) == (604616, 1)


def test_a_missing_value_says_why_and_is_never_zero(server: Kolada) -> None:
    facts = by_cell(fetched(server))
    hidden, gone = facts["N01951/1480/2023/K"], facts["N00090/1490/2023/T"]
    assert (hidden.value, hidden.status) == (None, "sekretess")
    assert (gone.value, gone.status) == (None, "bortfall")


def test_a_struck_value_is_not_read_but_accounted_for(server: Kolada) -> None:
    report = next(
        r for r in (kolada.read(d.content, d.name) for d in fetched(server).documents)
        if r.kommun == "goteborg" and r.report == "2023-12"
    )  # fmt: skip
    assert [(n.cell, n.raw) for n in report.not_read] == [("N01951/1480/2023/M", "1")]
    assert "N01951/1480/2023/M" not in {f.cell for f in report.facts}


def test_two_values_for_the_same_thing_are_not_chosen_between(server: Kolada) -> None:
    server.data["N00090", "1480", 2022] = [value(7.0), value(7.1)]
    document = next(d for d in fetched(server).documents if b'"period": 2022,\n "kpi"' in d.content)
    report = kolada.read(document.content, document.name)
    assert (report.facts, len(report.not_read)) == ((), 2)
    assert [f.code for f in report.findings] == ["kolada_tva_varden"]


def test_a_kommun_not_in_the_list_is_named_and_a_group_is_marked_as_a_mean(server: Kolada) -> None:
    reports = [kolada.read(d.content, d.name) for d in fetched(server).documents]
    by_kommun = {r.kommun: r for r in reports}
    assert list(by_kommun) == ["goteborg", "boras", "g100", "1441"]
    assert ("kommun", "1441", "Lerum") in by_kommun["1441"].labels
    assert "Ovägt medel" in by_kommun["g100"].facts[0].definition
    assert "Ovägt medel" not in by_kommun["1441"].facts[0].definition


def test_the_same_figures_make_the_same_bytes_in_any_order(server: Kolada) -> None:
    first = fetched(server)
    server.data = dict(reversed(server.data.items()))
    server.data["N00090", "1480", 2023] = server.data["N00090", "1480", 2023][::-1]
    assert [d.content for d in fetched(server).documents] == [d.content for d in first.documents]


def test_pages_are_followed_to_the_end(server: Kolada) -> None:
    server.page_size = 1
    assert len(by_cell(fetched(server))) == 9
    assert any("page=3" in target for target in server.asked)


def test_twenty_six_ids_are_asked_for_in_two_parts(server: Kolada) -> None:
    ids = [f"N{nr:05d}" for nr in range(26)]
    server.titles = {i: f"Mått {i}, antal" for i in ids}
    server.data = {(i, "1480", 2023): [value(1)] for i in ids}
    found = fetched(server, replace(CHOSEN, kolada_kpi=tuple(ids), kolada_compare=()))
    longest = max(len(part.split(",")) for t in server.asked for part in t.split("?")[0].split("/"))
    assert (len(by_cell(found)), longest) == (26, 25)
    assert [len(s.split(",")) for s in segments(ids)] == [25, 1]


def test_another_title_than_the_expected_is_told_and_not_fetched(server: Kolada) -> None:
    server.titles["N00090"] = "Något annat (%)"
    found = fetched(server)
    assert list(found.titles) == ["N01951"]
    assert "N00090 heter ”Något annat (%)”" in found.warnings[0]
    assert "--anda N00090" in found.warnings[0]
    assert list(fetched(server, anyway=["N00090"]).titles) == ["N00090", "N01951"]


def test_a_busy_server_is_asked_again_when_it_says(server: Kolada) -> None:
    server.answers = [(429, {"Retry-After": "1"}, b""), (503, {}, b"")]
    assert len(fetched(server).documents) == 5
    assert server.asked[0] == server.asked[1] == server.asked[2]
    assert server.times[1] - server.times[0] >= 1


def test_a_server_that_stays_busy_is_left_alone(server: Kolada) -> None:
    server.answers = [(429, {}, b"")] * 50
    with pytest.raises(KoladaError, match="upptaget just nu"):
        fetched(server)
    assert len(server.asked) == 5


def test_questions_are_asked_no_faster_than_the_setting(server: Kolada) -> None:
    asking = client(server, per_second=Decimal(10))
    for _ in range(4):
        list(asking.values("kpi/N00090"))
    assert server.times[3] - server.times[0] >= 0.29


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ((200, {}, b'{"values": [{"id"'), "inte hel JSON"),
        ((200, {}, b"<html>"), "inte hel JSON"),
        ((200, {}, b'{"detail": "x"}'), "inga värden"),
        ((200, {}, b'{"values": [1]}'), "inga värden"),
        ((404, {}, b"{}"), "svarade 404"),
        ((302, {"Location": "http://example.com/"}, b""), "svarade 302"),
        ((200, {}, b'{"values": [{}], "next_url": "http://example.com/v3/kpi"}'), "annan server"),
        ((200, {"Content-Length": "500"}, b'{"values": ['), "bröts"),
    ],
)  # fmt: skip
def test_a_strange_answer_stops_with_a_sentence(
    server: Kolada, answer: tuple[int, dict[str, str], bytes], message: str
) -> None:
    server.answers = [answer] * 6
    with pytest.raises(KoladaError, match=message):
        fetched(server)


def test_the_proxy_of_the_machine_is_used_and_named_when_it_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{port}")
    monkeypatch.delenv("no_proxy", raising=False)
    with pytest.raises(KoladaError, match="Proxyn"):
        list(Client("http://kolada.example/v3/", Decimal(0), 2, tries=0).values("kpi/N00090"))


def test_endless_pages_are_given_up(server: Kolada) -> None:
    body = json.dumps({"values": [{}], "next_url": f"{server.address}kpi/N00090?page=1"}).encode()
    server.answers = [(200, {}, body)] * 4
    with pytest.raises(KoladaError, match="utan slut"):
        list(client(server).values("kpi/N00090"))


def test_silence_and_a_closed_door_are_told_apart() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/v3/"
        with pytest.raises(KoladaError, match="svarade inte i tid"):
            list(Client(address, Decimal(0), 1, tries=0).values("kpi/N00090"))
    with pytest.raises(KoladaError, match="går inte att nå"):
        list(Client(address, Decimal(0), 1, tries=0).values("kpi/N00090"))


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (Settings(kommun="exempelstad"), "ingen kommunkod"),
        (replace(CHOSEN, kolada_kpi=("../etc = x",)), "ingen beteckning"),
        (replace(CHOSEN, kolada_compare=("Borås",)), "ingen beteckning"),
        (replace(CHOSEN, kolada_kpi=()), "tom"),
        (replace(CHOSEN, kolada_address="ftp://x"), "ingen webbadress"),
    ],
)
def test_a_wrong_setting_is_told_before_anything_is_asked(settings: Settings, message: str) -> None:
    with pytest.raises(KoladaError, match=message):
        kolada.fetch(settings, today=TODAY)


@pytest.mark.parametrize(
    ("title", "unit", "scale"),
    [
        ("Soliditet kommun, (%)", "procent", 1),
        ("Andel elever med gymnasieexamen, %", "procent", 1),
        ("Nettokostnad äldreomsorg, kr/inv", "kr/inv", 1),
        ("Kostnad grundskola, kr/elev", "kr/elev", 1),
        ("Nettokostnadsavvikelse, (mnkr)", "kr", 1_000_000),
        ("Invånare totalt, antal", "antal", 1),
        ("Nöjd Region-Index - Helheten", "", 1),
    ],
)
def test_the_unit_is_what_the_title_says_and_otherwise_none(title: str, unit: str, scale: int) -> None:
    assert unit_of(title) == (unit, scale)
