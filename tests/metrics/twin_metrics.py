"""The twin's formulas, one a metric, as the domain states them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from tests.metrics.twin import BIDRAG, Case, Quantity, growth, minus, share
from tests.metrics.twin_posts import Amount, Place, Post

Formula = Callable[[Case, Place], "Amount | None"]


class Told(NamedTuple):
    """Where the report prints the same thing itself."""

    measure: str
    scenario: str
    sign: int = 1


class Twinned(NamedTuple):
    horizon: str
    measures: tuple[str, ...]
    backs: tuple[int, ...]
    formula: Formula
    told: Told | None = None


def _resultat(posts: dict[str, Post]) -> list[str] | None:
    every = ["intakter", "kostnader", "buffert", *BIDRAG]
    if posts["intakter"].there and posts["kostnader"].there and any(posts[b].there for b in BIDRAG):
        return every
    if posts["resultat"].there:
        return ["resultat"]
    known = {m for m in every if posts[m].there or posts[m].lacks}
    if posts["resultat"].lacks or ({"intakter", "kostnader"} <= known and known & set(BIDRAG)):
        return [*every, "resultat"]
    return None


def _nettokostnad(also: list[str]) -> Callable[[dict[str, Post]], list[str] | None]:
    def rule(posts: dict[str, Post]) -> list[str] | None:
        every = ["intakter", "kostnader", "buffert", *also]
        if posts["intakter"].there and posts["kostnader"].there:
            return every
        if posts["nettokostnad"].there:
            return ["nettokostnad", *also]
        both = all(posts[m].there or posts[m].lacks for m in ("intakter", "kostnader"))
        return [*every, "nettokostnad"] if both or posts["nettokostnad"].lacks else None

    return rule


def _single(posts: dict[str, Post]) -> list[str] | None:
    ((measure, post),) = posts.items()
    return [measure] if post.there or post.lacks else None


def _one(name: str, measure: str, staff: bool = False) -> Quantity:
    return Quantity(name, [measure], _single, staff=staff)


RESULTAT = Quantity("resultat", ["intakter", "kostnader", "buffert", *BIDRAG, "resultat"], _resultat)
NETTO = {
    "exkl_kommuninterna": Quantity(
        "nettokostnad exkl. kommuninterna bidrag", ["intakter", "kostnader", "buffert", "nettokostnad"],
        _nettokostnad([]), -1,
    ),
    "inkl_kommuninterna": Quantity(
        "nettokostnad inkl. kommuninterna bidrag",
        ["intakter", "kostnader", "buffert", "kommuninterna_bidrag", "nettokostnad"],
        _nettokostnad(["kommuninterna_bidrag"]), -1,
    ),
}  # fmt: skip
ARSARBETARE = _one("årsarbetare", "arsarbetare", staff=True)
SJUK = _one("sjukfrånvarotimmar", "sjuktimmar", staff=True)
ORDINARIE = _one("ordinarie arbetstid", "ordinarie_timmar", staff=True)
SJUKPROCENT = _one("rapporterad sjukfrånvaro", "sjukfranvaro")
AVGANGAR = _one("förvaltningsexterna avgångar", "avgangar", staff=True)
OMSATTNING = _one("personalomsättning", "personalomsattning")
MATT = Quantity("måttet", ["matt:"], _single)


def level(q: Quantity, scenario: str) -> Formula:
    return lambda case, place: case.take(q, scenario, place)


def change(
    q: Quantity, scenario: str, other: str, *, back: int = 0, pick: str = "newest", percent: bool = False
) -> Formula:
    """One amount minus another, or its growth in percent."""

    def formula(case: Case, place: Place) -> Amount | None:
        now = case.take(q, scenario, place)
        if now is None:
            return None
        then = place._replace(year=place.year - back)
        before = case.take(q, other, place, back=back, pick=pick) or case.absent(q, other, then)
        zero = case.absent(q, other, then, "noll").lacks
        return growth(now, before, zero) if percent else minus(now, before)

    return formula


def sick(case: Case, place: Place, back: int = 0) -> Amount | None:
    """Hours over hours, in percent; None when no sick hours are reported."""
    top = case.take(SJUK, "utfall", place, back=back)
    then = place._replace(year=place.year - back)
    if top is None:
        return None
    bottom = case.take(ORDINARIE, "utfall", place, back=back) or case.absent(ORDINARIE, "utfall", then)
    return share(top, bottom, case.absent(ORDINARIE, "utfall", then, "noll").lacks)


def sick_change(case: Case, place: Place) -> Amount | None:
    now = sick(case, place)
    if now is None:
        return None
    then = place._replace(year=place.year - 1)
    return minus(now, sick(case, place, back=1) or case.absent(SJUK, "utfall", then))


def first(*formulas: Formula) -> Formula:
    def formula(case: Case, place: Place) -> Amount | None:
        found = [a for f in formulas if (a := f(case, place)) is not None]
        return next((a for a in found if a.value is not None), found[0] if found else None)

    return formula


R, A = tuple(RESULTAT.measures), ("arsarbetare",)
AVVIKELSE = "rapporterad:avvikelse:resultat"
HOURS = ("sjuktimmar", "ordinarie_timmar", "sjukfranvaro")
METRICS: dict[str, Twinned] = {
    "resultat": Twinned("period", R, (0,), level(RESULTAT, "utfall"), Told("resultat", "utfall")),
    "resultat_budget": Twinned("period", R, (0,), level(RESULTAT, "budget"), Told("resultat", "budget")),
    "resultat_prognos": Twinned("year", R, (0,), level(RESULTAT, "prognos"), Told("resultat", "prognos")),
    "resultat_arsbudget": Twinned("year", R, (0,), level(RESULTAT, "budget"), Told("resultat", "budget")),
    "resultat_bokslut": Twinned("year", R, (0,), level(RESULTAT, "utfall"), Told("resultat", "utfall")),
    "budgetavvikelse": Twinned(
        "period", R, (0,), change(RESULTAT, "utfall", "budget"), Told(AVVIKELSE, "utfall")
    ),
    "prognosavvikelse": Twinned(
        "year", R, (0,), change(RESULTAT, "prognos", "budget"), Told(AVVIKELSE, "prognos")
    ),
    "prognosforandring": Twinned("year", R, (0,), change(RESULTAT, "prognos", "prognos", pick="before")),
    "prognosfel": Twinned("year", R, (0,), change(RESULTAT, "utfall", "prognos", pick="during")),
    "arsarbetare": Twinned("period", A, (0,), level(ARSARBETARE, "utfall")),
    "arsarbetare_forandring": Twinned("period", A, (0, 1), change(ARSARBETARE, "utfall", "utfall", back=1)),
    "arsarbetare_forandring_pct": Twinned(
        "period", A, (0, 1), change(ARSARBETARE, "utfall", "utfall", back=1, percent=True)
    ),
    "sjukfranvaro": Twinned(
        "period", HOURS, (0,), first(sick, level(SJUKPROCENT, "utfall")), Told("sjukfranvaro", "utfall")
    ),
    "sjukfranvaro_forandring": Twinned(
        "period", HOURS, (0, 1), first(sick_change, change(SJUKPROCENT, "utfall", "utfall", back=1))
    ),
    "avgangar": Twinned("period", ("avgangar",), (0,), level(AVGANGAR, "utfall")),
    "personalomsattning_prognos": Twinned(
        "year", ("personalomsattning",), (0,), level(OMSATTNING, "prognos")
    ),
    "matt": Twinned("period", (), (0,), level(MATT, "utfall")),
    "matt_avvikelse_helar": Twinned("year", (), (0,), change(MATT, "utfall", "budget")),
}  # fmt: skip
for _variant, _q in NETTO.items():
    _m = tuple(_q.measures)
    _told = Told("nettokostnad", "utfall", -1) if _variant.startswith("exkl") else None
    METRICS |= {
        f"nettokostnad_{_variant}": Twinned("period", _m, (0,), level(_q, "utfall"), _told),
        f"nettokostnad_prognos_{_variant}": Twinned(
            "year", _m, (0,), level(_q, "prognos"), _told and _told._replace(scenario="prognos")
        ),
        f"nettokostnadsutveckling_{_variant}": Twinned(
            "period", _m, (0, 1), change(_q, "utfall", "utfall", back=1),
            Told("rapporterad:nettokostnadsutveckling", "utfall"),
        ),
        f"nettokostnadsutveckling_pct_{_variant}": Twinned(
            "period", _m, (0, 1), change(_q, "utfall", "utfall", back=1, percent=True)
        ),
        f"nettokostnadsutveckling_helar_{_variant}": Twinned(
            "year", _m, (0, 1), change(_q, "prognos", "utfall", back=1),
            Told("rapporterad:nettokostnadsutveckling", "prognos"),
        ),
    }  # fmt: skip


def ask(case: Case, key: str, place: Place) -> tuple[Amount | None, Decimal | None]:
    """The metric in one place, and the report's own figure for it."""
    twinned = METRICS[key]
    made = twinned.formula(case, place)
    if twinned.told is None:
        return made, None
    measure, scenario, sign = twinned.told
    vintage = (made.vintage if made else "") or case.base
    if scenario == "prognos":
        vintage = vintage or case.printed_vintage(measure, place)
    told = case.own(measure, scenario, place, vintage)
    if made is None and told is not None:
        made = replace(case.absent(_lead(key), scenario, place), vintage=vintage)
    return made, None if told is None else told * sign


def _lead(key: str) -> Quantity:
    """What is missing when only the report's own figure is there."""
    if key.startswith("nettokostnad"):
        return next(q for variant, q in NETTO.items() if key.endswith(variant))
    return SJUK if key.startswith("sjuk") else RESULTAT
