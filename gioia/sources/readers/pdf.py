"""PDF files: the text layer in reading order, and a judgement of what it is worth.

Lines that a page broke are joined: Chinese without a space, Latin words across a hyphen. Running heads and page numbers
are left out and named in a remark. Each page begins at a known place of the text, so that a passage can be cited by page.
A page whose text cannot be trusted is named; a file without any text is refused.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from gioia.errors import GioiaError
from gioia.sources.readers.pdf_judgement import judge
from gioia.sources.readers.pdf_layout import Line, Paragraph, is_cjk, paragraphs, rows
from gioia.sources.readers.pdf_words import HYPHEN, Page, Word, pages
from gioia.sources.readers.reading import Reading, Remark

NAME = "pdf 1"

_ZONE = 0.12
_OUTERMOST = 3
_SAME_PLACE = 6
_OFTEN = 3
_SHOWN = 4
_HYPHENS = f"-\u00ad\u2010{HYPHEN}"
_LATIN_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def read(raw: bytes, name: str, options: object = None) -> list[Reading]:  # noqa: ARG001 - all readers are called so
    """Return the one reading of a PDF. Raises GioiaError where it is encrypted, damaged or without a text layer."""
    found, library = pages(raw, name)
    if not any(page.words for page in found):
        message = f"{name}: none of its {len(found)} pages holds text: they are scanned or drawn"
        raise GioiaError(message, remedy="recognise the text (OCR) first and add the result", exit_code=1)
    bodies, left_out = _without_heads(found)
    text, starts = _joined(paragraphs(bodies))
    texts = [text[start:end] for start, end in pairwise((*starts, len(text)))]
    remarks = (*_head_remarks(left_out), *judge(found, texts))
    return [Reading(text, f"{NAME} ({library})", pages=starts, remarks=remarks)]


def _without_heads(found: Sequence[Page]) -> tuple[list[list[Word]], Counter[str]]:
    """Return each page's words without those lines at its edges that recur, digits aside, at one height on other pages."""
    edges = [list(_edge_rows(page)) for page in found]
    heights: dict[str, list[float]] = defaultdict(list)
    for page_rows in edges:
        for row in page_rows:
            heights[_recurring(row)].append(row[0].bottom)
    often = 2 if len(found) < 2 * _OFTEN else _OFTEN
    bodies: list[list[Word]] = []
    left_out: Counter[str] = Counter()
    for page, page_rows in zip(found, edges, strict=True):
        gone: set[int] = set()
        for row in page_rows:
            text = _recurring(row)
            if sum(abs(height - row[0].bottom) < _SAME_PLACE for height in heights[text]) >= often:
                gone.update(map(id, row))
                left_out[text] += 1
        bodies.append([word for word in page.words if id(word) not in gone])
    return bodies, left_out


def _edge_rows(page: Page) -> Iterator[list[Word]]:
    """Yield the rows that could be heads or feet: the outermost ones, in the strips at the top and the bottom."""
    if not page.words:
        return
    ordered = rows(page.words)
    outermost = ordered if len(ordered) <= 2 * _OUTERMOST else [*ordered[:_OUTERMOST], *ordered[-_OUTERMOST:]]
    lowest, highest = page.height * _ZONE, page.height * (1 - _ZONE)
    for row in outermost:
        if row[0].top < lowest or row[0].bottom > highest:
            yield row


def _recurring(row: Sequence[Word]) -> str:
    text = re.sub(r"\d+", "#", " ".join(word.text for word in row))
    return "#" if re.fullmatch(r"[ivxlcIVXLC]{1,7}", text) else text


def _head_remarks(left_out: Counter[str]) -> Iterator[Remark]:
    if left_out:
        shown = ", ".join(f"“{text}” ({count} ×)" for text, count in left_out.most_common(_SHOWN))
        more = f" and {len(left_out) - _SHOWN} more" if len(left_out) > _SHOWN else ""
        message = f"lines that recur at the edges of pages were left out, # for a number: {shown}{more}"
        yield Remark(message, "see that none of them belongs to the text", "info")


def _joined(found: Sequence[Sequence[Paragraph]]) -> tuple[str, tuple[int, ...]]:
    """Return the text, paragraphs apart by a blank line, and the offset at which each page begins in it."""
    known = {
        word.lower() for page in found for p in page for line in p.lines for word in _LATIN_WORD.findall(line.text)
    }
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
            for number, line in enumerate(paragraph.lines):
                if pieces:
                    seam = _seam(pieces[-1], line.text, known) if number or goes_on else (pieces[-1], "\n\n")
                    length += len(seam[0]) - len(pieces[-1]) + len(seam[1])
                    pieces[-1:] = seam
                first = length if first is None else first
                pieces.append(line.text)
                length += len(line.text)
                last = line
        starts.append(length if first is None else first)
    return "".join(pieces).replace(HYPHEN, "-") + "\n", tuple(starts)


def _goes_on(last: Line, paragraph: Paragraph, *, indents: bool) -> bool:
    """Tell whether a paragraph goes on from the column before; where all are indented, a full stop does not end it."""
    same_size = _same_size(last, paragraph.lines[0])
    return paragraph.opens and not paragraph.indented and last.is_full and same_size and (indents or not last.is_ended)


def _same_size(above: Line, below: Line) -> bool:
    return abs(above.height - below.height) < 0.15 * max(above.height, below.height)


def _seam(above: str, below: str, known: set[str]) -> tuple[str, str]:
    """Return the upper one of two lines of a paragraph, without a hyphen that the page put in, and what joins them."""
    if above[-1] in _HYPHENS and _is_letter(above[-2:-1]) and _is_letter(below[0]):
        head, tail = _LATIN_WORD.findall(above)[-1].lower(), _LATIN_WORD.findall(below)[0].lower()
        if below[0].islower() and (head + tail in known or f"{head}-{tail}" not in known):
            above = above[:-1]
        return above, ""
    return above, "" if is_cjk(above[-1]) or is_cjk(below[0]) else " "


def _is_letter(character: str) -> bool:
    return character.isalpha() and not is_cjk(character)
