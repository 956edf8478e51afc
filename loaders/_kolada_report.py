"""A document of Kolada's figures as a Report: a fact for each nyckeltal and kön, its cell Kolada's ids."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from store import codes
from store.records import Fact, Finding, Horizon, NotRead, Report, Scenario, Severity, Status
from swedish import fold

SOURCE = "Kolada (RKA)"
KIND = "kolada"
MEASURE = "matt:kolada-"
SHEET = "Kolada"
_KON = {"T": "", "K": "K", "M": "M"}
_KON_TEXT = {"T": "", "K": ", kvinnor", "M": ", män"}
_FINEST = Decimal("0.0001")
_STATUS = {
    "..": Status.SEKRETESS, "private": Status.SEKRETESS, ".": Status.EJ_TILLAMPLIG,
    "notapplicable": Status.EJ_TILLAMPLIG, "not applicable": Status.EJ_TILLAMPLIG,
}  # fmt: skip
"""Kolada's words for why there is no value; any other (`-`, Missing, none) is bortfall."""
_UNITS = (
    (r"\(%\)|,\s*%|\bandel,? %|%\s*$", "procent", Decimal(1)),
    (r"\bkr\s*/\s*inv\b|\bkr per inv", "kr/inv", Decimal(1)),
    (r"\((?:mnkr|mkr|miljoner kr(?:onor)?)\)|, (?:mnkr|mkr|miljoner kr(?:onor)?)$", "kr", Decimal(1_000_000)),
    (r"\(tkr\)|, tkr$", "kr", Decimal(1000)),
    (r"\(kr\)|, kr$", "kr", Decimal(1)),
    (r"\bantal\b", "antal", Decimal(1)),
)
"""How a title tells its unit. `kr/elev` and the like are units of their own; no sign of a unit: none."""
_PER = re.compile(r"\bkr\s*/\s*([a-zåäö]+)", re.IGNORECASE)
Row = dict[str, Any]


def read(content: bytes, file: str) -> Report:
    """The Report of one document from `loaders.kolada.fetch`. ValueError when it is none."""
    whole = json.loads(content, parse_float=Decimal)
    place, year = whole["municipality"], int(whole["period"])
    kommun = kommun_code(place["id"])
    made = [_Kpi(kpi, _row(whole, kpi["id"]), place, year) for kpi in whole["kpi"]]
    return Report(
        file, hashlib.sha256(content).hexdigest(), kommun, f"{year}-12", KIND,
        f"Nyckeltal {year}, {place['title']}. Källa: {SOURCE}",
        facts=tuple(f for one in made for f in one.facts()),
        findings=tuple(f for one in made for f in one.findings()),
        not_read=tuple(n for one in made for n in one.not_read()),
        labels=tuple(_labels(kommun, place, whole["kpi"])),
    )  # fmt: skip


def kommun_code(identity: str) -> str:
    """The program's code of a kommun, from Kolada's id (its four digits); one not in the list has its id."""
    return next((k.code for k in codes.kommuner() if k.kommunkod == identity), identity.lower())


def _row(whole: Row, identity: str) -> Row:
    return next(row for row in whole["values"] if row["kpi"] == identity)


def _labels(kommun: str, place: Row, kpis: Iterable[Row]) -> Iterator[tuple[str, str, str]]:
    if codes.name("kommun", "", kommun) is None:
        yield "kommun", kommun, place["title"]
    for kpi in kpis:
        yield "matt", measure(kpi["id"]), kpi["title"]


def measure(identity: str) -> str:
    """'N00090' -> 'matt:kolada-n00090'."""
    return MEASURE + identity.lower()


def unit_of(title: str) -> tuple[str, Decimal]:
    """The base unit and the scale that a title tells; '' when it does not say."""
    for pattern, unit, scale in _UNITS:
        if re.search(pattern, title, re.IGNORECASE):
            return unit, scale
    per = _PER.search(title)
    return (f"kr/{per[1].lower()}", Decimal(1)) if per else ("", Decimal(1))


class _Kpi:
    """The values of one nyckeltal in a document."""

    def __init__(self, kpi: Row, row: Row, place: Row, year: int) -> None:
        self._kpi, self._place, self._year = kpi, place, year
        self._unit, self._scale = unit_of(kpi["title"])
        self._by_kon: dict[str, list[Row]] = {}
        for value in row["values"]:
            self._by_kon.setdefault(str(value.get("gender")), []).append(value)
        self._decimals = max((_decimals(v["value"]) for v in row["values"] if _is_number(v)), default=0)

    def facts(self) -> Iterator[Fact]:
        """T, K and M as Kolada has them; a value that is missing says why."""
        for kon in (k for k in _KON if self._told(k)):
            yield self._fact(kon, self._told(kon)[0])

    def findings(self) -> Iterator[Finding]:
        for kon in (k for k in self._by_kon if self._contradicts(k)):
            text = (
                f"{self._kpi['id']}: Kolada ger två olika värden för samma kommun, år och kön. Inget läses."
            )
            yield Finding(Severity.WARNING, "kolada_tva_varden", text, (f"{SHEET}!{self._cell(kon)}",))

    def not_read(self) -> Iterator[NotRead]:
        for kon, values in self._by_kon.items():
            kept = self._told(kon)[:1] if kon in _KON else []
            for value in (v for v in values if v not in kept and _is_number(v)):
                yield NotRead(SHEET, self._cell(kon), str(value["value"]), self._reason(kon, value))

    def _reason(self, kon: str, value: Row) -> str:
        if kon not in _KON:
            return f"Kolada anger ett kön som inte är känt: {kon}."
        if value.get("isdeleted"):
            return "Kolada har strukit värdet."
        return "Kolada ger två värden för samma kommun, år och kön."

    def _living(self, kon: str) -> list[Row]:
        return [v for v in self._by_kon.get(kon, ()) if not v.get("isdeleted")]

    def _contradicts(self, kon: str) -> bool:
        return kon in _KON and len({str(v.get("value")) for v in self._living(kon)}) > 1

    def _told(self, kon: str) -> list[Row]:
        return [] if self._contradicts(kon) else self._living(kon)[:1]

    def _cell(self, kon: str) -> str:
        return f"{self._kpi['id']}/{self._place['id']}/{self._year}/{kon}"

    def _fact(self, kon: str, value: Row) -> Fact:
        number = Decimal(value["value"]) if _is_number(value) else None
        step = max(Decimal(1).scaleb(-self._decimals), _FINEST)
        printed = None if number is None else number.quantize(step)
        word = fold(str(value.get("status") or ""))
        return Fact(
            "", "", measure(self._kpi["id"]), Scenario.UTFALL, "", self._year, 12, Horizon.YEAR,
            None if printed is None else printed * self._scale, self._unit, step * self._scale, printed,
            SHEET, self._cell(kon), self._kpi["title"], f"{self._year}{_KON_TEXT[kon]}",
            str(value.get("value") if number is not None else value.get("status") or ""),
            Status.OK if number is not None else _STATUS.get(word, Status.BORTFALL),
            kon=_KON[kon], definition=self._definition(),
        )  # fmt: skip

    def _definition(self) -> str:
        told = " ".join(str(self._kpi.get("description") or "").split())
        group = f"Ovägt medel av kommunerna i gruppen {self._place['title']}."
        return " ".join([told, group] if is_group(self._place["id"]) else [told]).strip()


def is_group(identity: str) -> bool:
    """Whether an id is that of a kommungrupp, whose values are unweighted means."""
    return identity[:1].upper() == "G" and identity[1:].isdigit()


def _is_number(value: Row) -> bool:
    return isinstance(value.get("value"), int | Decimal) and not isinstance(value["value"], bool)


def _decimals(number: int | Decimal) -> int:
    """Decimals that say something: JSON writes a whole number as 6 or 6.0."""
    text = format(Decimal(number), "f")
    return len(text.partition(".")[2].rstrip("0"))
