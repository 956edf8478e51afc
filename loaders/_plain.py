"""Records as plain lists and back: what passes between the child process and the program is JSON only."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

_Record = TypeVar("_Record")
_Make = Callable[[Any], Any]


_SAID = (str, int, bool, type(None))


def pack(value: Any) -> Any:
    """Records, tuples and Decimals as what JSON can say; a record becomes the list of its fields."""
    if type(value) in _SAID:
        return value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, list | tuple | set | frozenset):
        return [pack(v) for v in value]
    if isinstance(value, dict):
        return {k: pack(v) for k, v in value.items()}
    kind: Any = type(value)
    if not (values := _values(kind)):
        return value
    return [v if type(v) in _SAID else pack(v) for v in values(value)]


def unpack(kind: type[_Record], packed: Any) -> _Record:
    """The record of this class that `pack` wrote."""
    hashable: Any = kind
    found: _Record = _maker(hashable)(packed)
    return found


@cache
def _values(kind: Any) -> Callable[[Any], tuple[Any, ...]] | None:
    """What gets the values of a record's fields all at once; None for what is no record."""
    if not dataclasses.is_dataclass(kind):
        return None
    names = _names(kind)
    return attrgetter(*names) if len(names) > 1 else lambda record: (getattr(record, names[0]),)


def _names(kind: Any) -> list[str]:
    return [f.name for f in dataclasses.fields(kind)]


@cache
def _maker(kind: Any) -> _Make:
    """How a value of this type is made from its packed form."""
    if dataclasses.is_dataclass(kind):
        return _record(kind)
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        make = _maker(next(k for k in inside if k is not type(None)))
        return lambda v: None if v is None else make(v)
    if origin is tuple and inside[-1] is not Ellipsis:
        return _row([_maker(k) for k in inside])
    if origin in (tuple, frozenset, set, list):
        return _several(origin, _maker(inside[0]))
    return Decimal if kind is Decimal else _same


def _same(value: Any) -> Any:
    return value


def _several(collection: _Make, make: _Make) -> _Make:
    return collection if make is _same else lambda packed: collection(map(make, packed))


def _row(makers: list[_Make]) -> _Make:
    return lambda packed: tuple(m(v) for m, v in zip(makers, packed, strict=True))


def _record(kind: Any) -> _Make:
    """Only the fields that are not already as they shall be are made anew."""
    hints = typing.get_type_hints(kind)
    makers = [(i, _maker(hints[name])) for i, name in enumerate(_names(kind))]
    changed = [(i, make) for i, make in makers if make is not _same]

    def made(packed: list[Any]) -> Any:
        for i, make in changed:
            packed[i] = make(packed[i])
        return kind(*packed)

    return made
