"""The addresses that the browser tests visit: each page, in the shapes that differ.

tests/pages/test_places.py asserts that no page is forgotten.
"""

from __future__ import annotations

from store import Store

PLACES = {
    "laget": "/",
    "laget-goteborg": "/?kommun=goteborg",
    "laget-malmo": "/?kommun=malmo",
    "laget-aldre-rapport": "/?kommun=exempelstad&rapport=2023-04",
    "bevaka": "/bevaka",
    "namnd": "/namnd/socialnamnden",
    "namnd-goteborg": "/namnd/kommunstyrelsen?kommun=goteborg",
    "namnd-boras": "/namnd/arbetslivsnamnden?kommun=boras",
    "namnd-vastervik": "/namnd/socialnamnden?kommun=vastervik",
    "infor-motet": "/namnd/socialnamnden/infor-motet",
    "visa": "/namnd/socialnamnden/visa",
    "visa-sista": "/namnd/socialnamnden/visa?bild=99",
    "kostnader": "/namnd/socialnamnden/kostnader?visa=index",
    "kostnader-boras": "/namnd/arbetslivsnamnden/kostnader?kommun=boras",
    "kostnader-kommun": "/kostnader",
    "kostnader-goteborg": "/kostnader?kommun=goteborg&rapport=2021-04",
    "underlag": "/underlag?kommun=boras",
    "prognoser": "/prognoser",
    "prognosresan": "/namnd/socialnamnden/prognoser",
    "personal": "/personal",
    "personal-namnd": "/namnd/socialnamnden/personal",
    "personal-goteborg": "/namnd/kommunstyrelsen/personal?kommun=goteborg",
    "uppdrag": "/uppdrag",
    "uppdrag-goteborg": "/uppdrag?kommun=goteborg",
    "uppdrag-lista": "/uppdrag/lista",
    "uppdrag-ett": "/uppdrag/{uppdrag}?kommun=goteborg",
    "mal": "/mal",
    "mal-boras": "/mal?kommun=boras",
    "mal-ett": "/mal/{indikator}",
    "jamfor": "/jamfor",
    "jamfor-index": "/jamfor?visa=index&nyckeltal=nettokostnad_exkl_kommuninterna",
    "jamfor-forandring": "/jamfor?kommun=vastervik&visa=forandring&sortera=2021&ordning=fallande",
    "jamfor-kommuner": "/jamfor?inom=kommuner",
    "kalla-cell": "/kalla/{fact}?kommun=goteborg",
    "kalla-uträknat": "/kalla/matt?kommun=exempelstad&key=prognosavvikelse&namnd=socialnamnden&year=2025",
    "kalla-sjukfranvaro": "/kalla/sjukfranvaro/2025-08?manader=12",
    "kalla-sju-matt": "/kalla/sju-matt/2025-08?matt=aldre",
    "sok": "/sok?q=prognos",
    "sok-noll": "/sok?q=xyzzyq",
    "sok-tom": "/sok",
    "begrepp": "/begrepp",
    "begrepp-sok": "/begrepp?sok=prognos",
    "ladda-upp": "/ladda-upp",
    "lasregler": "/lasregler?regler=vastervik",
    "tillganglighet": "/tillganglighet?fran=/jamfor",
    "finns-inte": "/finns-inte",
}
MORE = {"kolada": "/kolada", "raderna": "/kalla/{sum}/rader"}
"""Pages that the sample has nothing for: visited where a ledger and Kolada's figures are published."""


def address(name: str, store: Store) -> str:
    """The path of a place; what stands in {braces} is found in the store."""
    path = PLACES[name]
    if "{fact}" in path:
        return path.format(fact=goteborg_fact(store)["fact_id"])
    if "{uppdrag}" in path:
        return path.format(uppdrag=_row(store.uppdrag("goteborg")[0]))
    return path.format(indikator=_row(store.indikatorer("exempelstad")[0])) if "{indikator}" in path else path


def _row(row: dict[str, object]) -> str:
    return f"{row['submission']}.{row['nr']}"


def goteborg_fact(store: Store, measure: str = "resultat", scenario: str = "utfall") -> dict[str, object]:
    """Göteborg's kommunstyrelse in August 2024: the own fact of a measure."""
    rows = store.table("goteborg", "kommunstyrelsen", "2024-08")
    wanted = (measure, scenario, "own", "period", "")
    keys = ("measure", "scenario", "role", "horizon", "verksamhet")
    found = next(row for row in rows if tuple(row[k] for k in keys) == wanted)
    fact = store.fact(found["fact_id"])
    assert fact is not None
    return fact
