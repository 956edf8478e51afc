"""No address of the site tells two kommuner apart that differ only in what may not be shown.

Pages, the data that replaces them, charts, tables, downloads, originals, pictures, templates: whatever a
number is written as, a difference is seen.
"""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from dash.development.base_component import Component

from app import create_app
from intake import Intake
from loaders.behind import Rows
from metrics import _replay
from settings import Settings
from store import Store
from tests.pages.two_kommuner import COVER, KOMMUN, LARGE, SCHOOL, SMALL, make

SICK = ("sjukfranvaro", "sjukfranvaro_lang", "sjukfranvaro_forandring", "sjukfranvaro_bokslut", "matt",
        "sjuklonekostnader")  # fmt: skip
STARTS = (
    "/", "/sok?q=sjukfr%C3%A5nvaro", "/mal?namnd=" + SMALL, f"/personal?kommun={KOMMUN}&rapport=2024-04",
    *(f"/namnd/{namnd}{page}" for namnd in (SMALL, COVER, SCHOOL) for page in ("", "/personal")),
    *(f"/jamfor?nyckeltal={key}" for key in SICK),
    *(f"/jamfor?nyckeltal={key}&namnd={SCHOOL}" for key in SICK),
    *(f"/ladda-ner/jamfor.csv?kommun={KOMMUN}&format=maskin&nyckeltal={key}" for key in SICK),
    *(f"/kalla/matt?key={key}&namnd={n}&year=2024&month=8&report=2024-08"
      for key in SICK for n in (SMALL, COVER, LARGE, "")),
)  # fmt: skip
_LINK = re.compile(r'(?:href|src|action|data-[a-z-]+)="(/[^"]*)"')
_ONCE = re.compile(r"(?<=end_id\":\")[^\"]*")
_CELLS = """
SELECT min(nr) AS nr FROM fact WHERE submission = $id AND (measure LIKE '%sjuk%' OR measure LIKE 'ordinarie%')
AND alder IN ('', '50-') GROUP BY measure, kon, alder, verksamhet ORDER BY nr
"""


class Reader(Intake):
    """Shows the whole file wherever a piece of it is asked for."""

    def picture(self, original: bytes, *_where: Any, **_asked: Any) -> bytes:
        return original

    def rows_behind(self, original: bytes, fact: Any) -> Rows:
        lines = tuple((str(i), line) for i, line in enumerate(original.decode().split("\n")))
        return Rows(("Allt",), lines, len(lines), fact["value"], True)


class Site:
    """A kommun's site, and what an address answers, without what only names the files."""

    def __init__(self, store: Store) -> None:
        self.store = store
        settings = Settings(data_folder=store.folder, kommun=KOMMUN)
        self.app = create_app(settings, store, reader=Reader(settings, store))
        self.client = self.app.server.test_client()
        self._names = {f"<{s['file']}>": s for s in store.submissions(KOMMUN)}

    def body(self, address: str) -> str:
        """What is answered, by names of files that are the same for every seed; rows in any order."""
        parts = re.split(r"(?=<tr|<li)|</table>|</ul>", _ONCE.sub("", self._named(self._text(address))))
        return "\n".join(sorted(parts))

    def data(self, address: str) -> str:
        """What the page sends instead when the reader goes on to the address."""
        asked = urlsplit(self._own(address))
        made = self.app.answers.data(asked.path, f"?{asked.query}" if asked.query else "")
        return self._named(json.dumps(made.main, default=_plain))

    def links(self, address: str) -> Iterator[str]:
        """Where the answer leads."""
        for link in _LINK.findall(self._named(self._text(address))):
            asked = html.unescape(link).partition("#")[0]
            if not asked.startswith(("/_", "/assets", "/tillganglighet?")):
                yield re.sub(rf"(?<=\?)kommun={KOMMUN}&|[?&]kommun={KOMMUN}$", "", asked)

    def cells(self) -> Iterator[str]:
        """Cells, files and their pictures, also of reports that have been replaced or withdrawn."""
        for name, s in self._names.items():
            if "-2024-04" in name:
                continue
            rows = self.store.query(_CELLS, {"id": s["id"]}).column("nr").to_pylist()
            yield from (f"/kalla/{name}.{nr}" for nr in rows)
            yield from (f"/ladda-ner/original/sha:{name}", f"/kalla/{name}.c0")
            yield from (f"/kalla/{name}.{rows[0]}/rader", f"/kalla-bild/{name}.{rows[0]}")

    def _named(self, text: str) -> str:
        for name, s in self._names.items():
            text = text.replace(s["id"], name).replace(quote(s["id"]), name)
            text = text.replace(s["sha256"], f"sha:{name}")
        return text

    def _text(self, address: str) -> str:
        answer = self.client.get(self._own(address))
        return "\n".join(part.decode("utf-8", "replace") for part in _parts(answer.get_data()))

    def _own(self, address: str) -> str:
        for name, s in self._names.items():
            address = address.replace(f"sha:{name}", s["sha256"]).replace(name, s["id"])
        return address


def _plain(value: Any) -> Any:
    return value.to_plotly_json() if isinstance(value, Component) else str(value)


def _parts(body: bytes) -> Iterator[bytes]:
    """A workbook or an archive is looked into."""
    if not body.startswith(b"PK"):
        yield body
        return
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        for member in archive.namelist():
            yield from _parts(archive.read(member))


def reached(site: Site) -> list[str]:
    """The addresses that links lead to, one of each kind."""
    found = dict.fromkeys(STARTS)
    waiting, kinds = list(found), Counter[tuple[str, ...]]()
    while waiting:
        for link in site.links(waiting.pop(0)):
            if link not in found:
                kinds[_kind(link)] += 1
                if kinds[_kind(link)] == 1:
                    found[link] = None
                    waiting.append(link)
    return list(found)


def _kind(link: str) -> tuple[str, ...]:
    asked = urlsplit(link)
    path = re.sub(r"<[^>]*>\.c?\d+", "*", asked.path)
    return path, *sorted({part.partition("=")[0] for part in asked.query.split("&")} - {"rapport"})


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> list[Site]:
    return [Site(make(tmp_path_factory.mktemp(f"kommun-{seed}"), seed)) for seed in (1, 2)]


def told_apart(sites: list[Site], addresses: list[str]) -> list[str]:
    one, other = sites
    return [a for a in addresses if one.body(a) != other.body(a)]


def test_no_address_tells(sites: list[Site]) -> None:
    addresses = reached(sites[0])
    assert len(addresses) > 120
    assert told_apart(sites, addresses) == []


def test_no_cell_and_no_file_tells(sites: list[Site]) -> None:
    assert told_apart(sites, list(sites[0].cells())) == []


def test_what_replaces_a_page_does_not_tell(sites: list[Site]) -> None:
    one, other = sites
    pages = [a for a in STARTS if a.startswith(("/namnd", "/personal", "/jamfor"))]
    assert [a for a in pages if one.data(a) != other.data(a)] == []


@pytest.mark.parametrize("off", ["everything", "cover"])
def test_it_would_be_seen(
    off: str, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With nothing left out, and with only the small ones left out, the two are told apart all over."""
    if off == "everything":
        monkeypatch.setattr(_replay, "_small", lambda _grid: {})
    monkeypatch.setattr(_replay, "complete", lambda _equations, _heads, hidden, _known: hidden)
    _replay.of_year.cache_clear()
    open_sites = [Site(make(tmp_path_factory.mktemp(f"{off}-{seed}"), seed)) for seed in (1, 2)]
    cells = [a for a in open_sites[0].cells() if f"<{COVER}-2024-08" in a]
    kinds = {_kind(a)[0] for a in told_apart(open_sites, [*STARTS, *cells])}
    _replay.of_year.cache_clear()
    named = {"/personal", "/jamfor", "/ladda-ner/jamfor.csv", "/kalla/*", "/kalla/matt", f"/namnd/{COVER}"}
    assert kinds >= named | {f"/namnd/{COVER}/personal", f"/namnd/{SCHOOL}"}


def test_nothing_is_left_out_where_all_groups_are_large(tmp_path_factory: pytest.TempPathFactory) -> None:
    site = Site(make(tmp_path_factory.mktemp("large"), 1, large=True))
    files = [a for a in site.cells() if a.startswith("/ladda-ner")]
    withheld = [a for a in (*STARTS, *files) if re.search("visas inte:|lämnas inte ut", site.body(a))]
    assert withheld == []
