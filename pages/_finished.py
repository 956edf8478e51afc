"""The page's content as finished HTML: the browser takes it in at once; thousands of components take seconds.

Nothing in a page is a component with callbacks (links and forms do the work), so nothing is lost.
"""

from __future__ import annotations

from typing import Any, ClassVar

from dash.development.base_component import Component


class Finished(Component):
    """`Finished(html="<p>…</p>", className="vy")`: a <div> with that inside; assets/inputs.js draws it."""

    _namespace = "utfall_html"
    _type = "Finished"
    _prop_names: ClassVar[list[str]] = ["id", "html", "className"]
    _valid_wildcard_attributes: ClassVar[list[str]] = ["data-"]
    available_properties = _prop_names
    available_wildcard_properties = _valid_wildcard_attributes

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
