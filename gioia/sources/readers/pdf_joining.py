"""From the lines of a PDF to its text: what the page broke is joined, what the writer ended stays apart.

Chinese lines are joined without a space and Latin words across a hyphen; a paragraph that a column or page broke off goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from gioia.sources.readers.pdf_layout import Line, Paragraph, is_cjk
from gioia.sources.readers.pdf_words import HYPHEN

_HYPHENS = f"-\u00ad\u2010{HYPHEN}"
_LATIN_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def joined(found: Sequence[Sequence[Paragraph]]) -> tuple[str, tuple[int, ...]]:
    """Return the text, paragraphs apart by a blank line, and the offset at which each page begins in it."""
    known = words_in(line.text for page in found for paragraph in page for line in paragraph.lines)
    inner = [paragraph for page in found for paragraph in page if not paragraph.opens]
    indents = sum(paragraph.indented for paragraph in inner) * 2 > len(inner)
    pieces: list[str] = []
    starts: list[int] = []
    length = 0
    last: Line | None = None
    for page in found:
        first: int | None = None
        for paragraph in page:
            goes_on = last is not None and _goes_on(last, paragraph, indents=indents)
            apart = "\n" if paragraph.follows else "\n\n"
            for number, line in enumerate(paragraph.lines):
                if pieces:
                    joint = seam(pieces[-1], line.text, known) if number or goes_on else (pieces[-1], apart)
                    length += len(joint[0]) - len(pieces[-1]) + len(joint[1])
                    pieces[-1:] = joint
                first = length if first is None else first
                pieces.append(line.text)
                length += len(line.text)
                last = line
        starts.append(length if first is None else first)
    return "".join(pieces).replace(HYPHEN, "-") + "\n", tuple(starts)


def words_in(lines: Iterable[str]) -> set[str]:
    """Return the words of Latin letters in lines, which tell whether a hyphen at a line's end is the writer's."""
    return {word.lower() for line in lines for word in _LATIN_WORD.findall(line)}


def flowing(lines: Iterable[str], known: AbstractSet[str]) -> str:
    """Return the lines of one paragraph as a text."""
    text = ""
    for line in lines:
        text = "".join(seam(text, line, known)) + line if text else line
    return text


def _goes_on(last: Line, paragraph: Paragraph, *, indents: bool) -> bool:
    """Tell whether a paragraph goes on from the column before; where all are indented, a full stop does not end it."""
    first = paragraph.lines[0]
    if not paragraph.opens or paragraph.indented or not last.is_full or not _alike(last.height, first.height):
        return False
    return not last.is_ended or (indents and _alike(last.width, first.width))


def _alike(one: float, other: float) -> bool:
    return abs(one - other) < 0.1 * max(one, other)


def seam(above: str, below: str, known: AbstractSet[str]) -> tuple[str, str]:
    """Return the upper one of two lines of a paragraph, without a hyphen that the page put in, and what joins them."""
    if above[-1] in _HYPHENS and _is_letter(above[-2:-1]) and _is_letter(below[0]):
        head, tail = _LATIN_WORD.findall(above)[-1].lower(), _LATIN_WORD.findall(below)[0].lower()
        if below[0].islower() and (head + tail in known or f"{head}-{tail}" not in known):
            above = above[:-1]
        return above, ""
    return above, "" if is_cjk(above[-1]) or is_cjk(below[0]) else " "


def _is_letter(character: str) -> bool:
    return character.isalpha() and not is_cjk(character)
