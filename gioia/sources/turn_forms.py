"""What may be the label of a turn: a name, a time or both, in the forms that transcripts write before or above the words.

Each form is a pattern that a line is held against; a line may have several. Whether a name is a speaker's is decided in
`turns`, by the whole document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from gioia.sources.speakers import TIME, named


class Label(Struct, frozen=True):
    """The label of a turn: `start` is where it begins, `said` where the words after it do, in code points of the text.

    `speaker` and `time` are as the transcript writes them, without brackets; one of the two may be empty.
    """

    start: int
    said: int
    speaker: str
    time: str


class Candidate(Struct, frozen=True):
    """What may be a label, the form that it has, and whether the words begin on its own line."""

    label: Label
    form: str
    same_line: bool


_LEAD = r"[ \t\u3000]*(?:[-•>][ \t]+)?(?:\d{1,3}[.、)][ \t]*)?[*_]{0,3}"
_OPEN, _CLOSE = r"[(（\[【<〈]", r"[)）\]】>〉]"
_GAP = r"[ \t\u3000\u00a0]"
_UNTIL = rf"(?:{_GAP}*(?:-->|[-–—~～至→]){_GAP}*{TIME})?"
_BOXED = rf"{_OPEN}{_GAP}*(?P<boxed>{TIME}){_UNTIL}{_GAP}*{_CLOSE}"
_STAMP = rf"(?:{_GAP}*{_BOXED}|{_GAP}+(?P<bare>{TIME}){_UNTIL})"
_FIRST = rf"(?:{_BOXED}|(?P<bare>{TIME}){_UNTIL})"
_NAME = r"(?P<name>[^\n:：\t]{1,40}?)"
_COLON = rf"{_GAP}*[*_]*[:：](?!//)[*_]*"
_END = rf"{_GAP}*[*_]*{_GAP}*$"
_FORMS = tuple(
    (form, re.compile(_LEAD + pattern))
    for form, pattern in (
        ("time name:", rf"{_FIRST}{_GAP}*[-–—]?{_GAP}*{_NAME}{_COLON}"),
        ("name time:", rf"{_NAME}{_STAMP}{_COLON}"),
        ("name time", rf"{_NAME}{_STAMP}{_END}"),
        ("time name", rf"{_FIRST}{_GAP}+{_NAME}{_END}"),
        ("name time words", rf"{_NAME}{_STAMP}{_GAP}+(?=\S)"),
        ("name:", rf"{_NAME}{_COLON}(?!\d\d(?!\d))"),
        ("[name]", r"(?P<name>[\[【<〈][^\n\[\]【】<>〈〉]{1,30}[\]】>〉])(?!\()"),
        ("name tab", r"(?P<name>[^\n\t]{1,30})\t+(?=\S)"),
        ("time", rf"(?:{_BOXED}|(?P<bare>{TIME}){_UNTIL}{_END})"),
    )
)
_TIME_THEN_NAME = re.compile(
    rf"^{_GAP}*(?P<bare>{TIME}){_GAP}*-->{_GAP}*{TIME}{_GAP}*\n{_NAME}{_GAP}*\n(?={_GAP}*[^\s\d])", re.MULTILINE
)
"""A time line, a name alone on the next, words on the third: Teams wrote so."""
_NAME_ALONE = re.compile(rf"^{_LEAD}(?P<name>[^\s:：][^\n:：\t]{{0,19}}?){_END}", re.MULTILINE)
TIMED = frozenset(form for form, _ in _FORMS if "time" in form) - {"time"} | {"time, name"}
SURE = frozenset({"name time:", "name time"})
_LINE = re.compile(r"^(?=[^\n:：\t\]】>〉秒'′]{0,60}[:：\t\]】>〉秒'′])[^\n]+", re.MULTILINE)
_FEED = re.compile(r"\n")
_MOST_LOOKED_AT = 160


def possible_labels(text: str) -> Iterator[Candidate]:
    """Yield per line what may be its label, in every form that it has."""
    timed = _TIME_THEN_NAME.finditer(text) if "-->" in text else ()
    starts = [0, *(feed.end() for feed in _FEED.finditer(text))]
    for form, found in (("time, name", timed), ("name alone", _at(starts, _NAME_ALONE, text))):
        for standing in found:
            candidate = _candidate(form, standing, 0, 0)
            if candidate is not None:
                yield candidate
    for line in _at(starts, _LINE, text):
        head = line.group()[:_MOST_LOOKED_AT]
        for form, pattern in _FORMS:
            match = pattern.match(head)
            possible = _candidate(form, match, line.start(), line.end()) if match else None
            if possible is not None:
                yield possible


def _at(starts: Iterable[int], pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield the matches at these places: far quicker than letting the pattern look for the beginnings of lines."""
    return filter(None, (pattern.match(text, start) for start in starts))


def _candidate(form: str, match: re.Match[str], offset: int, line_end: int) -> Candidate | None:
    """Return the candidate of a match in a part of the text that begins at `offset`, None where its name can be none."""
    parts = match.groupdict()
    speaker = named(parts["name"]) if "name" in parts else ""
    if not speaker and "name" in parts:
        return None
    at = offset + match.start() + len(match.group()) - len(match.group().lstrip())
    said = offset + match.end()
    time = parts.get("boxed") or parts.get("bare") or ""
    return Candidate(Label(at, said, speaker, " ".join(time.split())), form, said < line_end)
