"""Gathers what is known of a nämnd at a report for its opening sentences."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import swedish
from metrics import Answer
from metrics.sasong import Season
from metrics.traffsakerhet import Hit
from pages import _sentences as say
from pages._desk import Desk
from pages._prognoser import Look
from pages._says_how import POSTS
from pages._told import Given, Missed, Part, Post, Quote, Told

_ACTS = ("atgard",)
_PLANS = ("atgardsplan", "ekonomi i balans")
STATUSES = {
    "pagar": "pågår",
    "delrapporterad": "delrapporterad",
    "foreslas_fullgjord": "föreslås förklaras fullgjord",
    "fullgjord": "förklarad fullgjord",
}


def told(desk: Desk, name: str) -> Told:
    """All that the sentences may say of the desk's nämnd."""
    kind = "plan" if desk.month == 0 else "year" if desk.closed else "period"
    about = {"name": name, "report": desk.report, "kind": kind, "unit": desk.money}
    settings = desk.filters.settings
    common = {"entity": _entity(desk), "limit_pct": settings.yellow_pct, "grant": grant(desk)}
    said = {"quote": _quote(desk), "commented": bool(_comments(desk)), "addition": _addition(desk)}
    doubts = {"absent_from": _absent(desk)} | _broken(desk)
    return Told(**about, **common, **said, **doubts, **_MAKERS[kind](desk))  # type: ignore[arg-type]


def _period(desk: Desk) -> dict[str, Any]:
    return {
        "forecast": _given(desk, "prognosavvikelse"),
        "forecast_result": _given(desk, "resultat_prognos"),
        "cost": _given(desk, "nettokostnad_prognos"),
        "cost_gap": _given(desk, "nettokostnad_prognos_mot_budget"),
        "period_gap": _given(desk, "budgetavvikelse"),
        "period_result": _given(desk, "resultat"),
        "period_cost": _given(desk, "nettokostnad"),
        "parts": _parts(desk, "nettokostnad_prognos_mot_budget"),
        "posts": tuple(_posts(desk, "prognos")),
        "change": _change(desk),
        "growth": _given(desk, "nettokostnadsutveckling_pct"),
        "season_gap": _season(desk),
        "missed": _missed(desk),
    }


def _year(desk: Desk) -> dict[str, Any]:
    return {
        "outcome": _given(desk, "resultat_bokslut"),
        "cost": _given(desk, "nettokostnad_bokslut"),
        "cost_gap": _given(desk, "nettokostnad_bokslut_mot_budget"),
        "parts": _parts(desk, "nettokostnad_bokslut_mot_budget"),
        "posts": tuple(_posts(desk, "bokslut")),
        "error": _given(desk, "prognosfel"),
        "growth": _given(desk, "nettokostnadsutveckling_pct"),
    }


def _plan(desk: Desk) -> dict[str, Any]:
    before = desk.now("nettokostnad_prognos", year=desk.year - 1).get(desk.namnd or "")
    return {
        "cost": _given(desk, "nettokostnad_arsbudget"),
        "cost_before": _of(before),
        "parts": _parts(desk, "nettokostnad_arsbudget"),
    }


_MAKERS = {"period": _period, "year": _year, "plan": _plan}


def _given(desk: Desk, key: str) -> Given | None:
    return _of(desk.one(key))


def _of(answer: Answer | None) -> Given | None:
    if answer is None or answer.value is None:
        return None
    return Given(answer.value, answer, answer.vintage)


def _entity(desk: Desk) -> str:
    kinds = {n["code"]: n["kind"] for n in desk.store.namnder(desk.kommun)}
    return kinds.get(desk.namnd, "namnd")


def grant(desk: Desk) -> Decimal | None:
    """The nämnd's kommunbidrag in the full-year budget, which thresholds are measured against."""
    for key in ("kommunbidrag_arsbudget", "nettokostnad_arsbudget"):
        answer = desk.one(key)
        if answer is not None and answer.value is not None:
            return answer.value
    return None


def _parts(desk: Desk, key: str) -> tuple[Part, ...]:
    """Of the newest forecast only: two forecasts of different age are not compared."""
    known = [a for a in desk.activities(key) if a.value is not None]
    newest = max((a.vintage for a in known), default="")
    names = {v["code"]: v["name"] for v in desk.store.verksamheter(desk.kommun, desk.namnd)}
    return tuple(Part(names.get(a.verksamhet, a.verksamhet), a.value or Decimal(0), a)
                 for a in known if a.vintage == newest)  # fmt: skip


def _posts(desk: Desk, level: str) -> Iterable[Post]:
    for measure in POSTS:
        now, plan = (_of(desk.one(f"{measure}_{x}")) if desk.knows(f"{measure}_{x}") else None
                     for x in (level, "arsbudget"))  # fmt: skip
        if now is not None and plan is not None:
            sign = -1 if measure in ("kostnader", "buffert") else 1
            yield Post(measure, _signed(now, sign), _signed(plan, sign))


def _signed(given: Given, sign: int) -> Given:
    """Costs are declared as positive numbers; here plus is better."""
    return Given(given.value * sign, given.source, given.vintage)


def _change(desk: Desk) -> Given | None:
    """Of the shown report's forecast; says which report came before when it is known."""
    found = _given(desk, "prognosforandring")
    if found is None:
        return None
    earlier = [a.vintage for a in desk.forecasts("resultat_prognos") if a.vintage < found.vintage]
    return Given(found.value, found.source, max(earlier, default=""))


def _season(desk: Desk) -> Given | None:
    """The gap of a säsongsprognos outside the pattern, by the kommun's own limit."""
    look = Look(desk)
    mine: Season | None = next((s for s in look.seasons if s.namnd == desk.namnd), None)
    if mine is None or mine.gap is None or not look.stands_out(mine):
        return None
    return Given(mine.gap, desk.filters.link("/prognoser") + f"#rakning-{desk.namnd}")


def _missed(desk: Desk) -> Missed | None:
    """The forecasts of the same month in the years before, at most five."""
    made: list[Hit] = [
        h for h in Look(desk).hits
        if h.namnd == desk.namnd and int(h.vintage[5:]) == desk.month and h.year < desk.year
    ][-5:]  # fmt: skip
    if not made:
        return None
    where = desk.filters.link(f"/namnd/{desk.namnd}/prognoser")
    return Missed(desk.month, tuple(h.error for h in made), where)


def _broken(desk: Desk) -> dict[str, Any]:
    """How many checks of the report's newest figures do not agree."""
    found = desk.store.findings(kommun=desk.kommun, namnd=desk.namnd, report=desk.report, remarks=True)
    count = sum(f["verdict"] == "avviker" for f in found)
    return {"broken": count, "broken_source": "#rapporter"}


def _absent(desk: Desk) -> str:
    """The kommun's newest report of the same year, when this nämnd is not in it."""
    newest = next((r["report"] for r in desk.store.reports(desk.kommun)
                   if r["kind"] in ("delarsrapport", "arsredovisning")
                   and not (desk.filters.report and r["report"] > desk.filters.report)), "")  # fmt: skip
    return newest if newest > desk.report and newest[:4] == desk.report[:4] else ""


def _addition(desk: Desk) -> Given | None:
    """What the decision gave the nämnd, where the report is one."""
    rows = desk.store.table(desk.kommun, desk.namnd, desk.report)
    found = [r for r in rows if r["measure"] == "tillaggsanslag" and r["value"] and not r["verksamhet"]]
    if not found:
        return None
    source = desk.filters.link(f"/kalla/{found[0]['fact_id']}") if len(found) == 1 else "#ekonomi"
    return Given(sum((r["value"] for r in found), Decimal(0)), source)


def _comments(desk: Desk) -> list[dict[str, Any]]:
    return list(desk.store.comments(desk.kommun, desk.namnd, desk.report))


def _quote(desk: Desk) -> Quote | None:
    """What the nämnd writes that it does, else its uppdrag about a plan of measures."""
    for comment in _comments(desk):
        if any(word in swedish.fold(comment["heading"]) for word in _ACTS):
            return Quote("comment", say.first_sentence(comment["text"]), source="#kommentarer")
    for row in desk.store.uppdrag(desk.kommun, desk.namnd, desk.report):
        if any(word in swedish.fold(row["text"]) for word in _PLANS) and row["status"] != "fullgjord":
            text = say.first_sentence(row["text"]).rstrip(".")
            return Quote("uppdrag", text, STATUSES.get(row["status"], ""), "#uppdrag")
    return None
