"""From an address to a finished page: page, filters, and an answer cached by generation."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any
from urllib.parse import unquote

import pages
from pages import _words
from pages._page import Filters, NotFound, Page, Services, parse_query

KEPT = 4  # pages of components, a megabyte each: an address is asked for as HTML and as data in turn


@cache
def all_pages() -> tuple[Page, ...]:
    """Every PAGE in this folder, in menu order; a new file is found by being there."""
    names = [m.name for m in pkgutil.iter_modules(pages.__path__) if not m.name.startswith("_")]
    found = [importlib.import_module(f"pages.{name}") for name in names]
    records = [module.PAGE for module in found if hasattr(module, "PAGE")]
    return tuple(sorted(records, key=lambda p: (p.menu is None, p.menu or 0, p.path)))


def fallback() -> Page:
    """The page for addresses that are no page."""
    return next(p for p in all_pages() if p.path == "/finns-inte")


@dataclass(frozen=True)
class View:
    """A page as it is shown: its components and what the frame around it needs to know."""

    page: Page
    filters: Filters
    content: Any
    found: bool
    title: str


class Site:
    """Answers addresses. One per app; safe to use from many threads."""

    def __init__(self, services: Services):
        self.services, self.store, self.settings = services, services.store, services.settings
        self._cached = lru_cache(maxsize=KEPT)(self._layout)

    def view(self, path: str, search: str) -> View:
        """The page at `path` + `search`. An unknown address gives the helpful page, with found=False."""
        self.store.refresh()
        path = unquote(path or "/")
        for page in all_pages():
            args = page.match(path)
            if args is not None:
                return self._view(page, self.filters(path, search, args))
        return self._missing(self.filters(path, search, {}), _words.NO_SUCH_PAGE.format(path=path))

    def is_cached(self, path: str) -> bool:
        """True when the answer depends on nothing but the store and the address."""
        page = next((p for p in all_pages() if p.match(unquote(path or "/")) is not None), None)
        return page is not None and page.cached

    def filters(self, path: str, search: str, args: dict[str, str]) -> Filters:
        query = parse_query(search)
        chosen = dict(query)
        kommun = chosen.get("kommun") or self.default_kommun()
        return Filters(
            path, kommun, chosen.get("rapport") or None, self.settings, tuple(sorted(args.items())), query
        )

    def default_kommun(self) -> str:
        """The kommun of the settings, or the first that has published anything."""
        codes = self._kommuner()
        return self.settings.kommun if self.settings.kommun in codes or not codes else codes[0]

    def _kommuner(self) -> list[str]:
        return [k["code"] for k in self.store.kommuner()]

    def _view(self, page: Page, filters: Filters) -> View:
        if filters.kommun not in self._kommuner() and self._kommuner():
            return self._missing(filters, _words.NO_SUCH_KOMMUN.format(kommun=filters.kommun))
        try:
            make = self._cached if page.cached else self._layout
            content = make(self.store.generation, page, filters)
        except NotFound as missing:
            return self._missing(filters, str(missing))
        return View(page, filters, content, page.path != "/finns-inte", _title(content, page))

    def _missing(self, filters: Filters, message: str) -> View:
        page = fallback()
        told = replace(filters, args=(("message", message),))
        return View(page, filters, page.layout(self.store, told), False, page.title)

    def _layout(self, _generation: int, page: Page, filters: Filters) -> Any:
        return page.layout(self.store, filters)


def _title(content: Any, page: Page) -> str:
    """A layout may name itself (`data-title` on its outermost component); else the page's own title."""
    return getattr(content, "data-title", None) or page.title
