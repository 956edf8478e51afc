"""The command `utfall anmalningar`: what visitors have reported of faults in accessibility."""

from __future__ import annotations

import argparse
import datetime as dt
import json
from dataclasses import asdict

import swedish
from settings import Settings
from store.notices import Notice, notices, remove_before

OK = 0
FIELDS = (("page", "Sida"), ("what", "Vad hände"), ("aid", "Hjälpmedel"), ("reply", "Svar till"))


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command with its options."""
    own = commands.add_parser("anmalningar", help="lista anmälda brister i tillgängligheten")
    own.add_argument(
        "--sedan", type=_day, metavar="ÅÅÅÅ-MM-DD", help="bara de som kom den dagen eller senare"
    )
    own.add_argument("--json", action="store_true", help="ett JSON-objekt per anmälan")
    own.add_argument(
        "--gallra-fore", type=_day, metavar="ÅÅÅÅ-MM-DD", help="ta bort dem som kom före den dagen, för gott"
    )
    own.set_defaults(run=run)


def run(settings: Settings, options: argparse.Namespace) -> int:
    """List the notices, newest first, or weed out the old ones."""
    if options.gallra_fore:
        count = remove_before(settings.data_folder, options.gallra_fore)
        print("En anmälan är borttagen." if count == 1 else f"{count} anmälningar är borttagna.")
        return OK
    found = notices(settings.data_folder, options.sedan)
    if options.json:
        print("\n".join(json.dumps(asdict(n), ensure_ascii=False) for n in found))
    else:
        print("\n\n".join(map(_text, found)) or "Inga anmälningar.")
    return OK


def _text(notice: Notice) -> str:
    day = swedish.date(dt.date.fromisoformat(notice.received[:10]))
    lines = [f"{notice.reference}, mottagen {day} kl. {notice.received[11:16]}"]
    for name, label in FIELDS:
        if said := getattr(notice, name):
            lines.append(f"  {label}: " + said.replace("\n", "\n    "))
    return "\n".join(lines)


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"dagen {text} ska skrivas ÅÅÅÅ-MM-DD") from error
