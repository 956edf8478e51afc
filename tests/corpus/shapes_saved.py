"""Files of the corpus that were opened and saved by LibreOffice, and the program's own workbook.

The answers are made anew with each run of `make.py`; the saved files are kept as they are.
"""

from __future__ import annotations

import io
from decimal import Decimal

from exports._demo_kommun import namnd
from exports._demo_report import content
from exports._workbook_content import Content
from exports._workbook_write import workbook_bytes
from store.workbook_layout import Column, layout
from tests.corpus import shapes_entities, shapes_numbers, shapes_posts, shapes_sheets
from tests.corpus.model import Page, Spot, Truth
from tests.corpus.shape import Draw, shape

SAVED: tuple[tuple[str, str, Draw, bool], ...] = (
    ("libreoffice-namnder.pdf", "PDF of a spreadsheet by LibreOffice: nämnder, no rules, landscape",
     shapes_entities.all_namnder, False),
    ("libreoffice-procent.ods", "OpenDocument by LibreOffice: a percent column with a percent style",
     shapes_numbers.percent_fraction, True),
    ("libreoffice-manader.ods", "OpenDocument by LibreOffice: date cells as headings of single months",
     shapes_sheets.dated, True),
    ("libreoffice-mnkr.ods", "OpenDocument by LibreOffice: kronor shown in mnkr by the number style",
     shapes_numbers.shown_in_millions, True),
    ("libreoffice-rubriker.xls", "Excel 97 by LibreOffice: three heading rows, merged",
     shapes_posts.three_heads, True),
    ("libreoffice-period.html", "HTML by LibreOffice Calc: titles and empty cells as rows of the table",
     shapes_posts.two_heads, False),
)  # fmt: skip


def _nothing(_: list[Page]) -> bytes:
    return b""


for _file, _what, _draw, _cells in SAVED:
    shape(_file, _what, carry=_nothing, by_cell=_cells, foreign=True)(_draw)


@shape(
    "arbetsbok.xlsx",
    "the program's own workbook with its sheet Ekonomi filled in",
    carry=lambda _: _workbook(),
    by_cell=False,
)
def own_workbook() -> list[Page]:
    """The answers: every figure that was filled in, the deviations and the results between them."""
    page, made = Page("Ekonomi"), _content()
    values = {(m, c): v for (table, _, m, c), v in made.values.items() if table == "ekonomi"}
    for at, ((measure, column), value) in enumerate(sorted(_with_sums(values).items(), key=str), 1):
        page.spots[at, 1] = Spot(str(value), truth=_truth(made, measure, column, Decimal(value)))
    return [page]


def _content() -> Content:
    made = content(namnd("miljonamnden"), 2025, 8)
    made.values = {k: v for k, v in made.values.items() if k[0] == "ekonomi"}
    made.texts, made.uppdrag, made.comments, made.matt = {}, [], [], []
    return made


def _workbook() -> bytes:
    data = workbook_bytes(_content())
    return io.BytesIO(data).getvalue()


def _with_sums(values: dict) -> dict:  # type: ignore[type-arg]
    """With Resultat, and with the deviations that the workbook works out."""
    found = dict(values)
    table = layout().table("ekonomi")
    for row in (r for r in table.rows if r.sums):
        for column in {c for _, c in values}:
            found[row.measure, column] = sum(found.get((m, column), 0) for m in row.sums)
    for column in layout().columns_of(table, 8):
        if column.derived:
            for measure in {m for m, _ in found}:
                top, base = (_column(s, column.horizon) for s in (column.scenario, "budget"))
                found[measure, column] = found[measure, top] - found[measure, base]
    return found


def _column(scenario: str, horizon: str) -> Column:
    every = layout().columns_of(layout().table("ekonomi"), 8)
    plain = (c for c in every if not c.derived and not c.year and c.basis != "fg")
    return next(c for c in plain if (c.scenario, c.horizon) == (scenario, horizon))


def _truth(made: Content, measure: str, column: Column, value: Decimal) -> Truth:
    name = f"rapporterad:{column.derived}:{measure}" if column.derived else measure
    basis = {"own": "2025-08", "fg": "fg:2025-08"}.get(column.basis, "")
    month = 12 if column.horizon == "year" else made.month
    time = (column.scenario, basis, made.year + column.year, month, column.horizon)
    return Truth("miljonamnden", "", name, *time, value * 1000, "kr")
