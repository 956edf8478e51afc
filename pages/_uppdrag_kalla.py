"""Where an uppdrag or an indicator stands: the file, the line, and the lines around it."""

from __future__ import annotations

from typing import Any

from dash import html

import swedish
from pages import _parts
from pages._desk import Desk
from pages._permission import ORIGINAL, may
from pages.kalla import ORIGINALS

_AROUND = 2  # lines of a text that are shown before and after
_LONGEST = 300
Row = dict[str, Any]


def place(row: Row) -> str:
    """`rad 178` of a text, `cell B6 på bladet Uppdrag` of a workbook."""
    if row["sheet"] == "Text":
        return f"rad {row['cell'].lstrip('A')}"
    return f"cell {row['cell']} på bladet {row['sheet']}"


def source_section(desk: Desk, row: Row, what: str, text: str) -> html.Section:
    """The file and the line, as it stands there. what: `det här uppdraget`; text: what was read."""
    submission = desk.store.submission(row["submission"])
    where = html.P(
        ["Står på " if row["sheet"] == "Text" else "Står i ", html.Strong(place(row)),
         f" i filen {submission['file']}, som {submission['publisher']} publicerade "
         f"{swedish.date(submission['published_at'].date())}."]
    )  # fmt: skip
    allowed = may(desk.filters.settings, ORIGINAL) and submission["state"] == "published"
    original = desk.store.original(row["submission"]) if allowed else None
    link = html.A("Ladda ner originalfilen", href=f"{ORIGINALS}/{submission['sha256']}", className="knapp",
                  download="")  # fmt: skip
    content = [where, _excerpt(row, original, what, text), html.P(link) if original else None]
    return _parts.section("kalla", "Källa", _parts.card(*content))


def _excerpt(row: Row, original: bytes | None, what: str, text: str) -> html.Blockquote:
    """The lines around, for a file that is a text; otherwise what was read."""
    lines = _lines(original) if original and row["sheet"] == "Text" else []
    at = int(row["cell"].lstrip("A")) - 1 if lines else 0
    if at >= len(lines):
        return html.Blockquote(html.P(text))
    near = range(max(0, at - _AROUND), min(len(lines), at + _AROUND + 1))
    return html.Blockquote(
        [html.P(_line(lines[k], what if k == at else "")) for k in near if lines[k].strip()]
    )


def _line(text: str, what: str) -> Any:
    shown = _parts.short(text.replace("\t", " · "), _LONGEST)
    return html.Mark([shown, html.Span(f" ({what})", className="endast-lasare")]) if what else shown


def _lines(original: bytes) -> list[str]:
    try:
        return original.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        return []
