"""Parts that pages share: numbers that lead to their source, status marks, tables, sections."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from dash import html

import swedish
from pages import _words
from pages._page import Filters

_SYMBOLS = {"bra": "●", "bevaka": "◆", "avvik": "▲", "okand": "○"}
UNITS = {Decimal(1): "kr", Decimal(1000): "tkr", Decimal(1_000_000): "mnkr", Decimal(1_000_000_000): "mdkr"}


def fact_href(filters: Filters, fact_id: str) -> str:
    """Where a reported number shows its cell."""
    return filters.link(f"/kalla/{fact_id}")


def answer_href(filters: Filters, answer: Any) -> str:
    """Where a computed number shows the cells that it was made from; one cell leads straight there."""
    if len(answer.facts) == 1 and not answer.parts and answer.value is not None:
        return fact_href(filters, answer.facts[0])
    query = {
        "key": answer.metric,
        "namnd": answer.namnd,
        "verksamhet": answer.verksamhet,
        "year": str(answer.year),
        "month": str(answer.month),
        "horizon": answer.horizon,
        "report": filters.report or answer.report,
        "matt": answer.matt,
    }
    return filters.link("/kalla/matt", kommun=answer.kommun, **query)


def number(text: Any, href: str) -> html.A:
    """A number that leads to its source."""
    return html.A(text, href=href, className="tal")


def missing(reasons: Sequence[str] | str = ()) -> html.Span:
    """`saknas`, and why. Never a zero."""
    text = reasons if isinstance(reasons, str) else "; ".join(reasons)
    if text.startswith(_words.WITHHELD):
        return html.Span(text, className="saknas")
    return html.Span([_words.MISSING, f": {_lower(text)}" if text else ""], className="saknas")


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def status(level: str, text: str) -> html.Span:
    """A mark that says its meaning by shape and words; colour only helps."""
    symbol = html.Span(_SYMBOLS[level], **{"aria-hidden": "true"})
    return html.Span([symbol, text], className=f"lage lage-{level}")


def printed(fact: dict[str, Any]) -> str:
    """A fact as its report printed it: the same unit and decimals, in Swedish form."""
    value = fact["printed"]
    if value is None:
        return swedish.MISSING
    decimals = max(0, -int(value.as_tuple().exponent))
    return swedish.number(value, decimals, sign=fact["raw"].lstrip().startswith("+"))


def printed_unit(fact: dict[str, Any]) -> str:
    """The unit that a fact was printed in: mnkr, tkr, % ..."""
    if fact["unit"] != "kr":
        return {"procent": "%", "arsarbetare": "årsarbetare", "antal": ""}.get(fact["unit"], fact["unit"])
    if not fact["printed"]:
        return UNITS.get(_scale_of_step(fact), "")
    return UNITS.get((fact["value"] / fact["printed"]).normalize().quantize(Decimal(1)), "")


def _scale_of_step(fact: dict[str, Any]) -> Decimal:
    """The unit of a printed zero, from its rounding step and decimals."""
    decimals = -int(fact["printed"].as_tuple().exponent) if fact["printed"] is not None else 0
    return Decimal(fact["step"] * 10**decimals).quantize(Decimal(1))


def when(answer: Any) -> str:
    """What time an answer is about: `jan–aug 2024`; January to December is `helår 2024`."""
    return swedish.period(answer.year, answer.month, "year" if answer.month == 12 else answer.horizon)


def short(text: str, most: int = 80) -> str:
    """A text of a file, cut off when it is longer than any number or name."""
    return text if len(text) <= most else f"{text[:most]} …"


def section(identity: str, title: str, *content: Any) -> html.Section:
    """A part of a page with a heading that can be linked to."""
    return html.Section(
        [html.H2(title, id=f"{identity}-rubrik"), *content],
        id=identity,
        className="avsnitt",
        **{"aria-labelledby": f"{identity}-rubrik"},
    )


def card(*content: Any) -> html.Div:
    return html.Div(list(content), className="kort")


def empty(text: str) -> html.P:
    """Where there is nothing to show: says what is missing, and what would fill it."""
    return html.P(text, className="tomt")


def stacked(table: html.Table, label: str) -> html.Div:
    """A table whose rows become cards on a telephone, each number under its column's heading."""
    parts = {type(part): part for part in table.children}
    heads = [_said(cell) for cell in parts[html.Thead].children.children]
    for row in parts[html.Tbody].children:
        for cell, head in zip(row.children, heads, strict=False):
            if isinstance(cell, html.Td):
                setattr(cell, "data-rubrik", head)
    table.className = "radkort"
    return scrolling(table, label)


def _said(node: Any) -> str:
    """The words of a component."""
    if isinstance(node, list):
        return "".join(map(_said, node))
    return node if isinstance(node, str) else _said(getattr(node, "children", None) or "")


def scrolling(table: html.Table, label: str) -> html.Div:
    """A wide table in a frame that scrolls sideways, also by keyboard."""
    return html.Div(table, className="rulla", tabIndex="0", role="group", **{"aria-label": label})


def curve(svg: str, text: str) -> html.Span | None:
    """A sparkline with the same thing said in words."""
    if not svg:
        return None
    drawing = html.Span(className="kurva", **{"data-svg": svg, "aria-hidden": "true"})
    return html.Span([drawing, html.Span(text, className="endast-lasare")])


def arrowed(text: str) -> list[Any]:
    """A text that begins with an arrow, as `direction` makes it: the arrow is seen, the word also heard."""
    sign, _, words = text.partition(" ")
    return [html.Span(sign, **{"aria-hidden": "true"}), f" {words}"] if sign in tuple("↑↓→") else [text]


def direction(
    value: Decimal | None, *, up: str = "ökar", down: str = "minskar", same: str = "oförändrat"
) -> str:
    """An arrow and the word for it."""
    if value is None:
        return ""
    return f"↑ {up}" if value > 0 else f"↓ {down}" if value < 0 else f"→ {same}"
