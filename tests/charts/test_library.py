"""The chart library that browsers get: plotly's own file, without the trace types that no chart uses."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import plotly
import pytest

from charts import _bundle, library
from settings import ROOT

WHOLE = (Path(plotly.__file__).parent / "package_data" / "plotly.min.js").read_text("utf-8")
TOY = (
    "/* plotly.js v9 */\nfactory(()=>{var Plotly=(()=>{"
    "var W=(e,t)=>()=>{try{return t||e((t={exports:{}}).exports,t),t.exports}catch(r){throw t=0,r}},"
    "E=(e,t,r)=>()=>{if(r)throw r[0];try{return e&&(t=e(e=0)),t}catch(i){throw r=[i],i}};"
    'var bar=W((e,m)=>{m.exports={moduleType:"trace",name:"bar",text:`}${[1].map(x=>`)${x}`)}(`}}),'
    'pie=W((e,m)=>{half();m.exports={moduleType:"trace",name:"pie",slash:/[/)}]"/.test("}")}});'
    "var pies,half=E(()=>{pies=1/2/(3)});"
    "var one=W((e,m)=>{m.exports=bar()}),two=W((e,m)=>{m.exports=pie()});"
    "var core=W((e,m)=>{let all=[];m.exports={all,register:l=>all.push(...l)}});"
    "var index=W((e,m)=>{let P=core();P.register([one(),two()]);m.exports=P});return index();})();"
    "return Plotly;})"
)


def test_what_no_chart_uses_is_left_out() -> None:
    made = _bundle.cut(TOY, ["bar", "scatter"])
    assert "register([one()])" in made and "pie" not in re.sub(r"pie=0", "", made) and "half" not in made
    assert "core=W(" in made and made.endswith(TOY[TOY.index("})();return Plotly") :])


@pytest.mark.skipif(
    not shutil.which("node"), reason="node is not on this machine; Chromium draws with it too"
)
@pytest.mark.parametrize(("traces", "names"), [(["bar"], ["bar"]), (["pie", "bar"], ["bar", "pie"])])
def test_a_cut_bundle_runs(traces: list[str], names: list[str]) -> None:
    code = f"const factory=f=>console.log(JSON.stringify(f().all.map(t=>t.name)));{_bundle.cut(TOY, traces)}"
    told = subprocess.run(["node", "-e", code], capture_output=True, text=True, check=True).stdout
    assert json.loads(told) == names


@pytest.mark.parametrize(
    "other",
    [
        "",
        "var Plotly=(()=>{})",
        TOY.replace("register", "enter"),
        TOY[: TOY.index("return index")],
        TOY[:-300],
    ],
)
def test_a_bundle_of_another_shape_is_refused(other: str) -> None:
    with pytest.raises(ValueError):
        _bundle.cut(other, ["bar"])


def test_a_trace_type_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="waterfall"):
        _bundle.cut(TOY, ["bar", "waterfall"])


def test_it_is_plotlys_own_version_and_a_quarter_of_its_size() -> None:
    script = library.script().decode()
    assert script.startswith(WHOLE[:60]) and f'version="{library.version()}"' in script
    assert len(script) < len(WHOLE) / 4
    kept = set(re.findall(r'moduleType:"trace",name:"([\w-]+)"', script))
    assert kept == set(library.TRACES)


def test_a_kept_file_is_used_and_one_that_cannot_be_kept_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "_KEPT", tmp_path / "share")
    monkeypatch.setattr(library, "_cut", lambda: b"made")
    assert library.script() == b"made"
    monkeypatch.setattr(library, "_cut", lambda: b"made again")
    assert library.script() == b"made"
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(library, "_KEPT", tmp_path / "file" / "below")
    assert library.script() == b"made again"


def test_a_library_that_cannot_be_cut_is_served_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    whole = tmp_path / "plotly.min.js"
    whole.write_text("/**\n* plotly.js v9.9.9\n*/ unknown")
    monkeypatch.setattr(library, "_shipped", lambda: whole)
    monkeypatch.setattr(library, "_KEPT", tmp_path)
    assert library._cut() == whole.read_bytes() and "served whole" in caplog.text
    assert library.version() == "9.9.9"


def test_no_chart_uses_a_trace_type_that_was_left_out() -> None:
    used = {
        found
        for path in (ROOT / "charts").glob("*.py")
        for found in re.findall(r'"type": "(\w+)"', path.read_text("utf-8"))
    }
    not_traces = {"line", "rect", "circle", "path", "category", "linear", "log", "date"}
    assert {"bar", "scatter"} <= used and used - not_traces <= set(library.TRACES)
