"""What the checks may ask of earlier reports."""

from decimal import Decimal
from pathlib import Path

from store import Store, publish, withdraw
from store.history import StoreHistory
from tests.store.factory import make_report

RESULT = ("goteborg", "kommunstyrelsen", "", "resultat")


def test_last_years_outcome_as_it_was_published_then(tmp_path: Path) -> None:
    publish(tmp_path, *make_report(report="2023-08", add=1), "ekonom")
    publish(tmp_path, *make_report(report="2024-08"), "ekonom")
    history = StoreHistory(Store(tmp_path))
    own = history.value(*RESULT, "utfall", 2023, 8, "period", "", "2024-08")
    assert own == [(Decimal(31_300_000), Decimal(100_000), "", "2023-08", "Resultat!B6")]
    both = history.value(*RESULT, "utfall", 2023, 8, "period", "", "2025-08")
    assert [(v, r) for v, _, _, r, _ in both] == [(31_300_000, "2023-08"), (26_300_000, "2024-08")]


def test_the_forecasts_vintages(tmp_path: Path) -> None:
    for report in ("2024-03", "2024-08"):
        publish(tmp_path, *make_report(report=report), "ekonom")
    history = StoreHistory(Store(tmp_path))
    every = history.value(*RESULT, "prognos", 2024, 12, "year", "", "2024-12")
    assert [s[2] for s in every] == ["2024-08", "2024-03", "fg:2024-08", "fg:2024-03"]
    assert [s[2] for s in history.value(*RESULT, "prognos", 2024, 12, "year", "2024-03", "2024-08")] == [
        "2024-03"
    ]


def test_nothing_known_is_an_empty_list_and_news_are_seen(tmp_path: Path) -> None:
    history = StoreHistory(Store(tmp_path))
    question = (*RESULT, "utfall", 2024, 8, "period", "", "2024-12")
    assert history.value(*question) == []
    found = publish(tmp_path, *make_report(), "ekonom")
    assert len(history.value(*question)) == 1
    withdraw(tmp_path, found.id, "ekonom")
    assert history.value(*question) == []
