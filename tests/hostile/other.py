"""Good files of the formats beside .xlsx, small enough to be made by hand, and what makes them hostile."""

from __future__ import annotations

import io
from io import BytesIO

import xlwt
from reportlab.lib import pdfencrypt
from reportlab.pdfgen.canvas import Canvas

from tests.hostile.raw import zipped

LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY c SYSTEM "file:/etc/passwd">]>'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def docx(text: str = "Intäkter", before: str = "", links: str = "") -> bytes:
    """A Word document with a table of one row; `links` are further relationships of it."""
    cells = "".join(f"<w:tc><w:p><w:r><w:t>{t}</w:t></w:r></w:p></w:tc>" for t in (text, "78,5"))
    table = f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{cells}</w:tr></w:tbl><w:p/>"
    document = f"{before}<w:document {_W}><w:body>{table}</w:body></w:document>"
    word = f"{_OFFICE}.wordprocessingml.document.main+xml"
    kinds = (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{word}"/>'
        "</Types>"
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    start = f'<Relationships xmlns="{_PACKAGE}/relationships">'
    first = f'<Relationship Id="r1" Type="{office}" Target="word/document.xml"/>'
    return zipped(
        {
            "[Content_Types].xml": kinds.encode(),
            "_rels/.rels": f"{start}{first}</Relationships>".encode(),
            "word/document.xml": document.encode(),
            "word/_rels/document.xml.rels": f"{start}{links}</Relationships>".encode(),
        },
        {},
    )  # fmt: skip


def linked_docx() -> bytes:
    """As a document whose pictures and template lie on a server that wants to know who opens it."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = "".join(
        f'<Relationship Id="x{i}" Type="{kind}/{what}" Target="{where}" TargetMode="External"/>'
        for i, (what, where) in enumerate(
            (("image", "http://127.0.0.1:9/x.png"), ("attachedTemplate", "file:/etc/passwd"))
        )
    )
    return docx(links=links)


def ods(text: str = "Intäkter", before: str = "", encrypted: bool = False) -> bytes:
    """An OpenDocument sheet with one row."""
    spaces = " ".join(f'xmlns:{n}="{_ODF}:{n}:1.0"' for n in ("office", "table", "text"))
    end = "</text:p></table:table-cell>"
    cells = (
        f'<table:table-cell office:value-type="string"><text:p>{text}{end}'
        f'<table:table-cell office:value-type="float" office:value="78.5"><text:p>78,5{end}'
    )
    content = (
        f'{before}<office:document-content {spaces} office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="Blad1"><table:table-row>{cells}</table:table-row></table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    secret = "<manifest:encryption-data/>" if encrypted else ""
    manifest = (
        f'<manifest:manifest xmlns:manifest="{_ODF}:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        f'<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">{secret}'
        "</manifest:file-entry></manifest:manifest>"
    )
    body = b"\x8f\x12garbage" * 50 if encrypted else content.encode()
    parts = {"mimetype": kind.encode(), "content.xml": body, "META-INF/manifest.xml": manifest.encode()}
    return zipped(parts, {})


def many_times_ods() -> bytes:
    """A cell that says of itself that it stands there 16 384 times, after one that does the same."""
    cell = (
        '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1">'
    )
    return ods(f"Intäkter</text:p></table:table-cell>{cell}<text:p>1")


def xls() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Blad1")
    sheet.write(0, 0, "Intäkter")
    sheet.write(0, 1, 78.5)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def locked_xls() -> bytes:
    """As an old workbook with a password: the record after the first says how the rest is hidden."""
    data = bytearray(xls())
    place = data.index(b"\x09\x08\x10\x00\x00\x06\x05\x00") + 20
    data[place : place + 2] = b"\x2f\x00"
    return bytes(data)


def pdf(password: str = "") -> bytes:
    out = BytesIO()
    secret = pdfencrypt.StandardEncryption(password, canPrint=0) if password else None
    page = Canvas(out, encrypt=secret)
    page.drawString(72, 720, "Intäkter 78,5 79,4")
    page.save()
    return out.getvalue()


def looping_pdf() -> bytes:
    """Pages that are their own children, a form that draws itself, a cross reference that leads back."""
    parts = (
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
        b"2 0 obj<</Type/Pages/Count 2/Kids[2 0 R 3 0 R]/Parent 2 0 R>>endobj",
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 5 0 R"
        b"/Resources<</XObject<</X 4 0 R>>>>>>endobj",
        b"4 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>/Length 4>>"
        b"stream\n/X Do\nendstream endobj",
        b"5 0 obj<</Length 5 0 R>>stream\n/X Do\nendstream endobj",
    )
    body = b"%PDF-1.7\n" + b"\n".join(parts) + b"\n"
    return body + b"trailer<</Root 1 0 R/Size 6/Prev %d>>\nstartxref\n%d\n%%%%EOF" % (len(body), len(body))
