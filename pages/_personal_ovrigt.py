"""Staff beside sick leave: årsarbetare and hours, who came and left, chefer, ages, posts hard to fill."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from dash import html

import swedish
from metrics import METRICS, Answer
from pages._parts import card, direction, empty, missing, section, status
from pages._personal import Look, row, table
from pages._personal_former import beside, form_rows

TIME = (
    ("arsarbetare", "Årsarbetare"),
    ("timavlonade_timmar", "Timmar av timavlönade"),
    ("overtidstimmar", "Övertid"),
    ("antal_anstallda", "Antal anställda"),
    ("andel_over_60", "60 år eller äldre"),
    ("avgangar", "Avgångar"),
    ("rekryteringar", "Rekryteringar"),
    ("personalomsattning", "Personalomsättning"),
    ("sjuklonekostnader", "Sjuklönekostnader"),
)
NO_SICK_PAY = (
    "Vad sjukfrånvaron kostar visas inte: rapporterna har inga sjuklönekostnader. "
    "De kan lämnas som ett eget personalmått, Sjuklönekostnader."
)
NO_MANAGERS = "Rapporterna säger inte hur många chefer det finns."
NO_POSTS = "Rapporterna har ingen uppföljning av kompetensförsörjningen per yrkesgrupp."


def time_section(look: Look) -> html.Section:
    """How much is worked, who comes and goes: each figure with its definition and last month."""
    rows = [made for name, label in TIME for made in _measure(look, name, label)]
    if not rows:
        return section("bemanning", "Bemanning", empty("Rapporterna har inga sådana uppgifter för perioden."))
    head = ("Mått", look.period, "Samma period i fjol")
    content = [table(head, rows, "Bemanning")]
    if look.answer("sjuklonekostnader") is None:
        content.append(html.P(NO_SICK_PAY, className="not"))
    content.append(beside(look))
    return section("bemanning", "Bemanning och personalrörlighet", card(*content))


def _measure(look: Look, name: str, label: str) -> list[html.Tr]:
    now, then = look.answer(name), look.answer(name, look.desk.year - 1)
    if now is None:
        return []
    lines = [row([label, _defined(look, now)], look.shown(now), look.shown(then))]
    if name == "arsarbetare":
        lines += form_rows(look)
    if name == "timavlonade_timmar" and now.value is not None:
        lines.append(_as_posts(look, now, then))
    return lines


def _defined(look: Look, answer: Answer) -> Any:
    """The report's own definition, else the nyckeltal's; and through which month it is measured."""
    first = look.desk.store.fact(answer.facts[0]) if answer.facts else None
    text = (first or {}).get("definition") or METRICS[answer.metric].definition
    notes = [part for note in answer.notes for part in (" ", status("bevaka", note.rstrip(".").lower()))]
    return html.Div([text, *notes], className="enhet")


def _as_posts(look: Look, now: Answer, then: Answer | None) -> html.Tr:
    """Timavlönade as årsarbetare, with the divisor beside."""
    by = look.desk.filters.settings.timmar_per_arsarbetare
    told = f"Timmarna delade med {swedish.number(by)} timmar per årsarbetare, som kommunen har ställt in."
    cells = (_posts(answer, by) for answer in (now, then))
    return row(["– omräknade till årsarbetare", html.Div(told, className="enhet")], *cells)


def _posts(answer: Answer | None, by: int) -> Any:
    if answer is None or answer.value is None:
        return missing()
    return swedish.number(answer.value / by, 1)


# --- chefer ---


def managers_section(look: Look) -> html.Section:
    """Medarbetare per chef against the guideline, and the share of chefer above it."""
    most = look.desk.filters.settings.medarbetare_per_chef
    title = f"Medarbetare per chef mot riktmärket {most}"
    shown = [look.namnd] if look.namnd else [*look.namnder, ""]
    rows = [made for namnd in shown if (made := _managers(look, namnd, most))]
    if not rows:
        return section("chefer", title, empty(NO_MANAGERS))
    head = ("Nämnd", "Anställda", "Chefer", "Medarbetare per chef", "Chefer över riktmärket", "Bedömning*")
    words = (
        f"Riktmärket är att ingen chef har fler än {most} medarbetare. Ett medeltal under det kan ändå "
        "dölja chefer som har fler; därför visas också deras andel."
    )
    return section("chefer", title, html.P(words), card(table(head, rows, title)))


def _managers(look: Look, namnd: str, most: int) -> html.Tr | None:
    chefer, heads = look.of(namnd, "antal_chefer"), look.of(namnd, "antal_anstallda")
    if chefer is None:
        return None
    over, each = look.of(namnd, "chefer_over_riktmarke_andel"), _each(heads, chefer)
    cells = (look.shown(heads), look.shown(chefer), each if each is None else swedish.number(each, 1))
    verdict = status("okand", "går inte att säga")
    if each is not None:
        verdict = status("bevaka", "över riktmärket") if each > most else status("bra", "inom riktmärket")
    shown = (*cells[:2], cells[2] or missing(), look.shown(over), verdict)
    return row(look.name(namnd), *shown, texts=(5,))


def _each(heads: Answer | None, chefer: Answer) -> Decimal | None:
    """Employees by chefer; shown beside both, so that it can be followed."""
    if heads is None or heads.value is None or not chefer.value:
        return None
    return heads.value / chefer.value


# --- kompetensförsörjning ---


def posts_section(look: Look) -> html.Section:
    """Posts that are missing, by yrkesgrupp: vacant, filled with another competence, and the trend."""
    asked = {"namnd": look.namnd or None, "verksamhet": "*"}
    found = {name: _by_group(look, name, asked) for name in ("tjanster_saknas", *_KINDS)}
    groups = sorted(
        {key[:2] for one in found.values() for key in one if key[2] == look.desk.year},
        key=lambda g: (-_value(found, g, look.desk.year), swedish.sort_key(look.name(g[0]))),
    )
    title = "Kompetensförsörjning per yrkesgrupp"
    if not groups:
        return section("kompetens", title, empty(NO_POSTS))
    head = ("Yrkesgrupp", "Saknas", "Därav vakanta", "Därav annan kompetens", "Saknades i fjol",
            "Åt vilket håll*")  # fmt: skip
    rows = [_group(look, found, group) for group in groups]
    return section("kompetens", title, card(table(head, rows, title)))


_KINDS = ("tjanster_vakanta", "tjanster_annan_kompetens")
Found = dict[str, dict[tuple[str, str, int], Answer]]


def _by_group(look: Look, name: str, asked: dict[str, Any]) -> dict[tuple[str, str, int], Answer]:
    answers = look.desk.ask(name, **asked)
    return {
        (a.namnd, a.verksamhet, a.year): a for a in answers if a.month == look.desk.month and a.verksamhet
    }


def _value(found: Found, group: tuple[str, str], year: int) -> Decimal:
    answer = found["tjanster_saknas"].get((*group, year))
    return answer.value if answer and answer.value is not None else Decimal(0)


def _group(look: Look, found: Found, group: tuple[str, str]) -> html.Tr:
    year = look.desk.year
    now, then = (found["tjanster_saknas"].get((*group, y)) for y in (year, year - 1))
    kinds = (look.shown(found[kind].get((*group, year))) for kind in _KINDS)
    change = None
    if now and then and now.value is not None and then.value is not None:
        change = now.value - then.value
    trend = direction(change, up="fler saknas", down="färre saknas") or "går inte att säga"
    name: list[Any] = [look.desk.store.name("verksamhet", look.desk.kommun, group[1])]
    if not look.namnd:
        owner = html.A(look.name(group[0]), href=look.desk.filters.link(f"/namnd/{group[0]}/personal"))
        name.append(html.Div(owner, className="enhet"))
    return row(name, look.shown(now), *kinds, look.shown(then), trend, texts=(5,))
