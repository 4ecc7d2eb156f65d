"""What a reader makes of a file: the text to freeze, who read it, where its pages begin, and what is doubtful."""

from __future__ import annotations

from msgspec import Struct


class Remark(Struct, frozen=True):
    """Something that the person should know of the reading; it becomes a finding of the document."""

    message: str
    remedy: str
    severity: str = "warning"


class Reading(Struct, frozen=True):
    """The text of a file or of one part of it.

    `pages` holds the offset of the text, in code points, at which each page begins; it is empty where the format has
    no pages. `confidence` is that of the encoding, 1 where it is stated.
    """

    text: str
    reader: str
    encoding: str = ""
    confidence: float = 1.0
    pages: tuple[int, ...] = ()
    remarks: tuple[Remark, ...] = ()
    part: str = ""
