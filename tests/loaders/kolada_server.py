"""A small server with the shapes that Kolada documents, for the tests of `utfall kolada`."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

TITLES = {
    "N00090": "Sjukfrånvaro kommunalt anställda totalt (%)",
    "N01951": "Invånare totalt, antal",
    "N03002": "Soliditet kommun, (%)",
}
KOMMUNER = {"1480": "Göteborg", "1490": "Borås", "1441": "Lerum"}
GROUPS = {"G100": ("Liknande kommuner", ["1441"])}
Values = list[dict[str, Any]]


def value(number: Any, gender: str = "T", status: str = "", deleted: bool = False) -> dict[str, Any]:
    return {"gender": gender, "count": 1, "status": status, "value": number, "isdeleted": deleted}


class Kolada:
    """What the server says. `data`: (kpi, kommun, year) -> values. `answers`: canned, used first."""

    def __init__(self) -> None:
        self.titles = dict(TITLES)
        self.data: dict[tuple[str, str, int], Values] = {}
        self.answers: list[tuple[int, dict[str, str], bytes]] = []
        self.page_size = 5000
        self.asked: list[str] = []
        self.times: list[float] = []
        self.address = ""

    def say(self, target: str) -> tuple[int, dict[str, str], bytes]:
        self.asked.append(target)
        self.times.append(time.monotonic())
        if self.answers:
            return self.answers.pop(0)
        parts = urlsplit(target)
        return 200, {}, json.dumps(self._page(parts.path.split("/")[2:], parts.path, parts.query)).encode()

    def _page(self, path: list[str], address: str, query: str) -> dict[str, Any]:
        rows = self._rows(path)
        nr = int(parse_qs(query).get("page", ["1"])[0])
        shown = rows[(nr - 1) * self.page_size : nr * self.page_size]
        more = nr * self.page_size < len(rows)
        following = f"{self.address.removesuffix('/v3/')}{address}?page={nr + 1}" if more else None
        return {"values": shown, "count": len(shown), "next_url": following}

    def _rows(self, path: list[str]) -> list[dict[str, Any]]:
        if path[0] == "kpi":
            known = [k for k in path[1].split(",") if k in self.titles]
            return [{"id": k, "title": self.titles[k], "description": f"Så mäts {k}."} for k in known]
        if path[0] == "municipality":
            return [{"id": k, "title": KOMMUNER[k], "type": "K"} for k in path[1].split(",") if k in KOMMUNER]
        if path[0] == "municipality_groups":
            found = [(k, *GROUPS[k]) for k in path[1].split(",") if k in GROUPS]
            return [
                {"id": k, "title": t, "members": [{"id": i, "title": KOMMUNER[i]} for i in ids]}
                for k, t, ids in found
            ]
        kpi, kommun, year = (set(path[i].split(",")) for i in (2, 4, 6))
        return [
            {"kpi": k, "period": y, "municipality": m, "values": values}
            for (k, m, y), values in self.data.items()
            if k in kpi and m in kommun and str(y) in year
        ]


@contextmanager
def serving(kolada: Kolada) -> Iterator[str]:
    """The address of the API while it is served."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = kolada.say(self.path)
            self.send_response(status)
            for name, text in ({"Content-Length": str(len(body))} | headers).items():
                self.send_header(name, text)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    kolada.address = f"http://127.0.0.1:{server.server_port}/v3/"
    try:
        yield kolada.address
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def example() -> Iterator[Kolada]:
    """A server with a few figures of Göteborg, Borås, Lerum and a group."""
    made = Kolada()
    made.data = {
        ("N00090", "1480", 2023): [value(6.9), value(7.4, "K"), value(5.6, "M")],
        ("N01951", "1480", 2023): [value(604616), value(None, "K", "Private"), value(1, "M", deleted=True)],
        ("N00090", "1490", 2023): [value(None, status="Missing")],
        ("N00090", "1441", 2023): [value(6.25)],
        ("N00090", "G100", 2023): [value(6.5)],
        ("N00090", "1480", 2022): [value(7.0)],
    }
    with serving(made):
        yield made
