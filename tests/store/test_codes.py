"""The code lists and the names that come from them."""

import subprocess
import sys
from decimal import Decimal

import pytest

import store
from settings import ROOT
from store import codes


def test_the_lists_are_read() -> None:
    assert {k.code for k in codes.kommuner()} >= {"goteborg", "boras", "vastervik", "malmo", "exempelstad"}
    assert [k.code for k in codes.kommuner() if k.fictional] == ["exempelstad"]
    assert "KS" in next(n for n in codes.namnder("goteborg") if n.code == "kommunstyrelsen").aliases
    assert {n.kommun for n in codes.namnder("malmo")} == {"malmo"}
    assert len(codes.namnder()) > len(codes.namnder("goteborg"))


def test_codes_are_unique_and_successors_exist() -> None:
    pairs = [(n.kommun, n.code) for n in codes.namnder()]
    assert len(pairs) == len(set(pairs))
    assert {(n.kommun, s.code) for n in codes.namnder() for s in n.successor} <= set(pairs)
    parts = {(v.kommun, v.namnd, v.code) for v in codes.verksamheter()}
    assert {
        (v.kommun, s.namnd or v.namnd, s.code) for v in codes.verksamheter() for s in v.successor
    } <= parts
    assert all(row.valid_to for row in (*codes.namnder(), *codes.verksamheter()) if row.successor)
    measures = [m.code for m in codes.matt()]
    assert len(measures) == len(set(measures)) and all(m.unit for m in codes.matt())


def test_shares_are_read_and_those_that_cannot_be_are_refused() -> None:
    parted = codes.successors("ny-namnd:0.6|annan:0.4")
    assert parted == (
        codes.Successor("ny-namnd", Decimal("0.6")),
        codes.Successor("annan", Decimal("0.4")),
    )
    assert codes.successors("ny|annan") == (codes.Successor("ny"), codes.Successor("annan"))
    assert codes.successors("ny-namnd/bibliotek:1")[0] == codes.Successor("bibliotek", Decimal(1), "ny-namnd")
    for wrong in ("ny:0.6|annan:0.5", "ny:0.6|annan", "ny:0", "ny:1.2", "ny:halva", "ny:0.6"):
        with pytest.raises(ValueError, match="Efterträdarna"):
            codes.successors(wrong)


def test_names() -> None:
    assert codes.name("kommun", "", "boras") == "Borås"
    assert codes.name("namnd", "boras", "arbetslivsnamnden") == "Arbetslivsnämnden"
    assert codes.name("namnd", "malmo", "arbetslivsnamnden") is None
    assert codes.name("matt", "", "kommunbidrag") == "Kommunbidrag"
    assert codes.name("matt", "", "rapporterad:avvikelse:intakter") == "Rapporterad avvikelse, intäkter"
    assert codes.name("matt", "", "rapporterad:nettokostnad") == "Rapporterad nettokostnad"


def test_codes_and_records_come_without_a_database() -> None:
    script = "import sys, store.codes, store.records; print({'duckdb', 'pyarrow'} & set(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "set()"


def test_what_the_room_offers_is_there() -> None:
    assert {name for name in store.__all__ if not hasattr(store, name)} == set()
    with pytest.raises(AttributeError):
        store.nothing  # noqa: B018
