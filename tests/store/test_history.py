"""What the checks may ask of earlier reports."""

from decimal import Decimal
from pathlib import Path

import pytest

from intake import Intake
from settings import Settings
from store import Store, publish, withdraw
from store.history import StoreHistory
from tests.store.factory import make_report

RESULT = ("goteborg", "kommunstyrelsen", "", "resultat")


def test_last_years_outcome_as_it_was_published_then(tmp_path: Path) -> None:
    publish(tmp_path, *make_report(report="2023-08", add=1), "ekonom")
    publish(tmp_path, *make_report(report="2024-08"), "ekonom")
    history = StoreHistory(Store(tmp_path)).now()
    own = history.value(*RESULT, "utfall", 2023, 8, "period", "", "2024-08")
    assert own == [(Decimal(31_300_000), Decimal(100_000), "", "2023-08", "Resultat!B6")]
    both = history.value(*RESULT, "utfall", 2023, 8, "period", "", "2025-08")
    assert [(v, r) for v, _, _, r, _ in both] == [(31_300_000, "2023-08"), (26_300_000, "2024-08")]


def test_the_forecasts_vintages(tmp_path: Path) -> None:
    for report in ("2024-03", "2024-08"):
        publish(tmp_path, *make_report(report=report), "ekonom")
    history = StoreHistory(Store(tmp_path)).now()
    every = history.value(*RESULT, "prognos", 2024, 12, "year", "", "2024-12")
    assert [s[2] for s in every] == ["2024-08", "2024-03", "fg:2024-08", "fg:2024-03"]
    assert [s[2] for s in history.value(*RESULT, "prognos", 2024, 12, "year", "2024-03", "2024-08")] == [
        "2024-03"
    ]


def test_nothing_known_is_an_empty_list_and_news_are_seen(tmp_path: Path) -> None:
    history = StoreHistory(Store(tmp_path))
    question = (*RESULT, "utfall", 2024, 8, "period", "", "2024-12")
    assert history.now().value(*question) == []
    found = publish(tmp_path, *make_report(), "ekonom")
    assert len(history.now().value(*question)) == 1
    withdraw(tmp_path, found.id, "ekonom")
    assert history.now().value(*question) == []


def test_the_newest_generation_is_looked_up_once_a_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report, content = make_report(report="2023-08", add=1)
    publish(tmp_path, report, content, "ekonom")
    intake = Intake(Settings(data_folder=tmp_path), Store(tmp_path))
    asked: list[int] = []
    plain = Store.generation.fget
    counted = property(lambda self: asked.append(1) or plain(self))  # type: ignore[func-returns-value, misc]
    monkeypatch.setattr(Store, "generation", counted)
    intake.check(make_report(report="2024-08")[0])
    assert len(asked) == 1


def test_what_is_published_between_two_checks_is_seen_by_the_second(tmp_path: Path) -> None:
    intake = Intake(Settings(data_folder=tmp_path), Store(tmp_path))
    report = make_report(report="2024-08")[0]

    def compared() -> set[str]:
        """The verdicts on figures of last year."""
        found = intake.check(report).findings
        return {f.verdict for f in found if f.code == "avstamning:utfall_fg_ar"}

    assert compared() == {"gar_ej_att_prova"}
    found = publish(tmp_path, *make_report(report="2023-08", add=1), "ekonom")
    assert "avviker" in compared()
    withdraw(tmp_path, found.id, "ekonom")
    assert compared() == {"gar_ej_att_prova"}
