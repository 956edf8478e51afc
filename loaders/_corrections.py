"""Numbers that the user has corrected by hand, one cell at a time: applied when everything else is read.

A correction is `measure=kostnader;scenario=budget;horizon=year;year=2024`, any part of it, or `hoppa`. What
it does not say stays as it was read; a number that was not read is dated as the report and takes its unit
from the sheet, unless `unit` says it. `tecken=omvant` turns the sign, `kind=total` keeps it for control only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from decimal import Decimal

from loaders._document import Document
from loaders._facts import Reading
from loaders._given import LEFT_OUT, SKIP, Answers
from loaders._numbers import Num, parse_number
from loaders._words import words
from loaders.grid import Cell, Sheet
from store import codes
from store.records import REPORTED, Fact, Finding, NotRead, Severity

CELL = "cell:"
BY_HAND = "Rättad för hand"
_TEXT = "measure scenario basis horizon namnd verksamhet role".split()
_KNOWN = {*_TEXT, "year", "month", "kind", "unit", "tecken"}
KINDS = ("fact", "total", SKIP)


def corrected(answers: Answers, sheets: Sequence[Sheet], document: Document, reading: Reading) -> None:
    """Apply every correction of a cell; what cannot be applied is told."""
    by_name = {s.name: s for s in sheets}
    done: list[str] = []
    for key in [k for k in answers if k.startswith(CELL)]:
        sheet, _, cell = key.removeprefix(CELL).rpartition("!")
        if sheet not in by_name:
            continue
        wrong = _correct(sheet, cell, answers[key], by_name[sheet], document, reading)
        if wrong:
            text = f"{sheet}!{cell}: rättelsen kunde inte göras. {wrong}"
            reading.findings.append(
                Finding(Severity.WARNING, "rattning", text, (f"{sheet}!{cell}",), key=key)
            )
        else:
            done.append(f"{sheet}!{cell}")
    if done:
        text = f"{BY_HAND}: {', '.join(done[:8])}{' med flera' if len(done) > 8 else ''}."
        reading.findings.append(Finding(Severity.INFO, "rattad", text, tuple(done)))


def _correct(sheet: str, cell: str, value: str, at: Sheet, document: Document, reading: Reading) -> str:
    """Why it cannot be done, or ''."""
    change = parts(value)
    if change is None:
        return f"”{value}” är ingen rättelse."
    old = next((f for f in (*reading.facts, *reading.totals) if (f.sheet, f.cell) == (sheet, cell)), None)
    unread = next((n for n in reading.not_read if (n.sheet, n.cell) == (sheet, cell)), None)
    if not old and not unread:
        return "Cellen har inget tal."
    raw = old.raw if old else unread.raw if unread else ""
    if change.get("kind") == SKIP:
        _remove(sheet, cell, reading)
        reading.not_read.append(NotRead(sheet, cell, raw, LEFT_OUT[SKIP]))
        return ""
    fact = old or _new(sheet, cell, raw, at, change, document, reading)
    if isinstance(fact, str):
        return fact
    fact = _changed(fact, change, document)
    if missing := _missing(fact, document):
        return missing
    was_total = old is not None and any(f is old for f in reading.totals)
    _remove(sheet, cell, reading)
    total = change.get("kind") == "total" or (was_total and "kind" not in change)
    (reading.totals if total else reading.facts).append(fact)
    return ""


def parts(value: str) -> dict[str, str] | None:
    """The parts of a correction; None when it is not one."""
    if value == SKIP:
        return {"kind": SKIP}
    pairs = [p.partition("=") for p in value.split(";") if p.strip()]
    change = {name.strip(): text.strip() for name, equals, text in pairs if equals}
    numbers = all(change[n].isdigit() for n in ("year", "month") if n in change)
    month = 0 <= int(change.get("month", "1")) <= 12 if numbers else False
    known = set(change) <= _KNOWN and change.get("kind", "fact") in KINDS
    allowed = change.get("scenario", "utfall") in ("utfall", "budget", "prognos")
    allowed = allowed and change.get("horizon", "period") in ("period", "year")
    return change if change and len(change) == len(pairs) and known and month and allowed else None


def _remove(sheet: str, cell: str, reading: Reading) -> None:
    reading.facts[:] = [f for f in reading.facts if (f.sheet, f.cell) != (sheet, cell)]
    reading.totals[:] = [f for f in reading.totals if (f.sheet, f.cell) != (sheet, cell)]
    reading.not_read[:] = [n for n in reading.not_read if (n.sheet, n.cell) != (sheet, cell)]
    for i, finding in enumerate(reading.findings):  # it is no longer asked about
        asks = finding.code.startswith(("fraga", "okand")) and f"{sheet}!{cell}" in finding.cells
        if asks:
            left = tuple(c for c in finding.cells if c != f"{sheet}!{cell}")
            reading.findings[i] = replace(finding, cells=left)
    reading.findings[:] = [f for f in reading.findings if f.cells or not f.code.startswith("fraga")
                           or f.key in ("fraga_kommun", "fraga_period", "fraga_namnd")]  # fmt: skip


def _new(
    sheet: str, cell: str, raw: str, at: Sheet, change: dict[str, str], document: Document, reading: Reading
) -> Fact | str:
    """A fact for a number that was not read, dated as the report."""
    num = _number(cell, raw, at)
    if num is None:
        return f"”{raw}” kan läsas på flera sätt. Skriv om talet i filen."
    unit = _unit(sheet, change, num, document, reading)
    if unit is None:
        return "Enheten är inte känd: ange kr, tkr eller mnkr."
    base, scale = unit
    return Fact(
        document.namnd, "", "", "", "", document.year, document.month, "", num.value * scale, base,
        Decimal(1).scaleb(-num.decimals) * scale, num.value, sheet, cell, _label(at, cell), "", raw,
    )  # fmt: skip


def _number(cell: str, raw: str, at: Sheet) -> Num | None:
    found: Cell | None = next((c for c in at.cells.values() if c.name == cell), None)
    if found is not None and found.number is not None:
        decimals = max(0, -int(found.number.normalize().as_tuple().exponent))
        return Num(found.number, decimals, found.text, cell, found.percent)
    return parse_number(raw, cell)


def _unit(
    sheet: str, change: dict[str, str], num: Num, document: Document, reading: Reading
) -> tuple[str, Decimal] | None:
    """That of the measure; of money, what was said, what stands with it, or what the sheet's money is in."""
    base = _base(change.get("measure", ""))
    if base != "kr":
        return base, Decimal(1)
    said = change.get("unit") or num.unit
    if said in words()["unit"]:
        return "kr", Decimal(words()["unit"][said][1])
    scales = {f.value / f.printed for f in reading.facts if f.sheet == sheet and f.unit == "kr"
              and f.value and f.printed}  # fmt: skip
    if len(scales) == 1:
        return "kr", abs(scales.pop())
    return (document.unit[0], Decimal(document.unit[1])) if document.unit[0] == "kr" else None


def _base(measure: str) -> str:
    name = measure.removeprefix(REPORTED).split(":")[-1] if not measure.startswith("matt:") else measure
    known = next((m.unit for m in codes.matt() if m.code == name), "")
    return known or ("antal" if measure.startswith("matt:") else "kr")


def _label(at: Sheet, cell: str) -> str:
    """The text that stands first in the cell's row."""
    own = next((c for c in at.cells.values() if c.name == cell.split("#")[0]), None)
    row = sorted((c.col, c.text) for c in at.cells.values() if own and c.row == own.row and c.number is None)
    return row[0][1].strip() if row else ""


def _changed(fact: Fact, change: dict[str, str], document: Document) -> Fact:
    names = {f.name for f in fields(Fact)}
    said: dict[str, object] = {n: change[n] for n in _TEXT if n in change and n in names}
    said |= {n: int(change[n]) for n in ("year", "month") if n in change}
    new = replace(fact, definition=BY_HAND, **said)  # type: ignore[arg-type]
    if change.get("tecken") == "omvant" and new.value is not None and new.printed is not None:
        new = replace(new, value=-new.value, printed=-new.printed)
    if new.horizon == "year":
        new = replace(new, month=12)
    if new.scenario == "prognos" and not new.basis:
        new = replace(new, basis=document.report)
    return replace(new, basis="") if new.scenario == "utfall" else new


def _missing(fact: Fact, document: Document) -> str:
    """What a number must have before it can be read."""
    told = {"vad det mäter": fact.measure, "utfall, budget eller prognos": fact.scenario,
            "period eller helår": fact.horizon, "år": fact.year, "månad": fact.month}  # fmt: skip
    lacking = [name for name, value in told.items() if not value]
    if lacking:
        return f"Det saknas: {', '.join(lacking)}."
    if not _is_measure(fact.measure):
        return f"Måttet {fact.measure} finns inte."
    if fact.namnd and not codes.name("namnd", document.kommun, fact.namnd):
        return f"Nämnden {fact.namnd} finns inte i kommunens lista."
    return ""


def _is_measure(code: str) -> bool:
    return code.startswith(("matt:", REPORTED)) or any(m.code == code for m in codes.matt())
