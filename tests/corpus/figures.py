"""Where the figures of the corpus come from: Exempelstad's accounts, and published tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from exports import _demo_money as money
from exports._demo_kommun import NAMNDER, Namnd, Verksamhet, namnd
from swedish import MONTHS, slug
from tests.corpus.model import BUDGET, MONTH, PERIOD, PROGNOS, UTFALL, YEAR, Col, Row
from tests.fixtures.figures import number, table

Figure = Callable[[Row, Col], Decimal | None]
SCALE = {"kr": 1, "tkr": 1000, "mnkr": 1_000_000}


@dataclass(frozen=True)
class When:
    """A report of Exempelstad: the columns that it can have, by short keys."""

    year: int
    month: int

    @property
    def report(self) -> str:
        return f"{self.year}-{self.month:02}"

    @property
    def name(self) -> str:
        """`augusti 2025`."""
        return f"{MONTHS[self.month - 1]} {self.year}"

    def col(self, key: str, text: str = "", *heads: str) -> Col:
        """U utfall, B budget, UF utfall last year, P prognos, FP the one before, BY budget of the year, BOK
        bokslut last year, BN budget next year; dU dP their deviations, %U %P in percent, cU the change since
        last year, cP the change since the forecast before; A5 through May, M5 May alone, BM5 its budget,
        Y2020 a whole year; note and text hold no figures.
        """
        fixed = self._fixed()
        if key in fixed:
            return fixed[key].named(text, *heads)
        if key in ("note", "text"):
            return Col(text, key, kind=key, heads=heads)
        return self._timed(key, text, heads)

    def cols(self, **texts: str) -> list[Col]:
        return [self.col(k, t) for k, t in texts.items()]

    def _fixed(self) -> dict[str, Col]:
        y, m, r = self.year, self.month, self.report
        plain = {
            "U": (UTFALL, y, m, PERIOD, ""),
            "B": (BUDGET, y, m, PERIOD, ""),
            "UF": (UTFALL, y - 1, m, PERIOD, ""),
            "BF": (BUDGET, y - 1, m, PERIOD, ""),
            "P": (PROGNOS, y, 12, YEAR, r),
            "FP": (PROGNOS, y, 12, YEAR, f"fg:{r}"),
            "BY": (BUDGET, y, 12, YEAR, ""),
            "BYF": (BUDGET, y - 1, 12, YEAR, ""),
            "BOK": (UTFALL, y - 1, 12, YEAR, ""),
            "BN": (BUDGET, y + 1, 12, YEAR, ""),
        }
        found = {k: Col("", k, *values) for k, values in plain.items()}
        differences = {
            "dU": ("U", "B", "avvikelse"),
            "dP": ("P", "BY", "avvikelse"),
            "%U": ("U", "B", "avvikelse_pct"),
            "%P": ("P", "BY", "avvikelse_pct"),
            "cU": ("U", "UF", "forandring"),
            "%cU": ("U", "UF", "forandring_pct"),
            "cP": ("P", "FP", "forandring"),
        }
        for key, (top, base, derived) in differences.items():
            found[key] = Col("", key, *plain[top], derived=derived, pair=(top, base))
        return found

    def _timed(self, key: str, text: str, heads: tuple[str, ...]) -> Col:
        kind, at = key.rstrip("0123456789"), int(key.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        place = {
            "A": (UTFALL, self.year, at, PERIOD, ""),
            "M": (UTFALL, self.year, at, MONTH, ""),
            "MF": (UTFALL, self.year - 1, at, MONTH, ""),
            "BM": (BUDGET, self.year, at, MONTH, ""),
            "BA": (BUDGET, self.year, at, PERIOD, ""),
            "PM": (PROGNOS, self.year, 12, YEAR, f"{self.year}-{at:02}"),
            "Y": (UTFALL, at, 12, YEAR, ""),
            "YB": (BUDGET, at, 12, YEAR, ""),
        }[kind]
        return Col(text, key, *place, heads=heads)


def exempelstad(when: When) -> Figure:
    """Exempelstad's figure in kr for a row and a column, with the report's natural sign."""

    def figure(row: Row, col: Col) -> Decimal | None:
        measure = row.measure or col.measure
        if col.derived:
            top, base = (figure(row, replace(when.col(k), measure=measure)) for k in col.pair)
            return _difference(col.derived, top, base)
        return Decimal(_amount(row, measure, col, when)) * 1000

    return figure


def _difference(derived: str, top: Decimal | None, base: Decimal | None) -> Decimal | None:
    if top is None or base is None:
        return None
    if derived.endswith("_pct"):
        return (top - base) / abs(base) * 100 if base else None
    return top - base


def _amount(row: Row, measure: str, col: Col, when: When) -> int:
    """In tkr: the sum over the verksamheter that the row is about."""
    if measure == "resultat":
        parts = ("nettokostnad", "kommunbidrag", "kommuninterna_bidrag")
        return sum(_amount(row, m, col, when) for m in parts)
    if measure in ("kommunbidrag", "kommuninterna_bidrag"):
        return sum(_grant(n, measure, col) for n, _ in _parts(row, col.year) if n)
    if measure == "nettokostnad":
        return _amount(row, "intakter", col, when) + _amount(row, "kostnader", col, when)
    parts = [(n, v) for n, vs in _parts(row, col.year) for v in vs]
    return sum(_one(n, v, measure, col, when) for n, v in parts)


def _grant(n: Namnd, measure: str, col: Col) -> int:
    give = money.grant if measure == "kommunbidrag" else lambda n, _, m: money.internal(n, m)
    year = min(max(col.year, 2019), 2025)
    through = give(n, year, col.month)
    return through - give(n, year, col.month - 1) if col.horizon == MONTH else through


def _parts(row: Row, year: int) -> list[tuple[Namnd, tuple[Verksamhet, ...]]]:
    chosen = [namnd(row.namnd)] if row.namnd else [n for n in NAMNDER if n.exists(min(year, 2025))]
    if not row.verksamhet:
        return [(n, n.verksamheter) for n in chosen]
    return [(n, tuple(v for v in n.verksamheter if slug(v.name) == row.verksamhet)) for n in chosen]


def _one(n: Namnd, v: Verksamhet, measure: str, col: Col, when: When) -> int:
    made = 4 if col.basis.startswith("fg:") or when.month < 8 else 8
    if col.key.startswith("PM"):
        made = 4 if col.key in ("PM3", "PM4") else 8
    if col.horizon != MONTH:
        return _known(n, v, measure, col, col.month, made)
    return _known(n, v, measure, col, col.month, made) - _known(n, v, measure, col, col.month - 1, made)


def _known(n: Namnd, v: Verksamhet, measure: str, col: Col, month: int, made: int) -> int:
    """Exempelstad has figures of 2019 to 2025; other years are those with three percent a year."""
    year = min(max(col.year, 2019), 2025)
    value = money.amount(n, v, measure, col.scenario, year, month, made)
    return value if year == col.year else round(value * 1.03 ** (col.year - year))


POSTS = {
    "Intäkter": "intakter",
    "Kostnader": "kostnader",
    "Kommunbidrag": "kommunbidrag",
    "Kommuninterna bidrag": "kommuninterna_bidrag",
    "Resultat": "resultat",
}


def posts(code: str, names: dict[str, str] | None = None) -> list[Row]:
    """A row for each post of a nämnd."""
    return [Row(text, measure, code) for text, measure in (names or POSTS).items()]


def verksamheter(code: str, measure: str = "nettokostnad", total: str = "Summa") -> list[Row]:
    """A row for each verksamhet of a nämnd, and its sum."""
    rows = [Row(v.name, measure, code, slug(v.name)) for v in namnd(code).verksamheter]
    return [*rows, Row(total, measure, code, total=True, bold=True)] if total else rows


def levels(codes: Iterable[str], measure: str = "nettokostnad") -> list[Row]:
    """Each nämnd above its verksamheter: a control total, in bold."""
    rows: list[Row] = []
    for code in codes:
        found = namnd(code)
        rows.append(Row(found.name, measure, code, total=True, bold=True))
        rows += [Row(v.name, measure, code, slug(v.name), indent=1) for v in found.verksamheter]
    return rows


def namnder(year: int = 2025, measure: str = "nettokostnad", total: str = "Summa nämnder") -> list[Row]:
    """A row for each nämnd of the kommun, and their sum."""
    rows = [Row(n.name, measure, n.code) for n in NAMNDER if n.exists(year)]
    return [*rows, Row(total, measure, "", total=True, bold=True)] if total else rows


def rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def published(name: str, cols: list[Col], rows: list[Row], scale: str, at: tuple[int, ...] = ()) -> Figure:
    """A published table's figure in kr. `at`: which of its columns (from 0) the columns are, in order."""
    body = table(name)[1:]
    found: dict[tuple[str, str, str], Decimal | None] = {}
    for row, (_, *printed) in zip(rows, body, strict=True):
        for place, col in zip(at or range(len(cols)), cols, strict=True):
            value = number(printed[place])
            found[row.text, row.namnd, col.key] = None if value is None else value * SCALE[scale]
    return lambda row, col: found[row.text, row.namnd, col.key]
