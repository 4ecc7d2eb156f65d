"""What stands in a Markdown file and is none of the paper's words: comments, tags, the targets of links and images, addresses.

It is left out by its place, so that every word that is read keeps its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_TARGET = (
    r"\]\(\s{0,3}(?=[^\s()]{0,400}[/.:#@])[^\s()]*+(?:\([^\s()]*+\)[^\s()]*+)*+"
    r"(?:\s{1,3}(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'))?\s{0,3}\)"
)
"""What closes a link: `](`, an address, perhaps a title, `)`; a source's code in round brackets, as in `[they](F1)`, is none."""
_UNSEEN = re.compile(
    rf"\[(?=!\[)|!?\[(?=[^\[\]]{{0,300}}{_TARGET})|{_TARGET}"
    r"|^ {0,3}\[(?!\^)[^\[\]\n]{1,100}\]:[ \t]{0,9}(?:<[^<>\n]{0,1000}>|(?:[a-z]{2,8}://|data:)\S*+).*+"
    r"|<(?!br\b)/?[A-Za-z][^<>]{0,2000}>"
    r"|(?:https?|ftp)://[^\s<>()\[\]“”‘’（）〔〕【】，。；、！？]+(?<![.,;:!?*_'\"])"
    r"|\bdata:[a-z]{1,20}/[\w.+-]{1,60};base64,[A-Za-z0-9+/=]++",
    re.IGNORECASE | re.MULTILINE,
)
_OPENS, _CLOSES = "<!--", "-->"


def unseen(text: str) -> tuple[tuple[int, int], ...]:
    """Return the half-open spans of what no reader of the paper sees, in order and apart; a comment that nobody closed is none."""
    found: list[tuple[int, int]] = []
    at = 0
    for start, stop in _comments(text):
        found += [match.span() for match in _UNSEEN.finditer(text, at, start)]
        found.append((start, stop))
        at = stop
    return (*found, *(match.span() for match in _UNSEEN.finditer(text, at)))


def blanked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return a text of the same length and lines, with spaces for what stands at these spans."""
    pieces: list[str] = []
    at = 0
    for start, stop in spans:
        pieces += [text[at:start], re.sub(r"[^\n]", " ", text[start:stop])]
        at = stop
    return "".join([*pieces, text[at:]])


def _comments(text: str) -> Iterator[tuple[int, int]]:
    start = text.find(_OPENS)
    while start >= 0:
        stop = text.find(_CLOSES, start + len(_OPENS))
        if stop < 0:
            return
        yield start, stop + len(_CLOSES)
        start = text.find(_OPENS, stop)
