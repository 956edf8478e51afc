"""What one report file said: the records that pass between the rooms.

Amounts are Decimal. `value` is in the base unit (kr, antal, procent, timmar ...), `printed` is the same
number
in the unit that the report prints (mnkr, tkr ...), `step` is the rounding step of the printed number in the
base
unit (78,5 mnkr has step 100 000 kr), so that the true value lies in value ± step/2.
Signs are the report's natural ones: income +, cost −, a printed nettokostnad therefore normally −.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class Scenario(StrEnum):
    UTFALL = "utfall"
    BUDGET = "budget"
    PROGNOS = "prognos"


class Horizon(StrEnum):
    """PERIOD: January up to and including `month`. YEAR: the whole year (month is then 12)."""

    PERIOD = "period"
    YEAR = "year"


class Status(StrEnum):
    """Why a value is there or not. Only OK has a value; a missing value is never zero (Kolada's marks - .
    ..).
    """

    OK = "ok"
    BORTFALL = "bortfall"
    EJ_TILLAMPLIG = "ej_tillamplig"
    SEKRETESS = "sekretess"


class Role(StrEnum):
    """OWN: the report's own year and period. COMPARISON: a column such as 'utfall fg år' that repeats older
    figures.
    """

    OWN = "own"
    COMPARISON = "comparison"


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Verdict(StrEnum):
    STAMMER = "stammer"
    AVRUNDNING = "avrundning"
    AVVIKER = "avviker"
    EJ_PROVBAR = "gar_ej_att_prova"


REPORTED = "rapporterad:"
"""Prefix of measures that a report derived itself, e.g. rapporterad:avvikelse:intakter."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One number of one cell (or one control total). `namnd` and `verksamhet` are codes; '' means the whole
    above.
    """

    namnd: str
    verksamhet: str
    measure: str
    scenario: str
    basis: str  # budget version ('2022:2'), forecast vintage ('2024-08', 'fg:2024-08' = the one before) or ''
    year: int
    month: int
    horizon: str
    value: Decimal | None
    unit: str  # base unit: kr, antal, procent, arsarbetare, timmar, kr/inv
    step: Decimal
    printed: Decimal | None
    sheet: str
    cell: str  # A1 reference; '#2' is added for the second number cut from one cell
    row: str
    column: str
    raw: str
    status: str = Status.OK
    role: str = Role.OWN
    kon: str = ""
    alder: str = ""
    anstallningsform: str = ""
    measured_through: str = ""  # 'YYYY-MM' when it differs from year-month
    definition: str = ""
    # on a PDF page: 'left top right bottom' in points from the page's upper left corner, and a fifth number,
    # the page, when the sheet is several pages
    box: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that the user is told. A code that begins with 'fraga' asks; `choices` are the answers.

    `key` names the question among the answers (''  = it can only be answered in the file), and says nothing
    of cells, so that the next report of the same layout has the same key. `choice_texts` are the choices in
    Swedish, one for each; none when the choices are themselves Swedish.
    """

    severity: str
    code: str
    message: str
    cells: tuple[str, ...] = ()  # 'Sheet!B7'
    choices: tuple[str, ...] = ()
    verdict: str = ""  # set on the findings of a check
    key: str = ""
    choice_texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotRead:
    """A number in the file that became neither a fact nor a control total, and why (Swedish).

    In a ledger it stands for several `numbers` of one reason: `cell` is then their span, 'H2:H88'.
    """

    sheet: str
    cell: str
    raw: str
    reason: str
    box: str = ""
    numbers: int = 1


@dataclass(frozen=True, slots=True)
class Uppdrag:
    """An assignment to a nämnd, or a recommendation of the auditors (`kind`), as one report tells of it.

    status of an uppdrag: pagar, delrapporterad, foreslas_fullgjord, fullgjord; of a rekommendation: lamnad,
    besvarad, foljs_upp, avslutad.
    """

    namnd: str
    arendenummer: str
    text: str
    beslut: str  # 'KF 2023-12-07 § 85, punkt 2'; of a rekommendation: the audit that gave it
    status: str
    sheet: str
    cell: str
    kind: str = "uppdrag"  # uppdrag, rekommendation
    svar: str = ""  # the decision that answers a rekommendation: 'KS 2024-06-12'
    ater: str = ""  # when it is to come back, as it stands: 'december 2024'; several with '; ' between


@dataclass(frozen=True, slots=True)
class Indikator:
    """An indicator that a plan declares, or the judgement of one: what is measured, how and why.

    Its numbers are facts of the mått with the same name. `status` is the kommun's own word for how it goes.
    """

    namnd: str
    malomrade: str
    kind: str  # indikator, processmatt
    what: str
    how: str
    why: str
    sheet: str
    cell: str
    direction: str = ""  # oka, minska, behalla: what KF wants of it
    status: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    namnd: str
    heading: str
    text: str
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class TableView:
    """A table as it was understood, for the upload page: header texts, meaning of each column, rows of raw
    cells.
    """

    title: str
    sheet: str
    cells: str  # 'A5:I11'
    unit: str
    columns: tuple[str, ...]
    meanings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    layout: str = ""  # the words of its headings without time, as a läsregel knows them
    places: tuple[tuple[str, ...], ...] = ()  # the cells of `rows`: ('', 'B7', 'C7')


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell as it stands in the file."""

    row: int
    col: int
    text: str
    bold: bool = False
    indent: int = 0
    number: bool = False


@dataclass(frozen=True, slots=True)
class SheetWindow:
    """A piece of a sheet, for the preview: rows first–last of `rows`, columns left–right of `columns`."""

    sheets: tuple[tuple[str, bool], ...]  # (name, hidden) of all sheets of the file
    name: str
    kind: str  # grid, text
    first: int
    last: int
    rows: int
    left: int
    right: int
    columns: int
    cells: tuple[ShownCell, ...] = ()
    merged: tuple[tuple[int, int, int, int], ...] = ()  # first row, first column, last row, last column
    hidden_rows: tuple[int, ...] = ()
    hidden_cols: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """All that one file said. `report` is 'YYYY-MM' (the period reported on) or 'YYYY-00' for a budget
    document. `numbers`: how many numbers of the file the facts sum, when they are sums (a ledger's rows); 0
    when each fact is a number of its own.
    """

    file: str
    sha256: str
    kommun: str
    report: str
    kind: str  # delarsrapport, arsredovisning, budget, beslut, plan, arbetsbok, kolada, huvudbok, timmar
    title: str
    facts: tuple[Fact, ...] = ()
    control_totals: tuple[Fact, ...] = ()
    findings: tuple[Finding, ...] = ()
    not_read: tuple[NotRead, ...] = ()
    uppdrag: tuple[Uppdrag, ...] = ()
    indikatorer: tuple[Indikator, ...] = ()
    comments: tuple[Comment, ...] = ()
    tables: tuple[TableView, ...] = ()
    labels: tuple[tuple[str, str, str], ...] = field(
        default=()
    )  # (kind, code, name) for codes new in this file
    numbers: int = 0
