"""Traps: what looks like one thing and is another."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from exports._demo_kommun import namnd
from tests.corpus.draw import MNKR, NUMBER, Style, draw, marked
from tests.corpus.figures import When, exempelstad, posts, verksamheter
from tests.corpus.model import EITHER, MUST_ASK, Col, Page, Row, Spot
from tests.corpus.papers import pdf
from tests.corpus.shape import APR, AUG, KOMMUN, NET, REPORT, W, page, period, shape

TEXT = Style(how="text")


@shape("konto-forst.xlsx", "a column of account numbers before the names of the posts")
def accounts_first() -> list[Page]:
    made, row = page("Blad1", KOMMUN, "Tekniska nämnden", REPORT, "Belopp i tkr")
    draw(made, row, period(), posts("tekniska-namnden", NET), W, left=2)
    made.put(row, 1, "Konto", bold=True)
    made.put(row, 2, "Benämning", bold=True)
    for k, account in enumerate(("3", "4-7", "9"), row + 1):
        made.spots[k, 1] = Spot(account) if "-" in account else Spot(account, Decimal(account), "0")
    return [made]


@shape(
    "bara-budget.xlsx", "Budget beside Utfall jan–aug in a report of August: of the period or of the year?"
)
def bare_budget() -> list[Page]:
    made, row = page("Blad1", KOMMUN, "Miljönämnden", REPORT, "Belopp i tkr")
    cols = [AUG.col("U", "Utfall jan-aug"), AUG.col("BY", "Budget")]
    end = draw(made, row, cols, posts("miljonamnden", NET), W)
    marked(made, MUST_ASK, rows=range(row, end), cols=range(3, 4))
    return [made]


@shape("prognoser-per-manad.xlsx", "forecasts made in April and in August beside each other, and the change")
def vintages() -> list[Page]:
    made, row = page("Prognoser", KOMMUN, "Socialnämnden", REPORT, "Belopp i tkr")
    cols = [AUG.col("BY", "Helårsbudget"), AUG.col("PM4", "Prognos april"), AUG.col("PM8", "Prognos augusti")]
    draw(made, row, cols, posts("socialnamnden", NET), W)
    return [made]


@shape("ack-2025-08.csv", "months as numbers in the headings: Ack utfall 2025-08, Ack utfall 2024-08")
def numeric_months() -> list[Page]:
    made, row = page("CSV", KOMMUN, "Kommunstyrelsen", REPORT, "Belopp i tkr")
    cols = [
        AUG.col("U", "Ack utfall 2025-08"),
        AUG.col("UF", "Ack utfall 2024-08"),
        AUG.col("BY", "Årsbudget 2025"),
    ]
    draw(made, row, cols, posts("kommunstyrelsen", NET), W, TEXT)
    return [made]


@shape("avvikelse-omvand.xlsx", "costs negative, yet the deviation is printed as budget minus utfall")
def reversed_deviation() -> list[Page]:
    made, row = page("Blad1", KOMMUN, "Äldrenämnden", REPORT, "Belopp i tkr")
    rows = posts("aldrenamnden", NET)
    draw(made, row, period("Avvikelse"), rows, W)
    for at in range(row + 1, row + 1 + len(rows)):
        spot = made.spots[at, 4]
        turned = -(spot.number or Decimal(0))
        made.spots[at, 4] = replace(spot, number=turned, shown=NUMBER.text(turned, 0))
    return [made]


INCOME = (
    ("Verksamhetens intäkter", "intakter", 1240, 1211),
    ("Verksamhetens kostnader", "kostnader", -3985, -3871),
    ("Avskrivningar", "avskrivningar", -142, -136),
    ("Verksamhetens nettokostnader", "nettokostnad", -2887, -2796),
    ("Skatteintäkter", "skatteintakter", 2310, 2241),
    ("Generella statsbidrag och utjämning", "generella_statsbidrag", 655, 620),
    ("Verksamhetens resultat", "verksamhetens_resultat", 78, 65),
    ("Finansiella intäkter", "finansiella_intakter", 21, 19),
    ("Finansiella kostnader", "finansiella_kostnader", -34, -30),
    ("Resultat efter finansiella poster", "resultat_efter_finansiella_poster", 65, 54),
    ("Årets resultat", "resultat", 65, 54),
)


@shape(
    "resultatrakning-kommunen.xlsx", "the income statement of the whole kommun with taxes, a Not column, mnkr"
)
def income_statement() -> list[Page]:
    made, row = page("Resultaträkning", KOMMUN, REPORT, "Resultaträkning för kommunen, mnkr")
    found = {
        (text, key): Decimal(v) * 10**6
        for text, _, *vs in INCOME
        for key, v in zip(("U", "UF"), vs, strict=True)
    }
    rows = [Row(text, measure, comment=str(k)) for k, (text, measure, *_) in enumerate(INCOME, 1)]
    cols = [AUG.col("note", "Not"), AUG.col("U", "Utfall jan–aug 2025"), AUG.col("UF", "Utfall jan–aug 2024")]
    end = draw(made, row, cols, rows, lambda r, c: found[r.text, c.key], Style("mnkr", 0))
    marked(made, EITHER, rows=range(row, end), cols=range(3, 5))
    return [made]


@shape("tva-ar-tva-blad.xlsx", "a sheet for August 2025 and one for August 2024, each with its own title")
def two_years() -> list[Page]:
    pages = []
    for when in (AUG, When(2024, 8)):
        made, row = page(
            f"Aug {when.year}", KOMMUN, "Kommunstyrelsen", f"Delårsrapport {when.name}", "Belopp i tkr"
        )
        cols = [when.col("U", f"Utfall jan–aug {when.year}"), when.col("B", f"Budget jan–aug {when.year}")]
        draw(made, row, cols, posts("kommunstyrelsen", NET), exempelstad(when))
        pages.append(made)
    return pages


VARAV = {
    "Intäkter": "intakter",
    "Kostnader": "kostnader",
    "   varav personal": "personalkostnader",
    "   varav lokaler": "lokalkostnader",
    "Nettokostnad": "nettokostnad",
}


@shape("varav-rader.xlsx", "rows of varav personal and varav lokaler below Kostnader")
def of_which() -> list[Page]:
    made, row = page("Blad1", KOMMUN, "Förskolenämnden", REPORT, "Belopp i tkr")
    draw(made, row, period(), posts("forskolenamnden", VARAV), W)
    return [made]


@shape("punkt-som-tusental.csv", "points between thousands and a decimal comma: 1.234.567,50; kronor")
def points() -> list[Page]:
    made, row = page("CSV", KOMMUN, "Kultur- och fritidsnämnden", REPORT, "Belopp i kronor")
    draw(made, row, period(), posts("kultur-och-fritidsnamnden", NET), W, Style("kr", 2, "text", "german"))
    return [made]


@shape("sidbrytning.xlsx", "a page break: the headings again in the middle of the table, Forts. above them")
def page_break() -> list[Page]:
    made, row = page("Blad1", KOMMUN, "Grundskolenämnden", REPORT, "Nettokostnad per verksamhet, tkr")
    rows = verksamheter("grundskolenamnden")
    row = draw(made, row, period(), rows[:3], W, corner="Verksamhet")
    made.put(row, 1, "Forts.")
    draw(made, row + 1, period(), rows[3:], W, corner="Verksamhet")
    return [made]


@shape(
    "enhet-per-kolumn.xlsx",
    "tkr and percent in the headings: Utfall tkr, Budget tkr, Avvikelse tkr, Avvikelse %",
)
def units_in_headings() -> list[Page]:
    made, row = page("Blad1", KOMMUN, "Nämnden för funktionsstöd", REPORT)
    cols = [
        AUG.col("U", "Utfall jan-aug tkr"),
        AUG.col("B", "Budget jan-aug tkr"),
        AUG.col("dU", "Avvikelse tkr"),
        AUG.col("%U", "Avvikelse %"),
    ]
    draw(made, row, cols, posts("namnden-for-funktionsstod", NET), W)
    return [made]


@shape("gamla-namnder.xlsx", "a report of 2021: Kulturnämnden and Fritidsnämnden, which became one in 2022")
def old_names() -> list[Page]:
    when = When(2021, 8)
    made, row = page("Nämnder", KOMMUN, "Delårsrapport augusti 2021", "Nettokostnad per nämnd, tkr")
    codes = ("kulturnamnden", "fritidsnamnden", "socialnamnden", "miljonamnden")
    rows = [Row(namnd(c).name, "nettokostnad", c) for c in codes]
    cols = [when.col("U", "Utfall jan-aug"), when.col("B", "Budget jan-aug"), when.col("BY", "Budget helår")]
    draw(made, row, cols, rows, exempelstad(when), corner="Nämnd")
    return [made]


@shape("kostnad-per-barn.xlsx", "kr per barn in rows among posts in tkr: units in the labels")
def per_child() -> list[Page]:
    made, row = page("Blad1", KOMMUN, "Förskolenämnden", REPORT, "Belopp i tkr")
    code = "forskolenamnden"
    each = Row(
        "Nettokostnad per barn, kr",
        "matt:nettokostnad-per-barn|matt:nettokostnad-per-barn-kr",
        code,
        decimals=0,
    )
    cols = [AUG.col("U", "Utfall jan-aug 2025"), AUG.col("UF", "Utfall jan-aug 2024")]
    end = draw(made, row, cols, posts(code, NET), W)
    side = Page("")
    draw(side, end - 1, cols, [each], _per_child, Style("kr"))
    made.spots |= {at: s for at, s in side.spots.items() if at[0] == end}
    return [made]


def _per_child(_: Row, col: Col) -> Decimal:
    return {"U": Decimal(118_420), "UF": Decimal(113_870)}[col.key]


@shape("tva-budgetar.xlsx", "Helårsbudget beside Budget 2025, which is the period's; a Summa row below")
def two_budgets() -> list[Page]:
    made, row = page("Blad1", KOMMUN, "Tekniska nämnden", REPORT, "Nettokostnad per verksamhet, tkr")
    cols = [AUG.col("BY", "Helårsbudget"), AUG.col("B", "Budget 2025"), AUG.col("P", "Prognos")]
    draw(made, row, cols, verksamheter("tekniska-namnden"), W, corner="Verksamhet")
    return [made]


@shape("parenteser-procent.csv", "negative numbers in parentheses, the percent sign behind them: (2,4) %")
def change_in_percent() -> list[Page]:
    made, row = page("CSV", KOMMUN, "Socialnämnden", REPORT, "Nettokostnad per verksamhet, tkr")
    cols = [
        AUG.col("U", "Utfall jan-aug"),
        AUG.col("UF", "Utfall jan-aug fg år"),
        AUG.col("%cU", "Förändring %"),
    ]
    style = Style(how="text", write="paren", percent="sign")
    draw(made, row, cols, verksamheter("socialnamnden"), W, style, corner="Verksamhet")
    return [made]


@shape(
    "forandring-noll.xlsx",
    "a change of 0,0 that fits two pairs of columns: the forecasts just before it, and utfall",
)
def change_of_nothing() -> list[Page]:
    made, row = page("Blad1", KOMMUN, "Miljönämnden", "Delårsrapport april 2025", "Belopp i mnkr")
    cols = [
        APR.col("UF", "Samma period fg år"),
        APR.col("U", "Ack utfall april 2025"),
        APR.col("P", "Prognos helår"),
        APR.col("FP", "Fg prognos"),
        APR.col("cP", "Förändring"),
    ]
    draw(made, row, cols, posts("miljonamnden", NET), exempelstad(APR), MNKR)
    return [made]


@shape(
    "tva-tabeller-bredvid.pdf",
    "PDF: two tables side by side, one with two heading rows and one with one",
    carry=lambda p: pdf(p[0], ruled=False),
    by_cell=False,
)
def side_by_side_on_paper() -> list[Page]:
    made, row = page("Sida", KOMMUN, "Samhällsbyggnadsnämnden", REPORT, "Belopp i kr")
    first = [
        AUG.col("UF", "Utfall fg år", "Period"),
        AUG.col("U", "Utfall", "Period"),
        AUG.col("B", "Budget", "Period"),
    ]
    style = Style("kr", how="text", write="nbsp", repeat=True)
    draw(made, row, first, posts("samhallsbyggnadsnamnden", NET), W, style)
    second = [AUG.col("BY", "Årsbudget 2025"), AUG.col("UF", "Utfall perioden fg år")]
    rows = verksamheter("samhallsbyggnadsnamnden")
    draw(made, row, second, rows, W, style, "Verksamhet, nettokostnad", left=6)
    return [made]


@shape(
    "tre-rubrikrader.pdf",
    "PDF without rules: three heading rows, Utfall over the years 2024 and 2025 and flush right",
    carry=lambda p: pdf(p[0], ruled=False),
    by_cell=False,
)
def three_heads_on_paper() -> list[Page]:
    made, row = page("Sida", KOMMUN, "Äldrenämnden", REPORT)
    first, year = "Perioden jan–aug", "Helår"
    cols = [
        AUG.col("P", "2025", year, "Prognos"),
        AUG.col("UF", "2024", first, "Utfall"),
        AUG.col("U", "2025", first, "Utfall"),
    ]
    draw(made, row, cols, posts("aldrenamnden", NET), W, TEXT, corner="Belopp i tkr")
    return [made]
