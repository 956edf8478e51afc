"""Each check on a small table: what agrees, what rounding explains, what does not, what cannot be tested."""

from dataclasses import replace

from tests.checks.tables import findings, read, sentences, verdicts

STAMMER, AVRUNDNING = ("stammer", "info"), ("avrundning", "info")
AVVIKER, EJ = ("avviker", "error"), ("gar_ej_att_prova", "info")


def test_resultat_is_the_sum_of_its_posts() -> None:
    table = read("""
        mnkr                 | utfall 2024-08 | budget 2024-08 | prognos 2024 | budget 2024
        intakter             | 78,5           | 79,4           | 125,1        | 124,0
        kostnader            | -340,5         | -372,7         | -566,6       |
        kommunbidrag         | 263,0          | 263,0          | 395,4        | 395,4
        kommuninterna_bidrag | 29,3           | 34,1           | 59,1         | 61,2
        resultat             | 30,3           | 3,9            | 23,0         | 0,0
    """)
    assert verdicts(table) == [("resultat", *v) for v in (AVVIKER, EJ, AVRUNDNING, STAMMER)]
    wrong, missing, *_ = sentences(table, only="resultat")
    assert wrong == (
        "kommunstyrelsen, prognos helår 2024. Resultat: 125,1 − 566,6 + 395,4 + 59,1 = 13,0 mnkr "
        "men i rapporten står 23,0. Det skiljer 10,0 mnkr."
    )
    assert missing.endswith("i rapporten står 0,0 mnkr. Kostnader saknas i samma kolumn.")


def test_a_table_with_nothing_but_resultat_yields_nothing() -> None:
    assert verdicts(read("mnkr | utfall 2024-08\nresultat | 30,3")) == []


def test_without_kommunbidrag_a_difference_proves_nothing() -> None:
    table = read("""
        mnkr      | utfall 2024
        intakter  | 10,0
        kostnader | -12,0
        resultat  | 5,0
    """)
    assert verdicts(table) == [("resultat", *EJ)]


def test_nettokostnad_in_both_variants_and_as_a_positive_number() -> None:
    table = read("""
        tkr                         | utfall 2024
        a: intakter                 | 100
        a: kostnader                | -350
        a: kommuninterna_bidrag     | 40
        a: nettokostnad             | -250
        b: intakter                 | 100
        b: kostnader                | -350
        b: kommuninterna_bidrag     | 40
        b: nettokostnad             | -210
        c: intakter                 | 100
        c: kostnader                | -350
        c: nettokostnad             | 250
        d: intakter                 | 100
        d: kostnader                | -350
        d: buffert                  | -10
        d: nettokostnad             | -250
    """)
    assert verdicts(table) == [("nettokostnad", *AVVIKER), *[("nettokostnad", *STAMMER)] * 3]
    said = sentences(table, only="nettokostnad")
    assert said[0].endswith("100 − 350 − 10 = −260 tkr men i rapporten står −250. Det skiljer 10 tkr.")
    assert said[2].endswith("100 − 350 + 40 = −210 tkr, som i rapporten. Kommuninterna bidrag är inräknade.")


def test_avvikelse_is_utfall_minus_budget() -> None:
    table = read("""
        mnkr         | utfall 2024-08 | budget 2024-08 | avvikelse
        intakter     | 78,5           | 79,4           | -0,8
        kostnader    | -340,5         | -372,7         | 32,2
        kommunbidrag | 263,0          | 263,0          | 1,0
        buffert      | 2,0            |                | 2,0
    """)
    assert verdicts(table) == [("avvikelse", *v) for v in (AVVIKER, EJ, AVRUNDNING, STAMMER)]
    assert sentences(table)[2] == (
        "kommunstyrelsen, jan–aug 2024. Intäkter, avvikelse: 78,5 − 79,4 = −0,9 mnkr "
        "men i rapporten står −0,8. Skillnaden ryms i avrundningen."
    )
    assert findings(table, only="avvikelse")[2].cells == ("Tabell!D2", "Tabell!B2", "Tabell!C2")


def test_a_turned_sign_is_told() -> None:
    table = read("""
        mnkr      | utfall 2024-08 | budget 2024-08 | avvikelse
        kostnader | -340,5         | -372,7         | -32,2
    """)
    assert sentences(table)[0].endswith("Det skiljer 64,4 mnkr. Talen är lika stora med omvänt tecken.")


def test_a_cost_typed_as_a_positive_number_is_told() -> None:
    table = read("""
        mnkr         | utfall 2024-08
        intakter     | 78,5
        kostnader    | 340,5
        kommunbidrag | 292,3
        resultat     | 30,3
    """)
    assert sentences(table)[0].endswith("Det skiljer 681,0 mnkr. Med omvänt tecken på kostnader stämmer det.")


def test_forandring_is_between_the_two_budgets_of_the_row() -> None:
    table = read(
        """
        tkr      | budget 2021 | budget 2022:1 | budget 2022:2 | forandring
        intakter | 174 441     | 170 736       | 164 952       | -5 784
        kostnader| -415 278    | -415 315      | -415 323      | -9
    """,
        report="2022-00",
    )
    assert verdicts(table) == [("forandring", *AVRUNDNING), ("forandring", *STAMMER)]


def test_sjukfranvaro_is_hours_through_hours() -> None:
    table = read("""
        timmar           | utfall 2024-08
        sjuktimmar       | 260
        sjuktimmar_kort  | 100
        sjuktimmar_lang  | 160
        ordinarie_timmar | 10 000

        procent          | utfall 2024-08
        sjukfranvaro     | 2,6
    """)
    assert verdicts(table) == [("sjuktimmar", *STAMMER), ("sjukfranvaro", *STAMMER)]
    assert sentences(table, only="sjukfranvaro")[0].endswith("260 ÷ 10 000 = 2,6 %, som i rapporten.")


def test_prognos_against_budget_and_against_the_one_before() -> None:
    table = read("""
        mnkr     | prognos 2024 | fg prognos 2024 | budget 2024 | prognosavvikelse | prognosforandring
        resultat | 13,0         | 5,0             | 0,0         | 13,0             | 7,0
    """)
    assert verdicts(table) == [("prognosforandring", *AVVIKER), ("prognosavvikelse", *STAMMER)]
    assert sentences(table)[0] == (
        "kommunstyrelsen, helår 2024. Resultat, prognosförändring: 13,0 − 5,0 = 8,0 mnkr "
        "men i rapporten står 7,0. Det skiljer 1,0 mnkr."
    )


def test_kinds_of_cost_sum_only_when_there_is_a_row_for_the_rest() -> None:
    table = read("""
        tkr                  | utfall 2024
        a: kostnader         | -100
        a: personalkostnader | -60
        a: lokalkostnader    | -10
        b: kostnader         | -100
        b: personalkostnader | -60
        b: lokalkostnader    | -10
        b: ovriga_kostnader  | -40
    """)
    assert verdicts(table) == [("kostnader", *AVVIKER)]


def test_budgets_in_several_versions_are_not_guessed_at() -> None:
    table = read("""
        mnkr     | utfall 2024 | budget 2024:1 | budget 2024:2 | avvikelse
        intakter | 10,0        | 9,0           | 8,0           | 2,0
    """)
    assert verdicts(table) == [("avvikelse", *EJ)]


def test_a_percentage_of_nothing_cannot_be_tested() -> None:
    table = read("""
        mnkr      | utfall 2024 | utfall 2023
        intakter  | 10,0        | 0,0

        procent   | utfall 2024
        intakter  | 5,0
    """)
    last = replace(table.facts[-1], measure="rapporterad:forandring_pct:intakter")
    report = replace(table, facts=(*table.facts[:-1], last))
    assert verdicts(report) == [("procent", *EJ)]
    assert sentences(report)[0].endswith("Talet att jämföra med är noll eller avrundas till noll.")
