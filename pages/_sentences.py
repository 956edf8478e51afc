"""Sentences made from numbers by rules: right grammar, and every number leads to its source.

A sentence is a tuple of texts and Figures; `plain` joins it for tests and screen readers. What counts as
unchanged is decided by the number as it is shown: what rounds to zero in the reader's unit is zero.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import swedish

ALL = "nämnderna tillsammans"
_WORDS = "noll en två tre fyra fem sex sju åtta nio tio elva tolv".split()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a sentence and where it comes from."""

    text: str
    source: Any = None


Sentence = tuple[str | Figure, ...]


def plain(sentence: Sentence) -> str:
    """The sentence as text."""
    return "".join(part if isinstance(part, str) else part.text for part in sentence)


def count(n: int, *, neuter: bool = False) -> str:
    """`en`, `ett`, `två` ... `tolv`, then digits."""
    if n == 1 and neuter:
        return "ett"
    return _WORDS[n] if n < len(_WORDS) else swedish.number(n)


def namnder(n: int) -> str:
    """`en nämnd`, `tre nämnder`."""
    return f"{count(n)} {'nämnd' if n == 1 else 'nämnder'}"


def capital(sentence: Sentence) -> Sentence:
    """The sentence with a capital first letter."""
    first, *rest = sentence
    if isinstance(first, Figure):
        return (Figure(first.text[:1].upper() + first.text[1:], first.source), *rest)
    return (first[:1].upper() + first[1:], *rest)


def in_text(name: str) -> str:
    """A name inside a sentence: `Socialnämnden` -> `socialnämnden`; proper names keep their capital.

    A capitalised word further on (`Västra Göteborg`, `Majorna-Linné`) tells a proper name; an abbreviation
    (`Digitalisering och IT`) does not.
    """
    proper = name.split()[0] in _PROPER or name[1:2].isupper() or _CAPITALISED.search(name)
    return name if proper else name[:1].lower() + name[1:]


def listed(names: Sequence[str]) -> str:
    """`miljönämnden`, `miljönämnden och socialnämnden`, `a, b och c`: names inside a sentence."""
    inside = [in_text(name) for name in names]
    return inside[0] if len(inside) == 1 else f"{', '.join(inside[:-1])} och {inside[-1]}"


_CAPITALISED = re.compile(r"[ –-][A-ZÅÄÖ][a-zåäö]")
_PROPER = {"Angered", "Centrum", "Lundby"}


def is_zero(value: Decimal, unit: str) -> bool:
    """True when the amount is shown as 0 in `unit`."""
    digits = swedish.amount(value, unit).partition(swedish.NBSP + unit)[0]
    return not any(c in "123456789" for c in digits)


def size(value: Decimal, unit: str, source: Any = None) -> Figure:
    """An amount without its sign; the words around it say which way."""
    return Figure(swedish.amount(abs(value), unit), source)


def surplus(value: Decimal, unit: str, source: Any = None, *, against: str = " mot budget") -> Sentence:
    """`ett underskott mot budget på 9,8 mnkr`, `ett resultat i nivå med budget`."""
    if is_zero(value, unit):
        level = against.removeprefix(" mot ") or "noll"
        return (f"ett resultat i nivå med {level}",)
    word = "överskott" if value > 0 else "underskott"
    return (f"ett {word}{against} på ", size(value, unit, source))


def change(value: Decimal, unit: str, source: Any = None) -> Sentence:
    """`har förbättrats med 8,0 mnkr`, `har försämrats med ...`, `är oförändrad`."""
    if is_zero(value, unit):
        return ("är oförändrad",)
    return (f"har {'förbättrats' if value > 0 else 'försämrats'} med ", size(value, unit, source))


def movement(value: Decimal, text: str, source: Any = None) -> Sentence:
    """`ökar med 3,2 %`, `minskar med 3,2 %`, `är oförändrad`; `text` is the number without its sign."""
    if not any(c in "123456789" for c in text):
        return ("är oförändrad",)
    return (f"{'ökar' if value > 0 else 'minskar'} med ", Figure(text, source))


def moved(value: Decimal, text: str, source: Any = None) -> Sentence:
    """The same of a year that is over: `ökade med 3,2 %`, `var oförändrad`."""
    if not any(c in "123456789" for c in text):
        return ("var oförändrad",)
    return (f"{'ökade' if value > 0 else 'minskade'} med ", Figure(text, source))


def first_sentence(text: str, most: int = 200) -> str:
    """The first sentence of a text, whole; a very long one is cut at a word and says so with an ellipsis."""
    line = " ".join(text.split())
    end = _END.search(line)
    line = line[: end.end()].strip() if end else line
    return line if len(line) <= most else line[: most - 1].rpartition(" ")[0].rstrip(",;:") + " …"


_END = re.compile(r"(?<!\bbl\.)(?<!\bca)(?<!\bkl)(?<!\bnr)(?<!\bt\.ex)(?<!\b\d)[.!?](?=\s+[A-ZÅÄÖ]|$)")
"""Where a sentence ends: not after an abbreviation or an ordinal, and before a capital."""


@dataclass(frozen=True, slots=True)
class Line:
    """One nämnd in the overview's sentence."""

    name: str
    value: Decimal  # deviation from budget, kr
    source: Any = None


def overview(lines: Sequence[Line], total: Decimal, unit: str, *, year: int, report: str, source: Any = None,
             absent: int = 0, closed: bool = False, period: bool = False) -> list[Sentence]:  # fmt: skip
    """What the nämnder together expect (or, for a closed year, got), and who stands out.

    `lines`: the nämnder that have a number; `total` their sum; `absent` how many have none.
    """
    past = closed or period
    who = in_text(lines[0].name) if len(lines) == 1 else ALL
    told = [capital((*_head(who, year, report, closed, period), *surplus(total, unit, source),
                     "." if past else f" för {year}, enligt {_report_words(report)}."))]  # fmt: skip
    if len(lines) > 1:
        told.append(_standing_out(lines, unit, past))
    if absent:
        told.append(_absent(absent, past))
    return told


def _head(who: str, year: int, report: str, closed: bool, period: bool) -> Sentence:
    if closed:
        return (f"{year} gick {who} med ",)
    if period:
        return (f"till och med {swedish.report_name(report)} har {who} ",)
    return (f"{who} räknar med ",) if who != ALL else ("nämnderna räknar tillsammans med ",)


def _report_words(report: str) -> str:
    return f"rapporten för {swedish.report_name(report)}"


def _standing_out(lines: Sequence[Line], unit: str, closed: bool) -> Sentence:
    below = [line for line in lines if line.value < 0 and not is_zero(line.value, unit)]
    if not below:
        return ("Ingen nämnd gick med underskott.",) if closed else ("Ingen nämnd räknar med underskott.",)
    worst = min(below, key=lambda line: line.value)
    verb = "gick med" if closed else "räknar med"
    share = f"{count(len(below))} av {count(len(lines))} nämnder {verb} underskott"
    which = "den i" if len(below) == 1 else "det största i"
    return capital((f"{share}, {which} {in_text(worst.name)}: ", size(worst.value, unit, worst.source), "."))


def _absent(n: int, closed: bool) -> Sentence:
    what = "resultat" if closed else "prognos"
    return (f"För {namnder(n)} saknas {what}.",)
