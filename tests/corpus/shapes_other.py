"""Old Excel, OpenDocument, Word, web pages and text: what real files of these kinds look like."""

from __future__ import annotations

from dataclasses import replace

from tests.corpus import carriers
from tests.corpus.draw import MNKR, NUMBER, Style, draw
from tests.corpus.figures import levels, namnder, posts, verksamheter
from tests.corpus.model import NOT_DATA, Page, Spot, Truth
from tests.corpus.papers import docx, pdf
from tests.corpus.shape import AUG, KOMMUN, NET, REPORT, W, both, page, period, shape, whole

TEXT = Style(how="text")


@shape("tva-blad.xls", "Excel 97: posts on the first sheet, verksamheter on the second")
def old_excel() -> list[Page]:
    first, row = page("Ekonomi", KOMMUN, "Förskolenämnden", REPORT, "Belopp i tkr")
    draw(first, row, both("Period", "Helår"), posts("forskolenamnden"), W)
    second, row = page("Verksamheter", KOMMUN, "Förskolenämnden", REPORT, "Nettokostnad per verksamhet, tkr")
    draw(second, row, [*period(), *whole()], verksamheter("forskolenamnden"), W, corner="Verksamhet")
    return [first, second]


@shape("procent.xls", "Excel 97: deviations in percent as fractions with a percent format")
def old_percent() -> list[Page]:
    made, row = page("Blad1", KOMMUN, "Kommunstyrelsen", REPORT, "Belopp i tkr")
    cols = [*period(), AUG.col("%U", "Avvikelse %")]
    rows = posts("kommunstyrelsen", {"Intäkter": "intakter", "Kostnader": "kostnader"})
    draw(made, row, cols, rows, W, replace(NUMBER, percent="fraction"))
    return [made]


@shape("namnder.ods", "OpenDocument: nettokostnad per nämnd in mnkr with Summa nämnder")
def open_document() -> list[Page]:
    made, row = page("Nämnder", KOMMUN, REPORT, "Nettokostnad per nämnd, mnkr")
    draw(made, row, [*period(), *whole()], namnder(), W, MNKR, corner="Nämnd")
    return [made]


@shape(
    "delarsrapport.docx",
    "Word: paragraphs with figures in prose, two tables with captions between",
    carry=lambda p: docx(p),
    by_cell=False,
)
def report_in_word() -> list[Page]:
    first, row = page("1", KOMMUN, "Socialnämnden", REPORT, "Antalet placerade barn ökade från 139 till 146.",
                      "Tabell 1. Resultaträkning, belopp i tkr", blank=False)  # fmt: skip
    draw(first, row, both("Period", "Helår"), posts("socialnamnden"), W, TEXT)
    second, row = page("2", "Tabell 2. Nettokostnad per verksamhet, tkr", blank=False)
    draw(second, row, period(), verksamheter("socialnamnden"), W, TEXT, corner="Verksamhet")
    return [first, second]


@shape("urklipp.html", "pasted from Excel as text/html: colspan, no-break spaces, empty cells", by_cell=False)
def clipboard() -> list[Page]:
    made, row = page("Urklipp", KOMMUN, "Tekniska nämnden", REPORT, "Belopp i tkr")
    draw(made, row, both("Period", "Helår"), posts("tekniska-namnden"), W, Style(how="text", write="nbsp"))
    return [made]


@shape(
    "driftredovisning.pdf",
    "PDF with rules: nämnder and verksamheter, totals among them",
    carry=lambda p: pdf(p[0]),
    by_cell=False,
)
def operating() -> list[Page]:
    made, row = page("Sida", KOMMUN, REPORT, "Driftredovisning: nettokostnad per verksamhet, mnkr")
    codes = ("kommunstyrelsen", "socialnamnden", "aldrenamnden")
    draw(
        made,
        row,
        [*period(), *whole()],
        levels(codes),
        W,
        replace(MNKR, how="text"),
        corner="Nämnd/verksamhet",
    )
    return [made]


@shape(
    "resultat-utan-linjer.pdf",
    "PDF without rules: one heading row, costs with minus, tkr",
    carry=lambda p: pdf(p[0], ruled=False),
    by_cell=False,
)
def unruled() -> list[Page]:
    made, row = page("Sida", KOMMUN, "Grundskolenämnden", REPORT, "Resultaträkning, belopp i tkr")
    draw(made, row, [*period(), *whole()], posts("grundskolenamnden"), W, TEXT, corner="Post")
    return [made]


@shape(
    "kolumner-med-mellanslag.txt",
    "text in columns set with spaces, two heading rows over their columns",
    carry=lambda p: carriers.spaced(p[0]),
    by_cell=False,
)
def set_with_spaces() -> list[Page]:
    made, row = page("Text", KOMMUN, "Äldrenämnden", REPORT)
    draw(made, row, both("Period", "Helår"), posts("aldrenamnden"), W, TEXT, corner="Belopp i tkr")
    return [made]


@shape(
    "tal-med-mellanslag.txt",
    "a space both in the numbers and between them, proved by the deviations",
    carry=lambda p: carriers.single_spaced(p[0]),
    by_cell=False,
)
def spaces_everywhere() -> list[Page]:
    made, row = page("Text", KOMMUN, "Förskolenämnden", REPORT)
    draw(made, row, period(), posts("forskolenamnden"), W, TEXT, corner="Belopp i tkr")
    return [made]


@shape(
    "brutna-etiketter.txt",
    "text where long labels are broken over two lines, tabs between the cells",
    carry=lambda p: carriers.tabs(p[0]),
)
def broken_labels() -> list[Page]:
    made, row = page("Text", KOMMUN, "Grundskolenämnden", REPORT, "Nettokostnad per verksamhet, tkr")
    rows = verksamheter("grundskolenamnden")
    draw(made, row, period(), rows, W, TEXT, corner="Verksamhet")
    return [_broken(made, row + 3)]


def _broken(made: Page, at: int) -> Page:
    """The label of a row goes on alone on the line below: the figures stand with its beginning."""
    moved = Page(made.name)
    moved.spots = {(r + (r > at), c): s for (r, c), s in made.spots.items()}
    text = moved.spots[at, 1].shown
    moved.spots[at, 1], moved.spots[at + 1, 1] = Spot(text[:-6]), Spot(text[-6:])
    return moved


@shape(
    "sep-rad.csv",
    "CSV that begins with sep=; as Excel writes it, empty columns, page number last",
    carry=lambda p: b"sep=;\r\n" + carriers.csv(_without_first(p[0])),
)
def separator_line() -> list[Page]:
    made, row = page("CSV", "", KOMMUN, "Miljönämnden", REPORT, "Belopp i tkr")
    end = draw(made, row, period(), posts("miljonamnden"), W, TEXT)
    made.spots[end + 1, 1] = Spot("Sida 3", truth=Truth(kind=NOT_DATA))
    return [made]


def _without_first(made: Page) -> Page:
    return Page(made.name, {(r - 1, c): s for (r, c), s in made.spots.items()})


@shape(
    "latin1-tabbar.txt",
    "tabs in Latin-1, Windows line ends, titles in capitals",
    carry=lambda p: carriers.tabs(p[0], "latin-1").replace(b"\n", b"\r\n"),
)
def latin() -> list[Page]:
    made, row = page(
        "Text", "EXEMPELSTADS KOMMUN", "KULTUR- OCH FRITIDSNÄMNDEN", "DELÅRSRAPPORT AUGUSTI 2025"
    )
    draw(made, row, period(), posts("kultur-och-fritidsnamnden", NET), W, TEXT, corner="Belopp i tkr")
    return [made]


@shape(
    "utan-kommun-och-namnd.csv",
    "nothing but a table: kommun, nämnd and period are told beside the file",
    kommun="exempelstad",
    namnd="socialnamnden",
    period="2025-08",
)
def hinted() -> list[Page]:
    made, row = page("CSV", blank=False)
    draw(made, row, period(), posts("socialnamnden", NET), W, TEXT, corner="tkr")
    return [made]
