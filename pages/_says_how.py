"""The second to fifth sentence about a nämnd: what drives it, has changed, is uncertain, is done about it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import swedish
from pages import _sentences as say
from pages._sentences import Figure, Sentence
from pages._told import Given, Missed, Part, Post, Told

POSTS = {
    "intakter": "intäkterna",
    "kostnader": "kostnaderna",
    "buffert": "bufferten",
    "kommunbidrag": "kommunbidraget",
    "kommuninterna_bidrag": "de kommuninterna bidragen",
}
ALL_OF_IT = Decimal(100)


def drives(told: Told) -> Iterator[Sentence]:
    """The verksamhet or post that stands for most of the deviation, and how much of it."""
    if told.kind == "plan":
        yield from _largest(told)
        return
    whole = told.forecast or told.outcome or told.cost_gap
    if whole is None or _implausible(told):
        return
    if say.is_zero(whole.value, told.unit):
        yield from _level(told)
        return
    same = [p for p in told.parts if p.value * whole.value > 0 and not say.is_zero(p.value, told.unit)]
    if same:
        yield _most(told, max(same, key=lambda p: abs(p.value)), whole)
    yield from _posts(told, whole.value > 0)


def _implausible(told: Told) -> bool:
    """A verksamhet that deviates by more than all that the nämnd has: an error in the report, no driver."""
    return told.grant is not None and any(abs(p.value) > abs(told.grant) for p in told.parts)


def _largest(told: Told) -> Iterator[Sentence]:
    """A budget: where most of the money goes."""
    if told.cost and told.cost.value and len(told.parts) > 1:
        part = max(told.parts, key=lambda p: p.value)
        share = swedish.percent(part.value / told.cost.value * 100, 0)
        yield (f"störst är {say.in_text(part.name)}: ", say.size(part.value, told.unit, part.source),
               f", {share} av nettokostnaden.")  # fmt: skip


def _most(told: Told, part: Part, whole: Given) -> Sentence:
    share = abs(part.value / whole.value) * 100
    noun = _noun(told, whole.value)
    other = "; annat går åt andra hållet" if share >= ALL_OF_IT + Decimal("0.5") else ""
    text = swedish.percent(share, 0)
    how = (
        f"mer än hela {noun}" if other else f"hela {noun}" if text.startswith("100") else f"{text} av {noun}"
    )
    return (f"mest bidrar {say.in_text(part.name)}, som {_costs(told)} ",
            *_gap(told, part), f" ({how}{other}).")  # fmt: skip


def _noun(told: Told, value: Decimal) -> str:
    if told.forecast is None and told.outcome is None:
        return "skillnaden"
    return "överskottet" if value > 0 else "underskottet"


def _costs(told: Told) -> str:
    return "kostade" if told.kind == "year" else "väntas kosta"


def _gap(told: Told, part: Part) -> Sentence:
    way = "mindre" if part.value > 0 else "mer"
    return (say.size(part.value, told.unit, part.source), f" {way} än budget")


def _level(told: Told) -> Iterator[Sentence]:
    """In level with budget: whether that hides something."""
    parts = [p for p in told.parts if not say.is_zero(p.value, told.unit)]
    if parts:
        part = max(parts, key=lambda p: abs(p.value))
        yield (f"störst avvikelse har {say.in_text(part.name)}, som {_costs(told)} ", *_gap(told, part),
               "; annat väger upp det.")  # fmt: skip


def _posts(told: Told, better: bool) -> Iterator[Sentence]:
    """Without verksamheter: the post that differs most from its budget in the deviation's direction."""
    apart = [(p, p.now.value - p.plan.value) for p in told.posts]
    same = [(p, d) for p, d in apart if (d > 0) == better and not say.is_zero(d, told.unit)]
    if same:
        post = max(same, key=lambda pair: abs(pair[1]))[0]
        yield (f"mest skiljer {POSTS[post.measure]}: ", *_beside(told, post), ".")


def _beside(told: Told, post: Post) -> Sentence:
    shown = [Figure(swedish.amount(g.value if _turns(post) else abs(g.value), told.unit), g.source)
             for g in (post.now, post.plan)]  # fmt: skip
    return (shown[0], " mot budgeterade ", shown[1])


def _turns(post: Post) -> bool:
    """True when the two have different signs: the sizes alone would then mislead."""
    return post.now.value * post.plan.value < 0


def change(told: Told, subject: str = "bokslutet") -> Iterator[Sentence]:
    """Since the report before; of a closed year: against its last forecast; else since the year before."""
    if told.kind == "period" and told.change:
        since = f"rapporten för {swedish.report_name(told.change.vintage)}" if told.change.vintage else (
            "föregående rapport")  # fmt: skip
        yield (
            "prognosen ",
            *say.change(told.change.value, told.unit, told.change.source),
            f" sedan {since}.",
        )
    already = subject == "bokslutet" and not (told.outcome or told.cost)  # the first sentence was about it
    if told.kind == "year" and told.error and not already:
        yield _error(told, told.error, subject)
    if told.kind == "plan" and told.cost and told.cost_before:
        yield _since(told, told.cost.value, told.cost_before)
    yield from growth(told)


def _error(told: Told, error: Given, subject: str) -> Sentence:
    said = f"prognosen i {swedish.report_name(error.vintage)}"
    if say.is_zero(error.value, told.unit):
        return (f"{subject} blev som {said}.",)
    way = "bättre" if error.value > 0 else "sämre"
    return (f"{subject} blev ", say.size(error.value, told.unit, error.source), f" {way} än {said}.")


def _since(told: Told, now: Decimal, before: Given) -> Sentence:
    """A budget beside what the year before was expected to cost."""
    step = now - before.value
    then = say.size(before.value, told.unit, before.source)
    cost = f"den väntade kostnaden för {told.year - 1}, "
    if say.is_zero(step, told.unit):
        return (f"budgeten är lika stor som {cost}", then, ".")
    way = "högre" if step > 0 else "lägre"
    return (f"budgeten är {swedish.amount(abs(step), told.unit)} {way} än {cost}", then, ".")


def growth(told: Told) -> Iterator[Sentence]:
    """Nettokostnad beside the same time the year before."""
    if told.growth is None:
        return
    text = swedish.percent(abs(told.growth.value))
    if told.kind == "year":
        yield ("nettokostnaden ", *say.moved(told.growth.value, text, told.growth.source),
               " jämfört med föregående år.")  # fmt: skip
    else:
        yield ("nettokostnaden ", *say.movement(told.growth.value, text, told.growth.source),
               " jämfört med samma period föregående år.")  # fmt: skip


def uncertain(told: Told) -> Iterator[Sentence]:
    """The first reason to doubt the figures that applies."""
    if told.absent_from:
        newest = swedish.report_name(told.absent_from)
        yield (f"nämnden finns inte i kommunens senaste rapport, den för {newest}.",)
    if told.broken:
        number = Figure(say.count(told.broken), told.broken_source)
        many = "avstämning" if told.broken == 1 else "avstämningar"
        yield (number, f" {many} av rapporten avviker, så tal i den kan vara fel.")
    if told.kind == "period":
        yield from _season(told)
        yield from _missed(told, told.missed)


def _season(told: Told) -> Iterator[Sentence]:
    gap = told.season_gap
    if gap and not say.is_zero(gap.value, told.unit):
        way = "högre" if gap.value > 0 else "lägre"
        yield ("om resten av året blir som tidigare år blir nettokostnaden ",
               say.size(gap.value, told.unit, gap.source), f" {way} än nämnden räknar med.")  # fmt: skip


def _missed(told: Told, missed: Missed | None) -> Iterator[Sentence]:
    """How the forecasts of the same month have come out: two years at least, or nothing is said."""
    if missed is None or len(missed.errors) < 2:
        return
    years, month = say.count(len(missed.errors)), swedish.MONTHS[missed.month - 1]
    mean = sum((abs(e) for e in missed.errors), Decimal(0)) / len(missed.errors)
    size = say.size(mean, told.unit, missed.source)
    if all(e < 0 for e in missed.errors) or all(e > 0 for e in missed.errors):
        way = "sämre" if missed.errors[0] < 0 else "bättre"
        yield (
            f"de {years} senaste åren blev bokslutet {way} än prognosen i {month}, i genomsnitt med ",
            size,
            ".",
        )
    else:
        yield (
            f"de {years} senaste åren har prognosen i {month} i genomsnitt skilt sig ",
            size,
            " från bokslutet.",
        )


def does(told: Told) -> Iterator[Sentence]:
    """The nämnd's own words about its measures, its uppdrag about them, or that nothing is said."""
    quote = told.quote
    if quote:
        head = "nämnden skriver: ”" if quote.kind == "comment" else "nämnden har uppdraget: ”"
        tail = f" ({quote.status})." if quote.status else ("" if quote.text[-1:] in ".!?" else ".")
        yield (head, Figure(quote.text, quote.source), "”" + tail)
    elif _serious(told) and told.commented:
        yield ("rapporten säger inte vad nämnden gör åt underskottet.",)


def _serious(told: Told) -> bool:
    whole = told.forecast or told.outcome
    if whole is None or not told.grant or told.kind == "plan":
        return False
    return whole.value / abs(told.grant) * 100 <= -told.limit_pct
