"""The three most important things about a nämnd's staff, and the way to the page about it."""

from __future__ import annotations

from typing import Any

from dash import html

from pages import _sentences as say
from pages._desk import Desk
from pages._parts import card
from pages._personal import Look
from pages.personal import message


def staff_in_short(desk: Desk) -> html.Div | None:
    """Sick leave, chefer over the guideline, posts that are missing: those that are known."""
    look = Look(desk, desk.namnd or "")
    if not desk.month or not (look.answer("sjukfranvaro") or look.answer("arsarbetare")):
        return None
    known = [line for line in (_sick(look), _managers(look), _posts(look)) if line is not None]
    more = html.A("Allt om personalen", href=desk.filters.link(f"/namnd/{desk.namnd}/personal"))
    return card(html.Ul(known, className="lista"), html.P(more, className="endast-skarm"))


def _sick(look: Look) -> html.Li | None:
    return html.Li(message(look)) if look.answer("sjukfranvaro") else None


def _managers(look: Look) -> html.Li | None:
    over, chefer = look.answer("chefer_over_riktmarke_andel"), look.answer("antal_chefer")
    if over is None or over.value is None or chefer is None:
        return None
    most = look.desk.filters.settings.medarbetare_per_chef
    return html.Li([look.shown(over), " av cheferna har fler än ", str(most), " medarbetare (",
                    look.shown(chefer), " chefer)."])  # fmt: skip


def _posts(look: Look) -> html.Li | None:
    answer: Any = look.answer("tjanster_saknas")
    if answer is None or not answer.value:
        return None
    count = int(answer.value)
    words = "tjänst saknas" if count == 1 else "tjänster saknas"
    groups = len(answer.parts) or 1
    among = "en yrkesgrupp" if groups == 1 else f"{say.count(groups)} yrkesgrupper"
    return html.Li([look.shown(answer), f" {words} mot budgeterad bemanning, i {among}."])
