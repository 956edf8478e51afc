"""The command `utfall kolada`: chosen nyckeltal from Kolada into the store, one submission a kommun, year."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import swedish
from loaders.kolada import Document, Fetched, fetch, read
from settings import Settings
from store.records import Fact, Report

if TYPE_CHECKING:
    from store import Store

OK, WRONG = 0, 1
_SHOWN = 8


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command with its options."""
    kolada = commands.add_parser("kolada", help="hämta nyckeltal ur Kolada och publicera dem")
    kolada.add_argument("--torr", action="store_true", help="visa vad som skulle ändras, publicera inget")
    kolada.add_argument(
        "--anda", nargs="+", default=[], metavar="NYCKELTAL", help="hämta dem fast titeln är en annan"
    )
    kolada.add_argument("--som", default=None, metavar="NAMN", help="vem som publicerar (visas vid talen)")
    kolada.set_defaults(run=run)


@dataclass(frozen=True, slots=True)
class _News:
    """A document, and how it differs from what is published for its kommun and year."""

    report: Report
    document: Document
    state: str  # ny, ändrad, oförändrad
    changed: tuple[str, ...] = ()


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Fetch, compare with what is published, publish what is new. 1: some nyckeltal was left out."""
    from store import Store

    fetched = fetch(settings, anyway=[a.upper() for a in options.anda], progress=_progress)
    for warning in fetched.warnings:
        print(f"Varning: {warning}", file=sys.stderr)
    news = list(_news(Store(settings.data_folder), fetched))
    print(_heading(fetched, news))
    for one in news:
        published = "" if options.torr or one.state == "oförändrad" else _publish(settings, options, one)
        print("\n".join(_lines(one, published)), flush=True)
    if options.torr:
        print("Inget är publicerat (--torr).")
    return WRONG if fetched.warnings else OK


def _progress(done: int, total: int, text: str) -> None:
    print(f"[{done}/{total}] {text}", file=sys.stderr, flush=True)


def _heading(fetched: Fetched, news: list[_News]) -> str:
    titles = [f"  {identity}  {title}" for identity, title in fetched.titles.items()]
    facts = sum(len(n.report.facts) for n in news)
    about = f"Kolada: {len(titles)} nyckeltal, {swedish.number(facts)} värden, {fetched.asked} frågor."
    return "\n".join([about, *titles, "Källa: Kolada (RKA)"])


def _news(store: Store, fetched: Fetched) -> Iterator[_News]:
    for document in fetched.documents:
        report = read(document.content, document.name)
        old = _published(store, report)
        if old is None:
            yield _News(report, document, "ny")
        elif old["sha256"] == report.sha256:
            yield _News(report, document, "oförändrad")
        else:
            yield _News(report, document, "ändrad", tuple(_changes(store, report)))


def _published(store: Store, report: Report) -> dict[str, Any] | None:
    """The submission of the same kommun and year that holds; the newest, should there be several."""
    held = store.submissions(report.kommun, states=["published"])
    return next((s for s in held if (s["report"], s["kind"]) == (report.report, report.kind)), None)


def _changes(store: Store, report: Report) -> Iterator[str]:
    """`N00090/1480/2023/T: 6,9 → 7,1`, for each figure that is new or another."""
    held = {f["cell"]: f for f in store.table(report.kommun, "", report.report)}
    for fact in report.facts:
        before = held.pop(fact.cell, None)
        if before is None or before["value"] != fact.value or before["status"] != fact.status:
            yield f"{fact.cell}: {_shown(before['value'] if before else None)} → {_shown(fact.value)}"
    yield from (
        f"{cell}: finns inte längre" for cell, f in held.items() if f["measure"].startswith("matt:kolada")
    )


def _shown(value: Any) -> str:
    if value is None:
        return "saknas"
    return swedish.number(value, max(0, -int(value.normalize().as_tuple().exponent)))


def _publish(settings: Settings, options: argparse.Namespace, news: _News) -> str:
    from intake import Intake
    from store import Store

    intake = Intake(settings, Store(settings.data_folder))
    made = intake.publish(intake.check(news.report), news.document.content, options.som or _user())
    replaced = f", ersätter {', '.join(made.superseded)}" if made.superseded else ""
    return f", publicerad som {made.id}{replaced}"


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "kommandoraden"


def _lines(news: _News, published: str) -> list[str]:
    report = news.report
    count = f"{swedish.number(_with_value(report.facts))} värden"
    rest = len(news.changed) - _SHOWN
    return [
        f"{report.title.partition('. Källa')[0]}: {count}, {news.state}{published}",
        *(f"    {text}" for text in news.changed[:_SHOWN]),
        *([f"    och {rest} till"] if rest > 0 else []),
    ]


def _with_value(facts: tuple[Fact, ...]) -> int:
    return sum(f.value is not None for f in facts)
