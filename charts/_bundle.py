"""Cuts plotly.js down to the trace types in use, out of the very file that the plotly package ships.

The file is a bundle: each module is a function that runs when another calls it by name, `a=W((e,m)=>{...})`,
or `a=E(()=>{...})` where its parts stand beside it. What cannot be reached from the list of trace types that
is left, is left out. A name that only looks like a call keeps a module too many, never one too few. A
bundle of another shape raises ValueError: then the whole file serves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

_HEAD = "var Plotly=(()=>{"
_MODULE = re.compile(r"([\w$]+)=\((\w),(\w)\)=>\(\)=>\{try\{return \3\|\|\2\(\(\3=\{exports:\{\}\}\)")
_PARTED = re.compile(r"([\w$]+)=\((\w),(\w),(\w)\)=>\(\)=>\{if\(\4\)throw \4\[0\];")
_CALL = re.compile(r"([\w$]+)\(\)")
_LIST = re.compile(r"\.register\(\[((?:[\w$]+\(\),?)+)\]\)")
_TRACE = re.compile(r'moduleType:"trace",name:"([\w-]+)"')
_ENTRY = re.compile(r"return ([\w$]+)\(\);$")
_SHORT = 250  # signs of a module that does nothing but name another

# Texts, comments and regular expressions are stepped over; a slash after a value is a division.
_SIGN = re.compile(
    r'"(?:[^"\\\n]|\\[\s\S])*"'
    r"|'(?:[^'\\\n]|\\[\s\S])*'"
    r"|//[^\n]*|/\*[\s\S]*?\*/"
    r"|(?:(?<=[(,=:\[!&|?{};+\-*%~^<>\n])|(?<=return)|(?<=typeof)|(?<=case ))"
    r"\s*/(?![/*])(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/"
    r"|[`{}()\[\]]"
)
_TEXT = re.compile(r"(?:[^`\\$]|\\[\s\S]|\$(?!\{))*(`|\$\{)")
_CLOSES = {")": "(", "}": "{", "]": "["}


@dataclass(frozen=True, slots=True)
class _Piece:
    """A module (names: its own), or what stands between two (names: the modules whose parts it holds).

    Without names it is needed always.
    """

    names: frozenset[str]
    text: str
    module: bool


def cut(script: str, traces: Iterable[str]) -> str:
    """The bundle with these trace types (scatter is always there). Raises ValueError when it cannot."""
    start = script.find(_HEAD) + len(_HEAD)
    wrapper = _MODULE.search(script)
    if start < len(_HEAD) or not wrapper:
        raise ValueError("Not a bundle that can be cut.")
    end, spans = _spans(script, start, wrapper[1])
    pieces = _pieces(script, start, end, spans)
    listed = next((i for i, p in enumerate(pieces) if p.module and _LIST.search(p.text)), None)
    if listed is None:
        raise ValueError("The bundle has no list of trace types.")
    pieces[listed] = _fewer(pieces[listed], {p: t for t in pieces if t.module for p in t.names}, set(traces))
    body = "".join(_kept(pieces))
    return f"{script[:start]}{body}\n{script[end:]}"


def _spans(script: str, start: int, wrapper: str) -> tuple[int, list[tuple[str, int, int]]]:
    """Where the bundle's function ends, and (name, from, to) of the modules in it."""
    named = re.compile(r"([\w$]+)=" + re.escape(wrapper) + "$")
    spans = []
    for opened, closed in _outermost(script, start):
        if closed < 0:
            return opened, spans
        if found := named.search(script, max(start, opened - 40), opened):
            spans.append((found[1], found.start(), closed))
    raise ValueError("The bundle does not end.")


def _outermost(script: str, at: int) -> Iterator[tuple[int, int]]:
    """(opened, after closed) of each outermost bracket; last (where the enclosing one closes, -1)."""
    open_: list[tuple[str, int]] = []
    while sign := _SIGN.search(script, at):
        mark, at = sign[0], sign.end()
        if mark in ("(", "{", "["):
            open_.append((mark, sign.start()))
        elif mark == "`":
            at = _template(script, at, open_)
        elif mark in _CLOSES:
            if not open_:
                yield sign.start(), -1
                return
            kind, began = open_.pop()
            if kind == "`" and mark == "}":
                at = _template(script, at, open_)
            elif kind != _CLOSES[mark]:
                raise ValueError(f"Brackets do not match at {at}.")
            elif not open_:
                yield began, at


def _template(script: str, at: int, open_: list[tuple[str, int]]) -> int:
    """To the end of a template's text, or into the next expression in it."""
    text = _TEXT.match(script, at)
    if text is None:
        raise ValueError(f"A template does not end at {at}.")
    if text[1] != "`":
        open_.append(("`", at))
    return text.end()


def _pieces(script: str, start: int, end: int, spans: list[tuple[str, int, int]]) -> list[_Piece]:
    """The whole of the bundle's function, in order."""
    parted = _PARTED.search(script)
    inits = re.compile(r"([\w$]+)=" + re.escape(parted[1] if parted else "\0") + r"\(")
    pieces, at = [], start
    for name, began, ended in spans:
        pieces.append(_between(script[at:began], inits))
        pieces.append(_Piece(frozenset([name]), script[began:ended], True))
        at = ended
    return [*pieces, _between(script[at:end], inits)]


def _between(text: str, inits: re.Pattern[str]) -> _Piece:
    return _Piece(frozenset(inits.findall(text)), text, False)


def _fewer(piece: _Piece, modules: Mapping[str, _Piece], traces: set[str]) -> _Piece:
    """The module that lists the trace types, with those wanted only."""
    found = _LIST.search(piece.text)
    assert found
    kept = [name for name in _CALL.findall(found[1]) if _type(name, modules) in traces]
    if {_type(name, modules) for name in kept} != traces - {"scatter"}:
        raise ValueError(f"The bundle does not list {sorted(traces)}.")
    listed = ",".join(f"{name}()" for name in kept)
    text = f"{piece.text[: found.start(1)]}{listed}{piece.text[found.end(1) :]}"
    return _Piece(piece.names, text, True)


def _type(name: str, modules: Mapping[str, _Piece]) -> str:
    """The trace type that a module is, or names."""
    while piece := modules.get(name):
        if found := _TRACE.search(piece.text):
            return found[1]
        if len(piece.text) > _SHORT or not (called := _CALL.findall(piece.text)):
            return ""
        name = called[-1]
    return ""


def _kept(pieces: list[_Piece]) -> Iterator[str]:
    """The pieces' texts, with an empty declaration for a module that nobody reaches."""
    reached = _reached(pieces)
    for i, piece in enumerate(pieces):
        if i in reached:
            yield piece.text
        elif piece.module:
            yield f"{next(iter(piece.names))}=0"
        else:
            yield ";var "


def _reached(pieces: list[_Piece]) -> set[int]:
    """From the entry, which the last piece returns, and the helpers, which stand in the first."""
    owner = {name: i for i, piece in enumerate(pieces) for name in piece.names}
    todo = [0, len(pieces) - 1, *(i for i, piece in enumerate(pieces) if not piece.names)]
    reached: set[int] = set()
    if not _ENTRY.search(pieces[-1].text):
        raise ValueError("The bundle returns nothing.")
    while todo:
        i = todo.pop()
        if i not in reached:
            reached.add(i)
            todo += [owner[name] for name in _CALL.findall(pieces[i].text) if name in owner]
    return reached
