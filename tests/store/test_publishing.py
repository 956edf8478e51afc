"""What publishing promises: whole or not at all, nothing twice, corrections replace, history is kept."""

import datetime as dt
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from store import Store, publish, publish_many, rebuild, withdraw
from store._files import TMP
from store.submissions import ids
from tests.store.factory import fact, golden_facts, make_report

MARCH, MAY, OCTOBER = (dt.datetime(2024, month, 20, 12) for month in (3, 5, 10))


def test_a_published_report_is_there_with_its_original(tmp_path: Path) -> None:
    report, original = make_report()
    found = publish(tmp_path, report, original, "controller Ek")
    store = Store(tmp_path)
    assert [s["id"] for s in store.submissions()] == [found.id]
    assert store.original(found.id) == original
    assert (tmp_path / "originals" / report.sha256).read_bytes() == original
    row = store.submission(found.id)
    assert row and (row["publisher"], row["facts"], row["not_read"]) == ("controller Ek", 35, 1)
    assert row["published_at"] == found.published_at and row["state"] == "published"


def test_the_same_file_again_is_not_stored_again(tmp_path: Path) -> None:
    first = publish(tmp_path, *make_report(), "ekonom")
    again = publish(tmp_path, *make_report(), "attest")
    assert (again.id, again.existing, first.existing) == (first.id, True, False)
    assert again.publisher == "ekonom"
    assert Store(tmp_path).generation == 1


def test_a_withdrawn_file_can_be_published_again(tmp_path: Path) -> None:
    first = publish(tmp_path, *make_report(), "ekonom", published_at=MAY)
    withdraw(tmp_path, first.id, "ekonom", "fel fil")
    again = publish(tmp_path, *make_report(), "ekonom", published_at=MAY)
    assert not again.existing and again.id == f"{first.id}-2"
    assert [s["state"] for s in Store(tmp_path).submissions()] == ["published", "withdrawn"]


def test_a_correction_supersedes_what_it_covers(tmp_path: Path) -> None:
    old = publish(tmp_path, *make_report(), "ekonom", published_at=MARCH)
    new = publish(tmp_path, *make_report(add=1), "ekonom", published_at=MAY)
    assert new.superseded == (old.id,)
    row = Store(tmp_path).submission(old.id)
    assert row and (row["superseded_at"], row["superseded_by"], row["state"]) == (MAY, new.id, "superseded")


def test_less_or_other_than_the_older_leaves_both(tmp_path: Path) -> None:
    publish(tmp_path, *make_report(), "ekonom")
    part = publish(tmp_path, *make_report(facts=golden_facts()[:20]), "ekonom")
    other_kind = publish(tmp_path, *make_report(kind="arbetsbok"), "ekonom")
    other_version = publish(tmp_path, *make_report(facts=[fact(scenario="budget", basis="2024:2")]), "ekonom")
    assert part.superseded == other_kind.superseded == other_version.superseded == ()


def test_a_list_of_uppdrag_is_not_superseded_by_figures(tmp_path: Path) -> None:
    publish(tmp_path, *make_report(facts=[]), "ekonom")
    figures = publish(tmp_path, *make_report(uppdrag=(), comments=()), "ekonom")
    assert figures.superseded == ()
    assert len(Store(tmp_path).uppdrag("goteborg", "kommunstyrelsen", "2024-08")) == 1


def test_an_older_version_published_late_is_superseded_from_the_start(tmp_path: Path) -> None:
    late = publish(tmp_path, *make_report(add=1), "ekonom", published_at=OCTOBER)
    early = publish(tmp_path, *make_report(), "ekonom", published_at=MARCH)
    assert (early.superseded_at, early.superseded_by) == (OCTOBER, late.id)
    reports = Store(tmp_path).reports("goteborg", as_of=MAY)
    assert [r["submissions"] for r in reports] == [[early.id]]


def test_a_clock_that_goes_backwards_makes_no_correction_old(tmp_path: Path) -> None:
    tomorrow = dt.datetime.now(dt.UTC) + dt.timedelta(days=1)
    old = publish(tmp_path, *make_report(), "ekonom", published_at=tomorrow)
    new = publish(tmp_path, *make_report(add=1), "ekonom")
    assert new.superseded == (old.id,) and new.published and new.id > old.id


def test_as_of_a_date_the_store_answers_with_what_was_known(tmp_path: Path) -> None:
    old = publish(tmp_path, *make_report(), "ekonom", published_at=MARCH)
    new = publish(tmp_path, *make_report(add=1), "ekonom", published_at=MAY)
    withdraw(tmp_path, new.id, "ekonom", withdrawn_at=OCTOBER)
    store = Store(tmp_path)

    def known(day: dt.date) -> list[str]:
        return [s for r in store.reports("goteborg", as_of=day) for s in r["submissions"]]

    assert known(dt.date(2024, 3, 19)) == []
    assert known(dt.date(2024, 3, 20)) == [old.id]
    # What the withdrawal gave back is known in between too; figure for figure the newer one goes before it.
    assert known(MAY) == [old.id, new.id]
    assert known(dt.datetime(2024, 10, 20, 11, 59)) == [old.id, new.id]
    assert known(OCTOBER) == [old.id]


def test_undoing_a_publication_gives_back_what_it_replaced(tmp_path: Path) -> None:
    first, second, third = (publish(tmp_path, *make_report(add=n), "ekonom") for n in (0, 1, 2))
    withdraw(tmp_path, second.id, "ekonom")
    assert states(tmp_path) == {first.id: "superseded", second.id: "withdrawn", third.id: "published"}
    withdraw(tmp_path, third.id, "ekonom")
    assert states(tmp_path) == {first.id: "published", second.id: "withdrawn", third.id: "withdrawn"}
    fourth = publish(tmp_path, *make_report(add=3), "ekonom")
    assert states(tmp_path)[first.id] == "superseded"
    before = Store(tmp_path).submissions()
    rebuild(tmp_path)
    assert Store(tmp_path).submissions() == before
    assert before[0]["id"] == fourth.id


def states(folder: Path) -> dict[str, str]:
    return {s["id"]: s["state"] for s in Store(folder).submissions()}


def test_many_reports_make_one_generation_and_tell_how_far_they_are(tmp_path: Path) -> None:
    said: list[tuple[int, int, str]] = []
    reports = [make_report(report=f"2024-{month:02}") for month in range(1, 7)]
    done = publish_many(tmp_path, reports, "ekonom", lambda *step: said.append(step))
    store = Store(tmp_path)
    assert store.generation == 1 and len(store.reports("goteborg")) == len(done) == 6
    assert said[0] == (0, 6, "Lagrar goteborg-2024-01.xlsx") and said[-1][:2] == (6, 6)


def test_within_one_batch_the_later_supersedes_the_earlier(tmp_path: Path) -> None:
    first, second = publish_many(tmp_path, [make_report(), make_report(add=1)], "ekonom")
    assert second.superseded == (first.id,) and first.id < second.id
    assert [s["state"] for s in Store(tmp_path).submissions()].count("published") == 1


@pytest.mark.parametrize("broken", ["sha", "amount"])
def test_what_cannot_be_stored_leaves_no_trace(tmp_path: Path, broken: str) -> None:
    publish(tmp_path, *make_report(report="2024-03"), "ekonom")
    report, original = make_report(facts=[fact(value=10**12)] if broken == "amount" else None)
    wrong = (replace(report, sha256="0" * 64) if broken == "sha" else report, original)
    with pytest.raises(ValueError, match=r"sha256|Resultat!B2.*för stort"):
        publish_many(tmp_path, [make_report(report="2024-04"), wrong], "ekonom")
    assert [r["report"] for r in Store(tmp_path).reports("goteborg")] == ["2024-04", "2024-03"]
    publish(tmp_path, *make_report(report="2024-05"), "ekonom")
    assert len(ids(tmp_path)) == 3 and not list(tmp_path.rglob(f"*{TMP}*"))


def test_only_the_last_two_generations_are_kept(tmp_path: Path) -> None:
    for month in range(1, 6):
        publish(tmp_path, *make_report(report=f"2024-{month:02}"), "ekonom")
    assert sorted(p.name for p in tmp_path.glob("store-*")) == ["store-4.duckdb", "store-5.duckdb"]


def test_amounts_are_exact_and_a_finer_one_says_so_in_its_step(tmp_path: Path) -> None:
    hours = fact("sjuktimmar", "1234.5678", scale=1, unit="timmar", cell="B3")
    ratio = fact("sjukfranvaro", "2.61538461", scale=1, unit="procent", step=Decimal(0), cell="B4")
    missing = fact("avgangar", None, status="sekretess", unit="antal", step=Decimal(1), cell="B5")
    found = publish(tmp_path, *make_report(facts=[hours, ratio, missing]), "ekonom")
    rows = [Store(tmp_path).fact(f"{found.id}.{nr}") for nr in range(3)]
    assert [row and row["value"] for row in rows] == [Decimal("1234.5678"), Decimal("2.6154"), None]
    assert rows[1] and rows[1]["step"] == Decimal("0.0001") and rows[1]["printed"] == Decimal("2.61538461")
    assert rows[2] and rows[2]["status"] == "sekretess"


def test_withdrawing_what_is_not_there_is_an_error_and_twice_changes_nothing(tmp_path: Path) -> None:
    found = publish(tmp_path, *make_report(), "ekonom")
    with pytest.raises(KeyError):
        withdraw(tmp_path, "20240101T000000-00000000", "ekonom")
    withdraw(tmp_path, found.id, "ekonom", "fel", withdrawn_at=MAY)
    withdraw(tmp_path, found.id, "attest", "igen", withdrawn_at=OCTOBER)
    row = Store(tmp_path).submission(found.id)
    assert row and (row["withdrawn_at"], row["withdrawn_by"], row["withdrawn_why"]) == (
        MAY,
        "ekonom",
        "fel",
    )


def test_report_json_says_what_the_tables_do_not(tmp_path: Path) -> None:
    report, original = make_report(labels=(("matt", "matt:ho", "Hushåll"),))
    found = publish(tmp_path, report, original, "ekonom")
    content = json.loads((tmp_path / "submissions" / found.id / "report.json").read_text("utf-8"))
    assert content["format"] == 1 and content["labels"] == [["matt", "matt:ho", "Hushåll"]]
    assert set(content) >= {"findings", "not_read", "uppdrag", "indikatorer", "comments", "tables"}
