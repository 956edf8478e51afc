"""Parts and wholes, one number in two places, and units, on small tables."""

from dataclasses import replace

from tests.checks.tables import read, sentences, verdicts

STAMMER, AVRUNDNING = ("stammer", "info"), ("avrundning", "info")
AVVIKER, EJ = ("avviker", "error"), ("gar_ej_att_prova", "info")


def test_parts_sum_to_their_total_row() -> None:
    table = read("""
        mnkr                     | utfall 2024 | utfall 2023 | budget 2024
        = kultur: kostnader      | -10,1       | -10,0       | -20,0
        kultur/bibliotek: kostnader | -4,0     | -4,0        | -4,0
        kultur/museum: kostnader | -6,0        |             | -6,0
    """)
    assert verdicts(table, only="summa") == [("summa", *v) for v in (AVVIKER, EJ, AVRUNDNING)]
    assert sentences(table, only="summa")[1].endswith(
        "i rapporten står −10,0 mnkr. Museum saknar tal i kolumnen."
    )


def test_several_totals_of_one_table() -> None:
    table = read("""
        mnkr              | utfall 2024
        skola: resultat   | 3,0
        vard: resultat    | 2,0
        = alla: resultat  | 5,0
        finans: resultat  | 1,0
        = alla: resultat  | 6,0
    """)
    assert verdicts(table, only="summa") == [("summa", *STAMMER)] * 2


def test_totals_of_groups_of_namnder_and_of_them_all() -> None:
    table = read("""
        mnkr                   | utfall 2024
        skola: resultat        | 3,0
        vard: resultat         | 2,0
        = summa-stora: resultat | 5,0
        finans: resultat       | 1,0
        kultur: resultat       | 1,5
        = summa-sma: resultat  | 2,6
        = alla: resultat       | 7,5
    """)
    assert verdicts(table, only="summa") == [("summa", *v) for v in (AVRUNDNING, STAMMER, STAMMER)]


def test_a_namnd_is_the_sum_of_its_verksamheter_only_if_they_are_all_there() -> None:
    table = read("""
        mnkr                     | utfall 2024 | budget 2024
        kultur: kostnader        | -10,0       | -12,0
        kultur/bibliotek: kostnader | -4,0     | -4,0
        kultur/museum: kostnader | -6,0        | -6,0
        kultur/scen: intakter    | 1,0         | 1,0
    """)
    assert verdicts(table, only="nivaer") == []
    whole = read("""
        mnkr                     | utfall 2024 | budget 2024
        kultur: kostnader        | -10,0       | -12,0
        kultur/bibliotek: kostnader | -4,0     | -4,0
        kultur/museum: kostnader | -6,0        | -6,0
    """)
    assert verdicts(whole, only="nivaer") == [("nivaer", "avviker", "warning"), ("nivaer", *STAMMER)]


def test_percentages_of_parts_are_never_added() -> None:
    table = read("""
        procent                       | utfall 2024
        kultur: sjukfranvaro          | 6,0
        kultur/bibliotek: sjukfranvaro | 4,0
        kultur/museum: sjukfranvaro   | 5,0
    """)
    assert verdicts(table) == []


def test_one_number_stated_twice() -> None:
    table = read("""
        tkr                       | budget 2022:1 | budget 2022:2
        kultur: intakter          | 170 736       | 164 952
        kultur: nettokostnad      | -100          | -101

        tkr                       | budget 2022:1 | budget 2022:2
        = kultur: intakter        | 170 473       | 164 952
        = kultur: nettokostnad    | -100          | -102
    """)
    assert verdicts(table) == [("motsagelse", *v) for v in (AVVIKER, AVRUNDNING, STAMMER, STAMMER)]
    assert sentences(table)[0] == (
        "kultur, budget 2022:1. Intäkter: 170 736 på ett ställe och 170 473 tkr på ett annat. "
        "Det skiljer 263 tkr."
    )


def test_the_same_name_with_another_definition_is_not_compared() -> None:
    twice = read("""
        antal  | utfall 2018
        a: hushall | 747
        a: hushall | 679
    """)
    one, other = twice.facts
    unlike = replace(twice, facts=(one, replace(other, definition="försörjningsstöd")))
    assert verdicts(twice) == [("motsagelse", *AVVIKER)]
    assert verdicts(unlike) == [("motsagelse", *EJ)]


def test_a_table_in_the_wrong_unit() -> None:
    table = read("""
        mnkr         | utfall 2024-08
        kostnader    | -340 512,0
        kommunbidrag | 263 000,0
        intakter     | 77,0

        mnkr         | utfall 2023-08
        kostnader    | -343,3
        kommunbidrag | 257,7
        intakter     | 76,7
    """)
    assert verdicts(table, only="enhet") == [("enhet", "avviker", "warning")]
    assert sentences(table, only="enhet")[0] == (
        "Utfall jan–aug 2024 (Tabell): 2 tal är ungefär 1 000 gånger större än året före eller budgeten, "
        "till exempel kommunstyrelsen, kostnader: −340 512,0 mnkr mot −343,3 mnkr. "
        "Kontrollera om tabellen är i tkr eller mnkr."
    )


def test_what_is_left_of_large_numbers_may_become_a_thousand_times_larger() -> None:
    table = read("""
        tkr      | utfall 2024 | budget 2024
        resultat | 40 000      | 40
    """)
    assert verdicts(table, only="enhet") == [("enhet", *STAMMER)]


def test_a_total_may_add_the_rounded_cells() -> None:
    table = read("""
        mnkr              | utfall 2024 | budget 2024 | avvikelse
        a: kostnader      | -11         | -10         | 0
        b: kostnader      | -12         | -11         | 0
        c: kostnader      | -13         | -12         | 0
        = alla: kostnader | -36         | -33         | 0
    """)
    assert {v for _, v, _ in verdicts(table)} == {"stammer", "avrundning"}


def test_a_small_number_that_grows_is_no_unit_error() -> None:
    table = read("""
        tkr      | utfall 2024 | budget 2024
        intakter | 4 998       | 5
    """)
    assert verdicts(table, only="enhet") == []


def test_women_and_men_are_all() -> None:
    table = read("""
        timmar         | utfall 2024-08 | utfall 2023-08
        sjuktimmar     | 300            | 290
        sjuktimmar     | 200            | 200
        sjuktimmar     | 110            |
    """)
    genders = dict(zip("B2 C2 B3 C3 B4".split(), ["", "", "K", "K", "M"], strict=True))
    facts = tuple(replace(f, kon=genders[f.cell]) for f in table.facts)
    grouped = replace(table, facts=facts)
    assert verdicts(grouped) == [("grupper", *AVVIKER), ("grupper", *EJ)]
    assert sentences(grouped)[1].endswith("Någon av grupperna saknas.")
