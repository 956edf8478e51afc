"""Months across and down, a sheet for each month or nämnd, several tables on a sheet."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from exports._demo_kommun import namnd
from swedish import MONTHS
from tests.corpus.draw import MNKR, Style, draw, transposed
from tests.corpus.figures import Figure, When, exempelstad, posts, verksamheter
from tests.corpus.model import MUST_ASK, Col, Page, Spot
from tests.corpus.shape import AUG, KOMMUN, NET, REPORT, YEAR_END, W, page, period, shape


@shape("manader-ack.xlsx", "accumulated utfall month by month across: jan, jan–feb ... jan–aug")
def accumulated() -> list[Page]:
    made, row = page("Månader", KOMMUN, "Socialnämnden", REPORT, "Ackumulerat utfall 2025, tkr")
    cols = [AUG.col(f"A{m}", "Jan" if m == 1 else f"Jan–{MONTHS[m - 1][:3]}") for m in range(1, 9)]
    draw(made, row, cols, posts("socialnamnden", NET), W)
    return [made]


@shape("manader-enskilda.xlsx", "single months across, Utfall per månad, and their sum January to August")
def single() -> list[Page]:
    made, row = page("Per månad", KOMMUN, "Äldrenämnden", REPORT, "Utfall per månad 2025, tkr")
    cols = [AUG.col(f"M{m}", MONTHS[m - 1].capitalize()) for m in range(1, 9)]
    draw(made, row, [*cols, AUG.col("U", "Ack jan–aug")], posts("aldrenamnden", NET), W)
    return [made]


@shape("manader-datumceller.xlsx", "real date cells as headings of single months, shown as jan-25")
def dated() -> list[Page]:
    made, row = page("Per månad", KOMMUN, "Tekniska nämnden", REPORT, "Månadsutfall (ej ackumulerat), tkr")
    cols = [AUG.col(f"M{m}", "x") for m in range(1, 9)]
    draw(made, row, cols, posts("tekniska-namnden", NET), W)
    for m in range(1, 9):
        made.spots[row, 1 + m] = Spot(
            f"{MONTHS[m - 1][:3]}-25", date=dt.date(2025, m, 1), fmt="mmm\\-yy", bold=True
        )
    return [made]


@shape("manader-oklara.xlsx", "bare month names across; nothing tells a month from January up to it")
def unclear() -> list[Page]:
    made, row = page("Blad1", KOMMUN, "Kommunstyrelsen", REPORT, "Utfall, tkr")
    cols = [AUG.col(f"A{m}", MONTHS[m - 1][:3]) for m in (3, 6)]
    draw(made, row, cols, posts("kommunstyrelsen", {"Intäkter": "intakter", "Kostnader": "kostnader"}), W)
    _ask(made)
    return [made]


def _ask(made: Page) -> None:
    for at, spot in list(made.spots.items()):
        if spot.truth:
            made.spots[at] = replace(spot, truth=replace(spot.truth, kind=MUST_ASK))


@shape("kv3-ensamt.xlsx", "Kv 3 without Ack: July to September, or January to September?")
def quarter_alone() -> list[Page]:
    when = When(2025, 9)
    made, row = page("Blad1", KOMMUN, "Kommunstyrelsen", "Kvartalsrapport 3 2025", "Belopp i tkr")
    draw(made, row, [when.col("U", "Utfall kv 3")], posts("kommunstyrelsen", NET), exempelstad(when))
    _ask(made)
    return [made]


@shape("utan-enhet.xlsx", "no unit anywhere: kr, tkr and mnkr are all possible")
def no_unit() -> list[Page]:
    made, row = page("Blad1", KOMMUN, "Miljönämnden", REPORT)
    draw(
        made,
        row,
        period(),
        posts("miljonamnden", {"Kommunbidrag": "kommunbidrag", "Intäkter": "intakter"}),
        W,
    )
    _ask(made)
    return [made]


@shape("ett-blad-per-namnd.xlsx", "a sheet for each nämnd, named after it; the same table on each")
def sheet_each() -> list[Page]:
    pages = []
    for code in ("kommunstyrelsen", "socialnamnden", "aldrenamnden"):
        made, row = page(namnd(code).name, KOMMUN, REPORT, "Belopp i tkr")
        draw(made, row, period(), posts(code), W)
        pages.append(made)
    return pages


@shape(
    "ett-blad-per-manad.xlsx", "a sheet for each month named Januari ... Mars, accumulated utfall and budget"
)
def month_each() -> list[Page]:
    pages = []
    for m in (6, 7, 8):
        when = When(2025, m)
        made, row = page(f"{MONTHS[m - 1].capitalize()} 2025", KOMMUN, "Socialnämnden",
                         f"Månadsuppföljning {when.name}", "Belopp i tkr")  # fmt: skip
        cols = [when.col("U", "Ack utfall"), when.col("B", "Ack budget"), when.col("dU", "Avvikelse")]
        draw(made, row, cols, posts("socialnamnden", NET), exempelstad(when))
        pages.append(made)
    return pages


@shape(
    "tva-tabeller-bredvid.xlsx", "two tables side by side with an empty column between: period and whole year"
)
def side_by_side() -> list[Page]:
    made, row = page("Blad1", KOMMUN, "Grundskolenämnden", REPORT, "Belopp i tkr")
    draw(made, row, period(), posts("grundskolenamnden", NET), W)
    cols = [AUG.col("P", "Prognos helår"), AUG.col("BY", "Budget helår")]
    draw(
        made,
        row,
        cols,
        verksamheter("grundskolenamnden")[:-1],
        W,
        corner="Nettokostnad per verksamhet",
        left=6,
    )
    return [made]


@shape("tva-tabeller-bredvid-positiva.xlsx", "posts and verksamheter side by side, costs positive in both")
def side_by_side_positive() -> list[Page]:
    made, row = page(
        "Blad1", KOMMUN, "Gymnasie- och vuxenutbildningsnämnden", REPORT, "Belopp i kr", blank=False
    )
    code, style = "gymnasie-och-vuxenutbildningsnamnden", Style("kr", turned=("kostnader", "nettokostnad"))
    cols = [AUG.col("U", "Utfall perioden"), AUG.col("BY", "Årsbudget")]
    draw(made, row, cols, posts(code, NET), W, style)
    cols = [AUG.col("BOK", "Bokslut 2024"), AUG.col("P", "Prognos helår")]
    draw(made, row, cols, verksamheter(code), W, style, "Nettokostnad per verksamhet", left=5)
    return [made]


@shape(
    "tva-tabeller-olika-rubriker.xlsx",
    "side by side, one with two heading rows and one with three: 2024, 2025",
)
def side_by_side_heads() -> list[Page]:
    made, row = page("Blad1", KOMMUN, "Tekniska nämnden", REPORT)
    first = [AUG.col("U", "Utfall", "Perioden"), AUG.col("BY", "Budget", "Helåret")]
    draw(made, row, first, posts("tekniska-namnden", NET), W, corner="Belopp i tkr")
    second = [
        AUG.col("BOK", "2024", "Helår", "Bokslut"),
        AUG.col("B", "2025", "Perioden jan–aug", "Budget"),
        AUG.col("UF", "2024", "Perioden jan–aug", "Utfall"),
    ]
    rows = verksamheter("tekniska-namnden")
    draw(made, row, second, rows, W, corner="Nettokostnad per verksamhet", left=5)
    return [made]


@shape("tabeller-under-varandra.xlsx", "three tables below each other with titles between, tkr, mnkr and tkr")
def stacked() -> list[Page]:
    made, row = page("Rapport", KOMMUN, "Nämnden för funktionsstöd", REPORT, "Resultat, belopp i tkr")
    code = "namnden-for-funktionsstod"
    row = draw(made, row, period(), posts(code), W) + 1
    row = made.lines(row, "Helårsprognos, belopp i mnkr")
    cols = [AUG.col("P", "Prognos helår"), AUG.col("BY", "Budget helår"), AUG.col("dP", "Avvikelse")]
    row = draw(made, row, cols, posts(code), W, MNKR) + 1
    row = made.lines(row, "Nettokostnad per verksamhet, tkr")
    draw(made, row, period(), verksamheter(code), W, corner="Verksamhet")
    return [made]


@shape(
    "tabell-fortsatter.xlsx", "the table of verksamheter goes on on the next sheet with the headings again"
)
def continued() -> list[Page]:
    rows = verksamheter("grundskolenamnden", total="")
    first, row = page("Sida 1", KOMMUN, "Grundskolenämnden", REPORT, "Nettokostnad per verksamhet, tkr")
    draw(first, row, period(), rows[:3], W, corner="Verksamhet")
    second, row = page("Sida 2", "Nettokostnad per verksamhet, tkr (forts.)", blank=False)
    draw(second, row, period(), rows[3:], W, corner="Verksamhet")
    return [first, second]


@shape("mnkr-i-titeln-tkr-i-tabell.xlsx", "mnkr in the title of the sheet, tkr in the corner of one table")
def two_units() -> list[Page]:
    made, row = page("Rapport", KOMMUN, "Kommunstyrelsen", REPORT, "Belopp i mnkr om inget annat anges")
    row = draw(made, row, period(), posts("kommunstyrelsen"), W, MNKR) + 2
    draw(made, row, period(), verksamheter("kommunstyrelsen"), W, corner="Nettokostnad, tkr")
    return [made]


@shape("flerar.xlsx", "Bokslut 2021 to 2024 and Budget 2025 across for a nämnd")
def years() -> list[Page]:
    made, row = page("Flerår", KOMMUN, "Årsredovisning 2024", "Äldrenämnden", "Belopp i mnkr")
    cols = [YEAR_END.col(f"Y{y}", f"Bokslut {y}") for y in (2021, 2022, 2023, 2024)]
    cols.append(YEAR_END.col("YB2025", "Budget 2025"))
    draw(made, row, cols, posts("aldrenamnden"), exempelstad(YEAR_END), MNKR)
    return [made]


@shape("budget-plan.xlsx", "a budget document: Bokslut 2024, Budget 2025, Budget 2026, Plan 2027, Plan 2028")
def plan() -> list[Page]:
    made, row = page("Budget", KOMMUN, "Budget 2026 med plan 2027–2028", "Socialnämnden", "Belopp i tkr")
    cols = [
        AUG.col("Y2024", "Bokslut 2024"),
        AUG.col("YB2025", "Budget 2025"),
        AUG.col("YB2026", "Budget 2026"),
        *(replace(AUG.col(f"YB{y}", f"Plan {y}"), basis="plan|") for y in (2027, 2028)),
    ]
    draw(made, row, cols, posts("socialnamnden"), W)
    return [made]


@shape("ursprunglig-reviderad.xlsx", "Ursprunglig budget beside Reviderad budget, then Prognos and Avvikelse")
def revised() -> list[Page]:
    made, row = page("Blad1", KOMMUN, "Tekniska nämnden", REPORT, "Belopp i tkr")
    first = replace(AUG.col("BY", "Ursprunglig budget 2025"), basis="ursprunglig|2025:0|2025:ursprunglig")
    second = replace(AUG.col("BY", "Reviderad budget 2025"), basis="reviderad||2025:reviderad|gallande")
    cols = [first, second, AUG.col("P", "Prognos 2025")]
    draw(made, row, cols, posts("tekniska-namnden", NET), _before_changes(first))
    return [made]


def _before_changes(first: Col) -> Figure:
    """The budget before the council's changes was two percent less."""
    return lambda row, col: W(row, col) * 98 // 100_000 * 1000 if col == first else W(row, col)  # type: ignore


@shape("radar-ar-nedat.xlsx", "years down, the posts across: 2020 to 2024")
def years_down() -> list[Page]:
    made, row = page("Utveckling", KOMMUN, "Årsredovisning 2024", "Miljönämnden", "Utfall per år, tkr")
    cols = [YEAR_END.col(f"Y{y}", str(y)) for y in range(2020, 2025)]
    transposed(made, row, cols, posts("miljonamnden", NET), exempelstad(YEAR_END), corner="År")
    for at in range(row + 1, row + 6):
        year = made.spots[at, 1].shown
        made.spots[at, 1] = Spot(year, Decimal(year), "0")
    return [made]


@shape("budget-versioner.xlsx", "Budget 2025:1 and Budget 2025:2 with Förändring, as Borås writes them")
def versions() -> list[Page]:
    made, row = page("Budget", KOMMUN, "Budget 2025:2", "Kultur- och fritidsnämnden", "Belopp i tkr")
    one = replace(AUG.col("BY", "Budget 2025:1"), basis="2025:1", key="B1")
    two = replace(AUG.col("BY", "Budget 2025:2"), basis="2025:2", key="BY")
    change = replace(two, text="Förändring", derived="forandring", pair=("BY", "B1"), key="c")
    draw(made, row, [one, two, change], posts("kultur-och-fritidsnamnden", NET), _two_versions)
    return [made]


def _two_versions(row, col):  # type: ignore[no-untyped-def]
    now = W(row, AUG.col("BY"))
    before = now * 97 // 100_000 * 1000
    return {"BY": now, "B1": before}.get(col.key, now - before)
