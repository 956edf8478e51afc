"""The text of a Word paragraph as the page shows it, with the marks of notes left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from loaders._flow import with_note

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_GONE = {f"{W}{name}" for name in ("del", "moveFrom", "delText", "instrText", "pPr", "rPr", "txbxContent")}
_SIGNS = {f"{W}tab": " ", f"{W}br": " ", f"{W}cr": " ", f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": ""}


def children(parent: Any, names: Sequence[str]) -> Iterator[Any]:
    """The nearest elements below of these names, through content controls, insertions and the like."""
    wanted = {f"{W}{name}" for name in names}
    for child in parent:
        if child.tag in wanted:
            yield child
        elif isinstance(child.tag, str) and child.tag not in _GONE and not child.tag.endswith("}Fallback"):
            yield from children(child, names)


def attribute(element: Any, path: str, name: str = "val") -> str | None:
    """The attribute of a property, '' when the property stands without it, None when it does not stand."""
    found = element.find("/".join(f"{W}{part}" for part in path.split("/")))
    return None if found is None else (found.get(f"{W}{name}") or "")


def on(element: Any, path: str) -> bool:
    return attribute(element, path) not in (None, "0", "false", "none", "off")


def paragraph(element: Any) -> str:
    """Its text on one line."""
    text = ""
    for run in children(element, ("r",)):
        if on(run, "rPr/vanish"):
            continue
        part = "".join(_shown(run))
        raised = attribute(run, "rPr/vertAlign") == "superscript"
        text = with_note(text, part) if raised else text + part
    return text.strip()


def _shown(run: Any) -> Iterator[str]:
    for child in run:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]


def is_bold(element: Any) -> bool:
    """Whether all its text is."""
    runs = [r for r in children(element, ("r",)) if "".join(_shown(r)).strip()]
    return bool(runs) and all(on(r, "rPr/b") for r in runs)
