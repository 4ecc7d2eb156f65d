"""A coding: one concept applied to one passage by one coder.

The passage is held twice: as a half-open span of Unicode code points into the document's frozen text, and as the exact
quotation with a little context. The quotation wins: where span and quotation disagree, that is a finding, never a silent
move. A coding is frozen; an edit makes a new one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container
from operator import attrgetter
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

Role = Literal["", "power", "proof", "counter"]

RULES_CODER = "rules"
CONTEXT = 16
"""How many code points of context a coding keeps on each side of its quotation."""


class Coding(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """One concept on one passage by one coder, as it stands in a line of a codings file.

    `start` and `end` count Unicode code points of the document's text, half-open. `quotation` is
    `text[start:end]` to the letter; `before` and `after` are up to `CONTEXT` code points around it. `cited` is the source
    code that the passage is credited to, where that is not the document's own source (a paper that quotes an interview).
    `role` is set where the coding is shown as evidence: power, proof or counter (Pratt 2008).
    """

    id: str
    document: str
    start: int
    end: int
    quotation: str
    concept: str
    coder: str
    time: str
    before: str = ""
    after: str = ""
    stage: str = ""
    cited: str = ""
    role: Role = ""
    memo: str = ""


def coding_id(document: str, start: int, end: int, concept: str, coder: str) -> str:
    """Return the id that a new coding gets: twelve hexadecimal digits of the SHA-256 of where, what and who.

    Among a million codings two share an id with a probability of 0.2 %; the same passage, concept and coder always do.
    """
    key = f"{document}\x1f{start}\x1f{end}\x1f{concept}\x1f{coder}"
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def new_coding(
    text: str,
    document: str,
    span: tuple[int, int],
    *,
    concept: str,
    coder: str,
    time: str,
    stage: str = "",
    cited: str = "",
    role: Role = "",
    memo: str = "",
    id: str = "",
) -> Coding:
    """Return the coding of `text[span]`, with quotation and context taken from the text itself.

    `span` is half-open in code points; `text` is the document's frozen text; `time` is ISO 8601. Without `id` the
    coding gets `coding_id`.
    """
    start, end = span
    # The rules make codings by the hundred thousand, and fields take a third of the time when they come without names.
    return Coding(
        *(
            id or coding_id(document, start, end, concept, coder),
            document,
            start,
            end,
            text[start:end],
            concept,
            coder,
            time,
        ),
        *(text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT], stage, cited, role, memo),
    )


def with_free_id(coding: Coding, taken: Container[str]) -> Coding:
    """Return the coding, with an id of its own where another coding has it.

    That is so where a concept got another name and a new one has its old name now.
    """
    number = 0
    free = coding.id
    while free in taken:
        number += 1
        free = coding_id(coding.document, coding.start, coding.end, f"{coding.concept}\x1f{number}", coding.coder)
    return replace(coding, id=free)


def is_same(one: Coding, other: Coding) -> bool:
    """Tell whether two codings are of one passage, concept and coder."""
    return _IDENTITY(one) == _IDENTITY(other)


_IDENTITY = attrgetter("document", "start", "end", "concept", "coder")


def position(coding: Coding) -> tuple[int, int, str, str]:
    """Return the key by which the codings of one document and coder are sorted in their file."""
    return (coding.start, coding.end, coding.concept, coding.id)
