"""Resultatredovisning of one nämnd: how the numbers are written, and what else stands among them."""

from __future__ import annotations

from dataclasses import replace

from tests.corpus import carriers
from tests.corpus.draw import MNKR, NUMBER, Style, draw, transposed
from tests.corpus.figures import exempelstad, posts
from tests.corpus.model import NOT_DATA, Page, Spot, Truth
from tests.corpus.shape import APR, AUG, KOMMUN, NET, REPORT, YEAR_END, W, both, page, period, shape


@shape(
    "overformyndare-procent-format.xlsx", "Avvikelse in tkr and in percent: fractions with a percent format"
)
def percent_fraction() -> list[Page]:
    made, row = page("Blad1", KOMMUN, "Överförmyndarnämnden", REPORT, "Belopp i tkr")
    cols = [
        AUG.col("U", "Utfall jan-aug"),
        AUG.col("B", "Budget jan-aug"),
        AUG.col("dU", "Avvikelse"),
        AUG.col("%U", "Avvikelse %"),
    ]
    rows = posts("overformyndarnamnden", {"Intäkter": "intakter", "Kostnader": "kostnader"})
    draw(made, row, cols, rows, W, replace(NUMBER, percent="fraction"))
    return [made]


@shape("socialnamnden-procent-tal.xlsx", "percent columns as plain numbers: -3,5 under Avvikelse i %")
def percent_number() -> list[Page]:
    made, row = page("Blad1", KOMMUN, "Socialnämnden", REPORT, "Belopp i tkr")
    cols = [
        AUG.col("U", "Utfall jan-aug"),
        AUG.col("UF", "Utfall jan-aug fg år"),
        AUG.col("cU", "Förändring"),
        AUG.col("%cU", "Förändring %"),
    ]
    rows = posts("socialnamnden", {"Intäkter": "intakter", "Kostnader": "kostnader"})
    draw(made, row, cols, rows, W)
    return [made]


@shape("aldrenamnden-visat-i-tkr.xlsx", "full kronor in the cells, shown in tkr by the number format")
def shown_in_thousands() -> list[Page]:
    made, row = page("Blad1", KOMMUN, "Äldrenämnden", REPORT, "Belopp i tkr")
    style = replace(NUMBER, how="scaled", fmt="#,##0,")
    cols = period()
    draw(made, row, cols, posts("aldrenamnden"), W, style)
    return [made]


@shape(
    "ks-visat-i-mnkr.xlsx", "full kronor in the cells, shown in mnkr with one decimal by the number format"
)
def shown_in_millions() -> list[Page]:
    made, row = page("Blad1", KOMMUN, "Kommunstyrelsen", REPORT, "Mnkr")
    style = Style("mnkr", 1, how="scaled", fmt="#,##0.0,,")
    draw(made, row, both("Period", "Helår"), posts("kommunstyrelsen"), W, style)
    return [made]


@shape("forskolenamnden-kronor.xlsx", "whole kronor without any format, Belopp i kronor")
def kronor() -> list[Page]:
    made, row = page("Blad1", KOMMUN, "Förskolenämnden", REPORT, "Belopp i kronor")
    draw(made, row, both("Period", "Helår"), posts("forskolenamnden"), W, Style("kr", fmt="General"))
    return [made]


@shape("socialnamnden-parenteser.csv", "CSV with semicolons: negative numbers in parentheses")
def parentheses() -> list[Page]:
    return _typed("Socialnämnden", "socialnamnden", "paren")


@shape(
    "aldrenamnden-minus-efter.csv",
    "CSV in CP1252: the minus after the number",
    carry=lambda pages: carriers.csv(pages[0], encoding="cp1252"),
)
def trailing() -> list[Page]:
    return _typed("Äldrenämnden", "aldrenamnden", "trailing")


@shape("kulturnamnden-typografiskt-minus.xlsx", "numbers as text with U+2212 and no-break spaces")
def typographic() -> list[Page]:
    return _typed("Kultur- och fritidsnämnden", "kultur-och-fritidsnamnden", "nbsp")


def _typed(name: str, code: str, write: str) -> list[Page]:
    made, row = page("CSV" if write != "nbsp" else "Blad1", KOMMUN, name, REPORT, "Belopp i tkr")
    cols = [
        AUG.col("U", "Utfall jan-aug"),
        AUG.col("B", "Budget jan-aug"),
        AUG.col("P", "Prognos helår"),
        AUG.col("BY", "Budget helår"),
    ]
    draw(made, row, cols, posts(code), W, Style(how="text", write=write))
    return [made]


@shape(
    "tekniska-positiva-kostnader.xlsx",
    "costs and net costs printed as positive numbers, proved by the net row",
)
def positive_costs() -> list[Page]:
    made, row = page("Blad1", KOMMUN, "Tekniska nämnden", REPORT, "Belopp i tkr")
    cols = period()
    draw(made, row, cols, posts("tekniska-namnden", NET), W, Style(turned=("kostnader", "nettokostnad")))
    return [made]


KINDS = {
    "Verksamhetens intäkter": "intakter",
    "Personalkostnader": "personalkostnader",
    "Lokalkostnader": "lokalkostnader",
    "Köp av verksamhet": "kopt_verksamhet",
    "Övriga kostnader": "ovriga_kostnader",
    "Summa kostnader": "kostnader",
    "Nettokostnad": "nettokostnad",
    "Kommunbidrag": "kommunbidrag",
}


@shape("grundskolenamnden-kostnadsslag.xlsx", "kinds of costs with their sum row, footnote marks at labels")
def kinds_of_costs() -> list[Page]:
    made, row = page("Kostnadsslag", KOMMUN, "Grundskolenämnden", REPORT, "Belopp i tkr")
    rows = posts("grundskolenamnden", KINDS)
    rows[1], rows[3] = (
        replace(rows[1], text="Personalkostnader 1)"),
        replace(rows[3], text="Köp av verksamhet*"),
    )
    end = draw(made, row, both("Period", "Helår"), rows, W)
    made.lines(end, "1) Inklusive pensioner.", "* Främst fristående huvudmän.", bold=False)
    return [made]


@shape("gymnasienamnden-kommentarer.xlsx", "a column of comments with figures in prose beside each row")
def commented() -> list[Page]:
    titles = (KOMMUN, "Gymnasie- och vuxenutbildningsnämnden", REPORT, "Belopp i tkr")
    made, row = page("Blad1", *titles)
    cols = [AUG.col("U", "Utfall jan-aug"), AUG.col("B", "Budget jan-aug"), AUG.col("text", "Kommentar")]
    texts = (
        "Fler elever än väntat, 12 fler i augusti",
        "Högre hyror med 3,5 procent",
        "",
        "",
        "Prognosen osäker",
    )
    rows = [
        replace(r, comment=t)
        for r, t in zip(posts("gymnasie-och-vuxenutbildningsnamnden"), texts, strict=True)
    ]
    draw(made, row, cols, rows, W)
    return [made]


@shape("arsredovisning-2024-ks.xlsx", "årsredovisning: Bokslut 2024, Budget 2024, Avvikelse, Bokslut 2023")
def annual() -> list[Page]:
    made, row = page("Driftredovisning", KOMMUN, "Kommunstyrelsen", "Årsredovisning 2024", "Belopp i mnkr")
    cols = [
        YEAR_END.col("U", "Bokslut 2024"),
        YEAR_END.col("B", "Budget 2024"),
        YEAR_END.col("dU", "Avvikelse"),
        YEAR_END.col("BOK", "Bokslut 2023"),
    ]
    year = [replace(c, horizon="year") for c in cols]
    draw(made, row, year, posts("kommunstyrelsen"), exempelstad(YEAR_END), MNKR)
    return [made]


@shape("april-rapport.xlsx", "April report: dates as period headings, Utfall 2025-04-30 typed as text")
def april() -> list[Page]:
    made, row = page("April", KOMMUN, "Socialnämnden", "Delårsrapport april 2025", "Belopp i tkr")
    cols = [
        APR.col("U", "Utfall 2025-04-30"),
        APR.col("UF", "Utfall 2024-04-30"),
        APR.col("P", "Prognos 2025"),
        APR.col("BY", "Årsbudget 2025"),
    ]
    draw(made, row, cols, posts("socialnamnden"), exempelstad(APR))
    return [made]


@shape("ks-tomma-kolumner.xlsx", "an empty first column, an empty column between period and year, empty rows")
def gaps() -> list[Page]:
    made, row = page("Blad1", "", KOMMUN, "Kommunstyrelsen", REPORT, "Belopp i tkr")
    made.spots = {(r, 2): s for (r, _), s in made.spots.items()}
    cols, rows = both("Period", "Helår"), posts("kommunstyrelsen")
    draw(made, row, cols[:4], rows, W, left=2)
    other = Page("")
    draw(other, row, cols[4:], rows, W, left=7)
    made.spots |= {at: s for at, s in other.spots.items() if at[1] > 7}
    made.merged += other.merged
    return [made]


@shape("miljonamnden-transponerad.xlsx", "transposed: the scenarios down, the posts across")
def turned_round() -> list[Page]:
    made, row = page("Blad1", KOMMUN, "Miljönämnden", REPORT, "Belopp i tkr")
    cols = [
        AUG.col("U", "Utfall jan-aug 2025"),
        AUG.col("B", "Budget jan-aug 2025"),
        AUG.col("P", "Prognos helår 2025"),
        AUG.col("BY", "Budget helår 2025"),
    ]
    transposed(made, row, cols, posts("miljonamnden"), W)
    return [made]


@shape("socialnamnden-sidnummer.txt", "pasted with tabs: page numbers, prose with figures, then the table")
def with_prose() -> list[Page]:
    made, row = page("Text", KOMMUN, "Socialnämnden", REPORT)
    made.put(row, 1, "Antalet placerade barn ökade med 12 procent under perioden.")
    cols = period()
    end = draw(made, row + 2, cols, posts("socialnamnden"), W, Style(how="text"), corner="Belopp i tkr")
    made.spots[end + 1, 1] = Spot("Sida 14", truth=Truth(kind=NOT_DATA))
    return [made]


@shape("ks-formler.xlsx", "deviations and results are formulas with values kept by Excel")
def formulas() -> list[Page]:
    made, row = page("Blad1", KOMMUN, "Kommunstyrelsen", REPORT, "Belopp i tkr")
    cols = period()
    end = draw(made, row, cols, posts("kommunstyrelsen"), W)
    for r in range(row + 1, end):
        made.spots[r, 4] = replace(made.spots[r, 4], formula=f"=B{r}-C{r}")
    for col, letter in ((2, "B"), (3, "C")):
        made.spots[end - 1, col] = replace(
            made.spots[end - 1, col], formula=f"=SUM({letter}{row + 1}:{letter}{end - 2})"
        )
    return [made]


@shape("aldrenamnden-felceller.xlsx", "two cells show #DIV/0! and #REF! among good figures")
def broken() -> list[Page]:
    made, row = page("Blad1", KOMMUN, "Äldrenämnden", REPORT, "Belopp i tkr")
    cols = [AUG.col("U", "Utfall jan-aug"), AUG.col("B", "Budget jan-aug"), AUG.col("%U", "Avvikelse %")]
    rows = posts(
        "aldrenamnden", {"Intäkter": "intakter", "Kostnader": "kostnader", "Kommunbidrag": "kommunbidrag"}
    )
    draw(made, row, cols, rows, W, replace(NUMBER, percent="fraction"))
    made.spots[row + 3, 4] = Spot("#DIV/0!", error="#DIV/0!")
    made.spots[row + 3, 3] = Spot("#REF!", error="#REF!")
    return [made]


@shape(
    "tekniska-dolda-kolumner.xlsx",
    "a hidden helper column with accounts, a hidden sheet with the same figures in kr",
)
def hidden() -> list[Page]:
    made, row = page("Rapport", KOMMUN, "Tekniska nämnden", REPORT, "Belopp i tkr")
    cols = [AUG.col("note", "Konto"), AUG.col("U", "Utfall jan-aug"), AUG.col("B", "Budget jan-aug")]
    rows = [
        replace(r, comment=c)
        for r, c in zip(posts("tekniska-namnden", NET), ("3000", "4000", "9000"), strict=True)
    ]
    draw(made, row, cols, rows, W)
    made.hidden_cols = [2]
    return [made]


@shape("saknade-varden.xlsx", "the marks - . and .. for figures that are missing, and empty cells")
def missing() -> list[Page]:
    made, row = page("Blad1", KOMMUN, "Överförmyndarnämnden", REPORT, "Belopp i tkr")
    draw(made, row, both("Period", "Helår"), posts("overformyndarnamnden"), W)
    for at, mark in ((0, "-"), (1, "."), (2, "..")):
        made.spots[row + 2 + at, 5] = Spot(mark)
    del made.spots[row + 4, 9], made.spots[row + 5, 9]
    return [made]


@shape(
    "engelska-decimaler.csv",
    "CSV with commas between and decimal points, quoted",
    carry=lambda p: carriers.csv(p[0], ","),
)
def english() -> list[Page]:
    made, row = page("CSV", KOMMUN, "Socialnämnden", REPORT, "Belopp i mnkr")
    draw(
        made,
        row,
        both("Period", "Helår"),
        posts("socialnamnden"),
        W,
        Style("mnkr", 1, "text", "point", repeat=True),
    )
    return [made]
