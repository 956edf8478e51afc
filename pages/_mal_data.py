"""Goals and indicators: what is declared, how it is judged, and the mått that measures it over the years."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from metrics import Answer
from store import select
from swedish import fold, slug

Row = dict[str, Any]
YEARS = 5  # before the report's that are asked for
_KEPT = 2  # years that a mått is shown after its last number
_COUNT = re.compile(r"\bn\s*=\s*(\d[\d\s]*)", re.I)
_SELF = ("sjalvskatt", "egen bedomning", "sjalvvardering")
_WANTED = re.compile(r"\bska (oka|minska)\b")


@dataclass(frozen=True)
class Goal:
    """One indicator. declared: what reports say of it, oldest first; matt: the code of its mått, or ''.

    outcome, target: of whole years; period: this year's so far, and its target.
    """

    namnd: str
    name: str
    matt: str = ""
    declared: tuple[Row, ...] = ()
    outcome: dict[int, Answer] = field(default_factory=dict)
    target: dict[int, Answer] = field(default_factory=dict)
    period: Answer | None = None
    period_target: Answer | None = None
    direction: str = ""

    @property
    def area(self) -> str:
        return str(self.declared[-1]["malomrade"]) if self.declared else ""

    @property
    def how(self) -> str:
        return str(self.declared[-1]["how"]) if self.declared else ""

    @property
    def self_rated(self) -> bool:
        return any(word in fold(self.how) for word in _SELF)

    @property
    def asked(self) -> str:
        """How many answers it builds on, as the report says; '' when it does not."""
        match = _COUNT.search(self.how)
        return match[1].strip() if match else ""

    @property
    def judged(self) -> tuple[Row, ...]:
        """The statuses that reports have given it, oldest first."""
        return tuple(row for row in self.declared if row["status"])

    @property
    def newest(self) -> int:
        """The newest year that anything is known of."""
        return max([*self.outcome, *self.target, *([self.period.year] if self.period else [])], default=0)

    @property
    def gap(self) -> Decimal | None:
        """Outcome minus target of the same year, the newest that has both."""
        both = [y for y in self.outcome if y in self.target]
        if not both:
            return None
        return _value(self.outcome[max(both)]) - _value(self.target[max(both)])

    @property
    def reached(self) -> bool | None:
        """Whether the target is met; None when a direction or a number is missing."""
        if self.gap is None or self.direction not in ("oka", "minska"):
            return None
        return self.gap >= 0 if self.direction == "oka" else self.gap <= 0


def _value(answer: Answer) -> Decimal:
    assert answer.value is not None
    return answer.value


def goals(desk: Any, namnd: str | None = None) -> list[Goal]:
    """The indicators that are declared, and the mått with a target or a wanted direction, in their order.

    namnd: those of one nämnd only.
    """
    declared = {key: rows for key, rows in _declared(desk).items() if namnd in (None, key[0])}
    told = _levels(desk)
    known = dict.fromkeys(key for level in told.values() for key in level if namnd in (None, key[0]))
    names = {key: desk.store.name("matt", desk.kommun, key[1]) for key in known}
    codes = {(n, s): m for n, m in known for s in (slug(names[n, m]), m.removeprefix("matt:"))}
    made = [_goal(desk, key, rows, told, codes.get(key, "")) for key, rows in declared.items()]
    taken = {(g.namnd, g.matt) for g in made}
    rest = [_goal(desk, (k[0], names[k]), (), told, k[1]) for k in known if k not in taken]
    wanted = _wanted(desk, rest)
    rest = [replace(g, direction=wanted.get(g.matt, "")) for g in rest if g.newest >= desk.year - _KEPT]
    return made + [g for g in rest if g.target or g.period_target or g.direction]


def _declared(desk: Any) -> dict[tuple[str, str], list[Row]]:
    """(nämnd, indicator) -> what the reports say of it, oldest first."""
    rows = [{"direction": "", "status": ""} | r for r in desk.store.indikatorer(desk.kommun)]
    found: dict[tuple[str, str], list[Row]] = {}
    for row in sorted(rows, key=lambda r: (r["report"], r["submission"], r["nr"])):
        if row["report"] <= desk.report:
            found.setdefault((row["namnd"], slug(row["what"])), []).append(row)
    return found


Levels = dict[str, dict[tuple[str, str], list[Answer]]]


def _levels(desk: Any) -> Levels:
    """Level of the mått -> (nämnd, mått) -> its answers with a value."""
    whole, now = tuple(range(desk.year - YEARS, desk.year + 1)), (desk.year,)
    asked = {"matt_bokslut": whole, "matt_arsbudget": whole, "matt": now, "matt_budget": now}
    return {name: _answers(desk, name, years) for name, years in asked.items()}


def _answers(desk: Any, name: str, years: tuple[int, ...]) -> dict[tuple[str, str], list[Answer]]:
    """Of the verksamhet, where only one reports the mått (a percentage is not summed), else of the nämnd."""
    below: dict[tuple[str, str], list[Answer]] = {}
    for answer in desk.ask(name, verksamhet="*", years=years):
        if answer.value is not None and answer.verksamhet:
            below.setdefault((answer.namnd, answer.matt), []).append(answer)
    found = {key: own for key, own in below.items() if len({a.verksamhet for a in own}) == 1}
    whole: dict[tuple[str, str], list[Answer]] = {}
    for answer in desk.ask(name, years=years):
        if answer.value is not None and not answer.verksamhet:
            whole.setdefault((answer.namnd, answer.matt), []).append(answer)
    return whole | found


def _goal(desk: Any, key: tuple[str, str], rows: Sequence[Row], told: Levels, code: str) -> Goal:
    at = (key[0], code)
    outcome, target = (_by_year(told[k].get(at, ())) for k in ("matt_bokslut", "matt_arsbudget"))
    return Goal(
        key[0], rows[-1]["what"] if rows else key[1], code, tuple(rows), outcome, target,
        _now(desk, told["matt"].get(at, ())), _now(desk, told["matt_budget"].get(at, ())),
        rows[-1]["direction"] if rows else "",
    )  # fmt: skip


def _by_year(answers: Iterable[Answer]) -> dict[int, Answer]:
    return {a.year: a for a in sorted(answers, key=lambda a: a.year)}


def _now(desk: Any, answers: Iterable[Answer]) -> Answer | None:
    """The answer for January to the report's month; a closed year has none of its own."""
    if desk.month in (0, 12):
        return None
    return next((a for a in answers if (a.year, a.month) == (desk.year, desk.month)), None)


def _wanted(desk: Any, found: Sequence[Goal]) -> dict[str, str]:
    """mått -> what the row that it was read from wants of it: `... ska minska`."""
    facts = {g.outcome[max(g.outcome)].facts[0]: g.matt for g in found if g.outcome}
    rows = select.sources(desk.store, desk.kommun, tuple(facts)) if facts else []
    matches = {facts[r["fact_id"]]: _WANTED.search(fold(r["row_text"])) for r in rows}
    return {matt: match[1] for matt, match in matches.items() if match}
