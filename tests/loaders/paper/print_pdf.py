"""Prints tables to PDF as reports are typeset: ruled and unruled, headings over several columns or lines."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field

from reportlab.lib.colors import black
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

Row = Sequence[str]


@dataclass
class Printed:
    """A page being printed, from the top. `right` are where the columns of figures end."""

    size: tuple[float, float] = A4
    font: str = "Helvetica"
    em: float = 9
    pitch: float = 14
    left: float = 60
    stream: io.BytesIO = field(default_factory=io.BytesIO)

    def __post_init__(self) -> None:
        self.canvas = Canvas(self.stream, pagesize=self.size)
        self.start()

    def start(self) -> None:
        self.y = self.size[1] - 70
        self.canvas.setFont(self.font, self.em)

    def page(self) -> None:
        self.canvas.showPage()
        self.start()

    def lines(self, *texts: str, left: float | None = None) -> None:
        for text in texts:
            self.canvas.drawString(left or self.left, self.y, text)
            self.y -= self.pitch

    def row(self, label: str, figures: Row, right: Sequence[float], indent: float = 0) -> None:
        if label:
            self.canvas.drawString(self.left + indent, self.y, label)
        for text, x in zip(figures, right, strict=True):
            self.canvas.drawRightString(x, self.y, text)
        self.y -= self.pitch

    def centred(self, texts: Sequence[tuple[str, float, float]]) -> None:
        """Headings over columns: (text, left, right)."""
        for text, a, b in texts:
            self.canvas.drawCentredString((a + b) / 2, self.y, text)
        self.y -= self.pitch

    def data(self) -> bytes:
        self.canvas.save()
        return self.stream.getvalue()


def wrapped(text: str, width: float, font: str, em: float) -> list[str]:
    """The lines of a text that must fit a width."""
    lines = [""]
    for word in text.split():
        tried = f"{lines[-1]} {word}".strip()
        if lines[-1] and stringWidth(tried, font, em) > width:
            lines.append(word)
        else:
            lines[-1] = tried
    return lines


def unruled(page: Printed, rows: Sequence[Row], right: Sequence[float], width: float = 55) -> None:
    """A table whose headings are wrapped, right-aligned and stand on the same last line."""
    head = [wrapped(t, width, page.font, page.em) for t in rows[0][1:]]
    tall = max(map(len, head))
    for k in range(tall):
        texts = [h[k - tall + len(h)] if k >= tall - len(h) else "" for h in head]
        page.row(rows[0][0] if k == tall - 1 else "", texts, right)
    for row in rows[1:]:
        page.row(row[0], row[1:], right)


def ruled(page: Printed, rows: Sequence[Row], xs: Sequence[float]) -> None:
    """A table with lines around each cell; headings and labels are wrapped inside their cells."""
    top = page.y + page.em
    levels = [top]
    for k, row in enumerate(rows):
        cells = [wrapped(t, b - a - 6, page.font, page.em) for t, a, b in zip(row, xs, xs[1:], strict=False)]
        tall = max(map(len, cells))
        for c, texts in enumerate(cells):
            for n, text in enumerate(texts):
                y = top - page.em - 2 - n * (page.em + 1)
                if c and k:
                    page.canvas.drawRightString(xs[c + 1] - 3, y, text)
                else:
                    page.canvas.drawString(xs[c] + 3, y, text)
        top -= tall * (page.em + 1) + 5
        levels.append(top)
    page.canvas.setStrokeColor(black)
    page.canvas.grid(list(xs), levels)
    page.y = top - page.pitch
