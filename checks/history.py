"""Figures of the past that a report repeats, against what was published then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

import swedish
from checks._check import CODE, Check, Comparison, Context, Way
from checks._index import PREVIOUS, Placed
from checks._text import column, upper
from store.records import REPORTED, Fact, Finding, Horizon, Role, Scenario, Severity, Verdict

Results = Iterator[Comparison | Finding]
# The longest that reports with forecasts lie apart within a year (mars to augusti): if the newest known one
# is older, the previous forecast stood in a report that is not published here.
GAP = 5
_THEN = {
    Verdict.STAMMER: "{stated_amount}, som {source}.",
    Verdict.AVRUNDNING: "här står {stated_amount}, {source} stod {formula}. Skillnaden ryms i avrundningen.",
    Verdict.AVVIKER: "här står {stated_amount}, {source} stod {formula}. Det skiljer {difference}. "
    "Ändrad redovisning eller organisation kan vara skälet.",
    Verdict.EJ_PROVBAR: "här står {stated_amount}. {obstacle}",
}


def _previous_outcome(fact: Fact) -> bool:
    return fact.scenario == Scenario.UTFALL and fact.horizon == Horizon.PERIOD


def _previous_year(fact: Fact) -> bool:
    return fact.scenario == Scenario.UTFALL and fact.horizon == Horizon.YEAR


def _previous_forecast(fact: Fact) -> bool:
    return fact.scenario == Scenario.PROGNOS and fact.basis.startswith(PREVIOUS)


def _against_store(key: str, wanted: Callable[[Fact], bool]) -> Callable[[Context], Results]:
    def compare(context: Context) -> Results:
        if context.history is None:
            return
        unknown: dict[str, list[Placed]] = defaultdict(list)
        for stated in context.index.placed:
            if _repeats(stated) and wanted(stated.fact):
                one = _stored(context, stated)
                if one:
                    yield one
                else:
                    unknown[column(stated.fact)].append(stated)
        yield from (_unknown(key, name, found) for name, found in unknown.items())

    return compare


def _repeats(stated: Placed) -> bool:
    """A number of the past. The store answers for nämnder and verksamheter, not for women or age groups."""
    fact, grouped = stated.fact, any(stated.key[-3:])
    own = fact.role != Role.COMPARISON or stated.total or fact.measure.startswith(REPORTED)
    return not own and not grouped


def _stored(context: Context, stated: Placed) -> Comparison | None:
    """The number against what was published, or None: it never was."""
    then = context.stored(stated.fact, stated.fact.scenario, stated.fact.year)
    if then is None:
        return None
    if _previous_forecast(stated.fact) and _apart(then.report, context.report.report) > GAP:
        return None
    source = f"i rapporten för {swedish.report_name(then.report)} ({then.cell})"
    return Comparison(stated, (Way(then.interval, ((1, then.interval),)),), source=source)


def _apart(earlier: str, later: str) -> int:
    """Months from one report to another: ('2024-03', '2024-08') -> 5."""
    first, last = (12 * int(r[:4]) + int(r[5:]) for r in (earlier, later))
    return last - first


def _unknown(key: str, name: str, found: list[Placed]) -> Finding:
    count = swedish.number(len(found))
    text = f"{upper(name)}: {count} tal går inte att pröva, för siffrorna från då är inte publicerade här."
    cells = tuple(dict.fromkeys(p.ref for p in found))
    return Finding(Severity.INFO, CODE + key, text, cells, verdict=Verdict.EJ_PROVBAR)


def _check(key: str, label: str, rule: str, wanted: Callable[[Fact], bool]) -> Check:
    return Check(key, label, rule, _against_store(key, wanted), Severity.WARNING, _THEN)


CHECKS = (
    _check(
        "utfall_fg_ar",
        "Utfall föregående år är det som rapporterades då",
        "Kolumnen Utfall fg år mot utfallet i förra årets rapport för samma period.",
        _previous_outcome,
    ),
    _check(
        "bokslut_fg_ar",
        "Bokslut föregående år är det som rapporterades då",
        "Kolumnen Bokslut fg år mot helårets utfall i årsredovisningen.",
        _previous_year,
    ),
    _check(
        "fg_prognos",
        "Föregående prognos är den som lämnades då",
        "Kolumnen Fg prognos mot prognosen i årets närmast föregående rapport.",
        _previous_forecast,
    ),
)
