"""The documentation is a contract: what it lists is what the code has, and what it shows runs."""

import re
import tomllib

import pytest

from cli import parser
from exports.report_json import SHAPE
from metrics import METRICS, Metric, _model, _terms
from pages._page import Page
from settings import ROOT

README = (ROOT / "README.md").read_text("utf-8")
BEGIN, END = "<!-- nyckeltal -->", "<!-- slut -->"
UNITS = {"arsarbetare": "årsarbetare", "": "måttets egen"}


def _section(text: str, name: str) -> str:
    return re.split(rf"^## {name}:", text, flags=re.M)[1].split("\n## ")[0]


def _block(language: str, word: str) -> str:
    """The README's code block of a language that has a word in it."""
    return next(b for b in re.findall(rf"```{language}\n(.*?)```", README, re.S) if word in b)


def metric_table() -> list[str]:
    """The README's rows of nyckeltal: those that are no variant in time or scenario of another."""
    shown = [m for m in METRICS.values() if "," not in m.label]
    return [f"| {m.label} | {UNITS.get(m.unit, m.unit)} | {m.formula} |" for m in shown]


@pytest.mark.parametrize("record", SHAPE)
def test_the_json_document_lists_the_keys_of_the_code(record: str) -> None:
    text = (ROOT / "docs" / "read-json.md").read_text("utf-8")
    assert re.findall(r"^\| `(\w+)` \|", _section(text, record), re.M) == SHAPE[record]


def test_the_readme_lists_the_nyckeltal_as_they_are_declared() -> None:
    table = README.split(BEGIN)[1].split(END)[0]
    assert table.strip().splitlines()[2:] == metric_table(), "skriv om tabellen med: make readme"


def test_the_readmes_metric_can_be_declared() -> None:
    block = _block("python", "Metric(")
    names = vars(_terms) | vars(_model)
    exec(block, names)
    assert isinstance(names["budgetavvikelse_netto"], Metric)
    assert len(block.splitlines()) < 10


def test_the_readmes_page_is_a_page() -> None:
    names: dict[str, object] = {}
    exec(_block("python", "PAGE"), names)
    assert isinstance(names["PAGE"], Page)


def test_the_readmes_words_say_what_words_can_say() -> None:
    told = tomllib.loads(_block("toml", "[column]"))["column"]
    known = tomllib.loads((ROOT / "data" / "words.toml").read_text("utf-8"))["column"]
    assert {key for words in told.values() for key in words} <= {key for w in known.values() for key in w}


def test_the_readme_names_every_command_that_exists_and_no_other() -> None:
    named = set(re.findall(r"`utfall (\w+)", README))
    assert named == set(parser()._subparsers._group_actions[0].choices)  # type: ignore[union-attr]


def test_every_file_that_the_readme_links_to_is_there() -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in link]
    assert [link for link in links if not (ROOT / link).exists()] == []


def write_table() -> None:
    """Put the table of nyckeltal into the README anew."""
    head, foot = README.split(BEGIN)[0], README.split(END)[1]
    table = "\n".join(["| nyckeltal | enhet | formel |", "|---|---|---|", *metric_table()])
    (ROOT / "README.md").write_text(f"{head}{BEGIN}\n{table}\n{END}{foot}", "utf-8")


if __name__ == "__main__":
    write_table()
