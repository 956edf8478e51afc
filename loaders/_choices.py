"""The answers that a question offers: values that say nothing of years or cells, and what they mean in this
report. Only what settles the question is offered.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from rapidfuzz import fuzz

from loaders import _identities, _match
from loaders._answers import COLUMNS, MINUS, OWN, PAIR, TIMES, TableAnswers, answered, cut_text
from loaders._derived import Rows, share
from loaders._document import Document
from loaders._given import SKIP
from loaders._rows import Row
from loaders._shape import Shape
from loaders._slot import Slot, slots
from loaders._table import RawRow
from loaders._times import told
from loaders._words import Column
from store import codes
from store.records import REPORTED
from swedish import percent, period

Choices = list[tuple[str, str]]
LEAVE = (SKIP, "Hoppa över: utelämna talen")
ENOUGH = 0.8  # of the rows must bear out a difference that the heading does not name
PROOF = 60  # rows are enough to see it
NEAREST = 5
ALIKE = 60  # percent: what is less alike stands in the order of its list
_SCENARIO = {"utfall": "Utfall", "budget": "Budget", "prognos": "Prognos"}
_MEASURES = ("nettokostnad", "kostnader", "intakter", "resultat", "kommunbidrag", "nettoinvesteringar")
_OWN = (("antal", "antal"), ("kr", "kronor"), ("procent", "procent"))
UNITS = [("kr", "kr"), ("tkr", "tkr (tusental kronor)"), ("mnkr", "mnkr (miljoner kronor)")]
CELLS: dict[str, Choices] = {
    "enhet": UNITS,
    "matt": [(m, codes.name("matt", "", m) or m) for m in (*_MEASURES, "arsarbetare", "antal_anstallda")],
    "tecken": [
        ("kostnader_plus", "Kostnader står som positiva tal"),
        ("som_det_star", "Talen står med rätt tecken: plus är intäkt eller överskott"),
    ],
    "procent": [("forandring", "Det är en förändring i procent")],
    "andel": [("procent", "Procent: 0,075 är 0,075 %"), ("andel", "Andel av ett: 0,075 är 7,5 %")],
    "tal": [
        ("decimaler", "Decimaler: 1,234 är ett och en bit till"),
        ("tusental", "Tusental: 1,234 är 1 234"),
    ],
}
TABLE: Choices = [
    ("poster", "Poster: intäkter, kostnader, resultat"),
    ("namnder", "Nämnder"),
    ("verksamheter", "Verksamheter i en nämnd"),
    ("matt", "Verksamhetsmått"),
    LEAVE,
]
MONTH: Choices = [
    ("ackumulerat", "Ackumulerat från januari"),
    ("manaden", "Bara månaden"),
    LEAVE,
]


def reports_own(document: Document, odd: str) -> Choices:
    """For a table whose title names another year than the report; `odd`: that year, told from its own."""
    when = period(document.year, document.month) if document.month else str(document.year)
    own = ("rapporten", f"Rapportens egen period, {when}")
    if " " in odd or not odd.startswith("ar-"):
        return [own, LEAVE]
    year = document.year + int(odd.removeprefix("ar"))
    return [own, *zip(TIMES, _told(year, document.month), strict=True), LEAVE]


def _told(year: int, month: int) -> tuple[str, str]:
    return f"Samma period då, {period(year, month or 12)}", f"Hela året, {period(year, 12, 'year')}"


def of_rows(said: TableAnswers) -> Choices:
    """For a table whose rows name another time than the report's: theirs, when it is one and the same."""
    document, then = said.document, told(said.table)
    if not then or not document.month or then > (document.year, document.month):
        return [LEAVE]
    year, month = then
    months = [month] if month else sorted({document.month, 12} if year < document.year else ())
    return [*((f"{year}-{m:02}", _whole(year, m)) for m in months), LEAVE]


def _whole(year: int, month: int) -> str:
    when = period(year, 12, "year") if month == 12 else period(year, month)
    return f"Tabellen gäller {when}"


def of_column(said: TableAnswers, columns: Sequence[Column], k: int, problem: str, rows: Rows) -> Choices:
    """What column k can be."""
    found = _differences(said, columns, k, rows[:PROOF])
    if problem == "fraga_horisont":
        found = []
        wanted = ["period", "helar"]
    else:
        wanted = list(COLUMNS) if problem != "fraga_avvikelse" else []
    texts = {v: _settled(columns[k], v, said.document) for v in wanted}
    offered = {t: v for v, t in reversed(texts.items()) if t}  # the first of two that mean the same
    return [*found, *((v, t) for v, t in texts.items() if offered.get(t) == v), LEAVE]


def _settled(column: Column, value: str, document: Document) -> str:
    """What the column then is, in Swedish; '' when it would still be asked about."""
    plain = replace(answered(column, value, document), measure="")
    slot = slots([plain], replace(document, doubtful=False), [], Column(""))[0]
    if slot.problem or not slot.scenario or (slot.scenario == "prognos" and slot.year < document.year):
        return ""
    who = "Föregående prognos" if value == "fg prognos" else _SCENARIO[str(slot.scenario)]
    if value == "bokslut fg ar":
        who = "Utfall (bokslut)"
    return f"{who}, {period(slot.year, slot.month, str(slot.horizon))}"


def _differences(said: TableAnswers, columns: Sequence[Column], k: int, rows: Rows) -> Choices:
    """The pairs that the column may be the difference of: those that its heading or its figures bear out."""
    asked = columns[k]
    if asked.label or (asked.scenario and not asked.derived):
        return []
    as_one = [
        *columns[:k],
        replace(asked, derived=asked.derived or "avvikelse", unknown=()),
        *columns[k + 1 :],
    ]
    pairs = [p for p in _identities.pairs(as_one, k) if max(p) < len(said.names)]
    if not asked.derived:
        pairs = [p for p in pairs if (s := share(p, k, rows)) is not None and s >= ENOUGH]
    names, heads = said.names, said.table.headings
    return [
        (f"{PAIR}{names[t]}{MINUS}{names[b]}", f"Skillnaden ”{heads[t]}” minus ”{heads[b]}”")
        for t, b in pairs
        if names[t] and names[b]
    ]


def of_row(said: TableAnswers, row: Row, shape: Shape) -> Choices:
    """What a row can be: a measure or a verksamhet, the most alike first."""
    label = row.entity.name or row.raw.label
    namnd = row.entity.namnd or said.document.namnd
    if row.entity.name:
        return [*_parts(said.document, namnd, label), LEAVE]
    if shape.rows == "measure":
        own = [(f"{OWN}{unit}", f"Ett eget mått i {text}: {label}") for unit, text in _OWN]
        return [*_nearest(label, _measures()), *own, LEAVE]
    return [*_parts(said.document, namnd, label), ("summa", "En summa: används bara till kontroll"), LEAVE]


def _measures() -> Iterable[tuple[str, str]]:
    return ((m.code, m.name) for m in codes.matt() if not m.code.startswith(REPORTED))


def _parts(document: Document, namnd: str, label: str) -> Choices:
    if not namnd:
        return []
    known = ((f"verksamhet={v.code}", v.name) for v in codes.verksamheter(document.kommun, namnd))
    return [*_nearest(label, known), ("verksamhet=", f"En egen verksamhet: {label}")]


def of_namnd(document: Document, name: str) -> Choices:
    """The nämnder of the kommun, the most alike first."""
    known = [(n.code, n.name) for n in codes.namnder(document.kommun)]
    return [*_nearest(name, known), LEAVE]


def of_cut(raw: RawRow) -> Choices:
    """The ways to cut a row of a text, as its numbers would stand below the headings."""
    found = [cut_text(r) for r in raw.readings]
    return [*((text, text) for text in found), LEAVE] if found else []


def _nearest(label: str, known: Iterable[tuple[str, str]]) -> Choices:
    """The few that are alike, the best with its likeness told; then the others in the order of their list."""
    every = list(known)
    told = {code: likeness(label, name) for code, name in every}
    near = sorted((k for k in every if told[k[0]] >= ALIKE), key=lambda k: -told[k[0]])[:NEAREST]
    first = [(c, f"{n} (likhet {percent(Decimal(round(told[c])), 0)})") for c, n in near[:1]]
    return [*first, *near[1:], *(k for k in every if k not in near)]


def likeness(label: str, name: str) -> float:
    """How alike two names are, 0–100."""
    return fuzz.token_sort_ratio(_match.key(label), _match.key(name))


def why_undated(said: TableAnswers, slot: Slot) -> tuple[str, Choices]:
    """(key, choices) for a column whose time is unclear because of the file, the title or the rows; '' when
    it is because of its own heading.
    """
    document = said.document
    if not document.year or (not document.month and document.kind != "budget"):
        return "fraga_period", []
    if (odd := said.odd_years()) and said.of("period", odd) != "rapporten":
        return said.key("period", odd), reports_own(document, odd)
    return (said.key("tid"), of_rows(said)) if slot.scenario and slot.year == document.year else ("", [])
