"""Finished answers, kept until something new is published: HTML for the first load, plain data after that.

Plain dicts are written as JSON many times quicker than components, and an address that was asked before is
answered without asking the store anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dash.development.base_component import Component

from pages import _html, _shell
from pages._site import Site, View

KEPT = 48  # answers of each kind; a long page is about a megabyte


@dataclass(frozen=True, slots=True)
class Answer:
    """One view, ready to be sent. `key` changes when anything around the page itself changes."""

    main: Any
    top: Any
    banner: Any
    key: str


class Answers:
    """The site's answers by address. Safe to use from many threads."""

    def __init__(self, site: Site):
        self.site = site
        self._answer = lru_cache(maxsize=KEPT)(self._made)
        self._html = lru_cache(maxsize=KEPT)(self._written)

    def data(self, path: str, search: str) -> Answer:
        """What the routing callback sends."""
        make = self._answer if self.site.is_cached(path) else self._made
        return make(self.site.store.refresh(), path, search)

    def html(self, path: str, search: str) -> tuple[View, str]:
        """The view and the HTML of the whole frame, for the first load."""
        make = self._html if self.site.is_cached(path) else self._written
        return make(self.site.store.refresh(), path, search)

    def _made(self, _generation: int, path: str, search: str) -> Answer:
        view = self.site.view(path, search)
        top, banner = _shell.frame(self.site.store, view)
        key = _shell.frame_key(self.site.store, view)
        return Answer(plain(_shell.main(view)), plain(top), plain(banner), key)

    def _written(self, _generation: int, path: str, search: str) -> tuple[View, str]:
        view = self.site.view(path, search)
        return view, _html.render(_shell.shell(self.site.store, view, (path, search)))


def plain(node: Any) -> Any:
    """Components as the dicts and lists that Dash sends to the browser."""
    if isinstance(node, Component):
        node = node.to_plotly_json()
    if isinstance(node, dict):
        return {key: plain(value) for key, value in node.items()}
    if isinstance(node, list | tuple):
        return [plain(item) for item in node]
    return node
