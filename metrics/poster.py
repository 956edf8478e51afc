"""The posts that a nettokostnad is made of, one by one, so that a change of it can be divided among them."""

from __future__ import annotations

from metrics._model import Metric, Unit, levels
from metrics._terms import PERIOD, printed

REFERENCE = "Kommun-Bas, kontoklass 3–7; Göteborgs Stad, delårsrapport augusti 2024, avsnitt 3.2"
SIGNS = {"intakter": 1, "kommuninterna_bidrag": 1}
"""The sign that makes a post positive; -1 for the others, which are costs."""

COST_KINDS = {
    "personalkostnader": "Personalkostnader",
    "lokalkostnader": "Lokalkostnader",
    "kopt_verksamhet": "Köpt verksamhet",
    "lamnade_bidrag": "Lämnade bidrag",
    "avskrivningar": "Avskrivningar",
    "ovriga_kostnader": "Övriga kostnader",
}
"""Measure -> name of the kinds that kostnader may be divided into."""

POSTS = {
    "intakter": "Intäkter",
    "kostnader": "Kostnader",
    "buffert": "Buffert",
    "kommuninterna_bidrag": "Kommuninterna bidrag",
    **COST_KINDS,
}
"""Measure -> name of every post."""


def _post(measure: str, name: str) -> tuple[Metric, ...]:
    kind = "intäkt" if measure in SIGNS else "kostnad"
    lower = name[:1].lower() + name[1:]
    return levels(
        Metric(
            key=measure,
            label=f"{name} enligt rapporten",
            short=name,
            unit=Unit.KR,
            horizon=PERIOD,
            group="poster",
            value=printed(measure, lower, sign=SIGNS.get(measure, -1)),
            definition=f"Rapportens post {lower}, som ett positivt tal när den är en {kind}.",
            reference=REFERENCE,
        ),
        "prognos",
        "arsbudget",
        "bokslut",
    )


poster = tuple(metric for measure, name in POSTS.items() for metric in _post(measure, name))
