"""How a study says that a document's turns begin: `{speaker}（{time}）：`, as a pattern that people can write.

`{speaker}` and `{time}` stand for the name and the time, everything else for itself, full-width or narrow; a space stands
for some white space, and a line break says that the words follow on the next line.
"""

from __future__ import annotations

import re
from functools import cache

from gioia.sources.speakers import GAP as _GAP
from gioia.sources.speakers import TIME

_PARTS = re.compile(r"\{speaker\}|\{time\}|\{text\}|[ \t\u3000]*\n[ \t\u3000]*|[ \t\u3000]+|.", re.DOTALL)
_FIELDS = {"{speaker}", "{time}"}
_WIDE = 0xFEE0
_FIRST, _LAST = 0x21, 0x7E


@cache
def template(turn: str) -> re.Pattern[str]:
    """Return the pattern that finds the labels, with the groups `speaker` and `time` as far as `turn` has them.

    A field that stands twice, which the study's schema refuses, counts the first time.
    """
    parts = _PARTS.findall(turn.removesuffix("{text}"))
    pieces = [
        _piece(part, parts[index - 1] if index else "")
        for index, part in enumerate(parts)
        if part not in _FIELDS or part not in parts[:index]
    ]
    end = rf"(?={_GAP}*$)" if parts and parts[-1] in _FIELDS else ""
    return re.compile(rf"^{_GAP}*" + "".join(pieces) + end + rf"{_GAP}*", re.MULTILINE)


def _piece(part: str, before: str) -> str:
    if part == "{speaker}":
        return r"(?P<speaker>[^\s，。！？,!?][^\n，。！？!?]{0,58}?)"
    if part == "{time}":
        return rf"(?P<time>{TIME})"
    if part == "{text}":  # what the schema refuses elsewhere than at the end
        return ""
    if "\n" in part:
        return rf"{_GAP}*\n"
    if not part.strip():
        return rf"{_GAP}+" if before in _FIELDS else rf"{_GAP}*"
    return "[" + "".join(re.escape(form) for form in _widths(part)) + "]"


def _widths(char: str) -> str:
    code = ord(char)
    if _FIRST <= code <= _LAST:
        return char + chr(code + _WIDE)
    if _FIRST <= code - _WIDE <= _LAST:
        return chr(code - _WIDE) + char
    return char
