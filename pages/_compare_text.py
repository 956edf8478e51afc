"""What Jämför says in words: numbers with their unit, the sentence above, what is alike, what changed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import swedish
from metrics.organisation import Change, Part
from pages import _sentences as say
from pages._compare import CHANGE, INDEX, LEVEL, Comparison, Row
from pages._compare_alike import PER_PERSON
from pages._compare_asked import is_forecast
from pages._page import Filters
from store import codes

_SUPERLATIVE = {LEVEL: "Högst är", CHANGE: "Mest uppåt är", INDEX: "Högst index har"}
_NAMES = {"procent": "%", "arsarbetare": "årsarbetare"}
MANY = 4


def unit(found: Comparison) -> str:
    """The unit of what is shown: the change of a percentage is in procentenheter, an index has none."""
    if found.view == INDEX:
        return ""
    return "procentenheter" if found.changed and found.unit == "procent" else found.unit


def unit_name(found: Comparison, filters: Filters) -> str:
    if found.view == INDEX:
        return f"index, {found.years[0]} = 100" if found.years else "index"
    kind = unit(found)
    return filters.settings.unit_politician if kind == "kr" else _NAMES.get(kind, kind)


def chart_unit(found: Comparison, filters: Filters) -> str:
    """As the figures take it."""
    return filters.settings.unit_politician if unit(found) == "kr" else unit(found)


def number(value: Decimal | None, found: Comparison, filters: Filters) -> str:
    """A shown value without its unit, which the heading has."""
    if value is None:
        return swedish.MISSING
    if found.view == INDEX:
        return swedish.number(value, 0)
    kind, sign = unit(found), found.changed or found.metric.signed
    if kind == "kr":
        return swedish.number(swedish.scaled(value, filters.settings.unit_politician), 1, sign=sign)
    whole = kind == PER_PERSON or (value == value.to_integral_value() and kind == "antal")
    return swedish.number(value, 0 if whole else 1, sign=sign)


def with_unit(value: Decimal, found: Comparison, filters: Filters) -> str:
    name = "" if found.view == INDEX else unit_name(found, filters)
    return number(value, found, filters) + (swedish.NBSP + name if name else "")


def ends(found: Comparison) -> tuple[tuple[Decimal, Row], tuple[Decimal, Row]] | None:
    """The lowest and the highest value of the newest year, with their rows."""
    values = [(r.shown[found.years[-1]], r) for r in found.rows] if found.years else []
    present = sorted(((v, r) for v, r in values if v is not None), key=lambda pair: pair[0])
    return (present[0], present[-1]) if len(present) > 1 else None


def sentence(found: Comparison, filters: Filters) -> say.Sentence:
    """What stands out in the newest year: the highest and the lowest; each number knows its answer."""
    if not (both := ends(found)):
        return (_too_few(found),)
    (low, last), (high, first) = both
    highest, lowest = _figure(found, filters, high, first), _figure(found, filters, low, last)
    if highest.text == lowest.text:
        return ("Alla har ", highest, ".")
    start = f"{_SUPERLATIVE[found.view]} {_named(found, first)} ("
    return (start, highest, f"), lägst {_named(found, last)} (", lowest, ").")


def _figure(found: Comparison, filters: Filters, value: Decimal, row: Row) -> say.Figure:
    return say.Figure(with_unit(value, found, filters), row.answers.get(found.years[-1]))


def _named(found: Comparison, row: Row) -> str:
    """A name inside a sentence: a kommun keeps its capital."""
    return row.name if found.whole else say.in_text(row.name)


def _too_few(found: Comparison) -> str:
    year = found.years[-1]
    there = [r.name for r in found.rows if r.shown[year] is not None]
    if len(found.rows) == 1 and there:
        return f"{found.label}, {found.period} {year}."
    return f"Bara {there[0]} har tal för {year}." if there else f"För {year} finns inget tal att jämföra."


def message(found: Comparison) -> str:
    """The chart's title: what it shows, and who stands out."""
    both = ends(found)
    out = ""
    if both and both[0][0] != both[1][0]:
        out = f": {_named(found, both[1][1])} högst, {_named(found, both[0][1])} lägst"
    return f"{what(found)}, {found.period} {found.years[-1]}{out}"


def what(found: Comparison) -> str:
    return (
        found.label
        + {LEVEL: "", CHANGE: ", förändring", INDEX: f", index {found.years[0]} = 100"}[found.view]
    )


def over_time(found: Comparison) -> str:
    """The message of the small charts: how many have gone up, or, of deviations, are below zero."""
    first, last = found.years[0], found.years[-1]
    pairs = [(r.shown[first], r.shown[last]) for r in found.rows]
    known = [(a, b) for a, b in pairs if a is not None and b is not None]
    newest = [v for r in found.rows if (v := r.shown[last]) is not None]
    if found.view != INDEX and (found.changed or found.metric.signed) and len(newest) > 1:
        below = _share([v < 0 for v in newest])
        return f"{what(found)}, {found.period} {first}–{last}: {below} ligger under noll {last}"
    if len(known) < 2:
        return f"{what(found)}, {found.period} {first}–{last}"
    up = _share([b > a for a, b in known])
    whom = "" if len(known) == len(newest) else " av dem som har tal för båda åren"
    return f"{what(found)}, {found.period}: {up}{whom} har ökat från {first} till {last}"


def _share(true: Sequence[bool]) -> str:
    """`alla`, `ingen`, `fyra av tolv`."""
    count = sum(true)
    if count in (0, len(true)):
        return "alla" if count else "ingen"
    return f"{say.count(count)} av {say.count(len(true))}"


def alike(found: Comparison) -> str:
    """Which period is compared, and what was left out because it is another."""
    text = f"{found.label}, {found.period}. Bara lika perioder jämförs"
    if found.left_out:
        years = say.listed([str(y) for y in found.left_out])
        text += f": för {years} finns bara andra perioder, och en del av ett år jämförs aldrig med ett helt"
    if is_forecast(found.metric):
        text += ", och bara prognoser som gjordes i samma månad"
    return text + "."


def unlike(found: Comparison) -> list[str]:
    """One sentence for each way in which a number is unlike the others, or was not shown."""
    told: dict[str, list[str]] = {}
    for row in found.rows:
        for year, why in (*row.badges.items(), *row.blocked.items()):
            told.setdefault(why, []).append(f"{row.name} {year}")
    return [f"{_joined(who)}: {why}." for why, who in told.items()]


def _joined(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} och {names[-1]}"


def changes(found: Comparison, filters: Filters) -> list[str]:
    """What was reorganised between the years, and what that means for the figures."""
    return [change(c, filters.kommun, comparable=found.asked.comparable) for c in found.changes]


def change(c: Change, kommun: str, *, comparable: bool) -> str:
    """One reorganisation in two sentences."""
    told = f"{_what_happened(c, kommun)} {_what_it_means(c, comparable=comparable)}"
    return told[:1].upper() + told[1:]


def _what_happened(c: Change, kommun: str) -> str:
    old, new = ([_name(kommun, code) for code in group] for group in (c.ended, c.begun))
    if not new:
        return f"{_group(old)} upphörde {c.year}."
    if len(new) == 1 and len(old) > 1:
        return f"{c.year} gick {_group(old)} upp i {new[0]}."
    if len(old) == 1 and len(new) == 1:
        return f"{c.year} blev {old[0]} {new[0]}."
    verb = "delades" if len(old) == 1 else "ersattes"
    return f"{c.year} {verb} {_group(old)} {'på' if verb == 'delades' else 'av'} {_group(new)}."


def _what_it_means(c: Change, *, comparable: bool) -> str:
    if not c.known:
        return (
            "Ingen har publicerat hur stor del som gick vart. Därför går åren före och efter inte att "
            "jämföra, och inget räknas om."
        )
    if comparable:
        return "Åren före är omräknade till dagens nämnder, där talen räcker till."
    return "Här står talen som de rapporterades; under Jämförbart är åren före omräknade."


def _group(names: Sequence[str]) -> str:
    """All names, or the first ones and how many more."""
    if len(names) <= MANY:
        return say.listed(list(names))
    return f"{say.listed([*names[:2], f'{say.count(len(names) - 2)} nämnder till'])}"


def _name(kommun: str, code: str) -> str:
    return say.in_text(codes.name("namnd", kommun, code) or code)


def made_from(parts: Sequence[Part], kommun: str) -> str:
    """`kulturnämnden 100 % + fritidsnämnden 60 %`."""
    return " + ".join(f"{_part_name(p, kommun)} {swedish.percent(p.share * 100, 0)}" for p in parts)


def _part_name(part: Part, kommun: str) -> str:
    if not part.verksamhet:
        return _name(kommun, part.namnd)
    name = codes.name("verksamhet", kommun, part.verksamhet) or part.verksamhet
    return f"{name} ({_name(kommun, part.namnd)})"
