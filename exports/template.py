"""An empty workbook for a nämnd's report, with what is known filled in: budget, last year's figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from exports._workbook_content import Content, plain
from exports._workbook_write import workbook_bytes
from store import Store, codes
from store.workbook_layout import Column, Table, layout
from swedish import fold, scaled

_PERIOD = re.compile(r"^(\d{4})-(0[1-9]|1[0-2])$")
_HEADINGS = ("Ekonomi", "Verksamhet", "Personal", "Åtgärder vid avvikelse")
_COARSE_KR = Decimal(100_000)
"""Known figures that are rounded this much cannot be shown in tkr without inventing digits."""

Known = dict[tuple[Any, ...], dict[str, Any]]
"""(verksamhet, measure, scenario, year, month, horizon) -> the newest own fact about it."""


class _Codes(NamedTuple):
    """The codes of the names that stand in the workbook."""

    verksamhet: dict[str, str]
    matt: dict[str, str]


def template(store: Store | None, kommun: str, namnd: str, period: str) -> bytes:
    """The workbook for a nämnd (code or name) and period 'YYYY-MM', filled from the store if there is one.

    Raises ValueError, in Swedish, for a kommun, nämnd or period that is not known.
    """
    return workbook_bytes(template_content(store, kommun, namnd, period))


def template_content(store: Store | None, kommun: str, namnd: str, period: str) -> Content:
    """What the empty workbook holds."""
    place = _one("kommun", kommun, codes.kommuner())
    owner = _one("nämnd", namnd, codes.namnder(place.code))
    if (match := _PERIOD.match(period)) is None:
        raise ValueError(f"Perioden ska skrivas ÅÅÅÅ-MM, till exempel 2024-08. Där står ”{period}”.")
    content = Content(place.name, owner.name, int(match[1]), int(match[2]))
    content.comments = [(heading, "") for heading in _HEADINGS]
    facts = _facts(store, place.code, owner.code, period) if store else []
    _rows(content, facts, place.code, owner.code)
    _prefill(content, facts)
    if store:
        content.uppdrag = _uppdrag(store, place.code, owner.code, period)
    return content


def _one(what: str, text: str, known: tuple[Any, ...]) -> Any:
    for one in known:
        if fold(text) in {fold(t) for t in (one.code, one.name, *one.aliases)}:
            return one
    names = ", ".join(k.name for k in known)
    raise ValueError(f"Okänd {what}: {text}. Kända: {names}.")


def _facts(store: Store, kommun: str, namnd: str, period: str) -> list[dict[str, Any]]:
    """The nämnd's facts in the reports before this one, newest first; what is only repeated comes last."""
    earlier = sorted({r["report"] for r in store.reports(kommun) if r["report"] < period}, reverse=True)
    found = [f for r in earlier for f in store.table(kommun, namnd, r) if f["value"] is not None]
    return sorted(found, key=lambda f: f["role"] != "own")


def _rows(content: Content, facts: list[dict[str, Any]], kommun: str, namnd: str) -> None:
    """The verksamheter and mått of the newest report, in its order; else those of the code lists."""
    money = {r.measure for r in layout().table("verksamheter").rows}
    names = [f["verksamhet_name"] for f in _newest(facts) if f["verksamhet"] and f["measure"] in money]
    valid = [v for v in codes.verksamheter(kommun, namnd) if int(v.valid_to or 9999) >= content.year]
    content.verksamheter = list(dict.fromkeys(names)) or [v.name for v in valid]
    matt = [f for f in _newest(facts) if f["measure"].startswith("matt:")]
    found = ((f["measure_name"], f["verksamhet_name"] or "", f["unit"]) for f in matt)
    content.matt = list(dict.fromkeys(found))


def _newest(facts: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    return (f for f in facts if f["report"] == facts[0]["report"])


def _prefill(content: Content, facts: list[dict[str, Any]]) -> None:
    known: Known = {}
    for f in facts:
        known.setdefault(
            tuple(f[k] for k in ("verksamhet", "measure", "scenario", "year", "month", "horizon")), f
        )
    found = _Codes(
        {f["verksamhet_name"]: f["verksamhet"] for f in facts if f["verksamhet"]} | {"": ""},
        {f["measure_name"]: f["measure"] for f in facts},
    )
    if any(f["unit"] == "kr" and f["step"] >= _COARSE_KR for f in _newest(facts)):
        content.unit = "mnkr"
    for table in layout().tables:
        for column in layout().columns_of(table, content.month):
            if column.scenario == "budget" or column.comparison:
                _fill(content, known, found, table, column)


def _fill(content: Content, known: Known, found: _Codes, table: Table, column: Column) -> None:
    month = 12 if column.horizon == "year" else content.month
    when = (column.scenario, content.year + column.year, month, column.horizon)
    for verksamhet, measure, key in _wanted(content, found, table):
        fact = known.get((verksamhet, measure, *when))
        if fact is not None and not column.derived:
            value = fact["value"]
            shown = scaled(value, content.unit) if fact["unit"] == "kr" and table.key != "matt" else value
            content.values[*key, column] = plain(shown)


def _wanted(content: Content, found: _Codes, table: Table) -> Iterator[tuple[str, str, tuple[str, str, str]]]:
    """(verksamhet, measure, key in the content) of each row that takes numbers."""
    if table.key == "matt":
        for label, name, _ in content.matt:
            yield found.verksamhet[name], found.matt[label], (table.key, label, name)
        return
    names = [n for n in content.verksamheter if n in found.verksamhet] if table.total else [""]
    for name in names:
        for row in table.rows:
            if not row.sums:
                yield found.verksamhet[name], row.measure, (table.key, name, row.measure)


def _uppdrag(store: Store, kommun: str, namnd: str, period: str) -> list[tuple[str, str, str, str, str]]:
    """The uppdrag of the newest report that has any, without those that are done."""
    rows = [u for u in store.uppdrag(kommun, namnd) if u["report"] < period]
    newest = max((u["report"] for u in rows), default="")
    statuses = layout().statuses
    return [
        (u["arendenummer"], u["text"], u["beslut"], statuses.get(u["status"], ""), u["ater"])
        for u in rows
        if u["report"] == newest and u["status"] != "fullgjord"
    ]
