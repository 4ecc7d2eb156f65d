"""What can be the name of a concept, a theme or a dimension that the program is asked to write.

A name is looked up by its letters, and stands in figures, tables, lists and diffs. One with an end of a line in it, or with a
blank at its end, would be another name than the one that people see. (A codebook that people wrote is read as it is.)
"""

from __future__ import annotations

import re

from gioia.errors import GioiaError

_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|\A\s|\s\Z")
"""Controls, ends of lines and what no text file means as text; blanks at either end."""


def check_form(noun: str, name: str) -> None:
    """Raise GioiaError where a name is none, or would not be what it looks like; `noun` says what it is to name."""
    if not name.strip():
        raise GioiaError(f"the {noun} has no name", remedy="give it one")
    if _UNSEEN.search(name):
        message = f"the name {name!r} holds a character that nobody sees, or begins or ends with a blank"
        raise GioiaError(message, remedy="write it on one line, without that")
