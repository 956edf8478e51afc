"""Pris och volym: how much of a change of cost is more (or fewer) units, and how much each of them costs.

The cost of a year is C = V x u: units times cost per unit. From one year (0) to the next (1)

    C1 - C0 = (V1 - V0) x u0          volume, at last year's cost per unit
            + V1 x u0 x (P1/P0 - 1)   price change by PKV, where a PKV table is loaded
            + the rest of V1 x (u1 - u0)   other change of the cost per unit

The last part is what the total leaves, so the parts sum exactly; the first ones are rounded to whole kronor.
This is the usual division with last year's price as weight (Laspeyres) for volume.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from metrics import Answer

NOT_VOLUMES = ("andel", "genomsnitt", "per-", "kontinuitet", "nojd", "index", "omdome", "tid-for")
"""Words in a mått's code that say that it is a ratio or an opinion: such a one counts no units."""

COUNTED = ("antal", "timmar", "dagar", "arsarbetare")
"""Units that count something."""


@dataclass(frozen=True, slots=True)
class Split:
    """A change of cost divided, in kr. cost and volume: (before, after). pkv is None without a price index.

    volume_part + (pkv or 0) + unit_part = change, exactly.
    """

    cost: tuple[Answer, Answer]
    volume: tuple[Answer, Answer]
    volume_part: Decimal
    pkv: Decimal | None
    unit_part: Decimal

    @property
    def change(self) -> Decimal:
        return _value(self.cost[1]) - _value(self.cost[0])

    @property
    def unit_costs(self) -> tuple[Decimal, Decimal]:
        """The cost per unit before and after, in kr."""
        before, after = (_value(c) / _value(v) for c, v in zip(self.cost, self.volume, strict=True))
        return before, after


def split(
    cost: tuple[Answer | None, Answer | None],
    volume: tuple[Answer | None, Answer | None],
    prices: tuple[Decimal | None, Decimal | None] = (None, None),
) -> Split | None:
    """The division; None when a number is missing, not above zero, or from another part of the year.

    prices: PKV of the year before and of the year.
    """
    if not (cost[0] and cost[1] and volume[0] and volume[1]) or lacking(cost, volume):
        return None
    before, units = _value(cost[0]), (_value(volume[0]), _value(volume[1]))
    total = _value(cost[1]) - before
    at_old_price = before * units[1] / units[0]
    more = _kronor(at_old_price - before)
    pkv = None
    if prices[0] and prices[1]:
        pkv = _kronor(at_old_price * (prices[1] / prices[0] - 1))
    return Split((cost[0], cost[1]), (volume[0], volume[1]), more, pkv, total - more - (pkv or Decimal(0)))


def lacking(
    cost: tuple[Answer | None, Answer | None], volume: tuple[Answer | None, Answer | None]
) -> tuple[str, ...]:
    """What is missing for a division, in Swedish; empty when nothing is."""
    told = [("kostnaden", *cost), ("volymen", *volume)]
    wrong = [f"{what} för året före" for what, before, _ in told if not _is_there(before)]
    wrong += [f"{what} för året" for what, _, after in told if not _is_there(after)]
    if not wrong and len({(a.month, a.horizon) for a in (*cost, *volume) if a}) > 1:
        wrong = ["samma del av året för kostnad och volym"]
    return tuple(wrong)


def _is_there(answer: Answer | None) -> bool:
    return answer is not None and answer.value is not None and answer.value > 0


def counts_units(matt: str, unit: str) -> bool:
    """Whether a mått (its code) is a volume: something that is counted."""
    slug = matt.removeprefix("matt:")
    return unit in COUNTED and not any(word in slug for word in NOT_VOLUMES)


def _value(answer: Answer) -> Decimal:
    assert answer.value is not None
    return answer.value


def _kronor(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1), ROUND_HALF_UP)
