"""The addresses that the browser tests visit: each page, in the shapes that differ."""

from __future__ import annotations

from store import Store

PLACES = {
    "laget": "/",
    "laget-goteborg": "/?kommun=goteborg",
    "laget-malmo": "/?kommun=malmo",
    "laget-aldre-rapport": "/?kommun=exempelstad&rapport=2023-04",
    "namnd": "/namnd/socialnamnden",
    "namnd-goteborg": "/namnd/kommunstyrelsen?kommun=goteborg",
    "namnd-boras": "/namnd/arbetslivsnamnden?kommun=boras",
    "namnd-vastervik": "/namnd/socialnamnden?kommun=vastervik",
    "kostnader": "/namnd/socialnamnden/kostnader?visa=index",
    "kostnader-boras": "/namnd/arbetslivsnamnden/kostnader?kommun=boras",
    "kostnader-goteborg": "/kostnader?kommun=goteborg&rapport=2021-04",
    "underlag": "/underlag?kommun=boras",
    "jamfor": "/jamfor",
    "jamfor-index": "/jamfor?visa=index&nyckeltal=nettokostnad_exkl_kommuninterna",
    "jamfor-forandring": "/jamfor?kommun=vastervik&visa=forandring&sortera=2021&ordning=fallande",
    "kalla-cell": "/kalla/{fact}?kommun=goteborg",
    "kalla-uträknat": "/kalla/matt?kommun=exempelstad&key=prognosavvikelse&namnd=socialnamnden&year=2025",
    "begrepp": "/begrepp",
    "begrepp-sok": "/begrepp?sok=prognos",
    "ladda-upp": "/ladda-upp",
    "lasregler": "/lasregler?regler=vastervik",
    "tillganglighet": "/tillganglighet",
}


def address(name: str, store: Store) -> str:
    """The path of a place; {fact} is one of Göteborg's."""
    path = PLACES[name]
    return path.format(fact=goteborg_fact(store)["fact_id"]) if "{fact}" in path else path


def goteborg_fact(store: Store, measure: str = "resultat", scenario: str = "utfall") -> dict[str, object]:
    """Göteborg's kommunstyrelse in August 2024: the own fact of a measure."""
    rows = store.table("goteborg", "kommunstyrelsen", "2024-08")
    wanted = (measure, scenario, "own", "period", "")
    keys = ("measure", "scenario", "role", "horizon", "verksamhet")
    found = next(row for row in rows if tuple(row[k] for k in keys) == wanted)
    fact = store.fact(found["fact_id"])
    assert fact is not None
    return fact
