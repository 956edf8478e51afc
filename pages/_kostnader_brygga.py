"""The bridges of a page about costs: from one net cost to another, by post and by verksamhet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dash import html

from charts.bridge import REST, Bar, bridge_chart
from metrics import Answer
from metrics.brygga import Bridge, Side, Step, by_part, by_post
from metrics.poster import POSTS, SIGNS
from pages import _sentences as say
from pages._figure import figure
from pages._kostnader import Look, amount, at_name, choices, linked, row, side_name, table
from pages._parts import card, empty, section, when

NONE = (
    "Ingen brygga kan ritas: den behöver två nettokostnader att gå mellan, till exempel budget och prognos, "
    "och minst två poster eller verksamheter som båda talar om."
)
REST_NAME = "Övrigt och avrundning"
REST_TEXT = (
    "Övrigt och avrundning är det som delarna inte förklarar: talen i rapporten är avrundade var för sig, "
    "delar som bara den ena sidan redovisar går inte att jämföra, och ibland säger rapportens egna tal emot "
    "varandra."
)
Pair = tuple[Side, Side]


def pairs(look: Look) -> dict[str, Pair]:
    """Name in the address -> the ends of a bridge that the report may have."""
    year, month, closed = look.desk.year, look.desk.month, look.desk.closed
    before = Side("foregaende", "bokslut", year - 1)
    if month == 0:
        plan = Side("budget", "arsbudget", year - 1)
        told = Side("prognos", "prognos", year - 1)
        return {"budget": (plan, told), "plan": (plan, Side("budget", "arsbudget", year))}
    end = Side("utfall", "bokslut", year) if closed else Side("prognos", "prognos", year)
    found = {"budget": (Side("budget", "arsbudget", year), end), "helar": (before, end)}
    if month < 12:
        found["period"] = (Side("foregaende", "", year - 1), Side("utfall", "", year))
    return found


def bridge_section(look: Look) -> html.Section:
    """The chosen bridge, divided by post and by verksamhet (for the kommun: by nämnd)."""
    known = {name: pair for name, pair in pairs(look).items() if _can(look, pair)}
    if not known:
        return section("brygga", "Brygga", empty(NONE))
    chosen = look.filters.get("brygga") if look.filters.get("brygga") in known else next(iter(known))
    made = list(_made(look, known[chosen]))
    links = choices("Jämför", ((_what(look, p), _href(look, n), n == chosen) for n, p in known.items()))
    parts = [_drawn(look, found, kind) for kind, found in made] or [empty(NONE)]
    return section("brygga", "Vad ändringen består av", links, *parts)


def lead(look: Look) -> str | None:
    """The message of the first bridge that there is, as a sentence."""
    for pair in pairs(look).values():
        if _can(look, pair) and (made := next(_made(look, pair), None)) is not None:
            kind, bridge = made
            text = message(look, bridge, kind)
            return f"Nettokostnaden enligt {text}."
    return None


def _can(look: Look, pair: Pair) -> bool:
    told = (
        {
            a.year
            for a in look.ask(look.asked.net(s), namnd=look.namnd, verksamhet="")
            if a.value is not None and (a.horizon == "year" or a.month == look.desk.month)
        }
        for s in pair
    )
    return all(side.year in years for side, years in zip(pair, told, strict=True))


def _made(look: Look, pair: Pair) -> Iterator[tuple[str, Bridge]]:
    for kind, make in (("del", by_part), ("post", by_post)):
        if (found := make(look.asked, pair)) is not None:
            yield kind, found


def _what(look: Look, pair: Pair) -> str:
    first, last = (side_name(side, look.desk.month) for side in pair)
    return f"{first} → {last[:1].lower()}{last[1:]}"


def _href(look: Look, name: str) -> str:
    return look.filters.here(brygga=name) + "#brygga"


def _drawn(look: Look, bridge: Bridge, kind: str) -> html.Div:
    bars = [
        Bar(side_name(bridge.sides[0], look.desk.month), bridge.start.value or 0, bridge.sides[0].scenario),
        *(Bar(name(look, s, kind), s.change) for s in bridge.steps if s.change),
        *([Bar(REST_NAME, bridge.rest, REST)] if bridge.rest else []),
        Bar(side_name(bridge.sides[1], look.desk.month), bridge.end.value or 0, bridge.sides[1].scenario),
    ]
    by = "per post" if kind == "post" else f"per {'verksamhet' if look.namnd else 'nämnd'}"
    title = f"Nettokostnad {by}: {message(look, bridge, kind)}"
    chart = bridge_chart(bars, title=title, unit=look.money, source=look.source)
    return card(figure(chart, f"brygga-{kind}"), _table(look, bridge, kind, by))


def name(look: Look, step: Step, kind: str) -> str:
    """A verksamhet's name, or a post's; an income says which way it goes, as its sign is that of the cost."""
    if kind != "post":
        return look.part_name(step.code)
    if step.code not in SIGNS:
        return step.name
    return f"{'Lägre' if step.change > 0 else 'Högre'} {say.in_text(step.name)}"


def message(look: Look, bridge: Bridge, kind: str) -> str:
    """`prognos 2025 är 18,0 mnkr högre än budget 2025, mest genom barn och unga (+14,4 mnkr)`."""
    first, last = (at_name(side, look.desk.month) for side in bridge.sides)
    if say.is_zero(bridge.total, look.money):
        return f"{last} är lika hög som {first}"
    way = "högre" if bridge.total > 0 else "lägre"
    told = f"{last} är {amount(look, abs(bridge.total))} {way} än {first}"
    if abs(bridge.rest) * 2 > abs(bridge.total):
        return f"{told}, men delarna går inte jämnt upp"
    if (most := _most(bridge)) is None or say.is_zero(most.change, look.money):
        return told
    size = amount(look, most.change, sign=True)
    return f"{told}, mest genom {say.in_text(name(look, most, kind))} ({size})"


def _most(bridge: Bridge) -> Step | None:
    """The step that goes furthest the same way as the whole."""
    same = [s for s in bridge.steps if s.change * bridge.total > 0]
    return max(same, key=lambda s: abs(s.change), default=None)


def _table(look: Look, bridge: Bridge, kind: str, by: str) -> html.Details:
    head = ("Del", *(side_name(side, look.desk.month) for side in bridge.sides), "Förändring")
    rows = [_step(look, s, kind) for s in bridge.steps]
    rows += [_half(look, *one, kind) for one in bridge.half]
    if bridge.rest:
        rows.append(row(REST_NAME, "", "", amount(look, bridge.rest, sign=True)))
    ends = (linked(look, bridge.start), linked(look, bridge.end))
    rows.append(row("Nettokostnad", *ends, amount(look, bridge.total, sign=True), total=True))
    told = html.P(REST_TEXT, className="not") if bridge.rest else None
    shown = table(f"Nettokostnaden {by}", head, rows)
    words = "Plus i kolumnen Förändring är att nettokostnaden ökar. Varje tal leder till sin källa."
    below = [html.P(words, className="not"), told, *contradictions(look, bridge)]
    return html.Details([html.Summary("Visa talen och deras källor"), shown, *below])


def contradictions(look: Look, bridge: Bridge) -> list[html.P]:
    """Where a report prints another net cost of a part than its own intäkter and kostnader make."""
    told = [a for s in bridge.steps for a in (s.before, s.after) if a is not None and _differs(a)]
    return [html.P(_told(look, a), className="not") for a in told]


def _differs(a: Answer) -> bool:
    if a.reported is None or a.low is None or a.high is None:
        return False
    return not a.low <= a.reported <= a.high


def _told(look: Look, a: Answer) -> list[Any]:
    what = f"{look.part_name(a.verksamhet or a.namnd)}, {when(a)}: rapporten anger nettokostnaden "
    return [f"{what}{amount(look, a.reported)}, men dess intäkter och kostnader ger ", linked(look, a), "."]


def _step(look: Look, step: Step, kind: str) -> html.Tr:
    cells = (linked(look, step.before), linked(look, step.after)) if step.before else ("", "")
    text = step.name if kind == "post" else look.part_name(step.code)
    return row(text, *cells, amount(look, step.change, sign=True))


def _half(look: Look, code: str, side: int, answer: Answer, kind: str) -> html.Tr:
    """A part that only one side tells of: its number is shown, but nothing can be compared."""
    text = POSTS[code] if kind == "post" else look.part_name(code)
    shown, absent = linked(look, answer), linked(look, None)
    return row(text, *((absent, shown) if side else (shown, absent)), "ingår i övrigt")
