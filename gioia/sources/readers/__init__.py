"""Readers: a file as it comes → the text that is frozen, one file a format.

The content decides which reader a file gets (`kinds.kind_of`), never its extension. A reader is a module with `NAME`,
the reader and its version, so that the register says who read a document, and `read(raw, name, options)`, which returns
one reading a document that the file holds. A reader's library is loaded when a file of its format comes in. A file that
no reader takes is refused by its real name; what is doubtful about a text that was read is a remark.
"""

from __future__ import annotations

import importlib
import importlib.util
from typing import Literal

from msgspec import Struct

from gioia.errors import GioiaError
from gioia.sources.register import Doubt

_READERS = {
    "text": "plain",
    "srt": "subtitles",
    "vtt": "subtitles",
    "html": "html",
    "csv": "sheets",
    "xlsx": "sheets",
    "xls": "sheets",
    "ods": "sheets",
    "html table": "sheets",
    "pdf": "pdf",
    "docx": "docx",
    "doc": "doc",
    "epub": "epub",
    "odt": "odt",
    "rtf": "rtf",
}
_TABLES = {"csv", "xlsx", "xls", "ods", "html table"}
_APART = {"pdf", "xlsx", "xls", "ods"}
"""Read by libraries that a file can break, hence in a process of their own."""
_CALLED = {
    "text": "plain text",
    "pdf": "a PDF",
    "docx": "a Word file (docx)",
    "doc": "an old Word file (doc)",
    "xlsx": "an Excel workbook (xlsx)",
    "xls": "an old Excel workbook (xls)",
    "pptx": "a PowerPoint file",
    "odt": "an OpenDocument text",
    "ods": "an OpenDocument spreadsheet",
    "epub": "an EPUB book",
    "zip": "a zip file",
    "broken": "a damaged zip or Office file",
    "ole": "an old Office file",
    "encrypted": "an Office file with a password",
    "rtf": "an RTF file",
    "html": "a web page (HTML)",
    "srt": "a subtitle file (SRT)",
    "vtt": "a subtitle file (WebVTT)",
    "csv": "a table (CSV)",
    "flat": "an OpenDocument file in one piece of XML",
    "word xml": "a Word file saved as XML",
    "excel xml": "an Excel workbook saved as XML",
    "mht": "a web archive (MHT)",
    "picture": "a picture",
    "recording": "a recording",
    "compressed": "a compressed file",
    "binary": "no text but a binary file",
}
_REMEDIES = {
    "encrypted": "open it in the Office program, save it without its password, and add that",
    "flat": "save it as odt or docx and add that",
    "word xml": "save it as docx and add that",
    "excel xml": "save it as xlsx or CSV and add that",
    "mht": "open it in a browser or in Word, save it as HTML or docx, and add that",
    "zip": "unpack it and add the files in it",
    "broken": "open it in its program, save it anew, and add that",
    "compressed": "unpack it and add the files in it",
    "picture": "recognise its text (OCR), and add that as plain text",
    "recording": "transcribe it, and add the transcript",
}


class Remark(Doubt, frozen=True):
    """What deserves a look in a text that was read: a warning is a doubt that the register keeps, information is not."""

    severity: Literal["warning", "info"] = "warning"


class Options(Struct, frozen=True):
    """What a person says about a file: its encoding, how a table is split (`rows`, `columns`), its columns of texts.

    `label` is the column by whose cells the documents of rows are named.
    """

    encoding: str = ""
    split: str = ""
    columns: tuple[str, ...] = ()
    label: str = ""

    @property
    def of_tables(self) -> bool:
        """Whether something is said that holds for tables only."""
        return bool(self.split or self.columns or self.label)


class Reading(Struct, frozen=True):
    """What a reader made of a file: one text to freeze, and who read it.

    `confidence` is how sure the encoding is, from 0 to 1. `pages` are the offsets, in code points, at which pages begin.
    `part` names the document among those of one file, such as a row of a table; it is empty where the file is one document.
    """

    text: str
    reader: str
    encoding: str = ""
    confidence: float = 1.0
    pages: tuple[int, ...] = ()
    remarks: tuple[Remark, ...] = ()
    part: str = ""


AS_FOUND = Options()
"""Nothing said: the file's content decides everything."""


def read_original(raw: bytes, name: str, options: Options = AS_FOUND) -> list[Reading]:
    """Return the readings of a file's bytes, each with text in it.

    Raises GioiaError, naming the file by `name`, for a file that is empty, of a format that is not read, damaged, or not
    decodable, and for options that do not fit the file.
    """
    from gioia.sources.readers.kinds import kind_of

    kind = kind_of(raw)
    if options.of_tables:
        kind = {"text": "csv", "html": "html table"}.get(kind, kind)
    if kind == "empty":
        raise _empty(name)
    module = f"gioia.sources.readers.{_READERS.get(kind, '')}"
    if kind not in _READERS or importlib.util.find_spec(module) is None:
        remedy = _REMEDIES.get(kind, "save it as plain text (UTF-8) or Markdown and add that")
        raise GioiaError(f"{name}: this is {_CALLED[kind]}", remedy=remedy, exit_code=1)
    if options.of_tables and kind not in _TABLES:
        raise no_table(name, kind)
    kept = [reading for reading in _readings(kind, module, raw, name, options) if reading.text.strip()]
    if not kept and kind == "text":
        raise _empty(name)
    if not kept:
        remedy = "if it shows words, they are pictures or stand in margins: copy them into a text file"
        raise GioiaError(f"{name}: this is {_CALLED[kind]} without any text", remedy=remedy, exit_code=1)
    return kept


def doubts(reading: Reading) -> tuple[Doubt, ...]:
    """Return the warnings about a text, as the register of documents keeps them."""
    return tuple(Doubt(one.message, one.remedy) for one in reading.remarks if one.severity == "warning")


def _readings(kind: str, module: str, raw: bytes, name: str, options: Options) -> list[Reading]:
    if kind in _APART:
        from gioia.sources.readers import apart

        return apart.read(module, raw, name, options)
    readings: list[Reading] = importlib.import_module(module).read(raw, name, options)
    return readings


def no_table(name: str, kind: str) -> GioiaError:
    """Return the error for options of tables with a file of another kind."""
    remedy = "leave out --split, --column and --name-by; they are for tables (CSV, Excel, a web page with one)"
    if kind == "text":
        remedy += ", where most lines have the same number of cells"
    return GioiaError(f"{name}: this is {_CALLED[kind]} and no table", remedy=remedy)


def damaged(name: str, what: str) -> GioiaError:
    """Return the error for a file of a known format that cannot be read to its end."""
    remedy = "open it in its program, save it anew, and add that"
    return GioiaError(f"{name}: {what} is damaged and cannot be read", remedy=remedy, exit_code=1)


def _empty(name: str) -> GioiaError:
    return GioiaError(f"{name}: the file is empty", remedy="name a file that has text", exit_code=1)
