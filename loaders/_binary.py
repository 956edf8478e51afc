"""What the two binary kinds of Excel workbook (.xls, .xlsb) have in common."""

from __future__ import annotations

import struct
from decimal import Decimal

from loaders._shown import exact

ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!",
    0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}  # fmt: skip
"""Error values by number."""

UNTOLD = "=…"
"""What stands for a formula whose text is not read."""


def error(number: int) -> str:
    return ERRORS.get(number, "#VALUE!")


def numbers(form: str, data: bytes, place: int = 0) -> tuple[int, ...]:
    """Little-endian whole numbers. Raises struct.error where the data end before."""
    found: tuple[int, ...] = struct.unpack_from("<" + form, data, place)
    return found


def double(data: bytes, place: int) -> Decimal:
    """An amount stored as a float."""
    (value,) = struct.unpack_from("<d", data, place)
    return exact(value)


def packed(data: bytes, place: int) -> Decimal:
    """An amount in Excel's four bytes: a whole number or half a float, either perhaps in hundredths."""
    (bits,) = numbers("I", data, place)
    if bits & 2:
        value = Decimal(numbers("i", data, place)[0] >> 2)
        return value / 100 if bits & 1 else value
    (number,) = struct.unpack("<d", struct.pack("<Q", (bits & ~3) << 32))
    return exact(number / 100 if bits & 1 else number)
