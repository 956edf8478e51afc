"""Anmälningar: what visitors report of faults in accessibility. One file a notice, never changed.

A notice is outside the published figures: it is not in the database, and no page shows it.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from store._files import sync

FOLDER = "anmalningar"
LONGEST = {"page": 500, "what": 4000, "aid": 300, "reply": 300}
"""So many characters are kept of each field."""
MOST_A_DAY = 200
REFERENCE = re.compile(r"20\d\d-[01]\d-[0-3]\d-[2-9A-HJ-NP-Z]{5}")
_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that can be taken for another when read out
_CONTROL = re.compile(r"[^\S\n]*[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+[^\S\n]*")
_TRIES = 20


class TooMany(RuntimeError):
    """The day's notices are so many that no more are kept."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One report of a fault. `received` is local time, ISO 8601 to the minute."""

    reference: str
    received: str
    page: str
    what: str
    aid: str = ""
    reply: str = ""


def keep(folder: Path, told: Mapping[str, str], now: dt.datetime) -> Notice:
    """Store what was told (page, what, aid, reply) under the data folder.

    Raises OSError when the disk does not take it, and TooMany when the day is full.
    """
    place = folder / FOLDER
    place.mkdir(parents=True, exist_ok=True)
    if sum(1 for _ in place.glob(f"{now:%Y-%m-%d}-*.json")) >= MOST_A_DAY:
        raise TooMany
    fields = {name: tidy(told.get(name, ""), most) for name, most in LONGEST.items()}
    for _ in range(_TRIES):
        code = "".join(secrets.choice(_SIGNS) for _ in range(5))
        notice = Notice(f"{now:%Y-%m-%d}-{code}", now.isoformat(timespec="minutes"), **fields)
        if _written(place / f"{notice.reference}.json", notice):
            return notice
    raise TooMany


def tidy(text: str, most: int) -> str:
    """Without signs that steer a terminal or turn the direction of text, and at most so long."""
    plain = _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    return plain.strip()[:most].rstrip()


def _written(path: Path, notice: Notice) -> bool:
    """False when there already is such a file. A file that could not be written whole is taken away."""
    try:
        with path.open("x", encoding="utf-8") as file:
            try:
                json.dump(asdict(notice), file, ensure_ascii=False, indent=1)
                file.flush()
                sync(path)
            except OSError:
                path.unlink(missing_ok=True)
                raise
    except FileExistsError:
        return False
    sync(path.parent)
    return True


def exists(folder: Path, reference: str) -> bool:
    """True when a notice with that reference has been kept."""
    return bool(REFERENCE.fullmatch(reference)) and (folder / FOLDER / f"{reference}.json").is_file()


def notices(folder: Path, since: dt.date | None = None) -> list[Notice]:
    """All notices, newest first; `since` leaves out those of earlier days.

    Raises ValueError, in Swedish, for a file that is no notice.
    """
    paths = sorted((folder / FOLDER).glob("*.json"), reverse=True)
    found = [_read(path) for path in paths if REFERENCE.fullmatch(path.stem)]
    kept = [n for n in found if since is None or n.received[:10] >= since.isoformat()]
    return sorted(kept, key=lambda n: n.received, reverse=True)


def _read(path: Path) -> Notice:
    try:
        return Notice(**json.loads(path.read_text("utf-8")))
    except (ValueError, TypeError) as error:
        raise ValueError(f"{path.name} i {FOLDER} går inte att läsa som en anmälan: {error}") from error


def remove_before(folder: Path, day: dt.date) -> int:
    """Weed out the notices received before `day`; how many they were."""
    old = [n for n in notices(folder) if n.received[:10] < day.isoformat()]
    for notice in old:
        (folder / FOLDER / f"{notice.reference}.json").unlink()
    return len(old)
