"""One nämnd's report in Exempelstad, as the content of a workbook."""

from __future__ import annotations

from decimal import Decimal

from exports import _demo_money as money
from exports import _demo_staff as staff
from exports._demo_kommun import KOMMUN, MONTHS, Matt, Namnd, rng
from exports._demo_texts import comments, uppdrag
from exports._workbook_content import Content, Value
from store.workbook_layout import Column, Table, layout

_DEFINITIONS = {
    "arsarbetare": "Avtalad tid omräknad till heltider, i medeltal under perioden",
    "antal_anstallda": "Månadsavlönade i slutet av perioden",
    "sjukfranvaro": "Sjukfrånvarotimmar i procent av sammanlagd ordinarie arbetstid",
    "avgangar": "Tillsvidareanställda som har lämnat förvaltningen under perioden",
    "rekryteringar": "Tillsvidareanställda som har börjat i förvaltningen under perioden",
    "personalomsattning": "Det lägsta av antalet rekryteringar och avgångar i procent av antalet anställda",
}


def content(n: Namnd, year: int, month: int) -> Content:
    """All that the nämnd reports."""
    made = Content(KOMMUN, n.name, year, month, verksamheter=[v.name for v in n.verksamheter])
    made.matt = [(m.label, m.verksamhet, m.unit) for m in n.matt]
    for table in layout().tables:
        for column in layout().columns_of(table, month):
            if not column.derived:
                _column(made, n, table, column)
    _hours(made, n)
    for measure, text in _DEFINITIONS.items():
        made.texts["nyckeltal", "", measure, "Definition"] = text
    made.uppdrag, made.comments = uppdrag(n, year, month), comments(n, year, month)
    return made


def _column(made: Content, n: Namnd, table: Table, column: Column) -> None:
    year = made.year + column.year
    through = 12 if column.horizon == "year" else made.month
    if column.basis == "fg" and made.month == MONTHS[0]:
        return
    if table.columns == "money":
        when = (column.scenario, year, through, _made(made.month, column))
        _money(made, n, table, column, when)
    elif table.key == "nyckeltal":
        _staff(made, n, column, year, through)
    else:
        for m in n.matt:
            made.values[table.key, m.label, m.verksamhet, column] = measured(m, column, year, through)


def _made(month: int, column: Column) -> int:
    """The month of the forecast in a column."""
    return MONTHS[MONTHS.index(month) - 1] if column.basis == "fg" else month


def _money(made: Content, n: Namnd, table: Table, column: Column, when: tuple[str, int, int, int]) -> None:
    for row in table.rows:
        if row.sums:
            continue
        if table.key == "ekonomi":
            made.values[table.key, "", row.measure, column] = Decimal(money.post(n, row.measure, *when))
            continue
        for v in n.verksamheter:
            value = Decimal(money.amount(n, v, row.measure, *when))
            made.values[table.key, v.name, row.measure, column] = value


def _staff(made: Content, n: Namnd, column: Column, year: int, through: int) -> None:
    values: dict[str, Value]
    if column.scenario == "prognos":
        guess = staff.average_posts(n, year, 12) + Decimal(
            f"{rng('arsarb', n.name, year, made.month).gauss(0, 1):.1f}"
        )
        values = {"arsarbetare": guess}
    else:
        values = {
            "arsarbetare": staff.average_posts(n, year, through),
            "antal_anstallda": Decimal(staff.employees(n, year, through)),
            "sjukfranvaro": staff.sick_leave(n, year, through),
            "avgangar": Decimal(staff.left(n, year, through)),
            "rekryteringar": Decimal(staff.came(n, year, through)),
            "personalomsattning": staff.turnover(n, year, through),
        }
    for measure, value in values.items():
        made.values["nyckeltal", "", measure, column] = value


def measured(m: Matt, column: Column, year: int, through: int) -> Decimal:
    """The level moves a little between the reports of a year; the target stands for all of it."""
    passed = year - 2020
    if column.scenario == "budget":
        return _rounded(m.target + m.target_change * passed, m.decimals)
    noise = rng("matt", m.label, year, through).gauss(0, m.spread)
    return _rounded((m.level + m.change * (passed + through / 12 - 1)) * (1 + noise), m.decimals)


def _rounded(value: float, decimals: int) -> Decimal:
    return Decimal(f"{value:.{decimals}f}")


def _hours(made: Content, n: Namnd) -> None:
    """Each group's hours, of small groups too: what may not be shown is for the program to leave out."""
    measures = ("ordinarie_timmar", "sjuktimmar_kort", "sjuktimmar_lang")
    for month in range(1, made.month + 1):
        for kon, alder in staff.GROUPS:
            group = staff.hours(n, kon, alder, made.year, month)
            for measure, value in zip(measures, group, strict=True):
                made.values["timmar", f"{kon}|{alder}", measure, month] = Decimal(value)
