"""Kolada: chosen nyckeltal of the kommun and those it is compared with, a document a kommun and year.

`fetch` asks the API and gives the documents, JSON that keeps Kolada's own rows; `read` makes a Report of one.
The document is the submission's original: each figure can be followed to its row there.
Source: Kolada (RKA), api.kolada.se/v3.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from loaders._kolada_client import Client, KoladaError, Row, segments
from loaders._kolada_report import SOURCE, read
from settings import Settings
from store import codes
from swedish import fold

__all__ = ["Document", "Fetched", "KoladaError", "fetch", "read"]

Progress = Callable[[int, int, str], None]
_KPI = re.compile(r"[A-Z]\d{5}")
_KOMMUN = re.compile(r"\d{4}|G\d+")
_GROUP = "G"


@dataclass(frozen=True, slots=True)
class Document:
    """The figures of one kommun (or the mean of a group) and year, as bytes to keep."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Fetched:
    """What Kolada gave: the documents, the titles of the nyckeltal, what to tell, questions sent."""

    documents: tuple[Document, ...]
    titles: dict[str, str]
    warnings: tuple[str, ...] = ()
    asked: int = 0


@dataclass(slots=True)
class _Chosen:
    """What the settings ask for: id -> words of its title, and whose figures."""

    kpi: dict[str, str]
    places: list[str]
    years: list[int]
    warnings: list[str] = field(default_factory=list)


def fetch(
    settings: Settings,
    *,
    anyway: Iterable[str] = (),
    today: dt.date | None = None,
    progress: Progress | None = None,
    client: Client | None = None,
) -> Fetched:
    """Ask Kolada for what the settings name. `anyway`: ids to take although their title is another.

    Raises KoladaError (Swedish) when the settings are wrong or Kolada cannot be read to the end.
    """
    day = today or dt.date.today()
    chosen = _chosen(settings, day)
    asking = client or Client(settings.kolada_address, settings.kolada_per_second, settings.kolada_seconds)
    say = progress or (lambda *_: None)
    say(0, 3, "Kolada: nyckeltalens titlar")
    kpi = _confirmed(asking, chosen, set(anyway))
    say(1, 3, "Kolada: kommunerna")
    places = _places(asking, chosen)
    say(2, 3, "Kolada: värdena")
    rows = list(_rows(asking, list(kpi), list(places), chosen.years)) if kpi else []
    documents = _documents(rows, kpi, places, day)
    say(3, 3, f"Kolada: {len(rows)} värden hämtade")
    titles = {k: str(v["title"]) for k, v in kpi.items()}
    return Fetched(documents, titles, tuple(chosen.warnings), asking.asked)


def _chosen(settings: Settings, today: dt.date) -> _Chosen:
    pairs = (text.partition("=") for text in settings.kolada_kpi)
    kpi = {identity.strip().upper(): words.strip() for identity, _, words in pairs}
    own = settings.kolada_kommun or _kommunkod(settings.kommun)
    places = list(dict.fromkeys([own, *(p.upper() for p in settings.kolada_compare)]))
    wrong = [k for k in kpi if not _KPI.fullmatch(k)] + [p for p in places if not _KOMMUN.fullmatch(p)]
    if wrong:
        raise KoladaError(
            f"[kolada] i utfall.toml: {', '.join(wrong)} är ingen beteckning hos Kolada. Nyckeltal skrivs "
            "som N00090, kommuner som 1480 och kommungrupper som G35991."
        )
    if not kpi:
        raise KoladaError("[kolada] i utfall.toml: kolada_kpi är tom. Skriv de nyckeltal som ska hämtas.")
    years = list(range(today.year - max(settings.kolada_years, 1), today.year + 1))
    return _Chosen(kpi, places, years)


def _kommunkod(kommun: str) -> str:
    found = next((k for k in codes.kommuner() if k.code == kommun), None)
    if found is None or not found.kommunkod:
        name = found.name if found else kommun
        raise KoladaError(
            f"{name} har ingen kommunkod i data/codes/kommun.csv. Skriv den fyrsiffriga koden i "
            "utfall.toml: kolada_kommun."
        )
    return found.kommunkod


def _by_id(client: Client, what: str, ids: Sequence[str]) -> dict[str, Row]:
    found = (row for part in segments(ids) for row in client.values(f"{what}/{part}"))
    return {str(row["id"]): row for row in found if row.get("id") in ids}


def _confirmed(client: Client, chosen: _Chosen, anyway: set[str]) -> dict[str, Row]:
    """The nyckeltal whose title is the expected one; of the others a warning each."""
    found = _by_id(client, "kpi", list(chosen.kpi))
    kept = {}
    for identity, words in chosen.kpi.items():
        title = str(found.get(identity, {}).get("title") or "")
        if not title:
            chosen.warnings.append(f"Kolada har inget nyckeltal {identity}. Det hämtas inte.")
        elif not _fits(words, title) and identity not in anyway:
            chosen.warnings.append(
                f"{identity} heter ”{title}” hos Kolada, men utfall.toml väntar sig ”{words}”. Det hämtas "
                f"inte. Rätta beteckningen eller orden i kolada_kpi, eller kör igen med --anda {identity}."
            )
        else:
            kept[identity] = found[identity]
    return kept


def _fits(words: str, title: str) -> bool:
    """Every expected word stands in the title: `sjukfrånvaro` in `Sjukfrånvaro kommunalt anställda (%)`."""
    return all(word in fold(title) for word in fold(words).split())


def _places(client: Client, chosen: _Chosen) -> dict[str, Row]:
    """Id -> the kommun or group; a group brings its members with it."""
    groups = _by_id(client, "municipality_groups", [p for p in chosen.places if p.startswith(_GROUP)])
    members = [_member(m) for group in groups.values() for m in group.get("members") or ()]
    wanted = list(dict.fromkeys([*chosen.places, *(m for m in members if _KOMMUN.fullmatch(m))]))
    kommuner = _by_id(client, "municipality", [p for p in wanted if not p.startswith(_GROUP)])
    found = {p: kommuner.get(p) or groups.get(p) for p in wanted}
    for place in (p for p, row in found.items() if row is None):
        chosen.warnings.append(f"Kolada har ingen kommun eller kommungrupp {place}. Den hämtas inte.")
    return {p: row for p, row in found.items() if row is not None}


def _member(member: Any) -> str:
    """A member's id, under either of the names that it has had."""
    row = member if isinstance(member, dict) else {}
    return str(row.get("id") or row.get("member_id") or "")


def _rows(client: Client, kpi: list[str], places: list[str], years: list[int]) -> Iterable[Row]:
    for some in segments(kpi):
        for where in segments(places):
            for when in segments([str(y) for y in years]):
                path = f"data/kpi/{some}/municipality/{where}/year/{when}"
                yield from (row for row in client.values(path) if _asked_for(row, kpi, places, years))


def _asked_for(row: Row, kpi: list[str], places: list[str], years: list[int]) -> bool:
    """Whether a row is one of those asked for, and has the documented shape."""
    values = row.get("values")
    whole = isinstance(values, list) and all(isinstance(v, dict) for v in values)
    return (
        whole and row.get("kpi") in kpi and row.get("municipality") in places and row.get("period") in years
    )


def _documents(
    rows: Iterable[Row], kpi: dict[str, Row], places: dict[str, Row], day: dt.date
) -> tuple[Document, ...]:
    """The rows sorted by kommun and year. The same figures give the same bytes, whenever they are fetched."""
    sorted_rows: dict[tuple[str, int], dict[str, Row]] = {}
    for row in rows:
        sorted_rows.setdefault((row["municipality"], row["period"]), {})[row["kpi"]] = row
    order = list(places)
    keys = sorted(sorted_rows, key=lambda key: (order.index(key[0]), key[1]))
    return tuple(
        Document(f"kolada-{day.isoformat()}.json", _document(sorted_rows[key], kpi, places[key[0]], key[1]))
        for key in keys
    )


def _document(rows: dict[str, Row], kpi: dict[str, Row], place: Row, year: int) -> bytes:
    used = {identity: kpi[identity] for identity in sorted(rows)}
    whole = {
        "source": SOURCE,
        "municipality": {"id": place["id"], "title": place.get("title") or place["id"]},
        "period": year,
        "kpi": [{k: row.get(k) for k in ("id", "title", "description")} for row in used.values()],
        "values": [_sorted(rows[identity]) for identity in used],
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _sorted(row: Row) -> Row:
    values = row.get("values") or []
    return row | {"values": sorted(values, key=lambda v: json.dumps(v, sort_keys=True))}
