"""The concordance: every place where some words stand, in their context (keyword in context, Luhn 1960).

The search runs on a folded copy, so that full-width letters, spaces and line breaks inside words do not hide anything;
what is shown is the document's own text, with broken lines joined.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from gioia.plaintext.files import line_at
from gioia.sources.normal import fold, folded, printed
from gioia.sources.register import Document


class Hit(Struct, frozen=True):
    """One place where the words stand.

    `start` and `end` are code points of the document's text, half-open; `line` is the 1-based line of `start`. `before`,
    `match` and `after` are as displays print them, the contexts up to the asked width.
    """

    document: str
    source: str
    start: int
    end: int
    line: int
    before: str
    match: str
    after: str


def find(documents: Iterable[Document], words: str, *, width: int = 20) -> list[Hit]:
    """Return the hits of `words` by document and position; `width` is the context in code points on each side.

    Words that fold to nothing (white space only) have no hits.
    """
    needle = folded(words)
    return [hit for document in documents for hit in _hits(document, needle, width)] if needle else []


def _hits(document: Document, needle: str, width: int) -> list[Hit]:
    haystack = fold(document.text)
    hits: list[Hit] = []
    at = haystack.text.find(needle)
    while at >= 0:
        start, end = haystack.span(at, at + len(needle))
        hits.append(
            Hit(
                document=document.name,
                source=document.source,
                start=start,
                end=end,
                line=line_at(document.text, start),
                before=printed(document.text[max(0, start - 3 * width) : start])[-width:],
                match=printed(document.text[start:end]),
                after=printed(document.text[end : end + 3 * width])[:width],
            )
        )
        at = haystack.text.find(needle, at + len(needle))
    return hits
