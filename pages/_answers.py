"""Finished answers, kept until something new is published: HTML for the first load, plain data after that.

Plain dicts are written as JSON many times quicker than components, and an address that was asked before is
answered without asking the store anything.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
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
        self.readers = 0  # how many wait for an answer now
        self._answer = _kept_once(self._made)
        self._html = _kept_once(self._written)

    def data(self, path: str, search: str) -> Answer:
        """What the routing callback sends."""
        make = self._answer if self.site.is_cached(path) else self._made
        with self._read():
            return make(self.site.store.refresh(), path, search)

    def html(self, path: str, search: str) -> tuple[View, str]:
        """The view and the HTML of the whole frame, for the first load."""
        make = self._html if self.site.is_cached(path) else self._written
        with self._read():
            return make(self.site.store.refresh(), path, search)

    def prepare(self, path: str) -> None:
        """Make both answers of an address ready; it does not count as a reader."""
        generation = self.site.store.refresh()
        self._html(generation, path, "")
        self._answer(generation, path, "")

    @contextmanager
    def _read(self) -> Iterator[None]:
        with _COUNTING:
            self.readers += 1
        try:
            yield
        finally:
            with _COUNTING:
                self.readers -= 1

    def _made(self, _generation: int, path: str, search: str) -> Answer:
        view = self.site.view(path, search)
        top, banner = _shell.frame(self.site.store, view)
        key = _shell.frame_key(self.site.store, view)
        return Answer(plain(_shell.main(view)), top, plain(banner), key)

    def _written(self, _generation: int, path: str, search: str) -> tuple[View, str]:
        view = self.site.view(path, search)
        text = _html.render(_shell.shell(self.site.store, view, (path, search)))
        # The text says it all: the components, ten times as large, are not kept with it.
        return replace(view, content=None), text


_COUNTING = threading.Lock()


def _kept_once(make: Callable[..., Any]) -> Callable[..., Any]:
    """`make`, keeping its answers. Of several who ask for the same at once, one makes it; the others wait."""
    kept = lru_cache(maxsize=KEPT)(make)
    locks: dict[Any, threading.Lock] = {}

    def answer(*key: Any) -> Any:
        lock = locks.setdefault(key, threading.Lock())
        try:
            with lock:
                return kept(*key)
        finally:
            locks.pop(key, None)

    return answer


def plain(node: Any) -> Any:
    """Components as the dicts and lists that Dash sends to the browser."""
    if isinstance(node, Component):
        node = node.to_plotly_json()
    if isinstance(node, dict):
        return {key: plain(value) for key, value in node.items()}
    if isinstance(node, list | tuple):
        return [plain(item) for item in node]
    return node
