"""What is missing and what to know about an answer, in Swedish."""

from __future__ import annotations

from collections.abc import Iterable

import swedish
from metrics._found import Found, Lack
from store import Store

_WHY = {
    "": "",
    "bortfall": "uppgift saknas",
    "ej_tillamplig": "ej tillämplig",
    "sekretess": "sekretess",
    "ok": "tom cell",
    "procent": "kan inte beräknas: procenttal räknas inte ihop",
    "noll": "kan inte beräknas: talet att jämföra med är 0",
}


def missing(store: Store, kommun: str, lacks: Iterable[Lack]) -> tuple[str, ...]:
    """One text for each: `Kostnader, budget jan–aug 2024, Kommunstyrelsen (sekretess, Resultat!C3)`."""
    return tuple(_missing(store, kommun, lack) for lack in lacks)


def _missing(store: Store, kommun: str, lack: Lack) -> str:
    what = store.name("matt", kommun, lack.what)
    when = f"{lack.scenario} {swedish.period(lack.year, lack.month, lack.horizon)}"
    whom = [store.name("namnd", kommun, lack.namnd)] if lack.namnd else []
    whom += [store.name("verksamhet", kommun, lack.verksamhet)] if lack.verksamhet else []
    why = ", ".join(filter(None, (_why(lack), lack.where if lack.why != "manader" else "")))
    return ", ".join([what[:1].upper() + what[1:], when, *whom]) + (f" ({why})" if why else "")


def _why(lack: Lack) -> str:
    if lack.why != "manader":
        return _WHY.get(lack.why, lack.why)
    months = [swedish.MONTHS[int(m) - 1] for m in lack.where.strip("[]").split(",")]
    return "saknas för " + ", ".join(months)


def notes(found: Found, vintage: str, report: str) -> tuple[str, ...]:
    """What to know: a forecast from an earlier report, a value measured through another month."""
    texts = []
    if vintage and vintage != report and not vintage.startswith("fg:") and not report.endswith("-00"):
        texts.append(f"Prognosen är från rapporten {swedish.report_name(vintage)}.")
    if found.throughs:
        months = ", ".join(swedish.report_name(t) for t in sorted(found.throughs))
        texts.append(f"Mätt till och med {months}.")
    return tuple(texts)
