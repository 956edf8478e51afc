"""Kvar att förbruka and förbrukning in percent, against the budget and the outcome of the same row."""

from tests.checks.tables import findings, read, sentences, verdicts

STAMMER, AVRUNDNING = ("stammer", "info"), ("avrundning", "info")
AVVIKER, EJ = ("avviker", "error"), ("gar_ej_att_prova", "info")


def test_what_is_left_is_the_budget_of_the_year_minus_the_outcome_so_far() -> None:
    table = read("""
        mnkr              | budget 2024 | utfall 2024-08 | kvar
        personalkostnader | -100,0      | -60,0          | -40,0
        lokalkostnader    | -20,0       | -10,04         | -10,0
        intakter          | 50,0        | 30,0           | 25,0
        ovriga_kostnader  | -10,0       | -4,0           | 6,0
        buffert           | 5,0         |                | 5,0
    """)
    assert verdicts(table, only="kvar") == [("kvar", *v) for v in (AVVIKER, EJ, STAMMER, STAMMER, STAMMER)]
    wrong, missing, plain, _, turned = sentences(table, only="kvar")
    assert wrong == (
        "kommunstyrelsen, helår 2024. Intäkter, kvar att förbruka: 50,0 − 30,0 = 20,0 mnkr "
        "men i rapporten står 25,0. Det skiljer 5,0 mnkr."
    )
    assert missing.endswith("i rapporten står 5,0 mnkr. Utfall eller budget för samma rad saknas.")
    assert plain.endswith("−100,0 − (−60,0) = −40,0 mnkr, som i rapporten.")
    assert turned.endswith("= 6,0 mnkr, som i rapporten. Plus betyder här att det finns budget kvar.")
    assert findings(table, only="kvar")[0].cells == ("Tabell!D4", "Tabell!B4", "Tabell!C4")


def test_what_is_left_of_the_budget_of_the_period() -> None:
    table = read("mnkr | budget 2024-08 | utfall 2024-08 | kvar\nintakter | 50,0 | 30,0 | 20,0")
    assert verdicts(table, only="kvar") == [("kvar", *STAMMER)]


def test_what_is_used_is_the_outcome_in_percent_of_the_budget() -> None:
    table = read("""
        mnkr              | utfall 2024-08 | budget 2024 | budget 2024-08
        personalkostnader | -60,0          | -100,0      | -66,0
        lokalkostnader    | -10,0          | -20,0       | -12,5
        intakter          | 1,0            | 3,0         |
        buffert           | 1,0            | 0,0         |
        ovriga_kostnader  | -5,0           |             |

        procent                                       | utfall 2024-08
        rapporterad:forbrukning_pct:personalkostnader | 60
        rapporterad:forbrukning_pct:lokalkostnader    | 80
        rapporterad:forbrukning_pct:intakter          | 34,9
        rapporterad:forbrukning_pct:buffert           | 20
        rapporterad:forbrukning_pct:ovriga_kostnader  | 20
    """)
    assert verdicts(table, only="forbrukning") == [
        ("forbrukning", *v) for v in (EJ, EJ, AVRUNDNING, STAMMER, STAMMER)
    ]
    zero, missing, rounded, year, period = sentences(table, only="forbrukning")
    assert zero.endswith("Budgeten är noll eller avrundas till noll.")
    assert missing.endswith("Utfall eller budget för samma rad saknas.")
    assert "1,0 ÷ 3,0 = 33,3 % men i rapporten står 34,9. Skillnaden ryms" in rounded
    assert "förbrukning i procent: −60,0 ÷ −100,0 = 60 %, som i rapporten." in year
    assert period.endswith("−10,0 ÷ −12,5 = 80 %, som i rapporten.")


def test_a_wrong_share_of_the_budget_is_told() -> None:
    table = read("""
        tkr      | utfall 2024-08 | budget 2024
        intakter | 600            | 1 000

        procent                              | utfall 2024-08
        rapporterad:forbrukning_pct:intakter | 66,0
    """)
    assert sentences(table, only="forbrukning") == [
        "kommunstyrelsen, jan–aug 2024. Intäkter, förbrukning i procent: 600 ÷ 1 000 = 60,0 % "
        "men i rapporten står 66,0. Det skiljer 6,0 %."
    ]
