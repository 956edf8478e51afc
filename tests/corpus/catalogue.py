"""All shapes of the corpus, and where their files and right answers lie."""

from __future__ import annotations

import csv
import dataclasses
import io
from decimal import Decimal
from pathlib import Path

from tests.corpus import (
    shapes_entities,
    shapes_flat,
    shapes_numbers,
    shapes_other,
    shapes_posts,
    shapes_real,
    shapes_saved,
    shapes_sheets,
    shapes_staff,
    shapes_traps,
)
from tests.corpus.model import Answer, Shape, Truth
from tests.corpus.shape import PLANS, Plan

HERE = Path(__file__).parent
FILES, ANSWERS, CATALOGUE = HERE / "files", HERE / "answers", HERE / "catalogue.csv"
FLOOR = HERE / "floor.csv"
MODULES = (
    shapes_posts,
    shapes_numbers,
    shapes_entities,
    shapes_sheets,
    shapes_staff,
    shapes_real,
    shapes_other,
    shapes_saved,
    shapes_flat,
    shapes_traps,
)
HINTS = ("kommun", "namnd", "period")
HEAD = ("sheet", "cell", "printed", *(f.name for f in dataclasses.fields(Truth)))


def plans() -> list[Plan]:
    return PLANS


def committed() -> list[Shape]:
    """Every shape with the file and the answers that lie in the folders."""
    return [load(plan) for plan in plans()]


def load(plan: Plan) -> Shape:
    data = (FILES / plan.file).read_bytes()
    found = read_answers((ANSWERS / f"{plan.file}.csv").read_text("utf-8"))
    return Shape(plan.file, plan.what, data, found, plan.by_cell, plan.hints, plan.foreign)


def answers_text(answers: tuple[Answer, ...]) -> str:
    """The answers as a CSV that opens in Excel."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\n")
    writer.writerow(HEAD)
    for answer in answers:
        values = [getattr(answer.truth, name) for name in HEAD[3:]]
        writer.writerow([answer.sheet, answer.cell, answer.printed, *map(_text, values)])
    return stream.getvalue()


def _text(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" if value else "0"
    return "" if value in (None, 0) else str(value)


def read_answers(text: str) -> tuple[Answer, ...]:
    return tuple(_answer(row) for row in csv.DictReader(io.StringIO(text), delimiter=";"))


def _answer(row: dict[str, str]) -> Answer:
    sheet, cell, printed = (row.pop(k) for k in HEAD[:3])
    value = Decimal(row["value"]) if row["value"] else None
    times = {"year": int(row["year"] or 0), "month": int(row["month"] or 0), "value": value}
    return Answer(sheet, cell, printed, Truth(**row | times))  # type: ignore[arg-type]


def catalogue_text() -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\n")
    writer.writerow(("file", "what", *HINTS))
    for plan in plans():
        writer.writerow((plan.file, plan.what, *(plan.hints.get(k, "") for k in HINTS)))
    return stream.getvalue()
