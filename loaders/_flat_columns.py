"""The columns of a flat table as Arrow arrays: texts, or exact amounts in ten-thousandths.

A code that Excel took for a number (10000.0) is the text 10000 again. A number keeps its exact decimals: it
is never summed as a float.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from loaders._numbers import parse_number

SCALE = 10_000
"""An amount is kept as a whole number of these parts of one: to 900 000 miljarder, with four decimals."""
_LARGEST = 1e11
_NEAR = 0.02
_PLAIN = r"^-?\d{1,13}(?:[,.]\d{1,2}|[,.]\d{4})?$"
_SPACE = "[ \u00a0\u2009\u202f]"
_MINUS = "[\u2212\u2013]"
_GROUPED = rf"^(?:-|{_MINUS})?\d{{1,3}}(?:{_SPACE}\d{{3}}){{1,4}}(?:,\d{{1,2}})?$"
OK, EMPTY, UNREAD = "", "tom", "text"
Keys = tuple[Any, ...]


def texts(column: Any) -> Any:
    """A column as texts without spaces around them; null where nothing stands."""
    if pa.types.is_floating(column.type):
        column = _whole(column)
    found = pc.utf8_trim_whitespace(pc.cast(column, pa.string()))
    return pc.if_else(pc.equal(found, ""), pa.scalar(None, pa.string()), found)


def _whole(column: Any) -> Any:
    """Floats that are all whole as integers (a code); others as they are."""
    safe = pc.all(pc.equal(pc.floor(column), column)).as_py() is not False
    small = (pc.max(pc.abs(column)).as_py() or 0) < 2**53
    return pc.cast(column, pa.int64()) if safe and small else column


def amounts(column: Any) -> tuple[Any, Any]:
    """(whole numbers of 1/SCALE or null, why it is null: EMPTY or UNREAD) of a column of amounts."""
    if pa.types.is_floating(column.type) or pa.types.is_integer(column.type):
        return _numbers(pc.cast(column, pa.float64()))
    return _printed(texts(column))


def _numbers(column: Any) -> tuple[Any, Any]:
    scaled = pc.round(pc.multiply(column, float(SCALE)))
    off = pc.abs(pc.subtract(pc.multiply(column, float(SCALE)), scaled))
    fits = pc.and_(pc.less(off, _NEAR), pc.less(pc.abs(column), _LARGEST))
    value = pc.cast(pc.if_else(fits, scaled, None), pa.int64())
    return value, _why(column, value)


def _why(column: Any, value: Any) -> Any:
    return pc.if_else(pc.is_valid(value), OK, pc.if_else(pc.is_valid(column), UNREAD, EMPTY))


def _printed(column: Any) -> tuple[Any, Any]:
    """The common spellings all at once, the others one by one."""
    plain = pc.match_substring_regex(column, _PLAIN)
    grouped = pc.match_substring_regex(column, _GROUPED)
    simple = pc.fill_null(pc.or_(plain, grouped), False)
    value = _cast(pc.if_else(simple, column, None))
    odd = pc.and_(pc.is_valid(column), pc.invert(simple))
    if pc.any(odd).as_py():
        value = pc.coalesce(
            value, keyed(pc.if_else(odd, column, None), lambda t: (_odd(t),), (pa.int64(),))[0]
        )
    return value, _why(column, value)


def _cast(column: Any) -> Any:
    bare = pc.replace_substring_regex(column, _SPACE, "")
    bare = pc.replace_substring_regex(bare, _MINUS, "-")
    exact = pc.cast(pc.replace_substring(bare, ",", "."), pa.decimal128(20, 4))
    return pc.cast(pc.multiply(exact, pa.scalar(Decimal(SCALE), pa.decimal128(5, 0))), pa.int64())


def _odd(text: str) -> int | None:
    """`(1 234,50)`, `1 234-`, `1 234,5 kr`: what is surely one number, in 1/SCALE."""
    if re.fullmatch(r"[^\d]*\d{1,3},\d{3}[^\d]*", text):  # three decimals, or thousands
        return None
    found = parse_number(text.lower().removesuffix("kr").rstrip(" \u00a0:"))
    if found is None or found.percent:
        return None
    scaled = found.value * SCALE
    return int(scaled) if scaled == scaled.to_integral_value() and abs(found.value) < _LARGEST else None


def keyed(column: Any, parse: Callable[[str], Sequence[Any]], types: Sequence[Any]) -> tuple[Any, ...]:
    """What `parse` makes of each different text of a column: one array for each of its values."""
    encoded = _encoded(column)
    found = [parse(t) for t in encoded.dictionary.to_pylist()]
    return tuple(pa.array([f[i] for f in found], types[i]).take(encoded.indices) for i in range(len(types)))


def _encoded(column: Any) -> Any:
    encoded = pc.dictionary_encode(column)
    return encoded.combine_chunks() if isinstance(encoded, pa.ChunkedArray) else encoded


def joined(parts: Iterable[Any]) -> Any:
    """Columns of texts joined by a bar; null counts as nothing."""
    return pc.binary_join_element_wise(*(pc.fill_null(p, "") for p in parts), "|")


def from_numbers(values: Sequence[Decimal | str | None]) -> Any:
    """A column of a small sheet: numbers keep all their decimals and can be no thousands (1.2340)."""
    shown = [_spelled(v) if isinstance(v, Decimal) else v for v in values]
    return pa.array(shown, pa.string())


def _spelled(value: Decimal) -> str:
    exponent = value.normalize().as_tuple().exponent
    if value == value.to_integral_value():
        return f"{value:.0f}"
    return f"{value:.4f}" if isinstance(exponent, int) and exponent >= -4 else f"{value:f}"
