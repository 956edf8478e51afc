"""Questions to Kolada's API: politely paced, tried again when it is busy, never led to another server."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3
from urllib3.exceptions import HTTPError, MaxRetryError, NewConnectionError, ProxyError, TimeoutError

SEGMENT = 25
"""So many ids Kolada takes in one part of an address."""
PER_PAGE = 5000
TRIES = 4
_PAGES = 500
_BUSY = (429, 500, 502, 503, 504)
_LONGEST_WAIT_S = 60
_BYTES = 100_000_000
_OWN_MACHINE = ("127.0.0.1", "localhost", "::1")
Row = dict[str, Any]


class KoladaError(ValueError):
    """What went wrong with Kolada, in Swedish, and what to do."""


class Client:
    """One server. `asked` counts the questions that were sent, without those tried again."""

    def __init__(
        self,
        address: str,
        per_second: Decimal,
        seconds: int,
        *,
        tries: int | None = None,
        pause_s: float = 1.0,
        told: Callable[[str], None] | None = None,
    ) -> None:
        """`pause_s` grows for each new try of a question, unless the server says how long to wait."""
        self.address = address.rstrip("/") + "/"
        self.host = urlsplit(self.address).netloc
        if urlsplit(self.address).scheme not in ("http", "https") or not self.host:
            raise KoladaError(f"kolada_address i utfall.toml är ingen webbadress: {address}")
        self.asked = 0
        self._apart = 1 / float(per_second) if per_second > 0 else 0.0
        self._next = 0.0
        self._told = told or (lambda _: None)
        self._pool = _pool(
            self.address,
            retries=urllib3.Retry(
                total=TRIES if tries is None else tries, connect=1, redirect=0, backoff_factor=pause_s,
                backoff_max=_LONGEST_WAIT_S, retry_after_max=_LONGEST_WAIT_S, status_forcelist=_BUSY,
                raise_on_status=False,
            ),
            timeout=urllib3.Timeout(connect=min(seconds, 10), read=seconds),
            headers={"User-Agent": "utfall (budgetuppfoljning)", "Accept": "application/json"},
        )  # fmt: skip

    def values(self, path: str) -> Iterator[Row]:
        """What stands under `values` at an address of the API, all its pages."""
        address: str | None = urljoin(self.address, f"{path}?per_page={PER_PAGE}")
        seen: set[str] = set()
        while address:
            if address in seen or len(seen) >= _PAGES:
                raise KoladaError(f"Kolada bläddrar utan slut ({path}). Ingenting är ändrat. Försök senare.")
            seen.add(address)
            page = self._page(address)
            found = page.get("values")
            if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
                raise KoladaError(self._strange(address, "svaret har inga värden"))
            yield from found
            address = self._following(page.get("next_url")) if found else None

    def _following(self, link: object) -> str | None:
        """The next page, on the same server only; an http link from behind a proxy keeps our own scheme."""
        if not link:
            return None
        there = urlsplit(urljoin(self.address, str(link)))
        if there.hostname != urlsplit(self.address).hostname or there.netloc != self.host:
            raise KoladaError(
                f"Kolada hänvisar till en annan server ({there.netloc}) än {self.host}. Det följs inte. "
                "Ingenting är ändrat."
            )
        return there._replace(scheme=urlsplit(self.address).scheme).geturl()

    def _page(self, address: str) -> Row:
        self._wait()
        self.asked += 1
        try:
            answer = self._pool.request("GET", address, redirect=False, preload_content=False)
            with answer:
                body = answer.read(_BYTES + 1)
        except HTTPError as error:
            raise KoladaError(self._unreachable(error)) from error
        if answer.status != 200:
            raise KoladaError(self._refused(answer.status, address))
        return self._parsed(body, address)

    def _wait(self) -> None:
        now = time.monotonic()
        time.sleep(max(0.0, self._next - now))
        self._next = max(now, self._next) + self._apart

    def _parsed(self, body: bytes, address: str) -> Row:
        try:
            if len(body) > _BYTES:
                raise ValueError("too much")
            page = json.loads(body, parse_constant=_no_number)
        except (ValueError, RecursionError) as error:
            raise KoladaError(self._strange(address, "svaret är inte hel JSON")) from error
        if not isinstance(page, dict):
            raise KoladaError(self._strange(address, "svaret är inte hel JSON"))
        return page

    def _unreachable(self, error: HTTPError) -> str:
        reason = error.reason if isinstance(error, MaxRetryError) and error.reason else error
        if isinstance(reason, NewConnectionError):
            why = f"Kolada går inte att nå ({self.host}). Kontrollera nätet och kolada_address i utfall.toml."
        elif isinstance(reason, ProxyError):
            why = "Proxyn, som står i HTTPS_PROXY, släpper inte fram till Kolada. Fråga it-avdelningen."
        elif isinstance(reason, TimeoutError):
            why = f"Kolada svarade inte i tid ({self.host}). Försök senare."
        else:
            why = f"Förbindelsen med Kolada ({self.host}) bröts. Försök senare."
        return f"{why} Ingenting är ändrat."

    def _refused(self, status: int, address: str) -> str:
        if status in _BUSY:
            return f"Kolada är upptaget just nu (svar {status}). Försök om en stund. Ingenting är ändrat."
        path = urlsplit(address).path
        return f"Kolada svarade {status} på {path}. Kontrollera [kolada] i utfall.toml. Ingenting är ändrat."

    def _strange(self, address: str, why: str) -> str:
        return f"Kolada svarade något oväntat på {urlsplit(address).path}: {why}. Ingenting är ändrat."


def _pool(address: str, **options: Any) -> urllib3.PoolManager:
    """Connections, through the machine's proxy (HTTPS_PROXY) when it has one for that address."""
    parts = urlsplit(address)
    proxy = getproxies().get(parts.scheme, "")
    host = parts.hostname or ""
    if proxy and host not in _OWN_MACHINE and not proxy_bypass(host):
        return urllib3.ProxyManager(proxy, **options)
    return urllib3.PoolManager(**options)


def _no_number(text: str) -> Any:
    raise ValueError(f"{text} is no number")


def segments(ids: Sequence[str]) -> list[str]:
    """The ids, comma between, as many parts as Kolada's limit needs: 26 ids are two parts."""
    rest = iter(ids)
    return [",".join(part) for part in iter(lambda: list(islice(rest, SEGMENT)), [])]
