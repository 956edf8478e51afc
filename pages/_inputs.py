"""The native <input>, which dash.html lacks: for forms that a browser sends by itself, scripts or not.

assets/inputs.js draws it. It takes no callbacks; a form's answer comes back as a new address.
"""

from __future__ import annotations

from typing import Any, ClassVar

from dash import html
from dash.development.base_component import Component


class Input(Component):
    """`Input(type="file", name="fil", accept=".xlsx")`; `value` and `checked` are what it starts with."""

    _namespace = "utfall_html"
    _type = "Input"
    _prop_names: ClassVar[list[str]] = [
        "id", "type", "name", "value", "checked", "required", "accept", "className",
        "autoComplete", "maxLength", "placeholder",
    ]  # fmt: skip
    _valid_wildcard_attributes: ClassVar[list[str]] = ["data-", "aria-"]
    available_properties = _prop_names
    available_wildcard_properties = _valid_wildcard_attributes

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)


def hidden(**values: str | None) -> list[Input]:
    """Hidden fields of a form; None is left out."""
    return [
        Input(type="hidden", name=name, value=value) for name, value in values.items() if value is not None
    ]


def text_field(name: str, label: str, value: str = "", **attributes: Any) -> html.Label:
    """A labelled line of text."""
    field = Input(type="text", name=name, value=value, id=f"falt-{name}", **attributes)
    return html.Label([html.Span(label, className="etikett"), field], className="valjare")


def choice(name: str, value: str, label: str, *, checked: bool = False, required: bool = True) -> html.Label:
    """One radio button with its label."""
    button = Input(type="radio", name=name, value=value, checked=checked, required=required)
    return html.Label([button, html.Span(label)], className="alternativ")
