"""The words of a PDF page and where they stand, as pdfium finds them.

A PDF holds glyphs at places, nothing more. Here they become words: runs of glyphs on a line without a space. The
coordinates are in points, from the left and from the bottom of the page.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from gioia.errors import GioiaError
from gioia.sources.readers.pdf_rules import Rule, rules

_WORD_GAP = 0.3
_UPRIGHT = 0.2
_TURNED = 6.08
_FARTHEST = 1e6
"""No page is so large; what stands there, or at no number at all, stands nowhere."""
_NAME_BYTES = 256
_FEW_WORDS = 40
_FEW_OBJECTS = 20
_CJK_FONT = re.compile(
    r"cjk|song|sims?un|sun-?ext|hei(?!ght)|kai(?!ser)|fang|ming(?!ler)|yahei|pingfang|source.?han|gb[-_ ]?(?:2312|k|1)|gothic.*(?:jp|kr)|mincho",
    re.IGNORECASE,
)
HYPHEN = "\ufffe"
"""Stands for a hyphen at the end of a line, which the page may have put in."""


class Word(Struct, frozen=True):
    """A run of glyphs and its box; `spaced` where the file itself has a space before it, not only a gap."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    spaced: bool = False

    @property
    def height(self) -> float:
        """The height of its box."""
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        """The height on the page of the middle of its box."""
        return (self.top + self.bottom) / 2


class Page(Struct, frozen=True):
    """The words of a page in the order of the file, what its text layer is made of, and the lines that are drawn on it.

    `turned` counts the glyphs that do not stand upright, which are no words here. `has_pictures` tells of pictures, and of
    letters drawn as curves; they are looked for only where words are few. `in_cjk_fonts` counts the glyphs of fonts that are
    named as Chinese, Japanese or Korean ones, among the `sampled` ones: every tenth glyph.
    """

    words: tuple[Word, ...]
    height: float
    has_pictures: bool = False
    turned: int = 0
    in_cjk_fonts: int = 0
    sampled: int = 0
    rules: tuple[Rule, ...] = ()


class _Glyph(Struct):
    """A glyph; its text is " " for a space of the file and "" for one that the library saw in a gap."""

    text: str
    box: tuple[float, float, float, float]


def pages(raw: bytes, name: str) -> tuple[list[Page], str]:
    """Return the pages of a PDF and the library's name. Raises GioiaError where it is encrypted or damaged."""
    try:
        import pypdfium2
    except ImportError as error:
        raise GioiaError("reading PDF files needs pypdfium2", remedy="pip install pypdfium2") from error
    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            remedy = "open it in a PDF program, remove the password and save it"
            raise GioiaError(f"{name}: the file is encrypted", remedy=remedy, exit_code=1) from error
        raise _damaged(name) from error
    try:
        found = [_page(document[number]) for number in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise _damaged(name) from error
    finally:
        document.close()
    return found, f"pypdfium2 {pypdfium2.PYPDFIUM_INFO}"


def _damaged(name: str) -> GioiaError:
    remedy = "open it in a PDF program, see whether it is whole, and save or print it to PDF anew"
    return GioiaError(f"{name}: the file is damaged and cannot be read as a PDF", remedy=remedy, exit_code=1)


def _page(page: Any) -> Page:  # noqa: ANN401 - pypdfium2's types are not checked
    from pypdfium2 import raw

    text = page.get_textpage()
    turned: list[int] = []
    fonts: list[bool] = []
    words = tuple(_words(_glyphs(text, turned, fonts)))
    pictures = len(words) < _FEW_WORDS and (
        next(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3), None) is not None
        or (not words and raw.FPDFPage_CountObjects(page) > _FEW_OBJECTS)
    )
    height = page.get_height()
    lines = rules(page)
    text.close()
    page.close()
    return Page(words, height, pictures, len(turned), sum(fonts), len(fonts), lines)


def _glyphs(text: Any, turned: list[int], fonts: list[bool]) -> Iterator[_Glyph]:  # noqa: ANN401
    """Yield the upright glyphs and spaces; note the others' indices and the sampled glyphs' fonts."""
    from pypdfium2 import raw

    high = 0
    for index in range(text.count_chars()):
        point = raw.FPDFText_GetUnicode(text, index)
        if 0xD800 <= point < 0xDC00:  # noqa: PLR2004 - the first half of a pair
            high = point
            continue
        if high and 0xDC00 <= point < 0xE000:  # noqa: PLR2004 - its second half
            point = 0x10000 + ((high - 0xD800) << 10) + (point - 0xDC00)
        high = 0
        character = "\ufffd" if 0xD800 <= point < 0xE000 or point > 0x10FFFF else chr(point)  # noqa: PLR2004
        if raw.FPDFText_IsHyphen(text, index) == 1:
            character = HYPHEN
        if character.isspace() or not point:
            yield _Glyph("" if raw.FPDFText_IsGenerated(text, index) == 1 else " ", (0, 0, 0, 0))
            continue
        box = text.get_charbox(index, loose=True)
        if _UPRIGHT < raw.FPDFText_GetCharAngle(text, index) < _TURNED or not all(abs(at) < _FARTHEST for at in box):
            turned.append(index)
            continue
        if index % 10 == 0:
            fonts.append(_is_cjk_font(text, index))
        yield _Glyph(character, box)


def _is_cjk_font(text: Any, index: int) -> bool:  # noqa: ANN401
    from pypdfium2 import raw

    name = ctypes.create_string_buffer(_NAME_BYTES)
    length = raw.FPDFText_GetFontInfo(text, index, name, _NAME_BYTES, ctypes.c_int())
    return 0 < length <= _NAME_BYTES and bool(_CJK_FONT.search(name.value.decode(errors="replace")))


def _words(glyphs: Iterator[_Glyph]) -> Iterator[Word]:
    run: list[_Glyph] = []
    spaced = False
    for glyph in glyphs:
        is_gap = not glyph.text.strip()
        if run and (is_gap or _breaks(run[-1], glyph)):
            yield _word(run, spaced=spaced)
            run, spaced = [], False
        if is_gap:
            spaced |= glyph.text == " "
        else:
            run.append(glyph)
    if run:
        yield _word(run, spaced=spaced)


def _breaks(before: _Glyph, glyph: _Glyph) -> bool:
    """Tell whether a glyph stands on another line than the one before it, behind it, or across a gap."""
    left, bottom, _, top = glyph.box
    _, last_bottom, last_right, last_top = before.box
    em = max(top - bottom, last_top - last_bottom, 1)
    overlap = min(top, last_top) - max(bottom, last_bottom)
    lower = min(top - bottom, last_top - last_bottom)
    return overlap < lower / 2 or not -em < left - last_right < _WORD_GAP * em


def _word(run: list[_Glyph], *, spaced: bool) -> Word:
    lefts, bottoms, rights, tops = zip(*(glyph.box for glyph in run), strict=True)
    return Word("".join(glyph.text for glyph in run), min(lefts), min(bottoms), max(rights), max(tops), spaced)
