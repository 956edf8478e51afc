"""Submissions on disk: append-only folders that are whole or not there, and the events that end them.

submissions/<id>/report.json             who, what, when; findings, labels, uppdrag, comments, tables ...
submissions/<id>/facts.parquet           the facts
submissions/<id>/control_totals.parquet  the control totals
originals/<sha256>                       the file as it came
events/<id>.withdrawn.json               when, by whom and why it was withdrawn

A submission that replaces others says so itself (`supersedes`), so storing it and ending them is one rename.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from store._files import TMP, move_whole, write_whole
from store.records import Report

FORMAT = 1
FACTS = "facts.parquet"
CONTROL_TOTALS = "control_totals.parquet"
PARTS = ("findings", "not_read", "uppdrag", "indikatorer", "comments", "tables", "labels")
KEY = (
    *("namnd", "verksamhet", "measure", "scenario", "basis", "year", "month", "horizon"),
    *("kon", "alder", "anstallningsform"),
)
Key = tuple[Any, ...]


class StoreDamaged(RuntimeError):
    """A stored submission cannot be read; the message is Swedish and names the folder."""


@dataclass(frozen=True, slots=True)
class Submission:
    """A stored submission. `superseded`: what it replaced. `existing`: it was there already."""

    id: str
    kommun: str
    report: str
    kind: str
    title: str
    file: str
    sha256: str
    publisher: str
    received_at: dt.datetime
    published_at: dt.datetime
    superseded: tuple[str, ...] = ()
    superseded_at: dt.datetime | None = None
    superseded_by: str | None = None
    withdrawn_at: dt.datetime | None = None
    withdrawn_by: str | None = None
    withdrawn_why: str | None = None
    existing: bool = False

    @property
    def published(self) -> bool:
        """Neither superseded nor withdrawn."""
        return self.superseded_at is None and self.withdrawn_at is None


def utc(moment: dt.datetime | dt.date | None) -> dt.datetime:
    """The store's time: UTC without a zone. None -> now; a date -> the end of that day."""
    if moment is None:
        return dt.datetime.now(dt.UTC).replace(tzinfo=None)
    if not isinstance(moment, dt.datetime):
        return dt.datetime.combine(moment, dt.time.max)
    return moment.astimezone(dt.UTC).replace(tzinfo=None) if moment.tzinfo else moment


def new_id(folder: Path, published_at: dt.datetime, sha256: str) -> str:
    """A free id: publishing time, by which ids sort, and the beginning of the hash; then '-2', '-3'."""
    fraction = f"{published_at:%f}" if published_at.microsecond else ""
    base = f"{published_at:%Y%m%dT%H%M%S}{fraction}-{sha256[:8]}"
    taken = (folder / "submissions").glob(f"{base}*")
    return base if (count := sum(TMP not in p.name for p in taken)) == 0 else f"{base}-{count + 1}"


def keep_original(folder: Path, sha256: str, original: bytes) -> None:
    """Keep the file under its hash. Raises ValueError, in Swedish, when the hash is another file's."""
    if hashlib.sha256(original).hexdigest() != sha256:
        raise ValueError("Filen är inte den som lästes (sha256 skiljer sig). Läs den igen, publicera sedan.")
    path = folder / "originals" / sha256
    if not path.exists():
        write_whole(path, original)


def keep(folder: Path, submission: Submission, report: Report) -> None:
    """Store a submission: when this returns it is on disk, and before that it is not there at all."""
    from store._arrow import write_facts  # pyarrow again

    home = folder / "submissions" / submission.id
    tmp = home.with_name(home.name + TMP)
    tmp.mkdir(parents=True)
    write_facts(tmp / FACTS, report.facts, submission.id, report.kommun, report.report)
    write_facts(tmp / CONTROL_TOTALS, report.control_totals, submission.id, report.kommun, report.report)
    (tmp / "report.json").write_text(_to_json(submission, report), "utf-8")
    move_whole(tmp, home)


def _to_json(submission: Submission, report: Report) -> str:
    everything = asdict(replace(report, facts=(), control_totals=()))
    counts = {"facts": len(report.facts), "control_totals": len(report.control_totals)}
    meta = {k: v for k, v in asdict(submission).items() if not k.startswith("withdrawn") and k != "existing"}
    whole = {"format": FORMAT} | meta | {"counts": counts} | {part: everything[part] for part in PARTS}
    return json.dumps(whole, ensure_ascii=False, default=_time_text, indent=1)


def _time_text(value: Any) -> str:
    if isinstance(value, dt.datetime):
        return value.isoformat()
    raise TypeError(f"{value!r} cannot be stored")


def ids(folder: Path) -> list[str]:
    """The ids of all stored submissions, oldest first."""
    home = folder / "submissions"
    return sorted(p.name for p in home.iterdir() if TMP not in p.name) if home.exists() else []


def read_json(folder: Path, submission: str) -> dict[str, Any]:
    """report.json of one submission. Raises StoreDamaged."""
    path = folder / "submissions" / submission / "report.json"
    try:
        content: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise StoreDamaged(f"Inlämningen {submission} går inte att läsa ({path}): {error}") from error
    return content


def from_json(content: dict[str, Any]) -> Submission:
    """The Submission of a report.json, without what happened to it later."""
    row = from_row(content)
    times = {k: dt.datetime.fromisoformat(content[k]) for k in _TIMES if content[k]}
    return replace(row, superseded=tuple(content["superseded"]), **times)  # type: ignore[arg-type]


def from_row(row: dict[str, Any]) -> Submission:
    """The Submission of a row of the table `submission`."""
    names = {f.name for f in fields(Submission)}
    return Submission(**{k: v for k, v in row.items() if k in names})


_TIMES = ("received_at", "published_at", "superseded_at")


def keep_withdrawal(
    folder: Path, submission: str, at: dt.datetime, by: str, why: str, restores: Sequence[tuple[str, str]]
) -> None:
    """Store that a submission is withdrawn from `at` on. restores: (older, newer) that no longer holds."""
    event = {"submission": submission, "withdrawn_at": at, "withdrawn_by": by, "withdrawn_why": why}
    event |= {"restores": restores}
    text = json.dumps(event, ensure_ascii=False, default=_time_text)
    write_whole(folder / "events" / f"{submission}.withdrawn.json", text.encode())


def withdrawals(folder: Path) -> Iterator[dict[str, Any]]:
    """The withdrawal events, with `withdrawn_at` as a time and `restores` as pairs."""
    for path in sorted((folder / "events").glob("*.withdrawn.json")):
        event = json.loads(path.read_text("utf-8"))
        event["restores"] = [(older, newer) for older, newer in event.get("restores", ())]
        yield event | {"withdrawn_at": dt.datetime.fromisoformat(event["withdrawn_at"])}


def fact_rows(folder: Path, submission: str) -> int:
    """How many facts a stored submission has."""
    import pyarrow.parquet as pq  # here and below: a process that only reads does without its 30 MB

    return int(pq.read_metadata(folder / "submissions" / submission / FACTS).num_rows)


def keys_of_report(report: Report) -> set[Key]:
    """What a report speaks of: the keys of its facts and the nämnder that its texts are about."""
    keys: set[Key] = {tuple(_plain(getattr(f, k)) for k in KEY) for f in report.facts}
    return keys | _text_keys({part: [asdict(x) for x in getattr(report, part)] for part in _TEXTS})


def keys_of_stored(folder: Path, submission: str) -> set[Key]:
    """The same for a stored submission."""
    import pyarrow.parquet as pq

    path = folder / "submissions" / submission / FACTS
    columns = pq.ParquetFile(path).read(columns=list(KEY))
    keys: set[Key] = set(zip(*(columns[k].to_pylist() for k in KEY), strict=True))
    return keys | _text_keys(read_json(folder, submission))


_TEXTS = ("uppdrag", "comments", "indikatorer")


def _text_keys(content: dict[str, Any]) -> set[Key]:
    """An audit's recommendations are a matter of their own: a list of uppdrag does not replace them."""
    kinds = {"rekommendation": "rekommendationer"}
    return {
        (kinds.get(text.get("kind", ""), part), text["namnd"]) for part in _TEXTS for text in content[part]
    }


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, str) else value
