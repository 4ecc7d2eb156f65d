"""What a file is, by its content and never by its extension.

Office files are told apart by what lies in their zip, old ones by the names of their OLE streams. Among texts a web page,
subtitles and a table are known by how they begin; a table only where every row has as many cells as the head, so that
prose with commas stays prose.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib

from gioia.sources.readers.ole import breaks_off

_SIGNATURES = (
    (b"%PDF", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"II*\0", "picture"),
    (b"MM\0*", "picture"),
    (b"ID3", "recording"),
    (b"OggS", "recording"),
    (b"fLaC", "recording"),
    (b"\x1f\x8b", "compressed"),
    (b"7z\xbc\xaf", "compressed"),
    (b"Rar!", "compressed"),
    (b"BZh", "compressed"),
    (b"\xfd7zXZ", "compressed"),
    (b"\x7fELF", "binary"),
    (b"SQLite format 3\0", "binary"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1"
_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
)
_SECTOR, _WORD = 512, b"\xec\xa5"
"""How the text of a Word file begins, at the head of a sector; the directory with its name may be lost."""
_ENTRY = 128
"""How many bytes an entry of an OLE directory takes; its name stands first, in UTF-16."""
_MIMETYPES = {
    "application/epub+zip": "epub",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
}
_PARTS = (
    (b"wordprocessingml.document.main", "docx"),
    (b"ms-word.document.macroenabled.main", "docx"),
    (b"wordprocessingml.template.main", "docx"),
    (b"spreadsheetml.sheet.main", "xlsx"),
    (b"ms-excel.sheet.macroenabled.main", "xlsx"),
    (b"presentationml.", "pptx"),
)
_MEMBER = re.compile(rb"PK\x03\x04.{26}([\w./\[\]-]{1,80})", re.DOTALL)
_HEAD = 65_536
_ONE_SIDED = 20
_MOSTLY = 0.9
_WRITING = re.compile("[\t\n\r -~\u2010-\u2027\u3000-\u30ff\u4e00-\u9fff\uff00-\uff9f]")
_MOST_TYPES = 1_000_000
_HTML = re.compile(
    r"\s*+(<\?xml[^>]*>\s*+)?(<!--.*?-->\s*+)*+(<!doctype\s+html|<html[\s>]|<(head|body|meta|title|div|p|table|h[1-6])\b)",
    re.IGNORECASE | re.DOTALL,
)
_SRT = re.compile(r"\s*+(\d++[^\S\n]*+\n\s*+)?\d{1,3}:\d\d:\d\d[,.]\d{1,3}\s*-->\s*\d{1,3}:\d\d:\d\d")
_VTT = re.compile(r"WEBVTT(?![^\s])")
_XML_KINDS = (
    (re.compile(r"<office:document\s"), "flat"),
    (re.compile(r"progid=\"Excel|<(?:\w+:)?Workbook\s[^>]*office:spreadsheet"), "excel xml"),
    (re.compile(r"progid=\"Word|<w:wordDocument\s|<pkg:package\s"), "word xml"),
)
"""How the XML of office programs begins; other XML is a text like any other."""
_MHT = re.compile(
    r"(?:[a-z-]{1,40}:[^\n]{0,500}\n(?:[ \t][^\n]{0,500}\n){0,9}){0,20}?mime-version:"
    r"(?:[^\n]{0,500}\n){1,20}?[^\n]{0,500}multipart/related",
    re.IGNORECASE,
)
_BEGINNINGS = ((_VTT, "vtt"), (_SRT, "srt"), (_HTML, "html"), (_MHT, "mht"))
_XML_HEAD = 4096
_LONGEST_HEADING = 120


def kind_of(raw: bytes) -> str:
    """Return the kind of file, one of the words of `gioia.sources.readers`, or `text`, or `empty`."""
    start = raw[:1024].removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")
    for signature, kind in _SIGNATURES:
        if start.startswith(signature):
            return kind
    if raw.startswith(b"PK\x03\x04"):
        return _zip_kind(raw)
    if raw.startswith(_OLE):
        return _ole_kind(raw)
    if raw[:4] == b"RIFF" or raw[4:8] == b"ftyp":
        return "picture" if raw[8:12] == b"WEBP" or raw[8:11] == b"hei" else "recording"
    return _text_kind(raw)


def is_wide(raw: bytes) -> str:
    """Return `utf-16-le` or `utf-16-be` for bytes with zeros that are UTF-16 without a mark, else an empty string.

    In Western text the zeros fall on one side of the pairs alone; in Chinese or Japanese text (U+4E00 has a zero, too)
    nearly every pair is a character of these scripts.
    """
    head = raw[: min(_HEAD, len(raw) // 2 * 2)]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > _ONE_SIDED * even:
        return "utf-16-le"
    if even > _ONE_SIDED * odd:
        return "utf-16-be"
    if not even:
        return ""
    order = max(("utf-16-le", "utf-16-be"), key=lambda order: _written(head, order))
    return order if _written(head, order) > _MOSTLY else ""


def _written(head: bytes, order: str) -> float:
    """Return the share of ASCII, Chinese and Japanese characters among those that the bytes hold in that order."""
    text = head.decode(order, "replace")
    return len(_WRITING.findall(text)) / max(len(text), 1)


def delimiter_of(head: str) -> str:
    """Return the delimiter of a table (comma, semicolon, tab or bar), the one that stands most often in its first line."""
    first = head.lstrip("\n").partition("\n")[0]
    return max(",;\t|", key=first.count)


def _text_kind(raw: bytes) -> str:
    head = raw[:_HEAD]
    wide = "utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else is_wide(raw)
    text = head.removeprefix(b"\xef\xbb\xbf").decode(wide or "latin-1", "replace").removeprefix("\ufeff")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        return "empty"
    if text.count("\0") * 200 > len(text):
        return "binary"
    begins = next((kind for sign, kind in _BEGINNINGS if sign.match(text)), "")
    if begins:
        return begins
    if text.lstrip().startswith("<?xml"):
        return next((kind for sign, kind in _XML_KINDS if sign.search(text[:_XML_HEAD])), "text")
    whole = text if len(raw) <= _HEAD else text.rpartition("\n")[0]
    return "csv" if _is_table(whole) else "text"


def _is_table(text: str) -> bool:
    lines = text.strip("\n")
    delimiter = delimiter_of(lines)
    if delimiter not in lines.partition("\n")[0] or "\n" not in lines:
        return False
    try:
        rows = [row for row in csv.reader(io.StringIO(lines, newline=""), delimiter=delimiter, strict=True) if row]
    except csv.Error:
        return False
    head = rows[0]
    named = all(_is_heading(cell) for cell in head) and len(set(head)) == len(head)
    return named and len(rows) > 1 and all(len(row) == len(head) for row in rows)


def _is_heading(cell: str) -> bool:
    trimmed = cell.strip()
    return bool(trimmed) and cell == trimmed and len(cell) <= _LONGEST_HEADING and not cell.endswith((".", "!", ":"))


def _zip_kind(raw: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            names = set(archive.namelist())
            if "mimetype" in names:
                said = _beginning(archive, "mimetype").decode("ascii", "replace").strip()
                return _MIMETYPES.get(said, "zip")
            if "[Content_Types].xml" in names:
                types = _beginning(archive, "[Content_Types].xml").lower()
                return next((kind for part, kind in _PARTS if part in types), "zip")
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return _broken_zip_kind(raw)
    return "zip"


def _beginning(archive: zipfile.ZipFile, member: str) -> bytes:
    with archive.open(member) as file:
        return file.read(_MOST_TYPES)


def _broken_zip_kind(raw: bytes) -> str:
    """Return what a zip without its end was, by the names of the files at its head, so that it is refused as that."""
    members = _MEMBER.findall(raw)
    for folder, kind in ((b"word/", "docx"), (b"xl/", "xlsx"), (b"ppt/", "pptx")):
        if any(member.startswith(folder) for member in members):
            return kind
    for said, kind in _MIMETYPES.items():
        if said.encode() in raw[:200]:
            return kind
    return "broken"


def _ole_kind(raw: bytes) -> str:
    for stream, kind in _STREAMS:
        if _stands(raw, stream.encode("utf-16-le") + b"\0\0", _ENTRY):
            return kind
    if not breaks_off(raw):
        return "ole"
    return "doc" if _stands(raw, _WORD, _SECTOR) else "broken"


def _stands(raw: bytes, sign: bytes, step: int) -> bool:
    """Tell whether bytes stand at a multiple of a step."""
    place = raw.find(sign)
    while place >= 0 and place % step:
        place = raw.find(sign, place + 1)
    return place >= 0
