"""The parts of an Office package: which belongs to which, and their XML, read with nothing from outside."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

from loaders._unreadable import Refused

SAFE: dict[str, Any] = {
    "resolve_entities": False, "no_network": True, "remove_comments": True, "remove_pis": True,
}  # fmt: skip
NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
"""Of a worksheet as Excel saves it, and as Strict Open XML."""


class Package:
    """An opened file; names of parts are as in the archive, whatever their case."""

    def __init__(self, data: bytes) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(data))
        self.names = {n.lower(): n for n in self.archive.namelist()}

    def read(self, part: str) -> bytes:
        """b'' when the part is missing."""
        name = self.names.get(part.lower().lstrip("/"))
        return self.archive.read(name) if name else b""

    def root(self, part: str) -> Any:
        """The whole of a small part; None when it is missing."""
        data = self.read(part)
        return etree.fromstring(data, etree.XMLParser(**SAFE)) if data else None

    def elements(self, part: str, names: Iterable[str]) -> Iterator[Any]:
        """The elements of these local names, each when it ends; emptied when the next is asked for."""
        tags = [f"{{{space}}}{name}" for space in NAMESPACES for name in names]
        for _, element in etree.iterparse(io.BytesIO(self.read(part)), tag=tags, **SAFE):
            yield element
            element.clear()

    def related(self, part: str) -> list[tuple[str, str, str]]:
        """(id, kind, part) of what a part refers to inside the package; '' is the package itself."""
        folder, name = posixpath.split(part)
        root = self.root(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = [] if root is None else [r for r in root if r.get("TargetMode") != "External"]
        return [
            (r.get("Id", ""), r.get("Type", "").rpartition("/")[2], _path(folder, r.get("Target", "")))
            for r in found
        ]

    def main(self) -> str:
        """The part that everything hangs on. Raises Refused when there is none."""
        found = [target for _, kind, target in self.related("") if kind == "officeDocument"]
        if not found or not self.read(found[0]):
            raise Refused("trasig_fil")
        return found[0]


def _path(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def local(element: Any) -> str:
    """The name of an element without its namespace."""
    name: str = element.tag
    return name.rpartition("}")[2]


def children(element: Any, name: str) -> list[Any]:
    """The children of that local name; none of None."""
    return [] if element is None else [e for e in element if local(e) == name]


def child(element: Any, name: str) -> Any:
    """The first child of that local name, or None."""
    return next(iter(children(element, name)), None)


def flag(element: Any, name: str) -> bool:
    """An attribute that is `1` or `true`."""
    return element.get(name) in ("1", "true", "on")
