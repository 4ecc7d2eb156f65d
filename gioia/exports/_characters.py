"""What no file format of ours can hold is shown as U+FFFD, the replacement character, and told of: see `unheld`.

XML 1.0 (section 2.2) forbids control characters but tab, line feed and carriage return, lone surrogates, U+FFFE and U+FFFF;
workbooks and pages are built on it, and the plain-text tables follow, so that all exports show the same text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_ENDS = re.compile("\r\n?")


def holdable(text: str) -> str:
    """Return `text` with each character that XML forbids replaced by U+FFFD."""
    # What is printable is allowed, and asking for it is a tenth of the work.
    return text if text.isprintable() else _FORBIDDEN.sub("\ufffd", text)


def lines(text: str) -> str:
    """Return what `holdable` does, with line feeds as the only line ends: files would change the others in reading."""
    return text if text.isprintable() else _LINE_ENDS.sub("\n", holdable(text))


def unheld(texts: Iterable[str]) -> dict[str, str]:
    """Return character → the first text that holds it, for each character that `holdable` replaces, in their order."""
    found: dict[str, str] = {}
    for text in texts:
        for char in _FORBIDDEN.findall(text):
            found.setdefault(char, text)
    return dict(sorted(found.items()))
