"""What a ledger's sheet gives the report: facts, questions, and what the user must know of its reading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import swedish
from loaders import _flat_sums, _ledger
from loaders._flat import Head, unit_scale
from loaders._flat_book import Total, numbers, plain, shown, span
from loaders._flat_columns import UNREAD
from loaders._flat_parts import Part, Said, errors, questions, texts_in_amounts, view
from loaders._flat_sums import Flat
from loaders._given import SKIP
from loaders._ledger import Ledger
from loaders._ledger_facts import About, columns, facts, heading
from loaders.grid import Sheet
from store.records import Finding, NotRead, Severity

KIND = "huvudbok"
_INFO, _WARNING, _ERROR = Severity.INFO, Severity.WARNING, Severity.ERROR
_SIGNS = {
    _ledger.DEBIT: "debet är plus i filen; talen är vända så att intäkter är plus och kostnader minus",
    _ledger.NATURAL: "intäkter är plus och kostnader minus i filen",
    _ledger.POSITIVE: "både intäkter och kostnader är plus i filen; kostnaderna är vända till minus",
}
_SIGN_CHOICES = {
    _ledger.POSITIVE: "Både intäkter och kostnader står som plus",
    _ledger.NATURAL: "Talen står med rätt tecken: intäkter plus, kostnader minus",
    _ledger.DEBIT: "Debet är plus: kostnader plus, intäkter minus",
    SKIP: "Hoppa över: utelämna talen",
}
_MEANINGS = {
    "period": "Månad", "datum": "Datum", "ar": "År", "manad": "Månad", "konto": "Konto", "namnd": "Nämnd",
    "ansvar": "Vems: ansvar", "verksamhet": "Vems: verksamhet", "objekt": "Objekt", "projekt": "Projekt",
    "utfall": "Utfall", "belopp": "Utfall", "debet": "Utfall, debet", "kredit": "Utfall, kredit",
    "budget": "Budget",
}  # fmt: skip


def read(sheet: Sheet, flat: Flat, summed: Mapping[str, Any], said: Said) -> Part:
    """The sheet's part of the report."""
    owners = said.owners(summed["names"])
    strict = len(flat.head.amounts) == 1 or bool(flat.errors)
    ledger = _ledger.read(sheet.name, flat.head, summed, owners, said.until, strict)
    sie = summed.get("sie")
    scale = unit_scale(_texts(sheet, flat.head)) if not sie or sie["currency"] in ("", "SEK") else 0
    _covered(ledger, sie["through"] if sie else "")
    part = Part(KIND, view(sheet.name, flat, "Huvudbok", _meanings(flat.head)), last=_last(ledger))
    columns_of = {i: columns(ledger, i) for i, _ in enumerate(flat.head.amounts)}
    part.findings = [
        *errors(sheet, flat),
        *texts_in_amounts(sheet, summed),
        *_told(ledger, 1 if sie else scale),
    ]
    if sie:
        part.findings += _sie_told(sheet.name, sie)
    if owners.kommun:
        part.findings += questions(sheet.name, owners, _unowned(ledger, columns_of))
    if scale and owners.kommun:
        year = said.document.year or part.last[0]
        part.facts = list(facts(ledger, About(owners.kommun, year, scale, {})))
    part.not_read = list(ledger.left.entries(columns_of))
    if not part.facts:
        part.not_read = [_all(ledger, flat, summed, columns_of)]
    left = sum(n.numbers for n in part.not_read)
    part.numbers = numbers(summed) - left
    return part


def _sie_told(sheet: str, said: Mapping[str, Any]) -> Iterator[Finding]:
    """What is said of a SIE file beside its sums."""
    for number, text in said["broken"]:
        told = f"{sheet}: rad {number} går inte att läsa: ”{text[:80]}”. Resten av filen är läst, utom de "
        yield Finding(_ERROR, "trasig_rad", told + "summor som raden kan höra till.", (f"{sheet}!A{number}",))
    differences = said["differences"]
    if differences:
        listed = "; ".join(f"{what} konto {k}: {a} mot {b}" for what, k, a, b in differences[:5])
        more = f" och {len(differences) - 5} till" if len(differences) > 5 else ""
        text = (
            f"{sheet}: kontrollsummor stämmer inte med raderna: {listed}{more}. Gör om exporten ur systemet."
        )
        yield Finding(_ERROR, "kontrollsumma", text, verdict="avviker")
    if lines := said["quantities"]:
        text = f"{sheet}: {len(lines)} rader har en kvantitet. Den läses inte."
        yield Finding(_INFO, "kvantitet", text, (f"{sheet}!A{lines[0]}",))
    if said["currency"] not in ("", "SEK"):
        text = f"{sheet}: filens valuta är {said['currency']}, inte SEK. Talen är inte lästa."
        yield Finding(_ERROR, "valuta", text)


def _covered(ledger: Ledger, through: str) -> None:
    """Months up to the one that the file says it covers are there, also without bookings."""
    if len(through) < 6:
        return
    year, month = int(through[:4]), int(through[4:6])
    there = [m for s, y, m in ledger.months if s == "utfall" and y == year]
    ledger.months |= {("utfall", year, m) for m in range(max(there) + 1, month + 1)} if there else set()


def _texts(sheet: Sheet, head: Head) -> list[str]:
    """What may name the unit: the lines above the table and the headings of the amounts."""
    above = [c.text for (row, _), c in sheet.cells.items() if row < head.row]
    return above + [head.headings[head.roles[a]] for a in head.amounts]


def _meanings(head: Head) -> dict[int, str]:
    return {col: _MEANINGS[role] for role, col in head.roles.items() if role in _MEANINGS}


def _last(ledger: Ledger) -> tuple[int, int]:
    """The last month of utfall; a file with budget only is about its year."""
    utfall = [(y, m) for s, y, m in ledger.months if s == "utfall"]
    return max(utfall) if utfall else max(((y, 0) for _, y, _ in ledger.months), default=(0, 0))


def _all(
    ledger: Ledger, flat: Flat, summed: Mapping[str, Any], columns_of: Mapping[int, tuple[int, int]]
) -> NotRead:
    """Nothing could be read: every amount is left."""
    count = numbers(summed)
    reason = next(iter(r for _, r in ledger.left.found), "kommunen eller enheten är inte känd")
    first, last = (flat.rows[i].as_py() for i in (0, -1))
    whole = Total(0, count, first, last)
    return NotRead(
        ledger.sheet, span(columns_of[0], whole), f"{swedish.number(count)} tal", reason, numbers=count
    )


def _unowned(
    ledger: Ledger, columns_of: Mapping[int, tuple[int, int]]
) -> list[tuple[tuple[str, str], str, str]]:
    """The largest first."""
    found = sorted(ledger.unowned.items(), key=lambda one: -abs(one[1].value))
    return [(asked, span(columns_of[0], total), shown(total)) for asked, total in found]


def _told(ledger: Ledger, scale: int) -> Iterator[Finding]:
    yield from _sign_findings(ledger)
    yield from _left_findings(ledger)
    yield from _total_findings(ledger)
    yield from _month_findings(ledger)
    if not scale:
        text = (
            f"{ledger.sheet}: filen nämner flera enheter (kr, tkr, mnkr). Talen är inte lästa. Skriv bara en."
        )
        yield Finding(_ERROR, "fraga_enhet", text)


def _sign_findings(ledger: Ledger) -> Iterator[Finding]:
    for scenario, sign in sorted(ledger.signs.items()):
        what = f"{ledger.sheet}: {scenario}"
        if sign in _SIGNS:
            yield Finding(_INFO, "tecken_vant", f"{what}: {_SIGNS[sign]}. Kontoklass 3 visar det.")
        elif not sign:
            text = (
                f"{what}: står kostnader som plus eller minus? Kontoklass 3 och 4–7 har samma tecken. Talen "
                "är inte lästa."
            )
            yield Finding(
                _WARNING, "fraga_tecken", text, (), tuple(_SIGN_CHOICES), "", _ledger.sign_key(scenario),
                tuple(_SIGN_CHOICES.values()),
            )  # fmt: skip


_TOLD = {
    _ledger.REASONS[_flat_sums.ACCOUNT]: _ERROR, _ledger.REASONS[_flat_sums.PERIOD]: _ERROR,
    _ledger.UNLISTED: _WARNING,
    _ledger.REASONS["objekt"]: _ERROR, _ledger.CLOSED: _WARNING, _ledger.HELD: _WARNING, _ledger.LATER: _INFO,
}  # fmt: skip


def _left_findings(ledger: Ledger) -> Iterator[Finding]:
    """What is not read and no question is about."""
    asked = {_ledger.UNSIGNED, _ledger.REASONS[UNREAD], _ledger.SKIPPED}
    for (amount, reason), total in ledger.left.found.items():
        if reason in asked or reason == _ledger.REASONS[_flat_sums.SUM] or "vilken nämnd" in reason:
            continue
        where = f"{ledger.sheet}!{span(columns(ledger, amount), total)}"
        yield Finding(
            _TOLD.get(reason, _INFO),
            "ej_last",
            f"{ledger.sheet}: {shown(total)}, är inte lästa: {reason}.",
            (where,),
        )
    if ledger.empty.numbers:
        where = span(columns(ledger, 0), ledger.empty)
        text = (
            f"{ledger.sheet}: {swedish.number(ledger.empty.numbers)} rader saknar belopp ({where}). En "
            "formel utan beräknat värde ser också ut så. Summor som raderna hör till lämnas ute."
        )
        if ledger.left.numbers(_ledger.HELD) or len(ledger.head.amounts) == 1:
            yield Finding(_ERROR, "tomt_belopp", text, (f"{ledger.sheet}!{where}",))


def _total_findings(ledger: Ledger) -> Iterator[Finding]:
    """A single sum row is compared with the rows."""
    for amount, (rows, count, total) in ledger.totals.items():
        if count != 1 or ledger.left.numbers(_ledger.REASONS[UNREAD]):
            continue
        what = (
            f"{ledger.sheet}, {heading(ledger, amount)}: summaraden är {plain(total)}, raderna {plain(rows)}"
        )
        if rows == total:
            yield Finding(_INFO, "summarad", f"{what}. De stämmer.", verdict="stammer")
        else:
            text = f"{what}. Skillnaden är {plain(rows - total)}. Kontrollera att alla rader är med i filen."
            yield Finding(_ERROR, "summarad", text, verdict="avviker")


def _month_findings(ledger: Ledger) -> Iterator[Finding]:
    """Which sums from January can be given, and which months are missing."""
    for scenario, year in sorted({(s, y) for s, y, _ in ledger.months}):
        there = sorted(m for s, y, m in ledger.months if (s, y) == (scenario, year))
        missing = [m for m in range(1, there[-1] + 1) if m not in there]
        if missing:
            names = ", ".join(swedish.MONTHS[m - 1] for m in missing)
            text = (
                f"{ledger.sheet}: {scenario} {year} saknar {names}. Månaderna är lästa var för sig, men "
                "summor från januari ges bara till och med månaden före den första som saknas."
            )
            yield Finding(_WARNING, "manad_saknas", text)
        else:
            text = (
                f"{ledger.sheet}: {scenario} {year} finns för {swedish.period(year, there[-1])}. En månad "
                "utan transaktioner räknas som noll."
            )
            yield Finding(_INFO, "manader", text)
    if ledger.unplaced:
        listed = ", ".join(sorted(ledger.unplaced)[:20])
        text = (
            f"{ledger.sheet}: verksamhet {listed} finns inte i kommunens lista. Beloppen räknas i nämnden "
            "men inte i någon verksamhet. Lägg in koderna i data/codes/objekt.csv."
        )
        yield Finding(_INFO, "okand_verksamhet", text)
