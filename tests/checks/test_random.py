"""Random reports with exact truths: separate rounding is never an error, a moved cell always is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from checks import run_checks
from store.records import Fact, Report

D = Decimal
STEPS = (D(1), D(1000), D(100_000), D(1_000_000))
POSTS = ("intakter", "kostnader", "kommunbidrag")
COLUMNS = (("utfall", 2024), ("budget", 2024), ("utfall", 2023))
Terms = tuple[tuple[int, str], ...]


@dataclass
class Truth:
    """Exact values by cell, and the identities between them: a cell = the signed sum of other cells."""

    values: dict[str, Decimal]
    facts: dict[str, Fact]
    identities: list[tuple[str, Terms]]


@st.composite
def truths(draw: st.DrawFn) -> Truth:
    """A nämnd of two or three verksamheter: posts, nettokostnad, resultat, avvikelse, and the total row."""
    truth = Truth({}, {}, [])
    entities = [f"v{i}" for i in range(draw(st.integers(2, 3)))]
    for number, (scenario, year) in enumerate(COLUMNS):
        for entity in entities:
            _posts(draw, truth, entity, scenario, year, number)
        for measure in (*POSTS, "nettokostnad", "resultat"):
            whole = f"n-{measure}-{number}"
            _define(
                truth,
                whole,
                "",
                measure,
                scenario,
                year,
                tuple((1, f"{e}-{measure}-{number}") for e in entities),
            )
    for entity in (*entities, "n"):
        for measure in POSTS:
            terms = ((1, f"{entity}-{measure}-0"), (-1, f"{entity}-{measure}-1"))
            code = "" if entity == "n" else entity
            _define(
                truth,
                f"{entity}-{measure}-a",
                code,
                f"rapporterad:avvikelse:{measure}",
                "utfall",
                2024,
                terms,
            )
    return truth


def _posts(draw: st.DrawFn, truth: Truth, entity: str, scenario: str, year: int, number: int) -> None:
    for measure, sign, base in (("intakter", 1, 10**7), ("kostnader", -1, 10**8), ("kommunbidrag", 1, 10**8)):
        value = sign * D(draw(st.integers(base, 3 * base)))
        _put(truth, f"{entity}-{measure}-{number}", entity, measure, scenario, year, value)
    posts = tuple((1, f"{entity}-{m}-{number}") for m in POSTS)
    _define(truth, f"{entity}-nettokostnad-{number}", entity, "nettokostnad", scenario, year, posts[:2])
    _define(truth, f"{entity}-resultat-{number}", entity, "resultat", scenario, year, posts)


def _define(truth: Truth, cell: str, code: str, measure: str, scenario: str, year: int, terms: Terms) -> None:
    _put(truth, cell, code, measure, scenario, year, sum((s * truth.values[c] for s, c in terms), D(0)))
    truth.identities.append((cell, terms))


def _put(truth: Truth, cell: str, code: str, measure: str, scenario: str, year: int, value: Decimal) -> None:
    truth.values[cell] = value
    truth.facts[cell] = Fact(
        "kultur", code, measure, scenario, "", year, 12, "year", value, "kr", D(1), value, "Blad",
        f"A{len(truth.facts) + 1}", measure, "", "",
    )  # fmt: skip


def _printed(truth: Truth, steps: Sequence[Decimal]) -> dict[str, Fact]:
    """Each cell rounded by itself, with a step of its own."""
    facts = {}
    for number, (cell, fact) in enumerate(truth.facts.items()):
        step = steps[number % len(steps)]
        value = (truth.values[cell] / step).quantize(D(1)) * step
        facts[cell] = replace(fact, value=value, printed=value / step, step=step)
    return facts


def _avviker(facts: dict[str, Fact]) -> set[str]:
    """The cells of the findings with the verdict avviker."""
    own = tuple(f for c, f in facts.items() if not c.startswith("n-"))
    totals = tuple(f for c, f in facts.items() if c.startswith("n-"))
    report = Report("x", "", "exempelstad", "2024-12", "arsredovisning", "x", own, totals)
    return {cell for f in run_checks(report, None) if f.verdict == "avviker" for cell in f.cells}


@settings(max_examples=40, deadline=None)
@given(truths(), st.lists(st.sampled_from(STEPS), min_size=3, max_size=7))
def test_rounding_each_cell_is_never_an_error(truth: Truth, steps: list[Decimal]) -> None:
    assert _avviker(_printed(truth, steps)) == set()


@settings(max_examples=40, deadline=None)
@given(truths(), st.lists(st.sampled_from(STEPS[:3]), min_size=3, max_size=7), st.data())
def test_a_cell_moved_by_more_than_the_tolerance_is_always_found(
    truth: Truth, steps: list[Decimal], data: st.DataObject
) -> None:
    facts = _printed(truth, steps)
    cell, terms = data.draw(st.sampled_from(truth.identities))
    sign, moved = data.draw(st.sampled_from([(-1, cell), *terms]))
    off = sum((s * _value(facts, c) for s, c in terms), -_value(facts, cell))
    tolerance = sum((_width(facts, c) for _, c in terms), _width(facts, cell)) / 2
    further = (tolerance + 1) * (1 if off >= 0 else -1) * sign
    facts[moved] = replace(facts[moved], value=_value(facts, moved) + further)
    assert f"Blad!{facts[moved].cell}" in _avviker(facts)


def _width(facts: dict[str, Fact], cell: str) -> Decimal:
    """The step of a cell; a total that adds rounded cells has their rounding in it."""
    entity, rest = cell.split("-", 1)
    parts = (facts[c].step for c in facts if c.startswith("v") and c.split("-", 1)[1] == rest)
    return max(facts[cell].step, sum(parts, D(0))) if entity == "n" else facts[cell].step


def _value(facts: dict[str, Fact], cell: str) -> Decimal:
    value = facts[cell].value
    assert value is not None
    return value
