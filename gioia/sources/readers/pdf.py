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
from gioia.findings import counted
from gioia.sources.readers import Reading, Remark
from gioia.sources.readers.pdf_joining import joined, words_in
from gioia.sources.readers.pdf_judgement import judge
from gioia.sources.readers.pdf_layout import paragraphs, rows
from gioia.sources.readers.pdf_mending import mended
from gioia.sources.readers.pdf_table_rows import put_back, set_aside
from gioia.sources.readers.pdf_unruled import mixed, with_speakers
from gioia.sources.readers.pdf_words import Page, Word, pages

NAME = "pdf 3"

_ZONE = 0.12
_OUTERMOST = 3
_SAME_PLACE = 6
_APART = 0.6
_SHORT = 0.6
_OFTEN = 3
_SHOWN = 4


def read(raw: bytes, name: str, options: object = None) -> list[Reading]:  # noqa: ARG001 - all readers are called so
    """Return the one reading of a PDF. Raises GioiaError where it is encrypted, damaged or without a text layer."""
    found, library = pages(raw, name)
    better = mended(raw, found, _text_alone)
    found = list(better.pages)
    bodies, left_out = _without_heads(found)
    if not any(bodies):
        message = f"{name}: no text in its {counted(len(found), 'page')}, scanned or drawn"
        raise GioiaError(message, remedy="recognise the text (OCR) first and add the result", exit_code=1)
    parts = [set_aside(words, page.rules) for words, page in zip(bodies, found, strict=True)]
    known = words_in(word.text for words in bodies for word in words)
    laid = with_speakers(put_back(paragraphs([words for words, _ in parts]), [tables for _, tables in parts], known))
    text, starts = joined(laid)
    texts = [text[start:end] for start, end in pairwise((*starts, len(text)))]
    remarks = (*_head_remarks(left_out), *better.remarks, *judge(found, texts), *mixed(laid))
    return [Reading(text, f"{NAME} ({', '.join((library, *better.engines))})", pages=starts, remarks=remarks)]


def _text_alone(page: Page) -> str:
    """Return the text of a page by itself, for judging it."""
    return joined(paragraphs([page.words]))[0]


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
