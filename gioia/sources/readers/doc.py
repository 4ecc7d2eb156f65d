"""Old Word documents (.doc): turned into .docx by LibreOffice where it is installed, and read as that.

The old format is not worth a reader of its own: Word and LibreOffice both save it anew. The conversion runs in a folder
and with a profile of its own, so that it neither touches nor waits for a LibreOffice that is open.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from msgspec import structs

from gioia.errors import GioiaError
from gioia.plaintext.writing import scratch_folder
from gioia.sources.readers import Reading, damaged, docx, programs
from gioia.sources.readers.ole import breaks_off

NAME = "doc 1"

_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
)
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORDS = "WordDocument".encode("utf-16-le")
_SECONDS = 180
_REMEDY = "save it as .docx in Word or LibreOffice and add that"


def read(raw: bytes, name: str, options: object = None) -> list[Reading]:
    """Return the one reading of an old Word document.

    Raises GioiaError where it is none, is encrypted or damaged, or where no LibreOffice is found.
    """
    if not raw.startswith(_COMPOUND) or _WORDS not in raw or breaks_off(raw):
        raise damaged(name, "the old Word file")
    program = _libreoffice()
    if not program:
        message = f"{name}: this is an old Word document (.doc), which only LibreOffice can convert"
        raise GioiaError(message, remedy=f"{_REMEDY}, or install LibreOffice", exit_code=1)
    converted = _converted(program, raw, name)
    return [
        structs.replace(reading, reader=f"{NAME}, {reading.reader}") for reading in docx.read(converted, name, options)
    ]


def _libreoffice() -> str:
    """Return the program's path, "" where it is not installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if Path(place).is_file()), "")


def _converted(program: str, raw: bytes, name: str) -> bytes:
    with scratch_folder() as folder:
        before, after = Path(folder, "original.doc"), Path(folder, "out", "original.docx")
        before.write_bytes(raw)
        command = [program, f"-env:UserInstallation={Path(folder, 'profile').as_uri()}", "--headless", "--norestore"]
        command += ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(after.parent), str(before)]
        # What it writes meanwhile goes with the folder, also where it is ended.
        environment = os.environ | dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(folder))
        try:
            programs.run(command, _SECONDS, heard=False, environment=environment)
            return after.read_bytes()
        except (OSError, subprocess.TimeoutExpired) as error:
            message = f"{name}: LibreOffice cannot convert this old Word document; it is damaged or has a password"
            raise GioiaError(message, remedy=_REMEDY, exit_code=1) from error
