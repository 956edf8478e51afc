"""What a declaration must hold, and what happens when it does not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

import swedish
from metrics import METRICS, Metric, Unit
from metrics._terms import PERIOD, PROGNOS, UTFALL, resultat


@pytest.mark.parametrize("metric", METRICS.values(), ids=lambda m: m.key)
def test_each_metric_can_be_shown_to_a_reader(metric: Metric) -> None:
    assert len(metric.name) <= len(metric.label) <= 90
    assert len(metric.definition) < 300
    assert "(utfall" in metric.formula or "(budget" in metric.formula or "prognos" in metric.formula
    assert metric.text(None) == swedish.MISSING


def test_labels_are_told_apart() -> None:
    labels = [m.label for m in METRICS.values()]
    assert len(set(labels)) == len(labels)


def test_the_formula_is_made_from_what_is_computed() -> None:
    formula = METRICS["prognosavvikelse"].formula
    assert formula == "Resultat (prognos, helåret) − resultat (budget, helåret)"
    assert METRICS["prognosforandring"].formula.endswith("resultat (föregående prognos, helåret)")


def test_values_are_written_in_swedish() -> None:
    texts = {
        "prognosavvikelse": "+13,0 mnkr", "resultat": "13,0 mnkr", "arsarbetare": "13 000 000,0 årsarbetare",
        "avgangar": "13 000 000",
    }  # fmt: skip
    for key, text in texts.items():
        assert METRICS[key].text(Decimal(13_000_000)).replace(swedish.NBSP, " ") == text
    assert METRICS["sjukfranvaro"].text(Decimal("2.6")).replace(swedish.NBSP, " ") == "2,6 %"
    assert METRICS["matt"].text(Decimal(705), unit="antal") == "705"


def test_a_declaration_says_everything_that_is_wrong_with_it() -> None:
    with pytest.raises(ValueError) as error:
        Metric(
            key="Fel", label="fel", unit=Unit.KR, value=resultat(PROGNOS), horizon=PERIOD, definition="Kort",
            reference="",
        )  # fmt: skip
    for part in ("Nyckeln", "Etiketten", "Definitionen", "Källan", "Prognoser gäller helår"):
        assert part in str(error.value)


def test_a_ratio_is_a_percentage() -> None:
    good = METRICS["sjukfranvaro"]
    with pytest.raises(ValueError, match="En kvot ska ha enheten procent"):
        replace(good, unit=Unit.KR, value=resultat(UTFALL) / resultat(UTFALL))
