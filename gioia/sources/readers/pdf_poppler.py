"""The words of a PDF page as poppler finds them, the second engine for pages whose text layer looks broken.

Poppler is a program of its own (`pdftotext`), asked only for such pages. Of the engines that were tried on broken files
(poppler, pypdf, pdfminer.six, MuPDF) it alone reads the ligatures of bitmap fonts, as TeX made them, and it reads encodings that
pdfium does not know. The program of the same name by xpdf does not tell where words stand, and counts as missing.
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from statistics import median

from gioia.sources.readers import programs
from gioia.sources.readers.pdf_words import Word

_SECONDS = 120
_PAGE = re.compile(r"<page width=\"[\d.]+\" height=\"([\d.]+)\">(.*?)</page>", re.DOTALL)
_WORD = re.compile(
    r"<word xMin=\"([-\d.]+)\" yMin=\"([-\d.]+)\" xMax=\"([-\d.]+)\" yMax=\"([-\d.]+)\">(.*?)</word>", re.DOTALL
)
_VERSION = re.compile(r"pdftotext version (\d[\d.]*)")
_FEW_LETTERS = 3
_TALL = 1.5


def version() -> str:
    """Return the name and version of the program, "" where it is not installed."""
    program = shutil.which("pdftotext")
    if not program:
        return ""
    try:
        told = programs.run([program, "-v"], _SECONDS)[1].decode(errors="replace")
    except (OSError, subprocess.TimeoutExpired):
        return ""
    found = _VERSION.search(told)
    return f"poppler {found[1]}" if found and "poppler" in told.lower() else ""


def words(raw: bytes, numbers: list[int]) -> dict[int, tuple[Word, ...]]:
    """Return the upright words of the pages with these numbers, counted from 1.

    A page that fails is left out, and all are where the program takes too much time or says more than fits into the memory.
    """
    program = shutil.which("pdftotext")
    if not program or not numbers:
        return {}
    first, last = min(numbers), max(numbers)
    command = [program, "-q", "-bbox", "-cropbox", "-enc", "UTF-8", "-f", str(first), "-l", str(last), "-", "-"]
    try:
        # The file is given through a pipe: no copy of what a person said lies on the disk, and none can be left there.
        said, _ = programs.run(command, _SECONDS, given=raw)
    except (OSError, subprocess.TimeoutExpired, MemoryError):
        return {}
    pages = enumerate(_PAGE.finditer(said.decode(errors="replace")), first)
    return {number: _words(page[2], float(page[1])) for number, page in pages if number in set(numbers)}


def _words(page: str, height: float) -> tuple[Word, ...]:
    found = []
    for match in _WORD.finditer(page):
        left, top, right, bottom = map(float, match.groups()[:4])
        text = html.unescape(match[5]).strip()
        if text:
            found.append(Word(text, left, height - bottom, right, height - top))
    usual = median(word.height for word in found) if found else 0
    return tuple(word for word in found if not _is_turned(word, usual))


def _is_turned(word: Word, usual: float) -> bool:
    """Tell whether a word runs up or down the page: it is tall, and higher than wide although it has several letters."""
    return word.height > max(_TALL * usual, word.right - word.left) and len(word.text) > _FEW_LETTERS
