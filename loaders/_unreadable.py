"""A file that cannot be read at all: what the user is told, in plain Swedish, and what to do about it."""

from __future__ import annotations

MESSAGES = {
    "tom_fil": "Filen {file} är tom. Kontrollera att rätt fil valdes och spara den igen.",
    "for_stor": "Filen {file} är {size} MB. Gränsen är {limit} MB. "
    "Ta bort bilder och blad som inte behövs, eller dela upp filen.",
    "okand_typ": "Filen {file} är av en typ som inte kan läsas ({found}). "
    "Spara den som Excel-arbetsbok (.xlsx) eller PDF. De typer som läses är {read}.",
    "fel_innehall": "Filen {file} heter {suffix} men är {found}. Öppna den i rätt program och spara tabellen "
    "som Excel-arbetsbok (.xlsx).",
    "losenord": "Filen {file} är skyddad med lösenord. Öppna den, ta bort lösenordet "
    "(i Excel: Arkiv – Info – Skydda arbetsbok) och spara den igen.",
    "trasig_fil": "Filen {file} är skadad eller inte helt överförd. Öppna den i Excel, spara den igen och "
    "försök på nytt.",
    "for_mycket_innehall": "Filen {file} packas upp till {found}, mer än vad en rapport kan innehålla. "
    "Kopiera tabellerna till en ny arbetsbok och spara den.",
    "for_manga_celler": "Filen {file} har {found} ifyllda celler. Gränsen är {limit}. "
    "Kopiera tabellerna till en ny arbetsbok och spara den.",
    "dubbla_rubriker": "Filen {file} har två kolumner som säger samma sak: {found}. Det går inte att veta "
    "vilken som gäller. Ta bort den ena, eller ge den en rubrik som säger vad den visar.",
    "cell_utanfor": "Filen {file} har något i cell {found}, långt utanför en tabell. Ta bort innehållet där, "
    "eller kopiera tabellerna till en ny arbetsbok.",
    "otillatet_innehall": "Filen {file} innehåller {found}, som inte hör hemma i en rapport. "
    "Kopiera tabellerna till en ny arbetsbok och spara den.",
    "gammal_excel": "Filen {file} är sparad i ett Excelformat från 1995 eller tidigare. Öppna den i Excel "
    "och spara den som Excel-arbetsbok (.xlsx).",
    "inga_blad": "Filen {file} har inget blad med celler. Kontrollera att rätt fil valdes.",
    "inte_sie": "Filen {file} är ingen SIE-fil: den saknar raderna #FLAGGA, #SIETYP, #RAR och #FNAMN. "
    "Exportera den på nytt ur ekonomisystemet som SIE 4.",
    "inte_text": "Filen {file} innehåller tecken som inte är text. Spara tabellen som CSV (UTF-8) eller som "
    "Excel-arbetsbok (.xlsx).",
    "tid": "Filen {file} tog längre tid än {limit} sekunder att läsa. Kopiera tabellerna till en ny "
    "arbetsbok, utan bilder och tomma rader, eller spara sidorna med tabeller som en egen PDF.",
    "minne": "Filen {file} kräver mer minne än {limit} MB att läsa. Kopiera tabellerna till en ny arbetsbok "
    "och spara den.",
    "kunde_inte_lasas": "Filen {file} kunde inte läsas. Öppna den i Excel, spara den igen som "
    "Excel-arbetsbok (.xlsx) och försök på nytt.",
    "avbruten": "Läsningen av filen {file} avbröts. Ladda upp filen igen om den ska läsas.",
    "for_manga_sidor": "Filen {file} har {found} sidor. Gränsen är {limit}. Spara de sidor som har tabeller "
    "som en egen PDF.",
    "inskannad": "Filen {file} är inskannad: sidorna är bilder utan text, så talen kan inte läsas. Lämna "
    "rapporten som Excel-arbetsbok (.xlsx), eller som PDF sparad direkt ur Word eller Excel.",
    "pdf_ritad": "Filen {file} har ingen text: sidorna är bara streck och former, så talen kan inte läsas. "
    "Spara den som PDF direkt ur Word eller Excel, eller lämna den som Excel-arbetsbok (.xlsx).",
    "pdf_full_sida": "Filen {file} har mer text på en sida än en rapport kan ha. Spara tabellen som "
    "Excel-arbetsbok (.xlsx), eller dela upp den på flera sidor.",
    "pdf_losenord": "Filen {file} är skyddad med lösenord. Öppna den, skriv ut den till en ny PDF utan "
    "lösenord och försök igen.",
    "pdf_trasig": "Filen {file} är skadad eller inte helt överförd. Öppna den, spara den som en ny PDF och "
    "försök på nytt.",
    "pdf_sida_for_stor": "{found} i filen {file} är större än vad en rapport kan vara. Spara sidorna med "
    "tabeller som en ny PDF.",
    "aldre_dokument": "Filen {file} är ett dokument i ett äldre eller annat format än Word (.docx). Öppna "
    "den i Word, välj Spara som och Word-dokument (.docx), och ladda upp den filen.",
    "word_trasig": "Filen {file} är skadad eller inte helt överförd. Öppna den i Word, spara den igen och "
    "försök på nytt.",
    "saknas": "Filen {file} finns inte eller får inte läsas.",
}


class Unreadable(Exception):
    """`code` is a key of MESSAGES; `message` names the file and what to do."""

    def __init__(self, code: str, file: str, **details: object) -> None:
        self.code = code
        self.file = file
        self.message = MESSAGES[code].format(file=file, **details)
        super().__init__(self.message)


class Refused(Exception):
    """What a reader raises: why, without the file's name, which `read_grid` adds."""

    def __init__(self, code: str, **details: str) -> None:
        self.code = code
        self.details = details
        super().__init__(code)


class Wrong(ValueError):
    """What the caller asked for cannot be; the text is Swedish."""
