"""Three to five sentences about a nämnd, by rules.

What is expected, what drives it, what has changed, what is uncertain, what is done about it: a sentence each.
Never a sentence without a number or a text to stand on.
"""

from __future__ import annotations

from collections.abc import Iterator

import swedish
from pages import _sentences as say
from pages._says_how import change, does, drives, growth, uncertain
from pages._sentences import Sentence
from pages._told import Given, Told

FEWEST, MOST = 3, 5


def opening(told: Told) -> list[Sentence]:
    """The sentences, each with a capital. Never none; fewer than three only when little is known."""
    first = _first(told, _expects) or _first(told, _other) or _nothing(told)
    found = [first] + [s for make in (drives, change, uncertain, does) if (s := _first(told, make))]
    for more in (_period, growth):
        if len(found) < FEWEST and (extra := _first(told, more)) and extra not in found:
            found.insert(len(found) - bool(told.quote), extra)
    return [say.capital(s) for s in found[:MOST]]


def _first(told: Told, make: object) -> Sentence | None:
    found: Iterator[Sentence] = make(told)  # type: ignore[operator]
    return next(found, None)


def who(told: Told) -> str:
    """The nämnd inside a sentence: `socialnämnden`, `Västra Göteborg`, `posten finansiering`."""
    name = say.in_text(told.name)
    if told.entity == "post":
        return f"posten {name}"
    return next(
        (name + end for word, end in _DEFINITE.items() if name.endswith(word) and " " not in name), name
    )


_DEFINITE = {"nämnd": "en", "nämnder": "na", "styrelse": "n", "revision": "en", "överförmyndare": "n",
             "ledning": "en"}  # fmt: skip
"""A name that stands without its article in the report gets it inside a sentence."""


def _expects(told: Told) -> Iterator[Sentence]:
    """What the year is expected to end in, or ended in."""
    by_kind = {"period": (_forecast, _result, _dearer), "year": (_ended, _cost), "plan": (_plan,)}
    for make in by_kind[told.kind]:
        yield from make(told)


def _forecast(told: Told) -> Iterator[Sentence]:
    if told.forecast:
        yield (f"{who(told)} räknar med ", *_against(told, told.forecast, " mot budget"),
               f" för {told.year}", _share(told, told.forecast), _according(told, told.forecast))  # fmt: skip


def _result(told: Told) -> Iterator[Sentence]:
    if told.forecast_result:
        yield (f"{who(told)} räknar med ", *_against(told, told.forecast_result, ""), f" för {told.year}",
               _according(told, told.forecast_result))  # fmt: skip


def _against(told: Told, given: Given, against: str) -> Sentence:
    return say.surplus(given.value, told.unit, given.source, against=against)


def _share(told: Told, given: Given) -> str:
    """How large it is beside the kommunbidrag; nothing for what is shown as 0."""
    part = abs(given.value) / abs(told.grant) * 100 if told.grant else None
    if part is None or say.is_zero(given.value, told.unit):
        return ""
    text = swedish.percent(part)
    if not any(c in "123456789" for c in text):
        text = f"mindre än 0,1{swedish.NBSP}%"
    return f", {text} av kommunbidraget"


def _according(told: Told, given: Given) -> str:
    vintage = given.vintage or told.report
    newer = "" if vintage == told.report else " (någon nyare prognos finns inte)"
    return f", enligt rapporten för {swedish.report_name(vintage)}{newer}."


def _dearer(told: Told) -> Iterator[Sentence]:
    """A forecast of the costs only."""
    if told.cost:
        yield (f"{who(told)} räknar med att kosta ", say.size(told.cost.value, told.unit, told.cost.source),
               f" netto {told.year}", *_gap(told), _according(told, told.cost))  # fmt: skip


def _gap(told: Told) -> Sentence:
    """`, 2,5 mnkr mer än budget (1,0 %)`, `, som budgeterat`."""
    gap = told.cost_gap
    if gap is None or told.cost is None:
        return ()
    if say.is_zero(gap.value, told.unit):
        return (", som budgeterat",)
    plan = told.cost.value + gap.value
    share = f" ({swedish.percent(abs(gap.value) / abs(plan) * 100)})" if plan else ""
    way = "mindre" if gap.value > 0 else "mer"
    return (", ", say.size(gap.value, told.unit, gap.source), f" {way} än budget{share}")


def _ended(told: Told) -> Iterator[Sentence]:
    given = told.outcome
    if given is None:
        return
    if say.is_zero(given.value, told.unit):
        zero = say.size(given.value, told.unit, given.source)
        yield (f"år {told.year} gick {who(told)} varken med överskott eller underskott (", zero, ").")
        return
    yield (f"år {told.year} gick {who(told)} med ", *_against(told, given, ""), _share(told, given), ".")


def _cost(told: Told) -> Iterator[Sentence]:
    """A closed year of which only the costs are told."""
    if told.cost:
        spent = say.size(told.cost.value, told.unit, told.cost.source)
        yield (f"år {told.year} kostade {who(told)} ", spent, " netto", *_gap(told), ".")


def _plan(told: Told) -> Iterator[Sentence]:
    """A budget document: what the nämnd may cost."""
    if told.cost:
        spent = say.size(told.cost.value, told.unit, told.cost.source)
        yield (f"enligt budgeten för {told.year} får {who(told)} kosta ", spent, " netto.")


def _other(told: Told) -> Iterator[Sentence]:
    """Where nothing is said of how the year ends: the addition decided, or the period alone."""
    if told.addition:
        added = say.size(told.addition.value, told.unit, told.addition.source)
        decided = f" i tilläggsanslag för {told.year}, enligt beslut i {swedish.report_name(told.report)}."
        yield (f"{who(told)} har fått ", added, decided)
    if told.error:
        yield from change(told, subject=f"bokslutet {told.year} för {who(told)}")
    yield from _period(told)
    if told.period_cost:
        spent = say.size(told.period_cost.value, told.unit, told.period_cost.source)
        yield (f"till och med {swedish.report_name(told.report)} har {who(told)} kostat ", spent, " netto; "
               "någon prognos för året finns inte i rapporten.")  # fmt: skip


def _period(told: Told) -> Iterator[Sentence]:
    """How the period went: against its budget, else its resultat."""
    if told.kind != "period":
        return
    given = told.period_gap or told.period_result
    if given is not None:
        against = " mot budget" if told.period_gap else ""
        through = swedish.report_name(told.report)
        yield (f"till och med {through} har {who(told)} ", *_against(told, given, against), ".")


def _nothing(told: Told) -> Sentence:
    about = swedish.report_name(told.report)
    return (f"Rapporten för {about} har inga tal om ekonomin för {who(told)} som helhet.",)
