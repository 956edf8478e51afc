"""The question that an address of Jämför asks, and its answers: asked once a generation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import metrics
from metrics import METRICS, Answer, Metric
from metrics.organisation import comparable
from pages._page import Filters, NotFound
from store.records import Scenario

KOMMUNER = "kommuner"
REPORTED, COMPARABLE = "rapporterat", "jamforbart"
_MATT = "matt:"


@dataclass(frozen=True, slots=True)
class Asked:
    """inside: '' nämnder, a nämnd's code its verksamheter, KOMMUNER whole kommuner. matt: a mått's code.

    comparable: in today's organisation. raw: amounts as they are, not per inhabitant.
    """

    kommun: str
    key: str
    matt: str
    inside: str
    report: str | None
    comparable: bool
    raw: bool

    @classmethod
    def of(cls, filters: Filters, key: str) -> Asked:
        """Raises NotFound for a key that is no metric."""
        matt = key if key.startswith(_MATT) else ""
        if not matt and key not in METRICS:
            raise NotFound(
                f"Det finns inget nyckeltal med beteckningen {key}. De som finns står på sidan Begrepp."
            )
        wanted = filters.get("organisation") == COMPARABLE and filters.get("inom") != KOMMUNER
        return cls(
            filters.kommun, "matt" if matt else key, matt, filters.get("inom"), filters.report, wanted,
            filters.get("per") == "kr",
        )  # fmt: skip

    @property
    def metric(self) -> Metric:
        return METRICS[self.key]

    def who(self, answer: Answer) -> str:
        """Whose row an answer stands in."""
        if self.inside == KOMMUNER:
            return answer.kommun
        return answer.verksamhet if self.inside else answer.namnd

    def name(self, store: Any, code: str) -> str:
        if self.inside == KOMMUNER:
            made_up = {k["code"] for k in store.kommuner() if k.get("fictional")}
            return str(store.name("kommun", "", code)) + (" (påhittad)" if code in made_up else "")
        return str(store.name("verksamhet" if self.inside else "namnd", self.kommun, code))


def is_forecast(metric: Metric) -> bool:
    """A forecast is of the whole year but made at a time: only those made at the same time are alike."""
    return next(metric.value.leaves()).scenario == Scenario.PROGNOS


def fetched(store: Any, asked: Asked) -> tuple[Asked, list[Answer]]:
    """The answers; a mått that has none for a period is asked for the whole year."""
    found = _answers(store, store.generation, asked)
    if asked.matt and not found:
        asked = replace(asked, key="matt_bokslut")
        found = _answers(store, store.generation, asked)
    return asked, found


@lru_cache(maxsize=256)
def _answers(store: Any, _generation: int, asked: Asked) -> list[Answer]:
    """Every period that the reports tell of; of forecasts, those that each year's own reports made."""
    kommuner = [asked.kommun] if asked.inside != KOMMUNER else [k["code"] for k in store.kommuner()]
    found = [a for kommun in kommuner for a in _of_kommun(store, kommun, asked)]
    known = [a for a in found if a.value is not None or a.missing]
    if not is_forecast(asked.metric):
        return known
    made = [(a, a.vintage or a.report) for a in known]
    return [a for a, when in made if when[:4] == str(a.year) and when[5:] != "00"]


def _of_kommun(store: Any, kommun: str, asked: Asked) -> list[Answer]:
    which: dict[str, Any] = {"namnd": asked.inside or None, "verksamhet": "*" if asked.inside else ""}
    if asked.inside == KOMMUNER:
        which = {"namnd": "", "verksamhet": ""}
    which |= {"matt": asked.matt or None, "report": asked.report}
    if asked.comparable:
        return comparable(store, asked.key, kommun, every=True, **which)
    return metrics.series(store, asked.key, kommun, **which)
