"""How a stored number is put into words: what it is, which period, how it was rounded."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import swedish
from pages import _parts

SCENARIOS = {"utfall": "utfall", "budget": "budget", "prognos": "prognos"}
_STATUS = {
    "ok": "",
    "bortfall": "uppgift saknas (bortfall)",
    "ej_tillamplig": "inte tillämplig",
    "sekretess": "skyddas av sekretess",
}
_KON = {"K": "kvinnor", "M": "män"}
_FORM = {"tillsvidare": "tillsvidareanställda", "visstid": "visstidsanställda", "timavlonad": "timavlönade"}
STATES = {"published": "gäller", "superseded": "ersatt", "withdrawn": "tillbakadragen"}


def period(fact: dict[str, Any]) -> str:
    """`jan–aug 2024`, `helår 2024`, `augusti 2024` for a single month."""
    if fact["horizon"] == "month":
        return f"{swedish.MONTHS[fact['month'] - 1]} {fact['year']}"
    return swedish.period(fact["year"], fact["month"], fact["horizon"])


def value(fact: dict[str, Any]) -> str:
    """The number as it is printed in its report, with its unit; or why there is none."""
    if fact["value"] is None:
        return _STATUS.get(fact["status"]) or swedish.MISSING
    unit = _parts.printed_unit(fact)
    return _parts.printed(fact) + (swedish.NBSP + unit if unit else "")


def basis(fact: dict[str, Any]) -> str:
    """Which budget or which forecast: `prognos gjord i augusti 2024`, `budget 2022:2`."""
    scenario = SCENARIOS.get(fact["scenario"], fact["scenario"])
    made = fact["basis"]
    if fact["scenario"] == "prognos" and made:
        previous = made.startswith("fg:")
        return f"{scenario} gjord {'före ' if previous else 'i '}{_report(made.removeprefix('fg:'))}"
    return f"{scenario} {made}".strip()


def _report(report: str) -> str:
    try:
        return swedish.report_name(report)
    except (ValueError, IndexError):
        return report


def group(fact: dict[str, Any]) -> str:
    """Which people the number is about, when it is not all."""
    age = {"-29": "högst 29 år", "50-": "minst 50 år"}.get(
        fact["alder"], fact["alder"] and f"{fact['alder']} år"
    )
    form = _FORM.get(fact["anstallningsform"], fact["anstallningsform"])
    return ", ".join(filter(None, (_KON.get(fact["kon"], ""), age, form)))


def step(fact: dict[str, Any]) -> str:
    """`avrundat till 100 000 kr: det sanna värdet är mellan 30,25 och 30,35 mnkr`."""
    printed, unit = fact["printed"], _parts.printed_unit(fact)
    if printed is None or fact["value"] is None or not fact["step"]:
        return "inte känd"
    decimals = max(0, -int(printed.as_tuple().exponent))
    half = Decimal(5).scaleb(-decimals - 1)
    low, high = (swedish.number(printed + sign * half, decimals + 1) for sign in (-1, 1))
    return f"mellan {low} och {high}{swedish.NBSP}{unit}".rstrip()


def subject(fact: dict[str, Any]) -> str:
    """`Resultat, utfall jan–aug 2024` — what the number is about, without whose it is."""
    return f"{fact['measure_name']}, {basis(fact)} {period(fact)}"


def owner(fact: dict[str, Any]) -> str:
    """`Göteborg · Kommunstyrelsen · Vuxenutbildning`."""
    whole = "hela kommunen" if not fact["namnd"] else ""
    return " · ".join(
        filter(None, (fact["kommun_name"], fact["namnd_name"] or whole, fact["verksamhet_name"]))
    )


def moment(time: dt.datetime) -> str:
    """`31 augusti 2024 kl. 14.05` (UTC in the store, shown in the machine's own time)."""
    local = time.replace(tzinfo=dt.UTC).astimezone()
    return f"{swedish.date(local.date())} kl.{swedish.NBSP}{local:%H.%M}"
