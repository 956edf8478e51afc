"""The documentation is a contract: what it lists is what the code has."""

import re

import pytest

from exports.report_json import SHAPE
from settings import ROOT


def _section(text: str, name: str) -> str:
    return re.split(rf"^## {name}:", text, flags=re.M)[1].split("\n## ")[0]


@pytest.mark.parametrize("record", SHAPE)
def test_the_json_document_lists_the_keys_of_the_code(record: str) -> None:
    text = (ROOT / "docs" / "read-json.md").read_text("utf-8")
    assert re.findall(r"^\| `(\w+)` \|", _section(text, record), re.M) == SHAPE[record]
