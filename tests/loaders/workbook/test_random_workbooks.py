"""Whatever is filled in comes back: the same numbers in the same places, and nothing more."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from exports._workbook_content import Content, Value
from loaders._workbook_head import SCALES
from store.records import Fact, Report
from store.workbook_layout import Column, layout
from tests.loaders.workbook.books import columns, report

MARKS = {"-": "bortfall", ".": "ej_tillamplig", "..": "sekretess"}
_numbers = st.decimals(min_value=-(10**9), max_value=10**9, places=1).map(lambda d: d.normalize() + 0)
_values: st.SearchStrategy[Value] = st.one_of(st.none(), _numbers, st.sampled_from(list(MARKS)))
_months = st.integers(1, 12)


@st.composite
def contents(draw: st.DrawFn) -> Content:
    """A nämnd's report with some of the cells of posts and verksamheter filled in."""
    made = Content("Exempelstad", "Socialnämnden", draw(st.integers(2015, 2035)), draw(_months))
    made.unit = draw(st.sampled_from(sorted(SCALES)))
    made.verksamheter = draw(
        st.lists(st.sampled_from(["Barn och unga", "Något nytt", "ÅÄÖ-huset"]), max_size=3, unique=True)
    )
    for table, entity in [("ekonomi", ""), *(("verksamheter", v) for v in made.verksamheter)]:
        for row in layout().table(table).rows:
            for column in columns(table, made.month):
                if not row.sums:
                    made.values[table, entity, row.measure, column] = draw(_values)
    return made


def _found(report: Report, sheet: str, entity: str, measure: str, column: Column) -> list[Fact]:
    label = next(r.label for r in layout().table(sheet.casefold()).rows if r.measure == measure)
    row = f"{entity} · {label}" if entity else label
    heading = f"· {column.heading}"
    return [
        f
        for f in report.facts
        if f.sheet == sheet
        and f.row == row
        and f.column.endswith(heading)
        and f.column.startswith(column.group)
    ]


@settings(max_examples=25, deadline=None)
@given(contents())
def test_what_is_written_is_read(content: Content) -> None:
    found = report(content)
    assert not found.findings
    assert not found.not_read
    for (table, entity, measure, column), value in content.values.items():
        assert isinstance(column, Column)
        facts = _found(found, table.capitalize(), entity, measure, column)
        assert len(facts) == (value is not None)
        if isinstance(value, Decimal):
            assert facts[0].value == value * SCALES[content.unit]
            assert facts[0].step in (SCALES[content.unit], SCALES[content.unit] / 10)
        elif value is not None:
            assert (facts[0].value, facts[0].status) == (None, MARKS[value])


@settings(max_examples=15, deadline=None)
@given(contents())
def test_sums_appear_when_all_that_they_need_is_there(content: Content) -> None:
    found = report(content)
    row = layout().table("ekonomi").rows[-1]
    for column in columns("ekonomi", content.month):
        parts = [content.values["ekonomi", "", m, column] for m in row.sums]
        needed = [content.values["ekonomi", "", m, column] for m in row.needs]
        facts = _found(found, "Ekonomi", "", "resultat", column)
        if all(isinstance(v, Decimal) for v in needed):
            assert facts[0].printed == sum((v for v in parts if isinstance(v, Decimal)), Decimal(0))
        else:
            assert not facts
