"""The form that reports a fault, the receipt, and what is said when it could not be kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dash import html

from pages._inputs import Input
from pages._page import Filters
from store.notices import LONGEST, exists

PATH = "/tillganglighet"
SEND = f"{PATH}/anmal"
FROM, RECEIPT = "fran", "kvitto"
STORED = (
    "Vi sparar det du skriver, dagen och klockslaget, för att kunna rätta bristen och svara dig. Vi sparar "
    "inte vem du är och inte varifrån du skriver, om du inte själv skriver det. Anmälan läses av dem som "
    "sköter sidorna. Den kan vara en allmän handling, så skriv inget känsligt."
)
KEPT = (
    "Tack! Anmälan är mottagen och har nummer {reference}. Spara numret om du vill fråga om anmälan. "
    "Har du skrivit hur vi når dig så svarar vi dit."
)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form; `name` is the notice's own."""

    name: str
    label: str
    help: str
    required: bool = False
    rows: int = 1


FIELDS = (
    Field("page", "Vilken sida gäller det?", "Sidans adress. Ändra den om det gäller en annan sida."),
    Field("what", "Vad hände?", "Vad ville du göra, och vad fungerade inte?", required=True, rows=6),
    Field("aid", "Vilket hjälpmedel använder du? (frivilligt)", "Till exempel skärmläsare, förstoring eller "
          "enbart tangentbord, och vilken webbläsare."),
    Field("reply", "Hur ska vi svara? (frivilligt)", "En e-postadress eller ett telefonnummer. "
          "Utan det kan vi rätta bristen men inte svara dig."),
)  # fmt: skip


def link(filters: Filters) -> html.A:
    """From any page to the form, which is told the address of the page."""
    here = filters.here() if filters.path != PATH else filters.get(FROM) or PATH
    href = f"{filters.link(PATH, **{FROM: here})}#anmal"
    return html.A("Anmäl en brist", href=href, **{"data-fran": PATH})


def receipt(filters: Filters) -> html.P | None:
    """Says that a notice was kept; only for one that was."""
    reference = filters.get(RECEIPT)
    if not exists(filters.settings.data_folder, reference):
        return None
    said = KEPT.format(reference=reference)
    return html.P(said, className="varsel varsel-lugn", id=RECEIPT, role="status", tabIndex="-1")


def form(told: Mapping[str, str], wrong: str = "") -> html.Form:
    """The form with what is told already; `wrong` says what is missing of the field `what`."""
    fields = [_field(field, told.get(field.name, ""), wrong if field.required else "") for field in FIELDS]
    stored = html.P(STORED, className="not", id="anmal-sparas")
    send = html.Button("Skicka anmälan", type="submit", className="knapp-huvud")
    marks = {"aria-labelledby": "anmal-rubrik", "aria-describedby": "anmal-sparas"}
    return html.Form([*fields, stored, send], method="post", action=SEND, className="anmalan kort", **marks)


def _field(field: Field, value: str, wrong: str) -> html.Div:
    name, about = f"anmal-{field.name}", f"anmal-{field.name}-om"
    fault = html.Span(wrong, className="fel", id=f"{name}-fel") if wrong else None
    marks: dict[str, Any] = {"aria-describedby": f"{name}-fel {about}" if wrong else about}
    if wrong:
        marks["aria-invalid"] = "true"
    return html.Div(
        [
            html.Label(field.label, htmlFor=name),
            fault,
            html.Span(field.help, className="not", id=about),
            _control(field, name, value[: LONGEST[field.name]], marks),
        ],
        className="anmalan-falt",
    )


def _control(field: Field, name: str, value: str, marks: dict[str, Any]) -> Any:
    own = {"id": name, "name": field.name, "maxLength": LONGEST[field.name], "required": field.required}
    if field.rows > 1:
        return html.Textarea(value, rows=field.rows, className="falt", **own, **marks)
    return Input(type="text", value=value, className="falt", autoComplete="off", **own, **marks)
