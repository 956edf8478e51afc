"""The same store comes again from the submissions, and grows in the same way that it is rebuilt."""

import datetime as dt
from pathlib import Path
from typing import Any

import duckdb
import pytest

from store import Store, StoreDamaged, _files, generation, publish, rebuild, submissions, withdraw
from store._files import move_whole
from tests.store.factory import fact, golden_facts, make_report

TABLES = "submission fact control_total finding not_read uppdrag indikator comment label".split()


def contents(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    with duckdb.connect(str(path), read_only=True) as con:
        return {t: con.execute(f"SELECT * FROM {t} ORDER BY ALL").fetchall() for t in TABLES}


def lively_store(folder: Path) -> None:
    """Corrections, withdrawals, history published late, control totals, labels."""
    for month in (3, 8):
        report = f"2024-{month:02}"
        publish(folder, *make_report(report=report, namnder=("kommunstyrelsen", "lokalnamnden")), "ekonom")
    publish(
        folder,
        *make_report(report="2024-03", namnder=("kommunstyrelsen", "lokalnamnden"), add=1),
        "attest",
    )
    late = publish(folder, *make_report(report="2023-12"), "attest", published_at=dt.datetime(2024, 2, 1))
    publish(folder, *make_report(report="2023-12", add=2), "attest", published_at=dt.datetime(2024, 1, 1))
    withdraw(folder, late.id, "ekonom", "fel år")
    labels = (("verksamhet", "park", "Parker"),)
    parts = [fact(verksamhet="park", cell="C4"), fact("avgangar", None, status="bortfall", cell="C5")]
    publish(
        folder,
        *make_report("boras", facts=parts, labels=labels, control_totals=(fact(cell="B9"),)),
        "attest",
    )


def test_rebuild_makes_the_same_store_again(tmp_path: Path) -> None:
    lively_store(tmp_path)
    before = generation.current(tmp_path)
    after = rebuild(tmp_path)
    old, new = (contents(generation.file_of(tmp_path, n)) for n in (before, after))
    assert after == before + 1 and {t: len(rows) for t, rows in new.items()}["fact"] == 282
    for table in TABLES:
        assert old[table] == new[table], table


def test_rebuild_needs_nothing_but_the_submissions_and_events(tmp_path: Path) -> None:
    lively_store(tmp_path)
    old = contents(generation.file_of(tmp_path, generation.current(tmp_path)))
    for path in [*tmp_path.glob("store-*"), tmp_path / "CURRENT"]:
        path.unlink()
    assert contents(generation.file_of(tmp_path, rebuild(tmp_path))) == old


def test_what_is_added_later_is_sorted_in_when_it_is_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generation, "_UNSORTED_ROWS", 40)
    publish(tmp_path, *make_report("malmo"), "ekonom")
    publish(tmp_path, *make_report("boras"), "ekonom")
    assert unsorted(tmp_path) == 35
    publish(tmp_path, *make_report("goteborg"), "ekonom")
    assert unsorted(tmp_path) == 0
    kommuner = Store(tmp_path)._query("SELECT kommun FROM fact")["kommun"].to_pylist()
    assert kommuner == sorted(kommuner)


def unsorted(folder: Path) -> int:
    sql = "SELECT (SELECT count(*) FROM fact) - sorted_rows AS n FROM generation"
    return int(Store(folder)._query(sql)["n"][0].as_py())


def test_another_schema_means_building_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path, *make_report(), "ekonom")
    changed = tmp_path / "schema.sql"
    changed.write_text(generation._SCHEMA.read_text("utf-8") + "CREATE TABLE later (x INTEGER);", "utf-8")
    monkeypatch.setattr(generation, "_SCHEMA", changed)
    publish(tmp_path, *make_report(report="2024-03"), "ekonom")
    assert Store(tmp_path)._query("SELECT * FROM later").num_rows == 0
    assert len(Store(tmp_path).submissions()) == 2


def test_a_damaged_submission_is_named(tmp_path: Path) -> None:
    found = publish(tmp_path, *make_report(), "ekonom")
    (tmp_path / "submissions" / found.id / "report.json").write_text("{", "utf-8")
    with pytest.raises(StoreDamaged, match=found.id):
        rebuild(tmp_path)
    assert Store(tmp_path).submission(found.id), "the generation that was there still answers"


def test_what_a_dead_writer_stored_is_published_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, *make_report(), "ekonom")
    with monkeypatch.context() as dead:
        dead.setattr(generation.Builder, "advance", lambda _builder: None)
        publish(tmp_path, *make_report(report="2024-03"), "ekonom")
    assert len(Store(tmp_path).submissions()) == 1
    assert publish(tmp_path, *make_report(report="2024-03"), "ekonom").existing
    assert len(Store(tmp_path).submissions()) == 2


@pytest.mark.parametrize("harm", ["lost", "cut", "overwritten"])
def test_a_lost_or_damaged_generation_is_built_again(tmp_path: Path, harm: str) -> None:
    found = publish(tmp_path, *make_report(), "ekonom")
    path = generation.file_of(tmp_path, 1)
    if harm == "lost":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:5000] if harm == "cut" else b"x" * 20_000)
    with pytest.raises(StoreDamaged, match="utfall rebuild"):
        Store(tmp_path).submissions()
    assert rebuild(tmp_path) == 2
    assert [s["id"] for s in Store(tmp_path).submissions()] == [found.id]


def test_an_error_at_any_write_changes_nothing_and_hinders_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, *make_report(), "ekonom")
    for step in range(1, 5):
        report, original = make_report(report=f"2024-{step:02}")
        with monkeypatch.context() as patched:
            _full_disk_at(step, patched)
            with pytest.raises(OSError, match="disken är full"):
                publish(tmp_path, report, original, "ekonom")
        assert len(Store(tmp_path).submissions()) == step
        publish(tmp_path, report, original, "ekonom")
        assert len(Store(tmp_path).submissions()) == step + 1


def _full_disk_at(step: int, patched: pytest.MonkeyPatch) -> None:
    """The step-th time that something is put in its place, and ever after, there is no room."""
    moved: list[Path] = []

    def move(tmp: Path, path: Path) -> None:
        moved.append(path)
        if len(moved) >= step:
            raise OSError("disken är full")
        move_whole(tmp, path)

    for module in (_files, generation, submissions):
        patched.setattr(module, "move_whole", move)


def test_golden_facts_add_up() -> None:
    facts = {(f.measure, f.column): f.value or 0 for f in golden_facts()}
    posts = ("intakter", "kostnader", "kommunbidrag", "kommuninterna_bidrag")
    for column in {c for _, c in facts}:
        assert sum(facts[post, column] for post in posts) == facts["resultat", column]
