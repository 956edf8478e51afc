"""Uppdrag and recommendations as matters over time: what each report said, how old they are, what is due."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from swedish import MONTHS, fold

DONE = ("fullgjord", "avslutad")
PROPOSED = "foreslas_fullgjord"
AGES = {
    "1": "under ett år",
    "2": "ett till två år",
    "3": "över två år",
    "okand": "okänd",
}
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_DAY = re.compile(rf"(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})", re.I)
_MONTH = re.compile(rf"({'|'.join(MONTHS)}) (\d{{4}})", re.I)
_QUARTER = re.compile(r"kvartal (\d|ett|två|tre|fyra)(?:,? (\d{4}))?", re.I)
_YEARLY = re.compile(r"års(?:rapport|redovisning)(?:en)?(?: (\d{4}))?", re.I)
_QUARTERS = {"ett": 1, "två": 2, "tre": 3, "fyra": 4}
Row = dict[str, Any]


@dataclass(frozen=True)
class Matter:
    """One uppdrag or recommendation. steps: what the reports said of it, oldest first; `day`: seen from.

    dropped: the nämnd's newest report with uppdrag does not mention it.
    """

    steps: tuple[Row, ...]
    day: dt.date
    dropped: bool = False

    @property
    def now(self) -> Row:
        """What the newest report says."""
        return self.steps[-1]

    @property
    def id(self) -> str:
        return identity(self.now)

    @property
    def status(self) -> str:
        return str(self.now["status"])

    @property
    def is_open(self) -> bool:
        return self.status not in DONE and not self.dropped

    @property
    def lost(self) -> bool:
        """Never declared fulfilled, and yet not mentioned any more."""
        return self.status not in DONE and self.dropped

    @property
    def changes(self) -> tuple[Row, ...]:
        """The steps at which the status was another than before."""
        pairs = zip((None, *self.steps), self.steps, strict=False)
        return tuple(row for before, row in pairs if before is None or before["status"] != row["status"])

    @property
    def decided(self) -> dt.date | None:
        """The day of the decision; None when the report gives only a year or nothing."""
        return _date(self.steps[0]["beslut"])

    @property
    def age(self) -> int | None:
        """Days since the decision."""
        return (self.day - self.decided).days if self.decided else None

    @property
    def age_group(self) -> str:
        if self.age is None:
            return "okand"
        return "1" if self.age < 365 else "2" if self.age < 2 * 365 else "3"

    @property
    def due(self) -> dt.date | None:
        """The last day of the time at which it is to come back, when that is a certain one."""
        return due_day(self.now["ater"].split("; ")[-1], self.now["report"])

    @property
    def overdue(self) -> bool:
        return self.is_open and self.status != PROPOSED and self.due is not None and self.due < self.day


def identity(row: Row) -> str:
    """What leads to what one report says: '<submission>.<nr>'."""
    return f"{row['submission']}.{row['nr']}"


def last_day(report: str) -> dt.date:
    """The day that a report tells of the time up to; a budget document tells of no day of its year yet."""
    year, month = int(report[:4]), int(report[5:])
    return dt.date(year, month, calendar.monthrange(year, month)[1]) if month else dt.date(year, 1, 1)


def due_day(text: str, report: str) -> dt.date | None:
    """The last day of a time in words (`december 2024`, `kvartal fyra`); None when it has no end."""
    year = int(report[:4])
    if "efter" in fold(text).split():
        return None
    if found := _date(text):
        return found
    if day := _DAY.search(text):
        return _day(int(day[3]), MONTHS.index(day[2].lower()) + 1, int(day[1]))
    if month := _MONTH.search(text):
        return last_day(f"{month[2]}-{MONTHS.index(month[1].lower()) + 1:02}")
    if quarter := _QUARTER.search(text):
        number = _QUARTERS.get(quarter[1].lower()) or int(quarter[1])
        return last_day(f"{quarter[2] or year}-{number * 3:02}") if 1 <= number <= 4 else None
    if yearly := _YEARLY.search(text):
        return dt.date(int(yearly[1] or year), 12, 31)
    return None


def _date(text: str) -> dt.date | None:
    match = _DATE.search(text)
    return _day(*(int(part) for part in match.groups())) if match else None


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


@lru_cache(maxsize=64)
def _matters(store: Any, _generation: int, kommun: str, report: str) -> tuple[Matter, ...]:
    """Every matter that the reports up to one tell of."""
    told = [*store.uppdrag(kommun), *store.rekommendationer(kommun)]
    rows = [_whole(row) for row in told if row["report"] <= report]
    rows.sort(key=lambda r: (r["report"], r["submission"], r["nr"]))
    several = _several(rows)
    found: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        found.setdefault(_key(row, several), []).append(row)
    day, newest = last_day(report), {r["namnd"]: r["report"] for r in rows if r["kind"] == "uppdrag"}
    return tuple(Matter(tuple(steps), day, _dropped(steps[-1], newest)) for steps in found.values())


def _dropped(row: Row, newest: dict[str, str]) -> bool:
    """Recommendations are not listed in every report, so that one is not there says nothing."""
    return row["kind"] == "uppdrag" and row["report"] < newest[row["namnd"]]


def _whole(row: Row) -> Row:
    """With what a store from before recommendations lacks."""
    return {"kind": "uppdrag", "svar": "", "ater": ""} | row


def _several(rows: Sequence[Row]) -> set[str]:
    """The numbers that one report has for more than one uppdrag of a nämnd."""
    told = Counter((r["submission"], r["namnd"], r["arendenummer"]) for r in rows)
    return {number for (_, _, number), n in told.items() if number and n > 1}


def _key(row: Row, several: set[str]) -> tuple[str, ...]:
    """What makes two reports' rows the same matter: its number, else its words."""
    number = row["arendenummer"]
    words = re.sub(r"[^a-z0-9]+", "", fold(row["text"]))
    if number and number not in several:
        return row["kind"], row["namnd"], number
    return row["kind"], row["namnd"], number, words


def matters(desk: Any, namnd: str | None = None, kind: str = "uppdrag") -> list[Matter]:
    """The matters of a nämnd (None: of all) as the chosen report knows them, those open longest first."""
    found = _matters(desk.store, desk.store.generation, desk.kommun, desk.report)
    own = [m for m in found if m.now["kind"] == kind and namnd in (None, m.now["namnd"])]
    return sorted(own, key=lambda m: (not m.is_open, m.age is None, -(m.age or 0), m.now["text"]))


def chosen(
    found: Sequence[Matter], *, namnd: str = "", status: str = "", age: str = "", words: str = ""
) -> list[Matter]:
    """Those that fit what is asked for; an empty choice asks for nothing.

    status: one of the reports' own (of those still mentioned), `oppna`, `borta`, or `alla`.
    """
    wanted = fold(words).split()

    def fits(m: Matter) -> bool:
        states = {"": True, "alla": True, "oppna": m.is_open, "borta": m.lost}
        state = states.get(status, m.status == status and not m.lost)
        text = fold(" ".join((m.now["text"], m.now["arendenummer"], m.now["beslut"])))
        return (
            state
            and namnd in ("", m.now["namnd"])
            and age in ("", m.age_group)
            and all(word in text for word in wanted)
        )

    return [m for m in found if fits(m)]


def find(desk: Any, asked: str) -> tuple[Matter, Row] | None:
    """The matter and the step that an address names."""
    found = _matters(desk.store, desk.store.generation, desk.kommun, desk.report)
    return next(((m, row) for m in found for row in m.steps if identity(row) == asked), None)
