"""The tables beside the reports: kept as they were loaded, replaced by edition and year."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from store import StoreBusy
from store.lock import writing
from store.underlag import Decision, Origin, People, PkvRow, Underlag
from tests.store.processes import clean_server

HERE = Origin("fil.csv", 7, "2024-05-01")


def pkv(edition: str, year: int, index: str) -> PkvRow:
    return PkvRow(edition, year, Decimal(index), HERE)


def test_what_is_put_in_comes_out_as_it_was(tmp_path: Path) -> None:
    book = Underlag(tmp_path)
    people = [
        People(2024, "2024-12-31", None, None, 1000, HERE),
        People(2024, "2024-12-31", 80, None, 9, HERE),
    ]
    decision = Decision("n", 2024, Decimal("150000.5"), "KF § 1", "permanent", "", "Å, ”b”; c", "", HERE)
    book.add_people("boras", people)
    book.add_decisions("boras", [decision])
    assert Underlag(tmp_path).people("boras") == tuple(people)
    assert Underlag(tmp_path).decisions("boras") == (decision,)
    assert book.people("goteborg") == () and book.pkv() == ()


def test_an_edition_is_replaced_and_the_others_stay(tmp_path: Path) -> None:
    book = Underlag(tmp_path)
    assert book.add_pkv([pkv("påhittad a", 2023, "100"), pkv("påhittad a", 2024, "103.2")]) == 0
    assert book.add_pkv([pkv("påhittad b", 2024, "104")]) == 0
    assert book.add_pkv([pkv("påhittad a", 2024, "103.3")]) == 2
    found = [(r.edition, r.year, r.index) for r in book.pkv()]
    assert found == [("påhittad b", 2024, 104), ("påhittad a", 2024, Decimal("103.3"))]


def test_a_year_of_the_population_is_replaced(tmp_path: Path) -> None:
    book = Underlag(tmp_path)
    for year, count in ((2023, 10), (2024, 11), (2023, 12)):
        book.add_people("boras", [People(year, f"{year}-12-31", None, None, count, HERE)])
    assert {p.year: p.count for p in book.people("boras")} == {2023: 12, 2024: 11}


def test_the_decisions_of_other_namnder_stay(tmp_path: Path) -> None:
    book = Underlag(tmp_path)
    for namnd, kr in (("a", 1), ("b", 2), ("a", 3)):
        book.add_decisions("boras", [Decision(namnd, 2024, Decimal(kr), "", "", "", "", "", HERE)])
    assert {d.namnd: d.amount for d in book.decisions("boras")} == {"a": 3, "b": 2}


EACH = 15


def add_years(folder: Path, first: int) -> None:
    """What each of two processes does: years of the population, one at a time."""
    for year in range(first, first + EACH):
        Underlag(folder).add_people("boras", [People(year, f"{year}-12-31", None, None, year, HERE)])


def test_two_processes_at_a_time_lose_nothing(tmp_path: Path) -> None:
    context = clean_server()
    workers = [context.Process(target=add_years, args=(tmp_path, first)) for first in (2000, 2000 + EACH)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert [worker.exitcode for worker in workers] == [0, 0]
    assert sorted(p.year for p in Underlag(tmp_path).people("boras")) == list(range(2000, 2000 + 2 * EACH))


def test_while_someone_publishes_nothing_is_put_in(tmp_path: Path) -> None:
    with writing(tmp_path), pytest.raises(StoreBusy):
        Underlag(tmp_path, wait=0.05).add_pkv([pkv("påhittad", 2024, "104")])
    assert Underlag(tmp_path).pkv() == ()
