"""What the tillgänglighetsredogörelse says: how accessible, what is not, how it was tried, and when.

The parts and their order follow the template of the Swedish authority for digital government (Digg).
"""

from __future__ import annotations

import datetime as dt

REVIEWED = dt.date(2026, 11, 22)
"""When the pages were last held against the requirements; changed by whoever does so again."""

LAW_NAME = "lagen (2018:1937) om tillgänglighet till digital offentlig service"
LAW = (
    "https://www.riksdagen.se/sv/dokument-och-lagar/dokument/svensk-forfattningssamling/"
    "lag-20181937-om-tillganglighet-till-digital_sfs-2018-1937/"
)
COMPLAINT = "https://www.digg.se/tdosanmalan"

WORKS = (
    "Allt går att göra med enbart tangentbord, och det syns var man är.",
    "Varje diagram har en rubrik som säger vad det visar och en mening för skärmläsare, och samma tal finns "
    "i en tabell.",
    "Ingen upplysning ges bara med färg: status visas också med tecken och ord, och serier i diagram skiljs "
    "åt med mönster, streck eller namn intill.",
    "Text har kontrasten 4,5:1 eller mer mot bakgrunden, diagrammens delar 3:1 eller mer, i ljust och mörkt "
    "utseende.",
    "Sidorna går att förstora till 400 procent, läsa på telefon och skriva ut.",
    "Sidorna går att läsa utan skript. Då visas tabellerna i stället för diagrammen.",
)
SHORTCOMINGS = (
    (
        "Utan syn, eller med skärmläsare",
        (
            "Originalfilerna som går att ladda ner är de Excel-, PDF- och Word-filer som nämnderna lämnade. "
            "De kan sakna rubriker, tabellhuvuden och text till bilder (WCAG 1.1.1, 1.3.1). "
            "Talen i dem finns på sidorna.",
            "Bilden av en PDF-sida, på sidan om ett tals källa, har en text som säger var talet står men "
            "inte allt annat på sidan (WCAG 1.1.1). Raden med talet står som tabell intill.",
            "Ett diagram som sparas som bild (PNG, SVG) har ingen text för skärmläsare (WCAG 1.1.1). "
            "Spara det som CSV eller använd tabellen under diagrammet.",
        ),
    ),
    (
        "Med nedsatt rörlighet eller på liten skärm",
        ("Breda tabeller rullas i sidled i en ruta som nås med tangentbordet.",),
    ),
    (
        "Med kognitiv nedsättning",
        (
            "Sidorna är skrivna på svenska. De finns inte på lättläst svenska, teckenspråk eller andra "
            "språk. Ovanliga ord förklaras där de står.",
        ),
    ),
)
BURDEN = "Vi åberopar inte undantaget för oskäligt betungande anpassning (12 §) för något innehåll."
OUTSIDE = "Vi räknar inte något innehåll på sidorna som undantaget från kraven (9 §)."
TESTED = (
    "Vid varje ändring av programmet prövas varje slags sida automatiskt i webbläsaren Chromium, i ljust och "
    "mörkt utseende och på skärmar från 320 till 1 280 bildpunkters bredd: med verktyget axe mot WCAG 2.1 "
    "nivå A och AA och mot god sed, med tangentbord, med dubbel textstorlek, och med uträknad kontrast.",
    "Färgerna prövas för tre slags nedsatt färgseende.",
    "Läget och nämndens sida är genomgångna i den ordning som webbläsaren lämnar dem till en skärmläsare. "
    "De är inte prövade av personer som använder skärmläsare i vardagen.",
    "Ingen oberoende granskning har gjorts. Automatiska prov hittar inte allt, så hör av dig om något inte "
    "fungerar.",
)
NO_CONTACT = "kommunens kontaktcenter"
