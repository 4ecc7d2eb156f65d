"""What no file format of ours can hold is shown as U+FFFD, the replacement character, and told of: see `unheld`.

XML 1.0 (section 2.2) forbids control characters but tab, line feed and carriage return, lone surrogates, U+FFFE and U+FFFF;
workbooks and pages are built on it, and the plain-text tables follow, so that all exports show the same text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_ENDS = re.compile("\r\n?")
CODE = re.compile(r"[^\S\n]?[（(][^（）()\n]{1,12}[）)]$")
"""The code of a source at the end of an excerpt."""
COMPANY = 2
"""Characters that a code has beside it at least."""
_WORD = re.compile(r"[^\s\u2e80-\uffff]{1,12}$")


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


def with_company(text: str) -> tuple[str, str]:
    """Return an excerpt in two parts, in the second of which no line ends: its source's code, with a word or two characters.

    （F1） alone on a last line tells nobody whose words it belongs to. The second part is empty where there is no code.
    """
    tag = CODE.search(text)
    if tag is None:
        return text, ""
    before = text[: tag.start()]
    word = _WORD.search(before)
    start = word.start() if word else max(0, len(before) - COMPANY)
    start = max(start, before.rfind("\n") + 1)
    start += len(before[start:]) - len(before[start:].lstrip())
    return text[:start], text[start:]
