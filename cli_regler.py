"""The command `utfall regler`: list, export, import and remove a kommun's läsregler."""

from __future__ import annotations

import argparse
import getpass
from collections.abc import Callable
from pathlib import Path

from loaders.rules import Rule, RuleBook
from settings import Settings

OK, WRONG = 0, 1


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser], kommun: Callable[[str], str]) -> None:
    """Add the command with its options. `kommun` reads a kommun's code or name."""
    regler = commands.add_parser("regler", help="lista, dela och ta bort läsregler")
    regler.add_argument("--kommun", type=kommun, help="annars inställningens kommun")
    one = regler.add_mutually_exclusive_group()
    one.add_argument("--exportera", type=Path, metavar="FIL.toml", help="skriv reglerna till en fil")
    one.add_argument("--importera", type=Path, metavar="FIL.toml", help="ta in regler från en fil")
    one.add_argument("--ta-bort", metavar="NYCKEL", help="ta bort en regel")
    one.add_argument("--lagg-tillbaka", metavar="NYCKEL", help="lägg tillbaka en borttagen regel")
    regler.add_argument("--som", default=None, metavar="NAMN", help="vem som importerar (visas vid regeln)")
    regler.set_defaults(run=run)


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Do what the options say; 1 when a rule was not there or was not taken in."""
    book, kommun = RuleBook(settings.data_folder / "lasregler"), options.kommun or settings.kommun
    if options.exportera:
        return _export(book, kommun, options.exportera)
    if options.importera:
        return _import(book, kommun, options)
    if options.ta_bort:
        return _remove(book, kommun, options.ta_bort)
    if options.lagg_tillbaka:
        book.restore(kommun, options.lagg_tillbaka)
        print("Läsregeln är tillbaka.")
        return OK
    rules = book.rules(kommun)
    print("\n".join(_lines(r) for r in rules) if rules else f"{kommun} har inga läsregler.")
    return OK


def _lines(rule: Rule) -> str:
    used = f"senast använd {rule.used}" if rule.used else "inte använd ännu"
    made = " ".join(t for t in (rule.when, rule.file, rule.who) if t)
    return f"{rule.key}\n  {rule.does}\n  {made + '; ' if made else ''}{used}"


def _export(book: RuleBook, kommun: str, path: Path) -> int:
    path.write_text(book.exported(kommun), "utf-8")
    print(f"{path}: {len(book.rules(kommun))} läsregler")
    return OK


def _import(book: RuleBook, kommun: str, options: argparse.Namespace) -> int:
    path: Path = options.importera
    done = book.imported(kommun, path.read_text("utf-8-sig"), path.name, options.som or _user())
    counts = f"{len(done.added)} nya, {len(done.replaced)} ersatta, {len(done.same)} fanns redan"
    print("\n".join([f"{kommun}: {counts}", *done.refused]))
    return WRONG if done.refused else OK


def _remove(book: RuleBook, kommun: str, key: str) -> int:
    gone = book.remove(kommun, key)
    print(f"Borttagen: {gone.does}" if gone else f"{kommun} har ingen läsregel {key}.")
    return OK if gone else WRONG


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "kommandoraden"
