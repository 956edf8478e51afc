"""Att bevaka: what the newest figures of each nämnd give reason to ask about. One function a reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any

import swedish
from metrics import METRICS, Answer
from pages import _sentences as say
from pages._bevaka_mal import targets
from pages._bevaka_rules import ORDINALS, Span, Watch, Watched, falling, in_a_row, passes, ranked, span
from pages._bevaka_texts import absent, broken, old_uppdrag
from pages._desk import Desk, every_forecast
from pages._prognoser import Look
from pages._sentences import Figure, Sentence


@dataclass(frozen=True, slots=True)
class Forecast:
    """One report's deviation of a year from its budget, in kr; minus is a deficit."""

    report: str
    answer: Answer


class Outlook:
    """All that the rules look at, asked once for all nämnder."""

    def __init__(self, desk: Desk):
        self.desk, self.settings = desk, desk.filters.settings
        kinds = {n["code"]: n["kind"] for n in desk.store.namnder(desk.kommun)}
        self.namnder = [code for code, kind in kinds.items() if kind != "post"]

    @cached_property
    def grants(self) -> dict[str, Span]:
        """What the shares are percent of: kommunbidraget, else the budgeted nettokostnad."""
        found: dict[str, Span] = {}
        for key in ("nettokostnad_arsbudget", "kommunbidrag_arsbudget"):
            found |= {n: s for n, a in self.desk.now(key).items() if (s := span(a)) and s.low > 0}
        return found

    @cached_property
    def forecasts(self) -> dict[str, list[Forecast]]:
        """nämnd -> every report's deviation, oldest first: its forecast, or its bokslut."""
        found: dict[str, list[Forecast]] = {}
        for a in every_forecast(self.desk, "prognosavvikelse"):
            if a.namnd and not a.verksamhet and a.value is not None and a.vintage[5:] != "12":
                found.setdefault(a.namnd, []).append(Forecast(a.vintage, a))
        for a in self.desk.ask("resultat_bokslut"):
            if a.namnd and not a.verksamhet and a.value is not None:
                found.setdefault(a.namnd, []).append(Forecast(f"{a.year}-12", a))
        return {n: sorted(made, key=lambda f: f.report) for n, made in found.items()}

    def share(self, namnd: str, deficit: Span | None) -> Span | None:
        """A deficit (plus) in percent of the grant."""
        whole = self.grants.get(namnd)
        return deficit.percent_of(whole) if deficit and whole else None

    def linked(self, answer: Answer, text: str) -> Figure:
        return Figure(text, answer)


def watched(desk: Desk) -> list[Watched]:
    """The nämnder to watch, the most pressing first. Kept until something new is published."""
    return _watched(desk.store, desk.store.generation, desk.filters, desk.report)


@lru_cache(maxsize=64)
def _watched(store: Any, _generation: int, filters: Any, _report: str) -> list[Watched]:
    out = Outlook(Desk(store, filters))
    return ranked(w for make in RULES for w in make(out))


def deficits(out: Outlook) -> Iterator[Watch]:
    """A forecast (or bokslut) below budget by more than the limit, and for how many reports."""
    for namnd in out.namnder:
        made = [f for f in out.forecasts.get(namnd, []) if f.report <= out.desk.report]
        if not made or made[-1].report[:4] != out.desk.report[:4]:
            continue
        shares = [out.share(namnd, _deficit(f.answer)) for f in made]
        verdict = passes(shares[-1], out.settings.yellow_pct)
        share = shares[-1]
        if verdict and share is not None:
            count = max(1, in_a_row(shares, out.settings.yellow_pct))
            sentence = _deficit_told(out, made[-1], share, verdict, count)
            yield Watch(namnd, "underskott", sentence, share.value / out.settings.red_pct, verdict == "sure",
                        count, _ekonomi(out, namnd))  # fmt: skip


def _ekonomi(out: Outlook, namnd: str) -> str:
    return out.desk.filters.link(f"/namnd/{namnd}") + "#ekonomi"


def _deficit(answer: Answer) -> Span | None:
    found = span(answer)
    return -found if found else None


def _deficit_told(out: Outlook, last: Forecast, share: Span, verdict: str, count: int) -> Sentence:
    unit, year = out.desk.money, last.answer.year
    size = say.size(last.answer.value or Decimal(0), unit, last.answer)
    about = "" if last.report.endswith("-12") else f" för {last.answer.year}"
    part = f"{about}, {swedish.percent(share.value)} av kommunbidraget"
    head = f"gick {year} med ett underskott på " if last.report.endswith("-12") else (
        "räknar med ett underskott mot budget på ")  # fmt: skip
    if verdict == "maybe":
        return (head, size, part, "; det kan vara under gränsen, för talen är avrundade.")
    lasting = f"; {_lasting(count)} rapporten i rad" if count > 1 else ""
    return (head, size, part + lasting + ".")


def _lasting(count: int) -> str:
    return ORDINALS[count] if count < len(ORDINALS) else f"{count}:e"


def worsened(out: Outlook) -> Iterator[Watch]:
    """The forecast has become worse several reports in a row, the first against budget."""
    times = out.settings.worse_reports
    for namnd in out.namnder:
        made = [f for f in out.forecasts.get(namnd, [])
                if out.desk.report[:4] == f.report[:4] and f.report <= out.desk.report
                and f.report[5:] != "12"]  # fmt: skip
        values = [Span(Decimal(0), Decimal(0), Decimal(0))] + [s for f in made if (s := span(f.answer))]
        fell = values[0] - values[-1]
        share = out.share(namnd, fell)
        if falling(values, times) and passes(share, out.settings.yellow_pct) == "sure" and share:
            shown = say.size(fell.value, out.desk.money, made[-1].answer)
            times_said = f"har försämrat prognosen {say.count(len(made))} rapporter i rad"
            sentence = (times_said, ", sedan budgeten med ", shown, ".")
            where = out.desk.filters.link(f"/namnd/{namnd}/prognoser")
            size = share.value / out.settings.red_pct / 2
            yield Watch(namnd, "forsamring", sentence, size, True, len(made), where)


def unseasonal(out: Outlook) -> Iterator[Watch]:
    """A forecast below what earlier years speak for."""
    look = Look(out.desk)
    for season in look.seasons:
        own, gap = span(season.own), season.gap
        if (
            season.namnd not in out.namnder
            or own is None
            or not gap
            or gap <= 0
            or not look.stands_out(season)
        ):
            continue
        share = out.share(season.namnd, Span(gap, gap - (own.high - own.value), gap + (own.value - own.low)))
        if season.low is not None and own.high < season.low and share is not None:
            where = out.desk.filters.link("/prognoser") + f"#rakning-{season.namnd}"
            sentence = ("kan bli ", Figure(swedish.amount(gap, out.desk.money), where),
                        " dyrare än prognosen, om resten av året blir som tidigare år.")  # fmt: skip
            yield Watch(season.namnd, "sasong", sentence, share.value / out.settings.red_pct / 2, href=where)


def period_deficits(out: Outlook) -> Iterator[Watch]:
    """The period is below its budget though the forecast is not below its own."""
    told = {w.namnd for w in deficits(out)}
    for namnd, answer in out.desk.now("budgetavvikelse").items():
        share = out.share(namnd, _deficit(answer))
        verdict = passes(share, out.settings.yellow_pct)
        if out.desk.closed or namnd in told or namnd not in out.namnder or verdict != "sure" or share is None:
            continue
        size = say.size(answer.value or Decimal(0), out.desk.money, answer)
        through = swedish.report_name(out.desk.report)
        sentence = (f"har till och med {through} ett underskott mot budget på ", size,
                    f", {swedish.percent(share.value)} av årets kommunbidrag.")  # fmt: skip
        yield Watch(
            namnd, "perioden", sentence, share.value / out.settings.red_pct, href=_ekonomi(out, namnd)
        )


def sick_leave(out: Outlook) -> Iterator[Watch]:
    """Sjukfrånvaron has risen more than the limit since the same period last year."""
    levels = out.desk.now("sjukfranvaro")
    for namnd, answer in out.desk.now("sjukfranvaro_forandring").items():
        found = span(answer)
        verdict = passes(found, out.settings.sick_yellow_pp)
        if not verdict or found is None or namnd not in out.namnder:
            continue
        rise = Figure(f"{swedish.number(found.value, 1)} procentenheter", answer)
        level = levels.get(namnd)
        to = (" till ", Figure(METRICS["sjukfranvaro"].text(level.value), level)) if (
            level and level.value is not None) else ()  # fmt: skip
        tail = "." if verdict == "sure" else "; ökningen kan vara under gränsen, för talen är avrundade."
        sentence = ("sjukfrånvaron har ökat ", rise, *to, " sedan samma period förra året", tail)
        where = out.desk.filters.link(f"/namnd/{namnd}") + "#personal"
        size = found.value / out.settings.sick_red_pp
        yield Watch(namnd, "sjukfranvaro", sentence, size, verdict == "sure", href=where)


def cost_growth(out: Outlook) -> Iterator[Watch]:
    """Nettokostnaden grows clearly faster than that of the nämnder together."""
    key, whole = "nettokostnadsutveckling_pct", span(out.desk.whole("nettokostnadsutveckling_pct"))
    limit = out.settings.cost_growth_pp
    for namnd, answer in out.desk.now(key).items() if whole else ():
        own = span(answer)
        if own is None or whole is None or namnd not in out.namnder or passes(own - whole, limit) != "sure":
            continue
        sentence = ("nettokostnaden ökar med ", Figure(swedish.percent(own.value), answer),
                    f", mot {swedish.percent(whole.value)} för nämnderna tillsammans.")  # fmt: skip
        yield Watch(namnd, "kostnad", sentence, (own - whole).value / limit / 2, href=_ekonomi(out, namnd))


RULES: Sequence[Any] = (
    deficits, worsened, unseasonal, period_deficits, sick_leave, cost_growth, targets, broken, absent,
    old_uppdrag,
)  # fmt: skip
