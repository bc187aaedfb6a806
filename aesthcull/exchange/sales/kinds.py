"""What a file is when it is no table: agencies' downloads lie beside pictures, workbooks and web pages.

Told by a file's first bytes, never by its name: a sign-in page saved as `report.csv` is a web page.
"""

from __future__ import annotations

_MAGIC = (
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF or RAW picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"8BPS", "a Photoshop picture"),
    (b"%PDF", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (.xls or .doc); save it as CSV first"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"7z\xbc\xaf", "a 7-Zip archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"SQLite format 3\x00", "an SQLite database"),
)
_ZIP_PARTS = (  # a part's name stands uncompressed near the beginning
    (b"xl/", "an Excel workbook; save it as CSV first"),
    (b"word/", "a Word document"),
    (b"opendocument.spreadsheet", "a LibreOffice spreadsheet; save it as CSV first"),
    (b"[Content_Types].xml", "an Office file; save it as CSV first"),
)
_TEXTS = (
    (b"<!doctype html", "a web page, perhaps the agency's sign-in page"),
    (b"<html", "a web page, perhaps the agency's sign-in page"),
    (b"<?xml", "an XML file"),
    (b"{", "a JSON file"),
    (b"[{", "a JSON file"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b"))
_FEW_CONTROLS, _MOST_CONTROLS = 5, 0.01  # the latter of a text's bytes


def not_a_table(head: bytes) -> str | None:
    """What a file that begins with `head` is, if it is no table; else None."""
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head.startswith(b"PK\x03\x04"):
        return next((kind for part, kind in _ZIP_PARTS if part in head), "a ZIP archive; unpack it first")
    if head[:4] == b"RIFF" or (head[:2] == b"\0\0" and head[4:8] == b"ftyp"):
        return "a picture or film"
    return None


def not_a_tables_text(text: str) -> str | None:
    """The same for a file's first characters."""
    head = text.encode("utf-8", "replace")
    begin = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:20].lower()
    for start, kind in _TEXTS:
        if begin.startswith(start):
            return kind
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return "a binary file" if controls > max(_FEW_CONTROLS, _MOST_CONTROLS * len(head)) else None
