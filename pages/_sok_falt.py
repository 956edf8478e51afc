"""The field that one searches the site with: an ordinary form, in the header of every page and on its own."""

from __future__ import annotations

from dash import html

from pages import _inputs
from pages._page import Filters


def field(filters: Filters, asked: str, identity: str, *, small: bool = False) -> html.Form:
    """The form; the small one stands in the header and has its label for screen readers only."""
    keep = {name: filters.get(name) for name in ("kommun", "rapport") if filters.get(name)}
    given = {"placeholder": "Sök"} if small else {}
    box = _inputs.Input(type="search", name="q", value=asked, id=identity, autoComplete="off",
                        maxLength=100, **given)  # fmt: skip
    label = html.Span("Sök nämnd, nyckeltal, uppdrag eller ord",
                      className="endast-lasare" if small else "etikett")  # fmt: skip
    return html.Form(
        [
            html.Label([label, box], className="valjare"),
            None if small else html.Button("Sök", type="submit"),
            *_inputs.hidden(**keep),
        ],
        method="get", action="/sok", role="search", className="sok-topp" if small else "falt-rad sok",
    )  # fmt: skip
