"""A ledger (huvudbok, transaktionslista, saldolista): its rows become sums a nämnd, account class and month.

A month that the file has, and in which a nämnd has no row, is a true zero for that nämnd: a ledger lists all
that was booked. Sums from January are therefore given when the file has each month from January on. A sum
that lacks a row which could not be read is not given at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from loaders import _flat_sums
from loaders._flat import MONEY, Head
from loaders._flat_book import Group, Left, Total, groups
from loaders._flat_columns import EMPTY, UNREAD
from loaders._flat_keys import CLOSING
from loaders._flat_owner import Owners
from store import codes

Key = tuple[str, str, str, str, int, int]
"""nämnd, verksamhet, measure, scenario, year, month (that month alone)"""
Held = tuple[str, str, str, int, int]
"""What a row that was not read might belong to: nämnd, measure ('' any), scenario, year and month (0 any)."""
REASONS = {
    UNREAD: "cellen är inte ett tal",
    _flat_sums.SUM: "raden är en summa av andra rader",
    _flat_sums.ACCOUNT: "raden saknar konto",
    _flat_sums.PERIOD: "radens period går inte att läsa",
    "niva": "samma belopp står på en annan nivå, som är läst eller prövad mot den",
    "kontroll": "kontrollsumma eller balanskonto",
    "objekt": "kontots total går inte att dela på objekten: raderna säger emot varandra",
}
_ASIDE = (_flat_sums.SUM, "niva", "kontroll")
ANY = "*"
HELD = "summan saknar rader som inte gick att läsa"
CLOSED = "perioden är en bokslutsperiod efter december"
LATER = "perioden ligger efter rapportens period"
UNLISTED = "kontot finns inte i listan över konton (konto.csv)"
SKIPPED = "utelämnad enligt ditt svar"
UNSIGNED = "det framgår inte om plus är kostnad eller intäkt"
INCOME, COST = "intakter", "kostnader"
DEBIT, NATURAL, POSITIVE = "debet_plus", "som_det_star", "kostnader_plus"
"""Debet is plus and income therefore minus; income plus and cost minus; both plus."""


@dataclass(slots=True)
class Ledger:
    """What one sheet's rows come to. `sums` keep the signs of the file."""

    sheet: str
    head: Head
    sums: dict[Key, Total] = field(default_factory=lambda: defaultdict(Total))
    held: set[Held] = field(default_factory=set)
    left: Left = field(init=False)
    scenarios: tuple[str, ...] = field(init=False)  # of the amounts, in their order
    unowned: dict[tuple[str, str], Total] = field(default_factory=lambda: defaultdict(Total))
    totals: dict[int, list[int]] = field(default_factory=dict)  # amount -> [sum of rows, sum rows, their sum]
    months: set[tuple[str, int, int]] = field(default_factory=set)
    empty: Total = field(default_factory=Total)
    parts: list[tuple[Group, str, str, str]] = field(default_factory=list)
    unplaced: set[str] = field(default_factory=set)  # verksamhet codes that nobody knows
    signs: dict[str, str] = field(
        default_factory=dict
    )  # scenario -> DEBIT, NATURAL, POSITIVE; '' when unknown

    def __post_init__(self) -> None:
        self.left = Left(self.sheet)
        self.scenarios = tuple(MONEY[a] for a in self.head.amounts)

    def scenario(self, amount: int) -> str:
        return self.scenarios[amount]


def read(
    sheet: str, head: Head, found: Mapping[str, object], owners: Owners, until: tuple[int, int], strict: bool
) -> Ledger:
    """The ledger of one sheet. until: (year, month) after which nothing is read. strict: an empty amount is a
    fault of the file, not a nought.
    """
    ledger = Ledger(sheet, head)
    for group in groups(found):
        _take(ledger, group, owners, until, strict)
    _settle(ledger, owners)
    return ledger


def _take(ledger: Ledger, group: Group, owners: Owners, until: tuple[int, int], strict: bool) -> None:
    _add_total(ledger, group)
    if group.why in _ASIDE:
        ledger.left.add(group, REASONS[group.why])
        return
    owner = owners.of(group.said, group.year)
    account = account_of(owners.kommun, group.konto, group.year) if group.konto else None
    if group.why or group.month == CLOSING:
        _hold(ledger, group, owner.namnd, account, strict)
    elif account is None or not account.measure:
        ledger.left.add(group, account.name if account else UNLISTED)
    elif until[0] and (group.year, group.month) > until:
        ledger.left.add(group, LATER)
    elif owner.skipped:
        ledger.left.add(group, SKIPPED)
    elif not owner.namnd:
        ledger.unowned[owner.asked].add(group)
        ledger.left.add(group, unowned_reason(owners, owner.asked))
    else:
        _book(ledger, group, owner.namnd, owner.verksamhet, account)


def unowned_reason(owners: Owners, asked: tuple[str, str]) -> str:
    dimension, code = asked
    return f"det framgår inte vilken nämnd {dimension} {owners.name(dimension, code)} hör till" if code \
        else "raden säger inte vilken nämnd den gäller"  # fmt: skip


def _book(ledger: Ledger, group: Group, namnd: str, verksamhet: str, account: codes.Konto) -> None:
    scenario = ledger.scenario(group.amount)
    ledger.months.add((scenario, group.year, group.month))
    ledger.parts.append((group, namnd, account.measure, account.total))
    if not verksamhet:
        ledger.unplaced.update(text for dimension, text in group.said if dimension == "verksamhet" and text)
    for measure in filter(None, (account.measure, account.total)):
        for whose in dict.fromkeys(("", verksamhet)):
            ledger.sums[namnd, whose, measure, scenario, group.year, group.month].add(group)


def _hold(ledger: Ledger, group: Group, namnd: str, account: codes.Konto | None, strict: bool) -> None:
    """Sums that the row might belong to are not given."""
    if group.why == EMPTY:
        ledger.empty.add(group._replace(numbers=1))
        if not strict:
            return
    ledger.left.add(group, REASONS.get(group.why, CLOSED))
    if account is not None and not account.measure:
        return
    scenario = ledger.scenario(group.amount)
    if not any(text for _, text in group.said):
        namnd = namnd or ANY
    for measure in {account.measure, account.total} - {""} if account else {""}:
        ledger.held.add((namnd, measure, scenario, group.year, group.month))


def _add_total(ledger: Ledger, group: Group) -> None:
    found = ledger.totals.setdefault(group.amount, [0, 0, 0])
    if group.why in _ASIDE[1:]:
        return
    if group.why == _flat_sums.SUM:
        found[1] += group.rows
        found[2] += group.value
    else:
        found[0] += group.value


def _settle(ledger: Ledger, owners: Owners) -> None:
    """What is known when all rows are: the signs, and which rows stand in no sum."""
    for scenario in {s for s, _, _ in ledger.months}:
        answer = owners.answers.get(sign_key(scenario))
        ledger.signs[scenario] = sign(ledger, scenario) or answer
    if not ledger.held and all(s in (DEBIT, NATURAL, POSITIVE) for s in ledger.signs.values()):
        return
    for group, namnd, measure, _ in ledger.parts:
        scenario = ledger.scenario(group.amount)
        if ledger.signs[scenario] not in (DEBIT, NATURAL, POSITIVE):
            ledger.left.add(group, SKIPPED if ledger.signs[scenario] else UNSIGNED)
        elif is_held(ledger.held, (namnd, "", measure, scenario, group.year, group.month)):
            ledger.left.add(group, HELD)


def sign_key(scenario: str) -> str:
    return f"tecken:huvudbok:{scenario}"


def sign(ledger: Ledger, scenario: str) -> str:
    """DEBIT when income is negative or cost positive, NATURAL the other way round, '' when neither."""
    if "debet" in ledger.head.roles and scenario == "utfall":
        return DEBIT
    income = sum(t.value for k, t in ledger.sums.items() if k[2] == INCOME and k[3] == scenario and not k[1])
    cost = sum(t.value for k, t in ledger.sums.items() if k[2] == COST and k[3] == scenario and not k[1])
    if income * cost > 0 or not (income or cost):
        return ""
    return DEBIT if income < 0 or cost > 0 else NATURAL


def is_held(held: Iterable[Held], key: Key, *, through: bool = False) -> bool:
    """Does a sum lack a row? through: it is a sum from January."""
    namnd, _, measure, scenario, year, month = key
    return any(
        h[0] in (namnd, ANY) and h[1] in ("", measure) and h[2] == scenario
        and h[3] in (0, year) and _within(h[4], month, through)
        for h in held
    )  # fmt: skip


def _within(held: int, month: int, through: bool) -> bool:
    if held == CLOSING:
        return through and month == 12
    return not held or held == month or (through and held < month)


@cache
def account_of(kommun: str, konto: str, year: int) -> codes.Konto | None:
    """The line of data/codes/konto.csv that an account belongs to."""
    number = konto[:4].ljust(4, "0")
    for line in codes.konton(kommun):
        valid = (not line.valid_from or int(line.valid_from) <= year or not year) and (
            not line.valid_to or year <= int(line.valid_to)
        )
        if valid and line.first <= number <= line.last:
            return line
    return None
