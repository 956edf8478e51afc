"""Published tables of Göteborg, Borås, Västervik and Malmö as they are pasted, scanned and saved."""

from __future__ import annotations

import unicodedata

from tests.corpus import carriers
from tests.corpus.draw import Style
from tests.corpus.model import Page, Spot
from tests.corpus.papers import docx, pdf
from tests.corpus.published import Published, published
from tests.corpus.shape import page, shape

TEXT = Style(how="text")
KS = "goteborg-ks-delarsrapport-2024-08"
BORAS = "boras-arbetslivsnamnden-budget-2022"
WHOLE = (0, 10**6)
GOTEBORG = ("Göteborgs Stad", "Kommunstyrelsen", "Delårsrapport augusti 2024")


def _result(style: Style) -> Published:
    return published("goteborg_ks_resultat", KS, (107, 111), "mnkr", style)


def _vastervik(year: int, style: Style) -> Published:
    return published(f"vastervik_{year}", f"vastervik-driftredovisning-{year}", WHOLE, "mnkr", style)


def _result_page(style: Style, name: str = "Blad1") -> Page:
    made, row = page(name, *GOTEBORG, "Resultatredovisning i sammandrag, belopp i mnkr")
    made.put(row, 2, "Period", bold=True)
    made.put(row, 6, "Helår", bold=True)
    made.merge(row, 2, row, 5)
    made.merge(row, 6, row, 9)
    _result(style).draw(made, row + 1)
    return made


@shape("goteborg-ks-2024-08.xls", "Excel 97: Period and Helår merged, mnkr")
def excel97() -> list[Page]:
    return [_result_page(Style())]


@shape(
    "goteborg-ks-2024-08.pdf",
    "PDF with ruled cells: two heading rows",
    carry=lambda p: pdf(p[0]),
    by_cell=False,
)
def ruled() -> list[Page]:
    return [_result_page(TEXT)]


@shape(
    "goteborg-ks-2024-08.docx",
    "Word: headings as paragraphs, the table with merged heading cells",
    carry=lambda p: docx(p),
    by_cell=False,
)
def word() -> list[Page]:
    return [_result_page(TEXT)]


@shape("goteborg-ks-2024-08.html", "a web page with colspan in the heading row", by_cell=False)
def web() -> list[Page]:
    return [_result_page(TEXT)]


@shape(
    "goteborg-2019.pdf",
    "PDF without rules: columns by their places alone, mnkr in the title",
    carry=lambda p: pdf(p[0], ruled=False),
    by_cell=False,
)
def unruled() -> list[Page]:
    return [_goteborg_2019("mnkr")]


@shape(
    "goteborg-2019-enradig.txt",
    "a space between the columns and in the numbers: 426 -2 023 -1 597",
    carry=lambda p: carriers.single_spaced(p[0]),
    by_cell=False,
)
def single_spaces() -> list[Page]:
    return [_goteborg_2019("mnkr")]


def _goteborg_2019(unit: str) -> Page:
    made, row = page("Text", "Göteborgs Stad", "Årsredovisning 2019", "Kommunens driftredovisning")
    found = published("goteborg_2019", "goteborg-driftredovisning-2019", WHOLE, unit, TEXT)
    found.draw(made, row, corner=f"Belopp i {unit}")
    return made


@shape("goteborg-hr.xlsx", "staff figures: årsarbetare, sjukfrånvaro in percent, avgångar, empty cells")
def staff() -> list[Page]:
    made, row = page("HR", *GOTEBORG, "Mått/nyckeltal ur ett HR-perspektiv")
    _staff(Style()).draw(made, row)
    return [made]


@shape("goteborg-hr.docx", "Word: the staff table", carry=lambda p: docx(p), by_cell=False)
def staff_word() -> list[Page]:
    made, row = page("HR", *GOTEBORG, "Mått/nyckeltal ur ett HR-perspektiv")
    _staff(TEXT).draw(made, row)
    return [made]


def _staff(style: Style) -> Published:
    return published("goteborg_ks_hr", KS, (49, 53), "mnkr", style)


@shape("goteborg-kommuncentrala.ods", "OpenDocument: kommuncentrala poster in tkr")
def central() -> list[Page]:
    made, row = page("Centralt", *GOTEBORG, "Uppföljning av kommuncentrala poster")
    found = published("goteborg_ks_kommuncentrala", KS, (156, 160), "tkr", Style())
    found.draw(made, row, corner="Kommuncentral post (Belopp i tkr)")
    return [made]


@shape(
    "vastervik-2020-en-cell-per-rad.txt",
    "web paste: one cell a line with blank lines between",
    carry=lambda p: _one_each_line(p[0]),
    by_cell=False,
)
def one_each_line() -> list[Page]:
    return [_vastervik_page(2020)]


def _vastervik_page(year: int) -> Page:
    made, row = page("Text", "Västerviks kommun", f"Årsredovisning {year}", "Driftsredovisning, kommunen")
    _vastervik(year, TEXT).draw(made, row, corner="mnkr")
    return made


def _one_each_line(made: Page, glue: str = "") -> bytes:
    """The headings on one line, glued together as the browser left them."""
    rows = carriers.fields(made)
    top = next(k for k, r in enumerate(rows) if len([t for t in r if t]) > 1)
    heads = [r[0] for r in rows[:top]]
    corner, *names = rows[top]
    body = ["\n\n".join(t for t in r if t) for r in rows[top + 1 :]]
    return "\n".join([*heads, f"{corner} {glue.join(names)}", *body, ""]).encode()


@shape(
    "vastervik-2021-rubriker-med-mellanslag.txt",
    "web paste: one cell a line, the headings on one line with spaces",
    carry=lambda p: _one_each_line(p[0], " "),
    by_cell=False,
)
def spaces_in_headings() -> list[Page]:
    made, row = page("Text", "Västerviks kommun", "Årsredovisning 2021", "Driftsredovisning, kommunen")
    _vastervik(2021, TEXT).draw(made, row, corner="mnkr", picked=range(8))
    return [made]


@shape(
    "vastervik-2021.html", "a web page: driftredovisning per nämnd and verksamhet, two years", by_cell=False
)
def vastervik_web() -> list[Page]:
    return [_vastervik_page(2021)]


@shape(
    "vastervik-2021.docx",
    "Word: driftredovisning with the nämnder among their verksamheter",
    carry=lambda p: docx(p),
    by_cell=False,
)
def vastervik_word() -> list[Page]:
    return [_vastervik_page(2021)]


@shape(
    "vastervik-2020.pdf",
    "PDF over two pages: the headings are repeated on the second",
    carry=lambda p: pdf(p[0], each=14),
    by_cell=False,
)
def vastervik_pdf() -> list[Page]:
    return [_vastervik_page(2020)]


@shape(
    "boras-verksamheter.ods", "OpenDocument: verksamhet and post in two columns, four budgets and forecasts"
)
def boras_long() -> list[Page]:
    made, row = page("Verksamheter", "Borås Stad", "Budget 2022:2", "Arbetslivsnämnden", "Belopp i tkr")
    _boras(Style()).draw(made, row, corner="Verksamhet")
    made.put(row, 2, "Post", bold=True)
    return [made]


def _boras(style: Style) -> Published:
    return published("boras_verksamheter", BORAS, (457, 524), "tkr", style, labels=2)


@shape(
    "boras-sammandrag-skannad.txt",
    "scanned: å, ä and ö lost, headings damaged, spaces between columns",
    carry=lambda p: carriers.spaced(p[0]),
    by_cell=False,
)
def scanned() -> list[Page]:
    made, row = page("Text", "Boras Stad", "Budget 2022:2", "Arbetslivsnamnden", "Ekonomiskt sammandrag, tkr")
    _summary(TEXT).draw(made, row)
    made.spots = {at: _plain(s) for at, s in made.spots.items()}
    return [made]


def _summary(style: Style) -> Published:
    return published("boras_sammandrag", BORAS, (358, 365), "tkr", style)


def _plain(spot: Spot) -> Spot:
    """As a machine read it from paper: no dots, no rings."""
    text = unicodedata.normalize("NFKD", spot.shown).encode("ascii", "ignore").decode()
    return Spot(text, truth=spot.truth)


@shape(
    "boras-matt.csv",
    "verksamhetsmått with three years' utfall and two targets, ; and decimal comma, CP1252",
    carry=lambda p: carriers.csv(p[0], encoding="cp1252"),
)
def measures() -> list[Page]:
    made, row = page("CSV", "Borås Stad", "Budget 2022:2", "Arbetslivsnämnden", "Verksamhetsmått")
    published("boras_matt", BORAS, (940, 950), "kr", TEXT).draw(made, row, corner="Verksamhetsmått")
    return [made]


@shape(
    "malmo-klistrat.txt",
    "numbers glued to each other and to their labels: Servicenämnd38731",
    carry=lambda p: _glued(p[0]),
    by_cell=False,
)
def glued() -> list[Page]:
    return [_malmo("Text", TEXT)]


def _malmo(name: str, style: Style) -> Page:
    made, row = page(name, "Malmö stad", "Årsredovisning 2014", "Prognossäkerhet", "Prognosavvikelse, Mkr")
    published("malmo_2014", "malmo-prognossakerhet-2014", WHOLE, "mnkr", style).draw(made, row)
    return made


def _glued(made: Page) -> bytes:
    return "\n".join("".join(row) for row in carriers.fields(made)).encode()


@shape(
    "malmo-prognossakerhet.csv",
    "CSV with tabs in UTF-16: bokslut against the forecast of August",
    carry=lambda p: carriers.csv(p[0], "\t", "utf-16"),
)
def utf16() -> list[Page]:
    return [_malmo("CSV", TEXT)]
