"""Nettokostnad per nämnd and verksamhet: levels, sums, two label columns, nämnder across."""

from __future__ import annotations

from dataclasses import replace

from exports._demo_kommun import NAMNDER, namnd
from swedish import slug
from tests.corpus.draw import MNKR, NUMBER, Style, draw, transposed
from tests.corpus.figures import levels, namnder, posts, verksamheter
from tests.corpus.model import Col, Page, Row
from tests.corpus.shape import AUG, KOMMUN, NET, REPORT, W, page, period, shape, whole

TITLE = "Nettokostnad per verksamhet, tkr"


@shape("socialnamnden-verksamheter.xlsx", "nettokostnad per verksamhet of one nämnd with a Summa row")
def one_namnd() -> list[Page]:
    made, row = page("Verksamheter", KOMMUN, "Socialnämnden", REPORT, TITLE)
    draw(made, row, [*period(), *whole()], verksamheter("socialnamnden"), W, corner="Verksamhet")
    return [made]


@shape("aldrenamnden-summa-overst.xlsx", "the sum of the nämnd stands above its verksamheter")
def sum_above() -> list[Page]:
    made, row = page("Blad1", KOMMUN, "Äldrenämnden", REPORT, TITLE)
    *rows, total = verksamheter("aldrenamnden", total="Totalt")
    draw(made, row, period(), [total, *rows], W, corner="Verksamhet")
    return [made]


@shape("driftredovisning-fet-indrag.xlsx", "nämnder in bold above their indented verksamheter, mnkr")
def bold_and_indented() -> list[Page]:
    made, row = page("Drift", KOMMUN, REPORT, "Driftredovisning", "Nettokostnad, belopp i mnkr")
    codes = ("kommunstyrelsen", "socialnamnden", "tekniska-namnden", "miljonamnden")
    draw(made, row, [*period(), *whole()], levels(codes), W, MNKR, corner="Nämnd/verksamhet")
    return [made]


@shape("driftredovisning-mellanslag.csv", "CSV: verksamheter indented by spaces below their nämnd, tkr")
def indented_csv() -> list[Page]:
    made, row = page("CSV", KOMMUN, REPORT, "Driftredovisning", "Nettokostnad, belopp i tkr")
    rows = levels(("forskolenamnden", "grundskolenamnden", "aldrenamnden"))
    draw(made, row, period(), rows, W, Style(how="text"), corner="Nämnd/verksamhet")
    return [made]


@shape(
    "driftredovisning-disposition.xlsx",
    "outline groups: verksamheter at level 1 and nothing else tells them apart",
)
def outlined() -> list[Page]:
    made, row = page("Drift", KOMMUN, REPORT, "Nettokostnad per nämnd och verksamhet, tkr")
    rows = [
        replace(r, bold=False, indent=0) for r in levels(("kommunstyrelsen", "namnden-for-funktionsstod"))
    ]
    draw(made, row, period(), rows, W, corner="Verksamhet")
    made.outline = {row + 1 + k: 1 for k, r in enumerate(rows) if r.verksamhet}
    return [made]


@shape("namnder-netto.xlsx", "nettokostnad per nämnd of the whole kommun with Summa nämnder, tkr")
def all_namnder() -> list[Page]:
    made, row = page("Nämnder", KOMMUN, REPORT, "Nettokostnad per nämnd", "Belopp i tkr")
    draw(made, row, [*period(), *whole()], namnder(), W, corner="Nämnd")
    return [made]


@shape("namnder-positiva.xlsx", "nettokostnad per nämnd as positive numbers, avvikelse with plus as better")
def positive() -> list[Page]:
    made, row = page("Nämnder", KOMMUN, REPORT, "Nettokostnader per nämnd, mnkr")
    draw(
        made,
        row,
        [*period(), *whole()],
        namnder(),
        W,
        Style("mnkr", 1, turned=("nettokostnad",)),
        corner="Nämnd",
    )
    return [made]


@shape("namnder-som-kolumner.xlsx", "the nämnder across, the posts down; the title says jan–aug")
def across() -> list[Page]:
    made, row = page("Sammanställning", KOMMUN, "Delårsrapport augusti 2025", "Utfall jan–aug 2025, tkr")
    chosen = ("kommunstyrelsen", "socialnamnden", "aldrenamnden", "miljonamnden")
    names = NET
    return [_crossed(made, row, [namnd(c).name for c in chosen], list(chosen), names)]


def _crossed(made: Page, row: int, texts: list[str], codes: list[str], names: dict[str, str]) -> Page:
    """A row for each post, a column for each nämnd."""
    col = AUG.col("U")
    for k, (text, code) in enumerate(zip(texts, codes, strict=True)):
        side = Page("")
        draw(side, row, [col.named(text)], posts(code, names), W, corner="Post" if not k else "", left=1)
        keep = {(r, c + k if c > 1 else c): s for (r, c), s in side.spots.items() if c > 1 or not k}
        made.spots |= keep
    return made


@shape("namnd-och-verksamhet-kolumner.xlsx", "two label columns: nämnd on every row and verksamhet")
def two_labels() -> list[Page]:
    made, row = page("Data", KOMMUN, REPORT, "Nettokostnad, tkr")
    rows = [
        Row(f"{n.name}|{v.name}", "nettokostnad", n.code, slug(v.name))
        for n in NAMNDER[:3]
        for v in n.verksamheter
    ]
    draw(made, row, period(), rows, W, replace(NUMBER, labels="each"))
    made.put(row, 1, "Nämnd", bold=True)
    made.put(row, 2, "Verksamhet", bold=True)
    return [made]


@shape("verksamhet-och-post.xlsx", "verksamhet written once, then its posts in the second column")
def block_labels() -> list[Page]:
    made, row = page("Verksamheter", KOMMUN, "Kommunstyrelsen", REPORT, "Belopp i tkr")
    names = NET
    rows = [
        Row(f"{v.name}|{text}", measure, "kommunstyrelsen", slug(v.name))
        for v in namnd("kommunstyrelsen").verksamheter
        for text, measure in names.items()
    ]
    draw(made, row, [*period(), *whole()], rows, W, replace(NUMBER, labels="once"))
    made.put(row, 1, "Verksamhet", bold=True)
    made.put(row, 2, "Post", bold=True)
    return [made]


@shape(
    "verksamheter-block.xlsx", "the verksamhet as a heading row, then Intäkter, Kostnader and Nettokostnad"
)
def blocks() -> list[Page]:
    made, row = page("Verksamheter", KOMMUN, "Kultur- och fritidsnämnden", REPORT, "Belopp i tkr")
    rows: list[Row] = []
    for v in namnd("kultur-och-fritidsnamnden").verksamheter:
        rows.append(Row(v.name, bold=True))
        for text, measure in (
            ("Intäkter", "intakter"),
            ("Kostnader", "kostnader"),
            ("Nettokostnad", "nettokostnad"),
        ):
            rows.append(Row(text, measure, "kultur-och-fritidsnamnden", slug(v.name), indent=1))
    draw(made, row, period(), rows, W)
    return [made]


@shape(
    "verksamheter-matt-i-kolumner.xlsx",
    "Intäkter, Kostnader, Netto for Utfall and Budget across; verksamheter down",
)
def measures_across() -> list[Page]:
    made, row = page("Verksamheter", KOMMUN, "Förskolenämnden", REPORT, "Belopp i tkr")
    draw(made, row, _measured(), verksamheter("forskolenamnden", "", total="Summa"), W)
    return [made]


def _measured() -> list[Col]:
    names = (("Intäkter", "intakter"), ("Kostnader", "kostnader"), ("Nettokostnad", "nettokostnad"))
    heads = (("U", "Utfall jan–aug 2025"), ("B", "Budget jan–aug 2025"))
    return [
        replace(AUG.col(key, text, head), measure=measure, key=key)
        for key, head in heads
        for text, measure in names
    ]


@shape(
    "namnder-driftredovisning-matt.xlsx",
    "driftredovisning: per nämnd Intäkter, Kostnader, Nettokostnad, Budget, Avvikelse",
)
def drift() -> list[Page]:
    made, row = page("Driftredovisning", KOMMUN, REPORT, "Driftredovisning januari–augusti 2025, mnkr")
    cols = [
        replace(AUG.col("U", "Intäkter"), measure="intakter"),
        replace(AUG.col("U", "Kostnader"), measure="kostnader"),
        replace(AUG.col("U", "Nettokostnad"), measure="nettokostnad"),
        replace(AUG.col("B", "Budget netto"), measure="nettokostnad"),
        replace(AUG.col("dU", "Avvikelse"), measure="nettokostnad"),
    ]
    draw(made, row, cols, namnder(measure=""), W, MNKR, corner="Nämnd")
    return [made]


@shape(
    "prognos-per-namnd.xlsx", "Helårsprognos per nämnd: Budget, Prognos, Avvikelse, Fg prognos, Förändring"
)
def forecast() -> list[Page]:
    made, row = page(
        "Prognos", KOMMUN, "Uppföljning augusti 2025", "Helårsprognos per nämnd, nettokostnad i tkr"
    )
    cols = [AUG.col("BY", "Budget 2025"), AUG.col("P", "Prognos"), AUG.col("dP", "Avvikelse"),
            AUG.col("FP", "Fg prognos"), AUG.col("cP", "Förändring prognos")]  # fmt: skip
    draw(made, row, cols, namnder(), W, corner="Nämnd")
    return [made]


@shape("resultat-per-namnd.xlsx", "Resultat per nämnd with plus and minus, nämnder by short names")
def results() -> list[Page]:
    made, row = page("Resultat", KOMMUN, REPORT, "Resultat per nämnd, tkr")
    short = {"Kommunstyrelsen": "KS", "Gymnasie- och vuxenutbildningsnämnden": "Gymnasienämnden",
             "Nämnden för funktionsstöd": "Funktionsstödsnämnden"}  # fmt: skip
    rows = [replace(r, text=short.get(r.text, r.text)) for r in namnder(measure="resultat", total="Totalt")]
    draw(made, row, [AUG.col("U", "Utfall jan-aug"), AUG.col("P", "Prognos helår")], rows, W, corner="Nämnd")
    return [made]


@shape("verksamheter-transponerad.xlsx", "transposed: the verksamheter across, the scenarios down")
def verksamheter_across() -> list[Page]:
    made, row = page("Blad1", KOMMUN, "Socialnämnden", REPORT, TITLE)
    cols = [AUG.col("U", "Utfall jan-aug"), AUG.col("B", "Budget jan-aug"), AUG.col("P", "Prognos helår")]
    transposed(made, row, cols, verksamheter("socialnamnden"), W)
    return [made]


@shape(
    "namnder-dolda-rader.xlsx", "hidden rows of verksamheter below each nämnd, merged title over the table"
)
def hidden_rows() -> list[Page]:
    made, row = page("Drift", "Exempelstads kommun – Delårsrapport augusti 2025", "Nettokostnad, tkr")
    made.merge(1, 1, 1, 4)
    rows = levels(("socialnamnden", "aldrenamnden"))
    draw(made, row, period(), rows, W, corner="Nämnd")
    made.hidden_rows = [row + 1 + k for k, r in enumerate(rows) if r.verksamhet]
    return [made]


@shape(
    "aldrenamnden-kommentarer-i-celler.xlsx",
    "cell comments with figures, an autosum row named Totalt nämnden",
)
def cell_comments() -> list[Page]:
    made, row = page("Blad1", KOMMUN, "Äldrenämnden", REPORT, TITLE)
    draw(made, row, period(), verksamheter("aldrenamnden", total="Nämnden totalt"), W, corner="Verksamhet")
    made.comments = {(row + 1, 2): "Varav 1 250 tkr för sjuklöner", (row + 2, 4): "Se bilaga 3"}
    return [made]
