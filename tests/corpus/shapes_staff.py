"""Staff, key figures with units of their own, investments and the program's own workbook."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from exports import _demo_staff as staff
from exports._demo_kommun import Namnd, namnd
from swedish import slug
from tests.corpus.draw import MNKR, NUMBER, Style, draw
from tests.corpus.figures import Figure, rounded
from tests.corpus.model import Col, Page, Row, Spot
from tests.corpus.papers import docx
from tests.corpus.shape import AUG, KOMMUN, REPORT, W, page, period, shape

AGES = {"29 år eller yngre": "-29", "30–49 år": "30-49", "50 år eller äldre": "50-"}
SEXES = {"kvinnor": "K", "män": "M"}


def _sick(n: Namnd, kon: str, alder: str, year: int, month: int, long: bool = False) -> Decimal:
    """Sick hours in percent of the ordinary ones; of long ones in percent of all sick hours."""
    groups = [(k, a) for k, a in staff.GROUPS if kon in ("", k) and alder in ("", a)]
    hours = [staff.hours(n, *g, year, m) for g in groups for m in range(1, month + 1)]
    planned, short, longer = (Decimal(sum(h[k] for h in hours)) for k in range(3))
    return longer * 100 / (short + longer) if long else (short + longer) * 100 / planned


def _staff_figure(code: str) -> Figure:
    n = namnd(code)

    def figure(row: Row, col: Col) -> Decimal | None:
        if row.measure == "arsarbetare":
            return staff.average_posts(n, col.year, col.month)
        if row.measure == "antal_anstallda":
            return Decimal(staff.employees(n, col.year, col.month))
        return _sick(n, row.kon, row.alder, col.year, col.month, row.measure == "sjukfranvaro_lang")

    return figure


def _sick_rows(code: str) -> list[Row]:
    """The seven measures that the law asks for."""
    row = Row("Total sjukfrånvaro", "sjukfranvaro", code, unit="procent")
    long = replace(row, text="Långtidssjukfrånvaro (60 dagar eller mer)", measure="sjukfranvaro_lang")
    sexes = [replace(row, text=f"Sjukfrånvaro {t}", kon=k) for t, k in SEXES.items()]
    ages = [replace(row, text=f"Sjukfrånvaro {t}", alder=a) for t, a in AGES.items()]
    return [row, long, *sexes, *ages]


def _years() -> list[Col]:
    return [AUG.col("U", "Jan–aug 2025"), AUG.col("UF", "Jan–aug 2024")]


@shape(
    "sjukfranvaro-lagens-sju.xlsx", "the seven statutory measures of sick leave, by kön and age, in percent"
)
def sick_leave() -> list[Page]:
    made, row = page("Personal", KOMMUN, "Äldrenämnden", REPORT, "Sjukfrånvaro, procent")
    draw(made, row, _years(), _sick_rows("aldrenamnden"), _staff_figure("aldrenamnden"))
    return [made]


@shape("sjukfranvaro-procentformat.xlsx", "sick leave as fractions with a percent format, one decimal")
def sick_fractions() -> list[Page]:
    made, row = page("Personal", KOMMUN, "Förskolenämnden", REPORT, "Sjukfrånvaro")
    cols = [AUG.col("U", "Utfall jan–aug 2025"), AUG.col("UF", "Utfall jan–aug 2024")]
    rows = _sick_rows("forskolenamnden")[:1]
    rows += [
        replace(r, text=r.text.replace("Sjukfrånvaro ", "- varav "))
        for r in _sick_rows("forskolenamnden")[2:4]
    ]
    draw(made, row, cols, rows, _staff_figure("forskolenamnden"), replace(NUMBER, percent="fraction"))
    return [made]


@shape(
    "personal-arsarbetare.xlsx",
    "årsarbetare, antal anställda and sjukfrånvaro in one table, units in the labels",
)
def staff_table() -> list[Page]:
    made, row = page("Personal", KOMMUN, "Socialnämnden", REPORT, "Personal")
    code = "socialnamnden"
    rows = [
        Row("Antal årsarbetare", "arsarbetare", code, unit="arsarbetare", decimals=1),
        Row("Antal anställda", "antal_anstallda", code, unit="antal", decimals=0),
        Row("Total sjukfrånvaro (%)", "sjukfranvaro", code, unit="procent"),
    ]
    cols = [AUG.col("U", "Utfall jan–aug 2025"), AUG.col("UF", "Utfall jan–aug 2024")]
    draw(made, row, cols, rows, _staff_figure(code))
    return [made]


@shape(
    "sjukfranvaro-per-namnd.docx",
    "Word: sick leave per nämnd with the percent sign in each cell",
    carry=lambda p: docx(p),
    by_cell=False,
)
def sick_by_namnd() -> list[Page]:
    made, row = page("Personal", KOMMUN, REPORT, "Total sjukfrånvaro per nämnd")
    codes = ("kommunstyrelsen", "forskolenamnden", "grundskolenamnden", "socialnamnden", "aldrenamnden")
    rows = [Row(namnd(c).name, "sjukfranvaro", c, unit="procent") for c in codes]
    cols = [AUG.col("U", "Utfall jan–aug 2025"), AUG.col("UF", "Utfall jan–aug 2024")]
    figure: Figure = lambda row, col: _sick(namnd(row.namnd), "", "", col.year, col.month)  # noqa: E731
    draw(made, row, cols, rows, figure, replace(NUMBER, percent="sign"), corner="Nämnd")
    return [made]


KEY_FIGURES = (
    ("Antal elever", "antal", 0, (7148, 7104, 7130)),
    ("Andel lärare med legitimation (%)", "procent", 1, ("74.5", "73.6", "77.5")),
    ("Kostnad per elev (kr)", "kr", 0, (91240, 88610, 90500)),
    ("Antal elever per lärare", "antal", 1, ("12.4", "12.1", "12.0")),
)


def _key_rows(code: str) -> tuple[list[Row], Figure]:
    rows, found = [], {}
    for text, unit, decimals, values in KEY_FIGURES:
        bare = text.split(" (")[0]
        measure = f"matt:{slug(bare)}|matt:{slug(text)}"
        rows.append(Row(text, measure, code, unit=unit, decimals=decimals))
        found |= {(text, k): Decimal(v) for k, v in zip(("U", "UF", "B"), values, strict=True)}
    return rows, lambda row, col: found[row.text, col.key]


@shape("nyckeltal-i-rader.xlsx", "key figures in rows with units of their own in the labels: antal, %, kr")
def key_figures() -> list[Page]:
    made, row = page("Nyckeltal", KOMMUN, "Grundskolenämnden", REPORT, "Nyckeltal")
    cols = [
        AUG.col("U", "Utfall jan–aug 2025"),
        AUG.col("UF", "Utfall jan–aug 2024"),
        AUG.col("B", "Mål jan–aug 2025"),
    ]
    rows, figure = _key_rows("grundskolenamnden")
    draw(made, row, cols, rows, figure, Style("kr"), corner="Nyckeltal")
    return [made]


@shape("nyckeltal-enhetskolumn.xlsx", "key figures with a column Enhet between the label and the figures")
def unit_column() -> list[Page]:
    made, row = page("Nyckeltal", KOMMUN, "Grundskolenämnden", REPORT, "Nyckeltal")
    rows, figure = _key_rows("grundskolenamnden")
    bare = [
        replace(r, text=r.text.split(" (")[0], comment={"procent": "%"}.get(r.unit, r.unit)) for r in rows
    ]
    cols = [
        AUG.col("text", "Enhet"),
        AUG.col("U", "Utfall jan–aug 2025"),
        AUG.col("UF", "Utfall jan–aug 2024"),
    ]
    draw(made, row, cols, bare, lambda r, c: figure(rows[bare.index(r)], c), Style("kr"), corner="Nyckeltal")
    return [made]


@shape("lokalkostnad-kr-per-kvm.xlsx", "Lokalkostnad in tkr beside Lokalkostnad kr/m² and Yta m²")
def per_square_metre() -> list[Page]:
    made, row = page("Lokaler", KOMMUN, "Förskolenämnden", REPORT, "Lokaler")
    code = "forskolenamnden"
    each = "matt:lokalkostnad-kr-m2|matt:lokalkostnad-kr-m|matt:lokalkostnad-kr-kvm|matt:lokalkostnad"
    rows = [
        Row("Lokalkostnad, kr/m²", each, code, unit="kr|kr/m2|kr/m²|kr/kvm", decimals=0),
        Row("Antal barn per avdelning", "matt:antal-barn-per-avdelning", code, unit="antal", decimals=1),
    ]
    figures = {("U", 0): "1412", ("UF", 0): "1365", ("U", 1): "15.2", ("UF", 1): "15.6"}
    cols = [AUG.col("U", "Utfall jan–aug 2025"), AUG.col("UF", "Utfall jan–aug 2024")]
    draw(
        made,
        row,
        cols,
        rows,
        lambda r, c: Decimal(figures[c.key, rows.index(r)]),
        Style("kr"),
        corner="Nyckeltal",
    )
    return [made]


OUTLAY = ("nettoinvesteringar",)
PROJECTS = ("Ny förskola Björkhagen", "Ombyggnad Storgatan", "Nya lekplatser", "Reinvesteringar gator")


@shape(
    "investeringar-projekt.xlsx", "investments per project of a nämnd with their sum, tkr, positive numbers"
)
def investments() -> list[Page]:
    made, row = page(
        "Investeringar", KOMMUN, "Tekniska nämnden", REPORT, "Nettoinvesteringar per projekt, tkr"
    )
    code = "tekniska-namnden"
    rows = [Row(t, "nettoinvesteringar", code, slug(t)) for t in PROJECTS]
    rows.append(Row("Summa", "nettoinvesteringar", code, total=True))
    cols = [AUG.col("U", "Utfall jan-aug"), AUG.col("P", "Prognos helår"), AUG.col("BY", "Budget helår")]
    draw(made, row, cols, rows, _invested, Style(turned=OUTLAY), corner="Projekt")
    return [made]


def _invested(row: Row, col: Col) -> Decimal:
    values = {
        "U": (18_400, 3_150, 912, 6_020),
        "P": (31_000, 8_200, 1_500, 9_900),
        "BY": (30_000, 9_500, 1_500, 10_000),
    }
    every = dict(zip(map(slug, PROJECTS), values[col.key], strict=True))
    return -Decimal(every.get(row.verksamhet, sum(every.values()))) * 1000


@shape("investeringar-per-namnd.csv", "investments per nämnd in mnkr with one decimal, sum last")
def investments_by_namnd() -> list[Page]:
    made, row = page("CSV", KOMMUN, REPORT, "Nettoinvesteringar per nämnd", "Belopp i mnkr")
    codes = ("kommunstyrelsen", "tekniska-namnden", "kultur-och-fritidsnamnden")
    rows = [Row(namnd(c).name, "nettoinvesteringar", c) for c in codes]
    rows.append(Row("Summa", "nettoinvesteringar", "", total=True))
    values = {"U": ("12.4", "88.1", "6.5"), "P": ("20.0", "141.5", "9.0"), "BY": ("25.0", "160.0", "9.5")}
    every = {(k, c): -Decimal(v) * 10**6 for k, vs in values.items() for c, v in zip(codes, vs, strict=True)}
    figure: Figure = lambda r, c: every.get((c.key, r.namnd), sum(every[c.key, x] for x in codes))  # noqa: E731
    cols = [AUG.col("U", "Utfall jan-aug"), AUG.col("P", "Prognos helår"), AUG.col("BY", "Budget helår")]
    draw(made, row, cols, rows, figure, replace(MNKR, how="text", turned=OUTLAY), corner="Nämnd")
    return [made]


@shape(
    "personal-manad-for-manad.xlsx", "årsarbetare per verksamhet, two heading rows with År above the columns"
)
def posts_by_verksamhet() -> list[Page]:
    made, row = page("Årsarbetare", KOMMUN, "Äldrenämnden", REPORT, "Årsarbetare per verksamhet")
    n = namnd("aldrenamnden")
    rows = [
        Row(v.name, "arsarbetare", n.code, slug(v.name), unit="arsarbetare", decimals=1)
        for v in n.verksamheter
    ]
    rows.append(Row("Summa", "arsarbetare", n.code, unit="arsarbetare", decimals=1, total=True))
    shares = {slug(v.name): Decimal(str(v.cost * v.staff)) for v in n.verksamheter}

    def figure(r: Row, col: Col) -> Decimal:
        parts = {
            s: rounded(Decimal("1.61") * x * (99 if col.key == "UF" else 100) / 100, 1)
            for s, x in shares.items()
        }
        return parts[r.verksamhet] if r.verksamhet else sum(parts.values(), Decimal(0))

    cols = [AUG.col("U", "Utfall jan–aug 2025"), AUG.col("UF", "Utfall jan–aug 2024")]
    draw(made, row, cols, rows, figure, corner="Verksamhet")
    return [made]


@shape(
    "resultat-och-personal.xlsm",
    "a workbook with macros: results on one sheet, staff on the next, notes between",
)
def macros() -> list[Page]:
    first, row = page("Ekonomi", KOMMUN, "Äldrenämnden", REPORT, "Belopp i tkr")
    end = draw(
        first,
        row,
        period(),
        [Row("Intäkter", "intakter", "aldrenamnden"), Row("Kostnader", "kostnader", "aldrenamnden")],
        W,
    )
    first.spots[end + 2, 1] = Spot("Kostnaderna ökar med 4,2 procent jämfört med 2024.")
    second, row = page("Personal", KOMMUN, "Äldrenämnden", REPORT, "Personal")
    rows = [Row("Årsarbetare", "arsarbetare", "aldrenamnden", unit="arsarbetare", decimals=1)]
    draw(second, row, [AUG.col("U", "Utfall jan–aug 2025")], rows, _staff_figure("aldrenamnden"))
    return [first, second]
