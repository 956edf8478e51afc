"""Good files of every format that can be read: what the fuzzer damages."""

from __future__ import annotations

from functools import cache
from pathlib import PurePath

from loaders.grid import READERS
from tests.fixtures.pasted import SHAPES
from tests.hostile import other

_HTML = (
    "<h1>Göteborg kommunstyrelsen, delårsrapport augusti 2024, tkr</h1>"
    "<table><tr><th>Post<th>Utfall jan–aug 2024<th>Budget jan–aug 2024"
    "<tr><td>Intäkter<td>78 500<td>79 400<tr><td>Kostnader<td>-340 500<td>-372 700</table>"
)
_SIE = '#FLAGGA 0\n#SIETYP 4\n#FNAMN "Göteborgs Stad"\n#RAR 0 20240101 20241231\n#KONTO 3010 "Avgifter"\n' \
    '#KONTO 5010 "Lokaler"\n#DIM 1 "Ansvar"\n#OBJEKT 1 "100" "Kommunstyrelsen"\n' \
    '#PSALDO 0 202408 3010 {1 "100"} -78500.00\n#PBUDGET 0 202408 5010 {1 "100"} 34500.50\n'  # fmt: skip


@cache
def seeds() -> tuple[tuple[str, bytes], ...]:
    """(file name, content)."""
    made = [(shape.file, shape.build()) for shape in SHAPES]
    made += [("a.ods", other.ods()), ("a.xls", other.xls()), ("a.pdf", other.pdf()), ("a.docx", other.docx())]
    made += [("a.html", _HTML.encode()), ("a.se", _SIE.encode("cp437"))]
    return tuple((name, data) for name, data in made if PurePath(name).suffix in READERS)
