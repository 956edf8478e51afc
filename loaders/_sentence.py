"""An answer as a Swedish sentence that is true of every report: `Kolumnen ”budget” är budget för helåret.`"""

from __future__ import annotations

from loaders._given import SKIP
from store import codes
from swedish import report_name

_COLUMN = {
    "utfall period": "utfall för perioden",
    "budget period": "budget för perioden",
    "budget helar": "budget för helåret",
    "prognos helar": "prognos för helåret",
    "fg prognos": "föregående prognos för helåret",
    "utfall fg ar": "utfall för samma period förra året",
    "bokslut fg ar": "utfall för hela förra året",
    "period": "för perioden",
    "helar": "för helåret",
}
_TABLE = {
    "tabell": {"poster": "raderna är poster", "namnder": "raderna är nämnder",
               "verksamheter": "raderna är verksamheter", "matt": "raderna är verksamhetsmått"},
    "tecken": {"kostnader_plus": "kostnader står som positiva tal", "som_det_star": "tecknen är de rätta",
               "debet_plus": "debet är plus: kostnader plus och intäkter minus"},
    "manad": {"ackumulerat": "månaderna är ackumulerade från januari", "manaden": "månaderna står för sig"},
    "langtid": {"andel": "långtidssjukfrånvaron är en andel av sjukfrånvaron"},
    "procent": {"forandring": "procenttalen är förändringar"},
    "andel": {"procent": "andelarna är i procent", "andel": "andelarna är av ett: 0,075 är 7,5 %"},
    "tal": {"decimaler": "tre siffror efter komma är decimaler",
            "tusental": "tre siffror efter komma är tusental"},
    "period": {"rapporten": "talen gäller rapportens egen period", "perioden": "talen gäller samma period då",
               "helaret": "talen gäller hela det året"},
}  # fmt: skip
_NAMED = {"kolumn": "Kolumnen ”{}”", "rad": "Raden ”{}”", "namnd": "”{}”", "kapning": "Raden ”{}”"}


def sentence(key: str, value: str, called: str = "") -> str:
    """What an answer does. `called`: what a report calls the column or row, whose key has no å, ä and ö."""
    kind, _, rest = key.partition(":")
    name = rest if kind in ("namnd", "bladnamnd") else called or rest.partition(":")[2]
    who = _NAMED[kind].format(name) if kind in _NAMED else "Tabellen"
    if kind == "objekt":
        who = rest.replace(":", " ", 1).capitalize()
    if value == SKIP:
        return f"{who} utelämnas."
    if kind in ("namnd", "bladnamnd", "objekt"):
        return f"{who} är nämnden {codes.name('namnd', '', value) or value}."
    if kind == "kolumn":
        return f"{who} är {_COLUMN.get(value, value.replace('avvikelse ', 'skillnaden ', 1))}."
    return f"{who} är {_row(value)}." if kind == "rad" else f"{who}: {_of_table(kind, name, value)}."


def _row(value: str) -> str:
    kind, equals, code = value.partition("=")
    if kind == "eget":
        return f"ett eget mått i {'kronor' if code == 'kr' else code}"
    if equals:
        return f"verksamheten {code}" if code else "en egen verksamhet"
    plain = {"summa": "en summa, bara till kontroll"}
    return plain.get(kind) or (codes.name("matt", "", kind) or kind).lower()


def _of_table(kind: str, name: str, value: str) -> str:
    if kind == "tid":
        return f"talen gäller tiden till och med {report_name(value)}"
    if kind == "enhet":
        return f"beloppen är i {value}"
    if kind == "matt":
        return f"talen är {(codes.name('matt', '', value) or value).lower()}"
    if kind == "dubbel":
        return f"av {name.replace(' / ', ' och ')} gäller {value}"
    return _TABLE.get(kind, {}).get(value, value)
