"""Text that a spreadsheet would take for a formula, and the apostrophe that keeps it text in a file of separated values.

A spreadsheet may run a cell that begins with = + - or @, full-width ones where Japanese or Chinese is set, with a tab, a
carriage return or a line feed; leading blanks do not stop it (OWASP, CSV injection). Such a cell gets a leading apostrophe,
which spreadsheets themselves use to mean text. What begins with apostrophes already and would look like a guarded cell gets one
more, so that taking one away gives every cell back to the letter.
"""

from __future__ import annotations

import re

_RUN = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠﹢﹣﹦﹫−]")
_NEEDS_GUARD = re.compile(rf"'*(?:{_RUN.pattern})")


def would_run(text: str) -> bool:
    """Tell whether a spreadsheet might take the text of a cell for a formula."""
    return _RUN.match(text) is not None


def guarded(text: str) -> str:
    """Return the text of a cell as a file of separated values holds it: none that a spreadsheet runs."""
    return f"'{text}" if _NEEDS_GUARD.match(text) else text


def unguarded(cell: str) -> str:
    """Return the text that `guarded` was given; a cell that it did not change is given back as it is."""
    return cell[1:] if cell.startswith("'") and _NEEDS_GUARD.match(cell) else cell
