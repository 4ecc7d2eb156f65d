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
from gioia.sources.readers import Reading, Remark
from gioia.sources.readers.pdf_judgement import judge
from gioia.sources.readers.pdf_layout import Line, Paragraph, is_cjk, paragraphs, rows
from gioia.sources.readers.pdf_mending import mended
from gioia.sources.readers.pdf_words import HYPHEN, Page, Word, pages

NAME = "pdf 2"

_ZONE = 0.12
_OUTERMOST = 3
_SAME_PLACE = 6
_APART = 0.6
_SHORT = 0.6
_OFTEN = 3
_SHOWN = 4
_HYPHENS = f"-\u00ad\u2010{HYPHEN}"
_LATIN_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def read(raw: bytes, name: str, options: object = None) -> list[Reading]:  # noqa: ARG001 - all readers are called so
    """Return the one reading of a PDF. Raises GioiaError where it is encrypted, damaged or without a text layer."""
    found, library = pages(raw, name)
    better = mended(raw, found, _text_alone)
    found = list(better.pages)
    bodies, left_out = _without_heads(found)
    if not any(bodies):
        message = f"{name}: none of its {len(found)} pages holds text: they are scanned or drawn"
        raise GioiaError(message, remedy="recognise the text (OCR) first and add the result", exit_code=1)
    text, starts = _joined(paragraphs(bodies))
    texts = [text[start:end] for start, end in pairwise((*starts, len(text)))]
    remarks = (*_head_remarks(left_out), *better.remarks, *judge(found, texts))
    return [Reading(text, f"{NAME} ({', '.join((library, *better.engines))})", pages=starts, remarks=remarks)]


def _text_alone(page: Page) -> str:
    """Return the text of a page by itself, for judging it."""
    return _joined(paragraphs([page.words]))[0]


def _without_heads(found: Sequence[Page]) -> tuple[list[list[Word]], Counter[str]]:
    """Return each page's words without those lines at its edges that recur, digits aside, at one height on other pages."""
    edges = [_edge_rows(page) for page in found]
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


def _edge_rows(page: Page) -> list[list[Word]]:
    """Return the rows that could be heads or feet: outermost, near the edge, and short or apart from what follows."""
    lowest, highest = page.height * _ZONE, page.height * (1 - _ZONE)
    ordered = rows(page.words)
    heads = [row for row in ordered[:_OUTERMOST] if _bottom(row) > highest]
    feet = [row for row in ordered[: -1 - _OUTERMOST : -1] if _top(row) < lowest]
    short = _SHORT * max((word.right for word in page.words), default=0) - min(
        (word.left for word in page.words), default=0
    )
    while heads and len(heads) < len(ordered) and not _stand_apart(heads[-1], ordered[len(heads)], heads[-1], short):
        heads.pop()
    while feet and len(feet) < len(ordered) and not _stand_apart(ordered[-1 - len(feet)], feet[-1], feet[-1], short):
        feet.pop()
    return [*heads, *(row for row in feet if row not in heads)]


def _stand_apart(above: Sequence[Word], below: Sequence[Word], edge: Sequence[Word], short: float) -> bool:
    """Tell whether the one of two rows that is at the edge of the page is a short one or has a gap to the other."""
    gap = _bottom(above) - _top(below)
    return edge[-1].right - edge[0].left < short or gap > _APART * max(word.height for word in (*above, *below))


def _bottom(row: Sequence[Word]) -> float:
    return min(word.bottom for word in row)


def _top(row: Sequence[Word]) -> float:
    return max(word.top for word in row)


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
    first = paragraph.lines[0]
    if not paragraph.opens or paragraph.indented or not last.is_full or not _alike(last.height, first.height):
        return False
    return not last.is_ended or (indents and _alike(last.width, first.width))


def _alike(one: float, other: float) -> bool:
    return abs(one - other) < 0.1 * max(one, other)


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
