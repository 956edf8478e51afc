"""Published tables with the answers that were made from the published documents by hand."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tests.corpus.draw import Style
from tests.corpus.figures import SCALE
from tests.corpus.model import Page, Spot, Truth
from tests.fixtures.figures import number, table
from tests.fixtures.golden import Answer, answers


@dataclass(frozen=True)
class Published:
    """`heads` and, for each row, its labels and its cells."""

    heads: list[str]
    rows: list[tuple[list[str], list[Spot | None]]]

    def draw(self, page: Page, top: int, corner: str = "", left: int = 1, picked: range | None = None) -> int:
        """The table with one heading row; gives the row after it."""
        rows = self.rows if picked is None else [self.rows[i] for i in picked]
        wide = len(rows[0][0])
        for k, text in enumerate(self.heads):
            page.put(top, left + wide + k, text, bold=True)
        page.put(top, left, corner, bold=True)
        return self.body(page, top + 1, rows, left)

    def body(self, page: Page, top: int, rows: list, left: int = 1) -> int:  # type: ignore[type-arg]
        for at, (labels, cells) in enumerate(rows, top):
            for k, label in enumerate(labels):
                page.put(at, left + k, label)
            for k, spot in enumerate(cells):
                if spot:
                    page.spots[at, left + len(labels) + k] = spot
        return top + len(rows)


def published(
    name: str, document: str, lines: tuple[int, int], unit: str, style: Style, labels: int = 1
) -> Published:
    """The figures `name`, whose answers are those of `document` on these lines, in the same order."""
    head, *body = table(name)
    found = list(answers(document, *lines))
    rows = []
    for line in body:
        cells = [_spot(text, found, unit, style) for text in line[labels:]]
        rows.append((line[:labels], cells))
    if found:
        raise ValueError(f"{len(found)} answers of {document} have no figure in {name}")
    return Published(head[labels:], rows)


def _spot(text: str, found: list[Answer], unit: str, style: Style) -> Spot | None:
    value = number(text)
    if value is None:
        return None
    answer = found.pop(0)
    if answer.printed != value:
        raise ValueError(f"{text} stands where the answer is {answer.printed}")
    decimals = max(0, -int(value.as_tuple().exponent))
    shown = style.text(value, decimals)
    truth = _truth(answer, unit)
    if style.how == "text":
        return Spot(shown, truth=truth)
    plain = "#,##0" + ("." + "0" * decimals if decimals else "")
    return Spot(shown, value, plain, truth=truth)


def _truth(a: Answer, unit: str) -> Truth:
    scale = Decimal(SCALE[unit]) if a.unit == "kr" else Decimal(1)
    time = (a.scenario, a.basis, a.year, a.month, a.horizon)
    return Truth(a.namnd, a.verksamhet, a.measure, *time, a.printed * scale, a.unit, kind=a.kind)
