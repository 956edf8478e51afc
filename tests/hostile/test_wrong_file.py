"""The wrong file, or a damaged one: each is refused with a sentence that says what it is and what to do."""

import re

import pytest

from loaders._unreadable import MESSAGES
from tests.hostile import make, other
from tests.hostile.conftest import Refuse

WRONG = {
    "empty.xlsx": (b"", "tom_fil", "är tom"),
    "empty.csv": (b"\xef\xbb\xbf \r\n\r\n", "tom_fil", "är tom"),
    "word.xlsx": (make.word_document(), "fel_innehall", "ett Word-dokument"),
    "word.txt": (make.word_document(), "fel_innehall", "ett Word-dokument"),
    "password.xlsx": (make.encrypted(), "losenord", "ta bort lösenordet"),
    "zip_password.xlsx": (make.zip_with_password(), "losenord", "ta bort lösenordet"),
    "old.xlsx": (make.compound("Workbook"), "fel_innehall", "(.xls)"),
    "workbook.csv": (make.workbook(), "fel_innehall", "en Excel-arbetsbok"),
    "web.xlsx": (b"<!DOCTYPE html><table></table>", "fel_innehall", "en webbsida"),
    "pdf.xlsx": (b"%PDF-1.7 ...", "fel_innehall", "en PDF"),
    "text.xlsx": (b"Intakter;1\n", "fel_innehall", "något annat"),
    "broken.pdf": (b"%PDF-1.7 ...", "pdf_trasig", "PDF"),
    "loop.pdf": (other.looping_pdf(), "pdf_trasig", "skadad"),
    "slides.pptx": (b"PK...", "okand_typ", ".pptx"),
    "noname": (b"Intakter;1\n", "okand_typ", "saknar ändelse"),
    "junk.csv": (bytes(range(256)) * 40, "inte_text", "inte är text"),
    "nul.txt": (b"Intakter\x00\t78,5\n", "inte_text", "inte är text"),
    "undefined_in_cp1252.txt": (b"Int\x81kter 78,5 \xff", "inte_text", "inte är text"),
    "half.xlsx": (make.workbook()[:3000], "trasig_fil", "skadad"),
    "start.xlsx": (b"PK\x03\x04", "trasig_fil", "skadad"),
}


def test_a_file_of_another_kind_is_told_every_kind_that_is_read(refused: Refuse) -> None:
    message = refused(b"PK...", "slides.pptx").message
    for kind in ("xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "txt", "pdf", "docx", "html", "se", "sie"):
        assert re.search(rf"\.{kind}\b", message)


@pytest.mark.parametrize("file", WRONG)
def test_a_wrong_file_is_named_for_what_it_is(file: str, refused: Refuse) -> None:
    data, code, words = WRONG[file]
    refusal = refused(data, file)
    assert refusal.code == code
    assert words in refusal.message


def test_a_workbook_with_a_damaged_part_is_refused(refused: Refuse) -> None:
    data = bytearray(make.workbook())
    place = data.find(b"xl/worksheets/sheet1.xml") + 60
    data[place : place + 40] = b"\xff" * 40
    assert refused(bytes(data)).code == "trasig_fil"


def test_a_workbook_whose_xml_is_broken_is_refused(refused: Refuse) -> None:
    assert refused(make.replaced(make.SHEET, b"<worksheet><sheetData><row>")).code == "kunde_inte_lasas"


def test_an_empty_workbook_is_refused(refused: Refuse) -> None:
    assert refused(make.with_sheet("")).code == "inga_blad"


def test_a_large_file_is_refused_before_it_is_read(refused: Refuse) -> None:
    refusal = refused(b"1;2;3;4;5\n" * 3_000_000, "stor.csv", upload_max_mb=10)
    assert refusal.code == "for_stor"
    assert "30,0 MB" in refusal.message
    assert "Gränsen är 10 MB" in refusal.message


def test_a_large_file_is_read_where_the_setting_allows_it(refused: Refuse) -> None:
    assert refused(b"x" * 2_500_000, "stor.csv", upload_max_mb=2).code == "for_stor"


def test_every_message_says_what_to_do() -> None:
    advice = ("Spara", "spara", "Kontrollera", "Kopiera", "Ta bort", "finns inte", "igen", "Exportera")
    assert all(any(word in text for word in advice) for text in MESSAGES.values())
