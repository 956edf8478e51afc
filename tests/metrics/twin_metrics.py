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


def _printed_if_same(
    posts: dict[str, Post], every: list[str], told: list[str], needed: list[tuple[str, ...]]
) -> list[str]:
    """The report's own figure, rounded once, where it and the sum of the posts can be the same amount."""
    if not posts[told[0]].there or any(posts[m].lacks for m in (*every, *told)):
        return every
    here = {m for m, post in posts.items() if post.there and post.own}
    if told[0] not in here and all(here & set(group) for group in needed):
        return every  # the nämnd's own posts, and a sum over its verksamheter
    apart = abs(_sum(posts, every, "value") - _sum(posts, told, "value"))
    return told if apart <= (_sum(posts, every, "step") + _sum(posts, told, "step")) / 2 else every


def _sum(posts: dict[str, Post], measures: list[str], column: str) -> Decimal:
    cells = [c.fact for m in measures for part in posts[m].cells.values() for c in part]
    return sum((getattr(fact, column) for fact in cells), Decimal(0))


def _resultat(posts: dict[str, Post]) -> list[str] | None:
    every = ["intakter", "kostnader", "buffert", *BIDRAG]
    if posts["intakter"].there and posts["kostnader"].there and any(posts[b].there for b in BIDRAG):
        return _printed_if_same(posts, every, ["resultat"], [("intakter",), ("kostnader",), BIDRAG])
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
            return _printed_if_same(posts, every, ["nettokostnad", *also], [("intakter",), ("kostnader",)])
        if posts["nettokostnad"].there:
            return ["nettokostnad", *also]
        both = all(posts[m].there or posts[m].lacks for m in ("intakter", "kostnader"))
        return [*every, "nettokostnad"] if both or posts["nettokostnad"].lacks else None

    return rule


def _single(posts: dict[str, Post]) -> list[str] | None:
    ((measure, post),) = posts.items()
    return [measure] if post.there or post.lacks else None


def one(name: str, measure: str, staff: bool = False) -> Quantity:
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
ARSARBETARE = one("årsarbetare", "arsarbetare", staff=True)
SJUK = one("sjukfrånvarotimmar", "sjuktimmar", staff=True)
ORDINARIE = one("ordinarie arbetstid", "ordinarie_timmar", staff=True)
SJUKPROCENT = one("rapporterad sjukfrånvaro", "sjukfranvaro")
AVGANGAR = one("förvaltningsexterna avgångar", "avgangar", staff=True)
REKRYTERINGAR = one("förvaltningsexterna rekryteringar", "rekryteringar", staff=True)
BIDRAGET = one("kommunbidrag", "kommunbidrag")
OMSATTNING = one("personalomsättning", "personalomsattning")
MATT = Quantity("måttet", ["matt:"], _single)
POSTS = {
    measure: Quantity(name, [measure], _single, 1 if measure in ("intakter", "kommuninterna_bidrag") else -1)
    for measure, name in {
        "intakter": "intäkter", "kostnader": "kostnader", "buffert": "buffert",
        "kommuninterna_bidrag": "kommuninterna bidrag", "personalkostnader": "personalkostnader",
        "lokalkostnader": "lokalkostnader", "kopt_verksamhet": "köpt verksamhet",
        "lamnade_bidrag": "lämnade bidrag", "avskrivningar": "avskrivningar",
        "ovriga_kostnader": "övriga kostnader",
    }.items()
}  # fmt: skip


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


def sick(scenario: str, back: int = 0) -> Formula:
    """Hours over hours, in percent; None when no sick hours are reported."""

    def formula(case: Case, place: Place) -> Amount | None:
        top = case.take(SJUK, scenario, place, back=back)
        if top is None:
            return None
        then = place._replace(year=place.year - back)
        bottom = case.take(ORDINARIE, scenario, place, back=back) or case.absent(ORDINARIE, scenario, then)
        return share(top, bottom, case.absent(ORDINARIE, scenario, then, "noll").lacks)

    return formula


def sick_change(case: Case, place: Place) -> Amount | None:
    now = sick("utfall")(case, place)
    if now is None:
        return None
    then = place._replace(year=place.year - 1)
    return minus(now, sick("utfall", back=1)(case, place) or case.absent(SJUK, "utfall", then))


def first(*formulas: Formula) -> Formula:
    def formula(case: Case, place: Place) -> Amount | None:
        found = [a for f in formulas if (a := f(case, place)) is not None]
        return next((a for a in found if a.value is not None), found[0] if found else None)

    return formula


R, A = tuple(RESULTAT.measures), ("arsarbetare",)
AVVIKELSE = "rapporterad:avvikelse:resultat"
HOURS = ("sjuktimmar", "ordinarie_timmar", "sjukfranvaro")
LEVELS = {"": ("period", "utfall"), "_budget": ("period", "budget"), "_prognos": ("year", "prognos"),
          "_arsbudget": ("year", "budget"), "_bokslut": ("year", "utfall")}  # fmt: skip
METRICS: dict[str, Twinned] = {
    "budgetavvikelse": Twinned(
        "period", R, (0,), change(RESULTAT, "utfall", "budget"), Told(AVVIKELSE, "utfall")
    ),
    "prognosavvikelse": Twinned(
        "year", R, (0,), change(RESULTAT, "prognos", "budget"), Told(AVVIKELSE, "prognos")
    ),
    "prognosforandring": Twinned(
        "year", R, (0,), change(RESULTAT, "prognos", "prognos", pick="before"),
        Told("rapporterad:forandring:resultat", "prognos"),
    ),
    "prognosfel": Twinned(
        "year", R, (0,), change(RESULTAT, "utfall", "prognos", pick="during"),
        Told("rapporterad:prognosfel:resultat", "utfall"),
    ),
    "arsarbetare_forandring": Twinned(
        "period", A, (0, 1), change(ARSARBETARE, "utfall", "utfall", back=1),
        Told("rapporterad:arsarbetare_forandring", "utfall"),
    ),
    "arsarbetare_forandring_pct": Twinned(
        "period", A, (0, 1), change(ARSARBETARE, "utfall", "utfall", back=1, percent=True),
        Told("rapporterad:arsarbetare_forandring_pct", "utfall"),
    ),
    "arsarbetare_forandring_helar_pct": Twinned(
        "year", A, (0, 1), change(ARSARBETARE, "prognos", "utfall", back=1, percent=True),
        Told("rapporterad:arsarbetare_forandring_pct", "prognos"),
    ),
    "sjukfranvaro_forandring": Twinned(
        "period", HOURS, (0, 1), first(sick_change, change(SJUKPROCENT, "utfall", "utfall", back=1)),
        Told("rapporterad:forandring:sjukfranvaro", "utfall"),
    ),
    "matt_avvikelse": Twinned("period", (), (0,), change(MATT, "utfall", "budget")),
    "matt_avvikelse_helar": Twinned("year", (), (0,), change(MATT, "utfall", "budget")),
}  # fmt: skip
for _suffix, (_horizon, _scenario) in LEVELS.items():
    if _suffix in ("", "_arsbudget", "_bokslut"):
        METRICS[f"kommunbidrag{_suffix}"] = Twinned(
            _horizon, ("kommunbidrag",), (0,), level(BIDRAGET, _scenario)
        )
    METRICS |= {
        f"resultat{_suffix}": Twinned(
            _horizon, R, (0,), level(RESULTAT, _scenario), Told("resultat", _scenario)
        ),
        f"matt{_suffix}": Twinned(_horizon, (), (0,), level(MATT, _scenario)),
    }
for _suffix in ("", "_prognos", "_bokslut"):
    _horizon, _scenario = LEVELS[_suffix]
    METRICS |= {
        f"arsarbetare{_suffix}": Twinned(_horizon, A, (0,), level(ARSARBETARE, _scenario)),
        f"personalomsattning{_suffix}": Twinned(
            _horizon, ("personalomsattning",), (0,), level(OMSATTNING, _scenario)
        ),
        f"sjukfranvaro{_suffix}": Twinned(
            _horizon, HOURS, (0,), first(sick(_scenario), level(SJUKPROCENT, _scenario)),
            Told("sjukfranvaro", _scenario),
        ),
    }  # fmt: skip
for _suffix in ("", "_bokslut"):
    _horizon, _scenario = LEVELS[_suffix]
    for _q in (AVGANGAR, REKRYTERINGAR):
        (_measure,) = _q.measures
        METRICS[_measure + _suffix] = Twinned(_horizon, (_measure,), (0,), level(_q, _scenario))
for _suffix in ("", "_prognos", "_arsbudget", "_bokslut"):
    _horizon, _scenario = LEVELS[_suffix]
    for _measure, _q in POSTS.items():
        METRICS[_measure + _suffix] = Twinned(_horizon, (_measure,), (0,), level(_q, _scenario))
for _variant, _q in NETTO.items():
    _m = tuple(_q.measures)
    for _suffix, (_horizon, _scenario) in LEVELS.items():
        _told = Told("nettokostnad", _scenario, -1) if _variant.startswith("exkl") else None
        METRICS[f"nettokostnad{_suffix}_{_variant}"] = Twinned(
            _horizon, _m, (0,), level(_q, _scenario), _told
        )
    _saved = Told("rapporterad:avvikelse:nettokostnad", "utfall") if _variant.startswith("exkl") else None
    METRICS[f"nettokostnad_mot_budget_{_variant}"] = Twinned(
        "period", _m, (0,), change(_q, "budget", "utfall"), _saved
    )
    for _name, _scenario in (("prognos", "prognos"), ("bokslut", "utfall")):
        METRICS[f"nettokostnad_{_name}_mot_budget_{_variant}"] = Twinned(
            "year", _m, (0,), change(_q, "budget", _scenario)
        )
    for _name, _horizon, _scenario in (("", "period", "utfall"), ("_helar", "year", "prognos")):
        for _unit, _percent in (("", False), ("_pct", True)):
            METRICS[f"nettokostnadsutveckling{_name}{_unit}_{_variant}"] = Twinned(
                _horizon, _m, (0, 1), change(_q, _scenario, "utfall", back=1, percent=_percent),
                Told(f"rapporterad:nettokostnadsutveckling{_unit}", _scenario),
            )  # fmt: skip


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
        made = replace(case.absent(*_lead(key, scenario), place), vintage=vintage)
    return made, None if told is None else told * sign


def _lead(key: str, scenario: str) -> tuple[Quantity, str]:
    """What is missing when only the report's own figure is there."""
    if key.startswith("nettokostnad"):
        found = next(q for variant, q in NETTO.items() if key.endswith(variant))
        return found, "budget" if "mot_budget" in key else scenario
    if key.startswith("arsarbetare"):
        return ARSARBETARE, scenario
    return SJUK if key.startswith("sjuk") else RESULTAT, scenario
