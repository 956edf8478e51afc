"""Uppdrag and indicators stored before their later columns existed still load; audits stand by themselves."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from store import Store, publish, rebuild
from tests.store.factory import UPPDRAG, make_report


def test_an_older_submission_has_what_it_did_not_say(tmp_path: Path) -> None:
    kept = publish(tmp_path, *make_report(), "ekonom")
    path = tmp_path / "submissions" / kept.id / "report.json"
    content = json.loads(path.read_text("utf-8"))
    for key in ("kind", "svar", "ater"):
        del content["uppdrag"][0][key]
    path.write_text(json.dumps(content), "utf-8")
    publish(tmp_path, *make_report(report="2024-12"), "ekonom")
    rebuild(tmp_path)
    old, new = Store(tmp_path).uppdrag("goteborg")[::-1]
    assert [old[k] for k in ("kind", "svar", "ater")] == ["uppdrag", "", ""]
    assert new["kind"] == "uppdrag"


def test_uppdrag_do_not_replace_recommendations(tmp_path: Path) -> None:
    advice = replace(UPPDRAG, kind="rekommendation", status="besvarad", svar="KS 2024-06-12")
    publish(tmp_path, *make_report(facts=[], uppdrag=(advice,), comments=()), "ekonom")
    later = publish(tmp_path, *make_report(), "ekonom")
    assert later.superseded == ()
    store = Store(tmp_path)
    assert [u["kind"] for u in store.uppdrag("goteborg", report="2024-08")] == ["uppdrag"]
    assert [u["svar"] for u in store.rekommendationer("goteborg")] == ["KS 2024-06-12"]
