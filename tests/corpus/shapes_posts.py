"""Resultatredovisning of one nämnd: headings of one, two and three rows, in the shapes that are pasted."""

from __future__ import annotations

from dataclasses import replace

from tests.corpus.draw import MNKR, NUMBER, draw
from tests.corpus.figures import When, exempelstad, posts
from tests.corpus.model import Page
from tests.corpus.shape import AUG, KOMMUN, REPORT, W, both, page, period, shape


@shape("socialnamnden-aug.xlsx", "one table: Utfall, Budget and Avvikelse of the period, tkr in the corner")
def simple() -> list[Page]:
    made, row = page("Blad1", KOMMUN, "Socialnämnden", REPORT)
    cols = period()
    draw(made, row, cols, posts("socialnamnden"), W, corner="Tkr")
    return [made]


@shape("aldrenamnden-period-helar.xlsx", "Period and Helår merged over four columns each")
def two_heads() -> list[Page]:
    made, row = page("Resultat", KOMMUN, "Äldrenämnden", REPORT, "Belopp i tkr")
    draw(made, row, both("Period", "Helår"), posts("aldrenamnden"), W)
    return [made]


@shape(
    "grundskolenamnden-tre-rubrikrader.xlsx",
    "three heading rows: period and year, kind, then the year number",
)
def three_heads() -> list[Page]:
    made, row = page("Ekonomi", KOMMUN, "Grundskolenämnden", REPORT, "Belopp i mnkr")
    cols = [
        AUG.col("U", "2025", "Perioden jan–aug", "Utfall"),
        AUG.col("UF", "2024", "Perioden jan–aug", "Utfall"),
        AUG.col("B", "2025", "Perioden jan–aug", "Budget"),
        AUG.col("P", "2025", "Helår", "Prognos"),
        AUG.col("BY", "2025", "Helår", "Budget"),
        AUG.col("BOK", "2024", "Helår", "Bokslut"),
    ]
    draw(made, row, cols, posts("grundskolenamnden"), W, MNKR)
    return [made]


@shape(
    "miljonamnden-omergade-rubriker.xlsx", "two heading rows, not merged: the upper text only over the first"
)
def unmerged() -> list[Page]:
    made, row = page("Miljö", KOMMUN, "Miljönämnden", REPORT, "Belopp i tkr")
    draw(made, row, both("Perioden", "Helåret"), posts("miljonamnden"), W, replace(NUMBER, merge=False))
    return [made]


@shape("tekniska-upprepade-rubriker.xlsx", "two heading rows, the upper text written over every column")
def repeated() -> list[Page]:
    made, row = page("Tekniska", KOMMUN, "Tekniska nämnden", REPORT, "Belopp i tkr")
    draw(
        made, row, both("Perioden", "Helår 2025"), posts("tekniska-namnden"), W, replace(NUMBER, repeat=True)
    )
    return [made]


@shape(
    "forskolenamnden-ack.xlsx", "headings as Ack utfall jan–aug 2025, years in every heading, unit in title"
)
def accumulated() -> list[Page]:
    made, row = page("Uppföljning", KOMMUN, "Förskolenämnden", "Uppföljning per augusti 2025, tkr")
    cols = [
        AUG.col("U", "Ack utfall jan–aug 2025"),
        AUG.col("UF", "Ack utfall jan–aug 2024"),
        AUG.col("B", "Ack budget jan–aug 2025"),
        AUG.col("P", "Prognos helår 2025"),
        AUG.col("BY", "Budget helår 2025"),
        AUG.col("BOK", "Bokslut 2024"),
    ]
    draw(made, row, cols, posts("forskolenamnden"), W)
    return [made]


@shape("kulturnamnden-t2.xlsx", "tertial words: Ack utfall T2, Ack budget T2, Prognos T2, Prognos T1")
def tertial() -> list[Page]:
    made, row = page("T2", KOMMUN, "Kultur- och fritidsnämnden", "Tertialrapport 2 2025", "Belopp i tkr")
    cols = [
        AUG.col("U", "Ack utfall T2 2025"),
        AUG.col("B", "Ack budget T2 2025"),
        AUG.col("P", "Prognos T2"),
        AUG.col("PM4", "Prognos T1"),
        AUG.col("BY", "Årsbudget"),
    ]
    draw(made, row, cols, posts("kultur-och-fritidsnamnden"), W)
    return [made]


SEP = When(2025, 9)


@shape("gymnasienamnden-kv3.xlsx", "quarter words: Kv 3, ack, against Kv 3 of last year")
def quarter() -> list[Page]:
    titles = (KOMMUN, "Gymnasie- och vuxenutbildningsnämnden", "Kvartalsrapport 3 2025", "tkr")
    made, row = page("Kv 3", *titles)
    cols = [
        SEP.col("U", "Ack utfall kv 3 2025"),
        SEP.col("UF", "Ack utfall kv 3 2024"),
        SEP.col("P", "Helårsprognos 2025"),
        SEP.col("BY", "Helårsbudget 2025"),
    ]
    draw(made, row, cols, posts("gymnasie-och-vuxenutbildningsnamnden"), exempelstad(SEP))
    return [made]


@shape("ks-fg-prognos.xlsx", "Fg prognos, Förändring, Bokslut 2024 and Budget 2026 after the period")
def forecasts() -> list[Page]:
    made, row = page("KS", KOMMUN, "Kommunstyrelsen", REPORT, "Belopp i tkr")
    cols = [
        AUG.col("U", "Utfall perioden"),
        AUG.col("P", "Prognos"),
        AUG.col("FP", "Fg prognos"),
        AUG.col("cP", "Förändring"),
        AUG.col("BOK", "Bokslut 2024"),
        AUG.col("BN", "Budget 2026"),
    ]
    draw(made, row, cols, posts("kommunstyrelsen"), W)
    return [made]


@shape(
    "bygg-not-kolumn.xlsx", "a Not column with note numbers between the labels and the figures, notes below"
)
def notes() -> list[Page]:
    made, row = page("Resultaträkning", KOMMUN, "Samhällsbyggnadsnämnden", REPORT, "Belopp i tkr")
    cols = [AUG.col("note", "Not"), AUG.col("U", "Utfall jan-aug 2025"), AUG.col("UF", "Utfall jan-aug 2024"),
            AUG.col("B", "Budget jan-aug 2025")]  # fmt: skip
    rows = [replace(r, comment=str(k)) for k, r in enumerate(posts("samhallsbyggnadsnamnden"), 1)]
    end = draw(made, row, cols, rows, W)
    made.lines(
        end + 1, "Not 1: Intäkterna är preliminära.", "Not 2: Kostnaderna omfattar lokaler.", bold=False
    )
    return [made]
