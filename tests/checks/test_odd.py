"""Whatever a reader may hand over, the checks answer and do not fall."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from checks import run_checks
from store.records import Fact, Report, Severity, Verdict

D = Decimal
MEASURES = (
    "intakter", "kostnader", "buffert", "kommunbidrag", "kommuninterna_bidrag", "nettokostnad", "resultat",
    "personalkostnader", "ovriga_kostnader", "sjuktimmar", "sjuktimmar_kort", "ordinarie_timmar",
    "sjukfranvaro", "matt:hushall", "rapporterad:", "rapporterad:avvikelse:intakter",
    "rapporterad:avvikelse_pct:kostnader", "rapporterad:forandring:intakter", "rapporterad:okant:kostnader",
    "rapporterad:nettokostnadsutveckling", "rapporterad:nettokostnadsutveckling_pct",
    "rapporterad:intakter_forandring_pct", "rapporterad:prognosfel:resultat",
)  # fmt: skip

facts = st.builds(
    Fact,
    namnd=st.sampled_from(["", "a", "b"]),
    verksamhet=st.sampled_from(["", "x", "y", "buffert"]),
    measure=st.sampled_from(MEASURES),
    scenario=st.sampled_from(["utfall", "budget", "prognos"]),
    basis=st.sampled_from(["", "2024-08", "fg:2024-08", "2024:1", "2024:2"]),
    year=st.sampled_from([2023, 2024]),
    month=st.sampled_from([1, 8, 12]),
    horizon=st.sampled_from(["period", "year", "month"]),
    value=st.none() | st.sampled_from([D(0), D(1), D("-0.4"), D(1000), D(-(10**6)), D(10**15)]),
    unit=st.sampled_from(["kr", "antal", "procent", "timmar", "arsarbetare", "kr/inv"]),
    step=st.sampled_from([D(0), D("0.1"), D(1), D(1000)]),
    printed=st.none() | st.sampled_from([D(0), D(1), D("-0.4"), D(7)]),
    sheet=st.sampled_from(["Blad1", "Blad2"]),
    cell=st.sampled_from(["A1", "B7", "A358#2", "", "AB12"]),
    row=st.sampled_from(["", "Summa", "Totalt"]),
    column=st.just(""),
    raw=st.just(""),
    role=st.sampled_from(["own", "comparison"]),
    kon=st.sampled_from(["", "K", "M"]),
    alder=st.sampled_from(["", "-29"]),
)


class Everything:
    def value(self, *_about: object) -> list[tuple[Decimal, Decimal, str, str, str]]:
        return [(D(1000), D(0), "", "2023-12", "Blad!A1")]


@settings(max_examples=200, deadline=None)
@given(st.lists(facts, max_size=25), st.lists(facts, max_size=8))
def test_any_facts_are_answered(some: list[Fact], totals: list[Fact]) -> None:
    report = Report("x", "", "prov", "2024-08", "delarsrapport", "x", tuple(some), tuple(totals))
    for finding in run_checks(report, Everything()):
        assert finding.verdict in set(Verdict) and finding.severity in set(Severity)
        assert finding.code.startswith("avstamning:") and finding.cells
        assert finding.message and "None" not in finding.message and "{" not in finding.message
