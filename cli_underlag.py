"""The command `utfall underlag`: load PKV, population and budget decisions, or list what is loaded."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path

from loaders.underlag import Table, Unreadable, read_underlag
from settings import Settings
from store import StoreBusy
from store.underlag import Underlag

OK, WRONG, UNREADABLE = 0, 1, 2
NAMES = {"pkv": "PKV", "befolkning": "befolkning", "beslut": "beslut om budget"}


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser], kommun: Callable[[str], str]) -> None:
    """Add the command with its options. `kommun` reads a kommun's code or name."""
    underlag = commands.add_parser("underlag", help="ta in PKV, befolkning och budgetbeslut, eller lista dem")
    underlag.add_argument(
        "files", nargs="*", type=Path, metavar="FIL", help="CSV eller Excel; rubrikerna avgör"
    )
    underlag.add_argument("--kommun", type=kommun, help="annars inställningens kommun (PKV gäller alla)")
    underlag.set_defaults(run=run)


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Take in each file; 1 when one had faults, 2 when one could not be read."""
    kommun, book = options.kommun or settings.kommun, Underlag(settings.data_folder)
    if not options.files:
        print("\n".join(_listed(book, kommun)))
        return OK
    try:
        return max(_load(settings, book, kommun, path) for path in options.files)
    except StoreBusy as busy:
        print(busy)
        return UNREADABLE


def _load(settings: Settings, book: Underlag, kommun: str, path: Path) -> int:
    try:
        table = read_underlag(path, path.name, kommun, settings=settings)
    except Unreadable as error:
        print(error.message)
        return UNREADABLE
    if table.wrong:
        print("\n".join([*table.wrong, f"{path.name}: inget är intaget. Rätta raderna och försök igen."]))
        return WRONG
    replaced = save(book, kommun, table)
    text = f", {replaced} äldre rader är ersatta" if replaced else ""
    print(f"{path.name}: {len(table.rows)} rader {NAMES[table.kind]} är intagna{text}")
    return OK


def save(book: Underlag, kommun: str, table: Table) -> int:
    """Keep the rows of a table without faults; how many older rows they replaced."""
    if table.kind == "pkv":
        return book.add_pkv(table.rows)
    if table.kind == "befolkning":
        return book.add_people(kommun, table.rows)
    return book.add_decisions(kommun, table.rows)


def _listed(book: Underlag, kommun: str) -> Iterator[str]:
    editions = list(dict.fromkeys(r.edition for r in book.pkv()))
    yield from (f"PKV, upplagan {name}: {_years(r.year for r in book.pkv() if r.edition == name)}"
                for name in editions)  # fmt: skip
    people, decisions = book.people(kommun), book.decisions(kommun)
    if people:
        yield f"Befolkning, {kommun}: {_years(r.year for r in people)}"
    if decisions:
        yield f"Beslut om budget, {kommun}: {_years(r.year for r in decisions)}"
    if not (editions or people or decisions):
        yield f"Inget underlag är intaget för {kommun}."


def _years(years: Iterator[int]) -> str:
    found = sorted(set(years))
    return f"{found[0]}–{found[-1]}" if len(found) > 1 else str(found[0])
