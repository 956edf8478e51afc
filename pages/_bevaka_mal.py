"""A target that was missed: an indicator with a wanted direction whose outcome of a whole year fell short."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from metrics import METRICS, Answer
from pages import _sentences as say
from pages._bevaka_rules import ORDINALS, Span, Watch, passes, span
from pages._mal_data import Goal, goals
from pages._mal_delar import source_href
from pages._sentences import Figure, Sentence

_WANTED = ("oka", "minska")


@dataclass(frozen=True, slots=True)
class Missed:
    """An indicator, the year, how far from the target in percent of it, and how many years in a row."""

    goal: Goal
    year: int
    share: Span
    years: int


def targets(out: Any) -> Iterator[Watch]:
    """The targets of the newest whole year that were missed by at least the limit; one reason a nämnd."""
    by_namnd: dict[str, list[Missed]] = {}
    for goal in goals(out.desk):
        found = missed(goal, out.desk.year - 1) if goal.namnd in out.namnder else None
        if found and passes(found.share, out.settings.target_yellow_pct):
            by_namnd.setdefault(goal.namnd, []).append(found)
    for namnd, found in by_namnd.items():
        yield _watch(out, namnd, sorted(found, key=lambda m: m.share.value, reverse=True))


def missed(goal: Goal, since: int) -> Missed | None:
    """None when the target is met, when rounding may explain it, or when it is of a year before `since`."""
    if goal.direction not in _WANTED:
        return None
    years = sorted((y for y in goal.outcome if y in goal.target), reverse=True)
    short = [_short(goal, y) for y in years]
    count = next((i for i, one in enumerate(short) if one is None), len(short))
    while count > 1 and years[0] - years[count - 1] != count - 1:
        count -= 1  # a year that nothing is known of breaks the row
    if not count or years[0] < since or short[0] is None:
        return None
    return Missed(goal, years[0], short[0], count)


def _short(goal: Goal, year: int) -> Span | None:
    """How far from the target in percent of it; None unless it was missed however both are rounded."""
    outcome, target = span(goal.outcome[year]), span(goal.target[year])
    if outcome is None or target is None:
        return None
    gap = target - outcome if goal.direction == "oka" else outcome - target
    same = shown(goal.outcome[year]) == shown(goal.target[year])
    return gap.percent_of(target) if gap.low > 0 and not same else None


def shown(answer: Answer) -> str:
    """The value with as many decimals as it was given with: `39 %`."""
    text = METRICS["matt"].text(answer.value, "kr", answer.unit)
    found = span(answer)
    return text.replace(",0", "", 1) if found and found.high - found.low >= 1 else text


def _watch(out: Any, namnd: str, found: list[Missed]) -> Watch:
    """The worst of them is told, and how many more there are."""
    first = found[0]
    verdict, few = passes(first.share, out.settings.target_yellow_pct), _few(out, first.goal)
    sentence = (*_told(out, first, len(found)), *_doubt(first.goal, verdict, few), ".")
    times = first.share.value / out.settings.target_red_pct
    sure = verdict == "sure" and not few
    return Watch(namnd, "mal", sentence, times, sure, first.years, _href(out, first.goal))


def _told(out: Any, one: Missed, count: int) -> Sentence:
    outcome, target = one.goal.outcome[one.year], one.goal.target[one.year]
    bound = "minst" if one.goal.direction == "oka" else "högst"
    head = f"nådde {one.year} inte målet för ”{one.goal.name}”"
    if count > 1:
        many = say.count(count, neuter=True)
        head = f"nådde {one.year} inte {many} av målen; längst ifrån är ”{one.goal.name}”"
    lasting = f"; {ORDINALS[one.years]} året i rad" if 1 < one.years < len(ORDINALS) else ""
    return (
        f"{head}: utfallet blev ", out.linked(outcome, shown(outcome)),
        f" och målet var {bound} ", out.linked(target, shown(target)), lasting,
    )  # fmt: skip


def _doubt(goal: Goal, verdict: str, few: bool) -> Sentence:
    """Why it may not be so bad."""
    told: tuple[str | Figure, ...] = ()
    if few:
        who = f"bara {goal.asked} svar" if goal.asked else "okänt antal svar"
        told += (f"; det är en självskattning med {who}",)
    if verdict == "maybe":
        told += ("; det kan vara under gränsen, för talen är avrundade",)
    return told


def _few(out: Any, goal: Goal) -> bool:
    """A judgement of oneself by so few, or by nobody knows how many, that it may be chance."""
    answers = "".join(goal.asked.split())
    return goal.self_rated and (not answers or Decimal(answers) < out.settings.few_answers)


def _href(out: Any, goal: Goal) -> str:
    """The newest judgement of the indicator; the list of all where there is none."""
    return source_href(out.desk, goal.declared[-1]) if goal.declared else out.desk.filters.link("/mal")
