"""What the Store answers."""

from decimal import Decimal
from pathlib import Path

import pytest

from store import Store, Submission, publish, publish_many
from store.records import Finding
from tests.store.factory import fact, golden_facts, make_report

LABELS = (("verksamhet", "aldre", "Äldreomsorg"), ("verksamhet", "hem", "Hemtjänst"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("store")


@pytest.fixture(scope="module")
def golden(folder: Path) -> Submission:
    parts = [fact("kostnader", "-5", verksamhet=v, sheet="Verksamheter") for v in ("aldre", "hem")]
    total = (fact("kostnader", "-10", row="Summa", cell="B9"),)
    report = make_report(facts=golden_facts() + parts, labels=LABELS, control_totals=total)
    publish(
        folder,
        *make_report("boras", "2022-00", facts=[fact(namnd="arbetslivsnamnden", year=2022)]),
        "attest",
    )
    return publish(folder, *report, "ekonom")


@pytest.fixture(scope="module")
def store(folder: Path, golden: Submission) -> Store:
    assert golden.id
    return Store(folder)


def test_an_empty_or_missing_folder_is_an_empty_store(tmp_path: Path) -> None:
    store = Store(tmp_path / "nothing")
    assert (store.generation, store.kommuner(), store.submissions(), store.findings()) == (0, [], [], [])
    assert store.fact("x.1") is None and store.row_of("x.1") == [] and store.years("goteborg") == []
    publish(tmp_path / "nothing", *make_report(), "ekonom")
    assert [k["code"] for k in store.kommuner()] == ["goteborg"]


def test_what_there_is(store: Store) -> None:
    assert [k["name"] for k in store.kommuner()] == ["Borås", "Göteborg"]
    assert store.namnder("goteborg") == [
        {"code": "kommunstyrelsen", "name": "Kommunstyrelsen", "kind": "namnd"}
    ]
    assert store.namnder("goteborg", report="2023-08") == []
    names = [v["name"] for v in store.verksamheter("goteborg", "kommunstyrelsen")]
    assert names == ["Hemtjänst", "Äldreomsorg"]
    measures = store.measures("goteborg", "kommunstyrelsen")
    assert [m["name"] for m in measures][:2] == ["Intäkter", "Kostnader"] and measures[0]["unit"] == "kr"
    assert store.years("goteborg") == [2024]
    assert store.reports("boras")[0]["report"] == "2022-00"


def test_a_fact_leads_to_its_cell_its_row_and_its_publisher(store: Store, golden: Submission) -> None:
    one = store.fact(f"{golden.id}.28")
    assert one and (one["value"], one["printed"], one["step"]) == (30_300_000, Decimal("30.3"), 100_000)
    assert (one["sheet"], one["cell"], one["raw"], one["column_text"]) == ("Resultat", "B6", "30,3", "Utfall")
    assert (one["publisher"], one["measure_name"], one["kommun_name"]) == (
        "ekonom",
        "Resultat",
        "Göteborg",
    )
    row = store.row_of(one["fact_id"])
    assert [r["raw"] for r in row] == ["30,3", "3,8", "26,3", "13,0", "5,0", "0,0", "14,4"]


def test_a_control_total_has_an_id_of_its_own(store: Store, golden: Submission) -> None:
    total = store.fact(f"{golden.id}.c0")
    assert total and total["control_total"] and total["row_text"] == "Summa"
    assert store.row_of(total["fact_id"])[0]["fact_id"] == f"{golden.id}.c0"


@pytest.mark.parametrize(
    "wrong", ["", "x", ".1", "{0}", "{0}.", "{0}.99", "{0}.-1", "{0}.c9", "{0}.1'", "{0}.²"]
)
def test_an_id_that_is_none_is_none(store: Store, golden: Submission, wrong: str) -> None:
    assert store.fact(wrong.format(golden.id)) is None


def test_a_ledger_of_the_same_period_does_not_decide_what_the_report_is(tmp_path: Path) -> None:
    ledger, content = make_report(kind="huvudbok", facts=[fact("kostnader", "-1.0", horizon="month")])
    publish_many(tmp_path, [make_report(), (ledger, content)], "controller")
    (report,) = Store(tmp_path).reports("goteborg")
    assert (report["kind"], len(report["submissions"])) == ("delarsrapport", 2)


def test_an_attachment_to_the_arsredovisning_leaves_the_year_closed(tmp_path: Path) -> None:
    heads = make_report(report="2024-12", facts=[fact("antal_anstallda", "9", unit="antal", scale=1)])
    publish_many(tmp_path, [make_report(report="2024-12", kind="arsredovisning"), heads], "controller")
    (report,) = Store(tmp_path).reports("goteborg")
    assert (report["kind"], len(report["submissions"])) == ("arsredovisning", 2)


def test_a_table_comes_in_the_reports_own_layout(store: Store) -> None:
    table = store.table("goteborg", "kommunstyrelsen", "2024-08")
    assert [r["raw"] for r in table[:7]] == ["78,5", "79,4", "76,7", "125,1", "125,6", "124,0", "125,9"]
    assert [r["sheet"] for r in table[-2:]] == ["Verksamheter"] * 2
    assert {r["role"] for r in table} == {"own", "comparison"}
    assert table[-1]["verksamhet_name"] == "Hemtjänst"


def test_findings_by_cell_and_by_namnd(folder: Path, store: Store, golden: Submission) -> None:
    found = store.findings_of_cell(golden.id, ["Resultat!B2"])
    assert [f["verdict"] for f in found] == ["avrundning"]
    assert store.findings_of_cell(golden.id, "Resultat!H9") == []
    assert len(store.findings(submission=golden.id)) == len(store.findings(kommun="goteborg")) == 1
    assert len(store.findings(namnd="kommunstyrelsen", report="2024-08")) == 1
    assert store.findings(kommun="goteborg", namnd="finns-inte") == []
    whole = Finding("warning", "enhet", "Enheten är oklar.")
    publish(folder, *make_report("malmo", findings=(whole,)), "ekonom")
    assert [f["message"] for f in store.findings(kommun="malmo", namnd="kommunstyrelsen")] == [whole.message]


def test_a_finding_about_a_heading_is_everyones_one_about_a_cell_is_its_namnds(tmp_path: Path) -> None:
    facts = [fact(namnd=n, cell=f"B{row}") for row, n in enumerate(("a", "b"), 2)]
    findings = tuple(
        Finding("warning", cell, cell, (f"Resultat!{cell}",)) for cell in ("B1", "B2", "B3", "B4")
    )
    publish(
        tmp_path,
        *make_report(facts=facts, findings=findings, control_totals=(fact(cell="B4"),)),
        "ekonom",
    )
    store = Store(tmp_path)
    assert [f["code"] for f in store.findings(namnd="a")] == ["B1", "B2"]
    assert [f["code"] for f in store.findings(namnd="b", report="2024-08")] == ["B1", "B3"]
    assert [f["code"] for f in store.findings(namnd="kommunstyrelsen")] == ["B1", "B4"]


def test_a_name_is_the_newest_that_counts_and_is_kept_for_history(tmp_path: Path) -> None:
    store = Store(tmp_path)

    def labelled(name: str, add: int, report: str = "2024-08", code: str = "matt:ho") -> None:
        publish(tmp_path, *make_report(report=report, add=add, labels=(("matt", code, name),)), "ekonom")
        store.refresh()

    labelled("Hushåll", 0)
    assert store.name("matt", "goteborg", "matt:ho") == "Hushåll"
    labelled("Hushåll, medel", 1)
    labelled("Hushåll 2023", 2, report="2023-08")
    assert store.name("matt", "goteborg", "matt:ho") == "Hushåll, medel"
    labelled("Annat", 3, code="matt:annat")
    assert store.name("matt", "goteborg", "matt:ho") == "Hushåll 2023"
    labelled("Också annat", 4, report="2023-08", code="matt:annat")
    assert store.name("matt", "goteborg", "matt:ho") == "Hushåll, medel"
    assert store.name("matt", "goteborg", "matt:finns-inte") == "matt:finns-inte"


def test_texts_of_a_namnd(store: Store, golden: Submission) -> None:
    assert store.uppdrag("goteborg", "kommunstyrelsen", "2024-08")[0]["arendenummer"] == "0642/23"
    assert store.comments("goteborg", "kommunstyrelsen")[0]["heading"] == "Ekonomi"
    assert store.indikatorer("goteborg") == [] and store.uppdrag("goteborg", "annan") == []
    assert store.not_read(golden.id)[0]["reason"] == "Kolumnen saknar rubrik."


def test_submissions_by_namnd_and_state(store: Store, golden: Submission) -> None:
    assert [s["id"] for s in store.submissions("goteborg", "kommunstyrelsen", ["published"])] == [golden.id]
    assert store.submissions("goteborg", states=["withdrawn", "superseded"]) == []
    assert store.submissions(namnd="finns-inte") == []


def test_codes_cannot_become_sql(store: Store) -> None:
    assert store.namnder("x' OR '1'='1") == [] and store.table("goteborg", "'; DROP TABLE fact; --", "") == []


def test_a_reader_cannot_write(store: Store) -> None:
    with pytest.raises(Exception, match="read-only"):
        store._query("CREATE TABLE mine (x INTEGER)")


def test_decimals_stay_decimals(store: Store) -> None:
    found = store._query(
        "SELECT value, sum(value) AS total FROM fact WHERE kommun = $k GROUP BY 1", {"k": "boras"}
    )
    assert str(found.schema.field("value").type) == "decimal128(18, 4)"
    assert isinstance(found["total"][0].as_py(), Decimal)
