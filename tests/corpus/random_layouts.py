"""Layouts that nobody has thought of: Exempelstad's figures in random tables and shapes, with their truth.

Where a heading can mean two things, the truth is drawn: a reader that guesses is wrong in half of the files.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from exports._demo_kommun import NAMNDER, Namnd
from loaders.grid import READERS
from swedish import MONTHS
from tests.corpus import carriers
from tests.corpus.draw import Style, draw, transposed
from tests.corpus.figures import Figure, When, exempelstad, levels, namnder, posts, verksamheter
from tests.corpus.model import NOT_DATA, Col, Page, Row, Shape, Spot, Truth, answers_of
from tests.corpus.papers import docx, pdf
from tests.corpus.random_columns import columns
from tests.corpus.shape import KOMMUN, NET

POSTS = {
    "Intäkter": "intakter",
    "Kostnader": "kostnader",
    "Nettokostnad": "nettokostnad",
    "Kommunbidrag": "kommunbidrag",
}
COSTS = ("kostnader", "nettokostnad")


@dataclass(frozen=True)
class Made:
    """What a layout is drawn with."""

    random: Random
    when: When
    namnd: Namnd
    style: Style
    figure: Figure

    def chance(self, share: float) -> bool:
        return self.random.random() < share


def layout(seed: int) -> Shape:
    """A file and its right answers; the same for the same seed."""
    random = Random(seed)
    when = When(2025, random.choice((3, 4, 6, 8, 9, 10)))
    namnd = random.choice([n for n in NAMNDER if n.exists(2025)])
    made = Made(random, when, namnd, _style(random), exempelstad(when))
    pages = random.choice(KINDS)(made)
    suffix, data, by_cell = _carried(random, pages, made.style.how == "scaled")
    return Shape(f"fil-{seed}{suffix}", "random", data, answers_of(pages), by_cell)


def _style(random: Random) -> Style:
    unit = random.choice(("tkr", "tkr", "mnkr", "kr"))
    style = Style(unit, 1 if unit == "mnkr" else 0, write=random.choice(("swedish", "plain", "nbsp")))
    if unit != "kr" and random.random() < 0.15:
        fmt = "#,##0," if unit == "tkr" else "#,##0.0,,"
        style = replace(style, how="scaled", fmt=fmt)
    elif random.random() < 0.25:
        style = replace(style, how="text", write=random.choice(("swedish", "nbsp", "paren", "trailing")))
    if random.random() < 0.25:
        style = replace(style, turned=COSTS)
    percent = random.choice(("number", "fraction", "sign"))
    return replace(style, percent=percent, merge=random.random() < 0.6, repeat=random.random() < 0.3)


def _carried(random: Random, pages: list[Page], scaled: bool) -> tuple[str, bytes, bool]:
    plain = len(pages) == 1 and not scaled
    forms = _FORMS if plain else {".xlsx": _FORMS[".xlsx"]}
    if max(p.size[1] for p in pages) > WIDE:
        forms = {k: v for k, v in forms.items() if k != ".pdf"}
    suffix = random.choice([".xlsx", ".xlsx", ".xlsx", *(s for s in forms if s in READERS)])
    return suffix, forms[suffix](pages), suffix in (".xlsx", ".xls", ".ods", ".csv")


_FORMS: dict[str, Callable[[list[Page]], bytes]] = {
    ".xlsx": carriers.xlsx,
    ".csv": lambda pages: carriers.csv(replace(pages[0], name="CSV")),
    ".txt": lambda pages: carriers.tabs(pages[0]),
    ".xls": carriers.xls,
    ".ods": carriers.ods,
    ".html": lambda pages: carriers.webpage(pages[0]),
    ".docx": docx,
    ".pdf": lambda pages: pdf(pages[0], ruled=len(pages[0].spots) % 2 == 0),
}
WIDE = 8  # columns: more do not fit on a page of paper


def _page(made: Made, name: str, owner: str, *titles: str, when: When | None = None) -> tuple[Page, int, str]:
    """A sheet with titles, the row where its table begins, and the table's corner. The unit stands in a line,
    in the last title, in the corner, or nowhere at all.
    """
    page, unit = Page(name), made.style.unit
    lines = [KOMMUN, *([owner] if owner else []), f"Delårsrapport {(when or made.when).name}", *titles]
    place = made.random.choice(("line", "title", "corner", "line", "title", "nowhere"))
    if place == "line":
        lines.append(f"Belopp i {unit}")
    elif place == "title":
        lines[-1] += f", {unit}"
    row = page.lines(1, *lines) + made.random.choice((0, 1, 1, 2))
    return page, row, f"Belopp i {unit}" if place == "corner" else ""


def _posts(made: Made) -> list[Page]:
    page, row, corner = _page(made, "Blad1", made.namnd.name)
    cols = columns(made.random, made.when)
    rows = _noted(made, cols, posts(made.namnd.code, made.random.choice((POSTS, NET))))
    _table(made, page, row, cols, rows, corner)
    return [page]


def _noted(made: Made, cols: list[Col], rows: list[Row]) -> list[Row]:
    """The rows with numbers of notes, and some of the times a Not column among the others."""
    if made.chance(0.25):
        cols.insert(made.random.choice((0, len(cols))), Col("Not", "note", kind="note"))
    return [replace(r, comment=str(k)) for k, r in enumerate(rows, 1)]


def _table(made: Made, page: Page, row: int, cols: list[Col], rows: list[Row], corner: str) -> int:
    """Upright, or on its side."""
    if made.chance(0.2) and not any(c.heads or c.kind for c in cols):
        return transposed(page, row, cols, rows, made.figure, made.style, corner)
    return draw(page, row, cols, rows, made.figure, made.style, corner)


def _verksamheter(made: Made) -> list[Page]:
    page, row, corner = _page(made, "Blad1", made.namnd.name, "Nettokostnad per verksamhet")
    rows = verksamheter(made.namnd.code, total=made.random.choice(("Summa", "Totalt", "")))
    if made.chance(0.2):
        rows = [*rows[-1:], *rows[:-1]]
    cols = columns(made.random, made.when)
    _table(made, page, row, cols, _noted(made, cols, rows), corner or "Verksamhet")
    return [page]


def _namnder(made: Made) -> list[Page]:
    page, row, corner = _page(made, "Blad1", "", "Nettokostnad per nämnd")
    *rows, total = namnder(total=made.random.choice(("Summa", "Totalt", "Summa nämnder")))
    cols = columns(made.random, made.when)
    _table(made, page, row, cols, [*rows, total], corner or "Nämnd")
    return [page]


def _levels(made: Made) -> list[Page]:
    page, row, corner = _page(made, "Blad1", "", "Nettokostnad per nämnd och verksamhet")
    chosen = made.random.sample([n.code for n in NAMNDER if n.exists(2025)], 3)
    rows = levels(chosen)
    if made.chance(0.4):
        rows = [replace(r, bold=False, indent=0) for r in rows]
    draw(page, row, columns(made.random, made.when), rows, made.figure, made.style, corner)
    return [page]


def _across(made: Made) -> list[Page]:
    """Nämnder as columns: what the figures are stands in the title."""
    key, title = made.random.choice((("U", "Utfall jan–{}"), ("BY", "Budget helår"), ("P", "Helårsprognos")))
    title = title.format(MONTHS[made.when.month - 1][:3])
    page, row, corner = _page(made, "Blad1", "", f"{title} {made.when.year}")
    chosen = made.random.sample([n for n in NAMNDER if n.exists(2025)], 3)
    names = made.random.choice((POSTS, NET))
    for k, n in enumerate(chosen):
        side = Page("")
        draw(side, row, [made.when.col(key, n.name)], posts(n.code, names), made.figure, made.style, corner)
        page.spots |= {(r, c + k if c > 1 else c): s for (r, c), s in side.spots.items() if c > 1 or not k}
    return [page]


def _months(made: Made) -> list[Page]:
    """Months across: single, accumulated, or nobody can tell."""
    kind = made.random.choice(("M", "A", "?"))
    title = {"M": "Utfall per månad", "A": "Ackumulerat utfall", "?": "Utfall"}[kind]
    page, row, corner = _page(made, "Blad1", made.namnd.name, f"{title} {made.when.year}")
    key = made.random.choice("MA") if kind == "?" else kind
    cols = [made.when.col(f"{key}{m}", _month(key, kind, m)) for m in range(1, made.when.month + 1)]
    _table(made, page, row, cols, posts(made.namnd.code, NET), corner)
    return [page]


def _month(key: str, kind: str, month: int) -> str:
    short = MONTHS[month - 1][:3].capitalize()
    return f"Jan–{short.lower()}" if key == "A" and kind == "A" and month > 1 else short


def _month_each(made: Made) -> list[Page]:
    pages = []
    for m in (made.when.month - 1, made.when.month):
        when = When(2025, m)
        name = MONTHS[m - 1].capitalize()
        page, row, corner = _page(made, name, made.namnd.name, when=when)
        cols = [when.col("U", "Ack utfall"), when.col("B", "Ack budget"), when.col("dU", "Avvikelse")]
        draw(page, row, cols, posts(made.namnd.code, NET), exempelstad(when), made.style, corner)
        pages.append(page)
    return pages


def _side_by_side(made: Made) -> list[Page]:
    page, row, corner = _page(made, "Blad1", made.namnd.name)
    first, second = columns(made.random, made.when, 3), columns(made.random, made.when, 3)
    draw(page, row, first, posts(made.namnd.code, NET), made.figure, made.style, corner)
    rows = verksamheter(made.namnd.code, total="Summa")
    name = made.random.choice(("Nettokostnad per verksamhet", "Verksamhet, nettokostnad"))
    draw(page, row, second, rows, made.figure, made.style, name, left=len(first) + 3)
    return [page]


def _stacked(made: Made) -> list[Page]:
    """Two tables, the second in another unit; a page number between."""
    page, row, corner = _page(made, "Blad1", made.namnd.name)
    row = draw(
        page,
        row,
        columns(made.random, made.when),
        posts(made.namnd.code, NET),
        made.figure,
        made.style,
        corner,
    )
    page.spots[row + 1, 1] = Spot("Sida 2", truth=Truth(kind=NOT_DATA))
    other = Style("mnkr", 1) if made.style.unit == "tkr" else Style("tkr", 0)
    row = page.lines(row + 3, f"Nettokostnad per verksamhet, {other.unit}")
    draw(
        page,
        row,
        columns(made.random, made.when),
        verksamheter(made.namnd.code),
        made.figure,
        other,
        "Verksamhet",
    )
    return [page]


KINDS = (
    _posts,
    _posts,
    _verksamheter,
    _namnder,
    _levels,
    _across,
    _months,
    _month_each,
    _side_by_side,
    _stacked,
)
