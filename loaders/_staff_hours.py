"""Staff hours: one row a month, unit, kön, age group and form of employment becomes hours a month of a nämnd.

Only sums of groups are kept. A small group is kept too, and hidden where figures are shown (ten employees or
fewer), never here: its hours are needed in the sums.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import swedish
from loaders import _flat_sums
from loaders._flat_book import Group, Left, Total, exactly, groups, numbers, plain, span
from loaders._flat_columns import EMPTY, UNREAD
from loaders._flat_keys import CLOSING
from loaders._flat_owner import Owners
from loaders._flat_parts import Part, Said, errors, questions, texts_in_amounts, view
from loaders._flat_sums import Flat
from loaders.grid import Sheet
from store import codes
from store.records import Fact, Finding, NotRead, Severity

KIND = "timmar"
FEW = 10
_REASONS = {
    UNREAD: "cellen är inte ett tal",
    EMPTY: "cellen är tom",
    _flat_sums.SUM: "raden är en summa av andra rader",
    _flat_sums.PERIOD: "radens månad går inte att läsa",
    _flat_sums.AGE: "radens kön eller åldersgrupp går inte att läsa",
}
_HELD = "månadens summa saknar rader som inte gick att läsa"
_LATER = "månaden ligger efter rapportens period"
_SKIPPED = "utelämnad enligt ditt svar"
Place = tuple[str, str, str, int, int]
"""nämnd, verksamhet, measure, year, month"""
Group3 = tuple[str, str, str]
"""kön, age group, form of employment"""


@dataclass(slots=True)
class Hours:
    """What the rows of one sheet come to."""

    sheet: str
    amounts: tuple[str, ...]
    sums: dict[tuple[Place, Group3], Total] = field(default_factory=lambda: defaultdict(Total))
    held: set[tuple[str, str, int, int]] = field(default_factory=set)  # nämnd, measure, year, month (0 any)
    left: Left = field(init=False)
    unowned: dict[tuple[str, str], Total] = field(default_factory=lambda: defaultdict(Total))
    taken: list[tuple[Group, str, str]] = field(default_factory=list)
    empty: dict[str, Total] = field(default_factory=lambda: defaultdict(Total))

    def __post_init__(self) -> None:
        self.left = Left(self.sheet)


def read(sheet: Sheet, flat: Flat, summed: Mapping[str, Any], said: Said) -> Part:
    """The sheet's part of the report."""
    owners = said.owners(summed["names"])
    hours = Hours(sheet.name, flat.head.amounts)
    for group in groups(summed):
        _take(hours, group, owners, said.until)
    for group, namnd, measure in hours.taken:
        if _is_held(hours, namnd, measure, group.year, group.month):
            hours.left.add(group, _HELD)
    cols = {i: (flat.head.roles[a],) * 2 for i, a in enumerate(flat.head.amounts)}
    meanings = {flat.head.roles[a]: codes.name("matt", "", a) or a for a in flat.head.amounts}
    part = Part(KIND, view(sheet.name, flat, "Timmar", meanings), last=_last(hours))
    part.facts = list(_facts(hours, flat, owners.kommun))
    part.not_read = list(hours.left.entries(cols))
    part.findings = [
        *errors(sheet, flat),
        *texts_in_amounts(sheet, summed),
        *_told(hours, flat, part.not_read),
    ]
    part.findings += questions(sheet.name, owners, _unowned(hours, cols))
    part.numbers = numbers(summed) - sum(n.numbers for n in part.not_read)
    return part


def _unowned(hours: Hours, cols: Mapping[int, tuple[int, int]]) -> list[tuple[tuple[str, str], str, str]]:
    width = (min(cols.values())[0], max(cols.values())[1])
    return [(a, span(width, t), f"{swedish.number(t.numbers)} tal") for a, t in hours.unowned.items()]


def _take(hours: Hours, group: Group, owners: Owners, until: tuple[int, int]) -> None:
    if group.why == _flat_sums.SUM:
        hours.left.add(group, _REASONS[group.why])
        return
    owner = owners.of(group.said, group.year)
    measure = hours.amounts[group.amount]
    if group.why or group.month >= CLOSING:
        hours.left.add(group, _REASONS.get(group.why, _REASONS[_flat_sums.PERIOD]))
        if group.why == EMPTY:
            hours.empty[measure].add(group)
        hours.held.add((owner.namnd, measure, group.year, 0 if group.month >= CLOSING else group.month))
    elif until[0] and (group.year, group.month) > until:
        hours.left.add(group, _LATER)
    elif owner.skipped:
        hours.left.add(group, _SKIPPED)
    elif not owner.namnd or not owners.kommun:
        hours.unowned[owner.asked].add(group)
        hours.left.add(group, f"det framgår inte vilken nämnd {owners.name(*owner.asked)} hör till")
    else:
        _book(hours, group, owner.namnd, owner.verksamhet, measure)


def _book(hours: Hours, group: Group, namnd: str, verksamhet: str, measure: str) -> None:
    """In the sum of everyone, of kön and age, and of the form of employment too when the file has it."""
    hours.taken.append((group, namnd, measure))
    levels = dict.fromkeys((("", "", ""), (group.kon, group.alder, ""), (group.kon, group.alder, group.form)))
    for whose in dict.fromkeys(("", verksamhet)):
        place = (namnd, whose, measure, group.year, group.month)
        for level in levels:
            hours.sums[place, level].add(group)


def _is_held(hours: Hours, namnd: str, measure: str, year: int, month: int) -> bool:
    return any(
        h[0] == namnd and h[1] == measure and h[2] in (0, year) and h[3] in (0, month) for h in hours.held
    )


def _last(hours: Hours) -> tuple[int, int]:
    return max(((p[3], p[4]) for p, _ in hours.sums), default=(0, 0))


def _facts(hours: Hours, flat: Flat, kommun: str) -> Iterator[Fact]:
    year = _last(hours)[0]
    cols = {a: (flat.head.roles[a],) * 2 for a in hours.amounts}
    if "sjuktimmar" not in cols and {"sjuktimmar_kort", "sjuktimmar_lang"} <= set(cols):
        _sick(hours)
        both = (cols["sjuktimmar_kort"][0], cols["sjuktimmar_lang"][0])
        cols["sjuktimmar"] = (min(both), max(both))
    for (place, level), total in sorted(hours.sums.items()):
        namnd, verksamhet, measure, of_year, month = place
        if _is_held(hours, namnd, measure, of_year, month):
            continue
        value = exactly(total.value)
        rows = f"{swedish.number(total.numbers)} rader, summa {plain(total.value)}"
        yield Fact(
            namnd, verksamhet, measure, "utfall", "", of_year, month, "month", value, _unit(measure),
            _step(value), value, hours.sheet, span(cols[measure], total),
            _row(kommun, namnd, verksamhet, level),
            _heading(flat, cols[measure]), rows, role="own" if of_year == year else "comparison",
            kon=level[0], alder=level[1], anstallningsform=level[2],
        )  # fmt: skip


def _sick(hours: Hours) -> None:
    """All sick hours are the short and the long, where a file has just these."""
    for (place, level), short in list(hours.sums.items()):
        namnd, verksamhet, measure, year, month = place
        long = hours.sums.get(((namnd, verksamhet, "sjuktimmar_lang", year, month), level))
        if measure == "sjuktimmar_kort" and long:
            whole = hours.sums[(namnd, verksamhet, "sjuktimmar", year, month), level]
            whole.include(short)
            whole.include(long)
    parts = [h for h in hours.held if h[1] in ("sjuktimmar_kort", "sjuktimmar_lang")]
    hours.held |= {(namnd, "sjuktimmar", year, month) for namnd, _, year, month in parts}


def _heading(flat: Flat, cols: tuple[int, int]) -> str:
    return " + ".join(flat.head.headings[c] for c in dict.fromkeys(cols))


def _unit(measure: str) -> str:
    return next(m.unit for m in codes.matt() if m.code == measure)


def _step(value: Decimal) -> Decimal:
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(min(int(exponent), 0)) if value else Decimal(1)


_KON = {"K": "Kvinnor", "M": "Män"}


def _row(kommun: str, namnd: str, verksamhet: str, level: Group3) -> str:
    kon, alder, form = level
    name = codes.name("namnd", kommun, namnd) or namnd
    part = next((v.name for v in codes.verksamheter(kommun, namnd) if v.code == verksamhet), verksamhet)
    return " · ".join(t for t in (name, part, _KON.get(kon, ""), alder, form) if t)


def _told(hours: Hours, flat: Flat, not_read: list[NotRead]) -> Iterator[Finding]:
    for entry in not_read:
        if "vilken nämnd" not in entry.reason and entry.reason not in (_SKIPPED, _REASONS[UNREAD]):
            severity = (
                Severity.INFO if entry.reason in (_LATER, _REASONS[_flat_sums.SUM]) else Severity.WARNING
            )
            text = f"{hours.sheet}: {entry.raw}, är inte lästa: {entry.reason}."
            yield Finding(severity, "ej_last", text, (f"{hours.sheet}!{entry.cell}",))
    for measure, total in hours.empty.items():
        col = flat.head.roles[measure]
        text = (
            f"{hours.sheet}: kolumnen ”{flat.head.headings[col]}” har tomma celler "
            f"({span((col, col), total)}). "
            "Månadens summa för nämnden lämnas ute. Skriv 0 där det inte finns några timmar."
        )
        yield Finding(Severity.WARNING, "tom_cell", text, (f"{hours.sheet}!{span((col, col), total)}",))
    few = _few(hours)
    if few:
        text = (
            f"{hours.sheet}: {few} grupper har högst {FEW} anställda. De är lästa, för summornas skull, och "
            "döljs där talen visas."
        )
        yield Finding(Severity.INFO, "sma_grupper", text)


def _few(hours: Hours) -> int:
    """How many groups of kön, age and form have at most ten employees in some month."""
    small = {
        (place[0], place[1], level)
        for (place, level), total in hours.sums.items()
        if place[2] == "antal_anstallda" and any(level) and total.value <= FEW * 10_000
    }
    return len(small)
