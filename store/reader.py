"""Store: the published figures, for readers. Any number of them, never blocked by a writer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from store import _sql, codes
from store._engine import Engine
from store.submissions import utc
from swedish import sort_key

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]
NOW = dt.datetime(9999, 1, 1)
"""As of now: later than everything published."""


class Store:
    """What is published in a data folder. Every question is answered from the newest generation, all of it.

    Answers are lists of dicts; amounts are Decimal in the base unit, times UTC without a zone. `kommun`,
    `namnd`, `verksamhet` and `measure` are codes. Safe to share between threads, and to use after a fork.
    """

    # One thread a question: they come several at once, each is of one kommun, and each thread holds memory.
    def __init__(self, folder: Path, *, threads: int = 1, memory_limit: str = "1GB") -> None:
        self.folder = Path(folder)
        self._engine = Engine(self.folder, threads, memory_limit)
        self._names: tuple[int, dict[tuple[str, str, str], str]] = (-1, {})

    @property
    def generation(self) -> int:
        """The number of the newest generation: what an answer may be cached by. 0: nothing is published."""
        return self._engine.refresh()

    def refresh(self) -> int:
        """See the newest generation (every question does so by itself); its number."""
        return self._engine.refresh()

    def _query(self, sql: str, parameters: Mapping[str, Any] | None = None) -> pa.Table:
        """Ask in SQL over the tables of data/schema.sql, with `$name` parameters. Only used inside store/."""
        return self._engine.ask(sql, parameters)

    query = _query

    def _rows(self, sql: str, **parameters: Any) -> list[Row]:
        return self._engine.rows(sql, parameters)

    def _kept(self, sql: str, **parameters: Any) -> list[Row]:
        """As _rows, for short answers that every page asks for: asked once a generation."""
        return [dict(row) for row in _once(self, self.generation, sql, tuple(parameters.items()))]

    def name(self, kind: str, kommun: str, code: str) -> str:
        """The Swedish name of a code, else the code. kind: kommun, namnd, verksamhet, matt.

        From the generation that the latest question was answered from: a page asks for a thousand names.
        """
        owner = code if kind == "kommun" else kommun
        return codes.name(kind, kommun, code) or self._labels().get((owner, kind, code)) or code

    def _labels(self) -> dict[tuple[str, str, str], str]:
        attached = self._engine.attached
        number = self.generation if attached < 0 else attached
        if self._names[0] != number:
            rows = self._rows(_sql.LABELS)
            self._names = number, {(r["kommun"], r["kind"], r["code"]): r["name"] for r in rows}
        return self._names[1]

    def kommuner(self) -> list[Row]:
        """code, name, fictional of the kommuner that have something published, in Swedish order."""
        known = {k.code: k for k in codes.kommuner()}
        found = [r["code"] for r in self._kept(_sql.KOMMUNER)]
        rows = [
            {"code": c, "name": self.name("kommun", "", c), "fictional": c in known and known[c].fictional}
            for c in found
        ]
        return sorted(rows, key=_by_name)

    def reports(self, kommun: str, as_of: dt.date | None = None) -> list[Row]:
        """report, kind, title, submissions (ids), newest report first; as it stood at `as_of`."""
        return self._kept(_sql.REPORTS, kommun=kommun, as_of=utc(as_of) if as_of else NOW)

    def namnder(self, kommun: str, report: str | None = None) -> list[Row]:
        """code, name, kind (namnd, bolag, post) of those with published facts, in Swedish order."""
        kinds = {n.code: n.kind for n in codes.namnder(kommun)}
        found = self._kept(_sql.NAMNDER, kommun=kommun, report=report)
        rows = [self._named("namnd", kommun, r) | {"kind": kinds.get(r["code"], "namnd")} for r in found]
        return sorted(rows, key=_by_name)

    def told_of(self, kommun: str) -> dict[str, set[str]]:
        """report -> the codes of the nämnder that it has published facts of."""
        found: dict[str, set[str]] = {}
        for row in self._kept(_sql.TOLD_OF, kommun=kommun):
            found.setdefault(row["report"], set()).add(row["namnd"])
        return found

    def verksamheter(self, kommun: str, namnd: str) -> list[Row]:
        """code, name of a nämnd's verksamheter, in Swedish order."""
        found = self._rows(_sql.VERKSAMHETER, kommun=kommun, namnd=namnd)
        return sorted((self._named("verksamhet", kommun, r) for r in found), key=_by_name)

    def measures(self, kommun: str, namnd: str) -> list[Row]:
        """code, name, unit of all that is reported for a nämnd, in the order of the reports."""
        found = self._rows(_sql.MEASURES, kommun=kommun, namnd=namnd)
        return [self._named("matt", kommun, r) | {"unit": r["unit"]} for r in found]

    def _named(self, kind: str, kommun: str, row: Row) -> Row:
        return {"code": row["code"], "name": self.name(kind, kommun, row["code"])}

    def years(self, kommun: str) -> list[int]:
        """The years that have published facts of their own (not only comparison columns)."""
        return [r["year"] for r in self._rows(_sql.YEARS, kommun=kommun)]

    def submission(self, submission: str) -> Row | None:
        """One submission: all columns of the table and its state."""
        return next(iter(self._rows(_sql.SUBMISSION_STATE, submission=submission)), None)

    def submissions(
        self, kommun: str | None = None, namnd: str | None = None, states: Sequence[str] | None = None
    ) -> list[Row]:
        """All columns of submission and `state` (published, superseded, withdrawn), newest first."""
        wanted = None if states is None else tuple(states)
        return self._kept(_sql.SUBMISSIONS, kommun=kommun, namnd=namnd, states=wanted)

    def fact(self, fact_id: str) -> Row | None:
        """One fact ('<submission>.<nr>') or control total ('<submission>.c<nr>'), or None.

        All its columns with `fact_id` and `control_total`, the names of its codes, and of its submission
        `submission_<column>`, and publisher, published_at, file, title, kind, sha256, state as they are.
        """
        if (found := self._find(fact_id)) is None:
            return None
        table, submission, nr = found
        where = {"kommun": submission["kommun"], "submission": submission["id"], "nr": nr}
        rows = self._rows(_sql.FACT.format(table=table), **where)
        return self._dressed(rows[0], table) | _of_submission(submission) if rows else None

    def row_of(self, fact_id: str) -> list[Row]:
        """The facts and control totals of the same sheet row as a fact, from left to right."""
        if (one := self.fact(fact_id)) is None:
            return []
        where = {k: one[k] for k in ("kommun", "submission", "sheet", "cell_row")}
        rows = [
            self._dressed(row, table)
            for table in ("fact", "control_total")
            for row in self._rows(_sql.ROW_OF.format(table=table), **where)
        ]
        return sorted(rows, key=lambda r: (r["cell_col"] or 0, r["nr"]))

    def table(self, kommun: str, namnd: str, report: str) -> list[Row]:
        """A nämnd's facts in a report, own and comparison columns (`role`), in the order of its sheets."""
        found = _table(self, self.generation, kommun, namnd, report)
        return [self._dressed(row, "fact") for row in found]

    def _find(self, fact_id: str) -> tuple[str, Row, int] | None:
        """Table, submission and nr of a fact's id."""
        identity, _, nr = fact_id.rpartition(".")
        number = nr.removeprefix("c")
        if not number.isascii() or not number.isdigit() or not (submission := self.submission(identity)):
            return None
        return "fact" if number == nr else "control_total", submission, int(number)

    def _dressed(self, row: Row, table: str) -> Row:
        mark = "" if table == "fact" else "c"
        return (
            row
            | self._names_of(row)
            | {
                "fact_id": f"{row['submission']}.{mark}{row['nr']}",
                "control_total": table == "control_total",
                "printed": None if row["printed"] is None else Decimal(row["printed"]),
            }
        )

    def _names_of(self, row: Row) -> Row:
        kinds = {"namnd": "namnd", "verksamhet": "verksamhet", "measure": "matt"}
        names = {f"{c}_name": row[c] and self.name(kind, row["kommun"], row[c]) for c, kind in kinds.items()}
        return names | {"kommun_name": self.name("kommun", "", row["kommun"])}

    def findings(
        self,
        submission: str | None = None,
        kommun: str | None = None,
        namnd: str | None = None,
        report: str | None = None,
        *,
        remarks: bool = False,
    ) -> list[Row]:
        """What the reader and the checks said: of one submission, or of the published ones asked for.

        remarks: without the checks that agree, which are nine of ten.

        With `namnd`: those that name a cell of that nämnd, and, of submissions that speak of it, those that
        name no other nämnd's cell either (about the file, a heading, a column that was not read).
        """
        where = {"submission": submission, "report": report, "remarks": remarks}
        found = self._rows(_sql.FINDINGS, kommun=kommun, **where)
        if namnd is None:
            return found
        where |= {"namnd": namnd}
        kommuner = {f["kommun"] for f in found}
        cells = [row for k in kommuner for row in self._rows(_sql.CELLS_OF_FINDINGS, kommun=k, **where)]
        return _about(found, cells)

    def findings_of_cell(self, submission: str, cells: str | Sequence[str]) -> list[Row]:
        """The findings of a submission that name one of `cells` ('Resultat!B7')."""
        wanted = [cells] if isinstance(cells, str) else list(cells)
        return self._rows(_sql.FINDINGS_OF_CELL, submission=submission, cells=wanted)

    def not_read(self, submission: str) -> list[Row]:
        """The numbers of a submission's file that became neither fact nor control total, and why."""
        return self._rows(_sql.NOT_READ, submission=submission)

    def uppdrag(self, kommun: str, namnd: str | None = None, report: str | None = None) -> list[Row]:
        """The uppdrag of a nämnd (None: of all) in a report (None: in all, newest first)."""
        return self._of_kind("uppdrag", kommun, namnd, report)

    def rekommendationer(self, kommun: str, namnd: str | None = None, report: str | None = None) -> list[Row]:
        """The auditors' recommendations to a nämnd, in the same way."""
        return self._of_kind("rekommendation", kommun, namnd, report)

    def _of_kind(self, kind: str, kommun: str, namnd: str | None, report: str | None) -> list[Row]:
        return [r for r in self._texts("uppdrag", kommun, namnd, report) if r.get("kind", "uppdrag") == kind]

    def comments(self, kommun: str, namnd: str | None = None, report: str | None = None) -> list[Row]:
        """The comments of a nämnd in a report, in the same way."""
        return self._texts("comment", kommun, namnd, report)

    def indikatorer(self, kommun: str, namnd: str | None = None, report: str | None = None) -> list[Row]:
        """The indicators that the plans declare, in the same way."""
        return self._texts("indikator", kommun, namnd, report)

    def _texts(self, table: str, kommun: str, namnd: str | None, report: str | None) -> list[Row]:
        return self._rows(_sql.TEXTS.format(table=table), kommun=kommun, namnd=namnd, report=report)

    def original(self, submission: str) -> bytes | None:
        """The file that a submission was read from, as it came."""
        row = self.submission(submission)
        return (self.folder / "originals" / row["sha256"]).read_bytes() if row else None


@lru_cache(maxsize=64)
def _once(store: Store, _generation: int, sql: str, parameters: tuple[tuple[str, Any], ...]) -> list[Row]:
    return store._rows(sql, **dict(parameters))


@lru_cache(maxsize=4)
def _table(store: Store, _generation: int, kommun: str, namnd: str, report: str) -> list[Row]:
    """A page reads the same table several times."""
    return store._rows(_sql.TABLE, kommun=kommun, namnd=namnd, report=report)


def _by_name(row: Row) -> list[int]:
    return sort_key(row["name"])


def _about(findings: list[Row], cells: list[Row]) -> list[Row]:
    """The findings about one nämnd; `cells` says which cells are its own."""
    mine = {(c["submission"], c["cell"]): c["mine"] for c in cells}
    speaking = {submission for (submission, _), own in mine.items() if own}

    def keeps(finding: Row) -> bool:
        owners = [mine.get((finding["submission"], cell)) for cell in finding["cells"]]
        return any(owners) or (finding["submission"] in speaking and False not in owners)

    return [finding for finding in findings if keeps(finding)]


def _of_submission(submission: Row) -> Row:
    plain = ("publisher", "published_at", "file", "title", "kind", "sha256", "state")
    return {k: submission[k] for k in plain} | {f"submission_{k}": v for k, v in submission.items()}
