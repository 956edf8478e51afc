"""Which way the signs of a table go. Facts have income + and cost −; many reports print costs as positive
numbers. The table's own sums say which; where nothing says, it is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from loaders._cut import holds
from loaders._identities import GRANTS
from loaders._numbers import Num
from loaders._rows import Row
from loaders._slot import Slot

COSTS = frozenset(
    (
        *(
            "kostnader",
            "personalkostnader",
            "lokalkostnader",
            "kopt_verksamhet",
            "ovriga_kostnader",
            "buffert",
        ),
        *("lamnade_bidrag", "material", "avskrivningar", "kapitalkostnader", "interna_kostnader"),
        "finansiella_kostnader",
    )
)
INCOME = frozenset(
    (
        *(
            "intakter",
            "taxor_och_avgifter",
            "hyresintakter",
            "forsaljning",
            "statsbidrag",
            "interna_intakter",
        ),
        *("ovriga_intakter", "skatteintakter", "generella_statsbidrag", "finansiella_intakter"),
    )
)
NET = frozenset(("nettokostnad",))
OUTLAYS = frozenset(("nettoinvesteringar",))
WAYS = (frozenset[str](), COSTS, COSTS | NET, NET, COSTS | NET | INCOME)
FEW = Decimal("0.2")  # of the sums may be broken: one misprint does not decide the signs of a table
MANY = 3

Group = dict[str, Num]


@dataclass(frozen=True, slots=True)
class Signs:
    """`turned`: measures whose printed sign is the opposite of ours; `asked`: where nothing says. `derived`:
    the same for the columns of differences, as (column, is the measure turned).
    """

    turned: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()
    derived: frozenset[tuple[int, bool]] = field(default_factory=frozenset)

    def flips(self, measure: str, slot: Slot, k: int) -> bool:
        return (k, measure in self.turned) in self.derived if slot.derived else measure in self.turned


def signs_of(rows: Sequence[Row], slots: Sequence[Slot], said: str = "") -> Signs:
    """The signs of a table whose rows and columns are understood. `said`: the answer to how costs stand."""
    groups = _groups(rows, slots)
    consumed = any(s.derived in ("kvar", "forbrukning") for s in slots)  # what is used up is a cost
    turned, asked = _way(groups, consumed or any(r.entity.total for r in rows), _uncut_costs(rows))
    if said in ("kostnader_plus", "som_det_star"):
        turned, asked = turned | (asked if said == "kostnader_plus" else frozenset()), frozenset()
    turned |= _outlays(groups)
    return Signs(turned, asked, frozenset(_derived(rows, slots, turned)))


def _outlays(groups: Sequence[Group]) -> frozenset[str]:
    """An investment table has only outlays: printed as positive numbers on the whole they are costs."""
    told = [g[m].value for g in groups for m in OUTLAYS if m in g]
    return OUTLAYS if sum(told, Decimal(0)) > 0 else frozenset()


def _groups(rows: Sequence[Row], slots: Sequence[Slot]) -> list[Group]:
    """The printed numbers of one entity at one time in one scenario, by measure."""
    found: dict[tuple[object, ...], Group] = {}
    for row in rows:
        for k, items in row.raw.cells.items():
            slot = slots[k] if k < len(slots) else Slot(problem="okand_kolumn")
            measure = row.measure or slot.measure
            level = not (slot.problem or slot.derived or slot.percent or items[0].num.percent)
            if measure and level:
                entity = (
                    row.entity.namnd,
                    row.entity.verksamhet,
                    row.entity.total,
                    row.entity.problem and row.raw.place,
                )
                time = (slot.scenario, slot.basis, slot.year, slot.month, slot.horizon)
                found.setdefault((*entity, *time), {})[measure] = items[0].num
    return list(found.values())


def _uncut_costs(rows: Sequence[Row]) -> bool:
    """Are there costs above zero among the figures of a text that could not be cut?"""
    unsure = (n for r in rows if r.measure in COSTS for n in r.raw.unsure)
    return any(n.value > 0 for n in unsure)


def _way(groups: Sequence[Group], has_total: bool, uncut: bool) -> tuple[frozenset[str], frozenset[str]]:
    """(measures to turn, measures to ask about)."""
    found = {m for g in groups for m in g}
    proved = [w for w in WAYS if _plausible(groups, w) and _share(groups, w) > 0]
    if proved:
        return proved[0] & found, frozenset()
    wrong = _implausible(groups, frozenset())
    if uncut:
        return frozenset(), (COSTS | NET) & found
    if not wrong:
        return frozenset(), frozenset()
    if evident := _evident(groups):
        return evident & found, NET & found
    if wrong == NET and has_total and not found & (COSTS | INCOME) and _all_positive(groups):
        return NET, frozenset()
    return frozenset(), (COSTS | NET | (wrong & INCOME)) & found


def _evident(groups: Sequence[Group]) -> frozenset[str]:
    """Where every cost is printed above zero no row can be a cost with our sign; incomes below zero are then
    those of a ledger.
    """
    costs, income = ([g[m].value for g in groups for m in kind if m in g] for kind in (COSTS, INCOME))
    told = [c for c in costs if c]
    if len(told) < MANY or min(told) < 0:
        return frozenset()
    if min(income, default=Decimal(0)) >= 0:
        return COSTS
    return COSTS | INCOME if max(income) <= 0 else frozenset()


def _all_positive(groups: Sequence[Group]) -> bool:
    """No kommun earns money on all its nämnder: these are costs."""
    nets = [g["nettokostnad"].value for g in groups if "nettokostnad" in g]
    return len(nets) > MANY and all(n >= 0 for n in nets)


def _plausible(groups: Sequence[Group], way: frozenset[str]) -> bool:
    return not _implausible(groups, way)


def _implausible(groups: Sequence[Group], way: frozenset[str]) -> frozenset[str]:
    """The kinds of measures that would have the wrong sign on the whole."""
    costs, income, net = (_sum(groups, kind, way) for kind in (COSTS, INCOME, NET))
    alone = all((COSTS | INCOME).isdisjoint(g) for g in groups)
    return (
        (COSTS if costs > 0 else frozenset())
        | (INCOME if income < 0 else frozenset())
        | (NET if alone and net > 0 else frozenset())
    )


def _sum(groups: Sequence[Group], kind: Iterable[str], way: frozenset[str]) -> Decimal:
    return sum((_signed(g[m], m, way) for g in groups for m in kind if m in g), Decimal(0))


def _signed(num: Num, measure: str, way: frozenset[str]) -> Decimal:
    return -num.value if measure in way else num.value


def _share(groups: Sequence[Group], way: frozenset[str]) -> int:
    """How many sums hold under `way`; 0 when more than a few break."""
    told = [v for g in groups for v in _verdicts(g, way) if v is not None]
    met = sum(told)
    return met if len(told) - met <= FEW * len(told) else 0


def _verdicts(group: Group, way: frozenset[str]) -> list[bool | None]:
    posts = [m for m in ("intakter", "kostnader", "buffert") if m in group]
    both = {"intakter", "kostnader"} <= set(posts)
    net = _sums(group, ["nettokostnad"], posts, way) if both and "nettokostnad" in group else None
    grants = [m for m in GRANTS if m in group]
    base = posts if both else ["nettokostnad"] if "nettokostnad" in group else []
    result = _sums(group, ["resultat"], [*base, *grants], way) if base and "resultat" in group else None
    return [net, result]


def _sums(group: Group, whole: Sequence[str], parts: Sequence[str], way: frozenset[str]) -> bool | None:
    """Do the parts add up to the whole? None when all of it is zero, and so says nothing."""
    if not any(group[m].value for m in parts if m not in GRANTS):
        return None
    terms = [(group[m], -1 if m in way else 1) for m in parts]
    return holds([*terms, *((group[m], 1 if m in way else -1) for m in whole)])


def _derived(
    rows: Sequence[Row], slots: Sequence[Slot], turned: frozenset[str]
) -> Iterable[tuple[int, bool]]:
    """The columns of differences that are printed the other way round."""
    for k, slot in enumerate(slots):
        for flipped in (False, True):
            chosen = [r for r in rows if ((r.measure or slot.measure) in turned) is flipped]
            told = [v for r in chosen if (v := _forward(r, slot, k, flipped)) is not None]
            if told and not any(told):
                yield k, flipped


def _forward(row: Row, slot: Slot, k: int, flipped: bool) -> bool | None:
    """Is the difference printed as minuend minus subtrahend in our signs? None when it cannot be told."""
    if not slot.derived or slot.pair is None or (slot.percent and slot.derived != "avvikelse"):
        return None
    top, base, found = (row.raw.cells.get(i, (None,))[0] for i in (*slot.pair, k))
    if not top or not base or not found or not found.num.value:
        return None
    expected = (top.num.value - base.num.value) * (-1 if flipped else 1)
    if abs(abs(expected) - abs(found.num.value)) > _room(top.num, base.num, found.num) and not slot.percent:
        return None
    return None if not expected else (expected > 0) == (found.num.value > 0)


def _room(*nums: Num) -> Decimal:
    return sum((Decimal(1).scaleb(-n.decimals) / 2 for n in nums), Decimal(0))
