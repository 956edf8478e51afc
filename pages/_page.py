"""What a page is, and how its address tells which view of it is asked for.

A page file ends with `PAGE = Page(...)`; that alone puts it on the site and, when `menu` is set, in the menu.
Every choice a reader makes stands in the address (`?kommun=boras&rapport=2022-00&metod=index`), so each view
is a link that can be mailed, printed and tested.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from settings import Settings

KEPT = ("kommun", "rapport")  # choices that follow the reader from page to page


class NotFound(Exception):
    """Raised by a layout when the address names nothing that exists; the text (Swedish) helps."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address says. Hashable, so that (store.generation, filters) is the key of a cached answer."""

    path: str
    kommun: str
    report: str | None  # newest report to use, 'YYYY-MM'; None = the newest there is
    settings: Settings
    args: tuple[tuple[str, str], ...] = ()  # named parts of the path, e.g. (('id', 'skolnamnden'),)
    query: tuple[tuple[str, str], ...] = ()  # the query string as it stands

    def arg(self, name: str) -> str:
        return dict(self.args).get(name, "")

    def get(self, name: str, default: str = "") -> str:
        return dict(self.query).get(name, default)

    def many(self, name: str) -> tuple[str, ...]:
        return tuple(value for key, value in self.query if key == name)

    def link(self, path: str, **query: str | None) -> str:
        """The address of `path` with the reader's kommun and report kept; a None drops that choice."""
        kept = {key: value for key, value in self.query if key in KEPT}
        return _address(path, kept | query)

    def here(self, **changes: str | None) -> str:
        """The address of this view with some choices changed; of the others, all that was chosen stays."""
        return _address(self.path, {key: self.many(key) for key, _ in self.query} | changes)


def _address(path: str, query: dict[str, Any]) -> str:
    kept = {k: v for k, v in query.items() if v not in (None, "", ("",))}
    text = urlencode(kept, doseq=True, quote_via=quote, safe=":,")
    return path + ("?" + text if text else "")


@dataclass(frozen=True, slots=True)
class Services:
    """What callbacks may need beyond the store; `reader` turns an uploaded file into a Report."""

    store: Any
    settings: Settings
    reader: Callable[..., Any] | None = None
    register: Any = None  # accounts and roles


def no_callbacks(_app: Any, _services: Services) -> None:
    """For pages that need none: links and the address do the work."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site.

    `layout(store, filters)` gives components or raises NotFound; `register(app, services)` adds callbacks.
    `cached=False` for pages whose content depends on more than the store and the address.
    """

    path: str  # '/namnd/<id>'; <id> becomes filters.arg('id')
    title: str
    audience: str  # politiker, controller, skribent, alla
    layout: Callable[[Any, Filters], Any]
    register: Callable[[Any, Services], None] = no_callbacks
    menu: int | None = None  # place in the menu; None = not in it
    cached: bool = True
    _pattern: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        pattern = re.sub(r"<(\w+)>", r"(?P<\1>[^/]+)", self.path.rstrip("/") or "/")
        object.__setattr__(self, "_pattern", re.compile(pattern + "/?"))

    def match(self, path: str) -> dict[str, str] | None:
        """The named parts of `path` when it is this page's, else None."""
        found = self._pattern.fullmatch(path or "/")
        return found.groupdict() if found else None


def parse_query(search: str) -> tuple[tuple[str, str], ...]:
    """`?a=1&b=2` -> (('a', '1'), ('b', '2'))."""
    return tuple(parse_qsl((search or "").removeprefix("?")))
