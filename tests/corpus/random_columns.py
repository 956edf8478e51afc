"""Random columns for a report: one, two or three heading rows; some clear, some that can mean two things."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from swedish import MONTHS
from tests.corpus.figures import When
from tests.corpus.model import Col

NEITHER = "neither"  # a heading whose figures are of a stretch of time that the store has no place for


def columns(random: Random, when: When, most: int = 6) -> list[Col]:
    """Some columns, with deviations behind them where they can have one."""
    grouped = random.random() < 0.4
    choices = _grouped(random, when) if grouped else _flat(random, when)
    chosen = random.sample(choices, random.randint(2, min(most, len(choices))))
    if grouped:
        chosen.sort(key=lambda c: c.heads)
    elif random.random() < 0.4:
        chosen = _with_unclear(random, when, chosen)
    return _with_differences(random, when, chosen)


def _flat(random: Random, when: When) -> list[Col]:
    short, long, y = MONTHS[when.month - 1][:3], MONTHS[when.month - 1], when.year
    pick = random.choice
    return [
        when.col(
            "U",
            pick(
                (
                    f"Utfall jan–{short}",
                    f"Ack utfall {long} {y}",
                    "Utfall perioden",
                    f"Ack utfall jan–{short} {y}",
                    f"Utfall t.o.m. {long}",
                    *_stretch(when, "Ack utfall"),
                )
            ),
        ),
        when.col(
            "B", pick((f"Budget jan–{short}", "Periodbudget", "Ack budget", *_stretch(when, "Ack budget")))
        ),
        when.col("UF", pick((f"Utfall jan–{short} {y - 1}", "Utfall perioden fg år", "Samma period fg år"))),
        when.col("P", pick(("Helårsprognos", f"Prognos {y}", "Prognos helår", "Prognos"))),
        when.col("FP", pick(("Fg prognos", "Föregående prognos"))),
        when.col("BY", pick(("Helårsbudget", "Budget helår", "Årsbudget", f"Årsbudget {y}"))),
        when.col("BOK", pick((f"Bokslut {y - 1}", "Bokslut fg år"))),
        when.col("BN", f"Budget {y + 1}"),
    ]


def _stretch(when: When, word: str) -> list[str]:
    """`Ack utfall T2`, `Ack utfall kv 3`, where the month ends one."""
    found = [f"{word} T{when.month // 4}"] if when.month in (4, 8) else []
    return found + ([f"{word} kv {when.month // 3}"] if when.month in (3, 6, 9) else [])


def _with_unclear(random: Random, when: When, chosen: list[Col]) -> list[Col]:
    """One heading more that can mean two things; which, is drawn. Nobody has the same figures twice."""
    y, m, long = when.year, when.month, MONTHS[when.month - 1]
    either = [
        (f"Utfall {y - 1}", ("BOK", "UF")),
        (f"Budget {y}", ("B", "BY")),
        (f"Utfall {long}", ("U", f"M{m}")),
    ]
    if m in (6, 8, 9):
        stretch = f"T{m // 4}" if m == 8 else f"kv {m // 3}"
        either.append((f"Utfall {stretch}", ("U", NEITHER)))
    if "BN" in {c.key for c in chosen}:
        either[1] = (f"Budget {y}", ("BY",))  # beside the whole of next year
    text, keys = random.choice(either)
    key = random.choice([k for k in keys if k not in {c.key for c in chosen}] or [""])
    if not key:
        return chosen
    col = _other(when, text) if key == NEITHER else when.col(key, text)
    at = random.randint(0, len(chosen))
    return [*chosen[:at], col, *chosen[at:]]


def _other(when: When, text: str) -> Col:
    """Utfall of some months in the middle of the year: must not be read as anything."""
    return replace(when.col("U", text), horizon=NEITHER, key=NEITHER)


def _grouped(random: Random, when: When) -> list[Col]:
    """Period and Helår over short headings, some of the times with the year in a third row."""
    if random.random() < 0.3:
        return _three(when)
    short = MONTHS[when.month - 1][:3]
    period = random.choice(
        ("Period", "Perioden", f"Jan–{short} {when.year}", f"Ack {MONTHS[when.month - 1]}")
    )
    year = random.choice(("Helår", "Helåret", f"Helår {when.year}"))
    return [
        when.col("U", "Utfall", period),
        when.col("B", "Budget", period),
        when.col("UF", "Utfall fg år", period),
        when.col("P", "Prognos", year),
        when.col("BY", "Budget", year),
        when.col("FP", "Fg prognos", year),
        when.col("BOK", "Bokslut fg år", year),
    ]


def _three(when: When) -> list[Col]:
    period, y = f"Perioden jan–{MONTHS[when.month - 1][:3]}", str(when.year)
    before = str(when.year - 1)
    return [
        when.col("U", y, period, "Utfall"),
        when.col("UF", before, period, "Utfall"),
        when.col("B", y, period, "Budget"),
        when.col("P", y, "Helår", "Prognos"),
        when.col("BY", y, "Helår", "Budget"),
        when.col("BOK", before, "Helår", "Bokslut"),
    ]


DIFFERENCES = {
    ("U", "B"): ("dU", "%U"),
    ("P", "BY"): ("dP", "%P"),
    ("U", "UF"): ("cU", "%cU"),
    ("P", "FP"): ("cP", ""),
}


def _with_differences(random: Random, when: When, chosen: list[Col]) -> list[Col]:
    """One difference behind its columns, in kr or in percent."""
    keys = {c.key: c for c in chosen if c.key != NEITHER}
    pairs = [p for p in DIFFERENCES if set(p) <= set(keys)]
    if not pairs or random.random() < 0.4 or any(len(c.heads) > 1 for c in chosen):
        return chosen
    pair = random.choice(pairs)
    plain, percent = DIFFERENCES[pair]
    key = percent if percent and random.random() < 0.3 else plain
    word = "Avvikelse" if key.endswith(("dU", "dP", "%U", "%P")) and "c" not in key else "Förändring"
    col = when.col(key, f"{word} %" if key == percent else word, *keys[pair[0]].heads)
    at = max(chosen.index(keys[k]) for k in pair) + 1
    return [*chosen[:at], col, *chosen[at:]]
