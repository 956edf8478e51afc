"""The same pages on paper and in Word: PDF by reportlab, .docx by python-docx."""

from __future__ import annotations

import io
import re
import zipfile

from docx import Document
from docx.table import Table as WordTable
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

from tests.corpus.carriers import fields
from tests.corpus.model import Page


def split(page: Page) -> tuple[list[str], list[list[str]], int]:
    """(the lines above the table, the rows of the table, the row where it begins)."""
    top = min(r for r, c in page.spots if c > 1)
    rows = fields(page)
    return [r[0] for r in rows[: top - 1] if r[0]], rows[top - 1 :], top


def pdf(page: Page, ruled: bool = True, each: int = 100) -> bytes:
    """The lines as paragraphs and the table below; `each`: rows of figures on a page."""
    heads, rows, top = split(page)
    styles = getSampleStyleSheet()
    parts = [Paragraph(t, styles["Heading4" if k else "Heading2"]) for k, t in enumerate(heads)]
    parts += [Spacer(1, 8), _table(page, rows, top, ruled)]
    stream = io.BytesIO()
    margins = {f"{side}Margin": 36 for side in ("left", "right", "bottom")}
    height = A4[0] if each > len(rows) else 130 + 24 * len(heads) + 18 * each
    size = (landscape(A4)[0], max(A4[0], height)) if each > len(rows) else (landscape(A4)[0], height)
    SimpleDocTemplate(stream, pagesize=size, topMargin=36, invariant=1, **margins).build(parts)
    return stream.getvalue()


def _table(page: Page, rows: list[list[str]], top: int, ruled: bool) -> Table:
    merged = [("SPAN", (b - 1, a - top), (z - 1, y - top)) for a, b, y, z in page.merged if a >= top]
    deep = min(r for (r, _), spot in page.spots.items() if spot.truth) - top
    style = [("ALIGN", (1, 0), (-1, -1), "RIGHT"), ("FONTSIZE", (0, 0), (-1, -1), 8), *merged]
    style += [("GRID", (0, 0), (-1, -1), 0.5, colors.black)] if ruled else []
    return Table(rows, style=style, repeatRows=deep)


def docx(pages: list[Page]) -> bytes:
    """Each page as its lines, then its table."""
    document = Document()
    for page in pages:
        heads, rows, top = split(page)
        for k, text in enumerate(heads):
            document.add_heading(text, 1 if not k else 2)
        made = document.add_table(len(rows), len(rows[0]), style="Table Grid")
        _fill(made, rows)
        for a, b, y, z in page.merged:
            if a >= top:
                made.cell(a - top, b - 1).merge(made.cell(y - top, z - 1))
    stream = io.BytesIO()
    document.save(stream)
    return _slim(stream.getvalue())


_AWAY = ("stylesWithEffects", "thumbnail", "customXml", "theme")
_RULE = re.compile(rb"<(?:Relationship|Override)\b[^>]*?(?:" + "|".join(_AWAY).encode() + rb")[^>]*?/>")


def _slim(data: bytes) -> bytes:
    """Without the parts of the empty document that say nothing: a file of the corpus is small."""
    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for item in source.infolist():
            text = source.read(item)
            if not any(word in item.filename for word in _AWAY):
                rules = item.filename.endswith((".rels", "[Content_Types].xml"))
                out.writestr(item.filename, _RULE.sub(b"", text) if rules else text)
    return target.getvalue()


def _fill(made: WordTable, rows: list[list[str]]) -> None:
    for cells, texts in zip(made.rows, rows, strict=True):
        for target, text in zip(cells.cells, texts, strict=True):
            if text:
                target.text = text.strip()
