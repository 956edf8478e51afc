"""One cell of the program's own workbook: the number it shows, how exactly, or what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from loaders._numberformat import parse
from loaders._numbers import MARKS, parse_number
from loaders.grid import Cell
from store.records import Status

_MOST_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Value:
    """`printed` in the sheet's unit with its number of decimals; `problem`: code of PROBLEMS or ''."""

    printed: Decimal | None
    decimals: int = 0
    status: str = Status.OK
    problem: str = ""
    typed: bool = False  # a number that stands as text


PROBLEMS = {
    "text_i_talcell": "{ref}: ”{text}” är inte ett tal. Skriv ett tal i {unit}, "
    "eller - . .. om talet saknas.",
    "felvarde": "{ref}: cellen visar {text} i stället för ett tal. Rätta formeln eller skriv talet.",
    "formel_utan_varde": "{ref}: formeln {text} har inget beräknat värde. "
    "Öppna filen i Excel och spara den igen, eller skriv talet.",
    "datum_i_talcell": "{ref}: ”{text}” är ett datum. Skriv ett tal i {unit}.",
}


def value_of(cell: Cell) -> Value:
    """What a cell in a column of numbers says."""
    if cell.number is not None:
        return Value(cell.number, decimals_of(cell))
    if cell.error:
        return Value(None, problem="felvarde")
    if cell.formula_without_value:
        return Value(None, problem="formel_utan_varde")
    if cell.date is not None:
        return Value(None, problem="datum_i_talcell")
    return _text(cell.text.strip())


def _text(text: str) -> Value:
    if text in MARKS:
        return Value(None, status=MARKS[text])
    number = parse_number(text)
    if number is None:
        return Value(None, problem="text_i_talcell")
    return Value(number.value, number.decimals, typed=True)


def decimals_of(cell: Cell) -> int:
    """The decimals that the number has or that its format shows, whichever are more."""
    assert cell.number is not None
    exponent = cell.number.normalize().as_tuple().exponent
    present = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return min(max(present, parse(cell.number_format).decimals or 0), _MOST_DECIMALS)


def is_number(cell: Cell) -> bool:
    """A cell that must be accounted for."""
    return cell.number is not None or (cell.date is None and parse_number(cell.text) is not None)
